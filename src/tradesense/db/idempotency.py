"""Answers kept for retries: stored in the transaction of what they answer (decision 28)."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import delete, insert, select, text

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.operations import IdempotencyKeyRow
from tradesense.domain.access import Actor

KEPT_FOR: Final = timedelta(hours=72)


class KeptAnswer(NamedTuple):
    request_hash: bytes
    status: int
    headers: dict[str, str]
    body: bytes


async def lock_key(session: Session, actor: Actor, key: str) -> bool:
    """Whether this transaction is the only one at work under `key`; held until it ends."""
    name = f"idempotency|{actor.workspace_id}|{actor.user_id}|{_kept_as(actor, key)}"
    statement = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(await session.scalar(statement, {"name": name}))


async def find_answer(session: Session, actor: Actor, key: str, now: datetime) -> KeptAnswer | None:
    row = await session.scalar(
        select(IdempotencyKeyRow).where(
            mine(IdempotencyKeyRow, actor),
            IdempotencyKeyRow.user_id == actor.user_id,
            IdempotencyKeyRow.key == _kept_as(actor, key),
            IdempotencyKeyRow.created_at > now - KEPT_FOR,
        )
    )
    return KeptAnswer(row.request_hash, row.status, row.headers, row.body) if row else None


async def keep_answer(session: Session, actor: Actor, key: str, answer: KeptAnswer, now: datetime) -> None:
    # What has outlived its time goes with the next answer kept.
    outlived = (mine(IdempotencyKeyRow, actor), IdempotencyKeyRow.created_at <= now - KEPT_FOR)
    await session.execute(delete(IdempotencyKeyRow).where(*outlived))
    values = {**answer._asdict(), "created_at": now}
    row = {"workspace_id": actor.workspace_id, "user_id": actor.user_id, "key": _kept_as(actor, key), **values}
    await session.execute(insert(IdempotencyKeyRow).values(row))


def _kept_as(actor: Actor, key: str) -> str:
    """An API key has answers of its own: it may not be told what its maker was. No key of a client's has the sign."""
    return f"{actor.key_id}\x1f{key}" if actor.key_id else key
