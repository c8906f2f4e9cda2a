"""What the worker does for imports."""

import json
from functools import partial
from time import monotonic
from typing import Final
from uuid import UUID

from tradesense.db.jobs import asker, tell_failures
from tradesense.db.session import Database
from tradesense.domain.access import Actor, NotAllowed
from tradesense.domain.problem import Problem
from tradesense.features.imports import use_cases
from tradesense.features.imports.problems import Cancelled, Crashed, UndoBroke
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
PROGRESS_SECONDS: Final = 0.4


async def run_import(database: Database, ports: Ports, payload: bytes) -> None:
    """Takes an import to its end. Delivered at least once: what is done already is left alone.

    Without memory or a database nothing can be told of it either: it is begun again, some times.
    """
    actor, import_id = _read(payload)
    await tell_failures(
        _run(database, ports, actor, import_id),
        partial(_fail, database, ports, actor, import_id),
        broke=Crashed("Something went wrong here; it was logged."),
        log_as="import.broke",
        passes=(Cancelled, MemoryError),
        import_id=import_id,
    )


async def undo_import(database: Database, ports: Ports, payload: bytes) -> None:
    """Takes a committed import out of the ledger, if that is still wanted."""
    actor, import_id = _read(payload)
    done = await tell_failures(
        _undo(database, ports, actor, import_id),
        partial(_stay, database, actor, import_id),
        broke=UndoBroke("Nothing was taken out; it was logged."),
        log_as="import.undo_broke",
        told=NotAllowed,
        passes=(MemoryError,),
        import_id=import_id,
    )
    if done is not None:
        log.info("import.undone", import_id=str(import_id), done=done)


async def settle_import(database: Database, ports: Ports, payload: bytes) -> None:
    """Reads a committed import's file anew by what the trader has said since; it stays as it was where it cannot."""
    actor, import_id = _read(payload)
    done = await tell_failures(
        _settle(database, ports, actor, import_id),
        partial(_stay, database, actor, import_id),
        broke=Crashed("Nothing was changed; it was logged."),
        log_as="import.settlement_broke",
        passes=(MemoryError,),
        import_id=import_id,
    )
    if done is not None:
        log.info("import.settled", import_id=str(import_id), done=done)


async def _settle(database: Database, ports: Ports, actor: Actor, import_id: UUID) -> bool:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0) as session:
        return await use_cases.settle(
            session, actor, import_id, clock=ports.clock, blobs=ports.blobs, broker_files=ports.broker_files
        )


async def _stay(database: Database, actor: Actor, import_id: UUID, problem: Problem) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        await use_cases.keep_import(session, actor, import_id, problem)


async def _undo(database: Database, ports: Ports, actor: Actor, import_id: UUID) -> bool:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0) as session:
        return await use_cases.forget_import(session, actor, import_id, clock=ports.clock)


def _read(payload: bytes) -> tuple[Actor, UUID]:
    said = json.loads(payload)
    return asker(said), UUID(said["import_id"])


async def _run(database: Database, ports: Ports, actor: Actor, import_id: UUID) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        row = await use_cases.begin(session, actor, import_id)
    if row is None:
        return
    progress = _Progress(database, actor, import_id)
    # Longer than any statement of a request may take: a million fills are derived in one go.
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0) as session:
        outcome = await use_cases.run(
            session,
            actor,
            row,
            clock=ports.clock,
            blobs=ports.blobs,
            broker_files=ports.broker_files,
            progress=progress,
        )
    if outcome:
        log.info("import.ran", import_id=str(import_id), state=outcome.state, rows=outcome.rows, new=outcome.new)


async def _fail(database: Database, ports: Ports, actor: Actor, import_id: UUID, problem: Problem) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        await use_cases.fail(
            session,
            actor,
            import_id,
            problem,
            clock=ports.clock,
            blobs=ports.blobs,
            broker_files=ports.broker_files,
        )
    log.info("import.failed", import_id=str(import_id), code=problem.code)


class _Progress:
    """Writes how far it has come in a transaction of its own, a few times a second."""

    def __init__(self, database: Database, actor: Actor, import_id: UUID) -> None:
        self._database = database
        self._actor = actor
        self._import_id = import_id
        self._told_at = monotonic()
        self._phase = "reading"

    async def __call__(self, phase: str, rows: int) -> None:
        if phase == self._phase and monotonic() - self._told_at < PROGRESS_SECONDS:
            return
        self._told_at, self._phase = monotonic(), phase
        actor = self._actor
        async with self._database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
            if not await use_cases.tell_progress(session, actor, self._import_id, phase=phase, rows=rows):
                raise Cancelled
