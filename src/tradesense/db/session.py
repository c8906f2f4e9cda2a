"""Sessions and transactions. Here is the only commit of the codebase."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import UUID

import asyncpg
from asyncpg import Connection, InterfaceError, PostgresError
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import QueuePool

from tradesense.db import auditing
from tradesense.db.liveness import ask_the_rested, wake_the_lost
from tradesense.domain.problem import Kind, Problem
from tradesense.kit.database_address import address_of

Session = AsyncSession

STATEMENT_TIMEOUT_MS: Final = 30_000
LOCK_TIMEOUT_MS: Final = 20_000
IDLE_TIMEOUT_MS: Final = 5 * 60_000
JOB_IDLE_TIMEOUT_MS: Final = 2 * 3_600_000
"""Between two statements of a transaction: a request's are seconds apart at the most, or as far as a slow download takes
them; a job reads a large file meanwhile. Whoever is silent for longer, frozen or cut off, gives up its locks."""
RETRY_AFTER_SECONDS: Final = 2
UNSTORABLE: Final = frozenset({"22021", "22P05"})
"""SQLSTATEs of a character that PostgreSQL cannot hold, such as NUL."""
REFUSED_BY_DATABASE: Final = (DBAPIError, PostgresError)
"""What a statement raises that the database does not take, through SQLAlchemy or the driver alone."""


class DatabaseUnavailable(Problem):
    code, kind, title = "database.unavailable", Kind.UNAVAILABLE, "The database does not answer at the moment."


class TextUnstorable(Problem):
    code, kind, title = "text.unstorable", Kind.INVALID, "The text has a character that cannot be stored."


def async_engine(url: str, connect_args: Mapping[str, Any] | None = None, **options: Any) -> AsyncEngine:
    """For `postgresql://…`, encrypted as the address says (kit/database_address). Raises ValueError."""
    address = address_of(url)
    driver_url = make_url(address.url).set(drivername="postgresql+asyncpg")
    return create_async_engine(driver_url, connect_args={**(connect_args or {}), "ssl": address.tls}, **options)


async def connect(url: str, **options: Any) -> "Connection[Any]":
    """A connection of the driver's own, encrypted as the address says. Raises ValueError."""
    address = address_of(url)
    return await asyncpg.connect(address.url, ssl=address.tls, **options)


class Database:
    """One engine and its pool, as the role of the address. `only_reads`: the server refuses whatever would write."""

    def __init__(
        self,
        url: str,
        *,
        pool_size: int,
        pool_overflow: int = 0,
        pool_timeout_seconds: float = 10,
        name: str = "api",
        idle_timeout_ms: int = IDLE_TIMEOUT_MS,
        only_reads: bool = False,
    ) -> None:
        server_settings: Mapping[str, str] = {
            "application_name": f"tradesense {name}",
            "jit": "off",
            "lock_timeout": str(LOCK_TIMEOUT_MS),
            "statement_timeout": str(STATEMENT_TIMEOUT_MS),
            "idle_in_transaction_session_timeout": str(idle_timeout_ms),
            **({"default_transaction_read_only": "on"} if only_reads else {}),
        }
        self._pool_overflow = pool_overflow
        self.engine: AsyncEngine = async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_overflow,
            pool_timeout=pool_timeout_seconds,
            pool_recycle=1800,
            pool_use_lifo=True,  # the one used last has its statements prepared, and need not be asked whether it lives
            connect_args={"server_settings": dict(server_settings)},
        )
        ask_the_rested(self.engine)
        wake_the_lost(self.engine)

    @asynccontextmanager
    async def session(self, *, snapshot: bool = False) -> AsyncIterator[Session]:
        """A session in one transaction, committed at the end and undone by any exception.

        It sees no workspace's and no person's rows until `enter`, or a look-up, says whose. A `snapshot`
        sees one state of the database through all its statements.
        """
        try:
            async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                if snapshot:
                    _ = await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
                yield session
                await auditing.write(session)
        except (PoolTimeout, DBAPIError, PostgresError, InterfaceError, OSError) as failure:
            if _state(failure) in UNSTORABLE:
                raise TextUnstorable from failure
            if not _is_passing(failure):
                raise
            raise DatabaseUnavailable(retry_after_seconds=RETRY_AFTER_SECONDS) from failure

    @asynccontextmanager
    async def transaction(
        self, *, workspace_id: UUID | None = None, user_id: UUID | None = None, timeout_ms: int | None = None
    ) -> AsyncIterator[Session]:
        """As `session`, seeing the rows of `workspace_id` and of the person `user_id`, and no others."""
        async with self.session() as session:
            await enter(session, workspace_id=workspace_id, user_id=user_id, timeout_ms=timeout_ms)
            yield session

    async def answers(self) -> bool:
        """Whether a connection can be had and a statement run, within two seconds."""
        try:
            async with asyncio.timeout(2), self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (PoolTimeout, DBAPIError, OSError):
            return False
        return True

    def pool_figures(self) -> dict[str, float]:
        """The pool's settings and its state, for the metrics page."""
        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        return {
            "size": pool.size(),
            "overflow_max": self._pool_overflow,
            "timeout_seconds": pool.timeout(),
            "checked_out": pool.checkedout(),
            "checked_in": pool.checkedin(),
        }

    async def dispose(self) -> None:
        await self.engine.dispose()


async def enter(
    session: Session, *, workspace_id: UUID | None = None, user_id: UUID | None = None, timeout_ms: int | None = None
) -> None:
    """Says, until the transaction ends, whose rows may be seen; row-level security reads it.

    `timeout_ms`: how long one statement may take, or wait for a lock; 0: as long as it needs.
    """
    await session.execute(
        text(
            "SELECT set_config('app.workspace_id', :workspace, true), set_config('app.user_id', :user, true),"
            " set_config('statement_timeout', :timeout, true), set_config('lock_timeout', :lock, true)"
        ),
        {
            "workspace": str(workspace_id) if workspace_id else "",
            "user": str(user_id) if user_id else "",
            "timeout": str(STATEMENT_TIMEOUT_MS if timeout_ms is None else timeout_ms),
            "lock": str(LOCK_TIMEOUT_MS if timeout_ms is None else timeout_ms),
        },
    )


async def driver(session: Session) -> "Connection[Any]":
    """The asyncpg connection inside the session's transaction, for COPY and for plain prepared statements.

    The driver begins lazily: `transaction` has already sent a statement, so this one is inside it.
    """
    raw = await (await session.connection()).get_raw_connection()
    connection = raw.driver_connection
    assert connection is not None
    return connection


def _is_passing(failure: Exception) -> bool:
    """Whether the database is gone, overloaded or busy, so that trying again later may help.

    SQLSTATE classes 08 (connection), 53 (resources), 57 (operator intervention, time-outs), and
    lock not available, serialization failure, deadlock. The driver's own failures tell less.
    """
    if isinstance(failure, InterfaceError):
        return "closed" in str(failure)
    if not isinstance(failure, DBAPIError | PostgresError):
        return True
    state = _state(failure)
    if isinstance(failure, DBAPIError) and failure.connection_invalidated:
        return True
    return state[:2] in {"08", "53", "57"} or state in {"55P03", "40001", "40P01"}


def is_denied(failure: Exception) -> bool:
    """Whether the role lacks a right."""
    return _state(failure) == "42501"


def _state(failure: Exception) -> str:
    """The SQLSTATE, whether SQLAlchemy or the driver raised it; '' where there is none."""
    return str(getattr(getattr(failure, "orig", failure), "sqlstate", "") or "")
