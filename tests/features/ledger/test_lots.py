"""Lots picked by hand, restated by splits, delivered by assignment."""

from typing import Any, Final
from uuid import uuid4

import pytest
from httpx2 import Response

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.imports import Worker
from tests.support.ledger import account, fill, trades

DAY: Final = "2026-01-05T{}:00:00Z"


async def pick(person: Person, closing: dict[str, Any], *lots: tuple[dict[str, Any], str]) -> Response:
    body = {"lots": [{"opening_id": opening["id"], "quantity": units} for opening, units in lots]}
    return await person.put(f"/executions/{closing['id']}/lots", body)


async def three_lots(person: Person, method: str = "specific") -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """10 @ 10, 10 @ 20, 10 @ 30, fees 1 each; of which 15 are sold @ 40 for 3."""
    main = (await account(person, method=method))["id"]
    bought = [
        await fill(person, main, "buy", "10", price, "1", DAY.format(hour)) for hour, price in ((15, "10"), (16, "20"), (17, "30"))
    ]  # fmt: skip
    return bought, await fill(person, main, "sell", "15", "40", "3", DAY.format(18))


async def matched(person: Person) -> list[tuple[str, str, str]]:
    """Quantity, cost and gross of each match of the one trade."""
    (trade,) = await trades(person)
    detail = (await person.get(f"/trades/{trade['id']}")).json()
    return [(one["quantity"], one["cost"], one["gross"]) for one in detail["matches"]]


async def test_which_lot_is_sold_is_never_guessed(ada: Person) -> None:
    _, sold = await three_lots(ada)
    assert sold["unmatched"] == "15"
    (trade,) = await trades(ada)
    assert (trade["quantity"], trade["exit_quantity"], trade["gross"], trade["executions"]) == ("30", "0", "0.00", 3)
    assert [one["id"] for one in (await ada.get("/executions", unmatched=True)).json()["items"]] == [sold["id"]]


async def test_the_lots_named_are_the_ones_sold(ada: Person) -> None:
    (first, _, last), sold = await three_lots(ada)
    answer = await pick(ada, sold, (last, "10"), (first, "5"))
    assert (answer.status_code, answer.json()["unmatched"]) == (200, None)
    # 10 × (40 − 30) + 5 × (40 − 10) = 100 + 150; fees 3 + 1 + 0.50
    (trade,) = await trades(ada)
    assert (trade["gross"], trade["fees"], trade["net"]) == ("250.00", "4.50", "245.50")
    assert sorted(await matched(ada)) == [("10", "300.00", "100.00"), ("5", "50.00", "150.00")]


async def test_naming_others_or_none_changes_it_again(ada: Person) -> None:
    (first, second, last), sold = await three_lots(ada)
    assert (await pick(ada, sold, (last, "10"), (first, "5"))).status_code == 200
    assert (await pick(ada, sold, (second, "10"), (last, "5"))).status_code == 200
    assert [one["gross"] for one in await trades(ada)] == ["250.00"]  # 10 × 20 + 5 × 10
    assert sorted(await matched(ada)) == [("10", "200.00", "200.00"), ("5", "150.00", "50.00")]
    assert (await pick(ada, sold)).json()["unmatched"] == "15"
    assert [one["gross"] for one in await trades(ada)] == ["0.00"]


async def test_all_of_a_position_needs_no_names(ada: Person) -> None:
    main = (await account(ada, method="specific"))["id"]
    for hour in (15, 16):
        await fill(ada, main, "buy", "10", "10", "0", DAY.format(hour))
    sold = await fill(ada, main, "sell", "20", "12", "0", DAY.format(17))
    assert (sold["unmatched"], [one["net"] for one in await trades(ada)]) == (None, ["40.00"])


async def test_names_that_do_not_add_up_leave_the_fill_unmatched(ada: Person) -> None:
    (first, second, _), sold = await three_lots(ada)
    answer = await pick(ada, sold, (first, "5"), (second, "5"))  # of 15
    assert (answer.status_code, answer.json()["unmatched"]) == (200, "15")


async def test_lots_that_it_cannot_close_are_refused(ada: Person) -> None:
    (first, second, _), sold = await three_lots(ada)
    main = sold["account_id"]
    later = await fill(ada, main, "buy", "20", "10", "0", DAY.format(19))
    other = await fill(ada, main, "buy", "20", "10", "0", DAY.format(15), instrument={"symbol": "MSFT"})
    nowhere = {"id": str(uuid4())}
    for lots, part in (
        ([(first, "5"), (first, "5")], "named once"),
        ([(first, "10"), (second, "6")], "at most 15, and 16"),
        ([(first, "11")], "cannot give 11"),
        ([(later, "1")], "cannot give 1"),
        ([(other, "1")], "did not open this position"),
        ([(sold, "1")], "did not open this position"),
        ([(nowhere, "1")], "did not open this position"),
    ):
        answer = await pick(ada, sold, *lots)
        assert (answer.status_code, answer.json()["code"]) == (422, "execution.lots_invalid"), part
        assert part in answer.json()["detail"]
    for units in ("0", "-1", "NaN"):
        answer = await pick(ada, sold, (first, units))
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/lots/0/quantity"]
    assert (await ada.get(f"/executions/{sold['id']}")).json()["unmatched"] == "15"


