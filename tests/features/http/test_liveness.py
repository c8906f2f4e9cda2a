"""A connection that died while it rested is replaced before anybody meets it; one that died just now costs a retry."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from tests.support.cutting import Cable
from tests.support.server import SOCKET_VARIABLE, url
from tests.support.sql import Sql
from tests.support.waiting import until
from tradesense.adapters.postgres_server import socket_url
from tradesense.db import liveness
from tradesense.db.bulk import copy_rows
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database, DatabaseUnavailable


@pytest.fixture
async def single(sql: Sql) -> AsyncIterator[Database]:
    """A pool of one connection, which rests in it."""
    database = Database(url(RUNTIME_ROLE, sql.database), pool_size=1, name="single")
    await backend(database)
    yield database
    await database.dispose()


async def backend(database: Database) -> int:
    async with database.session() as session:
        return int((await session.execute(text("SELECT pg_backend_pid()"))).scalar_one())


def killed_behind_our_back(sql: Sql, pid: int) -> None:
    """Returns when the backend has gone, before this thread's loop could hear of it."""

    async def kill() -> None:
        connection = await asyncpg.connect(url("postgres", sql.database))
        await connection.fetchval("SELECT pg_terminate_backend($1, 10000)", pid)
        await connection.close()

    thread = threading.Thread(target=lambda: asyncio.run(kill()))
    thread.start()
    thread.join()


async def test_one_that_rested_is_asked_and_replaced(
    single: Database, sql: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liveness, "RESTED_SECONDS", 0)
    before = await backend(single)
    killed_behind_our_back(sql, before)
    assert await backend(single) != before


async def test_a_transaction_in_which_nothing_is_asked_for_long_gives_up_its_locks(sql: Sql) -> None:
    """S82: whoever froze, or was cut off, meanwhile is told that the database is not there; trying again works."""
    database = Database(url(RUNTIME_ROLE, sql.database), pool_size=1, name="idle", idle_timeout_ms=100)

    async def freeze() -> None:
        async with database.session() as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(7)"))
            await until_no_backend(sql, "tradesense idle")
            await session.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnavailable):
        await freeze()
    async with database.session() as session:
        assert await session.scalar(text("SELECT pg_try_advisory_xact_lock(7)")) is True
    await database.dispose()


async def until_no_backend(sql: Sql, name: str) -> None:
    async def gone() -> bool:
        return not await sql.value("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", name)

    await until(gone)


async def test_one_whose_end_was_heard_of_is_replaced_unasked(single: Database, sql: Sql) -> None:
    before = await backend(single)
    killed_behind_our_back(sql, before)
    await asyncio.sleep(0.05)  # the loop hears of it
    assert await backend(single) != before


async def test_one_that_died_this_second_costs_one_retry(single: Database, sql: Sql) -> None:
    before = await backend(single)
    killed_behind_our_back(sql, before)
    with pytest.raises(DatabaseUnavailable):
        await backend(single)
    assert await backend(single) != before


async def test_one_that_died_in_the_middle_of_a_copy_does_not_keep_its_sender_waiting(tmp_path: Path, sql: Sql) -> None:
    """The server takes no more, so the sender waits; then the server is gone."""
    async with Cable(tmp_path, Path(os.environ[SOCKET_VARIABLE])) as cable:
        database = Database(socket_url(cable.folder, RUNTIME_ROLE, sql.database), pool_size=1, name="choked")
        cable.chokes = True
        sending = asyncio.create_task(send_much(database))
        ended, _ = await asyncio.wait({sending}, timeout=10)
        sending.cancel()
        await database.dispose()
    assert ended, "it waits"
    assert isinstance(sending.exception(), DatabaseUnavailable)


async def send_much(database: Database) -> None:
    async with database.session() as session:
        await session.execute(text("CREATE TEMPORARY TABLE words (word text) ON COMMIT DROP"))
        await copy_rows(session, "words", ("word",), [["x" * 1_000]] * 5_000)
