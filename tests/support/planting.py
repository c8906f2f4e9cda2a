"""Markers planted in every text that somebody could have written, and where they are found again."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from tests.support.sql import Sql
from tradesense.features.privacy.use_cases.rules import IN_WORKSPACES, NOBODYS, PEOPLE
from tradesense.kit.arrow import read_columns

_AS_WRITTEN = {
    "text": "$1::text",
    "character varying": "$1::text",
    "jsonb": "jsonb_build_object('said', $1::text)",
    "ARRAY": "ARRAY[$1::text]",
    "bytea": "convert_to($1::text, 'UTF8')",
}


class Planted(NamedTuple):
    table: str
    column: str
    marker: str


async def plant(sql: Sql, person: str, workspace: str, prefix: str) -> list[Planted]:
    """A marker of its own in every such column, in one row of the person's or of the workspace in each table. What a
    CHECK limits to the system's own words takes none."""
    # Ten characters: as many as a currency may have.
    planted: list[Planted] = []
    columns = await sql.fetch(
        "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'"
        " ORDER BY c.table_name, c.ordinal_position"
    )
    async with sql.superuser() as connection:
        for table, column, kind in columns:
            # Where a file is and what it came to have to stay right, or it could not be read.
            if table in NOBODYS or kind not in _AS_WRITTEN or column in {"blob_key", "file_sha256"}:
                continue
            whose, id_ = _whose(table, person, workspace)
            marker = f"{prefix}{len(planted):04d}"
            row = f"(SELECT ctid FROM {table} WHERE {whose} = $2 ORDER BY ctid LIMIT 1)"
            try:
                done = await connection.execute(
                    f'UPDATE {table} SET "{column}" = {_AS_WRITTEN[kind]} WHERE ctid = {row}', marker, UUID(id_)
                )
            except asyncpg.CheckViolationError:
                continue
            assert done == "UPDATE 1", f"{table} has no row: nothing would be tested"
            planted.append(Planted(table, column, marker))
    return planted


def _whose(table: str, person: str, workspace: str) -> tuple[str, str]:
    if table in PEOPLE:
        return str(PEOPLE[table].by), person
    if table in IN_WORKSPACES and (by := IN_WORKSPACES[table].by):
        return f"workspace_id = '{workspace}' AND {by}", person
    return ("id" if table == "workspaces" else "workspace_id"), workspace


def everything_in(archive: bytes) -> str:
    """All that a reader of the ZIP can read: of archives in it, too, and of tables of theirs."""
    return "\n".join(_readable(archive))


def _readable(archive: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        for name in file.namelist():
            content = file.read(name)
            yield name
            if name.endswith(".zip"):
                yield from _readable(content)
            elif name.endswith(".arrows"):
                yield from (str(batch) for batch in read_columns(io.BytesIO(content))[1])
            else:
                yield content.decode("utf-8", "replace")


async def found_in_database(sql: Sql, words: list[str]) -> list[str]:
    """Tables with a row that says one of the words, as text or as bytes."""
    tables = await sql.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    said = [f"%{word}%" for word in words] + [f"%{word.encode().hex()}%" for word in words]
    async with sql.superuser() as connection:
        return [
            table
            for (table,) in tables
            if await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE ANY ($1))", said)
        ]


def found_in_files(folder: Path, words: list[str]) -> list[Any]:
    """Files whose name or content says one of the words."""
    wanted = [word.encode() for word in words]
    return [
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file()
        if any(word in str(path) for word in words) or any(word in path.read_bytes() for word in wanted)
    ]
