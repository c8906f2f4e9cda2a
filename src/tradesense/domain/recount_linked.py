"""The auditor on positions that corporate actions join: recounted together, from the fills, in exact fractions.

Written from design/ledger.md 5.2 and decision 0015, not from the product's own fold.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.domain.corporate_action import ActionKind, CorporateAction
from tradesense.domain.delivery import Delivery
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ActionId, ExecutionId, InstrumentId, PositionId
from tradesense.domain.number import ZERO
from tradesense.domain.recount import Book, BookLot, Leg, Recount, RecountRules, finite, result_of
from tradesense.domain.split import Split

_NOTHING: Final = Fraction(0)
_PLACES: Final = 12
_LONG: Final = Context(prec=200, traps=[Inexact])


class RecountMember(NamedTuple):
    """One of the joined positions."""

    position: PositionId
    instrument: InstrumentId
    ref: str
    rules: RecountRules
    is_option: bool = False


class RecountedEffect(NamedTuple):
    """What an action did to an open position; signed as in domain.linked.Effect."""

    action: ActionId
    position: PositionId
    target: PositionId | None
    given: Fraction
    received: Fraction
    cost: Fraction
    cash: Fraction
    applied: bool


class LinkedRecount(NamedTuple):
    positions: dict[PositionId, Recount]
    effects: tuple[RecountedEffect, ...]


class _Event(NamedTuple):
    at: datetime
    place: int  # splits, actions, fills
    order: tuple[object, ...]
    position: PositionId | None
    what: Split | CorporateAction | Execution


def recount_linked(
    members: Sequence[RecountMember],
    executions: Mapping[PositionId, Iterable[Execution]],
    splits: Mapping[PositionId, Iterable[Split]],
    actions: Iterable[CorporateAction],
    deliveries: Iterable[Delivery] = (),
) -> LinkedRecount:
    """Everything that happened to the positions, in any order given. Raises ValueError as `recount` does."""
    options = {one.position for one in members if one.is_option}
    events = [_Event(one.effective_at, 0, (str(of), one), of, one) for of, some in splits.items() for one in some]
    events += [_Event(one.effective_at, 1, (one.id,), None, one) for one in actions]
    for of, fills in executions.items():
        events += [
            _Event(one.executed_at, 2, (of not in options, one.sequence, one.ordinal, one.fingerprint), of, one)
            for one in fills
        ]
    ledger = _Ledger(members, list(deliveries))
    for event in sorted(events, key=lambda one: one[:3]):
        ledger.see(event)
    return LinkedRecount({of: result_of(book) for of, book in ledger.books.items()}, tuple(ledger.effects))


class _Ledger:
    def __init__(self, members: Sequence[RecountMember], deliveries: Sequence[Delivery]) -> None:
        self.members = sorted(members, key=lambda one: one.ref)
        rolls = frozenset(option for one in deliveries for option, value in one.options.items() if value is None)
        self.books = {one.position: Book(one.rules, rolls) for one in members}
        self.deliveries = deliveries
        self.effects: list[RecountedEffect] = []
        self.age: dict[ExecutionId, int] = {}

    def see(self, event: _Event) -> None:
        if isinstance(event.what, CorporateAction):
            for member in self.members:
                if member.instrument == event.what.source and self.books[member.position].origin:
                    self.effects.append(self.act(event.what, member))
            return
        assert event.position is not None
        if isinstance(event.what, Split):
            self.books[event.position].restate(event.what)
        else:
            self.age[event.what.id] = len(self.age)
            self.books[event.position].add(self.told(event.what))

    def told(self, fill: Execution) -> Execution:
        """An option's end at its value; what it delivers with the money that end counted, shared by units."""
        for one in self.deliveries:
            if one.options.get(fill.id) is not None:
                return fill._replace(carried=one.options[fill.id] or ZERO)
            if fill.id in one.shares:
                counted = [book.rolled.get(option, _NOTHING) for book in self.books.values() for option in one.options]
                shares = {id_: Fraction(units) for id_, units in one.shares.items()}
                parts = [round(sum(counted) * units / sum(shares.values()), _PLACES) for units in shares.values()]
                parts[-1] = sum(counted, _NOTHING) - sum(parts[:-1], _NOTHING)
                return fill._replace(carried=_written(one.sign * dict(zip(shares, parts, strict=True))[fill.id]))
        return fill

    def act(self, action: CorporateAction, member: RecountMember) -> RecountedEffect:
        book, per_unit = self.books[member.position], Fraction(action.terms.cash) * Fraction(member.rules.multiplier)
        held = book.units * book.direction()
        if action.target is None:
            book.add(_sale(action, member, book, book.units))
            return RecountedEffect(action.id, member.position, None, held, _NOTHING, _NOTHING, held * per_unit, True)
        to = next(one for one in self.members if (one.instrument, one.ref) == (action.target, member.ref))
        other = self.books[to.position]
        aside = RecountedEffect(
            action.id, member.position, to.position, _NOTHING, _NOTHING, _NOTHING, _NOTHING, applied=False
        )
        if other.origin and other.direction() != book.direction():
            return aside
        if action.kind is ActionKind.SPIN_OFF:
            arriving, given, cash = _spun(action, book), _NOTHING, _NOTHING
        else:
            given, cash = held, held * per_unit
            if action.terms.cash:
                _paid_in_part(action, member, book)
            book.restate(Split(action.terms.numerator, action.terms.denominator, action.effective_at))
            arriving = _taken_out(book)
        cost, units = sum(lot.cost for lot in arriving.lots.values()), arriving.units * arriving.direction()
        self.join(other, arriving)
        fraction, paid = self.in_lieu(action, to)
        received = units - fraction
        return aside._replace(given=given, received=received, cost=Fraction(cost), cash=cash + paid, applied=True)

    def join(self, book: Book, arriving: Book) -> None:
        assert arriving.origin is not None
        is_two = book.origin is not None
        older = arriving.origin if book.origin is None or arriving.origin.at < book.origin.at else book.origin
        lots: dict[ExecutionId, BookLot] = {}
        both = [*book.lots.values(), *arriving.lots.values()]
        pooled = book.rules.method == "average"
        for lot in sorted(both, key=lambda one: self.age[one.opening]):
            at = next(iter(lots), lot.opening) if pooled else lot.opening
            rated = lot.rated and lots[at].rated if at in lots else lot.rated
            lots[at] = lots[at].plus(lot, 1)._replace(unit=None, rated=rated) if at in lots else lot
        book.origin, book.lots = older, lots
        book.units += arriving.units
        book.exited += arriving.exited
        book.cost_moved += arriving.cost_moved
        book.received += arriving.received
        book.legs, legs = arriving.legs, book.legs
        book.exits, exits = arriving.exits, book.exits
        if is_two:
            book.legs = sorted([*legs, *book.legs], key=lambda leg: leg.fill.executed_at)
            book.exits = sorted([*exits, *book.exits], key=lambda realised: realised.day)
        book.times_known = book.times_known and arriving.times_known

    def in_lieu(self, action: CorporateAction, to: RecountMember) -> tuple[Fraction, Fraction]:
        """Signed units sold for cash instead of being delivered, and what was paid for them."""
        book, paid = self.books[to.position], action.terms.in_lieu
        if paid is None or to.ref or not book.origin or Fraction(paid.units) > book.units:
            return _NOTHING, _NOTHING
        direction, units = book.direction(), Fraction(paid.units)
        sale = _sale(action, to, book, units)
        book.add(sale._replace(price=ZERO, carried=paid.amount, picks=_oldest_first(book, units)))
        return units * direction, Fraction(paid.amount) * direction


