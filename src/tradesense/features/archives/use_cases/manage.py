"""Archives as their owner sees them: asked for, watched, downloaded, sent in to be restored."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing, jobs
from tradesense.db.session import Session
from tradesense.db.tables.archives import ArchiveRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.problem import Problem
from tradesense.features.archives.problems import ArchiveCrashed, ArchiveNotFound, ArchivesWaiting, ArchiveUnfinished
from tradesense.features.archives.repository import jobs as repository
from tradesense.features.archives.use_cases.blobs import local_file
from tradesense.features.archives.use_cases.restoring import require_empty
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.ports import BlobStore, Clock, StoredBlob

JOB: Final = "archives.run"
KEPT_MAX: Final = 5
"""Archives of a workspace whose files are kept: asking for another lets the oldest go."""
LISTED_MAX: Final = 50
AT_WORK_MAX: Final = 3
RETRY_SECONDS: Final = 60
ATTEMPTS_MAX: Final = 3
WAY_OUT, WAY_IN = "out", "in"


class Received(NamedTuple):
    """An archive that has arrived whole."""

    archive_id: UUID
    blob_key: str
    file_name: str
    stored: StoredBlob


async def create_archive(session: Session, actor: Actor, *, clock: Clock) -> ArchiveRow:
    """Hands the writing of an archive to a worker. Raises ArchivesWaiting: no workspace keeps the workers from the
    others."""
    actor.require(Permission.ARCHIVES_WRITE)
    known = await repository.list_archives(session, actor, LISTED_MAX)
    if sum(one.state in {"waiting", "running"} for one in known) >= AT_WORK_MAX:
        raise ArchivesWaiting(f"At most {AT_WORK_MAX} at once.", retry_after_seconds=RETRY_SECONDS)
    workspace = await workspaces.current_workspace(session, actor)
    archive_id = new_id()
    row = {
        "id": archive_id,
        "way": WAY_OUT,
        "state": "waiting",
        "file_name": f"{workspace.slug}-{clock.now():%Y-%m-%d}.zip",
        "blob_key": archive_key(actor, archive_id),
    }
    return await _add(session, actor, row)


async def restore_into(session: Session, actor: Actor, received: Received) -> ArchiveRow:
    """Hands the restoring of an archive to a worker; raises WorkspaceNotEmpty, which it will ask again."""
    actor.require(Permission.ARCHIVES_WRITE)
    await require_empty(session, actor)
    row = {
        "id": received.archive_id,
        "way": WAY_IN,
        "state": "waiting",
        "file_name": received.file_name,
        "file_bytes": received.stored.size,
        "file_sha256": received.stored.sha256,
        "blob_key": received.blob_key,
    }
    return await _add(session, actor, row)


def archive_key(actor: Actor, archive_id: UUID) -> str:
    return f"{actor.workspace_id}/archives/{archive_id}"


async def list_archives(session: Session, actor: Actor) -> Sequence[ArchiveRow]:
    actor.require(Permission.ARCHIVES_READ)
    return await repository.list_archives(session, actor, LISTED_MAX)


async def get_archive(session: Session, actor: Actor, archive_id: UUID) -> ArchiveRow:
    actor.require(Permission.ARCHIVES_READ)
    found = await repository.find_archive(session, actor, archive_id)
    if found is None:
        raise ArchiveNotFound
    return found


async def open_archive(
    session: Session, actor: Actor, archive_id: UUID, *, blobs: BlobStore
) -> tuple[ArchiveRow, Path]:
    """A finished archive and its file: everything there is, so only for those who may write one."""
    actor.require(Permission.ARCHIVES_WRITE)
    row = await get_archive(session, actor, archive_id)
    if row.way != WAY_OUT or row.state != "done":
        raise ArchiveUnfinished(f"It is {row.state}: only one that was written to its end can be had.")
    return row, await local_file(blobs, row.blob_key, row.file_sha256)


async def note_taken(session: Session, actor: Actor, file_name: str) -> None:
    """Writes down that somebody who runs the server took everything."""
    actor.require(Permission.ARCHIVES_READ)
    auditing.note(session, actor, Action.ARCHIVE_DOWNLOAD, changes={"file_name": (None, file_name)})


async def begin(session: Session, actor: Actor, archive_id: UUID) -> ArchiveRow | None:
    """Takes up a job; None when there is nothing to do. Raises ArchiveCrashed for one that kills its workers, and
    NotAllowed where whoever asked for it may not any more."""
    actor.require(Permission.ARCHIVES_WRITE)
    row = await repository.lock_archive(session, actor, archive_id)
    if row is None or row.state in {"done", "failed"}:
        return None
    await workspaces.require_still(session, actor, Permission.ARCHIVES_WRITE)
    if row.attempts >= ATTEMPTS_MAX:
        raise ArchiveCrashed(f"It was begun {row.attempts} times and never ended.")
    changes = {"state": "running", "attempts": row.attempts + 1, "phase": "", "rows_done": 0}
    await repository.save_archive(session, actor, archive_id, changes)
    return await repository.find_archive(session, actor, archive_id)


async def take_work(session: Session, actor: Actor, archive_id: UUID) -> bool:
    """Whether nobody else is at it; held until the transaction ends."""
    actor.require(Permission.ARCHIVES_WRITE)
    return await repository.lock_work(session, archive_id)


async def tell_progress(session: Session, actor: Actor, archive_id: UUID, *, phase: str, rows: int) -> None:
    """Raises NotAllowed where whoever asked for it may not any more."""
    actor.require(Permission.ARCHIVES_WRITE)
    await workspaces.require_still(session, actor, Permission.ARCHIVES_WRITE)
    await repository.save_archive(session, actor, archive_id, {"phase": phase, "rows_done": rows})


async def finish(
    session: Session,
    actor: Actor,
    archive_id: UUID,
    *,
    now: datetime,
    counts: dict[str, Any],
    stored: StoredBlob | None = None,
) -> list[str]:
    """Notes what it came to; answers the keys of the files that go now. Raises NotAllowed as `begin` does."""
    actor.require(Permission.ARCHIVES_WRITE)
    await workspaces.require_still(session, actor, Permission.ARCHIVES_WRITE)
    changes: dict[str, Any] = {"state": "done", "phase": "", "counts": counts, "problem": None, "finished_at": now}
    if stored is not None:
        changes |= {"file_bytes": stored.size, "file_sha256": stored.sha256}
    await repository.save_archive(session, actor, archive_id, changes)
    return await repository.delete_archives_beyond(session, actor, KEPT_MAX)


async def fail(session: Session, actor: Actor, archive_id: UUID, problem: Problem, *, now: datetime) -> None:
    actor.require(Permission.ARCHIVES_WRITE)
    workspaces.note_refusal(session, actor, problem, archive_id)
    told = {"code": problem.code, "title": problem.title, "detail": problem.detail}
    changes = {"state": "failed", "phase": "", "problem": told, "finished_at": now}
    await repository.save_archive(session, actor, archive_id, changes)


async def _add(session: Session, actor: Actor, row: dict[str, Any]) -> ArchiveRow:
    await repository.add_archive(session, actor, row)
    action = Action.ARCHIVE_CREATE if row["way"] == WAY_OUT else Action.ARCHIVE_RESTORE
    auditing.note(session, actor, action, row["id"], changes={"file_name": (None, row["file_name"])})
    await jobs.enqueue(session, JOB, {**jobs.asked_by(actor), "archive_id": str(row["id"])})
    return await get_archive(session, actor, row["id"])
