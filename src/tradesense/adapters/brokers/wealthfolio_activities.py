"""Wealthfolio, activities (CSV): Settings > Exports, and what its import page takes.

Quirks: cash rows print a quantity and a unit price of 1 beside the amount; older files have no amount, only
quantity × unit price; a split's ratio stands in the amount; amounts carry no sign, the type says it.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from tradesense.adapters.files.bookings import booked, traded
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.marks import as_day
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import paired, share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedSplit

_FILLS: Final = {
    "BUY": (Side.BUY, ExecutionKind.TRADE),
    "SELL": (Side.SELL, ExecutionKind.TRADE),
    "ADD_HOLDING": (Side.BUY, ExecutionKind.TRANSFER),
    "REMOVE_HOLDING": (Side.SELL, ExecutionKind.TRANSFER),
    "TRANSFER_IN": (Side.BUY, ExecutionKind.TRANSFER),
    "TRANSFER_OUT": (Side.SELL, ExecutionKind.TRANSFER),
}
_BOOKED: Final = {
    "DIVIDEND": (CashKind.DIVIDEND, 1),
    "INTEREST": (CashKind.INTEREST, 1),
    "DEPOSIT": (CashKind.DEPOSIT, 1),
    "CREDIT": (CashKind.DEPOSIT, 1),
    "WITHDRAWAL": (CashKind.WITHDRAWAL, -1),
    "FEE": (CashKind.FEE, -1),
    "TAX": (CashKind.TAX, -1),
    "TRANSFER_IN": (CashKind.TRANSFER, 1),
    "TRANSFER_OUT": (CashKind.TRANSFER, -1),
}
_NO_SYMBOL: Final = ("", "-", "$CASH", "CASH")


def read_row(row: Row) -> Stated:
    action, symbol = row.required("activitytype").upper(), row.symbol("symbol")
    unit = unit_of(row.required("currency"))
    when = row.instant(as_day(row.moment("date")))
    has_symbol = symbol.upper() not in _NO_SYMBOL and not symbol.upper().startswith("$CASH")
    instrument = _instrument(row, symbol) if has_symbol else None
    if action in _FILLS and instrument is not None:
        side, kind = _FILLS[action]
        price = EXACT.multiply(row.number("unitprice"), unit.worth)
        fees = EXACT.multiply(row.maybe_number("fee") or ZERO, unit.worth)
        fill = traded(row, when, side, instrument, row.number("quantity"), price, fees)
        moves_out = kind is ExecutionKind.TRANSFER and side is Side.SELL
        return fill._replace(account=row.text("account"), kind=kind, closes=moves_out)
    if action == "SPLIT" and instrument is not None:
        ratio = Fraction(row.number("amount"))
        if ratio <= 0:
            raise RowQuarantined("split.no_ratio", "A split without its ratio: say how many shares one became.")
        account = row.text("account")
        return StatedSplit(row.line, account, instrument, ratio.numerator, ratio.denominator, when.at)
    if action not in _BOOKED:
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    return _booking(row, when, action, instrument)


def _booking(row: Row, when: When, action: str, instrument: Instrument | None) -> Stated:
    kind, sign = _BOOKED[action]
    unit = unit_of(row.required("currency"))
    fee = row.maybe_number("fee") or ZERO
    stated = row.maybe_number("amount")
    if stated is None and kind is CashKind.FEE and fee:
        stated, fee = fee, ZERO
    if stated is None:
        stated = EXACT.multiply(row.number("quantity"), row.number("unitprice"))
    amount: Decimal = EXACT.subtract(stated.copy_abs() * sign, fee)
    words = " ".join(filter(None, (action.capitalize(), row.text("subtype"), row.text("comment"))))
    return booked(
        row,
        kind,
        EXACT.multiply(amount, unit.worth),
        unit.currency,
        when,
        account=row.text("account"),
        instrument=instrument,
        detail=words,
    )


def _instrument(row: Row, symbol: str) -> Instrument:
    quoted = unit_of(row.required("currency")).currency
    if row.text("instrumenttype").upper() in {"CRYPTO", "CRYPTOCURRENCY"}:
        base = symbol.upper().partition("-")[0]
        return paired(f"{base}/{quoted}", base, quoted)
    return share(symbol, quoted)


FORMAT = table_format(
    key="wealthfolio_activities",
    broker="Wealthfolio",
    title="Activities",
    zone=LOCAL_CLOCK,
    header=("date", "symbol", "quantity", "activitytype", "unitprice", "currency", "fee"),
    read_row=read_row,
    order="ymd",
)
