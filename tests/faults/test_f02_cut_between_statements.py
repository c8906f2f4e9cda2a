"""F02: a worker that dies between any two statements: all of its job or nothing of it is there.

The database sees a killed process as connections that end. So they are cut at a statement of the job, then at a later
one, and so on until the job gets through; once so that the statement is lost, once so that its answer is. The soak
goes through every statement, `make test` through every few.
"""

import itertools
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.faults.oracle import nothing_lost
from tests.features.imports.test_zips import zipped
from tests.support.actors import Person
from tests.support.cutting import Cable, Lost
from tests.support.imports import TASKS, Worker, counts, fills, send
from tests.support.scale import count
from tests.support.server import SOCKET_VARIABLE
from tests.support.sql import Sql
from tests.support.standing import ledger_picture
from tests.support.waiting import until
from tradesense.adapters.postgres_server import socket_url
from tradesense.db.cluster import WORKER_ROLE
from tradesense.db.session import Database, DatabaseUnavailable

NAME: Final = "cable"
TRIPS: Final = count(2, 2_600)
"""Round trips in the file: a few rows go by INSERT, thousands by COPY in several batches."""
ROWS: Final = [
    f"WOMB,2026-01-{5 + n // 720:02} {n // 60 % 12:02}:{n % 60:02}:{second:02},{side},1,{10 + n % 7},1"
    for n in range(TRIPS)
    for second, side in ((0, "buy"), (30, "sell"))
]
LOST: Final[tuple[Lost, ...]] = ("statement", "answer")
STRIDES: Final[dict[Lost, int]] = {"statement": count(19, 1), "answer": count(37, 1)}


@pytest.fixture
async def cable(tmp_path: Path) -> AsyncIterator[Cable]:
    async with Cable(tmp_path, Path(os.environ[SOCKET_VARIABLE])) as made:
        yield made


@pytest.fixture
async def mortal(cable: Cable, sql: Sql, worker: Worker) -> AsyncIterator[Worker]:
    """A worker at the end of the cable."""
    database = Database(socket_url(cable.folder, WORKER_ROLE, sql.database), pool_size=3, name=NAME)
    yield Worker(database, worker.ports, worker.data_dir)
    await database.dispose()


async def deaths(mortal: Worker, cable: Cable, sql: Sql, job: tuple[str, bytes], lost: Lost) -> AsyncIterator[int]:
    """Runs the job again and again, each time killed later, until it gets through; the place of each death, once the
    database has noticed it."""
    for place in itertools.count(1, STRIDES[lost]):
        cable.mend(cut_at=place, lost=lost)
        try:
            await TASKS[job[0]](mortal.database, mortal.ports, job[1])
        except DatabaseUnavailable:
            assert cable.is_cut
        await mortal.database.dispose()
        await until(lambda: unseen(sql))
        if not cable.is_cut:
            return
        # The queue gives up after three attempts: these are many workers' first ones.
        await sql.execute("UPDATE imports SET attempts = 0")
        yield place


async def unseen(sql: Sql) -> bool:
    return bool(
        await sql.value("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = $1", f"tradesense {NAME}")
    )


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("review", [False, True], ids=["at once", "after a review"])
async def test_an_import(
    ada: Person, worker: Worker, mortal: Worker, cable: Cable, sql: Sql, database: Database, lost: Lost, review: bool
) -> None:
    import_id = (await send(ada, fills(*ROWS), review=str(review).lower(), timezone="UTC")).json()["id"]
    if review:
        await worker.run(ada, import_id)
        await ada.post(f"/imports/{import_id}/commit")
    before = await ledger_picture(sql, ada)
    (job,) = await worker.take(import_id)
    async for place in deaths(mortal, cable, sql, job, lost):
        found = await worker.look(ada, import_id)
        is_there = await ledger_picture(sql, ada) != before
        assert found["state"] == ("committed" if is_there else "committing" if review else found["state"]), place
        assert found["state"] in {"received", "parsing", "committing", "committed"}
    made = await worker.look(ada, import_id)
    assert (made["state"], counts(made)) == ("committed", (len(ROWS), 0, 0, 0, 0))
    assert cable.statements > 40, "the job has more statements than that"
    await nothing_lost(ada, database, sent=ROWS, acked=ROWS)


@pytest.mark.parametrize("lost", LOST)
async def test_an_undo(
    ada: Person, worker: Worker, mortal: Worker, cable: Cable, sql: Sql, database: Database, lost: Lost
) -> None:
    made = await worker.imported(ada, fills(*ROWS), timezone="UTC")
    await ada.post(f"/imports/{made['id']}/undo")
    before = await ledger_picture(sql, ada)
    (job,) = await worker.take(made["id"])
    async for place in deaths(mortal, cable, sql, job, lost):
        found: dict[str, Any] = await worker.look(ada, made["id"])
        is_undone = await ledger_picture(sql, ada) != before
        told = ("undone", "") if is_undone else ("committed", "undoing")
        assert (found["state"], found["phase"]) == told, place
    assert (await worker.look(ada, made["id"]))["state"] == "undone"
    await nothing_lost(ada, database, sent=ROWS, acked=[])


@pytest.mark.parametrize("lost", LOST)
async def test_an_archive(
    ada: Person, worker: Worker, mortal: Worker, cable: Cable, sql: Sql, database: Database, lost: Lost
) -> None:
    """Each of its files is imported once, or none is there yet."""
    content = zipped(**{"one.csv": fills(*ROWS[:2]), "other.csv": fills(*ROWS[2:])})
    import_id = (await send(ada, content, "year.zip", timezone="UTC")).json()["id"]
    (job,) = await worker.take(import_id)
    async for place in deaths(mortal, cable, sql, job, lost):
        found = await worker.look(ada, import_id)
        assert len(found["members"]) == (2 if found["state"] == "unpacked" else 0), place
    found = await worker.look(ada, import_id)
    for member in found["members"]:
        assert (await worker.run(ada, member["id"]))["state"] == "committed"
    assert len(await worker.kept_files(ada)) == 3
    await nothing_lost(ada, database, sent=ROWS, acked=ROWS)
