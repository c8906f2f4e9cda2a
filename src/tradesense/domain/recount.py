"""The auditor: a second, independent fold from the fills of one position to its trades, in exact fractions.

Written from design/ledger.md and decisions.md 9-14, not from the product's own fold, with which it shares no
arithmetic. `tradesense verify-ledger` compares the two. Rounded (half to even, 12 decimals) are only the shares
of what does not divide; the last part takes the rest.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

from tradesense.domain.execution import Execution, Side
from tradesense.domain.ids import ActionId, ExecutionId
from tradesense.domain.split import Split

_NOTHING: Final = Fraction(0)
_PLACES: Final = 12


class RecountRules(NamedTuple):
    """What instrument and account settle; `method`: fifo, lifo, average, hifo or specific."""

    multiplier: Decimal
    method: str
    converts: bool
    margin: bool
    long_only: bool


class RecountedDay(NamedTuple):
    """What consecutive exits of a trading day realised; `base_`: in the account's currency, None without a rate."""

    day: date
    gross: Fraction
    fees: Fraction
    base_gross: Fraction | None
    base_fees: Fraction | None


class RecountedTrade(NamedTuple):
    """From flat to flat. Entry and exit figures are of all legs, gross and fees of what is realised (rules 3 to 5)."""

    opening: ExecutionId
    direction: int
    opening_quantity: Fraction
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None
    closed_on: date | None
    closed_by: str | None
    entry_quantity: Fraction
    entry_notional: Fraction
    exit_quantity: Fraction
    exit_notional: Fraction
    gross: Fraction
    fees: Fraction
    fees_known: bool
    base_gross: Fraction | None
    base_fees: Fraction | None
    executions: int
    entries: int
    times_known: bool
    days: tuple[RecountedDay, ...]
    spun_by: ActionId | None = None


class RecountedLot(NamedTuple):
    """Units that are open at the end, and what they cost."""

    opening: ExecutionId
    quantity: Fraction
    cost: Fraction
    fees: Fraction


class Recount(NamedTuple):
    """Trades by opening, an open one last; what is open at the end (signed); what matched nothing (decision 10).

    `entered`: of each fill that opened or added to a trade, how that trade began.
    """

    trades: tuple[RecountedTrade, ...]
    quantity: Fraction
    cost: Fraction
    open_fees: Fraction
    unmatched: tuple[tuple[ExecutionId, Fraction], ...]
    lots: tuple[RecountedLot, ...] = ()
    entered: Mapping[ExecutionId, "Origin"] = MappingProxyType({})


def recount(executions: Iterable[Execution], splits: Iterable[Split], rules: RecountRules) -> Recount:
    """Fold one position's fills and splits, given in any order (decision 9; a split precedes fills of its instant).

    Raises ValueError for what the rules do not cover: a fill that moves no units, a split that leaves a lot none.
    """
    book = Book(rules)
    pending = sorted(splits, key=lambda split: (split.effective_at, split))
    for fill in sorted(executions, key=lambda fill: (fill.executed_at, fill.sequence, fill.ordinal, fill.fingerprint)):
        while pending and pending[0].effective_at <= fill.executed_at:
            book.restate(pending.pop(0))
        book.add(fill)
    for split in pending:
        book.restate(split)
    return result_of(book)


def result_of(book: "Book") -> Recount:
    """What a book says at the end."""
    trades = (*book.closed, book.trade()) if book.origin else tuple(book.closed)
    book.note_entries()
    quantity = book.units * book.origin.direction if book.origin else _NOTHING
    lots = tuple(RecountedLot(lot.opening, lot.quantity, lot.cost, lot.fees) for lot in book.lots.values())
    cost, fees = _sum(lot.cost for lot in lots), _sum(lot.fees for lot in lots)
    return Recount(trades, quantity, cost, fees, tuple(book.unmatched), lots, book.entered)


