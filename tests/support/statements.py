"""How many statements the server ran, counted by the server itself: no way of sending one is missed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import asyncpg

from tests.support.server import url

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Statements:
    """Filled when the context ends; `texts` says which and how often."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    @property
    def count(self) -> int:
        return sum(self.texts.values())


@asynccontextmanager
async def counted(database: str) -> AsyncIterator[Statements]:
    """The statements that `database` runs meanwhile, those that begin and end transactions included."""
    found = Statements()
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        number = await connection.fetchval("SELECT oid FROM pg_database WHERE datname = $1", database)
        await connection.execute("SELECT pg_stat_statements_reset(0, $1, 0)", number)
        yield found
        rows = await connection.fetch(
            "SELECT query, calls FROM pg_stat_statements WHERE dbid = $1 AND toplevel", number
        )
        for text, calls in rows:
            query = _ID.sub("…", text)
            found.texts[query] = found.texts.get(query, 0) + calls
    finally:
        await connection.close()
