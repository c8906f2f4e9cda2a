"""One upload made of others, which it replaces (tus 1.0, concatenation)."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.uploads import UploadRow
from tradesense.domain.access import Actor, Permission
from tradesense.features.uploads import repository
from tradesense.features.uploads.problems import PartsUnusable
from tradesense.features.uploads.use_cases.manage import PARTIAL, Wanted, create_upload, get_upload
from tradesense.ports import Clock


class Joining(NamedTuple):
    """The final upload, still empty, and the keys of its parts' blobs in their order."""

    upload: UploadRow
    length: int
    part_ids: list[UUID]
    part_keys: list[str]


async def begin_final(
    session: Session,
    actor: Actor,
    part_ids: Sequence[UUID],
    wanted: Wanted,
    *,
    clock: Clock,
    bytes_max: int,
    seconds_max: int,
) -> Joining:
    """Needs no room of its own: the parts' room becomes its. Raises PartsUnusable."""
    actor.require(Permission.UPLOADS_WRITE)
    found = await repository.find_uploads(session, actor, part_ids)
    parts = [found[one] for one in part_ids if one in found]
    if len(parts) != len(part_ids) or len(set(part_ids)) != len(part_ids):
        raise PartsUnusable("Name each part once; one of them is not there.")
    now = clock.now()
    if any(one.concat != PARTIAL or one.received != one.length or one.expires_at <= now for one in parts):
        raise PartsUnusable("Each must be a partial upload that has arrived whole.")
    row = await create_upload(
        session, actor, wanted._replace(length=None), clock=clock, bytes_max=bytes_max, seconds_max=seconds_max
    )
    length = sum(one.received for one in parts)
    return Joining(row, length, [one.id for one in parts], [one.blob_key for one in parts])


async def finish_final(session: Session, actor: Actor, joining: Joining, size: int, *, clock: Clock) -> UploadRow:
    """Its bytes are whole and durable: the parts go, their blobs once this is committed."""
    actor.require(Permission.UPLOADS_WRITE)
    if size != joining.length:
        raise PartsUnusable("Some of the parts' bytes are lost: send them again.")
    gone = await repository.remove_uploads(session, actor, joining.part_ids)
    if len(gone) != len(joining.part_ids):
        raise PartsUnusable("A part was taken away, or put into another upload, meanwhile.")
    changes = {"length": joining.length, "received": joining.length, "reserved": joining.length}
    await repository.save_upload(session, actor, joining.upload.id, changes)
    return await get_upload(session, actor, joining.upload.id, clock=clock)
