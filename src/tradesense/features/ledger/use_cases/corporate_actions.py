"""Corporate actions: stated by hand or by a file, voided and restored; what they did is derived with the trades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.corporate_action import ActionInvalid, ActionKind, Terms, checked_terms
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.recording import AccountFacts
from tradesense.domain.split import split
from tradesense.domain.statement import StatedAction, StatedSplit
from tradesense.features.ledger.problems import ActionNotFound
from tradesense.features.ledger.repository import action_lists as lists
from tradesense.features.ledger.repository import actions as repository
from tradesense.features.ledger.repository import recording as writing
from tradesense.features.ledger.repository.action_lists import ActionFacts
from tradesense.features.ledger.repository.rebuild import END
from tradesense.features.ledger.use_cases.accounts import facts, get_account
from tradesense.features.ledger.use_cases.action_rows import action_row, id_of_action
from tradesense.features.ledger.use_cases.executions import InstrumentSaid, known_instrument, resolve_instrument
from tradesense.features.ledger.use_cases.recording import rebuild_and_announce, split_id

TERMS: Final = ("target_symbol", "numerator", "denominator", "cost_share", "cash", "lieu_units", "lieu_amount")


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """A corporate action as somebody enters it; `kind` None: a split in the ratio of the terms."""

    account_id: UUID
    kind: ActionKind | None
    instrument: InstrumentSaid
    target: InstrumentSaid | None
    terms: Terms
    rate: Decimal | None
    effective_at: datetime


async def enter_action(session: Session, actor: Actor, said: ActionSaid) -> ActionFacts:
    """Records it and derives anew what it touches. Raises ActionInvalid, SplitInvalid."""
    actor.require(Permission.EXECUTIONS_WRITE)
    account = facts(await get_account(session, actor, said.account_id))
    source = resolve_instrument(said.instrument, said.effective_at.date())
    if said.kind is None:
        return await _enter_split(session, actor, account, source, said)
    target = resolve_instrument(said.target, said.effective_at.date()) if said.target else None
    terms = checked_terms(said.kind, said.terms, has_target=target is not None)
    check_instruments(source, target)
    for one in (source, target):
        if one is not None:
            await known_instrument(session, actor, one)
    stated = StatedAction(0, account.id.hex, said.kind, source, target, terms, said.effective_at)
    id_ = id_of_action(actor.workspace_id, stated, account.id)
    await repository.add_actions(session, [action_row(actor, id_, stated, account.id, said.rate, by_hand=True)])
    await rebuild_actions(session, actor, [id_])
    return await _noted(session, actor, Action.CORPORATE_ACTION_CREATE, id_)


async def _enter_split(
    session: Session, actor: Actor, account: AccountFacts, source: Instrument, said: ActionSaid
) -> ActionFacts:
    terms = said.terms
    if said.target or terms.cash or terms.cost_share is not None or terms.in_lieu:
        raise ActionInvalid("A split has a ratio and nothing else. Enter cash in lieu as a sale of the fraction.")
    settled = split(terms.numerator, terms.denominator, said.effective_at)
    key = await known_instrument(session, actor, source)
    stated = StatedSplit(0, "", source, settled.numerator, settled.denominator, said.effective_at)
    id_ = split_id(actor, stated, account)
    ratio = (settled.numerator, settled.denominator, ZERO)
    await writing.add_splits(session, [(actor.workspace_id, id_, account.id, key, *ratio, said.effective_at, True)])
    await rebuild_and_announce(session, actor, await writing.list_split_positions(session, actor, [id_], END))
    return await _noted(session, actor, Action.CORPORATE_ACTION_CREATE, id_)


async def _noted(session: Session, actor: Actor, action: Action, id_: UUID) -> ActionFacts:
    """What the action says, beside whether it counts now."""
    found = await get_action(session, actor, id_)
    told = {name: getattr(found, name) for name in ("account_id", "kind", "symbol", "effective_at", *TERMS)}
    is_void = action is Action.CORPORATE_ACTION_VOID
    changes = {name: (value, None) if is_void else (None, value) for name, value in told.items()}
    auditing.note(session, actor, action, id_, changes=changes)
    return found


async def list_actions(session: Session, actor: Actor, account_id: UUID | None) -> list[ActionFacts]:
    """Actions and splits that are stated, voided ones too, of one account or of all; newest first."""
    actor.require(Permission.EXECUTIONS_READ)
    return await lists.list_facts(session, actor, account_id=account_id)


async def get_action(session: Session, actor: Actor, id_: UUID) -> ActionFacts:
    actor.require(Permission.EXECUTIONS_READ)
    found = await lists.list_facts(session, actor, id_=id_)
    if not found:
        raise ActionNotFound
    return found[0]


async def void_action(session: Session, actor: Actor, id_: UUID, now: datetime) -> ActionFacts:
    """It stays, and counts no more; a file that states it again changes nothing. Voiding twice is voiding once."""
    return await _set_voided(session, actor, id_, now)


async def restore_action(session: Session, actor: Actor, id_: UUID) -> ActionFacts:
    return await _set_voided(session, actor, id_, None)


async def _set_voided(session: Session, actor: Actor, id_: UUID, at: datetime | None) -> ActionFacts:
    actor.require(Permission.EXECUTIONS_WRITE)
    found = await get_action(session, actor, id_)
    is_split = found.kind == "split"
    if await repository.set_voided(session, actor, "splits" if is_split else "corporate_actions", id_, at):
        if is_split:
            touched = await writing.list_split_positions(session, actor, [id_], END)
            await rebuild_and_announce(session, actor, touched)
        else:
            await rebuild_actions(session, actor, [id_])
    return await _noted(session, actor, Action.CORPORATE_ACTION_VOID if at else Action.CORPORATE_ACTION_RESTORE, id_)


async def rebuild_actions(session: Session, actor: Actor, ids: Sequence[UUID]) -> None:
    """Derives what the actions join, whether they still count or not."""
    touched = await repository.list_action_positions(session, actor, ids, END)
    await rebuild_and_announce(session, actor, touched, unlinked=ids)


def check_instruments(source: Instrument, target: Instrument | None) -> None:
    """Raises ActionInvalid where lots cannot go from the one to the other."""
    if target is None:
        return
    if source.key == target.key:
        raise ActionInvalid(f"{source.symbol} cannot become itself. For other units of the same, enter a split.")
    if source.currency != target.currency:
        raise ActionInvalid(f"{source.symbol} is in {source.currency}, {target.symbol} in {target.currency}.")
    if source.is_margin != target.is_margin:
        raise ActionInvalid(f"{source.symbol} and {target.symbol} are not settled alike.")
