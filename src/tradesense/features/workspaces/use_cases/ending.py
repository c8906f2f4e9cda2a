"""The end of a workspace: asked for by an owner, put off for a week, brought back until then."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.proof import require_recent
from tradesense.db.session import Session
from tradesense.domain.access import Actor, NotAllowed, Permission, Role
from tradesense.domain.audit import Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.features.workspaces.problems import WorkspaceStays
from tradesense.features.workspaces.repository import invitations, members
from tradesense.features.workspaces.repository import workspaces as repository
from tradesense.features.workspaces.repository.members import Seat
from tradesense.features.workspaces.use_cases.manage import get_seat
from tradesense.ports import Clock

GRACE: Final = timedelta(days=7)


async def delete_workspace(session: Session, actor: Actor, workspace_id: UUID, *, clock: Clock) -> Seat:
    """Until it goes, after a week, everybody only looks; open invitations end. Raises ReauthenticationRequired."""
    actor.require(Permission.WORKSPACE_OWN)
    await get_seat(session, actor, workspace_id)
    now = clock.now()
    await require_recent(session, actor, now)
    await end_workspace(session, actor, clock=clock, goes_at=now + GRACE)
    return await get_seat(session, actor, workspace_id)


async def end_workspace(session: Session, actor: Actor, *, clock: Clock, goes_at: datetime) -> None:
    """The actor's, with the person: they proved who they are when they asked for their own erasure."""
    actor.require(Permission.WORKSPACE_OWN)
    await members.take_members_turn(session, actor)
    await repository.save_workspace(session, actor, {"deletes_at": goes_at})
    await members.suspend_members(session, actor)
    await invitations.revoke_waiting(session, actor, clock.now())
    session.expire_all()


async def bring_back_workspace(session: Session, actor: Actor, workspace_id: UUID) -> Seat:
    """By somebody who owned it. Raises WorkspaceStays where it was not about to go."""
    actor.require_person()
    await members.take_members_turn(session, actor)
    seat = await get_seat(session, actor, workspace_id)
    if (seat.role_before or seat.role) != Role.OWNER:
        raise NotAllowed("Only an owner can bring it back.")
    if seat.workspace.deletes_at is None:
        raise WorkspaceStays
    await repository.save_workspace(session, actor, {"deletes_at": None})
    await members.resume_members(session, actor)
    session.expire_all()
    return await get_seat(session, actor, workspace_id)


async def is_over(session: Session, actor: Actor, *, clock: Clock) -> bool:
    """Whether the workspace's grace has ended, so that it can be taken away."""
    actor.require(Permission.WORKSPACE_OWN)
    row = await repository.find_workspace(session, actor.workspace_id)
    return row is not None and row.deletes_at is not None and row.deletes_at <= clock.now()


async def purge_workspace(session: Session, actor: Actor, *, clock: Clock) -> bool:
    """Takes the workspace away with all its rows, if its time is over."""
    actor.require(Permission.WORKSPACE_OWN)
    chain = Chain(ChainKind.WORKSPACE, actor.workspace_id)
    head = await auditing.lock_chain(session, chain)
    purged = await repository.purge_workspace(session, actor.workspace_id, clock.now())
    if purged:
        auditing.note_end(session, chain, Action.WORKSPACE_PURGE, head)
    return purged
