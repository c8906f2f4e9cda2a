"""eToro, account statement, sheet "Account Activity" (CSV, XLSX): Portfolio > History > Account Statement.

Quirks: one sheet of several; no price, only the amount in the account's dollars, so a price is what one unit
cost in dollars; each position has a number and closes by it; decimal points and commas, blanks and parentheses
in one file; a CFD may be long or short, on borrowed money or not, and this sheet does not say which.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.balances import Dated, stating_balances
from tradesense.adapters.files.bookings import booked, kind_of, traded, unit_price
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.marks import loose_number
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import paired, share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import ReadOptions, Stated, StatedBalance, StatedFill

SHEET: Final = "account activity"
_DOLLARS: Final = Currency("USD")
_KINDS: Final = {
    "overnight fee": CashKind.FUNDING,
    "overnight refund": CashKind.FUNDING,
    "rollover fee": CashKind.FUNDING,
    "adjustment": CashKind.FEE,
}


def read_row(row: Row) -> Stated:
    action = row.required("type").casefold()
    if action in {"open position", "position opened"}:
        return _fill(row, Side.BUY)
    if action in {"position closed", "close position"}:
        return _fill(row, Side.SELL)
    return _booking(row, action)


def _fill(row: Row, side: Side) -> StatedFill:
    number = row.required("position id")
    if row.text("asset type").casefold() == "cfd":
        raise RowQuarantined(
            "cfd.side_unknown",
            f"Position {number[:20]} is a CFD: whether it is long or short, and at which price, is not said here. "
            "Enter it by hand from the sheet of closed positions.",
        )
    units, amount = loose_number(row, "units", "units / contracts"), loose_number(row, "amount")
    fill = traded(row, row.when("date"), side, _instrument(row), units, unit_price(amount, units), ZERO)
    closes = side is Side.SELL
    ref = f"position:{number}:{'out' if closes else 'in'}"
    return fill._replace(closes=closes, position_ref=number, broker_ref=ref, sequence=int(closes))


def _instrument(row: Row) -> Instrument:
    """`NKE/USD`: what is traded, and where it is quoted; the amounts are in dollars all the same."""
    symbol = row.symbol("details").partition("/")[0]
    if row.text("asset type").casefold().startswith("crypto"):
        return paired(f"{symbol}/USD", symbol.upper(), _DOLLARS)
    return share(symbol, _DOLLARS)


def _booking(row: Row, action: str) -> Stated:
    kind = _KINDS.get(action) or kind_of(action) or CashKind.TRANSFER
    number = row.text("position id").strip("-")
    amount: Decimal = loose_number(row, "amount")
    has_instrument = bool(number) and "/" in row.text("details")
    return booked(
        row,
        kind,
        amount,
        _DOLLARS,
        row.when("date"),
        instrument=_instrument(row) if has_instrument else None,
        detail=" ".join(filter(None, (row.text("type"), row.text("details").strip("-"), number))),
    )


def _prepare(table: Table) -> ReadRow:
    def printed(row: Row) -> Dated:
        at = row.when("date").at
        amount = loose_number(row, "balance")
        return at, StatedBalance(row.line, "", _DOLLARS, at.astimezone(row.reading.zone).date(), amount)

    return stating_balances(table.rows(), printed, read_row)


_TABLE: Final = table_format(
    key="etoro_activity",
    broker="eToro",
    title="Account activity",
    zone="UTC",
    header=("date", "type", "details", "amount", "realized equity change", "position id"),
    prepare=_prepare,
    order="dmy",
)


def recognise(source: Source) -> float:
    return _TABLE.recognise(source.sheet(SHEET))


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    return _TABLE.read(source.sheet(SHEET), options)


FORMAT = _TABLE._replace(recognise=recognise, read=read)
