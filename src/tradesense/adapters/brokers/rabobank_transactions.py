"""Rabobank, investment transactions (CSV): Beleggen > Mutaties > Downloaden.

Quirks: in Dutch, decimal commas, prices with a blank behind; "Storting / opname" is a deposit or a withdrawal by
its sign; the costs are what the amount is more than the value (a purchase) or less (a sale); the clock time
stands apart; dividends are booked after tax.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, kind_of, settled, traded_long
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

_BY_SIGN: Final = "storting / opname"


def read_row(row: Row) -> Stated:
    action = row.required("type mutatie").casefold()
    word = action.partition(" ")[0]
    if word in {"koop", "aankoop", "verkoop"}:
        return _fill(row, Side.SELL if word == "verkoop" else Side.BUY)
    currency = unit_of(row.required("valuta mutatie")).currency
    amount: Decimal = row.number("bedrag")
    kind = kind_of(action)
    if action == _BY_SIGN:
        kind = CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL
    if kind is None and row.maybe_number("volume"):
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    words = " ".join(filter(None, (row.text("type mutatie"), row.text("naam"))))
    return booked(
        row,
        kind or CashKind.TRANSFER,
        amount,
        currency,
        _when(row),
        account=row.text("portefeuille"),
        instrument=share(row.symbol("isin code"), currency) if row.text("isin code") else None,
        detail=words,
    )


def _fill(row: Row, side: Side) -> Stated:
    unit = unit_of(row.required("valuta koers"))
    currency = unit_of(row.required("valuta mutatie")).currency
    if currency != unit.currency:
        raise RowQuarantined(
            "fill.currencies", "Price and amount are in two currencies without a rate: enter the trade."
        )
    quantity, worth = row.number("volume"), row.number("waarde")
    price = EXACT.multiply(row.number("koers"), unit.worth)
    price, inside = settled(side, quantity, price, worth, charges=False)
    paid = row.number("bedrag").copy_abs()
    costs = EXACT.subtract(paid, worth) if side is Side.BUY else EXACT.subtract(worth, paid)
    instrument = share(row.symbol("isin code", "naam"), currency)
    fill = traded_long(row, _when(row), side, instrument, quantity, price, EXACT.add(costs, inside) or ZERO)
    return fill._replace(account=row.text("portefeuille"))


def _when(row: Row) -> When:
    day, clock = row.required("datum"), row.text("tijd")
    if len(day) + len(clock) > 40:
        raise CellInvalid("Column 'datum' is too long to be a date.")
    return row.instant(moment(f"{day} {clock}".strip(), row.reading.order))


FORMAT = table_format(
    key="rabobank_transactions",
    broker="Rabobank",
    title="Transactions",
    zone="Europe/Amsterdam",
    header=("portefeuille", "naam", "datum", "type mutatie", "volume", "koers", "bedrag", "isin code"),
    read_row=read_row,
    order="dmy",
    mark=",",
)
