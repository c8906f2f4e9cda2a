"""Sharesight, all trades report (CSV, XLSX): Reports > All Trades > Export.

Quirks: a title above, a footnote below; prices and brokerage in the market's currency, Value in the portfolio's,
which is named nowhere but is that of rows whose exchange rate is 1; sales have a negative quantity; coins are
accounts on the market FX, priced 1 in themselves, so a coin costs its Value.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import attempted, stating_base, traded, unit_price
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import FIAT, paired, share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.recording import inverted
from tradesense.domain.statement import Stated, StatedFill

_OPENINGS: Final = frozenset({"opening balance", "buy (reinvestment)", "dividend reinvestment", "drp"})
_OTHERS: Final = frozenset({"split", "consolidation", "merge", "merge (buy)", "merge (cancel)", "cancel", "bonus"})


def _prepare(table: Table) -> ReadRow:
    at_par = {
        row.text("currency").upper()
        for row in table.rows()
        if attempted(lambda one: one.number("exchange rate"), row) == 1
    }
    base = Currency(at_par.pop()) if len(at_par) == 1 else None

    def read_row(row: Row) -> Stated:
        if not row.text("type") and not row.text("date"):
            return row.ignored("file.footer", "A line of text, not a row of the table.")
        kind = row.required("type").casefold()
        if kind in _OTHERS:
            raise RowQuarantined("row.action_unknown", f"A {kind}: what became of the position is not said: enter it.")
        side = Side.BUY if kind in _OPENINGS else action_of(kind, "type").side
        if row.text("market").upper() == "FX":
            return _coin(row, side, base or row.reading.currency)
        return _fill(row, side)

    return stating_base(base, read_row)


def _fill(row: Row, side: Side) -> StatedFill:
    unit = unit_of(row.required("currency"))
    price = EXACT.multiply(row.number("price *", "price"), unit.worth)
    fees = EXACT.multiply(row.maybe_number("brokerage *", "brokerage") or ZERO, unit.worth)
    printed = row.maybe_number("exchange rate")
    instrument = share(row.symbol("code"), unit.currency)
    fill = traded(row, row.when("date"), side, instrument, row.number("quantity"), price, fees)
    rate: Decimal | None = inverted(EXACT.multiply(printed, unit.worth)) if printed and printed > 0 else None
    return fill._replace(rate=rate)


def _coin(row: Row, side: Side, base: Currency) -> Stated:
    code = row.symbol("code").upper()
    if code in FIAT:
        return row.ignored("cash.currency_account", f"Money in an account in {code}: it is no fill.")
    quantity = row.number("quantity")
    price = unit_price(row.number("value"), quantity)
    return traded(row, row.when("date"), side, paired(f"{code}/{base}", code, base), quantity, price, ZERO)


FORMAT = table_format(
    key="sharesight_trades",
    broker="Sharesight",
    title="All trades",
    zone="Europe/London",
    header=(
        "market",
        "code",
        "name",
        "type",
        "date",
        "quantity",
        "price *|price",
        "currency",
        "exchange rate",
        "value",
    ),
    prepare=_prepare,
    order="dmy",
)._replace(states_rates=always)