def _paid_in_part(action: CorporateAction, member: RecountMember, book: Book) -> None:
    """Cash for a share of every lot's cost; no units leave."""
    given = [_give(book, lot, Fraction(action.cost_share)) for lot in tuple(book.lots.values())]
    sale = _sale(action, member, book, book.units)
    paid = book.units * Fraction(action.terms.cash) * Fraction(book.rules.multiplier)
    book.exits.append(book.realised(Leg(sale, False, _NOTHING, paid), _NOTHING, given))
    book.received += paid


def _give(book: Book, lot: BookLot, share: Fraction) -> BookLot:
    """Takes a share of its cost away from a lot: no units, no fees."""
    cost, base = round(lot.cost * share, _PLACES), round(lot.base_cost * share, _PLACES)
    left = lot.cost - cost
    unit = None if lot.unit is None else finite(left / lot.quantity)
    book.lots[lot.opening] = lot._replace(cost=left, base_cost=lot.base_cost - base, unit=unit)
    return lot._replace(unit=None, quantity=_NOTHING, cost=cost, fees=_NOTHING, base_cost=base, base_fees=_NOTHING)


def _spun(action: CorporateAction, book: Book) -> Book:
    """A book of what was spun off: a share of each lot's cost, over new units."""
    assert book.origin is not None
    spun = Book(book.rules)
    spun.times_known = book.times_known and all(leg.fill.time_known for leg in book.legs)
    for lot in tuple(book.lots.values()):
        given = _give(book, lot, Fraction(action.cost_share))
        spun.lots[lot.opening] = given._replace(quantity=lot.quantity, unit=_NOTHING)
        spun.cost_moved += given.cost
    book.cost_moved -= spun.cost_moved
    spun.units, spun.origin = book.units, book.origin
    spun.restate(Split(action.terms.numerator, action.terms.denominator, action.effective_at))
    spun.origin = book.origin._replace(quantity=spun.units, spun_by=action.id)
    return spun


def _taken_out(book: Book) -> Book:
    """The open trade, in a book of its own; the other is left flat."""
    own = Book(book.rules)
    for name in ("lots", "units", "legs", "exits", "exited", "origin", "cost_moved", "received", "times_known"):
        setattr(own, name, getattr(book, name))
    book.become_flat()
    return own


def _sale(action: CorporateAction, member: RecountMember, book: Book, units: Fraction) -> Execution:
    """All that is open, or a fraction of it, leaving for cash."""
    return Execution(
        id=action.sale_id(member.position),
        side=Side(-book.direction()),
        quantity=_written(units),
        price=action.terms.cash,
        fees=ZERO,
        executed_at=action.effective_at,
        day=action.day,
        kind=ExecutionKind.CORPORATE_ACTION,
        rate=action.rate,
    )


def _written(units: Fraction) -> Decimal:
    """Units are finite decimals."""
    return _LONG.divide(Decimal(units.numerator), Decimal(units.denominator))


def _oldest_first(book: Book, units: Fraction) -> tuple[LotPick, ...]:
    picks: list[LotPick] = []
    for lot in book.lots.values():
        part = min(lot.quantity, units)
        if part:
            picks.append(LotPick(lot.opening, _written(part)))
        units -= part
    return tuple(picks)
