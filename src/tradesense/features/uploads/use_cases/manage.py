"""Uploads from their creation until something takes them over, or they expire."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.uploads import UploadRow
from tradesense.domain.access import Actor, Permission
from tradesense.features.uploads import repository
from tradesense.features.uploads.problems import QuotaExceeded, UploadExpired, UploadIncomplete, UploadNotFound
from tradesense.kit.ids import new_id
from tradesense.ports import Clock

PARTIAL: Final = "partial"
FINAL: Final = "final;"


class Wanted(NamedTuple):
    """`length`: None where the client does not know it yet; `concat`, `told`: as the client's headers say it."""

    length: int | None
    told: str | None
    concat: str | None


async def create_upload(
    session: Session, actor: Actor, wanted: Wanted, *, clock: Clock, bytes_max: int, seconds_max: int
) -> UploadRow:
    """Sets the room for it aside. Raises QuotaExceeded."""
    actor.require(Permission.UPLOADS_WRITE)
    upload_id = new_id()
    await reserve(session, actor, wanted.length or 0, clock=clock, bytes_max=bytes_max)
    row = {
        "id": upload_id,
        "blob_key": f"{actor.workspace_id}/uploads/{upload_id}",
        "length": wanted.length,
        "reserved": wanted.length or 0,
        "concat": wanted.concat,
        "told": wanted.told,
        "expires_at": clock.now() + timedelta(seconds=seconds_max),
    }
    await repository.add_upload(session, actor, row)
    return await get_upload(session, actor, upload_id, clock=clock)


async def reserve(session: Session, actor: Actor, more: int, *, clock: Clock, bytes_max: int) -> None:
    """Whether the workspace has room for `more` bytes; nobody else sets any aside until the transaction ends."""
    if more <= 0:
        return
    await repository.lock_quota(session, actor)
    taken = await repository.sum_reserved(session, actor, clock.now())
    if taken + more > bytes_max:
        raise QuotaExceeded(f"{bytes_max} bytes are the most; {taken} are taken by uploads not imported yet.")


async def get_upload(session: Session, actor: Actor, upload_id: UUID, *, clock: Clock, lock: bool = False) -> UploadRow:
    actor.require(Permission.UPLOADS_WRITE)
    row = await repository.find_upload(session, actor, upload_id, lock=lock)
    if row is None:
        raise UploadNotFound
    if row.expires_at <= clock.now():
        raise UploadExpired
    return row


async def remove_upload(session: Session, actor: Actor, upload_id: UUID, *, clock: Clock) -> str:
    """Answers the key of its blob, for the caller to delete once this is committed."""
    row = await get_upload(session, actor, upload_id, clock=clock, lock=True)
    await repository.remove_uploads(session, actor, [row.id])
    return row.blob_key


async def whole_upload(
    session: Session, actor: Actor, upload_id: UUID, *, clock: Clock, lock: bool = False
) -> UploadRow:
    """An upload that has arrived whole, and is a file of its own. Raises UploadIncomplete."""
    row = await get_upload(session, actor, upload_id, clock=clock, lock=lock)
    if row.received != row.length or row.concat == PARTIAL:
        raise UploadIncomplete(f"{row.received} of {'?' if row.length is None else row.length} bytes are there.")
    return row


async def take_upload(session: Session, actor: Actor, upload_id: UUID, *, clock: Clock) -> None:
    """Its bytes now belong to the caller, who must keep their key in this same transaction."""
    row = await whole_upload(session, actor, upload_id, clock=clock, lock=True)
    await repository.remove_uploads(session, actor, [row.id])


async def expire_uploads(session: Session, actor: Actor, *, clock: Clock) -> list[str]:
    """Answers the keys of the blobs that nobody needs any more, to delete once this is committed."""
    actor.require(Permission.UPLOADS_WRITE)
    return await repository.remove_expired(session, actor, clock.now())


async def keys_in_use(session: Session, actor: Actor, keys: Sequence[str]) -> set[str]:
    actor.require(Permission.UPLOADS_WRITE)
    return await repository.list_blob_keys(session, actor, keys)
