"""Executions: entered by hand, listed, voided and restored; never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.contracts import EQUITY_OPTION_MULTIPLIER, future
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import instrument_id, position_id
from tradesense.domain.instrument import AssetClass, Instrument, Right, equity, option
from tradesense.domain.matching import split_order
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import ZERO, plain
from tradesense.domain.plausible import fees_exceed, latest_instant
from tradesense.domain.recording import AccountFacts, Ranked, RateTable, Recorder
from tradesense.domain.split import Split
from tradesense.domain.statement import StatedFill, checked
from tradesense.features.ledger.problems import (
    ExecutionInFuture,
    ExecutionInvalid,
    ExecutionNotFound,
    FeesExceed,
    LotsInvalid,
    MultiplierConflict,
)
from tradesense.features.ledger.repository import executions as repository
from tradesense.features.ledger.repository import rebuild as rebuild_repository
from tradesense.features.ledger.repository import recording as writing
from tradesense.features.ledger.repository.executions import ExecutionFacts, ExecutionQuery
from tradesense.features.ledger.repository.rebuild import Touched
from tradesense.features.ledger.use_cases.accounts import facts, get_account
from tradesense.features.ledger.use_cases.recording import known_rates, rebuild_and_announce
from tradesense.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class InstrumentSaid:
    """An instrument as somebody enters it; what is known of its class fills in the rest."""

    symbol: str
    asset_class: AssetClass
    currency: str
    multiplier: Decimal | None
    underlying: str
    expiry: date | None
    strike: Decimal | None
    right: Right | None


@dataclass(frozen=True, slots=True)
class FillSaid:
    """A fill as somebody enters it. `fees_confirmed`: they are right, however much more they are than it moved."""

    account_id: UUID
    instrument: InstrumentSaid
    side: Side
    quantity: Decimal
    price: Decimal
    fees: Decimal | None
    executed_at: datetime
    time_known: bool
    kind: ExecutionKind
    closes: bool
    asset_fee: Decimal | None
    rate: Decimal | None
    fees_confirmed: bool = False


async def list_executions(
    session: Session,
    actor: Actor,
    query: ExecutionQuery,
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[ExecutionFacts]:
    actor.require(Permission.EXECUTIONS_READ)
    return await repository.list_executions(session, actor, query, after=after, limit=limit)


async def get_execution(session: Session, actor: Actor, execution_id: UUID) -> ExecutionFacts:
    actor.require(Permission.EXECUTIONS_READ)
    found = await repository.find_execution(session, actor, execution_id)
    if found is None:
        raise ExecutionNotFound
    return found


async def enter_execution(session: Session, actor: Actor, said: FillSaid, now: datetime) -> ExecutionFacts:
    """Records one fill entered by hand and re-derives its position. Raises what `stated_fill` does."""
    actor.require(Permission.EXECUTIONS_WRITE)
    account = facts(await get_account(session, actor, said.account_id))
    # Its own number, since two fills entered alike are two fills.
    stated = stated_fill(said, account, now, line=0, broker_ref=f"by hand {new_id()}")
    instrument = stated.instrument
    rates = RateTable() if instrument.currency == account.currency else await known_rates(session, actor)
    recorded = Recorder(actor.workspace_id, rates).record(Ranked(stated, 0), account)
    place = position_id(actor.workspace_id, recorded.account, await known_instrument(session, actor, instrument), "")
    key = instrument_id(actor.workspace_id, instrument.key)
    await writing.add_positions(session, actor, [(place, recorded.account, key, "")])
    await writing.add_executions(session, [writing.execution_row(actor, recorded, place, None)])
    at = recorded.execution.executed_at
    await rebuild_and_announce(session, actor, [Touched(place, at, at)])
    _note(session, actor, Action.EXECUTION_CREATE, recorded.execution, instrument.symbol)
    return await get_execution(session, actor, recorded.execution.id)


def stated_fill(
    said: FillSaid,
    account: AccountFacts,
    now: datetime,
    *,
    line: int,
    broker_ref: str,
    position_ref: str = "",
    sequence: int = 0,
) -> StatedFill:
    """A fill as somebody states it. Raises ExecutionInFuture, FeesExceed, and whatever else says that it cannot be one."""
    if said.executed_at > latest_instant(now):
        raise ExecutionInFuture(said.executed_at)
    stated = checked(
        StatedFill(
            line=line,
            account=str(account.id),
            instrument=resolve_instrument(said.instrument, said.executed_at.date()),
            side=said.side,
            quantity=said.quantity,
            price=said.price,
            fees=said.fees,
            when=said.executed_at,
            day=None if said.time_known else said.executed_at.astimezone(account.zone).date(),
            kind=said.kind,
            closes=said.closes,
            asset_fee=said.asset_fee or ZERO,
            broker_ref=broker_ref,
            position_ref=position_ref,
            sequence=sequence,
            rate=said.rate,
        )
    )
    if fees_exceed(stated) and not said.fees_confirmed:
        raise FeesExceed
    return stated


async def void_execution(session: Session, actor: Actor, execution_id: UUID, now: datetime) -> ExecutionFacts:
    """It stays, and counts no more. Voiding twice is voiding once."""
    actor.require(Permission.EXECUTIONS_WRITE)
    found = await get_execution(session, actor, execution_id)
    await _follow(session, actor, await repository.void_execution(session, actor, execution_id, now))
    _note(session, actor, Action.EXECUTION_VOID, found, found.symbol, counts=(found.counts, False))
    return await get_execution(session, actor, execution_id)


async def restore_execution(session: Session, actor: Actor, execution_id: UUID) -> ExecutionFacts:
    actor.require(Permission.EXECUTIONS_WRITE)
    found = await get_execution(session, actor, execution_id)
    await _follow(session, actor, await repository.restore_execution(session, actor, execution_id))
    _note(session, actor, Action.EXECUTION_RESTORE, found, found.symbol, counts=(found.counts, True))
    return await get_execution(session, actor, execution_id)


async def pick_lots(session: Session, actor: Actor, execution_id: UUID, picks: Sequence[LotPick]) -> ExecutionFacts:
    """Names the lots that a closing fill takes; an empty list takes the names back. Raises LotsInvalid."""
    actor.require(Permission.EXECUTIONS_WRITE)
    closing = await get_execution(session, actor, execution_id)
    openings = {pick.opening for pick in picks}
    if len(openings) != len(picks):
        raise LotsInvalid("Each lot is named once.")
    wanted = sum((pick.quantity for pick in picks), ZERO)
    if picks and wanted > closing.quantity:
        raise LotsInvalid(f"The fill closes at most {closing.quantity}, and {wanted} are named.")
    found = {one.id: one for one in await repository.find_executions(session, actor, list(openings))}
    splits = (await rebuild_repository.list_splits(session, actor, [closing.position_id])).get(closing.position_id, [])
    for pick in picks:
        opening = found.get(pick.opening)
        if opening is None or opening.position_id != closing.position_id or opening.side == closing.side:
            raise LotsInvalid(f"{pick.opening} did not open this position.")
        if pick.quantity > _units_at(opening, closing, splits) or opening.executed_at > closing.executed_at:
            raise LotsInvalid(f"{pick.opening} cannot give {pick.quantity}.")
    await repository.save_picks(session, actor, execution_id, [(pick.opening, pick.quantity) for pick in picks])
    lots = [f"{pick.opening}: {plain(pick.quantity)}" for pick in picks]
    auditing.note(session, actor, Action.LOTS_PICK, execution_id, changes={"lots": (None, lots)})
    await _follow(session, actor, [Touched(closing.position_id, closing.executed_at, closing.executed_at)])
    return await get_execution(session, actor, execution_id)


def _units_at(opening: ExecutionFacts, closing: ExecutionFacts, splits: Sequence[Split]) -> Decimal:
    """The most that the opening's lot can have had when the other fill closed some of it."""
    units = opening.quantity
    for one in sorted(splits, key=split_order):
        if opening.executed_at < one.effective_at <= closing.executed_at:
            if one.added:  # its ratio depends on all that was held: the fold will tell
                return closing.quantity
            units = one.units(units)
    return units


