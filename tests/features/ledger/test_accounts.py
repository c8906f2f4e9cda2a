"""Accounts: what they are settles how their fills become trades."""

from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades


async def changed(person: Person, account_id: str, **said: Any) -> dict[str, Any]:
    answer = await person.patch(f"/accounts/{account_id}", said)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def days(person: Person, trade_id: str) -> list[tuple[str, str]]:
    found = (await person.get(f"/trades/{trade_id}")).json()["days"]
    return [(day["day"], day["gross"]) for day in found]


async def test_an_account_is_as_it_was_said(ada: Person) -> None:
    said = {"name": "Swing", "broker": "Schwab", "number": "123-4", "currency": "eur", "timezone": "Europe/Berlin",
            "session_ends": "17:30:00", "method": "hifo", "long_only": True, "capital": "25000.50"}  # fmt: skip
    made = await account(ada, **said)
    assert {name: made[name] for name in said} == {**said, "currency": "EUR"}
    assert (await ada.get(f"/accounts/{made['id']}")).json() == made


async def test_what_is_not_said_is_as_the_workspace_has_it(ada: Person) -> None:
    made = (await ada.post("/accounts", {"name": "Plain"})).json()
    assert {name: made[name] for name in ("broker", "number", "currency", "timezone", "session_ends", "method",
                                          "long_only", "capital")} == {
        "broker": "", "number": "", "currency": "USD", "timezone": "America/New_York", "session_ends": None,
        "method": "fifo", "long_only": False, "capital": None,
    }  # fmt: skip


async def test_accounts_are_listed_by_name(ada: Person) -> None:
    for name in ("Swing", "Day", "Long term"):
        await account(ada, name=name)
    assert [one["name"] for one in (await ada.get("/accounts")).json()["items"]] == ["Day", "Long term", "Swing"]


async def test_a_brokers_number_is_one_account(ada: Person, bob: Person) -> None:
    await account(ada, broker="IBKR", number="U1")
    again = await ada.post("/accounts", {"name": "Again", "broker": "IBKR", "number": "U1"})
    assert (again.status_code, again.json()["code"]) == (409, "account.taken")
    await account(ada, broker="Schwab", number="U1")
    await account(bob, broker="IBKR", number="U1")
    for _ in range(2):  # an account without a number may be any
        await account(ada, broker="IBKR", number="")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "a" * 81}, "/name"),
        ({"method": "nifo"}, "/method"),
        ({"session_ends": "25:00"}, "/session_ends"),
        ({"long_only": "yes"}, "/long_only"),
        ({"capital": 1000}, "/capital"),
        ({"capital": "1,000"}, "/capital"),
        ({"capital": "0"}, "/capital"),
        ({"capital": "-1"}, "/capital"),
        ({"ledger_version": 5}, "/ledger_version"),
        ({"workspace_id": "00000000-0000-0000-0000-000000000000"}, "/workspace_id"),
        ({"id": "00000000-0000-0000-0000-000000000000"}, "/id"),
    ],
)
async def test_what_an_account_cannot_be_is_refused_at_its_place(
    ada: Person, said: dict[str, Any], pointer: str
) -> None:
    made = await account(ada)
    for answer in (
        await ada.post("/accounts", {"name": "Main", **said}),
        await ada.patch(f"/accounts/{made['id']}", said),
    ):
        assert answer.status_code == 422
        assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await ada.get(f"/accounts/{made['id']}")).json() == made


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"timezone": "Mars/Olympus"}, "calendar.zone_unknown"),
        ({"currency": "U$D"}, "money.currency_invalid"),
    ],
)
async def test_what_is_no_zone_currency_or_capital_is_refused(ada: Person, said: dict[str, Any], code: str) -> None:
    made = await account(ada)
    for answer in (
        await ada.post("/accounts", {"name": "Main", **said}),
        await ada.patch(f"/accounts/{made['id']}", said),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, code)


