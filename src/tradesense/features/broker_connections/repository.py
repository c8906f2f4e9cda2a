"""SQL of broker connections and their runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.broker_connections import BrokerConnectionRow, BrokerSyncRunRow
from tradesense.db.turns import take_turn
from tradesense.domain.access import Actor


async def add_connection(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    values = {"workspace_id": actor.workspace_id, "created_by": actor.user_id, **row}
    await session.execute(insert(BrokerConnectionRow).values(values))


async def count_connections(session: Session, actor: Actor) -> int:
    """Nobody else counts them until the transaction ends."""
    await take_turn(session, f"connections|{actor.workspace_id}")
    statement = select(func.count()).select_from(BrokerConnectionRow).where(mine(BrokerConnectionRow, actor))
    return int(await session.scalar(statement) or 0)


async def list_connections(session: Session, actor: Actor) -> Sequence[BrokerConnectionRow]:
    statement = select(BrokerConnectionRow).where(mine(BrokerConnectionRow, actor))
    found = await session.scalars(statement.order_by(BrokerConnectionRow.name, BrokerConnectionRow.id))
    return found.all()


async def find_connection(
    session: Session, actor: Actor, connection_id: UUID, *, lock: bool = False
) -> BrokerConnectionRow | None:
    statement = (
        select(BrokerConnectionRow)
        .where(mine(BrokerConnectionRow, actor), BrokerConnectionRow.id == connection_id)
        .execution_options(populate_existing=True)
    )
    return await session.scalar(statement.with_for_update(key_share=True) if lock else statement)


async def save_connection(session: Session, actor: Actor, connection_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(BrokerConnectionRow)
        .where(mine(BrokerConnectionRow, actor), BrokerConnectionRow.id == connection_id)
        .values({**changes, "revision": BrokerConnectionRow.revision + 1})
    )


async def delete_connection(session: Session, actor: Actor, connection_id: UUID) -> None:
    await session.execute(
        delete(BrokerConnectionRow).where(mine(BrokerConnectionRow, actor), BrokerConnectionRow.id == connection_id)
    )


async def add_run(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    await session.execute(insert(BrokerSyncRunRow).values({"workspace_id": actor.workspace_id, **row}))


async def save_run(session: Session, actor: Actor, run_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(BrokerSyncRunRow).where(mine(BrokerSyncRunRow, actor), BrokerSyncRunRow.id == run_id).values(changes)
    )


async def interrupt_runs(session: Session, actor: Actor, connection_id: UUID, at: datetime) -> None:
    """Those that never ended: their worker died."""
    await session.execute(
        update(BrokerSyncRunRow)
        .where(
            mine(BrokerSyncRunRow, actor),
            BrokerSyncRunRow.connection_id == connection_id,
            BrokerSyncRunRow.outcome == "running",
        )
        .values(outcome="interrupted", finished_at=at, detail="The run was interrupted; the next one went on.")
    )


async def list_runs(
    session: Session, actor: Actor, connection_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[BrokerSyncRunRow]:
    """Newest first: their ids rise with time."""
    statement = select(BrokerSyncRunRow).where(
        mine(BrokerSyncRunRow, actor), BrokerSyncRunRow.connection_id == connection_id
    )
    if after:
        statement = statement.where(BrokerSyncRunRow.id < after)
    return (await session.scalars(statement.order_by(BrokerSyncRunRow.id.desc()).limit(limit))).all()
