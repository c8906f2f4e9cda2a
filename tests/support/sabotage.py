"""A pool whose connections are looked at whenever they are taken out, a clock that stops at random, and a hand that
cancels statements: what could leave one workspace's setting on a connection for the next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from random import Random
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError

from tests.support.server import url
from tests.support.sql import Sql
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database
from tradesense.ports import Clock

NAME: Final = "fuzz"
LEFT: Final = "SELECT coalesce(current_setting('app.workspace_id', true), '') || coalesce(current_setting('app.user_id', true), '')"


class Broken(Exception):
    """What a part of the server might raise at any time."""


class StoppingClock:
    """Goes like the other, and breaks now and then: within requests, their transaction open."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        self._clock = clock
        self._chance = chance
        self.often = 0.0

    def now(self) -> datetime:
        if self._chance.random() < self.often:
            raise Broken
        return self._clock.now()


class WatchedDatabase(Database):
    """Two connections as the runtime role, and no more. `left`: what was found set on one when it was taken out;
    `taken`: how often that was looked at."""

    def __init__(self, database: str) -> None:
        super().__init__(url(RUNTIME_ROLE, database), pool_size=2, pool_overflow=0, name=NAME)
        self.left: list[str] = []
        self.taken = 0
        error = self.engine.dialect.loaded_dbapi.Error

        @event.listens_for(self.engine.sync_engine, "checkout")
        def _look(connection: Any, _record: Any, _proxy: Any) -> None:
            cursor = connection.cursor()
            try:
                cursor.execute(LEFT)
                (found,) = cursor.fetchone()
                connection.rollback()
            except error as cancelled:
                raise InvalidatePoolError from cancelled
            finally:
                cursor.close()
            self.taken += 1
            if found:
                self.left.append(found)


@asynccontextmanager
async def cancelling(sql: Sql, chance: Random) -> AsyncIterator[None]:
    """Cancels what runs on the pool's connections, as a time-out does, every few milliseconds."""

    async def work() -> None:
        async with sql.superuser() as connection:
            while True:
                await asyncio.sleep(chance.random() * 0.08)
                await connection.execute(
                    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = $1"
                    " AND state = 'active' AND datname = $2",
                    f"tradesense {NAME}",
                    sql.database,
                )

    task = asyncio.create_task(work())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
