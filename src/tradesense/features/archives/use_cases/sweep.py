"""Files of archives that nobody needs: what a kill leaves behind, before or after the commit they were for."""

from collections.abc import Sequence

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.features.archives.repository import jobs as repository


async def list_orphans(session: Session, actor: Actor, keys: Sequence[str]) -> list[str]:
    """Those of `keys` that are neither a written archive nor one that a job has yet to write or restore."""
    actor.require(Permission.ARCHIVES_WRITE)
    needed = await repository.list_blob_keys(session, actor, keys)
    return [key for key in keys if key not in needed]
