"""Exports as their person sees them: asked for, watched, downloaded until their time is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tradesense.db import auditing, jobs
from tradesense.db.session import Session
from tradesense.db.tables.privacy import PersonalExportRow
from tradesense.domain.access import Actor, NotAllowed
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.domain.letters import Notice
from tradesense.domain.problem import Problem
from tradesense.features.identity import use_cases as identity
from tradesense.features.privacy.problems import ExportCrashed, ExportNotFound, ExportOver, ExportUnfinished
from tradesense.features.privacy.repository import exports as repository
from tradesense.features.privacy.schemas import Manifest
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.ports import Clock, Ports, StoredBlob

JOB: Final = "privacy.export"
KEPT_MAX: Final = 2
"""Finished exports of a person whose files are kept: asking for another lets the oldest go."""
ATTEMPTS_MAX: Final = 3
UNDER_WAY: Final = frozenset({"waiting", "running"})


async def create_export(session: Session, actor: Actor, *, ports: Ports, kept_for: timedelta) -> PersonalExportRow:
    """Hands the writing to a worker; answers the one that is under way where there is one. Raises
    ReauthenticationRequired."""
    actor.require_person()
    await identity.require_recent(session, actor, ports.clock)
    for row in await repository.list_exports(session, actor.user_id):
        if row.state in UNDER_WAY:
            return row
    export_id, now = new_id(), ports.clock.now()
    row_of = {
        "id": export_id,
        "user_id": actor.user_id,
        "state": "waiting",
        "file_name": f"tradesense-my-data-{now:%Y-%m-%d}.zip",
        "blob_key": f"people/{actor.user_id}/exports/{export_id}",
        "created_at": now,
        "expires_at": now + kept_for,
    }
    await repository.add_export(session, row_of)
    ids = {"user_id": actor.user_id, "workspace_id": actor.workspace_id, "export_id": export_id}
    await jobs.enqueue(session, JOB, {name: str(id_) for name, id_ in ids.items()})
    auditing.note(session, actor, Action.PERSONAL_EXPORT_CREATE, export_id)
    user = await identity.me(session, actor)
    await identity.announce(session, ports=ports, user=user, what=Notice.EXPORT_ASKED)
    return await get_export(session, actor, export_id)


async def list_exports(session: Session, actor: Actor) -> Sequence[PersonalExportRow]:
    actor.require_person()
    return await repository.list_exports(session, actor.user_id)


async def get_export(session: Session, actor: Actor, export_id: UUID) -> PersonalExportRow:
    """One of the person's own. Raises ExportNotFound."""
    actor.require_person()
    found = await repository.find_export(session, actor.user_id, export_id)
    if found is None:
        raise ExportNotFound
    return found


async def open_export(
    session: Session, actor: Actor, export_id: UUID, *, ports: Ports
) -> tuple[PersonalExportRow, Path]:
    """A finished export and its file. Raises ExportUnfinished, ExportOver, ReauthenticationRequired."""
    actor.require_person()
    row = await get_export(session, actor, export_id)
    await identity.require_recent(session, actor, ports.clock)
    if row.state != "done":
        raise ExportUnfinished(f"It is {row.state}: only one that was written to its end can be had.")
    if row.expires_at <= ports.clock.now():
        raise ExportOver
    auditing.note(session, actor, Action.PERSONAL_EXPORT_DOWNLOAD, row.id)
    return row, await ports.blobs.open(row.blob_key, row.file_sha256)


async def begin(session: Session, actor: Actor, export_id: UUID) -> PersonalExportRow | None:
    """Takes up a job; None when there is nothing to do. Raises ExportCrashed for one that kills its workers, and
    NotAllowed where the person was disabled since."""
    actor.require_person()
    row = await repository.lock_export(session, actor.user_id, export_id)
    if row is None or row.state not in UNDER_WAY:
        return None
    await identity.require_enabled(session, actor.user_id)
    if row.attempts >= ATTEMPTS_MAX:
        raise ExportCrashed(f"It was begun {row.attempts} times and never ended.")
    changes = {"state": "running", "attempts": row.attempts + 1}
    await repository.save_export(session, actor.user_id, export_id, changes)
    return await repository.find_export(session, actor.user_id, export_id)


async def take_work(session: Session, actor: Actor, export_id: UUID) -> bool:
    """Whether nobody else is at it; held until the transaction ends."""
    actor.require_person()
    return await repository.lock_work(session, export_id)


async def finish(
    session: Session, actor: Actor, export_id: UUID, *, now: datetime, said: Manifest, stored: StoredBlob
) -> list[PersonalExportRow]:
    """Notes what it came to; answers older ones, which go now. Raises NotAllowed where the person was disabled
    meanwhile, or is not any more what they were in a workspace that is in it."""
    actor.require_person()
    await identity.require_enabled(session, actor.user_id)
    seats = {one.workspace.id: one.role_before or one.role for one in await workspaces.list_seats(session, actor)}
    if any(seats.get(room.id) != room.role for room in said.workspaces):
        raise NotAllowed("What you may see changed while it was written: ask for it again.")
    counts = {
        "tables": {one.name: one.rows for one in said.tables},
        "workspaces": sum(one.file is not None for one in said.workspaces),
        "uploads": len(said.uploads),
    }
    changes: dict[str, Any] = {"state": "done", "counts": counts, "problem": None, "finished_at": now}
    changes |= {"file_bytes": stored.size, "file_sha256": stored.sha256}
    await repository.save_export(session, actor.user_id, export_id, changes)
    done = [row for row in await repository.list_exports(session, actor.user_id) if row.state not in UNDER_WAY]
    return done[KEPT_MAX:]


async def fail(session: Session, actor: Actor, export_id: UUID, problem: Problem, *, now: datetime) -> None:
    """Tells the person; that it was refused stands in what they did, too: the transaction that refused it was undone."""
    actor.require_person()
    if isinstance(problem, NotAllowed):
        auditing.note(session, actor, Action.PERSONAL_EXPORT_CREATE, export_id, refused=problem.code)
    told = {"code": problem.code, "title": problem.title, "detail": problem.detail}
    changes = {"state": "failed", "problem": told, "finished_at": now}
    await repository.save_export(session, actor.user_id, export_id, changes)


async def list_people_with_old_exports(session: Session, clock: Clock) -> list[UserId]:
    """For the sweep, which has no person."""
    return await repository.list_people_with_old_exports(session, clock.now())


async def list_old_exports(session: Session, actor: Actor, clock: Clock) -> list[PersonalExportRow]:
    """Those whose time is over."""
    actor.require_person()
    now = clock.now()
    return [row for row in await repository.list_exports(session, actor.user_id) if row.expires_at <= now]


async def forget_exports(session: Session, actor: Actor, rows: Sequence[PersonalExportRow]) -> None:
    """Their files are gone already."""
    actor.require_person()
    await repository.delete_exports(session, actor.user_id, [row.id for row in rows])
