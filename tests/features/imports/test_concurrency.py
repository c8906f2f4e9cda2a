"""Several at once: files that share fills, undos, cancellations, and jobs delivered twice."""

import asyncio
from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.holding import held, until_waiting
from tests.support.imports import TASKS, Worker, counts, fills, send
from tests.support.ledger import account
from tests.support.sql import Sql
from tests.support.standing import executions, ledger_picture, standing, workspace_of
from tests.support.verifying import differences
from tradesense.db.session import Database, DatabaseUnavailable
from tradesense.features.imports.problems import Cancelled

ROWS = [f"WOMB,2026-01-05 {n // 60:02}:{n % 60:02}:00,{'sell' if n % 2 else 'buy'},1,{100 + n},1" for n in range(600)]
LOCK_WORKSPACE = "SELECT FROM workspaces WHERE id = $1::text::uuid FOR NO KEY UPDATE"
"""Deriving raises the ledger's version first: whoever holds the row holds up the derivation."""


async def worked(worker: Worker, import_id: str) -> None:
    """As the queue does it: what the database could not do just now (a deadlock, say) is begun again."""
    for entrypoint, payload in await worker.take(import_id):
        for _ in range(3):
            try:
                await TASKS[entrypoint](worker.database, worker.ports, payload)
                break
            except DatabaseUnavailable:
                continue


async def sent(person: Person, *contents: str, **fields: Any) -> list[str]:
    return [(await send(person, content, **fields)).json()["id"] for content in contents]


@pytest.mark.parametrize("known", [False, True], ids=["new account", "known account"])
async def test_one_file_imported_twice_at_once_counts_once(
    ada: Person, worker: Worker, database: Database, known: bool
) -> None:
    fields = {"account_id": (await account(ada))["id"]} if known else {}
    ids = await sent(ada, fills(*ROWS), fills(*ROWS), fills(*ROWS[::-1]), **fields)
    await asyncio.gather(*(worked(worker, id_) for id_ in ids))
    made = [await worker.look(ada, id_) for id_ in ids]
    assert [one["state"] for one in made] == ["committed"] * 3
    assert sum(one["counts"]["new"] for one in made) == 600
    assert [one["counts"]["rows"] for one in made] == [600] * 3
    found = await standing(ada)
    assert len((await ada.get("/accounts")).json()["items"]) == 1
    # Each buy is followed by a sale one dearer: 300 × (1 − 2)
    assert (len(found.net), sum(float(net) for *_, net in found.net)) == (300, -300.0)
    assert await differences(database, ada) == []


async def test_two_files_of_one_account_at_once_add_up(ada: Person, worker: Worker, database: Database) -> None:
    ids = await sent(ada, fills(*ROWS[:400]), fills(*ROWS[200:]))
    await asyncio.gather(*(worked(worker, id_) for id_ in ids))
    made = [await worker.look(ada, id_) for id_ in ids]
    assert sum(one["counts"]["new"] for one in made) == 600
    assert sum(one["counts"]["duplicate"] for one in made) == 200
    assert len((await standing(ada)).net) == 300
    assert await differences(database, ada) == []


async def test_a_job_delivered_to_two_workers_is_done_by_one(
    ada: Person, worker: Worker, sql: Sql, database: Database
) -> None:
    (import_id,) = await sent(ada, fills(*ROWS[:10]))
    (job,) = await worker.take(import_id)
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        first = asyncio.create_task(TASKS[job[0]](worker.database, worker.ports, job[1]))
        await until_waiting(sql)
        # The second sees that somebody is at it, and leaves it.
        await TASKS[job[0]](worker.database, worker.ports, job[1])
        assert not first.done()
    await first
    made = await worker.look(ada, import_id)
    assert (made["state"], counts(made)) == ("committed", (10, 0, 0, 0, 0))
    assert await differences(database, ada) == []


async def test_progress_is_seen_while_the_import_runs(ada: Person, worker: Worker, sql: Sql) -> None:
    (import_id,) = await sent(ada, fills(*ROWS[:10]))
    (job,) = await worker.take(import_id)
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        running = asyncio.create_task(TASKS[job[0]](worker.database, worker.ports, job[1]))
        await until_waiting(sql)
        seen = await worker.look(ada, import_id)
        assert (seen["state"], seen["phase"], seen["rows_read"]) == ("parsing", "deriving", 10)
        # Nothing of it is seen before all of it is.
        assert (await standing(ada)).all == 0
    await running
    assert (await standing(ada)).counting == 10


