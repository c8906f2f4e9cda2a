"""Charles Schwab, transactions (CSV): Accounts > History > Export.

Quirks: a title above and a total below; "04/17/2023 as of 04/15/2023" (the second is the day it counts);
`-$3320.05` and `$-0.88`; Quantity and Price in either order; no clock times, newest first; Sell Short has a
word of its own, so Sell closes; a split states the shares it added; stock plan shares come without a price.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill, StatedSplit

# Action -> side and whether it closes.
_TRADES: Final = {
    "buy": (Side.BUY, False),
    "sell": (Side.SELL, True),
    "sell short": (Side.SELL, False),
    "buy to open": (Side.BUY, False),
    "buy to close": (Side.BUY, True),
    "sell to open": (Side.SELL, False),
    "sell to close": (Side.SELL, True),
    "buy to cover": (Side.BUY, True),
    "reinvest shares": (Side.BUY, False),
}
_ENDS: Final = {
    "expired": ExecutionKind.EXPIRY,
    "assigned": ExecutionKind.ASSIGNMENT,
    "exchange or exercise": ExecutionKind.EXERCISE,
    "exercised": ExecutionKind.EXERCISE,
}
_SPLITS: Final = frozenset({"stock split", "reverse split", "forward split"})
_AS_OF: Final = re.compile(r"\bas of\s+(\S+)", re.IGNORECASE)
_RATIO: Final = re.compile(r"\b([1-9][0-9]{0,5})\s*(?::|FOR)\s*([1-9][0-9]{0,5})\b", re.IGNORECASE)


def read_row(row: Row) -> Stated:
    if row.text("date").casefold().startswith("transactions total"):
        return row.ignored("row.total", "The total of all transactions.")
    action = row.required("action").casefold()
    when = _day(row)
    if action in _TRADES:
        side, closes = _TRADES[action]
        return _fill(row, when, side, row.number("price"), closes=closes)
    if action in _SPLITS:
        return _split(row, when)
    if action in _ENDS:
        return _end(row, when, _ENDS[action])
    return _other(row, when, action)


def _day(row: Row) -> When:
    """The day that counts: the one after "as of"."""
    text = row.required("date")
    found = _AS_OF.search(text)
    return row.instant(moment(found[1][:40], row.reading.order)) if found else row.when("date")


def _instrument(row: Row) -> Instrument:
    symbol = row.symbol("symbol")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    return option_of(symbol, row.reading.currency) or share(symbol, row.reading.currency)


def _fill(
    row: Row, when: When, side: Side, price: Decimal, *, closes: bool, kind: ExecutionKind = ExecutionKind.TRADE
) -> StatedFill:
    return StatedFill(
        line=row.line,
        account="",
        instrument=_instrument(row),
        side=side,
        quantity=row.number("quantity").copy_abs(),
        price=price,
        fees=row.maybe_number("fees & comm") or ZERO,
        when=when.at,
        day=when.day,
        kind=kind,
        closes=closes,
    )


def _end(row: Row, when: When, kind: ExecutionKind) -> Stated:
    """An option's end: its quantity is what leaves the position, negative for a long one."""
    quantity = row.number("quantity")
    fill = _fill(row, when, Side.SELL if quantity < 0 else Side.BUY, ZERO, closes=True, kind=kind)
    if fill.instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{fill.instrument.underlying} {fill.when.isoformat()}")


def _split(row: Row, when: When) -> StatedSplit:
    instrument, found = _instrument(row), _RATIO.search(row.text("description"))
    if found:
        return StatedSplit(row.line, "", instrument, int(found[1]), int(found[2]), when.at)
    return StatedSplit(row.line, "", instrument, 0, 0, when.at, row.number("quantity"))


def _other(row: Row, when: When, action: str) -> Stated:
    if action == "stock plan activity" and row.text("quantity"):
        raise RowQuarantined(
            "stock_plan.no_price",
            f"{row.text('quantity')} shares of {row.text('symbol')} arrived from a stock plan without a price: "
            "enter them as a purchase at their value on that day.",
        )
    if row.maybe_number("quantity"):
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    event = cash_event(action) or cash_event(row.text("description"))
    symbol, paid_in = row.symbol("symbol"), row.reading.currency
    words = " ".join(filter(None, (row.text("action"), row.text("description"))))
    instrument = share(symbol, paid_in) if symbol else None
    return stated_cash(row, event, row.maybe_number("amount"), paid_in, when, instrument=instrument, detail=words)


FORMAT = table_format(
    key="schwab_transactions",
    broker="Charles Schwab",
    title="Transactions",
    zone="America/New_York",
    header=("date", "action", "symbol", "description", "quantity", "price", "fees & comm", "amount"),
    read_row=read_row,
)
