"""Holding somebody up on purpose: a lock taken beside the application, and a look at who waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support.sql import Sql
from tests.support.waiting import until


@asynccontextmanager
async def held(sql: Sql, statement: str, *arguments: object) -> AsyncIterator[None]:
    """What `statement` locks, for as long as the context."""
    async with sql.superuser() as connection, connection.transaction():
        await connection.execute(statement, *arguments)
        yield


async def until_waiting(sql: Sql, count: int = 1, kind: str = "") -> None:
    """Returns once so many sessions of the database wait for a lock (of the kind, such as `advisory`)."""

    async def waiting() -> bool:
        found = await sql.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            " AND ($1 = '' OR wait_event = $1)",
            kind,
        )
        return bool(found >= count)

    await until(waiting)
