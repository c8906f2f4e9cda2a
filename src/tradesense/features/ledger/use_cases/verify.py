"""Verification: every trade, position and daily figure, what trades show of annotations, and what moved cash,
recounted from the executions by other code.

The recount (domain/recount) is in exact fractions and shares nothing with the product's own fold.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.execution import Execution
from tradesense.domain.ids import PositionId, spun_trade_id, trade_id
from tradesense.domain.instrument import MARGIN_CLASSES, AssetClass
from tradesense.domain.linked import Effect
from tradesense.domain.recount import Origin, Recount, RecountedTrade, RecountRules, recount
from tradesense.domain.recount_linked import LinkedRecount, RecountMember, recount_linked
from tradesense.domain.split import Split
from tradesense.features.ledger.repository import actions as actions_repository
from tradesense.features.ledger.repository import rebuild as rebuild_repository
from tradesense.features.ledger.repository import reconciliation as reconciliation_repository
from tradesense.features.ledger.repository import verify as repository
from tradesense.features.ledger.repository.verify import StoredAnnotation, StoredDay, StoredPosition, StoredTrade
from tradesense.features.ledger.use_cases.differences import Difference, compared
from tradesense.features.ledger.use_cases.linking import Group, linked_groups
from tradesense.features.ledger.use_cases.verify_annotations import anchor_differences, shown_differences
from tradesense.features.ledger.use_cases.verify_cash import CashRecount, event_differences

POSITIONS_AT_ONCE: Final = 200
EVENTS_AT_ONCE: Final = 5_000
PRICE_DECIMALS: Final = 12


class Verified(NamedTuple):
    """What was looked at, and what was found."""

    positions: int
    trades: int
    days: int
    cash_events: int
    differences: tuple[Difference, ...]


async def list_all_workspaces(session: Session) -> list[UUID]:
    return await repository.list_workspaces(session)


async def verify_ledger(session: Session, actor: Actor) -> AsyncIterator[Verified]:
    """Recounts the actor's workspace, some positions at a time, then its cash."""
    actor.require(Permission.EXECUTIONS_READ)
    groups = await linked_groups(session, actor)
    joined = {holding.position for group in groups for holding in group.holdings}
    linked: dict[UUID, StoredPosition] = {}
    cash, after = CashRecount(), None
    while positions := await repository.list_positions(session, actor, after, POSITIONS_AT_ONCE):
        after = positions[-1].id
        linked |= {position.id: position for position in positions if position.id in joined}
        alone = [position for position in positions if position.id not in joined]
        yield await _verify(session, actor, alone, cash)
    for group in groups:
        yield await _verify(session, actor, [linked[one.position] for one in group.holdings], cash, group)
    after = None
    while events := await repository.list_cash_events(session, actor, after, EVENTS_AT_ONCE):
        after = events[-1].id
        cash.add_events(events)
        yield Verified(0, 0, 0, len(events), tuple(event_differences(actor.workspace_id, events)))
    for account in await repository.list_accounts(session, actor):
        flows = await reconciliation_repository.list_flows(session, actor, account)
        yield Verified(0, 0, 0, 0, tuple(cash.differences(account, flows)))


async def _verify(
    session: Session,
    actor: Actor,
    positions: Sequence[StoredPosition],
    cash: CashRecount,
    group: Group | None = None,
) -> Verified:
    """`group`: what joins the positions; None: each is recounted by itself."""
    ids = [position.id for position in positions]
    stored = await _read(session, actor, ids)
    found: list[Difference] = []
    together: dict[PositionId, Recount] = {}
    if group is not None:
        try:
            recounted = _recount_group(group, positions, stored.executions, stored.splits)
        except ValueError as refused:
            return Verified(len(ids), 0, 0, 0, (Difference("position", str(ids[0]), "fills", "kept", str(refused)),))
        together = recounted.positions
        cash.add_effects(positions, group.actions, recounted)
        found += _effect_differences(await actions_repository.list_effects(session, actor, ids), recounted)
    entered: dict[UUID, UUID] = {}
    refused_fills: set[UUID] = set()
    for position in positions:
        fills, restated = stored.executions.get(position.id, ()), stored.splits.get(position.id, ())
        try:
            expected = together.get(PositionId(position.id)) or _recount(position, fills, restated)
        except ValueError as refused:
            found.append(Difference("position", str(position.id), "fills", "kept", str(refused)))
            refused_fills |= {fill.id for fill in fills}
            continue
        found += _position_differences(position, expected, _last_at(fills, restated))
        found += _snapshot_differences(position, expected)
        found += _trade_differences(position, stored.trades.get(position.id, []), expected, stored.days)
        found += _unmatched_differences(stored.unmatched.get(position.id, {}), expected)
        entered |= {fill: _named(origin) for fill, origin in expected.entered.items()}
        cash.add_position(position, fills, expected)
    told = [one for one in stored.annotations if one.execution_id not in refused_fills]
    found += anchor_differences(told, entered)
    for position in positions:
        found += shown_differences(position, stored.trades.get(position.id, []), stored.annotations, entered)
    counted = sum(map(len, stored.trades.values()))
    days = sum(trade.exit_days for trades in stored.trades.values() for trade in trades)
    return Verified(len(positions), counted, days, 0, tuple(found))


