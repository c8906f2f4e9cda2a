"""Swissquote, transactions (CSV): My account > Transactions > Export.

Quirks: in the trader's language; cash rows print a quantity of 1 at the amount; Costs are positive and part of Net
Amount, which is signed; London's prices and amounts in pence (GBX); an exchange of money is two rows (Forex
credit, Forex debit); one order may fill in several rows.
"""

from typing import Final

from tradesense.adapters.files.balances import Dated, stating_balances
from tradesense.adapters.files.bookings import booked, kind_of, traded
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedBalance

_WHEN: Final = ("date", "datum")
_TRANSACTION: Final = ("transaction", "transaktionen", "transactions")
_SYMBOL: Final = ("symbol", "symbole", "isin")
_QUANTITY: Final = ("quantity", "anzahl", "quantité")
_PRICE: Final = ("unit price", "stückpreis", "prix unitaire")
_COSTS: Final = ("costs", "kosten", "coûts")
_NET: Final = ("net amount", "nettobetrag", "montant net")
_KEPT_IN: Final = ("currency", "währung", "monnaie")
_CURRENCY: Final = ("currency net amount", "net amount currency", "währung nettobetrag", *_KEPT_IN)
_ORDER: Final = ("order #", "auftrag #", "ordre #")
_BALANCE: Final = ("balance", "saldo", "solde")
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
    action = row.required(*_TRANSACTION).casefold()
    unit = unit_of(row.required(*_CURRENCY))
    instrument = share(row.symbol(*_SYMBOL), unit.currency) if row.text(*_SYMBOL) else None
    if side := _SIDES.get(action):
        return _fill(row, side, instrument)
    if instrument is not None and any(word in action for word in _POSITION):
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    # A credit carries its sign; debits and costs of some kinds do not.
    kind = kind_of(action) or _KINDS.get(action, CashKind.TRANSFER)
    return booked(
        row,
        kind,
        EXACT.multiply(row.number(*_NET), unit.worth),
        unit.currency,
        row.when(*_WHEN),
        instrument=instrument,
        detail=row.text(*_TRANSACTION),
    )


def _fill(row: Row, side: Side, instrument: Instrument | None) -> Stated:
    if instrument is None:
        raise RowQuarantined("row.no_instrument", "The row names no instrument: enter the trade by hand.")
    unit = unit_of(row.required(*_CURRENCY))
    price = EXACT.multiply(row.number(*_PRICE), unit.worth)
    costs = EXACT.multiply((row.maybe_number(*_COSTS) or ZERO).copy_abs(), unit.worth)
    return traded(row, row.when(*_WHEN), side, instrument, row.number(*_QUANTITY), price, costs)


def _prepare(table: Table) -> ReadRow:
    def printed(row: Row) -> Dated:
        at, unit = row.when(*_WHEN).at, unit_of(row.required(*_KEPT_IN))
        amount = EXACT.multiply(row.number(*_BALANCE), unit.worth)
        return at, StatedBalance(row.line, "", unit.currency, at.astimezone(row.reading.zone).date(), amount)

    return stating_balances(table.rows(), printed, read_row)


FORMAT = table_format(
    key="swissquote_transactions",
    broker="Swissquote",
    title="Transactions",
    zone="Europe/Zurich",
    header=(
        "isin",
        *("|".join(names) for names in (_WHEN, _ORDER, _TRANSACTION, _QUANTITY, _PRICE, _COSTS, _NET, _CURRENCY)),
    ),
    prepare=_prepare,
    order="dmy",
)
