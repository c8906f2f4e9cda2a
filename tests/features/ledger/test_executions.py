"""Fills entered by hand: facts that can be voided, never changed."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import Person
from tests.support.ledger import account, fill, trades

AT = "2026-01-05T15:00:00Z"


def body(account_id: str, **said: Any) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "instrument": {"symbol": "AAPL"},
        "side": "buy",
        "quantity": "10",
        "price": "100",
        "executed_at": AT,
        **said,
    }


async def test_a_fill_is_as_it_was_entered(ada: Person) -> None:
    main = (await account(ada))["id"]
    answer = await ada.post("/executions", body(main, fees="-0.35", executed_at="2026-01-05T16:30:00.123456+01:30"))
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/executions/{made['id']}"
    assert made == (await ada.get(f"/executions/{made['id']}")).json()
    expected = {
        "account_id": main, "symbol": "AAPL", "asset_class": "equity", "currency": "USD", "side": "buy",
        "quantity": "10", "price": "100", "fees": "-0.35", "asset_fee": "0", "executed_at": "2026-01-05T15:00:00.123456Z",
        "day": "2026-01-05", "time_known": True, "kind": "trade", "closes": False, "by_hand": True, "counts": True,
        "voided_at": None, "unmatched": None, "sources": [],
    }  # fmt: skip
    assert {name: made[name] for name in expected} == expected


BAD_NUMBERS = ["NaN", "Infinity", "-Infinity", "1e40", "1e5", "1,000", "1.000,5", "", " 1", "1 ", "+1", "0x10", "1_000",
               "١٠", "9" * 19, "0." + "1" * 19, "ten", "--1", "1.2.3", 1, 1.5, True, None, [], {}]  # fmt: skip


@pytest.mark.parametrize("field", ["quantity", "price"])
@pytest.mark.parametrize("number", BAD_NUMBERS, ids=repr)
async def test_what_is_no_exact_number_is_refused_at_its_place(ada: Person, field: str, number: Any) -> None:
    answer = await ada.post("/executions", body(str(uuid4()), **{field: number}))
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"/{field}"]


@pytest.mark.parametrize("field", ["fees", "asset_fee", "rate"])
@pytest.mark.parametrize("number", ["NaN", "1e40", "1,5", 0.5])
async def test_so_it_is_in_what_may_be_left_out(ada: Person, field: str, number: Any) -> None:
    answer = await ada.post("/executions", body(str(uuid4()), **{field: number}))
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"/{field}"]


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        ({"quantity": "0"}, ["/quantity"]),
        ({"quantity": "-5"}, ["/quantity"]),
        ({"quantity": "-0"}, ["/quantity"]),
        ({"rate": "0"}, ["/rate"]),
        ({"rate": "-1"}, ["/rate"]),
        ({"instrument": {"symbol": "X", "multiplier": "0"}}, ["/instrument/multiplier"]),
        ({"instrument": {"symbol": "X", "multiplier": "-5"}}, ["/instrument/multiplier"]),
        ({"asset_fee": "-1"}, []),
        ({"asset_fee": "10"}, []),  # all of what was bought
    ],
)
async def test_a_number_that_a_fill_cannot_have_is_refused(
    ada: Person, said: dict[str, Any], pointers: list[str]
) -> None:
    main = (await account(ada))["id"]
    answer = await ada.post("/executions", body(main, **said))
    assert answer.status_code == 422
    assert answer.json()["code"] == ("request.invalid" if pointers else "number.invalid")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers
    assert (await ada.get("/executions")).json()["items"] == []


async def test_the_largest_and_the_smallest_numbers_are_kept_to_the_last_digit(ada: Person) -> None:
    main = (await account(ada))["id"]
    large, small = "9" * 18 + "." + "9" * 18, "0." + "0" * 17 + "1"
    made = await fill(ada, main, "buy", large, small, small, AT)
    assert (made["quantity"], made["price"], made["fees"]) == (large, small, small)
    (trade,) = await trades(ada)
    assert trade["quantity"] == large


async def test_a_price_may_be_zero_or_negative(ada: Person) -> None:
    # Crude oil on 20 April 2020: bought at −37.63, sold at −30.00, 1000 barrels: 7 630.
    main = (await account(ada))["id"]
    oil = {"symbol": "CLK0", "asset_class": "future"}
    await fill(ada, main, "buy", "1", "-37.63", "2.50", "2020-04-20T18:30:00Z", instrument=oil)
    await fill(ada, main, "sell", "1", "-30.00", "2.50", "2020-04-20T18:40:00Z", instrument=oil)
    await fill(ada, main, "buy", "1", "0", "0", "2020-04-20T18:50:00Z")
    found = await trades(ada)
    assert [(one["symbol"], one["net"]) for one in found] == [("CLK20", "7625.00"), ("AAPL", "0.00")]


async def test_a_known_future_brings_its_multiplier(ada: Person) -> None:
    # ledger.md, example B: 2 × 10.25 × 50 = 1025.00
    main = (await account(ada))["id"]
    for side, price, at in (("buy", "4500.25", AT), ("sell", "4510.50", "2026-01-05T16:00:00Z")):
        await fill(ada, main, side, "2", price, "2.25", at, instrument={"symbol": "ESH6", "asset_class": "future"})
    (one,) = await trades(ada)
    assert (one["gross"], one["fees"], one["net"]) == ("1025.00", "4.50", "1020.50")


async def test_an_unknown_future_is_asked_for_its_multiplier(ada: Person) -> None:
    main = (await account(ada))["id"]
    unknown = {"symbol": "QQQQH6", "asset_class": "future"}
    refused = await ada.post("/executions", body(main, instrument=unknown))
    assert (refused.status_code, refused.json()["code"]) == (422, "contract.unknown")
    assert (await ada.post("/executions", body(main, instrument={**unknown, "multiplier": "7"}))).status_code == 201


async def test_a_multiplier_is_one_thing(ada: Person) -> None:
    main = (await account(ada))["id"]
    cfd = {"symbol": "GER40", "asset_class": "cfd", "currency": "EUR"}
    await fill(ada, main, "buy", "1", "20000", "0", AT, instrument={**cfd, "multiplier": "25"})
    refused = await ada.post("/executions", body(main, instrument={**cfd, "multiplier": "1"}))
    assert (refused.status_code, refused.json()["code"]) == (409, "instrument.multiplier_conflict")
    assert "25" in refused.json()["detail"]


async def test_an_option_needs_to_be_whole(ada: Person) -> None:
    main = (await account(ada))["id"]
    call = {"symbol": "AAPL", "asset_class": "option", "expiry": "2026-01-16", "strike": "200", "right": "call"}
    for missing in ("expiry", "strike", "right"):
        part = {name: value for name, value in call.items() if name != missing}
        assert (await ada.post("/executions", body(main, instrument=part))).status_code == 422
    made = await fill(ada, main, "buy", "3", "2.50", "0", AT, instrument=call)
    assert made["symbol"] == "AAPL 2026-01-16 200 C"
    # ledger.md, example C: 3 × 2.50 × 100 gone at expiry
    await fill(ada, main, "sell", "3", "0", None, "2026-01-16T21:00:00Z", instrument=call, kind="expiry")
    (one,) = await trades(ada)
    assert (one["gross"], one["closed_by"], one["underlying"]) == ("-750.00", "expiry", "AAPL")


async def test_a_fee_in_the_asset_shortens_what_arrived(ada: Person) -> None:
    # ledger.md, example F
    main = (await account(ada))["id"]
    coin = {"symbol": "BTC-USD", "asset_class": "crypto"}
    await fill(ada, main, "buy", "1", "50000", None, AT, instrument=coin, asset_fee="0.001")
    await fill(ada, main, "sell", "0.999", "52000", "0", "2026-01-06T15:00:00Z", instrument=coin)
    (one,) = await trades(ada)
    assert (one["quantity"], one["gross"], one["fees"], one["net"], one["status"]) == (
        "0.999", "1998.00", "50.00", "1948.00", "closed",
    )  # fmt: skip
    assert one["fees_known"] is True


async def test_two_fills_entered_alike_are_two_fills(ada: Person) -> None:
    main = (await account(ada))["id"]
    one, other = [await fill(ada, main, "buy", "10", "100", "1", AT) for _ in range(2)]
    assert one["id"] != other["id"]
    (trade,) = await trades(ada)
    assert (trade["quantity"], trade["executions"]) == ("20", 2)


async def test_fees_that_are_not_known_are_not_zero(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "100", None, AT)
    await fill(ada, main, "sell", "10", "101", "1", "2026-01-05T16:00:00Z")
    (trade,) = await trades(ada)
    assert (trade["net"], trade["fees_known"]) == ("9.00", False)


async def test_a_time_that_is_not_known_is_no_midnight(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "100", "0", "2026-01-05T05:00:00Z", time_known=False)
    await fill(ada, main, "sell", "10", "101", "0", "2026-01-05T20:00:00Z")
    (trade,) = await trades(ada)
    assert (trade["times_known"], trade["held_seconds"], trade["opened_on"]) == (False, None, "2026-01-05")
    assert await trades(ada, q="hour:0..23") == []
    assert await trades(ada, q="hold>0s") == []


async def test_a_fill_that_closes_opens_nothing(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "100", "0", AT)
    over = await fill(ada, main, "sell", "15", "110", "0", "2026-01-05T16:00:00Z", closes=True)
    (trade,) = await trades(ada)
    assert (trade["side"], trade["net"]) == ("long", "100.00")
    assert over["unmatched"] == "5"


async def test_a_void_is_kept_and_can_be_taken_back(ada: Person) -> None:
    main = (await account(ada))["id"]
    bought = await fill(ada, main, "buy", "10", "100", "0", AT)
    await fill(ada, main, "sell", "10", "110", "0", "2026-01-05T16:00:00Z")
    (before,) = await trades(ada)
    voided = (await ada.post(f"/executions/{bought['id']}/void")).json()
    assert (voided["counts"], voided["voided_at"] is not None) == (False, True)
    assert [(one["side"], one["status"]) for one in await trades(ada)] == [("short", "open")]
    again = (await ada.post(f"/executions/{bought['id']}/void")).json()
    assert again == voided  # voiding twice is voiding once
    restored = (await ada.post(f"/executions/{bought['id']}/restore")).json()
    assert restored == bought
    assert await trades(ada) == [before]
    assert (await ada.post(f"/executions/{bought['id']}/restore")).json() == bought


async def test_nothing_can_change_or_delete_a_fill(ada: Person) -> None:
    main = (await account(ada))["id"]
    made = await fill(ada, main, "buy", "10", "100", "0", AT)
    for method in ("PATCH", "PUT", "DELETE"):
        answer = await ada.send(method, f"/executions/{made['id']}", json={"price": "1"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_fills_are_found_by_account_symbol_and_day(ada: Person) -> None:
    main, other = (await account(ada))["id"], (await account(ada, name="Other"))["id"]
    for place, symbol, day in ((main, "AAPL", "05"), (main, "MSFT", "06"), (other, "AAPL", "07")):
        await fill(ada, place, "buy", "1", "1", "0", f"2026-01-{day}T15:00:00Z", instrument={"symbol": symbol})

    async def found(**query: str) -> list[tuple[str, str]]:
        items = (await ada.get("/executions", **query)).json()["items"]  # type: ignore[arg-type]  # no headers
        return [(one["symbol"], one["day"][-2:]) for one in items]

    assert await found() == [("AAPL", "07"), ("MSFT", "06"), ("AAPL", "05")]
    assert await found(account=other) == [("AAPL", "07")]
    assert await found(symbol="aapl") == [("AAPL", "07"), ("AAPL", "05")]
    assert await found(day_from="2026-01-06", day_to="2026-01-06") == [("MSFT", "06")]
    assert await found(day_from="2026-01-06", symbol="AAPL", account=main) == []
