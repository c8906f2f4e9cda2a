"""Binance, spot trade history (CSV, XLSX): Orders > Spot Order > Trade History > Export.

Quirks: the unit stands on the number (`0.0500000000BTC`, `1,500.00USDT`), which tells base and quote where the
pair runs together; a fee in the base asset shortens what arrives and lengthens what leaves; a fee may be in a
third coin (BNB); older files have the unit of the fee in a column of its own; times are UTC.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import traded_long
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import paired
from tradesense.adapters.files.values import CellInvalid, number
from tradesense.domain.money import currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill

_NUMBER: Final = re.compile(r"^[0-9][0-9,]*(?:\.[0-9]+)?$")
_UNIT: Final = re.compile(r"[A-Z][A-Z0-9]*$")
_QUOTES: Final = (
    "USDT",
    "FDUSD",
    "BUSD",
    "USDC",
    "TUSD",
    "BTC",
    "ETH",
    "BNB",
    "EUR",
    "GBP",
    "TRY",
    "BRL",
    "AUD",
    "USD",
    "DAI",
    "JPY",
)


class _Amount(NamedTuple):
    number: Decimal
    unit: str


def _amount(row: Row, name: str, *units: str) -> _Amount:
    """The number before one of `units`, else before letters: `0.5BTC`; `1001INCH` is 100 with the unit 1INCH."""
    text = row.required(name)[:60]
    ends = [unit for unit in units if unit and text.endswith(unit)]
    found = _UNIT.search(text)
    unit = ends[0] if ends else found[0] if found else ""
    body = text.removesuffix(unit).strip()
    if not _NUMBER.match(body):
        raise CellInvalid(f"Column {name!r}: {text[:40]!r} is no amount of a coin.")
    return _Amount(number(body), unit)


def _pair(row: Row, quantity: str) -> tuple[str, str]:
    """Base and quote: by the unit that stands on the quantity, else by the end of the pair's name."""
    text = row.required(quantity)
    name = "".join(letter for letter in row.required("pair", "market").upper()[:30] if letter.isalnum())
    for size in range(len(name) - 1, 0, -1):
        if text.endswith(name[:size]) and not name[:size].isdigit():
            return name[:size], name[size:]
    quote = next((one for one in _QUOTES if name.endswith(one) and len(name) > len(one)), "")
    if not quote:
        raise CellInvalid(f"{name[:20]!r}: which part is what it is paid in is not known.")
    return name.removesuffix(quote), quote


def read_row(row: Row) -> Stated:
    quantity = "executed" if row.text("executed") else "amount"
    base, quote = _pair(row, quantity)
    executed = _amount(row, quantity, base)
    if not executed.number:
        return row.ignored("order.not_filled", "Nothing was executed: it is no fill.")
    side = action_of(row.required("side", "type"), "side").side
    price = _amount(row, "price", quote).number
    instrument = paired(f"{base}/{quote}", base, currency(quote))
    fill = traded_long(row, row.when("date(utc)", "date (utc)", "time"), side, instrument, executed.number, price, ZERO)
    return _charged(fill, row, base, quote)


def _charged(fill: StatedFill, row: Row, base: str, quote: str) -> StatedFill:
    if not row.text("fee"):
        return fill._replace(fees=None)
    fee = _amount(row, "fee", base, quote)
    unit = fee.unit or row.text("fee coin").upper()
    if unit == base:
        return fill._replace(asset_fee=fee.number)
    return fill._replace(fees=fee.number, fee_currency="" if unit in {"", quote} else currency(unit))


FORMAT = table_format(
    key="binance_trades",
    broker="Binance",
    title="Spot trade history",
    zone="UTC",
    header=("date(utc)|date (utc)|time", "pair|market", "side|type", "price", "amount", "executed|total", "fee"),
    without=("symbol", "order id"),
    read_row=read_row,
    order="ymd",
)