def _note(
    session: Session,
    actor: Actor,
    action: Action,
    fill: Execution | ExecutionFacts,
    symbol: str,
    *,
    counts: tuple[bool, bool] = (False, True),
) -> None:
    """What the fill says, beside whether it counted before and after: it itself never changes."""
    said = {"symbol": symbol} | {name: getattr(fill, name) for name in ("side", "quantity", "price", "fees")}
    before, after = counts
    changes = {name: (value if before else None, value if after else None) for name, value in said.items()}
    auditing.note(session, actor, action, fill.id, changes=changes)


def resolve_instrument(said: InstrumentSaid, on: date) -> Instrument:
    """The instrument somebody means; raises ContractUnknown for a future that is not known."""
    paid_in = currency(said.currency)
    match said.asset_class:
        case AssetClass.FUTURE:
            return _future(said, paid_in, on)
        case AssetClass.OPTION:
            if said.expiry is None or said.strike is None or said.right is None:
                raise ExecutionInvalid("An option needs its expiry, strike and right.")
            root = said.underlying or said.symbol
            multiplier = EQUITY_OPTION_MULTIPLIER if said.multiplier is None else said.multiplier
            return option(root, said.expiry, said.strike, said.right, paid_in, multiplier)
        case AssetClass.EQUITY:
            return equity(said.symbol, paid_in)._replace(multiplier=_one_unless_said(said))
        case _:
            symbol = said.symbol.strip().upper()
            base = (said.underlying or symbol.partition(".")[0][:3]).upper()
            return Instrument(symbol, said.asset_class, paid_in, _one_unless_said(said), underlying=base)


def _one_unless_said(said: InstrumentSaid) -> Decimal:
    return Decimal(1) if said.multiplier is None else said.multiplier


def _future(said: InstrumentSaid, paid_in: Currency, on: date) -> Instrument:
    if said.multiplier is None:
        return future(said.symbol, on)
    symbol = said.symbol.strip().upper().lstrip("/")
    return Instrument(symbol, AssetClass.FUTURE, paid_in, said.multiplier, said.underlying.upper(), said.expiry)


async def known_instrument(session: Session, actor: Actor, instrument: Instrument) -> Any:
    """The instrument's id, stored now if it is new; raises MultiplierConflict."""
    key = instrument_id(actor.workspace_id, instrument.key)
    await writing.add_instruments(session, actor, [(key, instrument)])
    stored = (await writing.list_multipliers(session, actor, [key]))[key]
    if stored != instrument.multiplier:
        raise MultiplierConflict(instrument.symbol, stored, instrument.multiplier)
    return key


async def _follow(session: Session, actor: Actor, touched: Sequence[Touched]) -> None:
    if touched:
        await rebuild_and_announce(session, actor, touched)
