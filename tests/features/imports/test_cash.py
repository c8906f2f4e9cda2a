"""Cash events of files: counted, shown before, stored once, taken out and brought back with their import."""

from typing import Any

from tests.support.actors import Person
from tests.support.imports import Worker, counts
from tests.support.sql import Sql
from tests.support.standing import ledger_picture, standing
from tests.support.verifying import differences
from tradesense.db.session import Database

HEADER = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount"
BUY = '01/05/2026,Buy,WOMB,WOMBAT,10,$20.00,$1.00,"-$201.00"'
DEPOSIT = '01/02/2026,Wire Received,,WIRED FUNDS,,,,"$1,000.00"'
DIVIDEND = "01/06/2026,Qualified Dividend,WOMB,WOMBAT,,,,$5.00"
OTHER_DIVIDEND = "01/06/2026,Qualified Dividend,QUUX,QUUX CORP,,,,$5.00"
INTEREST = "01/07/2026,Credit Interest,,SCHWAB1 INT,,,,$0.25"


def schwab(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


async def cash(person: Person, **params: Any) -> list[dict[str, Any]]:
    """Newest first."""
    answer = await person.get("/cash-events", **params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def told(events: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["symbol"], one["amount"]) for one in events]


async def test_cash_rows_are_new_and_shown_apart(ada: Person, worker: Worker, database: Database) -> None:
    made = await worker.imported(ada, schwab(BUY, DIVIDEND, OTHER_DIVIDEND, DEPOSIT), review="true")
    assert (made["state"], counts(made)) == ("review", (4, 0, 0, 0, 0))
    assert made["preview"]["cash"] == [
        {"kind": "deposit", "currency": "USD", "count": 1, "amount": "1000.00"},
        {"kind": "dividend", "currency": "USD", "count": 2, "amount": "10.00"},
    ]
    assert await cash(ada) == []
    done = await worker.acted(ada, made["id"], "commit")
    assert (done["state"], counts(done), done["counts"]["fills"]) == ("committed", (4, 0, 0, 0, 0), 1)
    assert sorted(told(await cash(ada))) == [
        ("deposit", "", "1000.00"),
        ("dividend", "QUUX", "5.00"),
        ("dividend", "WOMB", "5.00"),
    ]
    # No part of trading results: the position is open, nothing is realised.
    assert await standing(ada) == ([("WOMB", "open", "0.00")], 1, 1)
    assert await differences(database, ada) == []


async def test_the_same_cash_row_again_is_a_duplicate(ada: Person, worker: Worker) -> None:
    await worker.imported(ada, schwab(DIVIDEND, DEPOSIT), "one.csv")
    again = await worker.imported(ada, schwab(INTEREST, DIVIDEND, DEPOSIT), "two.csv")
    assert counts(again) == (1, 2, 0, 0, 0)
    assert again["preview"]["cash"] == [{"kind": "interest", "currency": "USD", "count": 1, "amount": "0.25"}]
    (dividend,) = await cash(ada, kind="dividend")
    assert [(one["file_name"], one["line"]) for one in dividend["sources"]] == [("one.csv", 2), ("two.csv", 3)]


async def test_two_rows_that_are_alike_are_two(ada: Person, worker: Worker) -> None:
    assert counts(await worker.imported(ada, schwab(INTEREST, INTEREST))) == (2, 0, 0, 0, 0)
    assert counts(await worker.imported(ada, schwab(INTEREST, INTEREST, INTEREST), "b.csv")) == (1, 2, 0, 0, 0)
    assert len(await cash(ada)) == 3


async def test_undo_takes_out_what_only_that_file_states_and_import_revives_it(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    await worker.imported(ada, schwab(DEPOSIT), "one.csv")
    before = await cash(ada)
    second = await worker.imported(ada, schwab(DIVIDEND, DEPOSIT), "two.csv")
    await worker.acted(ada, second["id"], "undo")
    assert await cash(ada) == before
    revived = await worker.imported(ada, schwab(DIVIDEND, DEPOSIT), "three.csv")
    assert counts(revived) == (1, 1, 0, 0, 0)
    assert sorted(told(await cash(ada))) == [("deposit", "", "1000.00"), ("dividend", "WOMB", "5.00")]


async def test_a_voided_event_stays_voided_when_a_file_states_it_again(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, schwab(DIVIDEND))
    (event,) = await cash(ada)
    assert (await ada.post(f"/cash-events/{event['id']}/void")).json()["voided_at"]
    await worker.acted(ada, made["id"], "undo")
    assert await cash(ada) == []
    assert counts(await worker.imported(ada, schwab(DIVIDEND), "again.csv")) == (0, 1, 0, 0, 0)
    (event,) = await cash(ada)
    assert event["voided_at"]
    assert (await ada.post(f"/cash-events/{event['id']}/restore")).json()["voided_at"] is None


async def test_cash_and_fills_land_together_or_not_at_all(ada: Person, worker: Worker, sql: Sql) -> None:
    before = await ledger_picture(sql, ada)
    # The same future is known here with another multiplier: the whole file is refused.
    rows = "Symbol,Date,Side,Quantity,Price,Multiplier,Amount\n"
    first = await worker.imported(ada, rows + "WOMB,2026-01-05,buy,1,10,5,\n")
    await worker.acted(ada, first["id"], "undo")
    middle = await ledger_picture(sql, ada)
    bad = await worker.imported(
        ada, rows + "WOMB,2026-01-05,interest,,,,3.00\nWOMB,2026-01-05,buy,1,10,7,\n", "bad.csv"
    )
    assert bad["state"] == "failed", bad
    assert await ledger_picture(sql, ada) == middle != before
    assert await cash(ada) == []


async def test_many_cash_rows_are_stored_in_few_statements(ada: Person, worker: Worker) -> None:
    rows = [f"01/{1 + n % 28:02}/2026,Credit Interest,,INT {n},,,,${n}.25" for n in range(600)]
    assert counts(await worker.imported(ada, schwab(*rows))) == (600, 0, 0, 0, 0)
    assert counts(await worker.imported(ada, schwab(*rows), "b.csv")) == (0, 600, 0, 0, 0)
