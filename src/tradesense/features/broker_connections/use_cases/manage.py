"""Broker connections as their owner sees them: made, changed, asked to sync, deleted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tradesense.db import auditing, jobs
from tradesense.db.session import Session
from tradesense.db.tables.broker_connections import BrokerConnectionRow, BrokerSyncRunRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.broker_sync import SyncOutcome, SyncSchedule
from tradesense.features.broker_connections import repository
from tradesense.features.broker_connections.problems import ConnectionNotFound, SyncOff, TooManyConnections
from tradesense.features.broker_connections.use_cases import credentials
from tradesense.features.ledger import use_cases as ledger
from tradesense.kit.ids import new_id
from tradesense.ports import BrokerSync, Clock, SyncAccess, Vault

JOB_SYNC: Final = "broker_connections.sync"
CONNECTIONS_MAX: Final = 50
RUN_LONGEST: Final = timedelta(minutes=15)
"""A run that began longer ago is taken for dead when somebody asks to sync."""


async def create_connection(
    session: Session, actor: Actor, values: dict[str, Any], *, broker_sync: BrokerSync, vault: Vault, clock: Clock
) -> BrokerConnectionRow:
    """Keeps it, credentials sealed, and syncs at once unless its schedule is off."""
    actor.require(Permission.IMPORTS_WRITE)
    _switched_on(broker_sync)
    facts = credentials.facts_of(broker_sync, values["kind"])
    fields = credentials.complete(facts, values.pop("credentials"))
    await _check_account(session, actor, values.get("account_id"))
    if await repository.count_connections(session, actor) >= CONNECTIONS_MAX:
        raise TooManyConnections
    connection_id, now = new_id(), clock.now()
    row = {
        **values,
        **credentials.sealed(actor, vault, connection_id, "credentials", fields),
        "id": connection_id,
        "name": values["name"].strip() or facts.broker,
        "shown": credentials.shown(facts, fields),
        "cursor": {},
        "next_run_at": None if values["schedule"] == SyncSchedule.OFF else now,
        "created_at": now,
    }
    await repository.add_connection(session, actor, row)
    told = {"kind": (None, row["kind"]), "account_id": (None, row.get("account_id")), "credentials": (None, "given")}
    auditing.note(session, actor, Action.CONNECTION_CREATE, connection_id, changes=told)
    await enqueue(session, actor, connection_id, row["next_run_at"], now)
    return await get_connection(session, actor, connection_id)


async def list_connections(session: Session, actor: Actor) -> Sequence[BrokerConnectionRow]:
    actor.require(Permission.IMPORTS_READ)
    return await repository.list_connections(session, actor)


async def get_connection(session: Session, actor: Actor, connection_id: UUID) -> BrokerConnectionRow:
    actor.require(Permission.IMPORTS_READ)
    found = await repository.find_connection(session, actor, connection_id)
    if found is None:
        raise ConnectionNotFound
    return found


async def list_runs(
    session: Session, actor: Actor, connection_id: UUID, *, after_: UUID | None, limit: int
) -> Sequence[BrokerSyncRunRow]:
    await get_connection(session, actor, connection_id)
    return await repository.list_runs(session, actor, connection_id, after=after_, limit=limit)


async def change_connection(
    session: Session,
    actor: Actor,
    connection_id: UUID,
    changes: dict[str, Any],
    *,
    broker_sync: BrokerSync,
    vault: Vault,
    clock: Clock,
) -> BrokerConnectionRow:
    """New credentials begin anew with the broker; another first day, or another account there, begins from it."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await locked(session, actor, connection_id)
    await _check_account(session, actor, changes.get("account_id"))
    given = changes.pop("credentials", None)
    told: dict[str, tuple[Any, Any]] = {name: (getattr(row, name), value) for name, value in changes.items()}
    told |= {"credentials": ("given", "given anew")} if given else {}
    auditing.note(session, actor, Action.CONNECTION_CHANGE, connection_id, changes=told)
    if given:
        changes |= _recredentialed(actor, row, given, broker_sync, vault)
    if "since" in changes and changes["since"] != row.since:
        changes["cursor"] = {}
    is_live = row.last_outcome != SyncOutcome.REFUSED or given
    schedule, now = changes.get("schedule", row.schedule), clock.now()
    if given or "schedule" in changes:
        changes["next_run_at"] = now if schedule != SyncSchedule.OFF and is_live else None
    await repository.save_connection(session, actor, connection_id, changes)
    await enqueue(session, actor, connection_id, changes.get("next_run_at"), now)
    return await get_connection(session, actor, connection_id)


