"""Straight SQL beside the application: as the superuser, who sees everything, or as one of the roles."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from tests.support.server import url
from tradesense.db.cluster import OWNER_ROLE, READER_ROLE, RUNTIME_ROLE, WORKER_ROLE

Connection = asyncpg.Connection


class Sql:
    """One database, by name."""

    def __init__(self, database: str) -> None:
        self.database = database

    @asynccontextmanager
    async def superuser(self) -> AsyncIterator[Any]:
        async with self._connected("postgres") as connection:
            yield connection

    @asynccontextmanager
    async def owner(self) -> AsyncIterator[Any]:
        async with self._connected(OWNER_ROLE) as connection:
            yield connection

    @asynccontextmanager
    async def runtime(self, *, workspace: object = None, user: object = None) -> AsyncIterator[Any]:
        """In a transaction that is undone at the end, acting in `workspace` for `user`, or for nobody."""
        async with self.as_role(RUNTIME_ROLE, workspace=workspace, user=user) as connection:
            yield connection

    @asynccontextmanager
    async def worker(self, *, workspace: object = None, user: object = None) -> AsyncIterator[Any]:
        """As `runtime`, as the role that does jobs."""
        async with self.as_role(WORKER_ROLE, workspace=workspace, user=user) as connection:
            yield connection

    @asynccontextmanager
    async def reader(self, *, workspace: object = None, user: object = None) -> AsyncIterator[Any]:
        """As `runtime`, as the role that only reads."""
        async with self.as_role(READER_ROLE, workspace=workspace, user=user) as connection:
            yield connection

    @asynccontextmanager
    async def as_role(self, role: str, *, workspace: object = None, user: object = None) -> AsyncIterator[Any]:
        async with self._connected(role) as connection:
            # What is refused is refused for lack of a right, not by the mode that the reader's role begins in.
            await connection.execute("SET default_transaction_read_only = off")
            transaction = connection.transaction()
            await transaction.start()
            for name, value in (("workspace_id", workspace), ("user_id", user)):
                if value is not None:
                    await connection.execute("SELECT set_config($1, $2, true)", f"app.{name}", str(value))
            try:
                yield connection
            finally:
                await transaction.rollback()

    async def fetch(self, statement: str, *arguments: object) -> list[Any]:
        """As the superuser."""
        async with self.superuser() as connection:
            rows: list[Any] = await connection.fetch(statement, *arguments)
            return rows

    async def value(self, statement: str, *arguments: object) -> Any:
        async with self.superuser() as connection:
            return await connection.fetchval(statement, *arguments)

    async def execute(self, statement: str, *arguments: object) -> None:
        async with self.superuser() as connection:
            await connection.execute(statement, *arguments)

    async def workspace_tables(self) -> list[str]:
        """Tables with rows of workspaces, by name."""
        rows = await self.fetch(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'workspace_id' AND table_name <> 'outbox' ORDER BY 1"
        )
        return [row[0] for row in rows]

    async def settable_columns(self, table: str) -> list[str]:
        """Those that are not generated, quoted."""
        rows = await self.fetch(
            "SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1"
            " AND is_generated = 'NEVER' ORDER BY ordinal_position",
            table,
        )
        return [row[0] for row in rows]

    async def picture(self, workspace: str | UUID, *, but: tuple[str, ...] = ()) -> dict[str, str]:
        """A checksum of the workspace's rows in each table: equal pictures, nothing changed. The audit log is no part of
        it: it says who tried, whatever came of it."""
        found = {}
        async with self.superuser() as connection:
            for table in await self.workspace_tables():
                if table not in {*but, "audit_entries"}:
                    found[table] = await connection.fetchval(
                        f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
                        " WHERE workspace_id = $1",
                        UUID(str(workspace)),
                    )
            found["workspaces"] = await connection.fetchval(
                "SELECT md5(w::text) FROM workspaces w WHERE id = $1", UUID(str(workspace))
            )
        return found

    async def copied(self, table: str, row_id: str, **changes: object) -> str:
        """One more row like that one: the new one's id. `changes`: what may not be the same, as JSON says it."""
        made = str(uuid4())
        row = json.loads(await self.value(f"SELECT to_jsonb(t) FROM {table} t WHERE id::text = $1", row_id))
        names = ", ".join(await self.settable_columns(table))
        await self.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, $1)",
            json.dumps({**row, "id": made, **changes}),
        )
        return made

    @asynccontextmanager
    async def _connected(self, role: str) -> AsyncIterator[Any]:
        connection = await asyncpg.connect(url(role, self.database))
        try:
            yield connection
        finally:
            await connection.close()