class BookLot(NamedTuple):
    """What is left of one entry, or of the average pool. `unit`: cost of one unit, while it is a finite decimal.

    base_cost, base_fees: converted at the entries' own rates; they mean nothing unless `rated`.
    """

    opening: ExecutionId
    rated: bool
    unit: Fraction | None
    quantity: Fraction
    cost: Fraction
    fees: Fraction
    base_cost: Fraction
    base_fees: Fraction

    def part(self, quantity: Fraction) -> "BookLot":
        """So many of its units with their shares of the amounts; all units come with all that is left."""
        if quantity == self.quantity:
            return self
        cost, *others = (_share(amount, quantity, self.quantity) for amount in self[4:])
        return BookLot(*self[:3], quantity, cost if self.unit is None else quantity * self.unit, *others)

    def plus(self, other: "BookLot", sign: int) -> "BookLot":
        """This lot with (1) or without (-1) the units and amounts of the other."""
        return BookLot(*self[:3], *(mine + sign * its for mine, its in zip(self[3:], other[3:], strict=True)))


class Leg(NamedTuple):
    """The part of a fill that belongs to the trade."""

    fill: Execution
    is_entry: bool
    quantity: Fraction
    notional: Fraction


class Origin(NamedTuple):
    """How a trade began: with a fill, or through a spin-off from the trade that the fill had opened."""

    opening: ExecutionId
    direction: int
    quantity: Fraction
    at: datetime
    day: date
    spun_by: ActionId | None = None


