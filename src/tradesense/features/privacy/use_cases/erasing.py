"""Erasing somebody: asked for by themselves, put off for a week, undone until then."""

from datetime import datetime
from typing import Final, Literal, NamedTuple

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.domain.access import ROLES, Actor, Role
from tradesense.domain.audit import Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.letters import Notice
from tradesense.features.identity import use_cases as identity
from tradesense.features.privacy.problems import ConfirmationWrong, HandOverFirst, NotBeingErased
from tradesense.features.privacy.repository import erasing as repository
from tradesense.features.privacy.repository import exports, reading
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import Clock, Ports

GOES: Final = "goes"
STAYS: Final = "stays"
HAND_OVER: Final = "hand_over"


class Fate(NamedTuple):
    """What becomes of a workspace when the person is erased."""

    workspace: workspaces.WorkspaceRow
    fate: Literal["goes", "stays", "hand_over"]


class Foreseen(NamedTuple):
    """When the person goes, if they asked for it, and what becomes of their workspaces."""

    deletes_at: datetime | None
    fates: list[Fate]


async def foresee(session: Session, actor: Actor) -> Foreseen:
    actor.require_person()
    user = await identity.me(session, actor)
    return Foreseen(user.deletes_at, await _fates(session, actor))


async def request_erasure(session: Session, actor: Actor, email: str, *, ports: Ports) -> Foreseen:
    """Every other session ends; workspaces of theirs alone are about to go with them. Raises ConfirmationWrong,
    HandOverFirst, ReauthenticationRequired."""
    actor.require_person()
    await identity.require_recent(session, actor, ports.clock)
    user = await identity.me(session, actor)
    if email.strip().casefold() != user.email:
        raise ConfirmationWrong
    if user.deletes_at is not None:
        return await foresee(session, actor)
    fates = await _fates(session, actor)
    waiting = [one.workspace.name for one in fates if one.fate == HAND_OVER]
    if waiting:
        raise HandOverFirst(f"Make somebody else an owner, or delete it: {', '.join(waiting)}.")
    goes_at = ports.clock.now() + workspaces.GRACE
    for one in fates:
        if one.fate == GOES and one.workspace.deletes_at is None:
            there = await _go_to(session, actor, one.workspace)
            await workspaces.end_workspace(session, there, clock=ports.clock, goes_at=goes_at)
    await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id)
    await identity.set_erasure(session, actor, goes_at)
    auditing.note(session, actor, Action.ERASURE_REQUEST, actor.user_id, changes={"deletes_at": (None, goes_at)})
    await identity.end_other_sessions(session, actor, clock=ports.clock)
    await identity.announce(session, ports=ports, user=user, what=Notice.ERASURE_ASKED)
    session.expire_all()
    return await foresee(session, actor)


async def undo_erasure(session: Session, actor: Actor, *, ports: Ports) -> Foreseen:
    """Workspaces that were about to go with the person stay too. Raises NotBeingErased."""
    actor.require_person()
    user = await identity.me(session, actor)
    goes_at = user.deletes_at
    if goes_at is None:
        raise NotBeingErased
    for one in await _fates(session, actor):
        if one.workspace.deletes_at == goes_at:
            there = await _go_to(session, actor, one.workspace)
            await workspaces.bring_back_workspace(session, there, there.workspace_id)
    await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id)
    await identity.set_erasure(session, actor, None)
    auditing.note(session, actor, Action.ERASURE_UNDO, actor.user_id, changes={"deletes_at": (goes_at, None)})
    await identity.announce(session, ports=ports, user=user, what=Notice.ERASURE_UNDONE)
    session.expire_all()
    return await foresee(session, actor)


async def list_people_over(session: Session, clock: Clock) -> list[UserId]:
    """For the sweep, which has no person."""
    return await repository.list_people_over(session, clock.now())


async def leave_workspaces(session: Session, actor: Actor, *, clock: Clock) -> list[WorkspaceId]:
    """At the end: those of theirs alone, which go now; one that would be left without an owner gets another."""
    actor.require_person()
    gone = []
    for one in await _fates(session, actor):
        there = await _go_to(session, actor, one.workspace)
        if one.fate == GOES:
            await workspaces.end_workspace(session, there, clock=clock, goes_at=clock.now())
            gone.append(there.workspace_id)
        elif one.fate == HAND_OVER:
            await workspaces.leave_to_another(session, there)
    return gone


async def list_own_files(session: Session, actor: Actor) -> list[str]:
    """Keys of the person's files: exports, and uploads in the workspaces that they are in still."""
    actor.require_person()
    keys = [row.blob_key for row in await exports.list_exports(session, actor.user_id)]
    for seat in await workspaces.list_seats(session, actor):
        await _go_to(session, actor, seat.workspace)
        keys += [upload.blob_key for upload in await reading.list_uploads(session)]
    return keys


async def erase_person(session: Session, actor: Actor, *, clock: Clock) -> bool:
    """Takes the person away with all their rows, if their time is over."""
    actor.require_person()
    chain = Chain(ChainKind.PERSON, actor.user_id)
    head = await auditing.lock_chain(session, chain)
    erased = await repository.erase_person(session, actor.user_id, clock.now())
    if erased:
        auditing.note_end(session, chain, Action.PERSON_ERASE, head)
    return erased


async def _fates(session: Session, actor: Actor) -> list[Fate]:
    """As they are now: what is done to one of them does not make the session forget what it read of the others."""
    company = await repository.find_company(session)
    found = [
        Fate(seat.workspace, _fate(seat, company[seat.workspace.id]))
        for seat in await workspaces.list_seats(session, actor)
    ]
    session.expunge_all()
    return found


def _fate(seat: workspaces.Seat, company: repository.Company) -> Literal["goes", "stays", "hand_over"]:
    if company.others == 0:
        return GOES
    is_last_owner = (seat.role_before or seat.role) == Role.OWNER and company.other_owners == 0
    return HAND_OVER if is_last_owner and seat.workspace.deletes_at is None else STAYS


async def _go_to(session: Session, actor: Actor, workspace: workspaces.WorkspaceRow) -> Actor:
    """The person in another workspace of theirs, as the owner that their end needs."""
    await enter(session, workspace_id=workspace.id, user_id=actor.user_id)
    return actor._replace(workspace_id=WorkspaceId(workspace.id), permissions=ROLES[Role.OWNER])
