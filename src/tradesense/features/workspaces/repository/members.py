"""SQL of memberships."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import column, delete, func, insert, select, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.api_keys import ApiKeyRow
from tradesense.db.tables.identity import UserRow
from tradesense.db.tables.workspaces import MembershipRow, WorkspaceRow
from tradesense.db.turns import take_turn
from tradesense.domain.access import Actor, Role
from tradesense.domain.ids import ApiKeyId, UserId, WorkspaceId

_PEOPLE = func.app_members().table_valued(column("user_id"), column("name"), column("email")).alias("people")


class Member(NamedTuple):
    """What members know of one another."""

    user_id: UUID
    name: str
    email: str
    role: str
    created_at: datetime
    revision: int


class Seat(NamedTuple):
    """A workspace of somebody's, and what they are in it."""

    workspace: WorkspaceRow
    role: str
    role_before: str | None


async def take_members_turn(session: Session, actor: Actor) -> None:
    """One change of who belongs to the workspace at a time. Not its row: whoever derives trades holds that for as long
    as it takes, and nobody's removal waits for a file."""
    await take_turn(session, f"members|{actor.workspace_id}")


async def is_enabled(session: Session, user_id: UserId) -> bool:
    """Of the transaction's person."""
    return bool(await session.scalar(select(UserRow.disabled_at.is_(None)).where(UserRow.id == user_id)))


async def is_key_revoked(session: Session, actor: Actor, key_id: ApiKeyId) -> bool:
    """Or gone, or never theirs."""
    key = select(ApiKeyRow.revoked_at.is_(None)).where(
        mine(ApiKeyRow, actor), ApiKeyRow.id == key_id, ApiKeyRow.created_by == actor.user_id
    )
    return not await session.scalar(key)


async def add_membership(session: Session, user_id: UserId, workspace_id: WorkspaceId, role: Role) -> None:
    await session.execute(insert(MembershipRow).values(user_id=user_id, workspace_id=workspace_id, role=role.value))


async def list_members(session: Session, actor: Actor, only: UUID | None = None) -> list[Member]:
    """Longest first."""
    people = _PEOPLE.c
    statement = (
        select(
            MembershipRow.user_id,
            people.name,
            people.email,
            MembershipRow.role,
            MembershipRow.created_at,
            MembershipRow.revision,
        )
        .join(_PEOPLE, people.user_id == MembershipRow.user_id)
        .where(mine(MembershipRow, actor))
        .order_by(MembershipRow.created_at, MembershipRow.user_id)
    )
    if only:
        statement = statement.where(MembershipRow.user_id == only)
    return [Member(*row) for row in await session.execute(statement)]


async def list_roles(session: Session, actor: Actor) -> dict[UUID, Role]:
    """What every member is, longest first: for the worker, whose role learns nobody's name."""
    statement = (
        select(MembershipRow.user_id, MembershipRow.role)
        .where(mine(MembershipRow, actor))
        .order_by(MembershipRow.created_at, MembershipRow.user_id)
    )
    return {user_id: Role(role) for user_id, role in await session.execute(statement)}


async def list_seats(session: Session, user_id: UserId, only: UUID | None = None) -> list[Seat]:
    """Workspaces the person belongs to, by name."""
    statement = (
        select(WorkspaceRow, MembershipRow.role, MembershipRow.role_before)
        .join(MembershipRow, MembershipRow.workspace_id == WorkspaceRow.id)
        .where(MembershipRow.user_id == user_id)
        .order_by(WorkspaceRow.name, WorkspaceRow.id)
    )
    if only:
        statement = statement.where(WorkspaceRow.id == only)
    return [Seat(*row) for row in await session.execute(statement)]


async def count_owned(session: Session, user_id: UserId) -> int:
    """Workspaces of which the person is an owner. Nobody else counts them until the transaction ends."""
    await take_turn(session, f"owned|{user_id}")
    role = func.coalesce(MembershipRow.role_before, MembershipRow.role)
    statement = select(func.count()).where(MembershipRow.user_id == user_id, role == Role.OWNER.value)
    return int(await session.scalar(statement) or 0)


async def count_owners(session: Session, actor: Actor) -> int:
    statement = select(func.count()).where(mine(MembershipRow, actor), MembershipRow.role == Role.OWNER.value)
    return int(await session.scalar(statement) or 0)


async def save_member(session: Session, actor: Actor, user_id: UUID, role: Role) -> None:
    await session.execute(
        update(MembershipRow)
        .where(mine(MembershipRow, actor), MembershipRow.user_id == user_id)
        .values(role=role.value, revision=MembershipRow.revision + 1)
    )


async def delete_member(session: Session, actor: Actor, user_id: UUID) -> None:
    await session.execute(delete(MembershipRow).where(mine(MembershipRow, actor), MembershipRow.user_id == user_id))


async def suspend_members(session: Session, actor: Actor) -> None:
    """Everybody only looks from now on; what they were is remembered."""
    changes: dict[str, Any] = {"role_before": MembershipRow.role, "role": Role.VIEWER.value}
    await _save_all(session, actor, changes)


async def resume_members(session: Session, actor: Actor) -> None:
    """Everybody is again what they were."""
    role = func.coalesce(MembershipRow.role_before, MembershipRow.role)
    await _save_all(session, actor, {"role": role, "role_before": None})


async def _save_all(session: Session, actor: Actor, changes: dict[str, Any]) -> None:
    await session.execute(
        update(MembershipRow)
        .where(mine(MembershipRow, actor))
        .values({**changes, "revision": MembershipRow.revision + 1})
        .execution_options(synchronize_session=False)
    )


async def own_email(session: Session, user_id: UserId) -> str:
    return (await session.scalars(select(UserRow.email).where(UserRow.id == user_id))).one()


async def member_with_email(session: Session, email: str) -> bool:
    """Whether somebody in the transaction's workspace has that address."""
    found: Sequence[Any] = (await session.execute(select(_PEOPLE.c.user_id).where(_PEOPLE.c.email == email))).all()
    return bool(found)
