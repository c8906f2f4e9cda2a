"""Writing an archive: every table and file of a workspace, as one snapshot has them, part by part."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import IO, Final, NamedTuple

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.problem import Kind, Problem
from tradesense.features.archives.repository import reading as repository
from tradesense.features.archives.repository.catalogue import Field, Shape, computed, shapes
from tradesense.features.archives.schemas import (
    FORMAT,
    MANIFEST,
    VERSION,
    FileSaid,
    Manifest,
    TableSaid,
    WorkspaceSaid,
)
from tradesense.features.archives.use_cases.blobs import PART_BYTES, Sink, local_file
from tradesense.features.archives.use_cases.rules import DERIVED, RULES, Kept, LeftOut
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.arrow import ArrowWriter, Column
from tradesense.kit.zipped import ZipWriter
from tradesense.ports import BlobStore, Clock

Progress = Callable[[str, int], Awaitable[None]]
"""Told the phase and the rows done so far."""

STREAM_SUFFIX: Final = ".arrows"


class Written(NamedTuple):
    """What is in an archive: rows of each table, and how many files."""

    tables: dict[str, int]
    files: int


async def write_archive(
    session: Session, actor: Actor, *, blobs: BlobStore, clock: Clock, sink: Sink, progress: Progress
) -> Written:
    """Streams the workspace into `sink`. `session` must see one snapshot through all its statements."""
    actor.require(Permission.ARCHIVES_WRITE)
    workspace = await workspaces.current_workspace(session, actor)
    writer = _Writer(session, actor, blobs=blobs, sink=sink, progress=progress)
    for shape in shapes().values():
        rule = RULES[shape.table]
        if isinstance(rule, Kept):
            await writer.table(shape, rule)
    for shape in shapes().values():
        rule = RULES[shape.table]
        if isinstance(rule, Kept) and rule.blob:
            await writer.files(shape, *rule.blob)
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        product=version("tradesense"),
        made_at=clock.now(),
        workspace=WorkspaceSaid.model_validate(workspace, from_attributes=True),
        tables=writer.tables,
        files=writer.kept_files,
        left_out={table: rule.why for table, rule in RULES.items() if isinstance(rule, LeftOut)},
    )
    await writer.end(manifest)
    return Written({one.name: one.rows for one in writer.tables}, len(writer.kept_files))


def archived_fields(shape: Shape, rule: Kept) -> list[Field]:
    return [field for field in shape.fields if field.name not in rule.but]


class _Writer:
    """One archive as it grows."""

    def __init__(self, session: Session, actor: Actor, *, blobs: BlobStore, sink: Sink, progress: Progress) -> None:
        self._session = session
        self._actor = actor
        self._blobs = blobs
        self._sink = sink
        self._progress = progress
        self._zip = ZipWriter()
        self._rows = 0
        self.tables: list[TableSaid] = []
        self.kept_files: list[FileSaid] = []

    async def table(self, shape: Shape, rule: Kept) -> None:
        name = f"tables/{shape.table}{STREAM_SUFFIX}"
        fields = archived_fields(shape, rule)
        stream = ArrowWriter([Column(field.name, field.kind) for field in fields])
        before = self._rows
        with self._zip.entry(name) as entry:
            digested = _Digested(entry)
            async for rows in repository.stream_rows(self._session, self._actor, shape, fields):
                digested.write(await asyncio.to_thread(stream.batch, rows))
                self._rows += len(rows)
                await self._drain()
                await self._progress(shape.table, self._rows)
            digested.write(stream.end())
        self.tables.append(
            TableSaid(
                name=shape.table, file=name, rows=self._rows - before, bytes=digested.size, sha256=digested.digest()
            )
        )

    async def files(self, shape: Shape, blob: str, digest: str) -> None:
        for row_id, key, sha256 in await repository.list_files(self._session, self._actor, shape.table, blob, digest):
            try:
                path = await local_file(self._blobs, key, sha256)
            except Problem as missing:
                if missing.kind is not Kind.NOT_FOUND:
                    raise
                continue  # its row says what became of it
            name = f"files/{shape.table}/{row_id}"
            with self._zip.entry(name) as entry, path.open("rb") as file:
                digested = _Digested(entry)
                while part := await asyncio.to_thread(file.read, PART_BYTES):
                    await asyncio.to_thread(digested.write, part)
                    await self._drain()
            self.kept_files.append(
                FileSaid(table=shape.table, id=row_id, file=name, bytes=digested.size, sha256=digested.digest())
            )
            await self._progress("files", self._rows)

    async def end(self, manifest: Manifest) -> None:
        with self._zip.entry(MANIFEST) as entry:
            entry.write(manifest.model_dump_json(indent=1).encode())
        await self._sink(self._zip.end())

    async def _drain(self) -> None:
        if self._zip.waiting >= PART_BYTES:
            await self._sink(self._zip.take())


class _Digested:
    """An entry that counts and digests what is written to it."""

    def __init__(self, entry: IO[bytes]) -> None:
        self._entry = entry
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, part: bytes) -> None:
        self._hash.update(part)
        self.size += len(part)
        self._entry.write(part)

    def digest(self) -> str:
        return self._hash.hexdigest()


class ArchivedColumns(NamedTuple):
    """Of a table: those that an archive holds; those that are derived, or that only this server can know."""

    kept: frozenset[str]
    derived: frozenset[str]


def archived_columns(table: str) -> ArchivedColumns | None:
    """None for a table that is derived altogether. Raises KeyError for one that no archive holds."""
    if table in DERIVED:
        return None
    rule = RULES[table]
    if isinstance(rule, LeftOut):
        raise KeyError(table)
    kept = frozenset(field.name for field in archived_fields(shapes()[table], rule))
    return ArchivedColumns(kept, computed(table) | rule.but)
