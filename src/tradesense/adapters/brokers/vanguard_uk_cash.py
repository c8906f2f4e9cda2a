"""Vanguard UK, cash and investment transactions (CSV, XLSX): Documents > Client transaction listing.

Quirks: a fill is a sentence ("Bought 1,550 Foo ETF Distributing (FOO)") beside the amount; some files have a second
table that tells the same fills with their prices, on other days; funds have no ticker; a dividend may be
reversed; totals below each table; days without clock times.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.balances import Dated, balance, stating_balances
from tradesense.adapters.files.bookings import booked, kind_of, settled, traded_long, unit_price
from tradesense.adapters.files.formats import Format, Layout
from tradesense.adapters.files.rows import Columns, Reading, ReadRow, Row, guarded
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, number
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated

CASH: Final = Layout(("date", "details", "amount", "balance"))
INVESTMENTS: Final = Layout(("date", "investmentname", "transactiondetails", "quantity", "price", "cost"))
_POUNDS: Final = Currency("GBP")
_TRADE: Final = re.compile(r"^(?P<word>Bought|Sold) (?P<quantity>[0-9,]*\.?[0-9]+) (?P<name>.+)$")
_TICKER: Final = re.compile(r"\((?P<ticker>[A-Z0-9.]{1,8})\)$")
_PAID_BY: Final = re.compile(r"\bDIV: (?P<ticker>[A-Z0-9]+)\.")
_OWN_WORDS: Final = re.compile(
    r"^(?:Bought|Sold) [0-9.,]+ |\bDIV: |Account Fee|Cash Account Interest|Deposit for investment", re.IGNORECASE
)
_TOTALS: Final = frozenset({"balance", "cost", "total"})


def recognise(source: Source) -> float:
    sample = source.sample
    if not any(CASH.fits(cells) for cells in sample):
        return 0.0
    return 0.95 if any(_OWN_WORDS.search(cell) for cells in sample for cell in cells[1:3]) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "dmy", options.decimal_mark or ".", options.currency)
    tells_prices = any(layout is INVESTMENTS for layout, _ in _rows(source, reading))
    cash = (row for layout, row in _rows(source, reading) if layout is CASH)
    read_cash: ReadRow = _CashReader(tells_prices=tells_prices).read_row
    if not tells_prices:
        # The investment table tells fills on other days than the money moved: balances by day would not agree.
        read_cash = stating_balances(cash, _printed, read_cash)
    for layout, row in _rows(source, reading):
        yield from guarded(row, read_cash if layout is CASH else _investment)


def _rows(source: Source, reading: Reading) -> Iterator[tuple[Layout, Row]]:
    """The rows below each header, and which table they are of."""
    columns, below = Columns(()), None
    for record in source.records():
        found = next((layout for layout in (CASH, INVESTMENTS) if layout.fits(record.cells)), None)
        if found is not None:
            columns, below = Columns(record.cells), found
        elif below is not None:
            yield below, Row(record, columns, reading)
    if below is None:
        raise FormatUnknown("There is no header with the columns Date, Details, Amount, Balance.")


def _printed(row: Row) -> Dated:
    return balance(row, row.when("date").at, _POUNDS, "balance")


def _instrument(name: str) -> Instrument:
    """By its ticker, where the name ends with one; else by its name, whose dash may be of either length."""
    found = _TICKER.search(name)
    return share(found["ticker"] if found else name.replace("\u2013", "-"), _POUNDS)


class _CashReader:
    def __init__(self, *, tells_prices: bool) -> None:
        self._tells_prices = tells_prices

    def read_row(self, row: Row) -> Stated:
        if row.text("date").casefold() in _TOTALS:
            return row.ignored("row.total", "A total, not a transaction.")
        words = row.text("details")
        if not words and not row.text("amount"):
            return row.ignored("file.heading", "A heading or a line of text, not a transaction.")
        found = _TRADE.match(words[:200])
        if found is None:
            return _booking(row, words)
        if self._tells_prices:
            return row.ignored("cash.same_fill", "The money of a fill that the investment transactions tell.")
        quantity, amount = number(found["quantity"]), row.number("amount")
        side = Side.BUY if found["word"] == "Bought" else Side.SELL
        price = unit_price(amount, quantity)
        return traded_long(row, row.when("date"), side, _instrument(found["name"]), quantity, price, ZERO)


def _booking(row: Row, words: str) -> Stated:
    amount: Decimal = row.number("amount")
    kind = kind_of(words) or CashKind.TRANSFER
    found = _PAID_BY.search(words)
    instrument = share(found["ticker"], _POUNDS) if found else None
    return booked(row, kind, amount, _POUNDS, row.when("date"), instrument=instrument, detail=words)


def _investment(row: Row) -> Stated:
    if row.text("date").casefold() in _TOTALS:
        return row.ignored("row.total", "A total, not a transaction.")
    words = row.required("transactiondetails")
    found = _TRADE.match(words[:200])
    if found is None:
        raise CellInvalid(f"{words[:60]!r} is neither a purchase nor a sale.")
    side = Side.BUY if found["word"] == "Bought" else Side.SELL
    quantity = row.number("quantity")
    price, costs = settled(side, quantity, row.number("price"), row.number("cost"), charges=False)
    return traded_long(row, row.when("date"), side, _instrument(row.required("investmentname")), quantity, price, costs)


FORMAT = Format("vanguard_uk_cash", "Vanguard UK", "Client transactions", "Europe/London", recognise, read)
