"""Revolut, invest account statement (CSV, XLSX): Invest > More > Documents > Account statement.

Quirks: amounts carry a sign of currency (`$85.11`) or its code (`USD 85.11`); the price is rounded, the total is
what was paid; a split states the shares it added; shares that move between Revolut's own companies stay the
trader's; decimal commas in some rows; times are UTC.
"""

from decimal import Decimal

from tradesense.adapters.files.bookings import booked, kind_of, settled, traded_long
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.marks import loose_number
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.statement import Stated, StatedSplit


def read_row(row: Row) -> Stated:
    action = row.required("type").casefold()
    word = action.partition(" ")[0]
    if word in {"buy", "sell"}:
        return _fill(row, Side.BUY if word == "buy" else Side.SELL)
    ticker = row.symbol("ticker")
    if action == "stock split":
        instrument = share(ticker, row.currency("currency"))
        return StatedSplit(row.line, "", instrument, 0, 0, row.when("date").at, loose_number(row, "quantity"))
    if ticker and action.startswith("transfer from revolut"):
        return row.ignored("position.moved_house", "From one of Revolut's companies to another: the position goes on.")
    kind = kind_of(action)
    if ticker and row.text("quantity") and kind not in {CashKind.DIVIDEND, CashKind.TAX}:
        raise RowQuarantined("row.action_unknown", f"What {action[:60]!r} does to the position is not known: enter it.")
    taken = row.currency("currency")
    return booked(
        row,
        kind or CashKind.TRANSFER,
        loose_number(row, "total amount"),
        taken,
        row.when("date"),
        instrument=share(ticker, taken) if ticker else None,
        detail=row.text("type"),
    )


def _fill(row: Row, side: Side) -> Stated:
    quantity: Decimal = loose_number(row, "quantity")
    printed, paid = loose_number(row, "price per share"), loose_number(row, "total amount")
    price, fees = settled(side, quantity, printed, paid, charges=False)
    instrument = share(row.symbol("ticker"), row.currency("currency"))
    return traded_long(row, row.when("date"), side, instrument, quantity, price, fees)


FORMAT = table_format(
    key="revolut_invest",
    broker="Revolut",
    title="Invest account statement",
    zone="UTC",
    header=("date", "ticker", "type", "quantity", "price per share", "total amount", "currency"),
    read_row=read_row,
    order="ymd",
)
