"""A file's way into the ledger: reviewed, committed, cancelled, tried again."""

import json
from typing import Any

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.imports import HEADER, Worker, counts, fills, notes, send
from tests.support.ledger import account
from tests.support.sql import Sql
from tests.support.standing import ledger_picture, standing
from tradesense.db.session import Database
from tradesense.features.imports import tasks, use_cases

BOUGHT = "WOMB,2026-01-05 10:00:00,buy,10,100,1"
SOLD = "WOMB,2026-01-05 11:00:00,sell,10,110,1"
# (110 − 100) × 10 − 2
MADE = [("WOMB", "closed", "98.00")]


async def test_a_file_is_committed_at_once(ada: Person, worker: Worker) -> None:
    answer = await send(ada, fills(BOUGHT, SOLD))
    assert answer.status_code == 202
    sent = answer.json()
    assert answer.headers["location"] == f"/api/v1/imports/{sent['id']}"
    assert (sent["state"], sent["counts"], sent["problem"]) == ("received", None, None)
    assert (await standing(ada)).all == 0
    made = await worker.run(ada, sent["id"])
    assert (made["state"], made["phase"], made["format"]) == ("committed", "", "generic_fills")
    assert made["file_bytes"] == made["bytes_read"] == len(fills(BOUGHT, SOLD))
    assert counts(made) == (2, 0, 0, 0, 0)
    assert (await standing(ada)).net == MADE


async def test_a_review_shows_what_would_happen_and_changes_nothing(ada: Person, worker: Worker, sql: Sql) -> None:
    before = await ledger_picture(sql, ada)
    rows = fills(BOUGHT, SOLD, "WOMB,2026-01-05 12:00:00,buy,many,10,0", "BIRD,2026-01-05 12:00:00,buy,5,20,0")
    shown = await worker.imported(ada, rows, review="true", timezone="UTC")
    assert (shown["state"], shown["finished_at"]) == ("review", None)
    assert counts(shown) == (3, 0, 0, 0, 1)
    seen = shown["preview"]
    assert (seen["zone"], seen["zone_because"]) == ("UTC", "you chose it")
    assert [(one["number"], one["is_new"]) for one in seen["accounts"]] == [("", True)]
    assert (seen["trades_saved"], seen["net"]) == (2, [{"currency": "USD", "net": "98.00"}])
    assert [(one["symbol"], one["side"], one["status"], one["quantity"], one["net"]) for one in seen["trades"]] == [
        ("BIRD", "long", "open", "5", "0.00"),
        ("WOMB", "long", "closed", "10", "98.00"),
    ]
    (note,) = await notes(ada, shown["id"])
    assert (note["line"], note["verdict"], note["code"]) == (4, "rejected", "import.cell_invalid")
    assert "many" in note["detail"]
    assert note["raw"] == "WOMB,2026-01-05 12:00:00,buy,many,10,0"
    assert await ledger_picture(sql, ada) == before

    done = await worker.acted(ada, shown["id"], "commit")
    assert done["state"] == "committed"
    assert counts(done) == (3, 0, 0, 0, 1)
    assert {**done["preview"], "accounts": []} == {**seen, "accounts": []}
    assert (await standing(ada)).net == [*MADE, ("BIRD", "open", "0.00")]


async def test_committing_twice_is_committing_once(ada: Person, worker: Worker) -> None:
    shown = await worker.imported(ada, fills(BOUGHT, SOLD), review="true")
    for _ in range(2):
        assert (await ada.post(f"/imports/{shown['id']}/commit")).json()["state"] == "committing"
    assert (await worker.run(ada, shown["id"]))["state"] == "committed"
    assert (await ada.post(f"/imports/{shown['id']}/commit")).json()["state"] == "committed"
    assert await worker.take(shown["id"]) == []
    assert (await standing(ada)).counting == 2


async def test_a_job_delivered_twice_does_its_work_once(ada: Person, worker: Worker, sql: Sql) -> None:
    made = await worker.imported(ada, fills(BOUGHT, SOLD))
    before = await ledger_picture(sql, ada)
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    said = {"workspace_id": workspace, "user_id": ada.user["id"], "import_id": made["id"]}
    await tasks.run_import(worker.database, worker.ports, json.dumps(said).encode())
    await tasks.undo_import(worker.database, worker.ports, json.dumps(said).encode())
    assert await worker.look(ada, made["id"]) == made
    assert await ledger_picture(sql, ada) == before


