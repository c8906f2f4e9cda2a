"""An archive becomes one import for each of its files (docs/decisions/0012)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from tradesense.db import jobs
from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.ids import ImportId, named
from tradesense.domain.importing import ImportAct, ImportState, after
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ArchiveRefused
from tradesense.features.imports import repository
from tradesense.features.imports.problems import Cancelled
from tradesense.features.imports.use_cases.manage import JOB_RUN, payload_of
from tradesense.ports import ArchiveContent, ArchiveMember, BlobStore, BrokerFiles, Clock, StoredBlob

OWN_OPTIONS: Final = frozenset({"settled"})
"""Options that speak of one file's rows: not of those of an archive's files."""


async def archive_of(row: ImportRow, *, blobs: BlobStore, broker_files: BrokerFiles) -> ArchiveContent | None:
    """What the import's file holds, if it is an archive. Raises ArchiveRefused, for one within another as well."""
    found = broker_files.archive(await blobs.open(row.blob_key, row.file_sha256), row.file_name)
    if found and row.unpacked_from:
        raise ArchiveRefused("It was in an archive itself: send its files, or it alone.")
    return found


async def unpack(
    session: Session,
    actor: Actor,
    row: ImportRow,
    content: ArchiveContent,
    *,
    clock: Clock,
    blobs: BlobStore,
    broker_files: BrokerFiles,
    progress: Callable[[str, int], Awaitable[None]],
) -> ImportState:
    """Stores each file by itself and hands it to a worker; all of them or none."""
    actor.require(Permission.IMPORTS_WRITE)
    keys: list[str] = []
    path = await blobs.open(row.blob_key, row.file_sha256)
    try:
        for number, member in enumerate(content.members):
            await progress("unpacking", number)
            import_id = ImportId(named(row.id, "member", member.path))
            keys.append(f"{actor.workspace_id}/imports/{import_id}")
            if not path.is_file():  # a copy of what is kept elsewhere, which had to make room
                path = await blobs.open(row.blob_key, row.file_sha256)
            stored = await _store(keys[-1], path, member, blobs=blobs, broker_files=broker_files)
            await repository.add_import(session, actor, _member_row(row, import_id, keys[-1], member, stored))
            await jobs.enqueue(session, JOB_RUN, payload_of(actor, import_id))
    except Problem:
        # A full disk, or a file that is damaged: what was stored before it belongs to nothing.
        for key in keys:
            await blobs.delete(key)
        raise
    present = await repository.lock_import(session, actor, row.id)
    if present is None or present.state != row.state:
        raise Cancelled
    state = after(ImportState(row.state), ImportAct.UNPACK)
    left_out = [{"name": name, "why": why} for name, why in content.left_out]
    changes = {
        "state": state.value,
        "phase": "",
        "bytes_read": row.file_bytes,
        "preview": {"left_out": left_out},
        "finished_at": clock.now(),
    }
    await repository.save_import(session, actor, row.id, changes)
    return state


async def list_members(session: Session, actor: Actor, row: ImportRow) -> Sequence[ImportRow]:
    """The imports of an archive's files, by name; none of anything else."""
    actor.require(Permission.IMPORTS_READ)
    if row.state != ImportState.UNPACKED:
        return []
    return await repository.list_unpacked(session, actor, row.id)


async def _store(
    key: str, path: Path, member: ArchiveMember, *, blobs: BlobStore, broker_files: BrokerFiles
) -> StoredBlob:
    await blobs.delete(key)  # what a worker that died has left of it
    parts, size = broker_files.unpacked(path, member.path), 0
    while part := await asyncio.to_thread(next, parts, b""):
        size = await blobs.put_part(key, part, size)
    return await blobs.finish(key)


def _member_row(
    row: ImportRow, import_id: ImportId, key: str, member: ArchiveMember, stored: StoredBlob
) -> dict[str, object]:
    options = {name: value for name, value in row.options.items() if name not in OWN_OPTIONS}
    return {
        "id": import_id,
        "state": ImportState.RECEIVED.value,
        "file_name": member.name,
        "file_bytes": stored.size,
        "file_sha256": stored.sha256,
        "blob_key": key,
        "account_id": row.account_id,
        "review_first": row.review_first,
        "format_key": options.get("format"),
        "options": options,
        "unpacked_from": row.id,
    }