async def test_names_wait_until_the_account_goes_by_them(ada: Person) -> None:
    (first, _, last), sold = await three_lots(ada, "fifo")
    assert (await pick(ada, sold, (last, "10"), (first, "5"))).status_code == 200
    assert [one["gross"] for one in await trades(ada)] == ["400.00"]  # 10 × 30 + 5 × 20, as first in, first out has it
    assert (await ada.patch(f"/accounts/{sold['account_id']}", {"method": "specific"})).status_code == 200
    assert [one["gross"] for one in await trades(ada)] == ["250.00"]


async def split(person: Person, account_id: str, ratio: tuple[int, int], at: str, symbol: str = "AAPL") -> Response:
    body = {"account_id": account_id, "instrument": {"symbol": symbol}, "effective_at": at}
    return await person.post("/corporate-actions", {**body, "numerator": ratio[0], "denominator": ratio[1]})


async def test_a_split_restates_what_is_open(ada: Person) -> None:
    # ledger.md, example D
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "400.00", "0", DAY.format(15))
    made = await split(ada, main, (4, 1), DAY.format(16))
    assert (made.status_code, made.json()["symbol"], made.json()["numerator"]) == (201, "AAPL", 4)
    (trade,) = await trades(ada)
    assert (trade["quantity"], trade["entry_price"]) == ("40", "100")
    await fill(ada, main, "sell", "40", "105.00", "0", DAY.format(17))
    (trade,) = await trades(ada)
    assert (trade["gross"], trade["status"], trade["exit_price"]) == ("200.00", "closed", "105")
    detail = (await ada.get(f"/trades/{trade['id']}")).json()
    # The fills stay as they were traded.
    assert [(leg["quantity"], leg["position"]) for leg in detail["legs"]] == [("10", "10"), ("40", "0")]
    assert [(one["quantity"], one["cost"]) for one in detail["matches"]] == [("40", "4000.00")]


async def test_a_split_found_later_restates_what_came_after_it(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "30", "10", "0", DAY.format(15))
    await fill(ada, main, "sell", "10", "31", "0", DAY.format(17))
    assert [(one["status"], one["gross"]) for one in await trades(ada)] == [("open", "210.00")]
    assert (await split(ada, main, (1, 3), DAY.format(16))).status_code == 201
    # 30 @ 10 are 10 @ 30, all of them sold @ 31
    assert [(one["status"], one["gross"]) for one in await trades(ada)] == [("closed", "10.00")]
    # Saying it twice says it once; one before anything was held changes nothing.
    before = await trades(ada)
    for at in (DAY.format(16), DAY.format(10)):
        assert (await split(ada, main, (1, 3), at)).status_code == 201
        assert await trades(ada) == before


async def test_a_split_belongs_to_one_account_and_instrument(ada: Person) -> None:
    one, other = (await account(ada))["id"], (await account(ada, name="Other"))["id"]
    for place, symbol in ((one, "AAPL"), (other, "AAPL"), (one, "MSFT")):
        await fill(ada, place, "buy", "10", "40", "0", DAY.format(15), instrument={"symbol": symbol})
    await split(ada, one, (2, 1), DAY.format(16))
    found = {(trade["account_id"], trade["symbol"]): trade["quantity"] for trade in await trades(ada)}
    assert found == {(one, "AAPL"): "20", (other, "AAPL"): "10", (one, "MSFT"): "10"}


@pytest.mark.parametrize("ratio", [(0, 1), (1, 0), (-2, 1), (1_000_001, 1)])
async def test_what_is_no_split_is_refused(ada: Person, ratio: tuple[int, int]) -> None:
    main = (await account(ada))["id"]
    answer = await split(ada, main, ratio, DAY.format(16))
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] in (["/numerator"], ["/denominator"])


async def test_lots_are_named_in_the_units_of_the_day_they_are_sold(ada: Person) -> None:
    main = (await account(ada, method="specific"))["id"]
    first = await fill(ada, main, "buy", "10", "40", "0", DAY.format(15))
    await fill(ada, main, "buy", "10", "80", "0", DAY.format(15).replace(":00:00", ":30:00"))
    await split(ada, main, (4, 1), DAY.format(16))
    sold = await fill(ada, main, "sell", "40", "30", "0", DAY.format(17))
    # The first lot's 10 @ 40 are 40 @ 10 now: 40 × 20
    assert (await pick(ada, sold, (first, "40"))).status_code == 200
    assert [one["gross"] for one in await trades(ada)] == ["800.00"]
    refused = await pick(ada, sold, (first, "40.000001"))
    assert (refused.status_code, refused.json()["code"]) == (422, "execution.lots_invalid")


async def test_an_assignment_joins_the_option_to_what_it_delivered(ada: Person, worker: Worker) -> None:
    name = "made__activity_put_assigned_expired.csv"
    made = await worker.imported(ada, (IMPORTS / "ibkr" / name).read_bytes(), name)
    assert made["state"] == "committed", made["problem"]
    found = {trade["symbol"]: trade for trade in await trades(ada)}
    put, call, share = (found[name] for name in ("NIMB 2025-06-20 40 P", "NIMB 2025-06-20 60 C", "NIMB"))
    # The put: 1.50 × 100 − 1, assigned; 100 shares at 40, sold at 45 for 1; the two calls: 0.50 × 100 × 2 − 2, expired
    assert [(one["net"], one["closed_by"]) for one in (put, share, call)] == [
        ("149.00", "assignment"), ("499.00", "trade"), ("98.00", "expiry"),
    ]  # fmt: skip
    linked = {one["symbol"]: (await ada.get(f"/trades/{one['id']}")).json()["linked"] for one in (put, share, call)}
    assert linked == {put["symbol"]: [share["id"]], share["symbol"]: [put["id"]], call["symbol"]: []}
