"""SQL of API keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select, text, update

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.api_keys import ApiKeyRow
from tradesense.domain.access import Actor, Role
from tradesense.domain.ids import ApiKeyId, KeyHash, UserId, WorkspaceId


class Entered(NamedTuple):
    """A key that lives, whose it is, and what its maker is in its workspace."""

    key_id: ApiKeyId
    user_id: UserId
    workspace_id: WorkspaceId
    role: Role
    scopes: list[str]


async def enter_by_key(session: Session, key: KeyHash, now: datetime) -> Entered | None:
    """Looks the key up and, in the same round trip, says whose rows the transaction may see."""
    statement = text("SELECT key_id, user_id, workspace_id, role, scopes FROM app_enter_by_key(:hash, :now)")
    found = (await session.execute(statement, {"hash": key, "now": now})).first()
    if found is None:
        return None
    ids = ApiKeyId(found.key_id), UserId(found.user_id), WorkspaceId(found.workspace_id)
    return Entered(*ids, Role(found.role), list(found.scopes))


async def list_keys(session: Session, actor: Actor) -> Sequence[ApiKeyRow]:
    """Newest first."""
    found = await session.scalars(select(ApiKeyRow).where(mine(ApiKeyRow, actor)).order_by(ApiKeyRow.id.desc()))
    return found.all()


async def find_key(session: Session, actor: Actor, key_id: UUID, *, lock: bool = False) -> ApiKeyRow | None:
    statement = select(ApiKeyRow).where(mine(ApiKeyRow, actor), ApiKeyRow.id == key_id)
    return await session.scalar(statement.with_for_update() if lock else statement)


async def count_live_keys(session: Session, actor: Actor, now: datetime) -> int:
    statement = select(func.count()).where(
        mine(ApiKeyRow, actor), ApiKeyRow.revoked_at.is_(None), ApiKeyRow.expires_at > now
    )
    return int(await session.scalar(statement) or 0)


async def add_key(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    await session.execute(insert(ApiKeyRow).values({**row, "workspace_id": actor.workspace_id}))


async def save_key(session: Session, actor: Actor, key_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(ApiKeyRow)
        .where(mine(ApiKeyRow, actor), ApiKeyRow.id == key_id)
        .values({**changes, "revision": ApiKeyRow.revision + 1})
    )


async def touch_key(session: Session, actor: Actor, key_id: ApiKeyId, now: datetime, unless_after: datetime) -> None:
    """Notes the use, unless one was noted after that instant."""
    long_ago = or_(ApiKeyRow.last_used_at.is_(None), ApiKeyRow.last_used_at <= unless_after)
    await session.execute(
        update(ApiKeyRow).where(mine(ApiKeyRow, actor), ApiKeyRow.id == key_id, long_ago).values(last_used_at=now)
    )


async def delete_keys_over(session: Session, actor: Actor, before: datetime) -> None:
    """Those that were over before that instant."""
    over = or_(ApiKeyRow.revoked_at < before, ApiKeyRow.expires_at < before)
    await session.execute(delete(ApiKeyRow).where(mine(ApiKeyRow, actor), over))
