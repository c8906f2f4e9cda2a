"""Hargreaves Lansdown, transaction summary (CSV): Account > Transactions > Download.

Quirks: the client stands above the header; prices in pence, amounts in pounds (whose sign may be damaged in the
header); the name ends with quantity and price ("… ETF 4563 @ 3287.199"), there is no ticker; a purchase is
negative; the dealing charge is what the amount differs from quantity × price; "n/a" for what is empty.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, kind_of, settled, traded_long
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT
from tradesense.domain.statement import Stated

_POUNDS: Final = Currency("GBP")
_PENNY: Final = Decimal("0.01")
_TOLD: Final = re.compile(r"\s+[0-9][0-9,]*(?:\.[0-9]+)?\s*@\s*[0-9][0-9,.]*\s*$")
_KINDS: Final = {"FPC": CashKind.DEPOSIT, "CARD WEB": CashKind.DEPOSIT, "DIRECT DEBIT": CashKind.DEPOSIT}


def _prepare(table: Table) -> ReadRow:
    first = next(iter(table.rows()), None)
    names = first.columns.names if first else []
    value = next((name for name in names if name.startswith("value")), "value")
    numbers = [cells[1].strip() for cells in table.title if len(cells) > 1 and cells[0].strip() == "Client Number:"]
    account = numbers[0] if numbers else ""

    def read_row(row: Row) -> Stated:
        amount, quantity = row.number(value), row.maybe_number("quantity")
        words = row.text("description")
        if quantity:
            return _fill(row, quantity, amount, words, account)
        reference = row.text("reference").upper()
        kind = _KINDS.get(reference) or kind_of(reference) or kind_of(words) or CashKind.TRANSFER
        detail = f"{row.text('reference')}: {words}"
        return booked(row, kind, amount, _POUNDS, row.when("trade date"), account=account, detail=detail)

    return read_row


def _fill(row: Row, quantity: Decimal, amount: Decimal, words: str, account: str) -> Stated:
    if not amount or row.maybe_number("unit cost (p)") is None:
        raise RowQuarantined("position.moved", "Units moved without a price: enter them at their value on that day.")
    side = Side.BUY if amount < 0 else Side.SELL
    printed = EXACT.multiply(row.number("unit cost (p)"), _PENNY)
    price, costs = settled(side, quantity, printed, amount, charges=True)
    instrument = share(_TOLD.sub("", words[:200]), _POUNDS)
    return traded_long(row, row.when("trade date"), side, instrument, quantity, price, costs)._replace(account=account)


FORMAT = table_format(
    key="hargreaves_transactions",
    broker="Hargreaves Lansdown",
    title="Transaction summary",
    zone="Europe/London",
    header=("trade date", "settle date", "reference", "description", "unit cost (p)", "quantity"),
    prepare=_prepare,
    order="dmy",
)
