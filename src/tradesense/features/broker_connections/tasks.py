"""What the worker does for broker connections."""

import json
from contextlib import aclosing
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Database
from tradesense.domain.access import Actor, NotAllowed, system_actor
from tradesense.domain.broker_sync import AnswerUnreadable
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.problem import Kind, Problem
from tradesense.features.broker_connections import use_cases
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
RECORDS_MAX: Final = 20_000
"""Of one run: the rest is fetched by the next, which follows at once. So a long history survives any interruption."""


async def run_sync(database: Database, ports: Ports, payload: bytes, *, records_max: int = RECORDS_MAX) -> None:
    """One visit to the broker. Delivered at least once: a job that is not due any more does nothing."""
    said = json.loads(payload)
    actor = system_actor(UserId(UUID(said["user_id"])), WorkspaceId(UUID(said["workspace_id"])))
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        visit = await use_cases.begin(
            session,
            actor,
            UUID(said["connection_id"]),
            datetime.fromisoformat(said["due"]),
            broker_sync=ports.broker_sync,
            vault=ports.vault,
            clock=ports.clock,
        )
    if visit is None:
        return
    try:
        outcome = await _keep_allowed(
            database, ports, actor, visit, await _fetch(database, ports, actor, visit, records_max)
        )
    except BaseException:
        await ports.blobs.delete(visit.blob_key)
        raise
    if outcome is None:
        await ports.blobs.delete(visit.blob_key)
    log.info("broker_sync.ran", connection_id=str(visit.connection_id), outcome=outcome)


async def _fetch(
    database: Database, ports: Ports, actor: Actor, visit: use_cases.Visit, records_max: int
) -> use_cases.Haul:
    """Page after page into the run's file, until there is no more, enough, or a problem.

    What came before a problem of the broker's is kept; after one of ours the file may not be whole, and nothing is; nor
    is anything of somebody who may not import any more by then.
    """
    if visit.problem is not None:
        return _nothing(visit, visit.problem)
    records, cursor, held, problem, is_all = 0, visit.cursor, None, None, True
    size = 0
    try:
        async with aclosing(_pages(ports, visit)) as pages:
            async for page in pages:
                await _may_go_on(database, actor)
                if page.content:
                    size = await ports.blobs.put_part(visit.blob_key, page.content, size)
                records, cursor = records + page.records, page.cursor
                held = page.session if page.session is not None else held
                if records >= records_max:
                    is_all = False
                    break
    except Problem as stopped:
        if stopped.kind is Kind.STORAGE_FULL or isinstance(stopped, NotAllowed):
            return await _dropped(ports, visit, stopped)
        problem, is_all = stopped, False
    except Exception:
        # The boundary between a broker's answer and the worker: whatever broke, its owner must be told.
        log.exception("broker_sync.broke", connection_id=str(visit.connection_id))
        return await _dropped(ports, visit, AnswerUnreadable("Something went wrong here; it was logged."))
    stored = await ports.blobs.finish(visit.blob_key) if records else None
    return use_cases.Haul(stored, records, dict(cursor), held, problem, is_all)


def _pages(ports: Ports, visit: use_cases.Visit) -> Any:
    return ports.broker_sync.pages(visit.access, visit.cursor, visit.since)


async def _dropped(ports: Ports, visit: use_cases.Visit, problem: Problem) -> use_cases.Haul:
    await ports.blobs.delete(visit.blob_key)
    return _nothing(visit, problem)


def _nothing(visit: use_cases.Visit, problem: Problem) -> use_cases.Haul:
    return use_cases.Haul(None, 0, dict(visit.cursor), None, problem, is_all=False)


async def _may_go_on(database: Database, actor: Actor) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        await use_cases.may_go_on(session, actor)


async def _keep_allowed(
    database: Database, ports: Ports, actor: Actor, visit: use_cases.Visit, haul: use_cases.Haul
) -> Any:
    """What was fetched for somebody who may not import any more goes, and the connection says so."""
    try:
        return await _keep(database, ports, actor, visit, haul)
    except NotAllowed as shut:
        return await _keep(database, ports, actor, visit, await _dropped(ports, visit, shut))


async def _keep(database: Database, ports: Ports, actor: Actor, visit: use_cases.Visit, haul: use_cases.Haul) -> Any:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        return await use_cases.keep(
            session, actor, visit, haul, broker_files=ports.broker_files, vault=ports.vault, clock=ports.clock
        )
