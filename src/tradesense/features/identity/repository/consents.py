"""SQL of consents. Row-level security keeps each to its person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from tradesense.db.session import Session
from tradesense.db.tables.privacy import ConsentRow
from tradesense.domain.ids import UserId


async def add_consents(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    await session.execute(insert(ConsentRow), list(rows))


async def list_consents(session: Session, user_id: UserId) -> Sequence[ConsentRow]:
    """Newest first."""
    order = (ConsentRow.given_at.desc(), ConsentRow.id.desc())
    found = select(ConsentRow).where(ConsentRow.user_id == user_id).order_by(*order)
    return (await session.scalars(found.execution_options(populate_existing=True))).all()


async def withdraw_consents(session: Session, user_id: UserId, kind: str, now: datetime) -> None:
    which = (ConsentRow.user_id == user_id, ConsentRow.kind == kind, ConsentRow.withdrawn_at.is_(None))
    await session.execute(update(ConsentRow).where(*which).values(withdrawn_at=now))
