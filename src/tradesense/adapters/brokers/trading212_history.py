"""Trading 212, account history (CSV): menu > History > Export.

Quirks: the column set has changed several times: until 2023 the account's currency stood in the names
(`Total (GBP)`), since then in columns of their own, and Notes and ID have moved before the number of
shares (an export may be pasted together of both); London prices in pence (GBX); costs in the account's currency;
a split is two rows, the old position closed and the new one opened; ten decimals; times are UTC.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import (
    attempted,
    booked,
    kind_of,
    one_currency,
    rate_paid,
    stating_base,
    traded_long,
)
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.rows import Columns, ReadRow, Row, RowQuarantined
from tradesense.adapters.files.source import Record
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import Unit, unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, at_rate
from tradesense.domain.recording import inverted
from tradesense.domain.statement import Stated, StatedFill, StatedSplit

_NAMED: Final = re.compile(r"^(?P<what>.*) \((?P<currency>[a-z]{3})\)$")
_ORDER: Final = re.compile(r"^(?:market|limit|stop|stop limit) (?P<side>buy|sell)$")
_LATER: Final = re.compile(r"^EOF[0-9]+$")
_COSTS: Final = re.compile(r"fee\b|\btax\b|levy|duty")
_NO_COSTS: Final = re.compile(r"^currency \(|withholding")
_KINDS: Final = {
    "card debit": CashKind.WITHDRAWAL,
    "card credit": CashKind.DEPOSIT,
    "spending cashback": CashKind.DEPOSIT,
}


class _Half(NamedTuple):
    """The closing half of a split."""

    line: int
    quantity: Decimal


class _Layout:
    """The table's columns by what they hold, wherever the currency is named."""

    def __init__(self, columns: Columns) -> None:
        self.total, self.total_currency = self._money(columns, "total")
        self.costs = [
            (name, *self._money(columns, name))
            for name in map(self._bare, columns.names)
            if _COSTS.search(name) and not _NO_COSTS.search(name)
        ]

    @staticmethod
    def _bare(name: str) -> str:
        found = _NAMED.match(name)
        return found["what"] if found and not name.startswith("currency") else name

    @staticmethod
    def _money(columns: Columns, name: str) -> tuple[str, str]:
        """The column of an amount, and the name of its currency's: `=GBP` where its own name says it."""
        found = next((one for one in columns.names if one.startswith(f"{name} (") and _NAMED.match(one)), "")
        return (found, f"={found[-4:-1].upper()}") if found else (name, f"currency ({name})")


def _currency(row: Row, column: str) -> str:
    return column[1:] if column.startswith("=") else row.text(column).upper()


def _prepare(table: Table) -> ReadRow:
    splits: dict[tuple[str, str], _Half] = {}
    layout: _Layout | None = None
    met: dict[str, int] = {}
    shared: set[str] = set()
    for row in table.rows():
        layout = layout or _Layout(row.columns)
        as_now = _later(row)
        number, content = as_now.text("id"), hash(tuple(row.cells))
        if met.setdefault(number, content) != content:
            shared.add(number)
        if as_now.text("action").casefold() == "stock split close":
            quantity = attempted(lambda one: one.number("no. of shares"), as_now)
            day = attempted(lambda one: one.when("time"), as_now)
            if quantity and day:
                splits[as_now.text("isin"), str(day.at.date())] = _Half(row.line, quantity)
    names = layout or _Layout(Columns(()))
    base = Currency(names.total_currency[1:]) if names.total_currency.startswith("=") else None
    reader = _Reader(names, splits, shared)
    return stating_base(base or one_currency(table, names.total_currency), reader.read_row)


def _later(row: Row) -> Row:
    """The row as the newer exports order it, where an older header stands above it."""
    if not _LATER.match(row.text("price / share")) or "notes" not in row.columns.at:
        return row
    names = [name for name in row.columns.names if name not in {"notes", "id"}]
    at = names.index("no. of shares")
    header = Columns([*names[:at], "notes", "id", *names[at:]])
    return Row(Record(row.line, row.cells, row.raw), header, row.reading)


