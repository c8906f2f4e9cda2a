"""DEGIRO, transactions (CSV): Inbox > Transactions > Export.

Quirks: in the trader's language, so columns go by place; currencies stand in columns without a name, in newer
files in the names (`Value EUR`); the Order Id may stand one column further right; costs are negative and in the
account's currency, the fee for exchanging money apart; a split is two rows without a venue; London in pence.
The same fills in the account statement are recognised as the same.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import attempted, traded
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, Format, always
from tradesense.adapters.files.marks import number_as_marked
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import Unit, unit_of
from tradesense.adapters.files.values import CellInvalid, is_nothing, moment
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.number import share as part_of
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedAccount, StatedSplit

_FIRST: Final = ("date", "time", "product", "isin", "exchange", "venue", "quantity", "price", "currency", "local", "of")
_OLD: Final = (*_FIRST, "value", "base", "rate", "costs", "costs in", "total", "total in", "id")
_OLD_AUTOFX: Final = (*_FIRST, "value", "base", "rate", "autofx", "costs", "costs in", "total", "total in", "id")
_NEW: Final = (*_FIRST, "value", "rate", "autofx", "costs", "total", "id", "id#2")
TOLERANCE: Final = Decimal("0.01")


def columns_of(cells: list[str]) -> Columns | None:
    """What stands where, by which columns have no name; None for another header."""
    names = [cell.strip() for cell in cells] + [""] * 4
    if len(cells) < 16 or not all(names[:8]) or names[8] or names[10] or not names[9] or not names[11]:
        return None
    if "isin" not in names[3].casefold():
        return None
    if names[12]:
        return Columns(_NEW)
    return Columns(_OLD if not names[15] else _OLD_AUTOFX)


class _Transactions:
    """The rows below the header, and the account's currency, as its columns or all of the rows name it."""

    base: Currency | None = None

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading
        self._moved: dict[tuple[str, str], list[Decimal]] = {}
        valued_in: set[str] = set()
        for row in self.rows():
            valued_in.add(row.text("base"))
            if _is_booked_over(row) and (quantity := attempted(lambda one: _number(one, "quantity"), row)):
                self._moved.setdefault((row.text("date"), row.text("isin")), []).append(quantity)
        if self.base is None and len(valued_in) == 1:
            self.base = attempted(currency, valued_in.pop())

    def rows(self) -> Iterator[Row]:
        columns: Columns | None = None
        for record in self._source.records():
            found = columns_of(record.cells)
            if found is not None:
                columns = found
                self.base = attempted(_base_of, record.cells[11])
            elif columns is not None:
                yield Row(record, columns, self._reading)
        if columns is None:
            raise FormatUnknown("There is no header of DEGIRO's transactions.")

    def read_row(self, row: Row) -> Stated:
        unit = unit_of(row.required("currency"))
        quantity = _number(row, "quantity")
        if not quantity:
            return row.ignored("order.not_filled", "The quantity is zero: it is no fill.")
        if _is_booked_over(row):
            return self._split(row, quantity, unit)
        return self._fill(row, quantity, unit)

    def _split(self, row: Row, quantity: Decimal, unit: Unit) -> Stated:
        """Old shares out, new ones in, on one day under one ISIN."""
        moved = self._moved.get((row.text("date"), row.text("isin")), [])
        if len(moved) != 2 or min(moved) > 0 or max(moved) < 0:
            raise RowQuarantined(
                "corporate_action.unknown", "What became of the position is not said: enter it by hand."
            )
        if quantity < 0:
            return row.ignored("split.other_half", "The old shares: the row with the new ones tells the split.")
        instrument = share(row.symbol("isin"), unit.currency)
        return StatedSplit(row.line, "", instrument, 0, 0, _when(row).at, EXACT.add(*moved))

    def _fill(self, row: Row, quantity: Decimal, unit: Unit) -> Stated:
        price = EXACT.multiply(_number(row, "price"), unit.worth)
        notional = EXACT.multiply(quantity.copy_abs(), price)
        local = EXACT.multiply(_number(row, "local").copy_abs(), unit_of(row.required("of")).worth)
        if EXACT.subtract(local, notional).copy_abs() > max(TOLERANCE, EXACT.multiply(notional, TOLERANCE)):
            raise RowQuarantined(
                "amount.differs",
                f"The value is {plain(local)}, but {plain(quantity)} at {plain(price)} make {plain(notional)}: "
                "check the unit of the price, and enter the trade by hand.",
            )
        instrument = share(row.symbol("isin", "product"), unit.currency)
        fees = EXACT.add(_cost(row, "costs"), _cost(row, "autofx"))
        charged = row.text("costs in", "base") or self.base or unit.currency
        side = Side.BUY if quantity > 0 else Side.SELL
        fill = traded(row, _when(row), side, instrument, quantity, price, fees)
        value = _number(row, "value").copy_abs()
        is_abroad = charged != unit.currency
        rate = part_of(value, Decimal(1), notional) if is_abroad and value and notional else None
        return fill._replace(fee_currency=charged if fees and is_abroad else "", rate=rate)


def _base_of(name: str) -> Currency:
    """The currency that `Value EUR` ends with."""
    words = name.split()
    if len(words) < 2 or not words[-1].isupper():
        raise CurrencyInvalid(f"{name[:20]!r} names no currency.")
    return currency(words[-1])


def _is_booked_over(row: Row) -> bool:
    return not row.text("venue") and not row.text("id", "id#2")


def _number(row: Row, name: str) -> Decimal:
    return number_as_marked(row.required(name), row.reading.mark)


def _cost(row: Row, name: str) -> Decimal:
    return ZERO if is_nothing(row.text(name)) else _number(row, name).copy_negate() or ZERO


def _when(row: Row) -> When:
    day, clock = row.required("date"), row.text("time")
    if len(day) + len(clock) > 40:
        raise CellInvalid("Column 'date' is too long to be a date.")
    return row.instant(moment(f"{day} {clock}".strip(), row.reading.order))


def recognise(source: Source) -> float:
    return 0.95 if any(columns_of(cells) for cells in source.sample[:HEADER_WITHIN_RECORDS]) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "dmy", options.decimal_mark or ",", options.currency)
    transactions = _Transactions(source, reading)
    if transactions.base:
        yield StatedAccount("", transactions.base)
    for row in transactions.rows():
        yield from guarded(row, transactions.read_row)


FORMAT = Format(
    "degiro_transactions", "DEGIRO", "Transactions", "Europe/Amsterdam", recognise, read, states_rates=always
)
