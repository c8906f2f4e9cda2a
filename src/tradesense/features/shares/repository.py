"""SQL of shares."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.shares import ShareRow
from tradesense.db.turns import take_turn
from tradesense.domain.access import Actor
from tradesense.domain.ids import UserId, WorkspaceId


class Entered(NamedTuple):
    """What a link opens."""

    workspace_id: WorkspaceId
    user_id: UserId
    trade: UUID
    results: str
    hides_sizes: bool
    hides_symbol: bool
    expires_at: datetime
    for_email: str | None


async def enter_by_share(session: Session, token_hash: bytes, now: datetime) -> Entered | None:
    """Looks the link up and, in the same round trip, says whose rows the transaction may see."""
    statement = text("SELECT * FROM app_enter_by_share(:hash, :now)")
    found = (await session.execute(statement, {"hash": token_hash, "now": now})).first()
    return Entered(*found) if found else None


async def list_shares(session: Session, actor: Actor, now: datetime, trade: UUID | None) -> Sequence[ShareRow]:
    """Those that open something, newest first."""
    statement = select(ShareRow).where(mine(ShareRow, actor), ShareRow.expires_at > now)
    if trade is not None:
        statement = statement.where(ShareRow.trade == trade)
    return (await session.scalars(statement.order_by(ShareRow.id.desc()))).all()


async def count_shares(session: Session, actor: Actor, now: datetime) -> int:
    """Nobody else counts them until the transaction ends."""
    await take_turn(session, f"shares|{actor.workspace_id}")
    statement = select(func.count()).where(mine(ShareRow, actor), ShareRow.expires_at > now)
    return int(await session.scalar(statement) or 0)


async def add_share(session: Session, actor: Actor, row: dict[str, Any]) -> ShareRow:
    values = {**row, "workspace_id": actor.workspace_id}
    return (await session.scalars(insert(ShareRow).values(values).returning(ShareRow))).one()


async def delete_share(session: Session, actor: Actor, share_id: UUID) -> bool:
    statement = delete(ShareRow).where(mine(ShareRow, actor), ShareRow.id == share_id).returning(ShareRow.id)
    return await session.scalar(statement) is not None


async def delete_ended(session: Session, actor: Actor, now: datetime) -> None:
    await session.execute(delete(ShareRow).where(mine(ShareRow, actor), ShareRow.expires_at <= now))