class _Stored(NamedTuple):
    """All that is kept of some positions, by their ids; `days` by trade."""

    executions: dict[UUID, list[Execution]]
    splits: dict[UUID, list[Split]]
    trades: dict[UUID, list[StoredTrade]]
    days: dict[UUID, list[StoredDay]]
    unmatched: dict[UUID, dict[UUID, Decimal]]
    annotations: list[StoredAnnotation]


async def _read(session: Session, actor: Actor, ids: Sequence[UUID]) -> _Stored:
    return _Stored(
        await repository.list_executions(session, actor, ids),
        await rebuild_repository.list_splits(session, actor, ids),
        await repository.list_trades(session, actor, ids),
        await repository.list_days(session, actor, ids),
        await repository.list_unmatched(session, actor, ids),
        await repository.list_annotations(session, actor, ids),
    )


def _recount(position: StoredPosition, executions: Iterable[Execution], splits: Iterable[Split]) -> Recount:
    return recount(executions, splits, _rules(position))


def _recount_group(
    group: Group,
    positions: Sequence[StoredPosition],
    executions: Mapping[UUID, Sequence[Execution]],
    splits: Mapping[UUID, Sequence[Split]],
) -> LinkedRecount:
    members = [
        RecountMember(
            holding.position,
            holding.instrument,
            holding.ref,
            _rules(position),
            is_option=position.asset_class == AssetClass.OPTION,
        )
        for holding, position in zip(group.holdings, positions, strict=True)
    ]
    return recount_linked(
        members,
        {one.position: executions.get(one.position, ()) for one in members},
        {one.position: splits.get(one.position, ()) for one in members},
        group.actions,
        group.deliveries,
    )


def _effect_differences(stored: Mapping[tuple[UUID, UUID], Effect], expected: LinkedRecount) -> list[Difference]:
    kept = dict(stored)
    found: list[Difference] = []
    for one in expected.effects:
        effect, place = kept.pop((one.action, one.position), None), f"{one.action} {one.position}"
        if effect is None:
            found.append(Difference("effect", place, "effect", "missing", "there"))
            continue
        pairs = {name: (getattr(effect, name), getattr(one, name)) for name in Effect._fields}
        found += compared("effect", place, pairs)
    return found + [Difference("effect", f"{action} {at}", "effect", "there", "missing") for action, at in kept]


def _rules(position: StoredPosition) -> RecountRules:
    return RecountRules(
        multiplier=position.multiplier,
        method=position.method,
        converts=position.currency != position.base,
        margin=AssetClass(position.asset_class) in MARGIN_CLASSES,
        long_only=position.long_only,
    )


def _last_at(fills: Sequence[Execution], splits: Sequence[Split]) -> datetime | None:
    """Up to when the position is folded: what comes later goes on from its snapshot."""
    instants = [*(fill.executed_at for fill in fills), *(split.effective_at for split in splits)]
    return max(instants) if fills else None


def _position_differences(position: StoredPosition, expected: Recount, last_at: datetime | None) -> list[Difference]:
    pairs: dict[str, tuple[object, object]] = {
        "last_at": (position.last_at, last_at),
        "quantity": (position.quantity, expected.quantity),
        "cost": (position.cost, expected.cost),
        "fees": (position.fees, expected.open_fees),
    }
    return compared("position", str(position.id), pairs)


def _snapshot_differences(position: StoredPosition, expected: Recount) -> list[Difference]:
    """What the next fold goes on from: the open trade's sums and its lots."""
    kept, is_open = position.snapshot, bool(expected.quantity)
    if kept is None or not is_open:
        pairs: dict[str, tuple[object, object]] = {"snapshot": (kept is not None, is_open)}
        return compared("position", str(position.id), pairs)
    trade = expected.trades[-1]
    pairs = {
        "opening": (UUID(kept["opening"]), trade.opening),
        "spun_by": (kept.get("spun_by"), str(trade.spun_by) if trade.spun_by else None),
        "direction": (kept["direction"], trade.direction),
        "opened": (kept["opened"], [trade.opened_at.isoformat(), trade.opened_on.isoformat()]),
        "known": (kept["known"], [trade.fees_known, trade.times_known]),
        "counts": (kept["counts"], [trade.executions, trade.entries]),
        "lots": (
            [(UUID(opening), Fraction(units), Fraction(cost), Fraction(fees))
             for opening, units, _, cost, fees, *_ in kept["lots"]],
            [tuple(lot) for lot in expected.lots],
        ),
        "unit prices": ([_keeps_its_price(*lot) for lot in kept["lots"]], [True] * len(expected.lots)),
        "days": (
            [(day, *map(_fraction, amounts)) for day, *amounts in kept["realised"]],
            [(day.isoformat(), *amounts) for day, *amounts in trade.days],
        ),
        "open_quantity": (Fraction(kept["sums"]["open_quantity"]), abs(expected.quantity)),
    }  # fmt: skip
    sums = ("opening_quantity", "entry_quantity", "entry_notional", "exit_quantity", "exit_notional", "gross", "fees",
            "base_gross", "base_fees")  # fmt: skip
    pairs |= {name: (_fraction(kept["sums"][name]), getattr(trade, name)) for name in sums}
    found = compared("position", str(position.id), pairs)
    return [one._replace(name=f"snapshot's {one.name}") for one in found]