@pytest.mark.parametrize("review", ["false", "true"])
async def test_cancelling_while_it_is_read_stops_it(ada: Person, worker: Worker, sql: Sql, review: str) -> None:
    before = await ledger_picture(sql, ada)
    (import_id,) = await sent(ada, fills(*ROWS[:10]), review=review)
    (job,) = await worker.take(import_id)
    async with held(sql, "LOCK TABLE instruments IN EXCLUSIVE MODE"):
        running = asyncio.create_task(TASKS[job[0]](worker.database, worker.ports, job[1]))
        await until_waiting(sql)
        gone = (await ada.post(f"/imports/{import_id}/cancel")).json()
        assert (gone["state"], gone["phase"]) == ("cancelled", "")
    with pytest.raises(Cancelled):
        await running
    assert await worker.look(ada, import_id) == gone
    assert await ledger_picture(sql, ada) == before


async def test_cancelling_in_the_last_moment_stops_it_too(ada: Person, worker: Worker, sql: Sql) -> None:
    """Whoever was told that it is cancelled finds nothing of it in the ledger, ever."""
    before = await ledger_picture(sql, ada)
    (import_id,) = await sent(ada, fills(*ROWS[:10]))
    (job,) = await worker.take(import_id)
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        running = asyncio.create_task(TASKS[job[0]](worker.database, worker.ports, job[1]))
        await until_waiting(sql)
        assert (await worker.look(ada, import_id))["phase"] == "deriving"
        gone = (await ada.post(f"/imports/{import_id}/cancel")).json()
        assert gone["state"] == "cancelled"
    with pytest.raises(Cancelled):
        await running
    assert await worker.look(ada, import_id) == gone
    assert await ledger_picture(sql, ada) == before


async def test_an_undo_waits_for_an_import_that_states_the_same_fills(
    ada: Person, worker: Worker, sql: Sql, database: Database
) -> None:
    first = await worker.imported(ada, fills(*ROWS[:10]))
    (second,) = await sent(ada, fills(*ROWS[:20]))
    (run,) = await worker.take(second)
    await ada.post(f"/imports/{first['id']}/undo")
    (undo,) = await worker.take(first["id"])
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        importing = asyncio.create_task(TASKS[run[0]](worker.database, worker.ports, run[1]))
        await until_waiting(sql)
        undoing = asyncio.create_task(TASKS[undo[0]](worker.database, worker.ports, undo[1]))
        await until_waiting(sql, 2)
    await asyncio.gather(importing, undoing)
    await all_stated_by(ada, second, 20)
    assert await differences(database, ada) == []


async def test_an_import_waits_for_an_undo_of_the_same_fills(
    ada: Person, worker: Worker, sql: Sql, database: Database
) -> None:
    first = await worker.imported(ada, fills(*ROWS[:10]))
    (second,) = await sent(ada, fills(*ROWS[:20]))
    (run,) = await worker.take(second)
    await ada.post(f"/imports/{first['id']}/undo")
    (undo,) = await worker.take(first["id"])
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        undoing = asyncio.create_task(TASKS[undo[0]](worker.database, worker.ports, undo[1]))
        await until_waiting(sql)
        importing = asyncio.create_task(TASKS[run[0]](worker.database, worker.ports, run[1]))
        await until_waiting(sql, 2)
    await asyncio.gather(importing, undoing)
    await all_stated_by(ada, second, 20)
    assert counts(await worker.look(ada, second)) == (20, 0, 0, 0, 0)
    assert await differences(database, ada) == []


async def all_stated_by(person: Person, import_id: str, count: int) -> None:
    found = await executions(person)
    assert len(found) == count
    for one in found:
        assert (one["counts"], [source["import_id"] for source in one["sources"]]) == (True, [import_id])


async def test_people_do_not_wait_for_each_other(ada: Person, bob: Person, worker: Worker, sql: Sql) -> None:
    (hers,) = await sent(ada, fills(*ROWS[:10]))
    (job,) = await worker.take(hers)
    async with held(sql, LOCK_WORKSPACE, await workspace_of(ada)):
        running = asyncio.create_task(TASKS[job[0]](worker.database, worker.ports, job[1]))
        await until_waiting(sql)
        made = await worker.imported(bob, fills(*ROWS[:10]))
        assert made["state"] == "committed"
        assert (await worker.acted(bob, made["id"], "undo"))["state"] == "undone"
        assert not running.done()
    await running


async def test_cash_events_of_files_that_overlap_end_as_their_union(ada: Person, worker: Worker) -> None:
    header = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount"
    rows = [f"01/{1 + n % 28:02}/2026,Credit Interest,,INT {n},,,,${n}.25" for n in range(600)]
    files = ["\n".join([header, *part]) + "\n" for part in (rows[:400], rows[:199:-1])]
    ids = await sent(ada, *files)
    await asyncio.gather(*(worked(worker, id_) for id_ in ids))
    made = [await worker.look(ada, id_) for id_ in ids]
    assert sum(one["counts"]["new"] for one in made) == 600
    assert [one["counts"]["rows"] for one in made] == [400, 400]
    found = (await ada.get("/cash-events", limit=500)).json()
    rest = (await ada.get("/cash-events", limit=500, cursor=found["next_cursor"])).json()
    assert len({one["id"] for one in [*found["items"], *rest["items"]]}) == 600