class Book:
    """One position while it is folded: lots by their opening (oldest first), legs and exits of the open trade, if any.

    rolls        exits at what their lots cost; `rolled` says what that was
    cost_moved   what corporate actions added to what was entered (or, below zero, took from it)
    received     what they paid for a share of the cost
    """

    def __init__(self, rules: RecountRules, rolls: frozenset[ExecutionId] = frozenset()) -> None:
        self.rules = rules
        self.multiplier = Fraction(rules.multiplier)
        self.rolls = rolls
        self.rolled: dict[ExecutionId, Fraction] = {}
        self.closed: list[RecountedTrade] = []
        self.unmatched: list[tuple[ExecutionId, Fraction]] = []
        self.entered: dict[ExecutionId, Origin] = {}
        self.become_flat()

    def become_flat(self) -> None:
        self.lots: dict[ExecutionId, BookLot] = {}
        self.units = _NOTHING
        self.legs: list[Leg] = []
        self.exits: list[RecountedDay] = []
        self.exited = _NOTHING
        self.origin: Origin | None = None
        self.cost_moved = self.received = _NOTHING
        self.times_known = True

    def direction(self) -> int:
        assert self.origin is not None
        return self.origin.direction

    def add(self, fill: Execution) -> None:
        """Close what is open the other way; the rest opens, adds or is unmatched (rules 2 and 9, decisions 10, 12)."""
        asset_fee = Fraction(fill.asset_fee)
        moved = Fraction(fill.quantity) - fill.side * asset_fee
        if moved <= 0:
            raise ValueError(f"Fill {fill.id} moves no units.")
        fees = Fraction(fill.fees or 0) + self._notional(fill, asset_fee)
        closing = min(moved, self.units) if self.origin and fill.side != self.direction() else _NOTHING
        carried = Fraction(fill.carried)
        closing_fees = _share(fees, closing, moved)
        closing_carried = _share(carried, closing, moved)
        if closing:
            self._exit(fill, closing, closing_fees, closing_carried)
        never_opens = fill.closes or (self.rules.long_only and fill.side == Side.SELL)
        if moved > closing and never_opens:
            self.unmatched.append((fill.id, moved - closing))
        elif moved > closing:
            self._enter(fill, moved - closing, fees - closing_fees, carried - closing_carried)

    def restate(self, split: Split) -> None:
        """New units for old ones, at the same cost (rule 7); the newest lot takes what rounding leaves."""
        ratio = self._ratio(split) if self.lots else None
        if ratio is None:
            return
        self.units = _decimal(self.units * ratio)
        sizes = [_decimal(lot.quantity * ratio) for lot in self.lots.values()]
        sizes[-1] = self.units - _sum(sizes[:-1])
        if min(sizes) <= 0:
            raise ValueError(f"The split of {split.effective_at} leaves a lot no units.")
        for lot, size in zip(tuple(self.lots.values()), sizes, strict=True):
            unit = None if lot.unit is None else finite(lot.cost / size)
            self.lots[lot.opening] = lot._replace(quantity=size, unit=unit)
        self.exited = _decimal(self.exited * ratio)

    def _ratio(self, split: Split) -> Fraction | None:
        """As printed, or what the units it added make of those held; None where that would leave nothing."""
        if split.denominator:
            return Fraction(split.numerator, split.denominator)
        ratio = 1 + Fraction(split.added) / (self.units * self.direction())
        return ratio if ratio > 0 else None

    def trade(self) -> RecountedTrade:
        """The trade whose legs these are; it is closed when no lot is left."""
        assert self.origin is not None
        origin, last = self.origin, self.legs[-1].fill if self.legs else None
        closing = last if last is not None and not self.lots else None
        entries = [leg for leg in self.legs if leg.is_entry]
        gross, fees, base_gross, base_fees = _totals(self.exits)
        by_day = groupby(self.exits, key=lambda realised: realised.day)
        return RecountedTrade(
            opening=origin.opening,
            direction=origin.direction,
            opening_quantity=origin.quantity,
            opened_at=origin.at,
            opened_on=origin.day,
            closed_at=closing.executed_at if closing else None,
            closed_on=closing.day if closing else None,
            closed_by=closing.kind if closing else None,
            entry_quantity=self.exited + self.units,
            entry_notional=_sum(leg.notional for leg in entries) + self.cost_moved,
            exit_quantity=self.exited,
            exit_notional=_sum(leg.notional for leg in self.legs if not leg.is_entry) + self.received,
            gross=gross,
            fees=fees,
            fees_known=all(leg.fill.fees is not None or leg.fill.asset_fee for leg in self.legs),
            base_gross=base_gross,
            base_fees=base_fees,
            executions=len(self.legs),
            entries=len(entries),
            times_known=self.times_known and all(leg.fill.time_known for leg in self.legs),
            days=tuple(RecountedDay(day, *_totals(list(realised))) for day, realised in by_day),
            spun_by=origin.spun_by,
        )

    def _enter(self, fill: Execution, quantity: Fraction, fees: Fraction, carried: Fraction) -> None:
        if self.origin is None:
            self.origin = Origin(fill.id, int(fill.side), quantity, fill.executed_at, fill.day)
        self.rolled[fill.id] = self.rolled.get(fill.id, _NOTHING) + carried
        cost, rate = self._notional(fill, quantity) + carried, Fraction(fill.rate or 0)
        unit = finite(cost / quantity) if fill.carried else self._notional(fill, Fraction(1))
        lot = BookLot(fill.id, fill.rate is not None, unit, quantity, cost, fees, _at(cost, rate), _at(fees, rate))
        if self.rules.method == "average" and self.lots:
            (pool,) = self.lots.values()
            lot = pool.plus(lot, 1)._replace(rated=pool.rated and lot.rated, unit=None)
        self.lots[lot.opening] = lot
        self.units += quantity
        self.legs.append(Leg(fill, True, quantity, cost))

    def _exit(self, fill: Execution, quantity: Fraction, fees: Fraction, carried: Fraction) -> None:
        parts = self._parts(fill, quantity)
        if parts is None:
            self.unmatched.append((fill.id, quantity))
            return
        taken = [self.lots[opening].part(part) for opening, part in parts.items()]
        for part in taken:
            self.lots[part.opening] = self.lots[part.opening].plus(part, -1)
            if not self.lots[part.opening].quantity:
                del self.lots[part.opening]
        notional = self._notional(fill, quantity) + carried
        self.rolled[fill.id] = carried
        if fill.id in self.rolls:
            notional = self.rolled[fill.id] = _sum(lot.cost for lot in taken)
        leg = Leg(fill, False, quantity, notional)
        self.exits.append(self.realised(leg, fees, taken))
        self.legs.append(leg)
        self.units -= quantity
        self.exited += quantity
        if not self.lots:
            self.closed.append(self.trade())
            self.note_entries()
            self.become_flat()

    def note_entries(self) -> None:
        """Of what fills the trade was made that ends, or is open at the end."""
        if self.origin is not None:
            self.entered |= {leg.fill.id: self.origin for leg in self.legs if leg.is_entry}

    def _parts(self, fill: Execution, quantity: Fraction) -> dict[ExecutionId, Fraction] | None:
        """How much the method takes of which lot, by its opening; None when specific picks do not fit."""
        method, lots = self.rules.method, list(self.lots.values())
        if method == "specific" and len(lots) > 1 and quantity < self.units:
            picked = {pick.opening: Fraction(pick.quantity) for pick in fill.picks}
            distinct = len(picked) == len(fill.picks)
            known = picked.keys() <= self.lots.keys()
            within = known and all(0 < part <= self.lots[opening].quantity for opening, part in picked.items())
            return picked if distinct and within and _sum(picked.values()) == quantity else None
        if method == "lifo":
            lots.reverse()
        elif method == "hifo":
            lots.sort(key=lambda lot: -lot.cost / lot.quantity)  # stable: of equals the older comes first
        parts = {}
        for lot in lots:
            if quantity:
                parts[lot.opening] = min(lot.quantity, quantity)
                quantity -= parts[lot.opening]
        return parts

    def realised(self, leg: Leg, exit_fees: Fraction, taken: list[BookLot]) -> RecountedDay:
        """One exit: rule 3, and decision 13 for the account's currency."""
        day, exit_rate = leg.fill.day, leg.fill.rate
        gross = self.direction() * (leg.notional - _sum(lot.cost for lot in taken))
        fees = exit_fees + _sum(lot.fees for lot in taken)
        if not self.rules.converts:
            return RecountedDay(day, gross, fees, gross, fees)
        if exit_rate is None or not (self.rules.margin or all(lot.rated for lot in taken)):
            return RecountedDay(day, gross, fees, None, None)
        rate = Fraction(exit_rate)
        if self.rules.margin:
            return RecountedDay(day, gross, fees, _at(gross, rate), _at(fees, rate))
        base_gross = self.direction() * (_at(leg.notional, rate) - _sum(lot.base_cost for lot in taken))
        return RecountedDay(day, gross, fees, base_gross, _at(exit_fees, rate) + _sum(lot.base_fees for lot in taken))

    def _notional(self, fill: Execution, units: Fraction) -> Fraction:
        return units * Fraction(fill.price) * self.multiplier if units else _NOTHING


