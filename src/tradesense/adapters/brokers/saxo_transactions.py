"""Saxo Bank, transactions (CSV, XLSX): Account > Historic reports > Transactions > Export.

Quirks: a fill is a sentence in Event ("Sell 3 @ 139.74 USD", "Koop 1.5 @ 110.01 EUR") beside the amount booked
in the account's currency, costs included; `Amount` in older files, `Booked Amount` in newer; decimal points
and commas in one file; months in the trader's language; days without clock times.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import attempted, booked, kind_of, settled, stating_base, traded
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.marks import local_moment, loose_number, maybe_loose_number, number_as_marked
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, at_rate
from tradesense.domain.recording import inverted
from tradesense.domain.statement import Stated

_TRADE: Final = re.compile(
    r"^(?P<word>[^\W\d]+) (?P<quantity>-?[0-9][0-9.,]*) @ (?P<price>-?[0-9][0-9.,]*) ?(?P<currency>[A-Za-z]{3})?$"
)
AMOUNT: Final = ("booked amount", "amount", "geboekt bedrag", "bedrag")
_DERIVATIVE: Final = re.compile(r"option|future|cfd|forex|fx ", re.IGNORECASE)


def _prepare(table: Table) -> ReadRow:
    """The account's currency is that of the money paid in, which belongs to no instrument."""
    paid_in = {row.text("instrument currency") for row in table.rows() if not row.text("instrument", "instrument isin")}
    named = paid_in.pop() if len(paid_in) == 1 else ""
    base = attempted(lambda text: unit_of(text).currency, named)

    def read_row(row: Row) -> Stated:
        event = row.required("event")
        found = _TRADE.match(event[:120])
        return _booking(row, event, base) if found is None else _fill(row, found)

    return stating_base(base, read_row)


def _instrument(row: Row) -> Instrument:
    symbol = row.symbol("instrument symbol").partition(":")[0] or row.symbol("instrument isin", "instrument")
    return share(symbol, unit_of(row.required("instrument currency")).currency)


def _fill(row: Row, found: re.Match[str]) -> Stated:
    """What is paid beside quantity × price, converted at the row's rate, is the cost."""
    if row.text("from derivative").casefold() == "yes" or _DERIVATIVE.search(row.text("underlying asset type")):
        raise RowQuarantined(
            "contract.unknown", "A derivative: what a point is worth is not said here. Enter it by hand."
        )
    side, mark = action_of(found["word"], "event").side, row.reading.mark
    unit = unit_of(found["currency"] or row.required("instrument currency"))
    quantity = number_as_marked(found["quantity"], mark).copy_abs()
    price = EXACT.multiply(number_as_marked(found["price"], mark), unit.worth)
    rate: Decimal = maybe_loose_number(row, "conversion rate") or Decimal(1)
    amount = loose_number(row, *AMOUNT)
    if rate != 1:
        amount = at_rate(amount, inverted(rate))
    price, fees = settled(side, quantity, price, amount, charges=True)
    fill = traded(row, row.instant(local_moment(row, "trade date")), side, _instrument(row), quantity, price, fees)
    return fill._replace(account=row.text("client id"), rate=rate if rate != 1 else None)


def _booking(row: Row, event: str, base: Currency | None) -> Stated:
    kind = kind_of(event) or kind_of(row.text("type")) or CashKind.TRANSFER
    currency = unit_of(row.text("instrument currency") or row.reading.currency).currency
    if (maybe_loose_number(row, "conversion rate") or 1) != 1:
        currency = base or row.reading.currency
    has_instrument = bool(row.text("instrument symbol", "instrument isin"))
    return booked(
        row,
        kind,
        loose_number(row, *AMOUNT),
        currency,
        row.instant(local_moment(row, "trade date")),
        account=row.text("client id"),
        instrument=_instrument(row) if has_instrument else None,
        detail=event,
    )


FORMAT = table_format(
    key="saxo_transactions",
    broker="Saxo Bank",
    title="Transactions",
    zone="Europe/Copenhagen",
    header=(
        "trade date",
        "value date",
        "type",
        "instrument",
        "instrument currency",
        "event",
        "amount|booked amount|bedrag",
    ),
    prepare=_prepare,
    order="dmy",
)._replace(states_rates=always)
