"""Revolut, crypto account statement (CSV): Crypto > Statement.

Quirks: amounts carry a sign of currency (`€10.00`) or its code (`50.00 SEK`), so each row has its own; the price is
rounded, Value is what was paid without the fee; rewards come without a value; dates in words, without a zone.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, traded_long, unit_price
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.marks import loose_number, maybe_loose_number
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import paired
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated

_CODE: Final = re.compile(r"[A-Z]{3}|[€$£]")


def read_row(row: Row) -> Stated:
    action, asset = row.required("type").casefold(), row.required("symbol").upper()
    if action in {"buy", "sell"}:
        side = Side.BUY if action == "buy" else Side.SELL
        quantity: Decimal = loose_number(row, "quantity")
        quote = _quoted(row)
        instrument = paired(f"{asset}/{quote}", asset, quote)
        price = unit_price(loose_number(row, "value"), quantity)
        fees = maybe_loose_number(row, "fees") or ZERO
        return traded_long(row, row.when("date"), side, instrument, quantity, price, fees)
    if action in {"stake", "unstake"}:
        return row.ignored("coins.staked", "Coins put to work or taken back: they stay the trader's.")
    if action in {"send", "receive"}:
        moved = loose_number(row, "quantity").copy_abs()
        amount = moved.copy_negate() if action == "send" else moved
        return booked(row, CashKind.TRANSFER, amount, currency(asset), row.when("date"), detail=row.text("type"))
    if "reward" in action:
        amount = loose_number(row, "quantity")
        return booked(row, CashKind.INTEREST, amount, currency(asset), row.when("date"), detail=row.text("type"))
    raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")


def _quoted(row: Row) -> Currency:
    """The currency that the row's own amounts are printed in."""
    found = _CODE.search(row.required("value"))
    return unit_of(found[0]).currency if found else row.reading.currency


FORMAT = table_format(
    key="revolut_crypto",
    broker="Revolut",
    title="Crypto account statement",
    zone="Europe/London",
    header=("symbol", "type", "quantity", "price", "value", "fees", "date"),
    without=("ticker", "currency", "account"),
    read_row=read_row,
    order="dmy",
)
