"""SQL of restoring: rows under the archive's ids pass through a temporary table, where they get this workspace's."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from tradesense.db.bulk import copy_rows, stage_table
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.features.archives.repository.catalogue import Shape

NEW_ID: Final = "new_id"


async def find_rows(session: Session, actor: Actor, tables: Sequence[str]) -> str | None:
    """The first of `tables` in which the workspace has a row."""
    looks = [
        f"SELECT {place} AS place, '{table}' AS name WHERE EXISTS (SELECT FROM {table} WHERE workspace_id = $1)"
        for place, table in enumerate(tables)
    ]
    statement = " UNION ALL ".join(looks) + " ORDER BY place LIMIT 1"
    row = await (await driver(session)).fetchrow(statement, actor.workspace_id)  # SQL of ours: the rules' tables
    return row["name"] if row else None


async def open_names(session: Session, table: str) -> None:
    """Where the ids of a table's rows are kept, as the archive has them and as they become."""
    await (await driver(session)).execute(
        f"CREATE TEMPORARY TABLE renamed_{table} (old uuid PRIMARY KEY, new uuid NOT NULL UNIQUE) ON COMMIT DROP"  # SQL of ours: the rules' tables
    )


async def open_stage(session: Session, shape: Shape, columns: Sequence[str]) -> str:
    extra = f", NULL::uuid AS {NEW_ID}" if shape.has_id else ""
    return await stage_table(session, shape.table, columns, extra)


async def stage_rows(session: Session, stage: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    await copy_rows(session, stage, columns, rows)


async def add_names(session: Session, shape: Shape, stage: str) -> None:
    """What the staged rows are called from now on, for those that refer to them."""
    if shape.has_id:
        await (await driver(session)).execute(
            f"INSERT INTO renamed_{shape.table} (old, new) SELECT id, {NEW_ID} FROM {stage}"  # SQL of ours: the rules' tables
        )


async def find_stranger(session: Session, shape: Shape, stage: str, columns: Sequence[str]) -> tuple[str, UUID] | None:
    """A reference of the staged rows to what the archive does not hold: its column, and the id."""
    looks = [
        f'SELECT \'{column}\' AS name, s."{column}" AS id FROM {stage} s WHERE s."{column}" IS NOT NULL'
        f' AND NOT EXISTS (SELECT FROM renamed_{target} r WHERE r.old = s."{column}")'
        for column, target in _references(shape, columns)
    ]
    statement = " UNION ALL ".join(looks) + " LIMIT 1"  # SQL of ours: the catalogue's names
    row = await (await driver(session)).fetchrow(statement) if looks else None
    return (row["name"], row["id"]) if row else None


async def store_staged(session: Session, actor: Actor, shape: Shape, stage: str, columns: Sequence[str]) -> None:
    """Into the table, with every id and reference under its new name; empties the stage."""
    connection = await driver(session)
    references = dict(_references(shape, columns))
    joins = " ".join(
        f'LEFT JOIN renamed_{target} r_{column} ON r_{column}.old = s."{column}"'
        for column, target in references.items()
    )
    values = ", ".join(_value(column, references) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    await connection.execute(
        f"INSERT INTO {shape.table} (workspace_id, {names}) SELECT $1, {values} FROM {stage} s {joins}",  # SQL of ours: the catalogue's names
        actor.workspace_id,
    )
    await connection.execute(f"TRUNCATE {stage}")  # SQL of ours: the stage's name


async def close_stage(session: Session, stage: str) -> None:
    await (await driver(session)).execute(f"DROP TABLE {stage}")  # SQL of ours: the stage's name


def _value(column: str, references: dict[str, str]) -> str:
    if column == "id":
        return f"s.{NEW_ID}"
    return f"r_{column}.new" if column in references else f's."{column}"'


def _references(shape: Shape, columns: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (field.name, field.refers_to)
        for field in shape.fields
        if field.refers_to is not None and field.name in columns and field.name != "id"
    ]
