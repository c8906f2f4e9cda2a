"""Corporate actions entered by hand: trades go on under new names, costs are shared out, everything can be voided."""

from typing import Any

import pytest
from httpx2 import Response

from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.ledger import account, fill, trades
from tests.support.verifying import differences
from tradesense.db.session import Database

DAY = "2026-01-{:02}T15:00:00Z"


async def act(person: Person, account_id: str, kind: str, symbol: str, day: int, **more: Any) -> Response:
    body = {"account_id": account_id, "kind": kind, "instrument": {"symbol": symbol}, "effective_at": DAY.format(day)}
    return await person.post("/corporate-actions", {**body, **more})


async def acted(person: Person, account_id: str, kind: str, symbol: str, day: int, **more: Any) -> dict[str, Any]:
    answer = await act(person, account_id, kind, symbol, day, **more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def bought(person: Person, account_id: str, symbol: str, quantity: str, price: str, day: int) -> dict[str, Any]:
    of = {"symbol": symbol}
    return await fill(person, account_id, "buy", quantity, price, "1", DAY.format(day), instrument=of)


async def sold(person: Person, account_id: str, symbol: str, quantity: str, price: str, day: int) -> dict[str, Any]:
    of = {"symbol": symbol}
    return await fill(person, account_id, "sell", quantity, price, "1", DAY.format(day), instrument=of)


def told(found: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(one[name] for name in names) for one in found]


META = {"target": {"symbol": "META"}}


async def test_a_symbol_change_makes_one_trade_of_both_names(ada: Person, database: Database) -> None:
    # 100 FB at 300 = 30 000; 60 META at 320 and 40 at 290 = 30 800; fees 3.
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    await sold(ada, main, "META", "60", "320", 12)
    await sold(ada, main, "META", "40", "290", 13)
    assert told(await trades(ada), "symbol", "side") == [("FB", "long"), ("META", "short")]
    made = await acted(ada, main, "symbol_change", "FB", 10, **META)
    assert made["effect"] == {"given": "100", "received": "100", "cost": "30000.00", "cash": "0.00", "applied": True}
    (trade,) = await trades(ada)
    assert told([trade], "symbol", "side", "status", "gross", "net") == [("META", "long", "closed", "800.00", "797.00")]
    assert (trade["opened_on"], trade["closed_on"]) == ("2026-01-05", "2026-01-13")
    assert await differences(database, ada) == []


async def test_voiding_an_action_takes_everything_back_and_restoring_it_brings_everything(
    ada: Person, database: Database
) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    await sold(ada, main, "META", "100", "310", 12)
    before = await trades(ada)
    made = await acted(ada, main, "symbol_change", "FB", 10, **META)
    joined = await trades(ada)
    voided = (await ada.post(f"/corporate-actions/{made['id']}/void")).json()
    assert (voided["voided_at"] is not None, voided["effect"]) == (True, None)
    assert await trades(ada) == before
    assert await differences(database, ada) == []
    assert (await ada.post(f"/corporate-actions/{made['id']}/restore")).json()["voided_at"] is None
    assert await trades(ada) == joined
    # Saying the same again adds nothing; after a void it counts again.
    await ada.post(f"/corporate-actions/{made['id']}/void")
    again = await acted(ada, main, "symbol_change", "FB", 10, **META)
    assert (again["id"], again["voided_at"]) == (made["id"], None)
    assert await trades(ada) == joined
    assert await differences(database, ada) == []


async def test_what_the_trader_wrote_stays_with_the_trade_through_a_symbol_change(ada: Person) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], tags=["growth"])
    made = await acted(ada, main, "symbol_change", "FB", 10, **META)
    assert told(await trades(ada), "id", "symbol", "tags") == [(trade["id"], "META", ["growth"])]
    await ada.post(f"/corporate-actions/{made['id']}/void")
    assert told(await trades(ada), "id", "symbol", "tags") == [(trade["id"], "FB", ["growth"])]


