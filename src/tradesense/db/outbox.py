"""Announcements: written with the change they announce, delivered afterwards at least once."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, text

from tradesense.db.session import Session
from tradesense.db.tables.operations import OutboxRow

CHANNEL = "tradesense_outbox"


class Announcement(NamedTuple):
    """`payload` holds ids and versions only: the outbox belongs to no workspace."""

    id: int
    topic: str
    workspace_id: UUID
    payload: dict[str, Any]


async def put(session: Session, topic: str, workspace_id: UUID, payload: dict[str, Any]) -> None:
    """Announces `topic` once the transaction commits, and wakes the relay then."""
    await session.execute(insert(OutboxRow).values(topic=topic, workspace_id=workspace_id, payload=payload))
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


async def claim(session: Session, limit: int) -> list[Announcement]:
    """The oldest announcements nobody else is delivering, locked until the transaction ends."""
    rows = await session.scalars(
        select(OutboxRow).order_by(OutboxRow.id).limit(limit).with_for_update(skip_locked=True)
    )
    return [Announcement(row.id, row.topic, row.workspace_id, row.payload) for row in rows]


async def delivered(session: Session, announcements: list[Announcement]) -> None:
    await session.execute(delete(OutboxRow).where(OutboxRow.id.in_([one.id for one in announcements])))
