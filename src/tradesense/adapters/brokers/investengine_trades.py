"""InvestEngine, trading statement (CSV): Account > Statements > Trading statement.

Quirks: name and ISIN in one cell ("… / ISIN IE00BK5BQT80"); amounts with the pound's sign; years of two digits,
the day first; the price is rounded, the total value is what was paid; no commissions.
"""

import re
from typing import Final

from tradesense.adapters.files.bookings import settled, traded_long
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.domain.money import Currency
from tradesense.domain.statement import Stated

_POUNDS: Final = Currency("GBP")
_ISIN: Final = re.compile(r"\bISIN:?\s+(?P<isin>[A-Z]{2}[A-Z0-9]{9}[0-9])\b")


def read_row(row: Row) -> Stated:
    name = row.symbol("security / isin")
    found = _ISIN.search(name)
    side = action_of(row.required("transaction type"), "transaction type").side
    quantity = row.number("quantity")
    price, costs = settled(side, quantity, row.number("share price"), row.number("total trade value"), charges=False)
    instrument = share(found["isin"] if found else name, _POUNDS)
    return traded_long(row, row.when("trade date/time"), side, instrument, quantity, price, costs)


FORMAT = table_format(
    key="investengine_trades",
    broker="InvestEngine",
    title="Trading statement",
    zone="Europe/London",
    header=("security / isin", "transaction type", "quantity", "share price", "total trade value", "trade date/time"),
    read_row=read_row,
    order="dmy",
)
