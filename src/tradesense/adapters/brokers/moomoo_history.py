"""moomoo and Futu, order history (CSV): Account > History > Export.

Quirks: an order in one row with its first fill, its further fills below it with the order's columns empty; the
columns Markets and Currency twice; "60@180.50" for older orders, whose fills are no longer told; options name their
strike times a thousand (`QUUX260821C15000`); times end with ET, HKT and others; a dozen columns of fees for the whole
order; orders that did not fill.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.option_symbols import stated_option
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.sides import Action, action_of
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, moment, number
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedFill

_OPTION: Final = re.compile(r"^(?P<root>[A-Z]{1,6})(?P<day>[0-9]{6})(?P<right>[CP])(?P<strike>[0-9]{3,9})$")
_AVERAGE: Final = re.compile(r"^\s*([0-9][0-9,.]*)\s*@\s*([0-9][0-9,.]*)\s*$")
_ZONES: Final = {"ET": "", "EST": "-05", "EDT": "-04", "HKT": "+08", "SGT": "+08", "CST": "+08", "JST": "+09"}
_ZONE: Final = re.compile(r"(?<!\s)\s*\b(ET|EST|EDT|HKT|SGT|CST|JST)\s*$")
_FEES: Final = re.compile(r"\bfees?\b|^commission$|\btax\b|\blevy\b|stamp duty|\bgst\b|\bvat\b")


class _Order:
    """The order whose fills are being read."""

    def __init__(self, row: Row, action: Action, instrument: Instrument) -> None:
        self.line = row.line
        self.action = action
        self.instrument = instrument


def prepare(_: Table) -> ReadRow:
    orders: list[_Order] = []

    def read_row(row: Row) -> list[Stated] | Stated:
        if row.text("symbol") or row.text("side"):
            orders.clear()
            if not _filled(row):
                return row.ignored(
                    "order.not_filled", f"The order did not fill ({row.text('status')[:40] or 'no fill'})."
                )
            action = action_of(row.required("side"), "side")
            orders.append(_Order(row, action, _instrument(row)))
        elif not row.text("fill qty"):
            return row.ignored("row.empty", "A row without an order and without a fill.")
        if not orders:
            raise RowQuarantined("order.missing", "A fill whose order cannot be read: enter the fill by hand.")
        fill = _fill(row, orders[0])
        return [fill, *remarks_on(row, fill)]

    return read_row


def _filled(row: Row) -> bool:
    return bool(row.maybe_number("fill qty")) or bool(_AVERAGE.match(row.text("filled@avg price")))


def _fill(row: Row, order: _Order) -> StatedFill:
    quantity, price = _traded(row)
    when = _when(row)
    return StatedFill(
        line=row.line,
        account=row.text("account", "account number"),
        instrument=order.instrument,
        side=order.action.side,
        quantity=quantity,
        price=price,
        fees=_fees(row, is_first=row.line == order.line),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=order.action.closes,
    )


def _traded(row: Row) -> tuple[Decimal, Decimal]:
    if row.text("fill qty"):
        return row.number("fill qty").copy_abs(), row.number("fill price")
    found = _AVERAGE.match(row.text("filled@avg price"))
    if found is None:
        raise CellInvalid("Column 'filled@avg price' is empty.")
    return number(found[1], row.reading.mark), number(found[2], row.reading.mark)


def _when(row: Row) -> When:
    """`Apr 10, 2026 09:30:05 ET`; of an order whose fills are not told, the time of the order."""
    text = row.required("fill time", "order time")
    if len(text) > 60:
        raise CellInvalid("Column 'fill time' is too long to be a date.")
    found = _ZONE.search(text)
    if found is not None:
        text = f"{text[: found.start()]} {_ZONES[found[1]]}".strip()
    return row.instant(moment(text, row.reading.order))


def _fees(row: Row, *, is_first: bool) -> Decimal | None:
    """The order's, which stand on its first row; its further fills cost nothing more."""
    names = [name for name in row.columns.at if _FEES.search(name)]
    if not names:
        return None
    total = ZERO
    for name in names:
        total = EXACT.add(total, row.maybe_number(name) or ZERO)
    return total if is_first or total else ZERO


def _instrument(row: Row) -> Instrument:
    # The first Currency is the order's, the second the fill's: the same.
    traded = row.currency("currency", "currency#2")
    symbol = row.symbol("symbol").upper().removeprefix("US.").removeprefix("HK.")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    found = _OPTION.match(symbol.replace(" ", ""))
    if found is None:
        return share(symbol, traded)
    expiry = moment(f"20{found['day'][:2]}-{found['day'][2:4]}-{found['day'][4:]}").when.date()
    strike = EXACT.divide(Decimal(found["strike"]), Decimal(1000))
    if traded != "USD":
        raise RowQuarantined("contract.unknown", f"How many shares {symbol[:30]} is on is not known: enter it by hand.")
    return stated_option(found["root"], expiry, strike, found["right"], traded, None)


FORMAT = table_format(
    key="moomoo_history",
    broker="moomoo",
    title="Order history",
    zone="America/New_York",
    header=("side", "symbol", "filled@avg price", "fill qty", "fill price", "fill time"),
    prepare=prepare,
)
