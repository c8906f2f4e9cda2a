"""Disnat (Desjardins), transactions (CSV): Portfolio > Transaction history > Export, in French.

Quirks: decimal commas in quotes, whole numbers without; "-" for what is empty, the date among them (the day it
settled stands then); CAN and US are currencies; symbols carry their market (`CASH-C`, `AAPL-U`); a sale's
quantity is negative.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, kind_of, traded
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.adapters.files.values import is_nothing
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated

_SIDES: Final = {"achat": Side.BUY, "vente": Side.SELL}
_KINDS: Final = {
    "résiliation": CashKind.WITHDRAWAL,
    "incitatif québécois": CashKind.DEPOSIT,
    "transfert reçu": CashKind.TRANSFER,
}
_MARKET: Final = re.compile(r"-[CU]$")
SHARES: Final = frozenset({"actions", "fonds communs de placement", "fonds", "-", ""})


def read_row(row: Row) -> Stated:
    action = row.required("type de transaction").casefold()
    if side := _SIDES.get(action):
        return _fill(row, side)
    kind = _KINDS.get(action) or kind_of(action)
    if kind is None and row.maybe_number("quantité"):
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    words = " ".join((row.text("type de transaction"), row.text("description")))
    return booked(
        row,
        kind or CashKind.TRANSFER,
        row.number("montant de l'opération"),
        unit_of(row.required("devise du compte")).currency,
        _when(row),
        instrument=None if is_nothing(row.text("symbole")) else _instrument(row),
        detail=words,
    )


def _when(row: Row) -> When:
    return row.when("date de règlement" if is_nothing(row.text("date de transaction")) else "date de transaction")


def _instrument(row: Row) -> Instrument:
    return share(_MARKET.sub("", row.symbol("symbole")), unit_of(row.required("devise du prix")).currency)


def _fill(row: Row, side: Side) -> Stated:
    if row.text("classe d'actif").casefold() not in SHARES:
        raise RowQuarantined("contract.unknown", "Not a share or a fund: what a point is worth is not said. Enter it.")
    costs: Decimal = (row.maybe_number("commission payée") or ZERO).copy_abs()
    return traded(row, _when(row), side, _instrument(row), row.number("quantité"), row.number("prix"), costs)


FORMAT = table_format(
    key="disnat_transactions",
    broker="Disnat",
    title="Transactions",
    zone="America/Toronto",
    header=(
        "date de transaction",
        "date de règlement",
        "type de transaction",
        "symbole",
        "quantité",
        "prix",
        "devise du compte",
    ),
    read_row=read_row,
    order="ymd",
    mark=",",
)
