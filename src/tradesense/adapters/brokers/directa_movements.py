"""Directa SIM, movements (CSV): Conto > Movimenti > Esporta.

Quirks: nine lines above the header, the account among them; in Italian, yet with decimal points; no price and
no clock time: what one unit cost is the amount ÷ quantity; amounts in euro and, for foreign shares, in their
own currency; commissions and withheld taxes are rows of their own.
"""

from typing import Final

from tradesense.adapters.files.bookings import attempted, booked, kind_of, rate_paid, stating_base, traded, unit_price
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedFill

_EURO: Final = Currency("EUR")
_SIDES: Final = {"acquisto": Side.BUY, "vendita": Side.SELL}
_ACCOUNT: Final = "conto :"


def _prepare(table: Table) -> ReadRow:
    first = next(iter(table.rows()), None)
    titles = [cells[0].strip() for cells in table.title if cells] if first is not None else []
    account = next((text[len(_ACCOUNT) :].strip() for text in titles if text.casefold().startswith(_ACCOUNT)), "")

    def read_row(row: Row) -> Stated:
        action = row.text("tipo operazione").casefold()
        if not action:
            return row.ignored("row.empty", "The row says neither what happened nor an amount.")
        if side := _SIDES.get(action):
            return _fill(row, side, account)
        kind = kind_of(action)
        if kind is None and row.maybe_number("quantità"):
            raise RowQuarantined(
                "row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it."
            )
        words = " ".join(filter(None, (row.text("tipo operazione"), row.text("descrizione"))))
        instrument = (
            attempted(lambda one: share(one.symbol("ticker", "isin"), _EURO), row)
            if row.text("ticker", "isin")
            else None
        )
        return booked(
            row,
            kind or CashKind.TRANSFER,
            row.number("importo euro"),
            _EURO,
            row.when("data operazione"),
            account=account,
            instrument=instrument,
            detail=words,
        )

    return stating_base(_EURO, read_row)


def _fill(row: Row, side: Side, account: str) -> StatedFill:
    quantity, euros = row.number("quantità"), row.number("importo euro")
    abroad = row.maybe_number("importo divisa")
    quoted = unit_of(row.required("divisa")).currency
    foreign = bool(abroad) and quoted != _EURO
    paid = abroad if abroad and foreign else euros
    price = unit_price(paid, quantity)
    instrument = share(row.symbol("ticker", "isin"), quoted if foreign else _EURO)
    fill = traded(row, row.when("data operazione"), side, instrument, quantity, price, ZERO)
    rate = rate_paid(euros, ZERO, side, EXACT.multiply(fill.quantity, price), None) if foreign else None
    return fill._replace(account=account, rate=rate)


FORMAT = table_format(
    key="directa_movements",
    broker="Directa",
    title="Movements",
    zone="Europe/Rome",
    header=("data operazione", "tipo operazione", "ticker", "quantità", "importo euro", "importo divisa", "divisa"),
    prepare=_prepare,
    order="dmy",
)._replace(states_rates=always)
