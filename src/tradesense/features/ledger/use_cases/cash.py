"""Cash events: entered by hand, listed, voided and restored; never changed, and apart from results."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.cash import CashEvent, CashKind
from tradesense.domain.execution import fingerprint_by_ref
from tradesense.domain.ids import CashEventId, cash_space, named_in
from tradesense.domain.money import currency
from tradesense.domain.plausible import latest_instant
from tradesense.domain.problem import FieldError
from tradesense.features.ledger.problems import CashEventInvalid, CashEventNotFound
from tradesense.features.ledger.repository import cash as repository
from tradesense.features.ledger.repository.cash import CashFacts, CashQuery
from tradesense.features.ledger.use_cases.accounts import facts, get_account
from tradesense.features.ledger.use_cases.recording import rebuild_and_announce
from tradesense.kit.ids import new_id

RECEIVED = frozenset({CashKind.DEPOSIT})
PAID = frozenset({CashKind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class CashSaid:
    """A cash event as somebody enters it."""

    account_id: UUID
    kind: CashKind
    amount: Decimal
    currency: str
    occurred_at: datetime
    time_known: bool
    symbol: str
    detail: str


async def list_cash_events(
    session: Session, actor: Actor, query: CashQuery, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[CashFacts]:
    actor.require(Permission.EXECUTIONS_READ)
    return await repository.list_cash_events(session, actor, query, after=after, limit=limit)


async def get_cash_event(session: Session, actor: Actor, event_id: UUID) -> CashFacts:
    actor.require(Permission.EXECUTIONS_READ)
    found = await repository.find_cash_event(session, actor, event_id)
    if found is None:
        raise CashEventNotFound
    return found


async def enter_cash_event(session: Session, actor: Actor, said: CashSaid, now: datetime) -> CashFacts:
    """Records one entered by hand. Raises CashEventInvalid."""
    actor.require(Permission.EXECUTIONS_WRITE)
    account = facts(await get_account(session, actor, said.account_id))
    _check(said, now)
    # Its own number, since two events entered alike are two events.
    fingerprint = fingerprint_by_ref(f"by hand {new_id()}")
    event = CashEvent(
        id=CashEventId(named_in(cash_space(actor.workspace_id, account.id), fingerprint)),
        line=0,
        account=account.id,
        kind=said.kind,
        amount=said.amount,
        currency=currency(said.currency),
        occurred_at=said.occurred_at.astimezone(UTC),
        day=said.occurred_at.astimezone(account.zone).date(),
        time_known=said.time_known,
        symbol=said.symbol.strip().upper(),
        detail=said.detail,
        fingerprint=fingerprint,
    )
    await repository.add_cash_events(session, actor, [event], by_hand=True)
    await rebuild_and_announce(session, actor, [])
    told = {name: (None, getattr(event, name)) for name in ("account", "kind", "amount", "currency", "occurred_at")}
    auditing.note(session, actor, Action.CASH_EVENT_CREATE, event.id, changes=told)
    return await get_cash_event(session, actor, event.id)


async def void_cash_event(session: Session, actor: Actor, event_id: UUID, now: datetime) -> CashFacts:
    """It stays, and counts no more; files that state it again change nothing."""
    actor.require(Permission.EXECUTIONS_WRITE)
    return await _set_voided(session, actor, event_id, now)


async def restore_cash_event(session: Session, actor: Actor, event_id: UUID) -> CashFacts:
    actor.require(Permission.EXECUTIONS_WRITE)
    return await _set_voided(session, actor, event_id, None)


async def _set_voided(session: Session, actor: Actor, event_id: UUID, at: datetime | None) -> CashFacts:
    found = await get_cash_event(session, actor, event_id)
    if await repository.set_cash_voided(session, actor, event_id, at):
        await rebuild_and_announce(session, actor, [])
        told = {name: getattr(found, name) for name in ("kind", "amount", "currency")}
        changes = {name: (value, None) if at else (None, value) for name, value in told.items()}
        action = Action.CASH_EVENT_VOID if at else Action.CASH_EVENT_RESTORE
        auditing.note(session, actor, action, event_id, changes=changes)
    return await get_cash_event(session, actor, event_id)


def _check(said: CashSaid, now: datetime) -> None:
    if not said.amount:
        raise CashEventInvalid("The amount is zero: nothing moved.")
    if said.occurred_at > latest_instant(now):
        detail = f"{said.occurred_at:%Y-%m-%d %H:%M} UTC is in the future: nothing moved yet."
        raise CashEventInvalid(detail, errors=[FieldError("/occurred_at", CashEventInvalid.code, detail)])
    if (said.kind in RECEIVED and said.amount < 0) or (said.kind in PAID and said.amount > 0):
        raise CashEventInvalid(f"A {said.kind} is {'received (> 0)' if said.kind in RECEIVED else 'paid (< 0)'}.")
