"""Swissquote, transactions (CSV): My account > Transactions > Export.

Quirks: cash rows print a quantity of 1 at the amount; Costs are positive and part of Net Amount, which is signed;
an exchange of money is two rows (Forex credit, Forex debit); one order may fill in several rows.
"""

from typing import Final

from tradesense.adapters.files.balances import Dated, balance, stating_balances
from tradesense.adapters.files.bookings import booked, kind_of, traded
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

_SIDES: Final = {
    **dict.fromkeys(("buy", "achat", "kauf", "acquisto"), Side.BUY),
    **dict.fromkeys(("sell", "vente", "verkauf", "vendita"), Side.SELL),
}
_KINDS: Final = {
    **dict.fromkeys(("debit", "payment", "payout"), CashKind.WITHDRAWAL),
    **dict.fromkeys(("credit", "payin", "crédit", "gutschrift"), CashKind.DEPOSIT),
}
_POSITION: Final = frozenset({"capital gain", "reverse split", "split", "merger", "spin off", "exchange", "redemption"})


def read_row(row: Row) -> Stated:
    action = row.required("transaction").casefold()
    unit = unit_of(row.required("currency"))
    instrument = share(row.symbol("symbol", "isin"), unit.currency) if row.text("symbol", "isin") else None
    if side := _SIDES.get(action):
        return _fill(row, side, instrument)
    if instrument is not None and any(word in action for word in _POSITION):
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    # A credit carries its sign; debits and costs of some kinds do not.
    kind = kind_of(action) or _KINDS.get(action, CashKind.TRANSFER)
    return booked(
        row,
        kind,
        row.number("net amount"),
        unit.currency,
        row.when("date"),
        instrument=instrument,
        detail=row.text("transaction"),
    )


def _fill(row: Row, side: Side, instrument: Instrument | None) -> Stated:
    if instrument is None:
        raise RowQuarantined("row.no_instrument", "The row names no instrument: enter the trade by hand.")
    unit = unit_of(row.required("currency"))
    price = EXACT.multiply(row.number("unit price"), unit.worth)
    costs = (row.maybe_number("costs") or ZERO).copy_abs()
    return traded(row, row.when("date"), side, instrument, row.number("quantity"), price, costs)


def _prepare(table: Table) -> ReadRow:
    def printed(row: Row) -> Dated:
        return balance(row, row.when("date").at, unit_of(row.required("currency")).currency, "balance")

    return stating_balances(table.rows(), printed, read_row)


FORMAT = table_format(
    key="swissquote_transactions",
    broker="Swissquote",
    title="Transactions",
    zone="Europe/Zurich",
    header=(
        "date",
        "order #",
        "transaction",
        "symbol",
        "isin",
        "quantity",
        "unit price",
        "costs",
        "net amount",
        "currency",
    ),
    prepare=_prepare,
    order="dmy",
)
