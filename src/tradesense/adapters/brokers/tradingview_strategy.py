"""TradingView, Strategy Tester (CSV): List of trades > Export data.

Two rows are a trade, its exit above its entry or below it, so a position of its own. Quirks: currencies in the
column names (`Net PnL USD`); the net is after the commission, which has a column only in some exports; trades
overlap; an open one has an exit `Open`; the symbol stands neither in a row nor above: the name of the file
tells it (`…_NASDAQ_AAPL_2026-01-05.csv`), a column or a line `Symbol` that was added, or the trader.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.averages import after_costs
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.instruments import CFD_BROKERS, FUTURES_EXCHANGES, instrument_of
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, guarded
from tradesense.adapters.files.values import CellInvalid, is_nothing
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import plain
from tradesense.domain.statement import RowNote, Stated, StatedFill, Verdict

NUMBER: Final = ("trade number", "trade #", "trade no.")
WHEN: Final = ("date and time", "date/time")
QUANTITY: Final = ("size (qty)", "position size (qty)", "contracts", "quantity", "qty")
NET: Final = ("net pnl", "profit")

_UNIT: Final = re.compile(r"^(price|net p&l|net pnl|profit|net profit|commission) \(?([a-z]{3,5})\)?$")
_TYPE: Final = re.compile(r"^(entry|exit) (long|short)$")
_LINE: Final = re.compile(r"^(?:symbol|ticker)$", re.IGNORECASE)
_EXCHANGES: Final = "|".join(
    sorted(
        FUTURES_EXCHANGES
        | CFD_BROKERS
        | {"NASDAQ", "NYSE", "AMEX", "BATS", "XETR", "LSE", "TSX", "NSE", "BSE", "ASX"}
        | {"BINANCE", "COINBASE", "BYBIT", "KRAKEN", "BITSTAMP", "BITFINEX", "OKX", "KUCOIN", "BITGET", "MEXC"},
        key=len,
        reverse=True,
    )
)
_FILE: Final = re.compile(rf"(?:^|_)({_EXCHANGES})_([A-Z0-9.!-]+)_(?=[0-9]{{4}}-)", re.IGNORECASE)


def bare(name: str) -> str:
    """`Net P&L USD` is the column `net pnl`, whatever its currency."""
    text = " ".join(name.replace("\ufeff", "").casefold().split())
    found = _UNIT.match(text)
    text = (found[1] if found else text).replace("p&l", "pnl")
    return "profit" if text == "net profit" else text


class _Kind(NamedTuple):
    """Which half of a trade a row is; `side`: of its opening fill."""

    is_entry: bool
    side: Side


class _Strategy:
    """Joins the two rows of each trade; what has no other half is told of at the end."""

    def __init__(self, table: Table) -> None:
        self._apart = Apart()
        self._waiting: dict[str, Row] = {}
        self._last = 0
        for row in table.rows():
            self._last = row.line
        names = [" ".join(cell.casefold().split()) for cell in table.header]
        units = [found[2] for name in names if (found := _UNIT.match(name))]
        self._currency = Currency(units[0].upper()) if units else table.reading.currency
        self._symbol = _symbol_of(table)

    def read_row(self, row: Row) -> list[Stated]:
        stated = list(guarded(row, lambda one: list(self._joined(one))))
        if row.line == self._last:
            stated += [_half(one) for one in self._waiting.values()]
        return stated

    def _joined(self, row: Row) -> Iterable[Stated]:
        number, is_entry = row.required(*NUMBER), _kind(row).is_entry
        other = self._waiting.get(number)
        if other is None or _kind(other).is_entry is is_entry:
            self._waiting[number] = row
            return () if other is None else (_half(other),)
        del self._waiting[number]
        entry, exit_ = (row, other) if is_entry else (other, row)
        made = list(guarded(row, lambda _: self._trade(entry, exit_)))
        note = next((one for one in made if isinstance(one, RowNote)), None)
        if note is None:
            return made
        return [one.note(note.verdict, note.code, note.detail) for one in (entry, exit_)]

    def _trade(self, entry: Row, exit_: Row) -> list[Stated] | Stated:
        if _is_open(exit_):
            return exit_.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
        opened, closed = entry.when(*WHEN), exit_.when(*WHEN)
        if closed.at < opened.at:
            raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
        symbol = entry.symbol("symbol", "ticker") or self._symbol
        if not symbol:
            raise RowQuarantined(
                "instrument.unnamed",
                "The file does not say what was traded: say it as the mapping of symbol (NASDAQ:AAPL), or give the "
                "file TradingView's own name, such as My_Strategy_NASDAQ_AAPL_2026-01-05.csv.",
            )
        side = _kind(entry).side
        quantity, price, exit_price = entry.number(*QUANTITY), entry.number("price"), exit_.number("price")
        if exit_.number(*QUANTITY) != quantity:
            raise RowQuarantined("trade.quantity_differs", "Entry and exit have other quantities: enter it by hand.")
        told = (symbol, side.name, plain(quantity), plain(price), plain(exit_price), opened.at, closed.at)
        trip = RoundTrip(
            line=exit_.line,
            account=entry.text("account"),
            instrument=instrument_of(symbol, opened.at.year, self._currency),
            side=side,
            quantity=quantity,
            entry=price,
            exit=exit_price,
            opened=opened,
            closed=closed,
            fees=exit_.charges((("commission",),)),
            position=self._apart.told(*told),
        )
        fills = settled(trip, exit_.maybe_number(*NET)).fills()
        opening, closing = (fill for fill in fills if isinstance(fill, StatedFill))
        return [opening._replace(line=entry.line), closing]


def settled(trip: RoundTrip, net: Decimal | None) -> RoundTrip:
    """`trip`, if the printed net agrees with its commission, or is what its commission is told from."""
    return after_costs(trip, net) if net is not None and trip.fees is None else agreeing(trip, net, trip.net)


def _symbol_of(table: Table) -> str:
    """As the trader said, else from a line `Symbol;NASDAQ:AAPL` above the header, else from the file's own name."""
    if said := table.mapping.get("symbol", "").strip():
        return said[:64]
    for cells in table.title:
        if len(cells) > 1 and _LINE.match(cells[0].strip()) and cells[1].strip():
            return cells[1].strip()[:64]
    found = _FILE.search(table.file_name)
    return f"{found[1]}:{found[2]}".upper() if found else ""


def _kind(row: Row) -> _Kind:
    found = _TYPE.match(row.text("type").casefold())
    if found is None:
        raise CellInvalid(f"Column 'type': {row.text('type')[:40]!r} is neither an entry nor an exit.")
    return _Kind(found[1] == "entry", Side.BUY if found[2] == "long" else Side.SELL)


def _is_open(exit_: Row) -> bool:
    return (
        exit_.text("signal").casefold() == "open"
        or exit_.text(*WHEN).casefold() == "open"
        or is_nothing(exit_.text(*WHEN))
        or is_nothing(exit_.text("price"))
    )


def _half(row: Row) -> RowNote:
    if _is_open(row):
        return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
    return row.note(Verdict.QUARANTINED, "trade.half", "The trade's other row is not in the file: export it again.")


def prepare(table: Table) -> ReadRow:
    return _Strategy(table).read_row


FORMAT = table_format(
    key="tradingview_strategy",
    broker="TradingView",
    title="Strategy Tester, list of trades",
    zone=LOCAL_CLOCK,
    header=("|".join(NUMBER), "type", "|".join(WHEN), "price", "|".join(QUANTITY), "|".join(NET)),
    bare=bare,
    prepare=prepare,
    telling=Telling(WHEN, ("price", *QUANTITY, *NET)),
)