async def example_a(person: Person, account_id: str) -> None:
    # ledger.md, example A
    await fill(person, account_id, "buy", "100", "10.00", "1.00", "2026-01-05T14:30:00Z")
    await fill(person, account_id, "buy", "100", "11.00", "1.00", "2026-01-05T14:31:00Z")
    await fill(person, account_id, "sell", "150", "12.00", "1.50", "2026-01-05T14:32:00Z")
    await fill(person, account_id, "sell", "100", "9.00", "1.00", "2026-01-06T14:33:00Z")
    await fill(person, account_id, "buy", "50", "8.50", "0.50", "2026-01-06T14:34:00Z")


async def test_another_method_moves_the_result_between_days_and_changes_no_trade(ada: Person) -> None:
    main = (await account(ada))["id"]
    await example_a(ada, main)
    before = await trades(ada)
    assert await days(ada, before[0]["id"]) == [("2026-01-05", "250.00"), ("2026-01-06", "-100.00")]
    # ledger.md, example A: what each method realises at the SELL 150, and at the SELL 100's closing 50
    for method, first, second in (("lifo", "200.00", "-50.00"), ("average", "225.00", "-75.00"),
                                  ("hifo", "200.00", "-50.00"), ("fifo", "250.00", "-100.00")):  # fmt: skip
        await changed(ada, main, method=method)
        assert await trades(ada) == before
        assert await days(ada, before[0]["id"]) == [("2026-01-05", first), ("2026-01-06", second)]


async def test_hifo_takes_the_dearest_lot_first(ada: Person) -> None:
    main = (await account(ada, method="hifo"))["id"]
    for minute, price in (("30", "10"), ("31", "12"), ("32", "11")):
        await fill(ada, main, "buy", "10", price, "0", f"2026-01-05T14:{minute}:00Z")
    for day in ("05", "06", "07"):
        await fill(ada, main, "sell", "10", "15", "0", f"2026-01-{day}T15:00:00Z")
    (trade,) = await trades(ada)
    # 10 × (15 − 12), 10 × (15 − 11), 10 × (15 − 10)
    assert await days(ada, trade["id"]) == [("2026-01-05", "30.00"), ("2026-01-06", "40.00"), ("2026-01-07", "50.00")]
    detail = (await ada.get(f"/trades/{trade['id']}")).json()
    assert [match["cost"] for match in detail["matches"]] == ["120.00", "110.00", "100.00"]


async def test_a_change_of_method_while_a_position_is_open_derives_it_anew(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "10", "0", "2026-01-05T15:00:00Z")
    await fill(ada, main, "buy", "10", "20", "0", "2026-01-05T15:01:00Z")
    await fill(ada, main, "sell", "10", "30", "0", "2026-01-05T15:02:00Z")
    assert [one["net"] for one in await trades(ada)] == ["200.00"]  # 10 × (30 − 10)
    await changed(ada, main, method="lifo")
    assert [one["net"] for one in await trades(ada)] == ["100.00"]  # 10 × (30 − 20)
    await fill(ada, main, "sell", "10", "30", "0", "2026-01-05T15:03:00Z")
    assert [(one["net"], one["status"]) for one in await trades(ada)] == [("300.00", "closed")]


async def test_the_day_of_a_trade_is_that_of_its_account(ada: Person) -> None:
    main = (await account(ada, timezone="America/New_York"))["id"]
    await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T02:00:00Z")
    await fill(ada, main, "sell", "1", "11", "0", "2026-01-05T23:30:00Z")

    async def on() -> tuple[str, str]:
        (one,) = await trades(ada)
        return one["opened_on"], one["closed_on"]

    assert await on() == ("2026-01-04", "2026-01-05")  # 21:00 and 18:30 in New York
    await changed(ada, main, timezone="Asia/Tokyo")
    assert await on() == ("2026-01-05", "2026-01-06")  # 11:00, and 8:30 the next morning
    await changed(ada, main, timezone="America/New_York", session_ends="17:00:00")
    assert await on() == ("2026-01-05", "2026-01-06")  # both after 17:00
    await changed(ada, main, session_ends=None)
    assert await on() == ("2026-01-04", "2026-01-05")


