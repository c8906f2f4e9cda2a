"""Rithmic R|Trader Pro, orders (CSV): Recent Orders or Order History > Completed Orders > Export.

One row is an order. Quirks: several tables under titles (Working Orders, Completed Orders), with the columns
that were shown; the zone stands in the name of a column (`Update Time (EDT)`); rows in the order of their
numbers, not of time; bonds in 32nds (`110'16`); a commission is a rate for each contract, and only that;
an order that was cancelled may have filled in part.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.rithmic import bare_name, zone_of
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, LOCAL_CLOCK, Format, Layout
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import contract
from tradesense.adapters.files.values import thirty_seconds
from tradesense.domain.number import EXACT
from tradesense.domain.statement import FormatUnknown, ReadOptions, RowNote, Stated, StatedFill

ORDERS: Final = Layout(
    ("buy/sell", "symbol", "avg fill price", "qty filled", "update time"),
    bare=bare_name,
)
_TITLE: Final = re.compile(r"\borders\b|\bexported\b|rithmic|r \| trader", re.IGNORECASE)


class _Orders:
    """The tables of orders, and the zone each of them names."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading

    def read(self) -> Iterator[Stated]:
        columns: Columns | None = None
        reading, unknown, is_any = self._reading, "", False
        for record in self._source.records():
            cells = record.cells
            if ORDERS.fits(cells):
                columns, is_any = ORDERS.columns(cells), True
                zone, unknown = zone_of(cells, "update time", self._reading.zone)
                reading = self._reading._replace(zone=zone)
            elif not any(cell.strip() for cell in cells[1:]) and _TITLE.search(cells[0][:200]):
                columns = None
            elif columns is not None:
                row = Row(record, columns, reading)
                yield from guarded(row, lambda one, unknown=unknown: _order(one, unknown))  # type: ignore[misc]
        if not is_any:
            raise FormatUnknown("There is no table of orders with Qty Filled, Avg Fill Price and Update Time.")


def _order(row: Row, unknown: str) -> StatedFill | RowNote:
    quantity = row.maybe_number("qty filled")
    if not quantity:
        return row.ignored(
            "order.not_filled", f"The order is {row.text('status')[:40] or 'not filled'}: it is no fill."
        )
    if unknown:
        raise RowQuarantined("zone.unknown", f"The zone {unknown!r} of its times is not known: say the file's zone.")
    when = row.when("update time")
    number = row.text("order number")
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=contract(row.required("symbol"), when.at.year),
        side=action_of(row.required("buy/sell"), "buy/sell").side,
        quantity=quantity.copy_abs(),
        price=thirty_seconds(row.required("avg fill price")),
        fees=_commission(row, quantity.copy_abs()),
        when=when.at,
        day=when.day,
        twice=when.twice,
        broker_ref=f"order:{number}" if number else "",
    )


def _commission(row: Row, quantity: Decimal) -> Decimal | None:
    """What is charged: as printed, else the rate for each contract."""
    charged = row.maybe_number("commission")
    rate = row.maybe_number("commission fill rate")
    return charged if charged is not None or rate is None else EXACT.multiply(rate, quantity)


def recognise(source: Source) -> float:
    return 0.95 if any(ORDERS.fits(cells) for cells in source.sample[: 2 * HEADER_WITHIN_RECORDS]) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    order, mark = options.date_order or "mdy", options.decimal_mark or "."
    return _Orders(source, Reading(options.zone, order, mark, options.currency)).read()


FORMAT = Format("rithmic_orders", "Rithmic", "Completed orders", LOCAL_CLOCK, recognise, read)
