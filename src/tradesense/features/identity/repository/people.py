"""SQL of people, sessions, refresh tokens and log-in throttles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from tradesense.db.session import Session
from tradesense.db.tables.identity import LoginThrottleRow, OneTimeTokenRow, RefreshTokenRow, SessionRow, UserRow
from tradesense.domain.ids import SessionId, UserId, WorkspaceId
from tradesense.domain.login import Failures

FORGOTTEN_AT_ONCE: Final = 100
SESSIONS_MAX: Final = 200
"""As many are listed; nobody looks at more."""


class Entered(NamedTuple):
    """Who the session belongs to; the workspace is None where the person is no member of it."""

    user_id: UserId
    workspace_id: WorkspaceId | None
    role: str | None


class Credentials(NamedTuple):
    """Whose address it is. `password_hash` None: they have no password."""

    user_id: UserId
    password_hash: str | None
    disabled: bool


async def enter(session: Session, session_id: SessionId, workspace: UUID | None, now: datetime) -> Entered | None:
    """Checks the session and, in the same round trip, says whose rows the transaction may see."""
    connection = await session.connection()
    statement = "SELECT user_id, workspace_id, role FROM app_enter($1, $2, $3)"  # as it goes out: each request waits
    found: Sequence[Any] | None = (await connection.exec_driver_sql(statement, (session_id, workspace, now))).first()
    return Entered(UserId(found[0]), found[1] and WorkspaceId(found[1]), found[2]) if found else None


async def find_credentials(session: Session, email: str) -> Credentials | None:
    found = (await session.execute(text("SELECT * FROM app_credentials(:email)"), {"email": email})).first()
    return Credentials(UserId(found[0]), found[1], found[2]) if found else None


async def add_user(session: Session, row: dict[str, Any]) -> bool:
    """False if the address is taken already; the transaction goes on."""
    try:
        async with session.begin_nested():
            await session.execute(insert(UserRow).values(row))
    except IntegrityError:
        return False
    return True


async def get_user(session: Session, user_id: UserId) -> UserRow:
    return (await session.scalars(select(UserRow).where(UserRow.id == user_id))).one()


async def find_user(session: Session, user_id: UserId) -> UserRow | None:
    return await session.scalar(select(UserRow).where(UserRow.id == user_id))


async def is_enabled(session: Session, user_id: UserId) -> bool:
    """False for nobody, too. Asks for no more than the worker's role may see of somebody."""
    return bool(await session.scalar(select(UserRow.disabled_at.is_(None)).where(UserRow.id == user_id)))


async def save_user(session: Session, user_id: UserId, changes: dict[str, Any]) -> None:
    await session.execute(update(UserRow).where(UserRow.id == user_id).values(changes))


async def save_address(session: Session, user_id: UserId, changes: dict[str, Any]) -> bool:
    """False if the address is somebody's already; the transaction goes on."""
    try:
        async with session.begin_nested():
            await save_user(session, user_id, changes)
    except IntegrityError:
        return False
    return True


async def add_session(session: Session, row: dict[str, Any]) -> None:
    await session.execute(insert(SessionRow).values(row))


async def end_sessions(
    session: Session, user_id: UserId, now: datetime, because: str, *, only: UUID | None = None, but: UUID | None = None
) -> None:
    statement = update(SessionRow).where(SessionRow.user_id == user_id, SessionRow.ended_at.is_(None))
    if only:
        statement = statement.where(SessionRow.id == only)
    if but:
        statement = statement.where(SessionRow.id != but)
    await session.execute(statement.values(ended_at=now, ended_because=because))


async def find_refresh_owner(session: Session, token_hash: bytes) -> tuple[UserId, SessionId] | None:
    statement = text("SELECT user_id, session_id FROM app_refresh_owner(:hash)")
    found = (await session.execute(statement, {"hash": token_hash})).first()
    return (UserId(found[0]), SessionId(found[1])) if found else None


async def lock_session(session: Session, session_id: SessionId) -> SessionRow:
    """Waits for another refresh of the same session to end."""
    statement = select(SessionRow).where(SessionRow.id == session_id).with_for_update()
    return (await session.scalars(statement)).one()


async def get_refresh_token(session: Session, token_hash: bytes) -> RefreshTokenRow:
    return (await session.scalars(select(RefreshTokenRow).where(RefreshTokenRow.token_hash == token_hash))).one()


async def find_heir(session: Session, token: RefreshTokenRow) -> RefreshTokenRow | None:
    """What took the token's place: its child, or the sibling that superseded it."""
    is_child = RefreshTokenRow.parent_id == token.id
    is_sibling = and_(RefreshTokenRow.parent_id == token.parent_id, RefreshTokenRow.id != token.id)
    return await session.scalar(
        select(RefreshTokenRow)
        .where(or_(is_child, is_sibling), RefreshTokenRow.superseded_at.is_(None))
        .order_by(RefreshTokenRow.issued_at.desc(), RefreshTokenRow.id.desc())
        .limit(1)
    )


async def add_refresh_token(session: Session, row: dict[str, Any]) -> None:
    await session.execute(insert(RefreshTokenRow).values(row))


