"""Investimental (Bucharest), order history (CSV): Orders > History > Export.

Quirks: a row is a state of an order, so one order stands in many rows and only those with "Fil" traded; Volume is
what is left to trade after the row, except on the last one, where it is what traded; the cost of a fill is by how
much the order's fee went down; the currency stands behind the account's name ("JOHN DOE [RON]").
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import attempted, traded
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.domain.money import currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

_CURRENCY: Final = re.compile(r"\[([A-Z]{3})\]\s*$")


class _State(NamedTuple):
    """What is left of an order, and the fee for it."""

    left: Decimal
    fee: Decimal


class _Filled(NamedTuple):
    quantity: Decimal
    fee: Decimal


def _prepare(table: Table) -> ReadRow:
    """States are read oldest first, whatever the order of the rows; rows of one instant as they stand."""
    rows = [row for row in table.rows() if row.text("order number", "order id")]
    timed = [(row, when.at) for row in rows if (when := attempted(lambda one: one.when("update time"), row))]
    falls = len(timed) > 1 and timed[0][1] > timed[-1][1]
    states: dict[str, _State] = {}
    filled: dict[int, _Filled] = {}
    for row, _ in sorted(reversed(timed) if falls else timed, key=lambda one: one[1]):
        state = attempted(_state, row)
        if state is None:
            continue
        number = row.text("order number", "order id")
        before = states.get(number)
        if _is_fill(row):
            filled[row.line] = _fill_of(row, before, state)
        states[number] = state

    def read_row(row: Row) -> Stated:
        if not _is_fill(row):
            return row.ignored("order.state", "A state of the order: only its fills count.")
        return _fill(row, filled.get(row.line))

    return read_row


def _state(row: Row) -> _State:
    return _State(row.number("volume"), row.maybe_number("fee") or ZERO)


def _is_fill(row: Row) -> bool:
    return row.text("update type").casefold() == "fil"


def _fill_of(row: Row, before: _State | None, state: _State) -> _Filled:
    fee = EXACT.subtract(before.fee, state.fee) if before else ZERO
    if row.text("status").casefold() == "inactive":
        return _Filled(state.left, max(fee, ZERO))
    traded_now = EXACT.subtract(before.left, state.left) if before else ZERO
    return _Filled(traded_now, max(fee, ZERO))


def _fill(row: Row, filled: _Filled | None) -> Stated:
    if filled is None or filled.quantity <= 0:
        raise RowQuarantined(
            "fill.quantity_unknown", "How much of the order traded here is not said: enter it by hand."
        )
    found = _CURRENCY.search(row.text("account name"))
    quoted = currency(found[1]) if found else row.reading.currency
    instrument = share(row.symbol("symbol"), quoted)
    side = action_of(row.required("side"), "side").side
    fill = traded(row, row.when("update time"), side, instrument, filled.quantity, row.number("price"), filled.fee)
    number = row.text("last trade ticket").lstrip("0")
    return fill._replace(account=row.text("account id"), broker_ref=f"ticket:{number}" if number else "")


FORMAT = table_format(
    key="investimental_orders",
    broker="Investimental",
    title="Order history",
    zone="Europe/Bucharest",
    header=("order number", "side", "symbol", "price", "volume", "update type", "update time", "last trade ticket"),
    prepare=_prepare,
    order="ymd",
)