def _recredentialed(
    actor: Actor, row: BrokerConnectionRow, given: dict[str, str], broker_sync: BrokerSync, vault: Vault
) -> dict[str, Any]:
    """What changes with the fields in `given`; the others stay as they are."""
    facts = credentials.facts_of(broker_sync, row.kind)
    known = credentials.opened(actor, vault, row).fields if set(given) != {one.name for one in facts.fields} else {}
    fields = credentials.complete(facts, {**known, **given})
    seen = credentials.shown(facts, fields)
    changes = {
        **credentials.sealed(actor, vault, row.id, "credentials", fields),
        "shown": seen,
        "broker_session": None,
        "broker_session_key": None,
        "failures": 0,
        "last_outcome": None,
        "last_detail": "",
    }
    # Pairs may be added and taken away: their cursor is by pair.
    moved = {name for name in {*seen, *row.shown} - {"symbols"} if seen.get(name) != row.shown.get(name)}
    return {**changes, "cursor": {}} if moved else changes


async def delete_connection(session: Session, actor: Actor, connection_id: UUID) -> None:
    """What it fetched stays; its credentials go."""
    actor.require(Permission.IMPORTS_WRITE)
    await locked(session, actor, connection_id)
    await repository.delete_connection(session, actor, connection_id)


async def open_access(
    session: Session, actor: Actor, connection_id: UUID, *, broker_sync: BrokerSync, vault: Vault
) -> SyncAccess:
    """What to try the broker with. Raises SecretUnopenable, SyncOff."""
    actor.require(Permission.IMPORTS_WRITE)
    found = await get_connection(session, actor, connection_id)
    _switched_on(broker_sync)
    return credentials.opened(actor, vault, found)


async def sync_now(
    session: Session, actor: Actor, connection_id: UUID, *, broker_sync: BrokerSync, clock: Clock
) -> BrokerConnectionRow:
    """Hands it to a worker; one that is at it already goes on."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await locked(session, actor, connection_id)
    _switched_on(broker_sync)
    now = clock.now()
    is_running = row.last_outcome == SyncOutcome.RUNNING and row.last_run_at and now - row.last_run_at < RUN_LONGEST
    if not is_running:
        await repository.save_connection(session, actor, connection_id, {"next_run_at": now})
        await enqueue(session, actor, connection_id, now, now)
    return await get_connection(session, actor, connection_id)


async def enqueue(session: Session, actor: Actor, connection_id: UUID, due: datetime | None, now: datetime) -> None:
    """A job for `due`; it does nothing if that is not when the connection is due any more."""
    if due is None:
        return
    payload = {
        "workspace_id": str(actor.workspace_id),
        "user_id": str(actor.user_id),
        "connection_id": str(connection_id),
        "due": due.isoformat(),
    }
    await jobs.enqueue(session, JOB_SYNC, payload, after=max(due - now, timedelta()))


async def locked(session: Session, actor: Actor, connection_id: UUID) -> BrokerConnectionRow:
    row = await repository.find_connection(session, actor, connection_id, lock=True)
    if row is None:
        raise ConnectionNotFound
    return row


async def _check_account(session: Session, actor: Actor, account_id: UUID | None) -> None:
    if account_id is not None:
        await ledger.get_account(session, actor, account_id)


def _switched_on(broker_sync: BrokerSync) -> None:
    if not broker_sync.is_on:
        raise SyncOff
