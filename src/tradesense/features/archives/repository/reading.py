"""SQL of writing an archive: a workspace's rows, read as a stream."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.features.archives.repository.catalogue import Field, Shape
from tradesense.kit.arrow import ColumnKind

ROWS_AT_ONCE: Final = 5_000
_AS_TEXT: Final = {
    ColumnKind.DECIMAL: '"{0}"::text',
    ColumnKind.UUID: '"{0}"::text',
    ColumnKind.JSON: '"{0}"::text',
    ColumnKind.CLOCK: '"{0}"::text',
    ColumnKind.LABELS: 'to_json("{0}")::text',
    ColumnKind.BYTES: "encode(\"{0}\", 'hex')",
}


class StoredFile(NamedTuple):
    """A row's file in the blob store."""

    id: UUID
    blob_key: str
    sha256: bytes


async def stream_rows(
    session: Session, actor: Actor, shape: Shape, fields: Sequence[Field]
) -> AsyncIterator[list[Sequence[Any]]]:
    """The workspace's rows of a table, some thousands at a time, by their key."""
    columns = ", ".join(_AS_TEXT.get(field.kind, '"{0}"').format(field.name) for field in fields)
    order = ", ".join(f'"{name}"' for name in shape.key)
    statement = f"SELECT {columns} FROM {shape.table} WHERE workspace_id = $1 ORDER BY {order}"
    cursor = await (await driver(session)).cursor(statement, actor.workspace_id)  # SQL of ours: the catalogue's names
    while rows := await cursor.fetch(ROWS_AT_ONCE):
        yield rows


async def list_files(session: Session, actor: Actor, table: str, blob: str, digest: str) -> list[StoredFile]:
    rows = await (await driver(session)).fetch(
        f'SELECT id, "{blob}", "{digest}" FROM {table} WHERE workspace_id = $1 ORDER BY id',
        actor.workspace_id,  # SQL of ours: the rules' names
    )
    return [StoredFile(row[0], row[1], row[2]) for row in rows]
