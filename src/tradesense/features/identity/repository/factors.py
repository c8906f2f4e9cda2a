"""SQL of second factors, passkeys and linked identities. Row-level security keeps each to its person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from tradesense.db.session import Session
from tradesense.db.tables.factors import LinkedIdentityRow, PasskeyRow, RecoveryCodeRow, TotpFactorRow
from tradesense.domain.ids import UserId


async def find_totp(session: Session, user_id: UserId) -> TotpFactorRow | None:
    return await session.scalar(select(TotpFactorRow).where(TotpFactorRow.user_id == user_id))


async def save_totp(session: Session, row: dict[str, Any]) -> bool:
    """In the place of one that was never confirmed; False where there is one that was."""
    put = insert(TotpFactorRow).values(row)
    changes = {name: row[name] for name in ("seed", "seed_key", "created_at")}
    unconfirmed = TotpFactorRow.confirmed_at.is_(None)
    put = put.on_conflict_do_update(index_elements=["user_id"], set_=changes, where=unconfirmed)
    return await session.scalar(put.returning(TotpFactorRow.user_id)) is not None


async def use_totp_step(session: Session, user_id: UserId, step: int, changes: dict[str, Any]) -> bool:
    """False where this step, or a later one, was used: of several who try at once, one gets it."""
    used = update(TotpFactorRow).where(TotpFactorRow.user_id == user_id, TotpFactorRow.last_step < step)
    done = await session.scalar(used.values(last_step=step, **changes).returning(TotpFactorRow.user_id))
    return done is not None


async def delete_totp(session: Session, user_id: UserId) -> bool:
    gone = delete(TotpFactorRow).where(TotpFactorRow.user_id == user_id).returning(TotpFactorRow.user_id)
    return await session.scalar(gone) is not None


async def replace_recovery_codes(session: Session, user_id: UserId, hashes: list[bytes], now: datetime) -> None:
    await session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))
    if hashes:
        rows = [{"user_id": user_id, "code_hash": one, "created_at": now} for one in hashes]
        await session.execute(insert(RecoveryCodeRow), rows)


async def use_recovery_code(session: Session, user_id: UserId, code_hash: bytes, now: datetime) -> bool:
    """Once: of several who try at once, one gets it."""
    fits = (
        RecoveryCodeRow.user_id == user_id,
        RecoveryCodeRow.code_hash == code_hash,
        RecoveryCodeRow.used_at.is_(None),
    )
    used = update(RecoveryCodeRow).where(*fits).values(used_at=now).returning(RecoveryCodeRow.user_id)
    return await session.scalar(used) is not None


async def count_recovery_codes(session: Session, user_id: UserId) -> int:
    """Those that are not used."""
    left = (RecoveryCodeRow.user_id == user_id, RecoveryCodeRow.used_at.is_(None))
    return await session.scalar(select(func.count()).select_from(RecoveryCodeRow).where(*left)) or 0


async def list_passkeys(session: Session, user_id: UserId) -> Sequence[PasskeyRow]:
    found = select(PasskeyRow).where(PasskeyRow.user_id == user_id).order_by(PasskeyRow.created_at, PasskeyRow.id)
    return (await session.scalars(found)).all()


async def find_passkey_owner(session: Session, credential: bytes) -> UserId | None:
    found = (await session.execute(text("SELECT * FROM app_passkey_owner(:id)"), {"id": credential})).first()
    return UserId(found[0]) if found else None


async def lock_passkey(session: Session, credential: bytes) -> PasskeyRow | None:
    """Other sign-ins with it wait until the transaction ends."""
    return await session.scalar(select(PasskeyRow).where(PasskeyRow.credential == credential).with_for_update())


async def add_passkey(session: Session, row: dict[str, Any]) -> bool:
    """False where the credential is somebody's already."""
    try:
        async with session.begin_nested():
            await session.execute(insert(PasskeyRow).values(row))
    except IntegrityError:
        return False
    return True


async def save_passkey(session: Session, user_id: UserId, passkey_id: UUID, changes: dict[str, Any]) -> bool:
    saved = update(PasskeyRow).where(PasskeyRow.user_id == user_id, PasskeyRow.id == passkey_id).values(changes)
    return await session.scalar(saved.returning(PasskeyRow.id)) is not None


async def delete_passkey(session: Session, user_id: UserId, passkey_id: UUID) -> bool:
    gone = delete(PasskeyRow).where(PasskeyRow.user_id == user_id, PasskeyRow.id == passkey_id)
    return await session.scalar(gone.returning(PasskeyRow.id)) is not None


async def list_identities(session: Session, user_id: UserId) -> Sequence[LinkedIdentityRow]:
    found = select(LinkedIdentityRow).where(LinkedIdentityRow.user_id == user_id)
    return (await session.scalars(found.order_by(LinkedIdentityRow.created_at, LinkedIdentityRow.id))).all()


async def find_identity_owner(session: Session, issuer: str, subject: str) -> UserId | None:
    statement = text("SELECT * FROM app_identity_owner(:issuer, :subject)")
    found = (await session.execute(statement, {"issuer": issuer, "subject": subject})).first()
    return UserId(found[0]) if found else None


async def add_identity(session: Session, row: dict[str, Any]) -> bool:
    """False where it is somebody's already."""
    try:
        async with session.begin_nested():
            await session.execute(insert(LinkedIdentityRow).values(row))
    except IntegrityError:
        return False
    return True


async def touch_identity(session: Session, user_id: UserId, issuer: str, subject: str, now: datetime) -> None:
    theirs = (
        LinkedIdentityRow.user_id == user_id,
        LinkedIdentityRow.issuer == issuer,
        LinkedIdentityRow.subject == subject,
    )
    await session.execute(update(LinkedIdentityRow).where(*theirs).values(last_used_at=now))


async def delete_identity(session: Session, user_id: UserId, identity_id: UUID) -> bool:
    gone = delete(LinkedIdentityRow).where(LinkedIdentityRow.user_id == user_id, LinkedIdentityRow.id == identity_id)
    return await session.scalar(gone.returning(LinkedIdentityRow.id)) is not None