async def save_refresh_token(session: Session, token_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(update(RefreshTokenRow).where(RefreshTokenRow.id == token_id).values(changes))


async def touch_session(session: Session, session_id: SessionId, changes: dict[str, Any]) -> None:
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(changes))


async def list_sessions(session: Session, user_id: UserId, now: datetime) -> Sequence[SessionRow]:
    """Those that live, the last used first."""
    lives = (SessionRow.user_id == user_id, SessionRow.ended_at.is_(None), SessionRow.expires_at > now)
    order = (SessionRow.last_used_at.desc(), SessionRow.id.desc())
    return (await session.scalars(select(SessionRow).where(*lives).order_by(*order).limit(SESSIONS_MAX))).all()


async def find_session(session: Session, user_id: UserId, session_id: UUID) -> SessionRow | None:
    found = select(SessionRow).where(SessionRow.user_id == user_id, SessionRow.id == session_id)
    return await session.scalar(found)


async def list_failures(session: Session, keys: list[bytes]) -> dict[bytes, Failures]:
    rows = await session.scalars(select(LoginThrottleRow).where(LoginThrottleRow.key_hash.in_(keys)))
    return {row.key_hash: Failures(row.failures, row.first_failed_at, row.blocked_until) for row in rows}


async def lock_failures(session: Session, key: bytes, now: datetime) -> Failures | None:
    """The present count, locked; None if there was none."""
    fresh = insert(LoginThrottleRow).values(key_hash=key, failures=0, first_failed_at=now)
    await session.execute(fresh.on_conflict_do_nothing())
    row = (
        await session.scalars(select(LoginThrottleRow).where(LoginThrottleRow.key_hash == key).with_for_update())
    ).one()
    return Failures(row.failures, row.first_failed_at, row.blocked_until) if row.failures else None


async def save_failures(session: Session, key: bytes, failures: Failures) -> None:
    await session.execute(
        update(LoginThrottleRow)
        .where(LoginThrottleRow.key_hash == key)
        .values(failures=failures.times, first_failed_at=failures.first_at, blocked_until=failures.blocked_until)
    )


async def delete_failures(session: Session, key: bytes, before: datetime) -> None:
    """Forgets the key, and every key so old that it no longer matters."""
    await session.execute(
        delete(LoginThrottleRow).where((LoginThrottleRow.key_hash == key) | (LoginThrottleRow.first_failed_at < before))
    )


async def add_one_time_token(session: Session, row: dict[str, Any]) -> None:
    """Takes the chance to forget some that have expired; those that another is forgetting are left to it."""
    expired = select(OneTimeTokenRow.key_hash).where(OneTimeTokenRow.expires_at <= row["created_at"])
    some = expired.limit(FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    await session.execute(delete(OneTimeTokenRow).where(OneTimeTokenRow.key_hash.in_(some)))
    await session.execute(insert(OneTimeTokenRow).values(row))


async def find_one_time_token(session: Session, key: bytes, purpose: str, now: datetime) -> OneTimeTokenRow | None:
    return await session.scalar(select(OneTimeTokenRow).where(*_is(key, purpose, now)))


async def lock_one_time_token(session: Session, key: bytes, now: datetime) -> OneTimeTokenRow | None:
    """Of any purpose; others wait until the transaction ends."""
    lives = (OneTimeTokenRow.key_hash == key, OneTimeTokenRow.expires_at > now)
    return await session.scalar(select(OneTimeTokenRow).where(*lives).with_for_update())


async def take_one_time_token(session: Session, key: bytes, purpose: str, now: datetime) -> OneTimeTokenRow | None:
    """Gone once taken: of several who try at once, one gets it."""
    taken = delete(OneTimeTokenRow).where(*_is(key, purpose, now)).returning(OneTimeTokenRow)
    return await session.scalar(taken)


async def save_one_time_token(session: Session, key: bytes, changes: dict[str, Any]) -> None:
    await session.execute(update(OneTimeTokenRow).where(OneTimeTokenRow.key_hash == key).values(changes))


async def count_token_failure(session: Session, key: bytes, failures_max: int) -> None:
    """One more wrong answer to it; the last one that is allowed takes it away."""
    counted = update(OneTimeTokenRow).where(OneTimeTokenRow.key_hash == key)
    await session.execute(counted.values(failures=OneTimeTokenRow.failures + 1))
    spent = (OneTimeTokenRow.key_hash == key, OneTimeTokenRow.failures >= failures_max)
    await session.execute(delete(OneTimeTokenRow).where(*spent))


async def delete_one_time_token(session: Session, key: bytes) -> None:
    await session.execute(delete(OneTimeTokenRow).where(OneTimeTokenRow.key_hash == key))


async def delete_one_time_tokens(session: Session, user_id: UserId, purposes: list[str]) -> None:
    theirs = (OneTimeTokenRow.user_id == user_id, OneTimeTokenRow.purpose.in_(purposes))
    await session.execute(delete(OneTimeTokenRow).where(*theirs))


async def delete_all_one_time_tokens(session: Session, user_id: UserId) -> None:
    await session.execute(delete(OneTimeTokenRow).where(OneTimeTokenRow.user_id == user_id))


def _is(key: bytes, purpose: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeTokenRow.key_hash == key,
        OneTimeTokenRow.purpose == purpose,
        OneTimeTokenRow.expires_at > now,
    )