def _at(amount: Fraction, rate: Fraction) -> Fraction:
    """An amount converted, rounded half to even at 12 decimals (decision 14)."""
    return round(amount * rate, _PLACES) if amount and rate else _NOTHING


def _share(amount: Fraction, part: Fraction, whole: Fraction) -> Fraction:
    """What of the amount falls to a part: rounded half to even, and all of it to the whole."""
    if part == whole:
        return amount
    return round(amount * part / whole, _PLACES) if amount and part else _NOTHING


def _totals(exits: list[RecountedDay]) -> tuple[Fraction, Fraction, Fraction | None, Fraction | None]:
    """Gross, fees and both in the account's currency: None as soon as one exit has no rate (rule 10)."""
    gross, fees = _sum(realised.gross for realised in exits), _sum(realised.fees for realised in exits)
    base_gross = [realised.base_gross for realised in exits if realised.base_gross is not None]
    base_fees = [realised.base_fees for realised in exits if realised.base_fees is not None]
    if len(base_gross) < len(exits):
        return gross, fees, None, None
    return gross, fees, _sum(base_gross), _sum(base_fees)


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, _NOTHING)


def finite(value: Fraction) -> Fraction | None:
    """`value`, if it ends when written out."""
    return value if _is_decimal(value) else None


def _is_decimal(value: Fraction) -> bool:
    """Whether it ends when written out: its denominator then divides a high enough power of ten."""
    return pow(10, value.denominator.bit_length(), value.denominator) == 0


def _decimal(value: Fraction) -> Fraction:
    return value if _is_decimal(value) else round(value, _PLACES)
