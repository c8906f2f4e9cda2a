"""Any table of completed trades: one row, one round trip with its entry and its exit, in a position of its own.

Quirks met: no side (then long); one date for both; profits printed before or after charges, which also tell
what a point is worth where the symbol does not (index CFDs, currency lots).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.generic import DAY, QUANTITY, SIDE, STAMP, SYMBOL, Table, find_layout, is_footer
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format
from tradesense.adapters.files.guessing import spellings, squeezed
from tradesense.adapters.files.multipliers import Deduced, half_unit
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import Row, RowQuarantined, When, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import pair, paired, share
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import EXACT, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions, Stated

WANTED: Final = ("symbol", "opened|closed|stamp|day", "quantity", "entry_price", "exit_price")
OPENED: Final = spellings("opened")
CLOSED: Final = spellings("closed")


class _Trades:
    """The table, with what the file's own profits tell of each symbol: before and after charges."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.apart = Apart()
        header = table.layout.header
        columns = table.layout.places.get("profit", [])
        self.is_net = any("net" in squeezed(header[place]) for place in columns)
        self._gross: dict[str, Deduced] = {}
        self._net: dict[str, Deduced] = {}
        if columns:
            for row in table.rows():
                self._learn(row)

    def _learn(self, row: Row) -> None:
        try:
            trip = self.trip(row, _unit(row, self.table))
            profit = row.maybe_number("profit")
            if profit is None:
                return
            symbol, tolerance = row.symbol(*SYMBOL), half_unit(trip.instrument.currency)
            self._gross.setdefault(symbol, Deduced()).see(trip.move, profit, tolerance)
            before = EXACT.add(profit, trip.fees or Decimal(0))
            self._net.setdefault(symbol, Deduced()).see(trip.move, before, tolerance)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            return

    def trip(self, row: Row, instrument: Instrument | None = None, position: str = "") -> RoundTrip:
        opened, closed = _times(row, self.table)
        quantity = row.number(*QUANTITY)
        if closed.at < opened.at:
            raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
        word = row.text(*SIDE)
        # Without a column for it the trade is taken as long: nothing else in the row could tell.
        side = action_of(word, "side").side if word or row.columns.places[SIDE] else Side.BUY
        return RoundTrip(
            line=row.line,
            account=row.text("account"),
            instrument=instrument or self._instrument(row, opened, quantity.copy_abs()),
            side=side,
            quantity=quantity.copy_abs(),
            entry=row.number(*spellings("entry_price")),
            exit=row.number(*spellings("exit_price")),
            opened=opened,
            closed=closed,
            fees=self.table.costs(row),
            position=position,
        )

    def _instrument(self, row: Row, opened: When, quantity: Decimal) -> Instrument:
        symbol = row.symbol(*SYMBOL)
        try:
            found = self.table.instrument(row, opened.at.date(), quantity)
            is_told = found.multiplier != 1 or bool(row.text("multiplier"))
        except ContractUnknown:
            if symbol not in self._gross or self._deduced(symbol) is None:
                raise
            currencies = pair(symbol)
            found = paired(symbol, *currencies) if currencies else share(symbol, row.currency("currency"))
            is_told = False
        if is_told or symbol not in self._gross:
            return found
        if self._gross[symbol].allows(Decimal(1)) or self._net[symbol].allows(Decimal(1)):
            return found
        multiplier = self._deduced(symbol)
        if multiplier is None:
            return found
        return found._replace(
            multiplier=multiplier,
            asset_class=AssetClass.CFD if found.asset_class is AssetClass.EQUITY else found.asset_class,
        )

    def _deduced(self, symbol: str) -> Decimal | None:
        gross, net = self._gross[symbol].value, self._net[symbol].value
        return (net or gross) if self.is_net else (gross or net)


def _unit(row: Row, table: Table) -> Instrument:
    """Stands for the instrument while only price moves are looked at."""
    return share(row.symbol(*SYMBOL), table.reading.currency)


def _times(row: Row, table: Table) -> tuple[When, When]:
    """Entry and exit; where the row has one date only, it is both."""
    has_opening, has_closing = bool(row.text(*OPENED)), bool(row.text(*CLOSED))
    only = table.when(row, STAMP, DAY) if not (has_opening or has_closing) else None
    opened = table.when(row, ("opened_time",), OPENED) if has_opening else only
    closed = table.when(row, ("closed_time",), CLOSED) if has_closing else only
    found = opened or closed
    assert found is not None
    return opened or found, closed or found


def recognise(source: Source) -> float:
    layout = find_layout(source, None, WANTED)
    if layout is None:
        return 0.0
    return 0.3 if layout.is_guessed else 0.5


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    trades = _Trades(Table(source, options, WANTED, ("quantity", "entry_price", "exit_price", "profit")))
    yield trades.table.manners
    for row in trades.table.rows():
        yield from guarded(row, lambda one: _row(one, trades))


def _row(row: Row, trades: _Trades) -> list[Stated] | Stated:
    if is_footer(row):
        return row.ignored("file.footer", "A line of text, not a row of the table.")
    if not row.text(*spellings("exit_price")) and row.text(*spellings("entry_price")):
        return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
    trip = trades.trip(row)
    told = (
        trip.account,
        row.symbol(*SYMBOL),
        trip.side.name,
        plain(trip.quantity),
        plain(trip.entry),
        plain(trip.exit),
    )
    position = trades.apart.told(*told, trip.opened.at.isoformat(), trip.closed.at.isoformat())
    profit = row.maybe_number("profit")
    trip = agreeing(trades.trip(row, trip.instrument, position), profit, trip.gross, trip.net)
    return trip.fills()


FORMAT = Format("generic_trades", "", "Table of completed trades", LOCAL_CLOCK, recognise, read)
