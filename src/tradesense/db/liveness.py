"""Whether a connection of the pool still lives: asked of those that have rested, not before each use.

SQLAlchemy's own pre-ping is three round trips of the seven that a small request makes. The driver learns of a
closed connection by itself; asking finds what vanished without a word, and for that once a second is enough. A
request that meets a connection lost since gets `database.unavailable` and may try again.
"""

from time import monotonic
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine

RESTED_SECONDS: Final = 1.0
_RESTS_SINCE: Final = "rests_since"


def ask_the_rested(engine: AsyncEngine) -> None:
    """Has the engine's pool replace connections that are dead, when they are taken out of it."""
    error = engine.dialect.loaded_dbapi.Error

    @event.listens_for(engine.sync_engine, "checkin")
    def _rests(_connection: Any, record: Any) -> None:
        record.info[_RESTS_SINCE] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def _is_asked(connection: Any, record: Any, _proxy: Any) -> None:
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError
        if monotonic() - record.info.get(_RESTS_SINCE, monotonic()) < RESTED_SECONDS:
            return
        try:
            connection.ping()
        except error as failure:
            raise InvalidatePoolError from failure


def wake_the_lost(engine: AsyncEngine) -> None:
    """Has whoever sends much learn that the connection is gone.

    A COPY waits until the server takes more. asyncpg 0.32 does not end that wait when the connection is lost, so
    the import would wait for ever, its locks with it; told that it may send, it finds out.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def _is_told(connection: Any, _record: Any) -> None:
        connection.driver_connection.add_termination_listener(_wake)


def _wake(connection: Any) -> None:
    connection._protocol.resume_writing()  # noqa: SLF001  (asyncio's call of a protocol, which the loop makes too)
