"""What a worker does about workspaces: takes away those whose time is over."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from tradesense.db.session import Database
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.workspaces import use_cases
from tradesense.ports import Ports

ALWAYS: Final = datetime(9999, 1, 1, tzinfo=UTC)


async def purge_if_over(database: Database, ports: Ports, workspace_id: UUID) -> bool:
    """Whether it went. Its files go first: a kill between them leaves rows, which the next try finds again."""
    actor = system_actor(UserId(workspace_id), WorkspaceId(workspace_id))
    async with database.transaction(workspace_id=workspace_id) as session:
        if not await use_cases.is_over(session, actor, clock=ports.clock):
            return False
    for key in [key async for key in ports.blobs.untouched(str(workspace_id), ALWAYS)]:
        await ports.blobs.delete(key)
    async with database.transaction(workspace_id=workspace_id, timeout_ms=0) as session:
        return await use_cases.purge_workspace(session, actor, clock=ports.clock)
