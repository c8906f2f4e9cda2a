"""Any table of fills: one row, one fill, its columns recognised by name or mapped by the trader.

Quirks met: the date and the time apart or together; days before months; decimal commas; a signed quantity
instead of a side; several columns of charges; orders that did not fill; dividends and splits between fills.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.generic import (
    DAY,
    QUANTITY,
    SIDE,
    STAMP,
    Table,
    find_layout,
    is_footer,
    other_row,
)
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format
from tradesense.adapters.files.guessing import spellings
from tradesense.adapters.files.rows import Row, RowQuarantined, guarded
from tradesense.adapters.files.sides import Action, action_of, find_action
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.money import currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import ReadOptions, Stated, StatedFill

WANTED: Final = ("symbol", "stamp|day", "quantity", "price")
PRICE: Final = spellings("price")
STATUS: Final = spellings("status")
_SIGN: Final = re.compile(r"^\W*[-(\u2212]|[-\u2212]$")
_FILLED: Final = frozenset(
    {"filled", "fill", "executed", "complete", "completed", "partially filled", "partial", "partial fill", "closed"}
    | {"partially executed", "settled", "done", "ok", "success", "trade", "ausgeführt", "exécuté", "ejecutada"}
)
_NOT_FILLED: Final = frozenset(
    {"cancelled", "canceled", "rejected", "expired", "pending", "working", "open", "new", "submitted", "inactive"}
    | {"failed", "accepted", "queued", "storniert", "abgelehnt", "annulé", "cancelada", "triggered", "replaced"}
)


def recognise(source: Source) -> float:
    layout = find_layout(source, None, WANTED)
    if layout is None or layout.has("entry_price", "exit_price"):
        return 0.0
    if layout.is_guessed:
        return 0.3
    return 0.5 if layout.has("side") else 0.4


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    table = Table(source, options, WANTED, ("quantity", "price"))
    fills = _Fills(table)
    yield table.manners._replace(is_sideless=_is_sideless(table))
    for row in table.rows():
        yield from guarded(row, fills.read_row)


def _is_sideless(table: Table) -> bool:
    """Whether nothing in the file tells a purchase from a sale, and the trader has not said that all are purchases."""
    if table.layout.has("side") or "side" in table.layout.said:
        return False
    return not any(_SIGN.search(row.text(*QUANTITY)) for row in table.rows())


class _Fills:
    """Reads the rows of one table; knows which of the optional columns it has, since most tables have few."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._has_status = table.layout.has("status")
        self._has_side = table.layout.has("side")
        self._has_account = table.layout.has("account")
        self._has_execution = table.layout.has("execution")
        self._has_fee_currency = table.layout.has("fee_currency")

    def read_row(self, row: Row) -> Stated:
        try:
            return (_unfilled(row) if self._has_status else None) or self._row(row)
        except CellInvalid:
            if is_footer(row):
                return row.ignored("file.footer", "A line of text, not a row of the table.")
            raise

    def _row(self, row: Row) -> Stated:
        table = self._table
        when = table.when(row, STAMP, DAY)
        action: Action | None = None
        if self._has_side:
            action = _action(row)
            if action is None and (other := other_row(row, when)) is not None:
                return other
        signed = row.number(*QUANTITY)
        if not signed:
            return row.ignored("order.not_filled", "The quantity is zero: it is no fill.")
        if action is None:
            action = self._by_sign(row, signed)
        quantity = signed.copy_abs()
        fill = StatedFill(
            row.line,
            row.text("account") if self._has_account else "",
            table.instrument(row, when.at.date(), quantity),
            action.side,
            quantity,
            row.number(*PRICE),
            table.costs(row),
            when.at,
            when.day,
            when.twice,
            closes=action.closes,
        )
        if self._has_execution and (number := row.text("execution")):
            fill = fill._replace(broker_ref=f"exec:{number}")
        return _charged(fill, row.text("fee_currency")) if self._has_fee_currency and fill.fees else fill

    def _by_sign(self, row: Row, signed: Decimal) -> Action:
        """Without a column for it, or with nothing in it, the sign of the quantity is the side."""
        word = row.text(*SIDE)
        if word or (self._has_side and signed > 0):
            return action_of(word, "side")
        return Action(Side.BUY if signed > 0 else Side.SELL)


def _unfilled(row: Row) -> Stated | None:
    status = row.text(*STATUS).casefold()
    if not status or status in _FILLED:
        return None
    if status in _NOT_FILLED:
        return row.ignored("order.not_filled", f"The order was {status[:40]}: it is no fill.")
    raise RowQuarantined("order.status_unknown", f"Was the order filled? Its status is {status[:40]!r}.")


def _action(row: Row) -> Action | None:
    """What the first column says that speaks of buying or selling."""
    for name in SIDE:
        if found := find_action(row.text(name)):
            return found
    return None


def _charged(fill: StatedFill, charged: str) -> StatedFill:
    """With its charge in the currency it was taken in: another one, or the traded asset itself."""
    if not charged or charged.upper() == fill.instrument.currency:
        return fill
    if charged.upper() == fill.instrument.underlying.upper():
        return fill._replace(fees=ZERO, asset_fee=fill.fees or ZERO)
    return fill._replace(fee_currency=currency(charged))


FORMAT = Format("generic_fills", "", "Table of fills", LOCAL_CLOCK, recognise, read)
