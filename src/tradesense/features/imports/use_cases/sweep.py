"""Stored bytes that belong to nothing: what a kill between storing and committing leaves behind."""

from collections.abc import Sequence
from datetime import datetime

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.features.imports import repository
from tradesense.features.uploads import use_cases as uploads
from tradesense.ports import Clock


async def list_orphans(session: Session, actor: Actor, keys: Sequence[str]) -> list[str]:
    """Those of `keys` that neither an upload nor an import has.

    Uploads are asked first: what an import takes over meanwhile is found with the one or the other.
    """
    actor.require(Permission.IMPORTS_WRITE)
    used = await uploads.keys_in_use(session, actor, keys)
    used |= await repository.list_blob_keys(session, actor, keys)
    return [key for key in keys if key not in used]


async def list_ended_files(session: Session, actor: Actor, keys: Sequence[str], before: datetime) -> list[str]:
    """Those of `keys` whose imports ended before that instant: nobody waits for them to be read."""
    actor.require(Permission.IMPORTS_WRITE)
    return await repository.list_ended_files(session, actor, keys, before)


async def drop_expired(session: Session, actor: Actor, *, clock: Clock) -> list[str]:
    """Uploads that nobody went on with; answers the keys of their bytes, to delete once this is committed."""
    actor.require(Permission.IMPORTS_WRITE)
    return await uploads.expire_uploads(session, actor, clock=clock)