def _keeps_its_price(_: str, units: str, price: str | None, cost: str, *__: str | None) -> bool:
    """A lot's price, where a unit has one, times its units is its cost."""
    return price is None or Fraction(price) * Fraction(units) == Fraction(cost)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _trade_differences(
    position: StoredPosition, stored: Sequence[StoredTrade], expected: Recount, days: dict[UUID, list[StoredDay]]
) -> list[Difference]:
    by_id = {trade.id: trade for trade in stored}
    found: list[Difference] = []
    for recounted in expected.trades:
        trade = by_id.pop(_named(recounted), None)
        if trade is None:
            found.append(Difference("trade", str(_named(recounted)), "trade", "missing", "there"))
            continue
        found += compared("trade", str(trade.id), _trade_pairs(position, trade, recounted))
        found += _day_differences(trade, days.get(trade.id, []), recounted)
    found += [Difference("trade", str(trade.id), "trade", "there", "missing") for trade in by_id.values()]
    return found


def _named(recounted: RecountedTrade | Origin) -> UUID:
    if recounted.spun_by is None:
        return trade_id(recounted.opening)
    return spun_trade_id(recounted.opening, recounted.spun_by)


def _trade_pairs(
    position: StoredPosition, trade: StoredTrade, recounted: RecountedTrade
) -> dict[str, tuple[object, object]]:
    names = set(trade._fields) & set(recounted._fields)
    pairs: dict[str, tuple[object, object]] = {
        name: (getattr(trade, name), getattr(recounted, name)) for name in sorted(names)
    }
    base_net = None
    if recounted.base_gross is not None and recounted.base_fees is not None:
        base_net = recounted.base_gross - recounted.base_fees
    named = ("account_id", "symbol", "underlying", "asset_class", "currency")
    pairs |= {name: (getattr(trade, name), getattr(position, name)) for name in named}
    unit = Fraction(position.multiplier)
    return pairs | {
        "entry_price": (trade.entry_price, _price(recounted.entry_notional, recounted.entry_quantity * unit)),
        "exit_price": (trade.exit_price, _price(recounted.exit_notional, recounted.exit_quantity * unit)),
        "opening": (trade.opening_id, recounted.opening),
        "net": (trade.net, recounted.gross - recounted.fees),
        "base_net": (trade.base_net, base_net),
        "exit_days": (trade.exit_days, len(recounted.days)),
    }


def _price(notional: Fraction, units: Fraction) -> Fraction | None:
    """What a unit cost on average, rounded half to even at 12 decimals."""
    return round(notional / units, PRICE_DECIMALS) if units else None


def _day_differences(trade: StoredTrade, stored: list[StoredDay], recounted: RecountedTrade) -> list[Difference]:
    """A trade's days are kept where they are several, or it is open still; else its own figures say it all."""
    kept = {day.day: day for day in stored}
    found: list[Difference] = []
    is_one = len(recounted.days) == 1 and recounted.closed_at is not None
    for expected in () if is_one else recounted.days:
        day = kept.pop(expected.day, None)
        place = f"{trade.id} {expected.day}"
        if day is None:
            found.append(Difference("day", place, "day", "missing", "there"))
            continue
        names = ("gross", "fees", "base_gross", "base_fees")
        found += compared("day", place, {name: (getattr(day, name), getattr(expected, name)) for name in names})
    return found + [Difference("day", f"{trade.id} {day}", "day", "there", "missing") for day in kept]


def _unmatched_differences(stored: dict[UUID, Decimal], expected: Recount) -> list[Difference]:
    units: dict[UUID, Fraction] = {}
    for execution, quantity in expected.unmatched:
        units[execution] = units.get(execution, Fraction(0)) + quantity
    found: list[Difference] = []
    for id_ in sorted({*stored, *units}):
        found += compared("unmatched", str(id_), {"quantity": (stored.get(id_), units.get(id_))})
    return found
