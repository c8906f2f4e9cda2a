"""Webull, orders (CSV): Account > Orders History > Export (shares, options, and the web platform's lists).

Four layouts of one report: Filled and Avg Price apart; `Filled/Total Qty` and `Price/Avg Price` together in a cell,
the symbol above the name; the option export with B/S, Side Type and dollar signs; the short one with B/S and Qty.
Quirks: `@150.50` for a limit; times end with EST, EDT or `,GMT-04`; orders that did not fill, or only in part; a
spread has a line of its own above those of its legs.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.formats import Telling, table_format
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.sides import Action, action_of
from tradesense.adapters.files.symbols import USD
from tradesense.adapters.files.values import CellInvalid, moment, number
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill

FILLED: Final = ("filled/total qty", "filled qty", "filled quantity", "filled")
PRICE: Final = ("price/avg price", "filled avg price", "avg price", "average price", "price")
TIME: Final = ("filled time", "fill time")
_OPEN: Final = frozenset({"working", "pending", "submitted", "queued", "new"})
_PARTS: Final = re.compile(r"[\n/]")
_ZONE: Final = re.compile(r",\s*(?=(?:GMT|UTC))|(?<!\s)\s+ET$")


def read_row(row: Row) -> list[Stated] | Stated:
    symbol = row.symbol("symbol")
    if not symbol:
        return row.ignored("row.spread_summary", "The whole of a spread: the lines of its legs are its fills.")
    quantity = _filled(row)
    status = row.text("status").casefold()
    if not quantity or status in _OPEN:
        return row.ignored("order.not_filled", f"The order did not fill ({status[:40] or 'quantity zero'}).")
    when = filled_when(row)
    action = side_of(row)
    fill = StatedFill(
        line=row.line,
        account=row.text("account", "account number"),
        instrument=_instrument(row, symbol, when),
        side=action.side,
        quantity=quantity,
        price=_last(row.required(*PRICE), "price", row),
        fees=row.charges((("commission",), ("fee", "fees"))),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
    )
    return [fill, *remarks_on(row, fill)]


def filled_when(row: Row, *names: str) -> When:
    """The time of the fill: `01/22/2026 09:53:04 EST`, `2026/07/20 08:03:06,GMT-04`."""
    names = names or TIME
    text = row.required(*names)
    if len(text) > 60:
        raise CellInvalid(f"Column {names[0]!r} is too long to be a date.")
    return row.instant(moment(_ZONE.sub(" ", text), row.reading.order))


def side_of(row: Row) -> Action:
    """Buy or sell; Side Type says whether it closes."""
    action = action_of(row.required("side", "b/s", "buy/sell", "action"), "side")
    return action._replace(closes=action.closes or row.text("side type").casefold() == "close")


def _filled(row: Row) -> Decimal:
    """What filled: the first number of `5/10`; zero where none is told."""
    text = row.text(*FILLED)
    if not text and row.columns.has("filled qty|filled|filled/total qty"):
        return ZERO
    return _told(_PARTS.split(text or row.required("qty", "quantity"))[0], FILLED[0], row).copy_abs()


def _last(text: str, column: str, row: Row) -> Decimal:
    """The average price: the last number of `@100/100.25`."""
    return _told(_PARTS.split(text.strip())[-1].strip().removeprefix("@"), column, row)


def _told(part: str, column: str, row: Row) -> Decimal:
    """The number that is a part of a cell; what is none is refused by the column's name."""
    try:
        return number(part, row.reading.mark)
    except CellInvalid as refused:
        raise CellInvalid(f"Column {column!r}: {refused.detail}") from None


def _instrument(row: Row, text: str, when: When) -> Instrument:
    symbol = text.splitlines()[0]
    found = listed(symbol, row.currency("currency"), when.at.year)
    if found.right is None and row.text("option type"):
        raise RowQuarantined(
            "option.unknown", f"Which option {symbol[:40]!r} is cannot be told: enter the fill by hand."
        )
    return found


FORMAT = table_format(
    key="webull_orders",
    broker="Webull",
    title="Orders",
    zone="America/New_York",
    currency=USD,
    header=(
        "symbol",
        "side|b/s",
        "filled|filled qty|filled/total qty",
        "price|avg price|price/avg price|filled avg price",
        "filled time",
    ),
    without=("filled@avg price", "order qty"),
    telling=Telling(("filled time", "placed time", "place time"), ()),
    read_row=read_row,
)
