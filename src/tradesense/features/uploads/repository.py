"""SQL of uploads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.uploads import UploadRow
from tradesense.domain.access import Actor


async def add_upload(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    values = {"workspace_id": actor.workspace_id, "created_by": actor.user_id, **row}
    await session.execute(insert(UploadRow).values(values))


async def find_upload(session: Session, actor: Actor, upload_id: UUID, *, lock: bool = False) -> UploadRow | None:
    statement = select(UploadRow).where(mine(UploadRow, actor), UploadRow.id == upload_id)
    if lock:
        statement = statement.with_for_update()
    return await session.scalar(statement.execution_options(populate_existing=True))


async def find_uploads(session: Session, actor: Actor, upload_ids: Sequence[UUID]) -> dict[UUID, UploadRow]:
    found = await session.scalars(
        select(UploadRow)
        .where(mine(UploadRow, actor), UploadRow.id.in_(upload_ids))
        .order_by(UploadRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in found}


async def save_upload(session: Session, actor: Actor, upload_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(update(UploadRow).where(mine(UploadRow, actor), UploadRow.id == upload_id).values(changes))


async def save_written(session: Session, actor: Actor, upload_id: UUID, writer: UUID, changes: dict[str, Any]) -> bool:
    """False when somebody else is the writer now, or the upload is gone."""
    done = await session.execute(
        update(UploadRow)
        .where(mine(UploadRow, actor), UploadRow.id == upload_id, UploadRow.writer == writer)
        .values(changes)
        .returning(UploadRow.id)
    )
    return done.first() is not None


async def remove_uploads(session: Session, actor: Actor, upload_ids: Sequence[UUID]) -> list[str]:
    """Answers the keys of their blobs."""
    gone = await session.scalars(
        delete(UploadRow).where(mine(UploadRow, actor), UploadRow.id.in_(upload_ids)).returning(UploadRow.blob_key)
    )
    return list(gone)


async def remove_expired(session: Session, actor: Actor, now: datetime) -> list[str]:
    """Answers the keys of their blobs."""
    gone = await session.scalars(
        delete(UploadRow).where(mine(UploadRow, actor), UploadRow.expires_at <= now).returning(UploadRow.blob_key)
    )
    return list(gone)


async def lock_quota(session: Session, actor: Actor) -> None:
    """Until the transaction ends, nobody else reserves room in this workspace."""
    statement = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    await session.execute(statement, {"name": f"uploads|{actor.workspace_id}"})


async def sum_reserved(session: Session, actor: Actor, now: datetime) -> int:
    """Bytes set aside for the workspace's uploads that still count."""
    statement = select(func.coalesce(func.sum(UploadRow.reserved), 0))
    return int(await session.scalar(statement.where(mine(UploadRow, actor), UploadRow.expires_at > now)) or 0)


async def list_blob_keys(session: Session, actor: Actor, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that belong to an upload."""
    statement = select(UploadRow.blob_key).where(mine(UploadRow, actor), UploadRow.blob_key.in_(keys))
    return set(await session.scalars(statement))
