"""How stored trades would change: shown in the review by what committing does, and taken back."""

from typing import Any

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.ledger import trades
from tests.support.sql import Sql
from tests.support.standing import ledger_picture
from tests.support.verifying import differences
from tradesense.db.session import Database

BOUGHT = "WOMB,2026-01-05 10:00:00,buy,10,100,1"
SOLD = "WOMB,2026-01-05 15:00:00,sell,10,110,1"


async def reviewed(worker: Worker, person: Person, sql: Sql, *rows: str) -> dict[str, Any]:
    """What the review of a further file shows; checks that it changed nothing."""
    before = await ledger_picture(sql, person)
    shown = await worker.imported(person, fills(*rows), "more.csv", timezone="UTC", review="true")
    assert shown["state"] == "review"
    assert await ledger_picture(sql, person) == before
    return shown


async def stored(worker: Worker, person: Person, *rows: str) -> list[dict[str, Any]]:
    await worker.imported(person, fills(*rows), timezone="UTC")
    return await trades(person, sort="opened_at")


def told(change: dict[str, Any]) -> tuple[Any, ...]:
    """Its kind, then how it stands before and after: status, quantity, open quantity, net."""
    names = ("status", "quantity", "open_quantity", "net")
    before, after = change["before"], change["after"]
    return (change["change"], tuple(before[name] for name in names), after and tuple(after[name] for name in names))


async def test_a_sale_closes_the_trade_that_was_open(ada: Person, worker: Worker, sql: Sql) -> None:
    (open_trade,) = await stored(worker, ada, BOUGHT)
    shown = (await reviewed(worker, ada, sql, SOLD, "BIRD,2026-01-06 10:00:00,buy,5,20,0"))["preview"]
    (change,) = shown["changes"]["trades"]
    # (110 − 100) × 10 − 2
    assert told(change) == ("closed", ("open", "10", "10", "0.00"), ("closed", "10", "0", "98.00"))
    assert (change["id"], change["symbol"], change["side"]) == (open_trade["id"], "WOMB", "long")
    assert change["after"]["closed_at"] == "2026-01-05T15:00:00Z"
    assert (shown["changes"]["count"], shown["changes"]["net"]) == (
        1, [{"currency": "USD", "before": "0.00", "after": "98.00"}]
    )  # fmt: skip
    # Beside it the one trade that is new.
    assert (shown["trades_new"], [one["symbol"] for one in shown["trades"]]) == (1, ["BIRD"])


async def test_more_of_the_same_alters_the_open_trade(ada: Person, worker: Worker, sql: Sql) -> None:
    await stored(worker, ada, BOUGHT)
    shown = await reviewed(worker, ada, sql, "WOMB,2026-01-05 11:00:00,buy,5,100,1")
    (change,) = shown["preview"]["changes"]["trades"]
    assert told(change) == ("altered", ("open", "10", "10", "0.00"), ("open", "15", "15", "0.00"))


async def test_an_earlier_purchase_takes_a_stored_trade_in(ada: Person, worker: Worker, sql: Sql) -> None:
    """5 bought at nine: what opened at ten adds to it, and 5 stay open after the sale."""
    # The sale takes those 5 and 5 of the 10: (110 − 90) × 5 + (110 − 100) × 5 − 1 − 0.50 − 1 = 147.50.
    (old,) = await stored(worker, ada, BOUGHT, SOLD)
    found = await reviewed(worker, ada, sql, "WOMB,2026-01-05 09:00:00,buy,5,90,1")
    shown = found["preview"]
    (change,) = shown["changes"]["trades"]
    assert told(change) == ("merged", ("closed", "10", "0", "98.00"), None)
    assert (change["id"], shown["changes"]["net"]) == (
        old["id"], [{"currency": "USD", "before": "98.00", "after": "0.00"}]
    )  # fmt: skip
    assert [(one["quantity"], one["status"], one["net"]) for one in shown["trades"]] == [("15", "open", "147.50")]
    await worker.acted(ada, found["id"], "commit")
    (now,) = await trades(ada)
    assert now["id"] == change["merged_into"]


async def test_a_sale_and_a_purchase_within_split_a_trade(
    ada: Person, worker: Worker, sql: Sql, database: Database
) -> None:
    """Bought at ten, sold at eleven; bought at two, sold at three: two trades where one was."""
    await stored(worker, ada, BOUGHT, SOLD)
    found = await reviewed(
        worker, ada, sql, "WOMB,2026-01-05 11:00:00,sell,10,105,1", "WOMB,2026-01-05 14:00:00,buy,10,104,1"
    )
    (change,) = found["preview"]["changes"]["trades"]
    # The first: (105 − 100) × 10 − 2 = 48; the second, which is new: (110 − 104) × 10 − 2 = 58.
    assert told(change) == ("split", ("closed", "10", "0", "98.00"), ("closed", "10", "0", "48.00"))
    assert change["parts"] == 1
    assert [one["net"] for one in found["preview"]["trades"]] == ["58.00"]
    done = await worker.acted(ada, found["id"], "commit")
    assert done["preview"]["changes"] == found["preview"]["changes"]
    assert [one["net"] for one in await trades(ada, sort="opened_at")] == ["48.00", "58.00"]
    assert await differences(database, ada) == []


async def test_a_trade_that_no_longer_comes_about_is_told_of(ada: Person, worker: Worker, sql: Sql) -> None:
    """Short 10 from nine on: the purchase at ten covers it instead of opening, the sale at three goes short anew."""
    await stored(worker, ada, BOUGHT)
    found = await reviewed(worker, ada, sql, "WOMB,2026-01-05 09:00:00,sell,10,120,1")
    (change,) = found["preview"]["changes"]["trades"]
    assert told(change) == ("merged", ("open", "10", "10", "0.00"), None)
    # (120 − 100) × 10 − 2
    assert [(one["side"], one["net"]) for one in found["preview"]["trades"]] == [("short", "198.00")]


async def test_what_comes_out_as_it_was_is_no_change(ada: Person, worker: Worker, sql: Sql) -> None:
    await stored(worker, ada, BOUGHT, SOLD)
    shown = await reviewed(worker, ada, sql, BOUGHT, SOLD, "WOMB,2026-01-06 10:00:00,buy,1,100,0")
    assert shown["preview"]["changes"] == {"count": 0, "net": [], "trades": []}
    assert shown["preview"]["trades_new"] == 1


async def test_a_hundred_are_listed_and_all_are_counted(ada: Person, worker: Worker, sql: Sql) -> None:
    symbols = [f"S{number:03}" for number in range(103)]
    await worker.imported(ada, fills(*(f"{one},2026-01-05 10:00:00,buy,1,10,0" for one in symbols)), timezone="UTC")
    shown = await reviewed(worker, ada, sql, *(f"{one},2026-01-05 11:00:00,sell,1,12,0" for one in symbols))
    changes = shown["preview"]["changes"]
    # 103 × 2
    assert (changes["count"], len(changes["trades"]), changes["net"]) == (
        103, 100, [{"currency": "USD", "before": "0.00", "after": "206.00"}]
    )  # fmt: skip