@pytest.mark.parametrize("state", ["received", "review"])
async def test_it_can_be_cancelled_before_it_is_committed(ada: Person, worker: Worker, state: str, sql: Sql) -> None:
    before = await ledger_picture(sql, ada)
    answer = await send(ada, fills(BOUGHT, SOLD), review="true")
    if state == "review":
        await worker.run(ada, answer.json()["id"])
    for _ in range(2):
        gone = await ada.post(f"/imports/{answer.json()['id']}/cancel")
        assert (gone.status_code, gone.json()["state"], gone.json()["phase"]) == (200, "cancelled", "")
    assert (await worker.run(ada, answer.json()["id"]))["state"] == "cancelled"
    assert await ledger_picture(sql, ada) == before


async def test_a_cancelled_one_can_be_read_again(ada: Person, worker: Worker) -> None:
    answer = await send(ada, fills(BOUGHT, SOLD))
    id_ = answer.json()["id"]
    await worker.acted(ada, id_, "cancel")
    done = await worker.acted(ada, id_, "retry", {})
    assert (done["state"], done["finished_at"] is not None) == ("committed", True)
    assert (await standing(ada)).net == MADE


ACTS = ("commit", "cancel", "undo", "retry")
POSSIBLE = {
    "received": {"cancel"},
    "review": {"commit", "cancel", "retry"},
    "committed": {"commit", "undo"},
    "undone": {"undo", "retry"},
    "failed": {"retry"},
    "cancelled": {"cancel", "retry"},
}


@pytest.mark.parametrize("state", POSSIBLE)
async def test_what_is_not_possible_in_its_state_is_refused(ada: Person, worker: Worker, state: str, sql: Sql) -> None:
    made = await brought(ada, worker, state)
    before = await ledger_picture(sql, ada)
    for act in ACTS:
        if act not in POSSIBLE[state]:
            answer = await ada.post(f"/imports/{made['id']}/{act}", {} if act == "retry" else None)
            assert (answer.status_code, answer.json()["code"]) == (409, "import.state_wrong"), act
            assert f"It is {state}" in answer.json()["detail"]
    assert await worker.look(ada, made["id"]) == made
    assert await ledger_picture(sql, ada) == before


async def brought(ada: Person, worker: Worker, state: str) -> dict[str, Any]:
    """An import in that state."""
    if state == "received":
        found: dict[str, Any] = (await send(ada, fills(BOUGHT, SOLD))).json()
        return found
    content = "nothing of ours" if state == "failed" else fills(BOUGHT, SOLD)
    made = await worker.imported(ada, content, review=str(state in {"review", "cancelled"}).lower())
    act = {"undone": "undo", "cancelled": "cancel"}.get(state)
    made = await worker.acted(ada, made["id"], act) if act else made
    assert made["state"] == state
    return made


async def test_where_no_layout_fits_the_trader_says_which_column_is_which(ada: Person, worker: Worker) -> None:
    rows = "Was,Wann,Wohin,Wieviel,Wert\nWOMB,2026-01-05 10:00:00,buy,10,100\nWOMB,2026-01-05 11:00:00,sell,10,110\n"
    failed = await worker.imported(ada, rows)
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.format_unknown")
    assert failed["preview"]["columns"] == ["Was", "Wann", "Wohin", "Wieviel", "Wert"]
    assert failed["preview"]["sample"][0] == ["WOMB", "2026-01-05 10:00:00", "buy", "10", "100"]
    mapping = {"symbol": "Was", "when": "Wann", "side": "Wohin", "quantity": "Wieviel", "price": "Wert"}
    shown = await worker.acted(
        ada, failed["id"], "retry", {"format": "generic_fills", "mapping": mapping, "review": True}
    )
    assert (shown["state"], shown["problem"], shown["options"]["mapping"]) == ("review", None, mapping)
    assert counts(shown) == (2, 0, 0, 0, 0)
    await worker.acted(ada, shown["id"], "commit")
    assert (await standing(ada)).net == [("WOMB", "closed", "100.00")]


async def test_a_mapping_may_come_with_the_file(ada: Person, worker: Worker) -> None:
    rows = "Was,Wann,Wohin,Wieviel,Wert\nWOMB,2026-01-05 10:00:00,buy,10,100\n"
    mapping = {"symbol": "Was", "when": "Wann", "side": "Wohin", "quantity": "Wieviel", "price": "Wert"}
    made = await worker.imported(ada, rows, format="generic_fills", mapping=json.dumps(mapping))
    assert counts(made) == (1, 0, 0, 0, 0)


async def test_a_review_can_be_read_again_in_another_zone(ada: Person, worker: Worker) -> None:
    shown = await worker.imported(ada, fills(BOUGHT), review="true", timezone="UTC")
    assert [one["opened_at"] for one in shown["preview"]["trades"]] == ["2026-01-05T10:00:00Z"]
    again = await worker.acted(ada, shown["id"], "retry", {"timezone": "Asia/Tokyo"})
    # 10:00 in Tokyo is 01:00 in UTC
    assert (again["state"], again["options"]["timezone"]) == ("review", "Asia/Tokyo")
    assert [one["opened_at"] for one in again["preview"]["trades"]] == ["2026-01-05T01:00:00Z"]


