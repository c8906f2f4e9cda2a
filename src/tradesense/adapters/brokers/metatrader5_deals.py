"""MetaTrader 5, account history by deals (CSV, XLSX, HTML): Toolbox > History > Deals > Report.

Each deal is a fill. Quirks: deals do not name their position, so a hedging account's longs and shorts are
kept apart by direction; `in/out` closes one and opens the other in one deal; profits, which tell what a lot
is worth, stand on the closing deals; deposits stand between the deals; clock times are the trade server's.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from tradesense.adapters.brokers.metatrader import (
    BROKER,
    COSTS,
    DEALS,
    POSITIONS,
    SIDES,
    UNIT,
    Lots,
    Report,
    Reports,
    recognised,
    settled,
)
from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.day_ends import DayEnds
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format, always
from tradesense.adapters.files.round_trips import RoundTrip
from tradesense.adapters.files.rows import Row, RowQuarantined, When, guarded
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO, share
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions, Stated, StatedAccount, StatedBalance, StatedFill

Direction = Literal["long", "short"]
_CLOSING: Final = frozenset({"out", "out by"})


@dataclass(slots=True)
class _Deal:
    """One row, read. `costs` None: the report has no column of them."""

    row: Row
    symbol: str
    side: Side
    word: str
    volume: Decimal
    price: Decimal
    profit: Decimal
    costs: Decimal | None
    when: When

    @classmethod
    def of(cls, row: Row) -> "_Deal":
        charges = row.charges(COSTS)
        deal = cls(
            row,
            row.symbol("symbol"),
            SIDES[row.text("type").casefold()],
            row.required("direction").casefold().replace("-", "/").replace(" / ", "/"),
            row.number("volume"),
            row.number("price"),
            row.maybe_number("profit") or ZERO,
            charges.copy_negate() if charges else charges,
            row.when("time"),
        )
        if deal.volume <= 0 or not deal.symbol:
            raise CellInvalid("A deal needs a symbol and a volume above zero.")
        if deal.word not in {"in", "in/out", *_CLOSING}:
            raise CellInvalid(f"Column 'direction': {deal.word[:20]!r} is neither in, out nor in/out.")
        return deal


@dataclass(slots=True)
class _Open:
    """What is open of a symbol in one direction: units, cost, entries, and opening costs not yet charged."""

    volume: Decimal = ZERO
    cost: Decimal = ZERO
    entries: int = 0
    costs: Decimal = ZERO

    def enter(self, volume: Decimal, price: Decimal) -> None:
        self.volume = EXACT.add(self.volume, volume)
        self.cost = EXACT.add(self.cost, EXACT.multiply(volume, price))
        self.entries += 1

    def leave(self, volume: Decimal) -> None:
        if volume >= self.volume:
            self.volume = self.cost = ZERO
            self.entries = 0
            return
        self.cost = EXACT.subtract(self.cost, share(self.cost, volume, self.volume))
        self.volume = EXACT.subtract(self.volume, volume)


class _Book:
    """The positions as the deals build them, in the order of the file."""

    def __init__(self, lots: Lots, reports: Reports, *, learns: bool) -> None:
        self._lots = lots
        self._info = reports.info
        self._learns = learns
        self._open: defaultdict[tuple[str, Direction], _Open] = defaultdict(_Open)

    def read_row(self, row: Row) -> list[Stated] | Stated:
        if row.text("type").casefold() not in SIDES:
            return _other(row, self._info)
        deal = _Deal.of(row)
        own: Direction = "long" if deal.side is Side.BUY else "short"
        other: Direction = "short" if own == "long" else "long"
        if deal.word == "in":
            return [self._enter(deal, own, deal.volume, deal.costs)]
        closing = deal.volume if deal.word in _CLOSING else self._open[deal.symbol, other].volume
        if not 0 < closing <= deal.volume:
            raise RowQuarantined(
                "deal.opening_missing",
                "The deal turns a position around whose opening is not in this report: enter it.",
            )
        if closing == deal.volume:
            return [self._leave(deal, other, closing, deal.costs)]
        first = None if deal.costs is None else share(deal.costs, closing, deal.volume)
        rest = None if deal.costs is None or first is None else EXACT.subtract(deal.costs, first)
        opening = EXACT.subtract(deal.volume, closing)
        return [self._leave(deal, other, closing, first), self._enter(deal, own, opening, rest)]

    def _enter(self, deal: _Deal, direction: Direction, volume: Decimal, costs: Decimal | None) -> StatedFill:
        book = self._open[deal.symbol, direction]
        book.enter(volume, deal.price)
        instrument = self._instrument(deal)
        if instrument.currency != self._info.currency and costs:
            # Only a closing deal's profit tells a rate: the costs wait for it.
            book.costs, costs = EXACT.add(book.costs, costs), ZERO
        return self._fill(deal, instrument, direction, volume, costs, opens=True)

    def _leave(self, deal: _Deal, direction: Direction, volume: Decimal, costs: Decimal | None) -> StatedFill:
        book = self._open[deal.symbol, direction]
        entries, held, entry = book.entries, book.volume, _entry(book)
        waiting = share(book.costs, volume, held) if volume < held else book.costs
        book.costs = EXACT.subtract(book.costs, waiting)
        book.leave(volume)
        instrument = self._instrument(deal)
        costs = None if costs is None else EXACT.add(costs, waiting)
        fill = self._fill(deal, instrument, direction, volume, costs, opens=False)
        if entry is None or volume > held:
            return fill
        trip = _trip(deal, instrument, direction, volume, entry)
        if self._learns and entries == 1:
            self._lots.see(deal.symbol, trip.move, deal.profit)
        return self._settled(fill, trip, deal.profit, costs, is_certain=entries == 1)

    def _settled(
        self, fill: StatedFill, trip: RoundTrip, profit: Decimal, costs: Decimal | None, *, is_certain: bool
    ) -> StatedFill:
        if self._learns:
            return fill
        try:
            trip = settled(trip, profit, costs, self._info.currency)
        except RowQuarantined:
            if is_certain:
                raise
            # Which of several entries a hedging account closed is not said; in total it is the same.
            return fill
        return fill._replace(fees=trip.fees, fee_currency=trip.fee_currency if trip.fees else "", rate=trip.rate)

    def _instrument(self, deal: _Deal) -> Instrument:
        return UNIT if self._learns else self._lots.instrument(deal.symbol)

    def _fill(
        self,
        deal: _Deal,
        instrument: Instrument,
        direction: Direction,
        volume: Decimal,
        costs: Decimal | None,
        *,
        opens: bool,
    ) -> StatedFill:
        is_whole = volume == deal.volume
        return StatedFill(
            line=deal.row.line,
            account=self._info.account,
            instrument=instrument,
            side=deal.side,
            quantity=volume,
            price=deal.price,
            fees=costs,
            when=deal.when.at,
            day=deal.when.day,
            twice=deal.when.twice,
            closes=not opens,
            fee_currency=self._info.currency if costs and instrument.currency != self._info.currency else "",
            broker_ref=f"deal:{deal.row.required('deal')}" + ("" if is_whole else ":in" if opens else ":out"),
            position_ref=direction,
        )


def _entry(book: _Open) -> Decimal | None:
    return share(book.cost, Decimal(1), book.volume) if book.volume else None


def _trip(deal: _Deal, instrument: Instrument, direction: Direction, volume: Decimal, entry: Decimal) -> RoundTrip:
    return RoundTrip(
        line=deal.row.line,
        account="",
        instrument=instrument,
        side=Side.BUY if direction == "long" else Side.SELL,
        quantity=volume,
        entry=entry,
        exit=deal.price,
        opened=deal.when,
        closed=deal.when,
        fees=None,
        position="",
    )


def _other(row: Row, info: Report) -> Stated:
    kind = row.text("type")
    if not kind or not row.text("deal"):
        return row.ignored("row.total", "A total, not a deal.")
    return stated_cash(
        row,
        cash_event("deposit" if kind.casefold() == "balance" else kind),
        row.maybe_number("profit"),
        info.currency,
        row.when("time"),
        account=info.account,
        ref=f"cash:{row.text('deal')}",
        detail=row.text("comment") or kind,
    )


def recognise(source: Source) -> float:
    return 0.0 if recognised(source, POSITIONS, 1.0) else recognised(source, DEALS, 0.95)


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reports = Reports(source, options, {"deals": DEALS})
    yield StatedAccount(reports.info.account, reports.info.currency)
    lots = Lots(reports.info.currency)
    learning, reading = _Book(lots, reports, learns=True), _Book(lots, reports, learns=False)
    ends = DayEnds()
    for _, row in reports.rows():
        guarded(row, learning.read_row)
        guarded(row, lambda one: _see(one, ends))
    for _, row in reports.rows():
        yield from guarded(row, reading.read_row)
        yield from _balance(row, reports.info, ends)


def _see(row: Row, ends: DayEnds) -> list[Stated]:
    if row.text("deal") and row.maybe_number("balance") is not None:
        at = row.when("time").at
        ends.see(at.date(), at, row.line)
    return []


def _balance(row: Row, info: Report, ends: DayEnds) -> Iterator[Stated]:
    """The running balance, where the row is the last of its day and could be read."""
    try:
        day = row.when("time").at.date() if row.text("deal") and row.text("balance") else None
        if day is not None and ends.is_end(day, row.line):
            yield StatedBalance(row.line, info.account, info.currency, day, row.number("balance"))
    except (CellInvalid, Problem):
        return  # what is wrong with the row is said by its own note


FORMAT = Format("metatrader5_deals", BROKER, "MetaTrader 5 deals", LOCAL_CLOCK, recognise, read, states_rates=always)
