"""finpension, transactions (CSV): Portfolio > Transactions > Download; pillar 3a, vested benefits, invest.

Quirks: all money in Swiss francs, the price too; thousandths of fund units; a sale's quantity is negative; newer
reports call every trade "Portfolio Transaction" and leave the side to that sign; days without clock times.
"""

from typing import Final

from tradesense.adapters.files.balances import Dated, balance, stating_balances
from tradesense.adapters.files.bookings import booked, kind_of, settled, traded_long
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.statement import Stated

_FRANCS: Final = Currency("CHF")
_TRADES: Final = frozenset({"buy", "sell", "portfolio transaction"})
_KINDS: Final = {"transfer": CashKind.DEPOSIT, "transfer vested benefits": CashKind.DEPOSIT}


def read_row(row: Row) -> Stated:
    category = row.required("category").casefold()
    instrument = share(row.symbol("isin"), _FRANCS) if row.text("isin") else None
    amount, quantity = row.number("cash flow"), row.maybe_number("number of shares")
    if category in _TRADES:
        if instrument is None or not quantity:
            raise RowQuarantined("row.no_instrument", "The row names no fund or no quantity: enter the trade by hand.")
        side = Side.SELL if quantity < 0 else Side.BUY
        price, costs = settled(side, quantity, row.number("asset price in chf"), amount, charges=False)
        return traded_long(row, row.when("date"), side, instrument, quantity, price, costs)
    kind = _KINDS.get(category) or kind_of(category)
    if kind is None and quantity:
        raise RowQuarantined(
            "row.action_unknown", f"What {category[:40]!r} does to the position is not known: enter it."
        )
    words = " ".join(filter(None, (row.text("category"), row.text("asset name"))))
    kind = kind or CashKind.TRANSFER
    return booked(row, kind, amount, _FRANCS, row.when("date"), instrument=instrument, detail=words)


def _prepare(table: Table) -> ReadRow:
    def printed(row: Row) -> Dated:
        return balance(row, row.when("date").at, _FRANCS, "balance")

    return stating_balances(table.rows(), printed, read_row)


FORMAT = table_format(
    key="finpension_transactions",
    broker="finpension",
    title="Transactions",
    zone="Europe/Zurich",
    header=("date", "category", "asset name", "isin", "number of shares", "asset price in chf", "cash flow"),
    prepare=_prepare,
    order="ymd",
)