async def test_a_spin_off_gives_a_second_trade_with_its_share_of_the_cost(ada: Person, database: Database) -> None:
    # 100 T at 30 and 50 at 20 cost 4 000: 37.5 WBD cost 1 000, T keeps 3 000.
    main = (await account(ada))["id"]
    await bought(ada, main, "T", "100", "30", 5)
    await bought(ada, main, "T", "50", "20", 6)
    terms = {"target": {"symbol": "WBD"}, "denominator": 4, "cost_share": "0.25"}
    in_lieu = {"units": "0.5", "amount": "12.34"}
    made = await acted(ada, main, "spin_off", "T", 10, **terms, cash_in_lieu=in_lieu)
    assert made["effect"] == {"given": "0", "received": "37", "cost": "1000.00", "cash": "12.34", "applied": True}
    await sold(ada, main, "T", "150", "22", 12)
    await sold(ada, main, "WBD", "37", "24", 13)
    # T: 3 300 − 3 000. WBD: 888 + 12.34 − 1 000.
    found = sorted(await trades(ada), key=lambda one: one["symbol"])
    assert told(found, "symbol", "status", "gross", "opened_on") == [
        ("T", "closed", "300.00", "2026-01-05"),
        ("WBD", "closed", "-99.66", "2026-01-05"),
    ]
    assert len({one["id"] for one in found}) == 2
    assert await differences(database, ada) == []


async def test_a_trade_that_changed_its_name_is_worked_out_over_both(ada: Person) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "60", "300", 5)
    await bought(ada, main, "FB", "40", "310", 6)
    await acted(ada, main, "symbol_change", "FB", 10, **META)
    await bought(ada, main, "META", "10", "320", 11)
    await sold(ada, main, "META", "110", "330", 12)
    (trade,) = await trades(ada)
    detail = (await ada.get(f"/trades/{trade['id']}")).json()
    legs = [(leg["execution"]["symbol"], leg["role"], leg["quantity"], leg["position"]) for leg in detail["legs"]]
    assert legs == [
        ("FB", "entry", "60", "60"),
        ("FB", "entry", "40", "100"),
        ("META", "entry", "10", "110"),
        ("META", "exit", "110", "0"),
    ]
    # 60 × 30, 40 × 20, 10 × 10
    assert told(detail["matches"], "quantity", "gross") == [("60", "1800.00"), ("40", "800.00"), ("10", "100.00")]
    assert told(detail["corporate_actions"], "kind", "symbol", "target_symbol") == [("symbol_change", "FB", "META")]


async def test_what_was_spun_off_is_worked_out_by_itself_and_its_notes_are_its_parents(ada: Person) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "T", "100", "30", 5)
    terms = {"target": {"symbol": "WBD"}, "denominator": 4, "cost_share": "0.25"}
    await acted(ada, main, "spin_off", "T", 10, **terms, cash_in_lieu={"units": "1", "amount": "31"})
    await sold(ada, main, "WBD", "24", "40", 12)
    spun = next(one for one in await trades(ada) if one["symbol"] == "WBD")
    detail = (await ada.get(f"/trades/{spun['id']}")).json()
    assert told(detail["legs"], "role", "quantity", "position") == [("exit", "24", "0")]
    # 25 units cost 750: the fraction 31 − 30, the rest 960 − 720.
    assert told(detail["matches"], "quantity", "gross") == [("1", "1.00"), ("24", "240.00")]
    assert told(detail["corporate_actions"], "kind", "lieu_units") == [("spin_off", "1")]
    noted = await ada.get(f"/trades/{spun['id']}/annotation")
    refused = await ada.patch(
        f"/trades/{spun['id']}/annotation", {"tags": ["x"]}, headers={"If-Match": noted.headers["etag"]}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "trade.spun_off")


