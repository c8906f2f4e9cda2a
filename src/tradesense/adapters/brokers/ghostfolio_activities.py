"""Ghostfolio, activities (CSV), as its import page takes and gives them.

Quirks: days in four shapes in one file (`01-09-2021`, `17/11/2021`, `01.01.2022`, `20210916`), the day first;
a year of two digits is refused; a fee is a row of its own or a cost of the fill; pence and cents as currencies.
"""

import re
from typing import Final

from tradesense.adapters.brokers.ghostfolio import BROKER, activity
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.statement import Stated

_SHORT_YEAR: Final = re.compile(r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}(?![0-9])")


def read_row(row: Row) -> Stated:
    if _SHORT_YEAR.match(row.required("date")):
        raise CellInvalid(f"Column 'date': {row.text('date')[:20]!r} has a year of two digits: write all four.")
    return activity(
        row,
        row.when("date"),
        symbol=row.symbol("code"),
        action=row.required("action").upper(),
        price=row.number("price"),
        account=row.text("account"),
    )


FORMAT = table_format(
    key="ghostfolio_activities",
    broker=BROKER,
    title="Activities",
    zone=LOCAL_CLOCK,
    header=("date", "code", "currency", "price", "quantity", "action", "fee"),
    read_row=read_row,
    order="dmy",
)
