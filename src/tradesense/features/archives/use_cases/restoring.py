"""Restoring: an archive's rows under new ids into an empty workspace, all of them or none."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple
from uuid import UUID

from asyncpg import DataError, IntegrityConstraintViolationError
from pydantic import ValidationError

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.archives import ArchiveRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.problem import Problem
from tradesense.features.archives.problems import (
    ArchiveContradicts,
    ArchiveUnreadable,
    ArchiveVersionUnknown,
    WorkspaceNotEmpty,
)
from tradesense.features.archives.repository import restoring as repository
from tradesense.features.archives.repository.catalogue import Shape, shapes
from tradesense.features.archives.schemas import FORMAT, MANIFEST, VERSION, FileSaid, Manifest, TableSaid
from tradesense.features.archives.use_cases.blobs import PART_BYTES, BlobWriter, local_file
from tradesense.features.archives.use_cases.checks import broken, check_rows, read_values, renamed_in
from tradesense.features.archives.use_cases.rules import RULES, Kept, Renaming, blob_key, by_former_name
from tradesense.features.archives.use_cases.writing import Progress, archived_fields
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.arrow import ArrowUnreadable, Column, ColumnKind, Columns, read_columns
from tradesense.kit.zipped import ZipReader, ZipRefused
from tradesense.ports import BlobStore

MANIFEST_BYTES_MAX: Final = 32 * 1024 * 1024


class Restored(NamedTuple):
    """What came back: rows of each table, files, and the trades that the executions made."""

    tables: dict[str, int]
    files: int
    trades: int


async def require_empty(session: Session, actor: Actor) -> None:
    """Raises WorkspaceNotEmpty."""
    kept = [table for table, rule in RULES.items() if isinstance(rule, Kept)]
    found = await repository.find_rows(session, actor, kept)
    if found:
        raise WorkspaceNotEmpty(f"This one has {found.replace('_', ' ')} already: restore into a new workspace.")


async def restore_archive(
    session: Session, actor: Actor, path: Path, *, blobs: BlobStore, stored: list[str], progress: Progress
) -> Restored:
    """Everything of the archive, in `session`'s transaction. `stored` gathers the keys of files written meanwhile.

    Raises ArchiveUnreadable, ArchiveVersionUnknown, ArchiveContradicts, WorkspaceNotEmpty.
    """
    actor.require(Permission.ARCHIVES_WRITE)
    await workspaces.lock_ledger(session, actor)
    await require_empty(session, actor)
    try:
        with ZipReader(path) as archive:
            manifest = _manifest(archive)
            restore = _Restore(session, actor, archive, progress)
            for table in manifest.tables:
                await restore.table(table)
            for file in manifest.files:
                await restore.file(file, blobs, stored)
    except ZipRefused as refused:
        raise ArchiveUnreadable(str(refused)) from refused
    facts = manifest.workspace
    changes = {"name": facts.name, "timezone": facts.timezone, "currency": facts.currency}
    await workspaces.change_workspace(session, actor, actor.workspace_id, changes)
    await progress("deriving", restore.rows)
    rebuilt = await ledger.derive_all(session, actor)
    told = {"rows": (None, restore.rows), "files": (None, len(manifest.files)), "trades": (None, rebuilt.saved)}
    auditing.note(session, actor, Action.ARCHIVE_RESTORED, changes=told)
    return Restored({one.name: one.rows for one in manifest.tables}, len(manifest.files), rebuilt.saved)


async def restore_stored(
    session: Session, actor: Actor, row: ArchiveRow, *, blobs: BlobStore, stored: list[str], progress: Progress
) -> Restored:
    """As `restore_archive`, from the archive that was sent."""
    actor.require(Permission.ARCHIVES_WRITE)
    path = await local_file(blobs, row.blob_key, row.file_sha256)
    return await restore_archive(session, actor, path, blobs=blobs, stored=stored, progress=progress)


def _manifest(archive: ZipReader) -> Manifest:
    """What the archive says is in it: all of that is there, in the order it can be stored, and nothing else."""
    info = archive.entries.get(MANIFEST)
    if info is None or info.file_size > MANIFEST_BYTES_MAX:
        raise ArchiveUnreadable("It has no manifest.json, or one of any size.")
    with archive.open(MANIFEST) as file:
        said = file.read()
    try:
        manifest = Manifest.model_validate_json(said)
    except ValidationError as refused:
        where = ".".join(map(str, refused.errors()[0]["loc"]))
        raise ArchiveUnreadable(f"manifest.json, {where or 'as a whole'}: {refused.errors()[0]['msg']}.") from None
    if manifest.format != FORMAT or manifest.version != VERSION:
        raise ArchiveVersionUnknown(f"It is {manifest.format[:40]!r} version {manifest.version}; this reads {VERSION}.")
    names = [MANIFEST, *(one.file for one in manifest.tables), *(one.file for one in manifest.files)]
    if sorted(names) != sorted(archive.entries):
        odd = sorted(set(names) ^ set(archive.entries)) or names
        raise ArchiveContradicts(f"What manifest.json lists is not what is there: {odd[0][:80]}.")
    order = [table for table in shapes() if isinstance(RULES[table], Kept)]
    unknown = {one.name for one in manifest.tables} - set(order)
    if unknown or len({one.name for one in manifest.tables}) != len(manifest.tables):
        raise ArchiveVersionUnknown(f"It has a table {min(unknown, default='twice')[:60]!r}.")
    manifest.tables.sort(key=lambda one: order.index(one.name))
    return manifest


class _Restore:
    """One archive on its way in."""

    def __init__(self, session: Session, actor: Actor, archive: ZipReader, progress: Progress) -> None:
        self._session = session
        self._actor = actor
        self._archive = archive
        self._progress = progress
        self._renaming = Renaming(actor)
        self._names: dict[str, str] = {}
        self._digests: dict[tuple[str, UUID], str] = {}
        self.rows = 0

    async def table(self, said: TableSaid) -> None:
        shape, rule, before = shapes()[said.name], RULES[said.name], self.rows
        assert isinstance(rule, Kept)
        with self._archive.open(said.file) as entry:
            digested = _DigestedFile(entry)
            try:
                columns, batches = await asyncio.to_thread(read_columns, digested)
                await self._rows_of(shape, rule, _checked_columns(shape, rule, columns), batches)
                digested.finish()
            except ArrowUnreadable as refused:
                raise ArchiveUnreadable(f"{said.file}: {refused}") from refused
            except (DataError, IntegrityConstraintViolationError) as refused:
                raise broken(said.name, "a row", refused) from refused
        if (digested.size, digested.digest()) != (said.bytes, said.sha256):
            raise ArchiveContradicts(f"{said.file} has another SHA-256 than manifest.json says: it was changed.")
        if self.rows - before != said.rows:
            raise ArchiveContradicts(f"{said.file} has {self.rows - before} rows, not {said.rows}.")

    async def file(self, said: FileSaid, blobs: BlobStore, stored: list[str]) -> None:
        """A file under its row's new key, if it is what the row says it is."""
        rule = RULES.get(said.table)
        old = (said.table, said.id)
        if not isinstance(rule, Kept) or rule.blob is None or self._digests.get(old) != said.sha256:
            raise ArchiveContradicts(f"{said.file[:80]} is no file of a row of the archive.")
        new = by_former_name(self._renaming, said.table, {"id": [said.id]})[0]
        key = blob_key(self._actor.workspace_id, said.table, new)
        stored.append(key)
        writer = await BlobWriter(blobs, key).begin()
        with self._archive.open(said.file) as entry:
            while part := await asyncio.to_thread(entry.read, PART_BYTES):
                await writer(part)
        kept = await writer.end()
        if kept.sha256.hex() != said.sha256 or kept.size != said.bytes:
            raise ArchiveContradicts(f"{said.file[:80]} has another SHA-256 than manifest.json says: it was changed.")
        await self._progress("files", self.rows)

    async def _rows_of(self, shape: Shape, rule: Kept, columns: list[str], batches: Iterator[Columns]) -> None:
        if shape.has_id:
            await repository.open_names(self._session, shape.table)
        given = rule.given(self._actor, _BLANK) if rule.given else {}
        stored = [*columns, *(name for name in given if name not in columns)]
        stage = await repository.open_stage(self._session, shape, stored)
        while (batch := await asyncio.to_thread(next, batches, None)) is not None:
            rows = await asyncio.to_thread(self._renamed, shape, rule, stored, batch)
            if rows:
                extra = [repository.NEW_ID] if shape.has_id else []
                await repository.stage_rows(self._session, stage, [*stored, *extra], rows)
                if not shape.refers_to_itself:
                    await self._store(shape, stage, stored)
            self.rows += len(rows)
            await self._progress(shape.table, self.rows)
        if shape.refers_to_itself:
            await self._store(shape, stage, stored)
        await repository.close_stage(self._session, stage)

    async def _store(self, shape: Shape, stage: str, stored: list[str]) -> None:
        await repository.add_names(self._session, shape, stage)
        stranger = await repository.find_stranger(self._session, shape, stage, stored)
        if stranger:
            raise ArchiveContradicts(f"{shape.table}, {stranger[0]}: {stranger[1]} is not in the archive.")
        await repository.store_staged(self._session, self._actor, shape, stage, stored)

    def _renamed(self, shape: Shape, rule: Kept, stored: list[str], batch: Columns) -> list[tuple[Any, ...]]:
        """A batch as rows of `stored`, and the new id where there is one."""
        values = {name: _read(shape, name, column) for name, column in batch.items()}
        try:
            check_rows(shape.table, values)
        except (Problem, ValueError, TypeError, KeyError) as refused:
            raise broken(shape.table, "a row", refused) from refused
        count = len(next(iter(values.values()), []))
        if shape.has_id:
            values[repository.NEW_ID] = self._named(shape, rule, values)
        for field in shape.fields:
            if field.kind is ColumnKind.JSON and field.name in values:
                values[field.name] = [renamed_in(one, self._names) for one in values[field.name]]
        if rule.given:
            self._give(rule, values, count)
        if rule.blob:
            digests = (str(one).removeprefix("\\x") for one in values[rule.blob[1]])
            self._digests |= {(shape.table, old): digest for old, digest in zip(values["id"], digests, strict=True)}
        names = [*stored, repository.NEW_ID] if shape.has_id else stored
        return list(zip(*(values[name] for name in names), strict=True))

    def _named(self, shape: Shape, rule: Kept, values: Columns) -> list[UUID]:
        try:
            made = (rule.naming or by_former_name)(self._renaming, shape.table, values)
        except KeyError as stranger:
            raise ArchiveContradicts(f"{shape.table}: {stranger.args[0]} is not in the archive.") from None
        if shape.table in {"accounts", "imports"}:
            self._names |= {str(old): str(new) for old, new in zip(values["id"], made, strict=True)}
        return made

    def _give(self, rule: Kept, values: Columns, count: int) -> None:
        assert rule.given is not None
        for number in range(count):
            row = {name: column[number] for name, column in values.items()}
            for name, value in rule.given(self._actor, row).items():
                values.setdefault(name, [None] * count)[number] = value