class _Reader:
    """`shared`: numbers that stand on rows that differ, so that they name none of them."""

    def __init__(self, layout: _Layout, splits: dict[tuple[str, str], _Half], shared: set[str]) -> None:
        self._layout = layout
        self._splits = splits
        self._shared = shared

    def _ref(self, row: Row, kind: str) -> str:
        number = row.text("id")
        return f"{kind}:{number}" if number and number not in self._shared else ""

    def read_row(self, given: Row) -> Stated | list[Stated]:
        row = _later(given)
        action = row.required("action").casefold()
        if found := _ORDER.match(action):
            return self._fill(row, Side.BUY if found["side"] == "buy" else Side.SELL)
        if action.startswith("stock split"):
            return self._split(row, action)
        if action == "stock distribution":
            return self._fill(row, Side.BUY)
        if action in {"transfer in", "transfer out"} and row.text("ticker"):
            side = Side.BUY if action == "transfer in" else Side.SELL
            return self._fill(row, side)._replace(kind=ExecutionKind.TRANSFER, closes=side is Side.SELL)
        if action == "currency conversion":
            return self._conversion(row)
        return self._booking(row, action)

    def _instrument(self, row: Row) -> tuple[Instrument, Unit]:
        unit = unit_of(row.required("currency (price / share)"))
        return share(row.symbol("ticker", "isin"), unit.currency), unit

    def _fill(self, row: Row, side: Side) -> StatedFill:
        instrument, unit = self._instrument(row)
        quantity = row.number("no. of shares")
        price = EXACT.multiply(row.number("price / share"), unit.worth)
        charged = _currency(row, self._layout.total_currency) or instrument.currency
        printed = self._rate(row, unit, charged)
        fees = self._costs(row, instrument, charged, printed)
        fill = traded_long(row, row.when("time"), side, instrument, quantity, price, fees)
        rate = None
        if charged != instrument.currency:
            total = row.maybe_number(self._layout.total) or ZERO
            rate = rate_paid(total, fees, side, EXACT.multiply(fill.quantity, price), printed)
        return fill._replace(
            fee_currency=charged if fees else "",
            rate=rate,
            broker_ref=self._ref(row, "exec"),
        )

    def _rate(self, row: Row, unit: Unit, charged: str) -> Decimal | None:
        """Account currency per unit of the instrument's: the file prints it the other way round."""
        text = row.text("exchange rate")
        if charged == unit.currency or not text[:1].isdigit():
            return None
        printed = EXACT.multiply(row.number("exchange rate"), unit.worth)
        return inverted(printed) if printed else None

    def _costs(self, row: Row, instrument: Instrument, charged: str, rate: Decimal | None) -> Decimal:
        total = ZERO
        for name, column, named in self._layout.costs:
            amount = row.maybe_number(column)
            if not amount:
                continue
            taken = _currency(row, named) or charged
            if taken != charged:
                if taken != instrument.currency or rate is None:
                    raise RowQuarantined("fee.currency_unknown", f"{name}: what {taken} is worth is not said.")
                amount = at_rate(amount, rate)
            total = EXACT.add(total, amount.copy_abs())
        return total

    def _split(self, row: Row, action: str) -> Stated:
        when = row.when("time")
        half = self._splits.get((row.text("isin"), str(when.at.date())))
        if action == "stock split close":
            return row.ignored("split.other_half", "The old position: the row that opens the new one tells the split.")
        if half is None:
            raise RowQuarantined(
                "split.half", "The row that closes the old position is missing: say the split's ratio."
            )
        added = EXACT.subtract(row.number("no. of shares"), half.quantity)
        return StatedSplit(row.line, "", self._instrument(row)[0], 0, 0, when.at, added)

    def _booking(self, row: Row, action: str) -> Stated:
        notes = row.text("notes")
        kind = (
            _KINDS.get(action)
            or kind_of(action)
            or kind_of(notes)
            or (CashKind.FEE if "adjustment" in action else CashKind.TRANSFER)
        )
        if row.text("no. of shares") and kind is CashKind.TRANSFER:
            raise RowQuarantined(
                "row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it."
            )
        instrument = None
        if row.text("ticker", "isin"):
            instrument = attempted(lambda one: self._instrument(one)[0], row)
        amount, taken = row.number(self._layout.total), _currency(row, self._layout.total_currency)
        return booked(
            row,
            kind,
            amount,
            Currency(taken) if taken else row.reading.currency,
            row.when("time"),
            instrument=instrument,
            ref=self._ref(row, "cash"),
            detail=": ".join(filter(None, (row.text("action"), notes))),
        )

    def _conversion(self, row: Row) -> list[Stated]:
        when, made = row.when("time"), []
        sides: Sequence[tuple[str, int]] = (("from", -1), ("to", 1))
        for way, sign in sides:
            column = f"currency conversion {way} amount"
            amount = row.number(column).copy_abs() * sign
            currency = row.currency(f"currency ({column})")
            ref = self._ref(row, f"cash:{way}")
            made.append(booked(row, CashKind.TRANSFER, amount, currency, when, ref=ref, detail="Currency conversion"))
        return made


FORMAT = table_format(
    key="trading212_history",
    broker="Trading 212",
    title="Account history",
    zone="UTC",
    header=("action", "time", "isin", "ticker", "no. of shares", "price / share", "currency (price / share)"),
    prepare=_prepare,
    order="ymd",
)._replace(states_rates=always)
