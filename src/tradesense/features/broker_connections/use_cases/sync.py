"""A run: begun in one transaction, the broker asked in none, what came kept in another.

The import and the place where the next run goes on are stored together, so that nothing is lost or fetched
into the ledger twice wherever a run ends.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.broker_connections import BrokerConnectionRow
from tradesense.domain.access import Actor, NotAllowed, Permission
from tradesense.domain.broker_sync import (
    BrokerFacts,
    CredentialsRefused,
    SyncOutcome,
    SyncSchedule,
    next_run,
    outcome_of,
)
from tradesense.domain.ids import ImportId
from tradesense.domain.problem import Problem
from tradesense.features.broker_connections import repository
from tradesense.features.broker_connections.use_cases import credentials
from tradesense.features.broker_connections.use_cases.manage import enqueue
from tradesense.features.imports import use_cases as imports
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.ports import BrokerFiles, BrokerSync, Clock, StoredBlob, SyncAccess, Vault

OFF_PAUSE: Final = timedelta(hours=1)
"""After so long a connection whose server asks no brokers is looked at again."""


class Visit(NamedTuple):
    """A run under way. `turn`: which one it is; `problem`: why the broker cannot even be asked."""

    connection_id: UUID
    run_id: UUID
    turn: int
    facts: BrokerFacts
    access: SyncAccess
    cursor: Mapping[str, Any]
    since: date | None
    import_id: ImportId
    blob_key: str
    problem: Problem | None


class Haul(NamedTuple):
    """What a run brought: `stored` is None when there was nothing. `is_all`: the broker has no more."""

    stored: StoredBlob | None
    records: int
    cursor: Mapping[str, Any]
    session: Mapping[str, str] | None
    problem: Problem | None
    is_all: bool


async def begin(
    session: Session,
    actor: Actor,
    connection_id: UUID,
    due: datetime,
    *,
    broker_sync: BrokerSync,
    vault: Vault,
    clock: Clock,
) -> Visit | None:
    """Takes up the run that is due; None when it is not due any more."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.find_connection(session, actor, connection_id, lock=True)
    if row is None or row.next_run_at != due:
        return None
    now, turn = clock.now(), row.turn + 1
    if not broker_sync.is_on:
        later = now + OFF_PAUSE
        await repository.save_connection(session, actor, connection_id, {"next_run_at": later})
        await enqueue(session, actor, connection_id, later, now)
        return None
    access, problem = await _access(session, actor, vault, row)
    run_id, import_id = new_id(), ImportId(new_id())
    await repository.interrupt_runs(session, actor, connection_id, now)
    run = {"id": run_id, "connection_id": connection_id, "outcome": SyncOutcome.RUNNING.value, "started_at": now}
    await repository.add_run(session, actor, run)
    changes: dict[str, Any] = {"turn": turn, "last_outcome": SyncOutcome.RUNNING.value, "last_run_at": now}
    if problem is None and row.credentials_key != vault.current_key:
        # The key was rotated: what is used is sealed with the present one.
        changes |= credentials.sealed(actor, vault, row.id, "credentials", access.fields)
    await repository.save_connection(session, actor, connection_id, changes)
    return Visit(
        connection_id,
        run_id,
        turn,
        credentials.facts_of(broker_sync, row.kind),
        access,
        dict(row.cursor),
        row.since,
        import_id,
        f"{actor.workspace_id}/imports/{import_id}",
        problem,
    )


async def _access(
    session: Session, actor: Actor, vault: Vault, row: BrokerConnectionRow
) -> tuple[SyncAccess, Problem | None]:
    """Refused where whoever connected it may not import any more: it rests until somebody gives credentials anew."""
    try:
        await may_go_on(session, actor)
        return credentials.opened(actor, vault, row), None
    except NotAllowed as shut:
        return SyncAccess(row.kind, {}, {}), shut
    except Problem as shut:
        return SyncAccess(row.kind, {}, {}), CredentialsRefused(shut.detail)


async def may_go_on(session: Session, actor: Actor) -> None:
    """Raises NotAllowed where whoever connected it may not import any more: nothing more is asked for them."""
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)


async def keep(
    session: Session, actor: Actor, visit: Visit, haul: Haul, *, broker_files: BrokerFiles, vault: Vault, clock: Clock
) -> SyncOutcome | None:
    """Stores what came as an import, and where to go on; None, and nothing, when another run has overtaken this one.

    Raises NotAllowed where something came for somebody who may not import any more.
    """
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.find_connection(session, actor, visit.connection_id, lock=True)
    if row is None or row.turn != visit.turn:
        return None
    now, outcome = clock.now(), _outcome(haul)
    if haul.problem is not None:
        workspaces.note_refusal(session, actor, haul.problem, row.id)
    if haul.stored is not None:
        await may_go_on(session, actor)
        await _import(session, actor, row, visit, haul.stored, now, broker_files)
    is_failure = outcome in {
        SyncOutcome.WAITING,
        SyncOutcome.THROTTLED,
        SyncOutcome.UNAVAILABLE,
        SyncOutcome.REFUSED,
        SyncOutcome.FAILED,
    }
    failures = row.failures + 1 if is_failure and not haul.records else int(is_failure)
    detail = haul.problem.detail if haul.problem else ""
    due = next_run(
        SyncSchedule(row.schedule),
        outcome,
        now,
        failures=failures,
        retry_after_seconds=haul.problem.retry_after_seconds if haul.problem else None,
    )
    changes: dict[str, Any] = {
        "cursor": dict(haul.cursor),
        "failures": failures,
        "last_outcome": outcome.value,
        "last_detail": detail,
        "next_run_at": due,
    }
    if not is_failure:
        changes["last_synced_at"] = now
    if haul.session is not None:
        changes |= credentials.sealed(actor, vault, row.id, "broker_session", haul.session)
    await repository.save_connection(session, actor, row.id, changes)
    run = {
        "outcome": outcome.value,
        "detail": detail,
        "records": haul.records,
        "import_id": visit.import_id if haul.stored else None,
        "finished_at": now,
    }
    await repository.save_run(session, actor, visit.run_id, run)
    await enqueue(session, actor, row.id, due, now)
    return outcome


def _outcome(haul: Haul) -> SyncOutcome:
    if isinstance(haul.problem, NotAllowed):
        return SyncOutcome.REFUSED
    if haul.problem is not None:
        return outcome_of(haul.problem)
    if not haul.is_all:
        return SyncOutcome.PARTIAL
    return SyncOutcome.SYNCED if haul.records else SyncOutcome.NOTHING_NEW


async def _import(
    session: Session,
    actor: Actor,
    row: BrokerConnectionRow,
    visit: Visit,
    stored: StoredBlob,
    now: datetime,
    broker_files: BrokerFiles,
) -> None:
    name = f"{row.name} {now:%Y-%m-%d %H.%M} UTC{visit.facts.file_suffix}"
    await imports.create_import(
        session,
        actor,
        broker_files=broker_files,
        received=imports.Received(visit.import_id, visit.blob_key, name, stored),
        account_id=row.account_id,
        review_first=row.review_first,
        options={"format": visit.facts.format_key} if visit.facts.format_key else {},
        connection_id=row.id,
    )
