"""Workspaces: made with a person or by one, read and changed by their members."""

import re
import secrets
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.db.tables.workspaces import WorkspaceRow
from tradesense.domain.access import Actor, Permission, Role
from tradesense.domain.audit import Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.domain.calendar import zone
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.money import currency
from tradesense.features.workspaces.problems import TooManyWorkspaces, WorkspaceNotFound
from tradesense.features.workspaces.repository import members
from tradesense.features.workspaces.repository import workspaces as repository
from tradesense.features.workspaces.repository.members import Seat
from tradesense.features.workspaces.repository.workspaces import LedgerState
from tradesense.kit.ids import new_id

OWNED_MAX: Final = 20
SLUG_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
SLUG_NAME_MAX: Final = 24


async def create_personal_workspace(
    session: Session, user_id: UserId, *, name: str, timezone: str, base_currency: str
) -> WorkspaceId:
    """A workspace of one's own; from here on the transaction acts in it."""
    workspace_id = WorkspaceId(new_id())
    await enter(session, workspace_id=workspace_id, user_id=user_id)
    row = {
        "id": workspace_id,
        "slug": new_slug(name),
        "name": name,
        "timezone": zone(timezone).key,
        "currency": currency(base_currency),
    }
    await repository.add_workspace(session, row)
    chain, who = Chain(ChainKind.WORKSPACE, workspace_id), auditing.Who(user_id)
    changes = {name: (None, row[name]) for name in ("timezone", "currency")}
    auditing.note_in(session, chain, Action.WORKSPACE_CREATE, workspace_id, who=who, changes=changes)
    return workspace_id


async def join_workspace(session: Session, user_id: UserId, workspace_id: WorkspaceId, role: Role) -> None:
    await members.add_membership(session, user_id, workspace_id, role)


async def get_workspace(session: Session, actor: Actor, workspace_id: UUID) -> WorkspaceRow:
    """One's own present workspace; raises WorkspaceNotFound for any other."""
    actor.require(Permission.WORKSPACE_READ)
    found = await repository.find_workspace(session, workspace_id)
    if found is None or found.id != actor.workspace_id:
        raise WorkspaceNotFound
    return found


async def current_workspace(session: Session, actor: Actor) -> WorkspaceRow:
    return await get_workspace(session, actor, actor.workspace_id)


async def list_workspaces(session: Session, user_id: UserId) -> Sequence[WorkspaceRow]:
    """Every workspace the person belongs to, whichever one they act in."""
    return await repository.list_workspaces(session, user_id)


async def list_seats(session: Session, actor: Actor) -> list[Seat]:
    """The workspaces of the person with what they are there, or the one that an API key is bound to."""
    actor.require(Permission.WORKSPACE_READ)
    return await members.list_seats(session, actor.user_id, actor.workspace_id if actor.key_id else None)


async def get_seat(session: Session, actor: Actor, workspace_id: UUID) -> Seat:
    """The present workspace, and what one is in it; raises WorkspaceNotFound for any other."""
    actor.require(Permission.WORKSPACE_READ)
    if workspace_id != actor.workspace_id:
        raise WorkspaceNotFound
    (seat,) = await members.list_seats(session, actor.user_id, workspace_id)
    return seat


async def create_workspace(session: Session, actor: Actor, *, name: str, timezone: str, base_currency: str) -> Seat:
    """One more workspace of the person's own. Raises TooManyWorkspaces."""
    actor.require_person()
    if await members.count_owned(session, actor.user_id) >= OWNED_MAX:
        raise TooManyWorkspaces(f"At most {OWNED_MAX}.")
    made = await create_personal_workspace(
        session, actor.user_id, name=name.strip() or "Workspace", timezone=timezone, base_currency=base_currency
    )
    await join_workspace(session, actor.user_id, made, Role.OWNER)
    (seat,) = await members.list_seats(session, actor.user_id, made)
    # What else belongs to the request is kept where it was asked.
    await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id)
    return seat


async def change_workspace(session: Session, actor: Actor, workspace_id: UUID, changes: dict[str, Any]) -> WorkspaceRow:
    """Renames it or changes its zone or currency; the zone and currency change figures."""
    actor.require(Permission.WORKSPACE_WRITE)
    before = await get_workspace(session, actor, workspace_id)
    if "timezone" in changes:
        changes["timezone"] = zone(changes["timezone"]).key
    if "currency" in changes:
        changes["currency"] = currency(changes["currency"])
    if changes:
        told = {name: (getattr(before, name), value) for name, value in changes.items()}
        auditing.note(session, actor, Action.WORKSPACE_CHANGE, workspace_id, changes=told)
        await repository.save_workspace(session, actor, changes)
        await repository.lock_and_raise_version(session, actor)
    session.expire_all()
    return await get_workspace(session, actor, workspace_id)


async def ledger_state(session: Session, actor: Actor) -> LedgerState:
    """Its version is what caches and entity tags are keyed by: read it before what it guards."""
    actor.require(Permission.WORKSPACE_READ)
    found = await repository.ledger_state(session, actor)
    if found is None:
        raise WorkspaceNotFound
    return found


async def ledger_version(session: Session, actor: Actor) -> int:
    """What caches and entity tags are keyed by. Read it before what it guards."""
    found = await repository.ledger_state(session, actor)
    return found.version if found else 0


async def raise_ledger_version(session: Session, actor: Actor) -> int:
    """The version this transaction's change makes; other writers of the workspace wait for its end."""
    return await repository.lock_and_raise_version(session, actor)


async def lock_ledger(session: Session, actor: Actor) -> None:
    """Keeps other writers of the workspace's ledger out until the transaction ends."""
    await repository.lock_workspace(session, actor)


async def widen_scales(session: Session, actor: Actor, *, money: int, sizes: int) -> None:
    """The decimals that amounts, and quantities and prices, have at the most; never fewer than before."""
    await repository.widen_scales(session, actor, money, sizes)


def new_slug(name: str) -> str:
    """`Ada's desk` -> `ada-s-desk-7k2m`: readable, and not to be guessed from the name."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:SLUG_NAME_MAX].strip("-")
    tail = "".join(secrets.choice(SLUG_LETTERS) for _ in range(5))
    return f"{words}-{tail}" if words else tail