class _Blank(dict[str, Any]):
    """A row of which nothing is known: for the names of what rules give."""

    def __missing__(self, _: str) -> Any:
        return ""


_BLANK: Final = _Blank()


def _read(shape: Shape, name: str, column: list[Any]) -> list[Any]:
    try:
        return read_values(shape.field(name), column)
    except (Problem, ValueError, TypeError, OverflowError) as refused:
        raise broken(shape.table, name, refused) from refused


def _checked_columns(shape: Shape, rule: Kept, columns: list[Column]) -> list[str]:
    """An older archive may lack what was added since; one with more is of a newer version."""
    known = {field.name: field for field in archived_fields(shape, rule)}
    for one in columns:
        if one.name not in known or known[one.name].kind is not one.kind:
            raise ArchiveVersionUnknown(f"{shape.table} has a column {one.name[:60]!r} ({one.kind}).")
    for name in known.keys() - {one.name for one in columns}:
        if not known[name].is_optional:
            raise ArchiveVersionUnknown(f"{shape.table} lacks its column {name!r}.")
    return [one.name for one in columns]


class _DigestedFile:
    """An entry that counts and digests what is read of it."""

    def __init__(self, entry: IO[bytes]) -> None:
        self._entry = entry
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        part = self._entry.read(size)
        self._hash.update(part)
        self.size += len(part)
        return part

    def finish(self) -> None:
        """Reads what nobody asked for."""
        while self.read(PART_BYTES):
            continue

    def digest(self) -> str:
        return self._hash.hexdigest()
