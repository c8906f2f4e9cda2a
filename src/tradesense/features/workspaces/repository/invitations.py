"""SQL of invitations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.workspaces import InvitationRow
from tradesense.db.turns import take_turn
from tradesense.domain.access import Actor
from tradesense.domain.ids import WorkspaceId


class Held(NamedTuple):
    """What an invitation's link says to whoever has it. `state`: open, used, taken_back or expired."""

    id: UUID
    workspace_id: WorkspaceId
    email: str
    role: str
    workspace: str
    invited_by: str
    expires_at: datetime
    state: str


async def find_held(session: Session, token_hash: bytes, now: datetime) -> Held | None:
    """Before any workspace is entered."""
    statement = text("SELECT * FROM app_invitation(:hash, :now)")
    found = (await session.execute(statement, {"hash": token_hash, "now": now})).first()
    return Held(*found) if found else None


async def list_waiting(session: Session, actor: Actor) -> Sequence[InvitationRow]:
    """Neither accepted nor taken back, newest first."""
    found = await session.scalars(
        select(InvitationRow).where(mine(InvitationRow, actor), *_waiting()).order_by(InvitationRow.id.desc())
    )
    return found.all()


async def find_waiting(session: Session, actor: Actor, invitation_id: UUID) -> InvitationRow | None:
    """Locked until the transaction ends: it is accepted once."""
    return await session.scalar(
        select(InvitationRow)
        .where(mine(InvitationRow, actor), InvitationRow.id == invitation_id, *_waiting())
        .with_for_update()
    )


async def count_waiting(session: Session, actor: Actor, now: datetime) -> int:
    """Nobody else counts them until the transaction ends."""
    await take_turn(session, f"invitations|{actor.workspace_id}")
    statement = select(func.count()).where(mine(InvitationRow, actor), *_waiting(), InvitationRow.expires_at > now)
    return int(await session.scalar(statement) or 0)


async def add_invitation(session: Session, actor: Actor, row: dict[str, Any]) -> InvitationRow:
    values = {**row, "workspace_id": actor.workspace_id}
    return (await session.scalars(insert(InvitationRow).values(values).returning(InvitationRow))).one()


async def save_invitation(session: Session, actor: Actor, invitation_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(InvitationRow).where(mine(InvitationRow, actor), InvitationRow.id == invitation_id).values(changes)
    )


async def revoke_waiting(session: Session, actor: Actor, now: datetime, *, email: str | None = None) -> None:
    """Every open one, or those of an address."""
    statement = update(InvitationRow).where(mine(InvitationRow, actor), *_waiting())
    if email is not None:
        statement = statement.where(InvitationRow.email == email)
    await session.execute(statement.values(revoked_at=now))


async def delete_invitations(session: Session, actor: Actor, before: datetime) -> None:
    """Those that were over before that instant, whatever became of them."""
    await session.execute(delete(InvitationRow).where(mine(InvitationRow, actor), InvitationRow.expires_at < before))


def _waiting() -> tuple[Any, ...]:
    return InvitationRow.accepted_at.is_(None), InvitationRow.revoked_at.is_(None)
