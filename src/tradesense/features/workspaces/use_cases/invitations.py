"""Invitations: a link for one address, that serves once and not for long."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.proof import require_recent
from tradesense.db.session import Session, enter
from tradesense.db.tables.workspaces import InvitationRow
from tradesense.domain.access import GOVERNING, Actor, Permission, Role
from tradesense.domain.audit_actions import Action
from tradesense.features.workspaces.problems import (
    AlreadyMember,
    InvitationExpired,
    InvitationForAnother,
    InvitationNotFound,
    InvitationTakenBack,
    InvitationUsed,
    TooManyInvitations,
)
from tradesense.features.workspaces.repository import invitations as repository
from tradesense.features.workspaces.repository import members
from tradesense.features.workspaces.repository.invitations import Held
from tradesense.features.workspaces.repository.members import Seat
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Clock

OPEN_FOR: Final = timedelta(days=7)
WAITING_MAX: Final = 100
KEPT_WHEN_OVER: Final = timedelta(days=30)
"""Addresses of people are not kept for longer than somebody may ask what became of them."""

OVER: Final = {"used": InvitationUsed, "taken_back": InvitationTakenBack, "expired": InvitationExpired}


class Invited(NamedTuple):
    """An invitation and the token that its link carries, which is kept nowhere."""

    row: InvitationRow
    token: str


async def list_invitations(session: Session, actor: Actor) -> Sequence[InvitationRow]:
    """Those that nobody has accepted yet, the expired ones included."""
    actor.require(Permission.MEMBERS_WRITE)
    return await repository.list_waiting(session, actor)


async def invite(session: Session, actor: Actor, *, email: str, role: Role, clock: Clock) -> Invited:
    """An earlier invitation of the same address ends. Raises AlreadyMember, TooManyInvitations; and
    ReauthenticationRequired where an admin is to be."""
    actor.require(Permission.MEMBERS_WRITE)
    address, now = email.strip().casefold(), clock.now()
    if role in GOVERNING:
        await require_recent(session, actor, now)
    await members.take_members_turn(session, actor)
    if await members.member_with_email(session, address):
        raise AlreadyMember
    await repository.delete_invitations(session, actor, now - KEPT_WHEN_OVER)
    await repository.revoke_waiting(session, actor, now, email=address)
    if await repository.count_waiting(session, actor, now) >= WAITING_MAX:
        raise TooManyInvitations(f"At most {WAITING_MAX}: take back one that is not needed.")
    token = new_token()
    row = {
        "id": new_id(),
        "email": address,
        "role": role.value,
        "token_hash": token_hash(token),
        "invited_by": actor.user_id,
        "created_at": now,
        "expires_at": now + OPEN_FOR,
    }
    auditing.note(session, actor, Action.INVITATION_CREATE, row["id"], changes={"role": (None, role)})
    return Invited(await repository.add_invitation(session, actor, row), token)


async def take_back(session: Session, actor: Actor, invitation_id: UUID, *, clock: Clock) -> None:
    """Raises InvitationNotFound."""
    actor.require(Permission.MEMBERS_WRITE)
    if await repository.find_waiting(session, actor, invitation_id) is None:
        raise InvitationNotFound
    await repository.save_invitation(session, actor, invitation_id, {"revoked_at": clock.now()})


async def look_at_invitation(session: Session, *, token: str, clock: Clock) -> Held:
    """For whoever has the link, signed in or not. Raises InvitationNotFound, InvitationUsed, InvitationTakenBack and
    InvitationExpired."""
    found = await repository.find_held(session, token_hash(token), clock.now())
    if found is None:
        raise InvitationNotFound
    if found.state in OVER:
        raise OVER[found.state]
    return found


async def accept_invitation(session: Session, actor: Actor, *, token: str, clock: Clock) -> Seat:
    """Raises what `look_at_invitation` does; InvitationForAnother for anybody but whoever has the invited address;
    AlreadyMember."""
    actor.require_person()
    found = await look_at_invitation(session, token=token, clock=clock)
    if await members.own_email(session, actor.user_id) != found.email:
        raise InvitationForAnother(f"Sign in as {found.email}.")
    there = actor._replace(workspace_id=found.workspace_id)
    await enter(session, workspace_id=found.workspace_id, user_id=actor.user_id)
    # Locked, and looked at again: of many who accept at once one does.
    if await repository.find_waiting(session, there, found.id) is None:
        raise InvitationUsed
    if await members.list_members(session, there, actor.user_id):
        raise AlreadyMember
    await members.add_membership(session, actor.user_id, found.workspace_id, Role(found.role))
    await repository.save_invitation(session, there, found.id, {"accepted_at": clock.now()})
    auditing.note(session, there, Action.INVITATION_ACCEPT, found.id, changes={"role": (None, found.role)})
    (seat,) = await members.list_seats(session, actor.user_id, found.workspace_id)
    await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id)
    return seat
