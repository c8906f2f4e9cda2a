"""SQL of reading what is kept about the transaction's person, row by row, as JSON."""

from collections.abc import AsyncIterator, Collection
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import LargeBinary

from tradesense.db import tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base
from tradesense.db.session import Session, driver

ROWS_AT_ONCE: Final = 2_000
PERSON: Final = "current_setting('app.user_id')::uuid"
WORKSPACE: Final = "current_setting('app.workspace_id')::uuid"
TEXT_AS_BYTES: Final = {("idempotency_keys", "body")}
"""Answers that are kept as they were sent."""
_FOUND_OTHERWISE: Final = {
    "workspaces": f"id = {WORKSPACE}",
    "broker_sync_runs": f"workspace_id = {WORKSPACE} AND connection_id IN (SELECT c.id FROM broker_connections c"
    f" WHERE c.workspace_id = {WORKSPACE} AND c.created_by = {PERSON})",
}


class StoredFile(NamedTuple):
    """An upload of the person's; whether all of it has arrived."""

    id: UUID
    blob_key: str
    is_whole: bool


async def stream_own(session: Session, table: str, columns: Collection[str], by: str) -> AsyncIterator[list[str]]:
    """Rows of a table that knows people only, each as JSON."""
    async for rows in _stream(session, f"SELECT {_selected(table, columns)} FROM {table} WHERE {by} = {PERSON}"):
        yield rows


async def stream_here(
    session: Session, table: str, columns: Collection[str], by: str | None
) -> AsyncIterator[list[str]]:
    """The person's rows of a table in the transaction's workspace, each as JSON."""
    whose = _FOUND_OTHERWISE[table] if by is None else f"workspace_id = {WORKSPACE} AND {by} = {PERSON}"
    async for rows in _stream(session, f"SELECT {_selected(table, columns)} FROM {table} WHERE {whose}"):
        yield rows


async def stream_invitations(session: Session) -> AsyncIterator[list[str]]:
    """Invitations to the person, of every workspace."""
    async for rows in _stream(session, "SELECT * FROM app_own_invitations()"):
        yield rows


async def list_uploads(session: Session) -> list[StoredFile]:
    """The person's in the transaction's workspace."""
    rows = await (await driver(session)).fetch(
        f"SELECT id, blob_key, received IS NOT DISTINCT FROM length FROM uploads WHERE workspace_id = {WORKSPACE} AND created_by = {PERSON} ORDER BY id"
    )
    return [StoredFile(*row) for row in rows]


def _selected(table: str, columns: Collection[str]) -> str:
    of = Base.metadata.tables[table].columns
    return ", ".join(_value(table, one.name, one.type) for one in of if one.name in columns)


def _value(table: str, column: str, kind: object) -> str:
    if not isinstance(kind, LargeBinary):
        return f'"{column}"'
    how = f"convert_from(\"{column}\", 'UTF8')" if (table, column) in TEXT_AS_BYTES else f"encode(\"{column}\", 'hex')"
    return f'{how} AS "{column}"'


async def _stream(session: Session, statement: str) -> AsyncIterator[list[str]]:
    query = f"SELECT row_to_json(found)::text FROM ({statement}) found"  # SQL of ours: the rules' tables and columns
    cursor = await (await driver(session)).cursor(query)
    while rows := await cursor.fetch(ROWS_AT_ONCE):
        yield [row[0] for row in rows]
