"""Freetrade, activity (CSV): Activity > Export.

Quirks: the price is in the instrument's currency, the total in the account's, with stamp duty and the fee for
exchanging money in it; the base rate is the instrument's units for one of the account's; a free share is a
gift of money and a purchase; statements and certificates stand between the transactions; times are UTC.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import (
    booked,
    kind_of,
    one_currency,
    rate_paid,
    settled,
    stating_base,
    traded_long,
)
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.recording import inverted
from tradesense.domain.statement import Stated, StatedFill

_PAPERS: Final = frozenset({"MONTHLY_STATEMENT", "TAX_CERTIFICATE"})
_KINDS: Final = {
    "TOP_UP": CashKind.DEPOSIT,
    "WITHDRAWAL": CashKind.WITHDRAWAL,
    "PROPERTY_INCOME_DISTRIBUTION": CashKind.DIVIDEND,
    "SIPP_ANNUAL_ALLOWANCE_TAX_RELIEF": CashKind.DEPOSIT,
}
_PAID: Final = frozenset({CashKind.WITHDRAWAL, CashKind.FEE, CashKind.TAX})


def read_row(row: Row) -> Stated | list[Stated]:
    kind = row.required("type").upper()
    if kind in _PAPERS:
        return row.ignored("file.paper", "A statement or certificate, not a transaction.")
    if kind in {"ORDER", "FREESHARE_ORDER"}:
        return _order(row, is_gift=kind == "FREESHARE_ORDER")
    return _booking(row, kind)


def _instrument(row: Row) -> Instrument:
    return share(row.symbol("ticker", "isin"), unit_of(row.required("instrument currency")).currency)


def _order(row: Row, *, is_gift: bool) -> Stated | list[Stated]:
    fill = _fill(row)
    if not is_gift:
        return fill
    total = row.number("total amount")
    gift = booked(
        row, CashKind.DEPOSIT, total, row.currency("account currency"), row.when("timestamp"), detail="Free share"
    )
    return [fill, gift]


def _fill(row: Row) -> StatedFill:
    side = action_of(row.required("buy / sell"), "buy / sell").side
    unit, instrument = unit_of(row.required("instrument currency")), _instrument(row)
    quantity, total = row.number("quantity"), row.number("total amount")
    price = EXACT.multiply(row.number("price per share"), unit.worth)
    account = row.currency("account currency")
    number = row.text("order id")
    if account == instrument.currency:
        price, fees = _at_home(row, side, quantity, price, total)
        rate = None
    else:
        fees = EXACT.add(_charge(row, "fx fee amount"), _charge(row, "stamp duty"))
        base = row.maybe_number("base fx rate", "fx rate")
        rate = rate_paid(total, fees, side, EXACT.multiply(quantity, price), inverted(base) if base else None)
    fill = traded_long(row, row.when("timestamp"), side, instrument, quantity, price, fees)
    return fill._replace(
        fee_currency=account if fees else "", rate=rate, broker_ref=f"order:{number}" if number else ""
    )


def _charge(row: Row, name: str) -> Decimal:
    return (row.maybe_number(name) or ZERO).copy_abs()


def _at_home(row: Row, side: Side, quantity: Decimal, price: Decimal, total: Decimal) -> tuple[Decimal, Decimal]:
    """What the shares alone came to is printed too: the price is rounded, the rest of the total is the cost."""
    shares = row.maybe_number("total shares amount")
    if not shares:
        return settled(side, quantity, price, total, charges=True)
    exact_price, _ = settled(side, quantity, price, shares, charges=False)
    gap = EXACT.subtract(total, shares)
    return exact_price, gap if side is Side.BUY else gap.copy_negate() or ZERO


def _booking(row: Row, kind: str) -> Stated:
    words = kind.replace("_", " ")
    meant = _KINDS.get(kind) or kind_of(words)
    if meant is None and row.text("quantity", "stock split new share qty"):
        raise RowQuarantined("row.action_unknown", f"What {words[:40]!r} does to the position is not known: enter it.")
    amount = row.number("total amount")
    if meant in _PAID and amount > 0:
        amount = amount.copy_negate()
    return booked(
        row,
        meant or CashKind.TRANSFER,
        amount,
        row.currency("account currency"),
        row.when("timestamp"),
        instrument=_instrument(row) if row.text("ticker") and row.text("instrument currency") else None,
        detail=f"{row.text('title')}: {words.capitalize()}",
    )


def _prepare(table: Table) -> ReadRow:
    return stating_base(one_currency(table, "account currency"), read_row)


FORMAT = table_format(
    key="freetrade_activity",
    broker="Freetrade",
    title="Activity",
    zone="UTC",
    header=("title", "type", "timestamp", "account currency", "total amount", "buy / sell", "ticker", "quantity"),
    prepare=_prepare,
    order="ymd",
)._replace(states_rates=always)
