"""Webull outside the USA, trade records (CSV, from the monthly statement): Documents > Statements > Trades.

Quirks: symbol and name in one cell ("GLW CORNING INC"); days before months; charges and tax on them printed
negative; the net amount is what counts in cash, in some months without the sign of a purchase; titles, the
currency ("Currency: USD") and further tables stand above and between.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.clocks import day_and_clock
from tradesense.adapters.files.formats import Table, Telling, table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill

_CURRENCY: Final = re.compile(r"^\s*currency\s*:?\s*([A-Z]{3})\s*$", re.IGNORECASE)


def prepare(table: Table) -> ReadRow:
    named: list[Currency] = []

    def read_row(row: Row) -> list[Stated] | Stated:
        if sum(1 for cell in row.cells if cell.strip()) <= 2 and not row.text("quantity"):
            if found := _CURRENCY.match(" ".join(cell for cell in row.cells if cell.strip())):
                named.append(currency(found[1]))
            return row.ignored("file.title", "A title between the tables, not a trade.")
        traded = named[-1] if named else _titled(table) or row.reading.currency
        return _fill(row, row.currency("currency") if row.text("currency") else traded)

    return read_row


def _titled(table: Table) -> Currency | None:
    """The currency named above the header."""
    lines = [" ".join(cell for cell in cells if cell.strip()) for cells in table.title]
    return next((currency(found[1]) for line in reversed(lines) if (found := _CURRENCY.match(line))), None)


def _fill(row: Row, traded: Currency) -> list[Stated]:
    when = day_and_clock(row, ("trade date",), ("time",))
    action = action_of(row.required("buy/sell"), "buy/sell")
    charges = row.charges((("comm/fee/tax",), ("vat", "gst", "tax")))
    fill = StatedFill(
        line=row.line,
        account="",
        instrument=_instrument(row, traded),
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=row.number("traded price", "trade price"),
        fees=charges.copy_abs() if charges else charges,
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
    )
    return booked(row, fill, _net(row, action.side)).stated


def _net(row: Row, side: Side) -> Decimal | None:
    """The net amount, paid for a purchase whatever its sign."""
    net = row.maybe_number("net amount")
    if net is None:
        return None
    return net.copy_abs().copy_negate() or ZERO if side is Side.BUY else net


def _instrument(row: Row, traded: Currency) -> Instrument:
    text = row.symbol("symbol & name", "symbol")
    if not text:
        raise CellInvalid("The row names no instrument.")
    return option_of(text, traded) or share(text.split()[0], traded)


FORMAT = table_format(
    key="webull_trade_records",
    broker="Webull",
    title="Trade records of the monthly statement",
    zone="America/New_York",
    header=("symbol & name", "trade date", "buy/sell", "quantity", "traded price|trade price", "net amount"),
    order="dmy",
    telling=Telling(("trade date", "settlement date"), ("traded price", "net amount")),
    prepare=prepare,
)
