"""SQL of workspaces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, insert, select, text, update

from tradesense.db.session import Session, driver
from tradesense.db.tables.workspaces import MembershipRow, WorkspaceRow
from tradesense.domain.access import Actor
from tradesense.domain.ids import UserId


async def add_workspace(session: Session, row: dict[str, Any]) -> None:
    await session.execute(insert(WorkspaceRow).values(row))


async def find_workspace(session: Session, workspace_id: UUID) -> WorkspaceRow | None:
    return await session.scalar(select(WorkspaceRow).where(WorkspaceRow.id == workspace_id))


async def list_workspaces(session: Session, user_id: UserId) -> Sequence[WorkspaceRow]:
    """Those the person belongs to, by name."""
    found = await session.scalars(
        select(WorkspaceRow)
        .join(MembershipRow, MembershipRow.workspace_id == WorkspaceRow.id)
        .where(MembershipRow.user_id == user_id)
        .order_by(WorkspaceRow.name, WorkspaceRow.id)
    )
    return found.all()


async def save_workspace(session: Session, actor: Actor, changes: dict[str, Any]) -> None:
    await session.execute(
        update(WorkspaceRow)
        .where(WorkspaceRow.id == actor.workspace_id)
        .values({**changes, "revision": WorkspaceRow.revision + 1})
    )


class LedgerState(NamedTuple):
    """What every figure of a workspace depends on beside its trades. Scales: the most decimals that are stored."""

    version: int
    timezone: str
    currency: str
    money_scale: int
    size_scale: int


async def ledger_state(session: Session, actor: Actor) -> LedgerState | None:
    """Each reading begins with this one: it is asked of the driver, at a quarter of what the mapper's answer costs."""
    row = await (await driver(session)).fetchrow(
        "SELECT ledger_version, timezone, currency, money_scale, size_scale FROM workspaces WHERE id = $1",
        actor.workspace_id,
    )
    return LedgerState(*row) if row else None


async def widen_scales(session: Session, actor: Actor, money: int, sizes: int) -> None:
    await session.execute(
        update(WorkspaceRow)
        .where(
            WorkspaceRow.id == actor.workspace_id,
            (WorkspaceRow.money_scale < money) | (WorkspaceRow.size_scale < sizes),
        )
        .values(
            money_scale=func.greatest(WorkspaceRow.money_scale, money),
            size_scale=func.greatest(WorkspaceRow.size_scale, sizes),
        )
    )


async def lock_workspace(session: Session, actor: Actor) -> None:
    statement = select(WorkspaceRow.id).where(WorkspaceRow.id == actor.workspace_id).with_for_update(key_share=True)
    await session.execute(statement)


async def lock_and_raise_version(session: Session, actor: Actor) -> int:
    """The next ledger version. The row stays locked until the transaction ends: one writer at a time."""
    version = await session.scalar(
        update(WorkspaceRow)
        .where(WorkspaceRow.id == actor.workspace_id)
        .values(ledger_version=WorkspaceRow.ledger_version + 1)
        .returning(WorkspaceRow.ledger_version)
    )
    return int(version or 0)


async def purge_workspace(session: Session, workspace_id: UUID, now: datetime) -> bool:
    """Whether its time was over: then it is gone, with all its rows."""
    statement = text("SELECT app_purge_workspace(:workspace, :now)")
    return bool(await session.scalar(statement, {"workspace": workspace_id, "now": now}))
