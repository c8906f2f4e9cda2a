"""What the worker does for privacy: writes exports, erases people whose time is over, deletes old exports."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from tradesense.db.jobs import tell_failures
from tradesense.db.session import Database, enter
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.problem import Problem
from tradesense.features.archives import use_cases as archives
from tradesense.features.privacy import use_cases
from tradesense.features.privacy.problems import ExportCrashed
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)

Purge = Callable[[Database, Ports, UUID], Awaitable[bool]]
"""Takes away a workspace whose time is over."""


async def run_export(database: Database, reading: Database, ports: Ports, payload: bytes) -> None:
    """Writes an export. Delivered at least once: what is done already is left alone. `reading`: as the role that sees
    what people are shown of themselves, which the worker's own does not."""
    said = {name: UUID(value) for name, value in json.loads(payload).items()}
    actor = system_actor(UserId(said["user_id"]), WorkspaceId(said["workspace_id"]))
    export_id = said["export_id"]
    await tell_failures(
        _write(database, reading, ports, actor, export_id),
        partial(_fail, database, ports, actor, export_id),
        broke=ExportCrashed("Something went wrong here; it was logged."),
        log_as="personal_export.broke",
        export_id=export_id,
    )


async def _write(database: Database, reading: Database, ports: Ports, actor: Actor, export_id: UUID) -> None:
    async with database.transaction(user_id=actor.user_id) as session:
        row = await use_cases.begin(session, actor, export_id)
    if row is None:
        return
    blob = archives.BlobWriter(ports.blobs, row.blob_key)
    async with reading.session(snapshot=True) as session:
        await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0)
        if not await use_cases.take_work(session, actor, export_id):
            return
        await blob.begin()
        said = await use_cases.write_export(session, actor, blobs=ports.blobs, clock=ports.clock, sink=blob)
        stored = await blob.end()
    async with database.transaction(user_id=actor.user_id) as session:
        old = await use_cases.finish(session, actor, export_id, now=ports.clock.now(), said=said, stored=stored)
    await _forget(database, ports, actor, old)
    log.info("personal_export.written", export_id=str(export_id), size=stored.size)


async def _fail(database: Database, ports: Ports, actor: Actor, export_id: UUID, problem: Problem) -> None:
    async with database.transaction(user_id=actor.user_id) as session:
        await use_cases.fail(session, actor, export_id, problem, now=ports.clock.now())
        row = await use_cases.get_export(session, actor, export_id)
    await ports.blobs.delete(row.blob_key)
    log.info("personal_export.failed", export_id=str(export_id), code=problem.code)


async def delete_old_exports(database: Database, ports: Ports) -> int:
    """Of everybody; answers how many went."""
    async with database.transaction() as session:
        people = await use_cases.list_people_with_old_exports(session, ports.clock)
    gone = 0
    for person in people:
        actor = _as(person)
        async with database.transaction(user_id=person) as session:
            old = await use_cases.list_old_exports(session, actor, ports.clock)
        await _forget(database, ports, actor, old)
        gone += len(old)
    return gone


async def _forget(database: Database, ports: Ports, actor: Actor, rows: list[use_cases.PersonalExportRow]) -> None:
    """Files go first: a kill between them leaves rows, which the next try finds again."""
    for row in rows:
        await ports.blobs.delete(row.blob_key)
    async with database.transaction(user_id=actor.user_id) as session:
        await use_cases.forget_exports(session, actor, rows)


async def erase_people(database: Database, ports: Ports, purge: Purge) -> int:
    """Everybody whose time is over; answers how many went."""
    async with database.transaction() as session:
        people = await use_cases.list_people_over(session, ports.clock)
    erased = [await _erase(database, ports, purge, one) for one in people]
    if any(erased):
        log.info("people.erased", people=sum(erased))
    return sum(erased)


async def _erase(database: Database, ports: Ports, purge: Purge, person: UserId) -> bool:
    """Their workspaces, their files, then they themselves: a kill on the way leaves what the next try finds again."""
    actor = _as(person)
    async with database.transaction(user_id=person) as session:
        rooms = await use_cases.leave_workspaces(session, actor, clock=ports.clock)
    for room in rooms:
        await purge(database, ports, room)
    async with database.transaction(user_id=person) as session:
        files = await use_cases.list_own_files(session, actor)
    for key in files:
        await ports.blobs.delete(key)
    async with database.transaction(user_id=person, timeout_ms=0) as session:
        return await use_cases.erase_person(session, actor, clock=ports.clock)


def _as(person: UserId) -> Actor:
    """The worker on behalf of somebody, in no workspace yet."""
    return system_actor(person, WorkspaceId(person))


async def forget_here(database: Database, ports: Ports, times: use_cases.Times, workspace_id: UUID) -> None:
    """Takes away what has outlived its time in a workspace, and says so."""
    actor = system_actor(UserId(workspace_id), WorkspaceId(workspace_id))
    async with database.transaction(workspace_id=workspace_id) as session:
        gone = await use_cases.forget_here(session, actor, times, ports.clock)
    if any(gone.values()):
        log.info("retention.swept", workspace_id=str(workspace_id), **_some(gone))


async def forget(database: Database, ports: Ports, times: use_cases.Times) -> None:
    """Likewise, what belongs to no workspace."""
    async with database.transaction(timeout_ms=0) as session:
        gone = await use_cases.forget(session, times, ports.clock)
    gone["personal_exports"] = await delete_old_exports(database, ports)
    if any(gone.values()):
        log.info("retention.swept", **_some(gone))


def _some(gone: dict[str, int]) -> dict[str, int]:
    return {table: rows for table, rows in gone.items() if rows}
