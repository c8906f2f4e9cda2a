"""Every state survives a kill: all of an import or nothing of it, and it ends by itself when a worker is there again."""

from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.breaking import AT_COMMIT, deadly
from tests.support.imports import TASKS, Worker, counts, fills, send
from tests.support.sql import Sql
from tests.support.standing import ledger_picture, standing
from tests.support.verifying import differences
from tradesense.db.session import Database, DatabaseUnavailable

ROWS = fills(
    "WOMB,2026-01-05 10:00:00,buy,10,100,1",
    "WOMB,2026-01-05 11:00:00,sell,10,110,1",
    "WORM,2026-01-05 12:00:00,buy,2,10,0",
    "WORM,2026-01-05 13:00:00,sell,1,11,0",
    "WORM,2026-01-06 13:00:00,sell,1,12,0",
    "BIRD,2026-01-05 11:00:00,buy,many,110,1",
)
MADE = [("WOMB", "closed", "98.00"), ("WORM", "closed", "3.00")]  # (110 − 100) × 10 − 2; 1 + 2, on two days
PARSING, COMMITTED = "NEW.state = 'parsing'", "NEW.state = 'committed'"
BREAKING_POINTS = [
    ("UPDATE", "imports", PARSING),
    (AT_COMMIT, "imports", PARSING),
    ("INSERT", "accounts", ""),
    ("INSERT", "instruments", ""),
    ("INSERT", "positions", ""),
    ("INSERT", "executions", ""),
    ("UPDATE", "workspaces", ""),
    ("INSERT", "trades", ""),
    ("INSERT", "trade_days", ""),
    ("UPDATE", "positions", ""),
    ("INSERT", "outbox", ""),
    ("DELETE", "import_notes", ""),
    ("INSERT", "import_notes", ""),
    ("UPDATE", "imports", COMMITTED),
    (AT_COMMIT, "imports", COMMITTED),
]


def named(point: Any) -> str:
    return str(point) or "any"


@pytest.mark.parametrize(("event", "table", "when"), BREAKING_POINTS, ids=named)
async def test_a_kill_at_any_statement_leaves_nothing_and_the_next_worker_does_it_all(
    ada: Person, worker: Worker, sql: Sql, database: Database, event: str, table: str, when: str
) -> None:
    before = await ledger_picture(sql, ada)
    import_id = (await send(ada, ROWS)).json()["id"]
    (job,) = await worker.take(import_id)
    async with deadly(sql, event, table, when):
        with pytest.raises(DatabaseUnavailable):
            await TASKS[job[0]](worker.database, worker.ports, job[1])
    assert await ledger_picture(sql, ada) == before
    assert (await worker.look(ada, import_id))["state"] in {"received", "parsing"}
    # The queue delivers the same job again.
    await TASKS[job[0]](worker.database, worker.ports, job[1])
    made = await worker.look(ada, import_id)
    assert (made["state"], made["phase"]) == ("committed", "")
    assert counts(made) == (5, 0, 0, 0, 1)
    assert await standing(ada) == (MADE, 5, 5)
    assert await differences(database, ada) == []


@pytest.mark.parametrize(
    ("event", "table", "when"),
    [
        ("INSERT", "executions", ""),
        ("INSERT", "trades", ""),
        ("UPDATE", "imports", "NEW.state = 'review'"),
        (AT_COMMIT, "imports", "NEW.state = 'review'"),
    ],
    ids=named,
)
async def test_so_it_is_with_a_review(ada: Person, worker: Worker, sql: Sql, event: str, table: str, when: str) -> None:
    before = await ledger_picture(sql, ada)
    import_id = (await send(ada, ROWS, review="true")).json()["id"]
    (job,) = await worker.take(import_id)
    async with deadly(sql, event, table, when):
        with pytest.raises(DatabaseUnavailable):
            await TASKS[job[0]](worker.database, worker.ports, job[1])
    await TASKS[job[0]](worker.database, worker.ports, job[1])
    shown = await worker.look(ada, import_id)
    assert (shown["state"], counts(shown)) == ("review", (5, 0, 0, 0, 1))
    assert await ledger_picture(sql, ada) == before
    # The commit of the review is killed as well.
    await ada.post(f"/imports/{import_id}/commit")
    (job,) = await worker.take(import_id)
    async with deadly(sql, "INSERT", "trades"):
        with pytest.raises(DatabaseUnavailable):
            await TASKS[job[0]](worker.database, worker.ports, job[1])
    assert (await worker.look(ada, import_id))["state"] == "committing"
    assert await ledger_picture(sql, ada) == before
    await TASKS[job[0]](worker.database, worker.ports, job[1])
    assert await standing(ada) == (MADE, 5, 5)