async def test_mergers_and_delistings_close_or_carry_on(ada: Person, database: Database) -> None:
    main = (await account(ada))["id"]
    for symbol in ("CASH", "STOCK", "MIXED", "GONE"):
        await bought(ada, main, symbol, "100", "50", 5)
    await acted(ada, main, "merger", "CASH", 10, cash="60")
    await acted(ada, main, "merger", "STOCK", 10, target={"symbol": "BIG"}, numerator=3, denominator=2)
    await acted(ada, main, "merger", "MIXED", 10, target={"symbol": "NEW"}, denominator=2, cash="20", cost_share="0.4")
    await acted(ada, main, "delisting", "GONE", 10)
    await sold(ada, main, "BIG", "150", "40", 12)
    await sold(ada, main, "NEW", "50", "70", 12)
    found = sorted(await trades(ada), key=lambda one: one["symbol"])
    # BIG 6 000 − 5 000; CASH 6 000 − 5 000; GONE 0 − 5 000; NEW 2 000 + 3 500 − 5 000
    assert told(found, "symbol", "gross", "closed_on", "closed_by") == [
        ("BIG", "1000.00", "2026-01-12", "trade"),
        ("CASH", "1000.00", "2026-01-10", "corporate_action"),
        ("GONE", "-5000.00", "2026-01-10", "corporate_action"),
        ("NEW", "500.00", "2026-01-12", "trade"),
    ]
    listed = (await ada.get("/corporate-actions", account=main)).json()["items"]
    assert sorted(told(listed, "kind", "symbol")) == [
        ("delisting", "GONE"), ("merger", "CASH"), ("merger", "MIXED"), ("merger", "STOCK"),
    ]  # fmt: skip
    assert await differences(database, ada) == []


async def test_a_fill_found_later_is_followed_through_the_action(ada: Person, database: Database) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    await acted(ada, main, "symbol_change", "FB", 10, **META)
    late = await bought(ada, main, "FB", "10", "200", 6)
    assert told(await trades(ada), "symbol", "quantity", "entry_price") == [("META", "110", "290.909090909091")]
    await ada.post(f"/executions/{late['id']}/void")
    assert told(await trades(ada), "symbol", "quantity") == [("META", "100")]
    assert await differences(database, ada) == []


async def test_what_is_held_the_other_way_round_is_left_alone_and_said(ada: Person, database: Database) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    await sold(ada, main, "META", "10", "310", 6)
    made = await acted(ada, main, "symbol_change", "FB", 10, **META)
    assert made["effect"]["applied"] is False
    assert sorted(told(await trades(ada), "symbol", "quantity")) == [("FB", "100"), ("META", "10")]
    assert await differences(database, ada) == []


async def test_a_split_is_voided_and_restored_too(ada: Person, database: Database) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "AAPL", "10", "400", 5)
    made = await acted(ada, main, "split", "AAPL", 10, numerator=4)
    assert told(await trades(ada), "quantity") == [("40",)]
    await ada.post(f"/corporate-actions/{made['id']}/void")
    assert told(await trades(ada), "quantity") == [("10",)]
    await ada.post(f"/corporate-actions/{made['id']}/restore")
    assert told(await trades(ada), "quantity") == [("40",)]
    assert await differences(database, ada) == []


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("symbol_change", {}),
        ("symbol_change", {"target": {"symbol": "FB"}}),
        ("symbol_change", {"target": {"symbol": "META", "currency": "EUR"}}),
        ("symbol_change", {"target": {"symbol": "META", "asset_class": "forex"}}),
        ("spin_off", META),
        ("merger", {}),
        ("merger", {**META, "cash": "1"}),
        ("delisting", META),
        ("split", {**META, "numerator": 2}),
        ("merger", {"cash": "-1"}),
    ],
)
async def test_what_makes_no_action_is_refused_and_changes_nothing(
    ada: Person, kind: str, terms: dict[str, Any]
) -> None:
    main = (await account(ada))["id"]
    await bought(ada, main, "FB", "100", "300", 5)
    before = await trades(ada)
    answer = await act(ada, main, kind, "FB", 10, **terms)
    assert (answer.status_code, answer.json()["code"]) == (422, "corporate_action.invalid")
    assert await trades(ada) == before
    assert (await ada.get("/corporate-actions", account=main)).json()["items"] == []


async def test_an_action_nobody_stated_is_not_found(ada: Person, bob: Person) -> None:
    main = (await account(ada))["id"]
    made = await acted(ada, main, "delisting", "FB", 10)
    path = f"/corporate-actions/{made['id']}"
    assert (await bob.get(path)).status_code == 404
    assert (await bob.post(f"{path}/void")).status_code == 404
    assert (await ada.get(path)).status_code == 200
