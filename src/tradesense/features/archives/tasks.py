"""What the worker does for archives."""

import json
from functools import partial
from time import monotonic
from typing import Final
from uuid import UUID

from tradesense.db.jobs import asker, tell_failures
from tradesense.db.session import Database, enter
from tradesense.domain.access import Actor
from tradesense.domain.problem import Problem
from tradesense.features.archives import use_cases
from tradesense.features.archives.problems import ArchiveCrashed
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
PROGRESS_SECONDS: Final = 0.5


async def run_archive(database: Database, ports: Ports, payload: bytes) -> None:
    """Writes an archive, or restores one. Delivered at least once: what is done already is left alone."""
    said = json.loads(payload)
    actor, archive_id = asker(said), UUID(said["archive_id"])
    await tell_failures(
        _run(database, ports, actor, archive_id),
        partial(_fail, database, ports, actor, archive_id),
        broke=ArchiveCrashed("Something went wrong here; it was logged."),
        log_as="archive.broke",
        archive_id=archive_id,
    )


async def _run(database: Database, ports: Ports, actor: Actor, archive_id: UUID) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        row = await use_cases.begin(session, actor, archive_id)
    if row is None:
        return
    work = _write if row.way == use_cases.WAY_OUT else _restore
    await work(database, ports, actor, row)


async def _write(database: Database, ports: Ports, actor: Actor, row: use_cases.ArchiveRow) -> None:
    progress = _Progress(database, actor, row.id)
    blob = use_cases.BlobWriter(ports.blobs, row.blob_key)
    async with database.session(snapshot=True) as session:
        await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0)
        if not await use_cases.take_work(session, actor, row.id):
            return
        await blob.begin()
        written = await use_cases.write_archive(
            session, actor, blobs=ports.blobs, clock=ports.clock, sink=blob, progress=progress
        )
        stored = await blob.end()
    counts = {"tables": written.tables, "files": written.files}
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        gone = await use_cases.finish(session, actor, row.id, now=ports.clock.now(), counts=counts, stored=stored)
    await _delete(ports, gone)
    log.info("archive.written", archive_id=str(row.id), size=stored.size)


async def _restore(database: Database, ports: Ports, actor: Actor, row: use_cases.ArchiveRow) -> None:
    progress = _Progress(database, actor, row.id)
    stored: list[str] = []
    try:
        async with database.transaction(
            workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0
        ) as session:
            if not await use_cases.take_work(session, actor, row.id):
                return
            restored = await use_cases.restore_stored(
                session, actor, row, blobs=ports.blobs, stored=stored, progress=progress
            )
            gone = await use_cases.finish(session, actor, row.id, now=ports.clock.now(), counts=restored._asdict())
    except BaseException:
        await _delete(ports, stored)
        raise
    await _delete(ports, [row.blob_key, *gone])
    log.info("archive.restored", archive_id=str(row.id), trades=restored.trades)


async def _fail(database: Database, ports: Ports, actor: Actor, archive_id: UUID, problem: Problem) -> None:
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
        await use_cases.fail(session, actor, archive_id, problem, now=ports.clock.now())
        row = await use_cases.get_archive(session, actor, archive_id)
    await _delete(ports, [row.blob_key])
    log.info("archive.failed", archive_id=str(archive_id), code=problem.code)


async def _delete(ports: Ports, keys: list[str]) -> None:
    for key in keys:
        await ports.blobs.delete(key)


class _Progress:
    """Writes how far it has come in a transaction of its own, a few times a second."""

    def __init__(self, database: Database, actor: Actor, archive_id: UUID) -> None:
        self._database = database
        self._actor = actor
        self._archive_id = archive_id
        self._told_at = monotonic()

    async def __call__(self, phase: str, rows: int) -> None:
        if monotonic() - self._told_at < PROGRESS_SECONDS:
            return
        self._told_at = monotonic()
        actor = self._actor
        async with self._database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id) as session:
            await use_cases.tell_progress(session, actor, self._archive_id, phase=phase, rows=rows)