async def test_a_future_belongs_to_the_exchanges_day(ada: Person) -> None:
    main = (await account(ada))["id"]
    es = {"symbol": "ESH6", "asset_class": "future"}
    # Friday 17:30 New York is Monday's session; so is Sunday evening.
    await fill(ada, main, "buy", "1", "6000", "2", "2026-01-02T22:30:00Z", instrument=es)
    await fill(ada, main, "sell", "1", "6001", "2", "2026-01-04T23:30:00Z", instrument=es)
    (one,) = await trades(ada)
    assert (one["opened_on"], one["closed_on"]) == ("2026-01-05", "2026-01-05")
    assert one["net"] == "46.00"  # 1 × 50 − 4


async def test_in_a_cash_account_nothing_is_sold_short(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "10", "0", "2026-01-05T15:00:00Z")
    sold = await fill(ada, main, "sell", "15", "12", "3", "2026-01-05T16:00:00Z")
    assert [(one["side"], one["quantity"]) for one in await trades(ada)] == [("long", "10"), ("short", "5")]
    await changed(ada, main, long_only=True)
    (only,) = await trades(ada)
    # 10 × 2 − 3 × 10/15
    assert (only["side"], only["quantity"], only["net"]) == ("long", "10", "18.00")
    assert (await ada.get(f"/executions/{sold['id']}")).json()["unmatched"] == "5"
    listed = (await ada.get("/executions", unmatched=True)).json()["items"]
    assert [one["id"] for one in listed] == [sold["id"]]
    await changed(ada, main, long_only=False)
    assert [(one["side"], one["quantity"]) for one in await trades(ada)] == [("long", "10"), ("short", "5")]
    assert (await ada.get("/executions", unmatched=True)).json()["items"] == []


async def test_the_currency_is_settled_by_the_first_fill(ada: Person) -> None:
    main = (await account(ada))["id"]
    assert (await changed(ada, main, currency="EUR"))["currency"] == "EUR"
    await fill(
        ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z", instrument={"symbol": "SAP", "currency": "EUR"}
    )
    refused = await ada.patch(f"/accounts/{main}", {"currency": "USD"})
    assert (refused.status_code, refused.json()["code"]) == (422, "account.invalid")
    assert (await changed(ada, main, currency="EUR", name="Renamed"))["name"] == "Renamed"


async def test_changing_nothing_changes_nothing(ada: Person) -> None:
    made = await account(ada, capital="1000")
    tag = (await ada.get(f"/accounts/{made['id']}")).headers["etag"]
    version = (await ada.get("/workspaces")).json()["items"][0]["ledger_version"]
    assert await changed(ada, made["id"], name=made["name"], capital="1000.00", method="fifo") == made
    assert await changed(ada, made["id"]) == made
    assert (await ada.get(f"/accounts/{made['id']}")).headers["etag"] == tag
    assert (await ada.get("/workspaces")).json()["items"][0]["ledger_version"] == version


async def test_a_capital_can_be_taken_back(ada: Person) -> None:
    made = await account(ada, capital="1000")
    assert made["capital"] == "1000.00"
    assert (await changed(ada, made["id"], capital=None))["capital"] is None


async def test_a_file_finds_the_account_it_names_and_a_change_of_it_stays(ada: Person, worker: Worker) -> None:
    first = await worker.imported(ada, fills("AAPL,2026-01-05 10:00:00,buy,1,10,0"))
    (met,) = first["preview"]["accounts"]
    assert met["is_new"] is True
    await changed(ada, met["id"], name="Mine", method="lifo")
    second = await worker.imported(ada, fills("AAPL,2026-01-06 10:00:00,buy,1,10,0"))
    assert second["preview"]["accounts"] == [{**met, "name": "Mine", "is_new": False}]
    (only,) = (await ada.get("/accounts")).json()["items"]
    assert (only["name"], only["method"]) == ("Mine", "lifo")