@pytest.mark.parametrize(
    ("rows", "options", "opened_at", "quantity"),
    [
        ("WOMB,03/04/2026 10:00:00,buy,1000,1,0", {"date_order": "dmy"}, "2026-04-03T10:00:00Z", "1000"),
        ("WOMB,03/04/2026 10:00:00,buy,1000,1,0", {"date_order": "mdy"}, "2026-03-04T10:00:00Z", "1000"),
        ('WOMB,2026-04-03 10:00:00,buy,"1.000",1,0', {"decimal_mark": ","}, "2026-04-03T10:00:00Z", "1000"),
        ('WOMB,2026-04-03 10:00:00,buy,"1.000",1,0', {"decimal_mark": "."}, "2026-04-03T10:00:00Z", "1"),
    ],
)
async def test_what_can_be_read_two_ways_is_read_as_its_owner_says(
    ada: Person, worker: Worker, rows: str, options: dict[str, str], opened_at: str, quantity: str
) -> None:
    shown = await worker.imported(ada, fills(rows), review="true", timezone="UTC", **options)
    (trade,) = shown["preview"]["trades"]
    assert (trade["opened_at"], trade["quantity"]) == (opened_at, quantity)


async def test_it_goes_into_the_account_that_was_chosen(ada: Person, worker: Worker) -> None:
    tokyo = await account(ada, name="Tokyo", timezone="Asia/Tokyo")
    made = await worker.imported(ada, fills(BOUGHT), account_id=tokyo["id"])
    assert made["preview"]["accounts"] == [{"id": tokyo["id"], "name": "Tokyo", "number": "", "is_new": False}]
    assert (made["preview"]["zone"], made["preview"]["zone_because"]) == ("Asia/Tokyo", "the account's own")
    assert [one["id"] for one in (await ada.get("/accounts")).json()["items"]] == [tokyo["id"]]


async def test_a_file_of_several_accounts_gives_each_its_own(ada: Person, worker: Worker) -> None:
    rows = f"{HEADER},Account\n{BOUGHT},A-1\n{SOLD},A-1\nWOMB,2026-01-05 10:00:00,buy,1,5,0,A-2\n"
    made = await worker.imported(ada, rows)
    assert [(one["number"], one["is_new"]) for one in made["preview"]["accounts"]] == [("A-1", True), ("A-2", True)]
    assert (await standing(ada)).net == [*MADE, ("WOMB", "open", "0.00")]
    other = await account(ada, name="One for all")
    refused = await worker.imported(ada, rows, account_id=other["id"])
    assert (refused["state"], refused["problem"]["code"]) == ("failed", "import.account_ambiguous")


async def test_progress_is_told_while_it_works(ada: Person, worker: Worker, database: Database) -> None:
    """In transactions of its own: whoever asks meanwhile sees it."""
    answer = await send(ada, fills(BOUGHT, SOLD), review="true")
    (job,) = await worker.take(answer.json()["id"])
    actor, import_id = tasks._read(job[1])
    seen: list[tuple[str, str, int]] = []

    async def look(phase: str, rows: int) -> None:
        async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
            assert await use_cases.tell_progress(session, actor, import_id, phase=phase, rows=rows)
        shown = await worker.look(ada, answer.json()["id"])
        seen.append((shown["state"], shown["phase"], shown["rows_read"]))

    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        row = await use_cases.begin(session, actor, import_id)
    assert row is not None
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        await use_cases.run(
            session,
            actor,
            row,
            clock=worker.ports.clock,
            blobs=worker.ports.blobs,
            broker_files=worker.ports.broker_files,
            progress=look,
        )
    assert seen == [("parsing", "reading", 2), ("parsing", "deriving", 2)]
    assert (await worker.look(ada, answer.json()["id"]))["state"] == "review"


async def test_a_review_shows_where_the_file_contradicts_itself(ada: Person, worker: Worker) -> None:
    content = (IMPORTS / "firstrade" / "tradetally__stock_option_financial_rows.csv").read_bytes()
    shown = await worker.imported(ada, content, review="true")
    (remark,) = await notes(ada, shown["id"])
    assert (remark["line"], remark["verdict"], remark["code"]) == (3, "remark", "fees.not_in_amount")
    assert remark["detail"] == "The columns of charges say 0.05, the amount leaves 0 for them: the amount counts."
    # It is no verdict: the row counts.
    assert counts(shown) == (5, 0, 0, 0, 0)