UNDONE = "NEW.state = 'undone'"


@pytest.mark.parametrize(
    ("event", "table", "when"),
    [
        ("DELETE", "execution_sources", ""),
        ("UPDATE", "executions", ""),
        ("DELETE", "split_sources", ""),
        ("DELETE", "rates", ""),
        ("UPDATE", "workspaces", ""),
        ("DELETE", "trades", ""),
        ("INSERT", "outbox", ""),
        ("UPDATE", "imports", UNDONE),
        (AT_COMMIT, "imports", UNDONE),
    ],
    ids=named,
)
async def test_a_kill_in_an_undo_leaves_all_of_it_until_the_next_worker_takes_it_out(
    ada: Person, worker: Worker, sql: Sql, event: str, table: str, when: str
) -> None:
    made = await worker.imported(ada, ROWS)
    before = await ledger_picture(sql, ada)
    await ada.post(f"/imports/{made['id']}/undo")
    (job,) = await worker.take(made["id"])
    async with deadly(sql, event, table, when):
        with pytest.raises(DatabaseUnavailable):
            await TASKS[job[0]](worker.database, worker.ports, job[1])
    assert await ledger_picture(sql, ada) == before
    told = await worker.look(ada, made["id"])
    assert (told["state"], told["phase"]) == ("committed", "undoing")
    await TASKS[job[0]](worker.database, worker.ports, job[1])
    assert (await worker.look(ada, made["id"]))["state"] == "undone"
    assert await standing(ada) == ([], 0, 5)


@pytest.mark.parametrize("act", ["commit", "cancel", "undo", "retry"])
async def test_an_order_that_dies_was_not_given(ada: Person, worker: Worker, sql: Sql, act: str) -> None:
    """The state and the job that follows from it are one change."""
    made = await worker.imported(ada, ROWS, review=str(act != "undo").lower())
    async with deadly(sql, AT_COMMIT, "imports"):
        answer = await ada.post(f"/imports/{made['id']}/{act}", {} if act == "retry" else None)
        assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
    assert await worker.take(made["id"]) == []
    assert await worker.look(ada, made["id"]) == made


async def test_an_upload_whose_commit_dies_leaves_neither_file_nor_job(ada: Person, worker: Worker, sql: Sql) -> None:
    async with deadly(sql, AT_COMMIT, "imports"):
        answer = await send(ada, ROWS)
        assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
    assert (await ada.get("/imports")).json()["items"] == []
    assert await worker.kept_files(ada) == []


async def test_a_file_that_kills_its_workers_is_given_up_and_can_be_tried_again(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    before = await ledger_picture(sql, ada)
    import_id = (await send(ada, ROWS)).json()["id"]
    (job,) = await worker.take(import_id)
    async with deadly(sql, "INSERT", "executions"):
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable):
                await TASKS[job[0]](worker.database, worker.ports, job[1])
        await TASKS[job[0]](worker.database, worker.ports, job[1])
    failed = await worker.look(ada, import_id)
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.crashed")
    assert "begun 3 times" in failed["problem"]["detail"]
    assert await ledger_picture(sql, ada) == before
    assert (await worker.acted(ada, import_id, "retry", {}))["state"] == "committed"
    assert await standing(ada) == (MADE, 5, 5)


async def test_a_blob_that_is_gone_fails_the_import_by_name(ada: Person, worker: Worker, sql: Sql) -> None:
    before = await ledger_picture(sql, ada)
    import_id = (await send(ada, ROWS)).json()["id"]
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    await worker.ports.blobs.delete(f"{workspace}/imports/{import_id}")
    failed = await worker.run(ada, import_id)
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "storage.missing")
    assert await ledger_picture(sql, ada) == before
    answer = await ada.post(f"/imports/{import_id}/retry", {})
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.missing")
    assert (await worker.look(ada, import_id))["state"] == "failed"


@pytest.mark.parametrize("ending", ['"WOMB,2026-01-05,buy,1,10,0', "WO\x00MB,2026-01-05,buy,1,10,0"])
async def test_a_file_that_breaks_off_in_the_middle_leaves_nothing_of_its_first_half(
    ada: Person, worker: Worker, sql: Sql, ending: str
) -> None:
    """Batches hold 5 000 fills: two were on their way to the database when the third could not be read."""
    before = await ledger_picture(sql, ada)
    rows = [f"WOMB,2026-01-05 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},buy,1,{n}.5,0.5" for n in range(12_000)]
    failed = await worker.imported(ada, fills(*rows, ending, *rows[:200]))
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.file_unreadable")
    assert "12002" in failed["problem"]["detail"]
    assert await ledger_picture(sql, ada) == before
