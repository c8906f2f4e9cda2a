"""Positions that corporate actions join: folded together, in the order of time.

A symbol change or merger hands the running trade on, so it stays one trade from its first fill to its last; a
spin-off begins another beside it, as old as the first. Where both instruments are held the same way, the two trades
become one. Where they are held opposite ways the action stands aside: nothing says which lots would meet.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, localcontext
from typing import NamedTuple

from tradesense.domain.corporate_action import ActionKind, CorporateAction
from tradesense.domain.delivery import Delivery
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ActionId, ExecutionId, InstrumentId, PositionId, TradeId
from tradesense.domain.lots import Lot, Lots, Method, restate_lots, united_lots
from tradesense.domain.matching import Fold, Match, Rules
from tradesense.domain.number import EXACT, ZERO, total
from tradesense.domain.running import Running
from tradesense.domain.split import Split


class Member(NamedTuple):
    """A position of the group; `ref` keeps apart what the broker keeps apart."""

    position: PositionId
    instrument: InstrumentId
    ref: str
    rules: Rules


class Effect(NamedTuple):
    """What an action did to a position that was open; units are signed, money received > 0.

    given     units that left the source
    received  units that arrived in the target, less those paid out in cash
    cost      what went from the source's cost to the target's
    cash      what was paid, for units and in lieu of fractions
    applied   False: it stood aside
    """

    action: ActionId
    position: PositionId
    target: PositionId | None
    given: Decimal = ZERO
    received: Decimal = ZERO
    cost: Decimal = ZERO
    cash: Decimal = ZERO
    applied: bool = True


class _Due(NamedTuple):
    """A split of one position, or an action: splits go first."""

    at: datetime
    is_action: bool
    rank: tuple[object, ...]
    position: PositionId | None
    event: Split | CorporateAction


class LinkedFold:
    """The folds of joined positions. Feed it fills in the order of time; afterwards `finish` it."""

    def __init__(
        self,
        members: Sequence[Member],
        actions: Iterable[CorporateAction],
        splits: Mapping[PositionId, Iterable[Split]],
        *,
        deliveries: Iterable[Delivery] = (),
        trace: bool = False,
        watched: frozenset[ExecutionId] = frozenset(),
    ) -> None:
        """`watched`: fills of which `entered` shall say in which trade they are an entry at the end."""
        told = list(deliveries)
        rolls = frozenset(option for one in told for option, value in one.options.items() if value is None)
        self.folds = {one.position: Fold(one.rules, trace=trace, rolls=rolls) for one in members}
        self._values = {option: value for one in told for option, value in one.options.items() if value is not None}
        self._delivered = {shares: one for one in told for shares in one.shares}
        self.effects: list[Effect] = []
        self.concerned: list[tuple[CorporateAction, PositionId, frozenset[TradeId]]] = []
        self._members = sorted(members, key=lambda one: one.ref)
        self._named = {(one.instrument, one.ref): one for one in members}
        self._watched = watched
        self._entered: dict[ExecutionId, TradeId] = {}
        self._united: dict[TradeId, TradeId] = {}
        self._entries: dict[ExecutionId, int] = {}
        due = [_Due(one.effective_at, True, one.order, None, one) for one in actions]
        due += [_Due(one.effective_at, False, one, of, one) for of, some in splits.items() for one in some]
        self._waiting = deque(sorted(due, key=lambda one: (one.at, one.is_action, str(one.position), one.rank)))

    def run(self, fills: Iterable[tuple[PositionId, Execution]]) -> None:
        for position, fill in fills:
            self.catch_up(fill.executed_at)
            fold = self.folds[position]
            self._entries[fill.id] = len(self._entries)
            fold.run([self._told(fill)])
            if fill.id in self._watched and fold.running and fold.running.side is fill.side:
                self._entered[fill.id] = fold.running.id

    def _told(self, fill: Execution) -> Execution:
        """With the money that an exercise or assignment moves into it."""
        value, delivery = self._values.get(fill.id), self._delivered.get(fill.id)
        if value is not None:
            return fill._replace(carried=value)
        if delivery is None:
            return fill
        worth = total(
            fold.rolled[option] for option in delivery.options for fold in self.folds.values() if option in fold.rolled
        )
        return fill._replace(carried=delivery.carried(fill.id, worth))

    def catch_up(self, at: datetime) -> None:
        """Applies what comes before the fills of an instant."""
        while self._waiting and self._waiting[0].at <= at:
            self._happen(self._waiting.popleft())

    def finish(self) -> None:
        """Applies what comes after the last fill."""
        while self._waiting:
            self._happen(self._waiting.popleft())

    def entered(self) -> dict[ExecutionId, TradeId]:
        """In which trade each watched fill is an entry. To be asked after `finish`."""
        return {fill: self.name_of(trade) for fill, trade in self._entered.items()}

    def matches(self) -> list[Match]:
        return [match for fold in self.folds.values() for match in fold.matches or ()]

    def concerns(self, trade: TradeId) -> list[tuple[CorporateAction, PositionId]]:
        """The actions that the trade went through, each with the position where it may have sold something."""
        return [(action, at) for action, at, trades in self.concerned if trade in {self.name_of(one) for one in trades}]

    def name_of(self, trade: TradeId) -> TradeId:
        """What a trade is called after those that it became one with."""
        into = self._united.get(trade)
        return trade if into is None else self.name_of(into)

    def _happen(self, due: _Due) -> None:
        if isinstance(due.event, Split):
            assert due.position is not None
            self.folds[due.position].run([due.event])
            return
        for member in self._members:
            if member.instrument == due.event.source:
                with localcontext(EXACT):
                    self._act(due.event, member)

    def _act(self, action: CorporateAction, member: Member) -> None:
        source = self.folds[member.position]
        running = source.running
        if running is None:
            return
        held = running.open_quantity * running.direction
        if action.target is None:
            paid = held * action.terms.cash * member.rules.multiplier
            self.concerned.append((action, member.position, frozenset({running.id})))
            source.run([_sale(action, member.position, running, running.open_quantity)])
            self.effects.append(Effect(action.id, member.position, None, given=held, cash=paid))
            return
        to = self._named[action.target, member.ref]
        target = self.folds[to.position]
        if target.running is not None and target.running.direction is not running.direction:
            self.effects.append(Effect(action.id, member.position, to.position, applied=False))
            return
        if action.kind is ActionKind.SPIN_OFF:
            effect, arriving = Effect(action.id, member.position, to.position), _spun(action, running)
        else:
            effect, arriving = self._convert(action, member, source, running), running
            effect = effect._replace(target=to.position)
        effect = effect._replace(
            received=arriving.open_quantity * arriving.direction, cost=sum((lot.cost for lot in arriving.lots), ZERO)
        )
        self.concerned.append((action, to.position, frozenset({running.id, arriving.id})))
        self._join(target, arriving, to.rules.method)
        self.effects.append(self._pay_in_lieu(action, to, effect))

    def _convert(self, action: CorporateAction, member: Member, source: Fold, running: Running) -> Effect:
        """Takes the running trade out of its position, paid in part where cash comes with it."""
        held = running.open_quantity * running.direction
        if action.terms.cash:
            source.receive(_sale(action, member.position, running, running.open_quantity), action.cost_share)
        running.restate(action.ratio)
        restate_lots(running.lots, action.ratio, running.open_quantity)
        source.running = None
        paid = held * action.terms.cash * member.rules.multiplier
        return Effect(action.id, member.position, None, given=held, cash=paid)

    def _join(self, target: Fold, arriving: Running, method: Method) -> None:
        present = target.running
        if present is None:
            target.running = arriving
            return
        kept, other = (arriving, present) if arriving.opened_at < present.opened_at else (present, arriving)
        self._united |= {other.id: kept.id} if kept.id != other.id else {}
        lots = sorted([*present.lots, *arriving.lots], key=lambda lot: self._entries[lot.opening])
        kept.unite(other)
        kept.lots = united_lots(lots, method)
        target.running = kept

    def _pay_in_lieu(self, action: CorporateAction, to: Member, effect: Effect) -> Effect:
        """Sells the fraction that was not delivered: of positions that a broker keeps apart, only of the plain one."""
        target, in_lieu = self.folds[to.position], action.terms.in_lieu
        running = target.running
        if in_lieu is None or to.ref or running is None or in_lieu.units > running.open_quantity:
            return effect
        sale = _sale(action, to.position, running, in_lieu.units)
        picks = _oldest(running.lots, in_lieu.units) if to.rules.method is Method.SPECIFIC else ()
        direction = running.direction
        target.run([sale._replace(price=ZERO, carried=in_lieu.amount, picks=picks)])
        return effect._replace(
            received=effect.received - in_lieu.units * direction, cash=effect.cash + in_lieu.amount * direction
        )


def in_time(
    fills: Mapping[PositionId, Iterable[Execution]], options: Collection[PositionId] = ()
) -> list[tuple[PositionId, Execution]]:
    """The fills of several positions in the order in which a LinkedFold takes them: at one instant those of `options`
    come first, as an option's end precedes what it delivers."""
    pairs = [(position, fill) for position, some in fills.items() for fill in some]
    return sorted(pairs, key=lambda pair: (pair[1].executed_at, pair[0] not in options, pair[1].order))


def _spun(action: CorporateAction, running: Running) -> Running:
    given = [lot.give(action.cost_share) for lot in running.lots]
    units = action.ratio.units(running.open_quantity)
    lots: Lots = deque()
    for lot, cost in zip(running.lots, given, strict=True):
        cost.quantity = lot.quantity
        lots.append(cost)
    restate_lots(lots, action.ratio, units)
    return running.spin_off(action.id, lots)


def _sale(action: CorporateAction, position: PositionId, running: Running, quantity: Decimal) -> Execution:
    """Units leaving for cash: worth nothing where none is paid."""
    return Execution(
        id=action.sale_id(position),
        side=Side(-running.direction),
        quantity=quantity,
        price=action.terms.cash,
        fees=ZERO,
        executed_at=action.effective_at,
        day=action.day,
        kind=ExecutionKind.CORPORATE_ACTION,
        rate=action.rate,
    )


def _oldest(lots: Iterable[Lot], quantity: Decimal) -> tuple[LotPick, ...]:
    picks: list[LotPick] = []
    for lot in lots:
        part = min(lot.quantity, quantity)
        if part:
            picks.append(LotPick(lot.opening, part))
        quantity -= part
    return tuple(picks)
