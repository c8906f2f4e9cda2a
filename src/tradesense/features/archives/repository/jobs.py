"""SQL of the archives themselves: what is asked for, under way and done."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select, text, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.archives import ArchiveRow
from tradesense.domain.access import Actor


async def add_archive(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    values = {"workspace_id": actor.workspace_id, "created_by": actor.user_id, **row}
    await session.execute(insert(ArchiveRow).values(values))


async def find_archive(session: Session, actor: Actor, archive_id: UUID) -> ArchiveRow | None:
    return await session.scalar(
        select(ArchiveRow)
        .where(mine(ArchiveRow, actor), ArchiveRow.id == archive_id)
        .execution_options(populate_existing=True)
    )


async def lock_archive(session: Session, actor: Actor, archive_id: UUID) -> ArchiveRow | None:
    return await session.scalar(
        select(ArchiveRow).where(mine(ArchiveRow, actor), ArchiveRow.id == archive_id).with_for_update()
    )


async def lock_work(session: Session, archive_id: UUID) -> bool:
    """Whether this transaction is the only one at work on the archive; held until it ends."""
    statement = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(await session.scalar(statement, {"name": f"archive|{archive_id}"}))


async def save_archive(session: Session, actor: Actor, archive_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(ArchiveRow)
        .where(mine(ArchiveRow, actor), ArchiveRow.id == archive_id)
        .values({**changes, "revision": ArchiveRow.revision + 1})
    )


async def list_archives(session: Session, actor: Actor, limit: int) -> Sequence[ArchiveRow]:
    """Newest first."""
    found = await session.scalars(
        select(ArchiveRow)
        .where(mine(ArchiveRow, actor))
        .order_by(ArchiveRow.created_at.desc(), ArchiveRow.id.desc())
        .limit(limit)
    )
    return found.all()


async def delete_archives_beyond(session: Session, actor: Actor, kept: int) -> list[str]:
    """Forgets all but the newest; answers the keys of their files."""
    newest = (
        select(ArchiveRow.id)
        .where(mine(ArchiveRow, actor))
        .order_by(ArchiveRow.created_at.desc(), ArchiveRow.id.desc())
        .limit(kept)
    )
    gone = delete(ArchiveRow).where(
        mine(ArchiveRow, actor), ArchiveRow.id.not_in(newest), ArchiveRow.state.in_(("done", "failed"))
    )
    return list((await session.scalars(gone.returning(ArchiveRow.blob_key))).all())


async def list_blob_keys(session: Session, actor: Actor, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that an archive needs: once it is restored, or failed, it needs its file no more."""
    is_needed = or_(
        ArchiveRow.state.in_(("waiting", "running")), and_(ArchiveRow.way == "out", ArchiveRow.state == "done")
    )
    statement = select(ArchiveRow.blob_key).where(mine(ArchiveRow, actor), ArchiveRow.blob_key.in_(keys), is_needed)
    return set(await session.scalars(statement))
