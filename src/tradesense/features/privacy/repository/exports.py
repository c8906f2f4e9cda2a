"""SQL of the exports themselves: asked for, under way and done. Row-level security keeps each to its person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update

from tradesense.db.session import Session
from tradesense.db.tables.privacy import PersonalExportRow
from tradesense.domain.ids import UserId


async def add_export(session: Session, row: dict[str, Any]) -> None:
    await session.execute(insert(PersonalExportRow).values(row))


async def find_export(session: Session, user_id: UserId, export_id: UUID) -> PersonalExportRow | None:
    return await session.scalar(
        select(PersonalExportRow)
        .where(PersonalExportRow.user_id == user_id, PersonalExportRow.id == export_id)
        .execution_options(populate_existing=True)
    )


async def lock_export(session: Session, user_id: UserId, export_id: UUID) -> PersonalExportRow | None:
    return await session.scalar(
        select(PersonalExportRow)
        .where(PersonalExportRow.user_id == user_id, PersonalExportRow.id == export_id)
        .with_for_update()
    )


async def lock_work(session: Session, export_id: UUID) -> bool:
    """Whether this transaction is the only one at work on the export; held until it ends."""
    statement = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(await session.scalar(statement, {"name": f"personal export|{export_id}"}))


async def save_export(session: Session, user_id: UserId, export_id: UUID, changes: dict[str, Any]) -> None:
    which = (PersonalExportRow.user_id == user_id, PersonalExportRow.id == export_id)
    await session.execute(update(PersonalExportRow).where(*which).values(changes))


async def list_exports(session: Session, user_id: UserId) -> Sequence[PersonalExportRow]:
    """Newest first."""
    order = (PersonalExportRow.created_at.desc(), PersonalExportRow.id.desc())
    found = select(PersonalExportRow).where(PersonalExportRow.user_id == user_id).order_by(*order)
    return (await session.scalars(found)).all()


async def list_people_with_old_exports(session: Session, now: datetime) -> list[UserId]:
    return [UserId(row[0]) for row in await session.execute(text("SELECT * FROM app_exports_over(:now)"), {"now": now})]


async def delete_exports(session: Session, user_id: UserId, ids: Sequence[UUID]) -> None:
    which = (PersonalExportRow.user_id == user_id, PersonalExportRow.id.in_(ids))
    await session.execute(delete(PersonalExportRow).where(*which))
