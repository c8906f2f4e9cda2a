"""Writing on: one writer an upload at a time, under a lease, so that no transaction is open while bytes arrive."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.features.uploads import repository
from tradesense.features.uploads.problems import (
    LengthSet,
    OffsetElsewhere,
    UploadBusy,
    UploadFinal,
    UploadOverflows,
)
from tradesense.features.uploads.use_cases.manage import FINAL, get_upload, reserve
from tradesense.kit.ids import new_id
from tradesense.ports import Clock

LEASE: Final = timedelta(seconds=15)
"""A writer who says nothing for so long is taken for dead."""


class Claim(NamedTuple):
    """The right to write on, from byte `at`. `room`: bytes set aside; `length`: None where it is not known yet."""

    upload_id: UUID
    blob_key: str
    writer: UUID
    at: int
    room: int
    length: int | None


async def claim_upload(
    session: Session,
    actor: Actor,
    upload_id: UUID,
    *,
    at: int,
    length: int | None,
    incoming: int | None,
    clock: Clock,
    bytes_max: int,
) -> Claim:
    """`length`: what the client says of it now; `incoming`: bytes it announces, None where it does not say.

    Raises UploadFinal, OffsetElsewhere, UploadBusy, LengthSet, UploadOverflows, QuotaExceeded; then nothing changed.
    """
    actor.require(Permission.UPLOADS_WRITE)
    row = await get_upload(session, actor, upload_id, clock=clock, lock=True)
    if row.concat is not None and row.concat.startswith(FINAL):
        raise UploadFinal
    if row.received != at:
        raise OffsetElsewhere(f"It goes on at byte {row.received}, not {at}.")
    now = clock.now()
    if row.writer is not None and row.writer_until is not None and row.writer_until > now:
        raise UploadBusy(retry_after_seconds=1)
    if length is not None and row.length not in {None, length}:
        raise LengthSet(f"It is {row.length} bytes.")
    whole = row.length if row.length is not None else length
    until = at + (incoming or 0)
    if whole is not None and until > whole:
        raise UploadOverflows(f"It has {whole} bytes; these would end at {until}.")
    room = max(row.reserved, until if whole is None else whole)
    await reserve(session, actor, room - row.reserved, clock=clock, bytes_max=bytes_max)
    claim = Claim(row.id, row.blob_key, new_id(), at, room, whole)
    changes = {"length": whole, "reserved": room, "writer": claim.writer, "writer_until": now + LEASE}
    await repository.save_upload(session, actor, row.id, changes)
    return claim


async def renew_claim(
    session: Session,
    actor: Actor,
    claim: Claim,
    *,
    received: int,
    room: int,
    clock: Clock,
    bytes_max: int,
    seconds_max: int,
) -> None:
    """Notes how much is durable, and sets more room aside. Raises UploadBusy when another has taken over."""
    actor.require(Permission.UPLOADS_WRITE)
    await reserve(session, actor, room - claim.room, clock=clock, bytes_max=bytes_max)
    changes = _written(received, clock, seconds_max) | {"reserved": room, "writer_until": clock.now() + LEASE}
    await _save(session, actor, claim, changes)


async def release_upload(
    session: Session, actor: Actor, claim: Claim, *, received: int, clock: Clock, seconds_max: int
) -> datetime:
    """The last word of a writer: others may go on from `received`, until the answered instant."""
    actor.require(Permission.UPLOADS_WRITE)
    room = {"reserved": received} if claim.length is None else {}
    written = _written(received, clock, seconds_max)
    await _save(session, actor, claim, {**written, "writer": None, "writer_until": None, **room})
    expires_at: datetime = written["expires_at"]
    return expires_at


def _written(received: int, clock: Clock, seconds_max: int) -> dict[str, Any]:
    return {"received": received, "expires_at": clock.now() + timedelta(seconds=seconds_max)}


async def _save(session: Session, actor: Actor, claim: Claim, changes: dict[str, Any]) -> None:
    if not await repository.save_written(session, actor, claim.upload_id, claim.writer, changes):
        raise UploadBusy("Somebody else goes on with it, or it was taken away.", retry_after_seconds=1)
