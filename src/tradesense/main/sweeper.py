"""Now and then, the worker takes away what nobody needs: stored bytes, and what has outlived its time, workspaces and
people included."""

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

from tradesense.db.session import Database, DatabaseUnavailable
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.archives import use_cases as archives
from tradesense.features.imports import use_cases as imports
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.privacy import tasks as privacy
from tradesense.features.privacy.use_cases import Times
from tradesense.features.workspaces import tasks as workspaces
from tradesense.features.workspaces.use_cases import current_workspace
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
SWEEP_SECONDS: Final = 900.0
ORPHANED_AFTER: Final = timedelta(hours=24)
"""Bytes are committed within seconds of the last of them, those of a restored archive at its end: what is older and
belongs to nothing never will."""
SWEPT_AT_ONCE: Final = 1_000
OWNERS: Final = (
    ("imports", imports.list_orphans),
    ("uploads", imports.list_orphans),
    ("archives", archives.list_orphans),
)
"""Each folder of a workspace's bytes, and who knows which of them belong to nothing."""


async def keep_sweeping(database: Database, ports: Ports, times: Times) -> None:
    while True:
        try:
            swept = await sweep_once(database, ports, times)
            log.info("storage.swept", files=swept)
        except DatabaseUnavailable:
            log.warning("storage.sweep_waiting")
        except Exception:
            # The boundary between sweeping and the worker: its other work goes on, and the next sweep tries again.
            log.exception("storage.sweep_broke")
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep_once(database: Database, ports: Ports, times: Times) -> int:
    """Through all workspaces, one by one; answers how many files went."""
    async with database.transaction() as session:
        known = await ledger.list_all_workspaces(session)
    staying = [one for one in known if not await workspaces.purge_if_over(database, ports, one)]
    swept = sum([await sweep_workspace(database, ports, one) for one in staying])
    for one in staying:
        await privacy.forget_here(database, ports, times, one)
    await privacy.forget(database, ports, times)
    await privacy.erase_people(database, ports, workspaces.purge_if_over)
    return swept


async def sweep_workspace(database: Database, ports: Ports, workspace_id: UUID) -> int:
    """Deletes the stored bytes of expired uploads, of those that a kill left without an owner, and of imports that
    ended long ago where the workspace wants that; answers how many."""
    actor = system_actor(UserId(workspace_id), WorkspaceId(workspace_id))
    async with database.transaction(workspace_id=workspace_id) as session:
        going = set(await imports.drop_expired(session, actor, clock=ports.clock))
    going |= await _orphans(database, ports, actor) | await _ended(database, ports, actor)
    for key in going:
        await ports.blobs.delete(key)
    return len(going)


async def _ended(database: Database, ports: Ports, actor: Actor) -> set[str]:
    """Files of imports that ended so long ago that the workspace wants them no more."""
    async with database.transaction(workspace_id=actor.workspace_id) as session:
        days = (await current_workspace(session, actor)).files_kept_days
    if not days:
        return set()
    before, found = ports.clock.now() - timedelta(days=days), set[str]()
    folders = [f"{actor.workspace_id}/{name}" for name in ("imports", "uploads")]
    old = [key for folder in folders async for key in ports.blobs.untouched(folder, before)]
    for batch in (old[start : start + SWEPT_AT_ONCE] for start in range(0, len(old), SWEPT_AT_ONCE)):
        async with database.transaction(workspace_id=actor.workspace_id) as session:
            found |= set(await imports.list_ended_files(session, actor, batch, before))
    return found


async def _orphans(database: Database, ports: Ports, actor: Actor) -> set[str]:
    before, found = ports.clock.now() - ORPHANED_AFTER, set[str]()
    for folder, list_orphans in OWNERS:
        old = [key async for key in ports.blobs.untouched(f"{actor.workspace_id}/{folder}", before)]
        for batch in (old[start : start + SWEPT_AT_ONCE] for start in range(0, len(old), SWEPT_AT_ONCE)):
            async with database.transaction(workspace_id=actor.workspace_id) as session:
                found |= set(await list_orphans(session, actor, batch))
    return found
