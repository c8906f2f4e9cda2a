"""Charles Schwab, transactions (CSV): Accounts > History > Export.

Quirks: a title above and a total below; "04/17/2023 as of 04/15/2023" (the second is the day it counts);
`-$3320.05` and `$-0.88`; Quantity and Price in either order; no clock times, newest first; Sell Short has a
word of its own, so Sell closes; a split states the shares it added; a reverse split, a name change and a merger are
two rows, the old shares under a CUSIP ("… XXXREVERSE SPLIT EFF: 04/23/20"); a cash merger's money is a row of its own;
assigned shares are a common purchase at the strike; stock plan shares come without a price.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.adjusted_options import AdjustedOptions
from tradesense.adapters.files.bookings import attempted, booked
from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.deliveries import Deliveries
from tradesense.adapters.files.exchanges import Exchanges, Leg, by_hand, is_cusip, turn_of
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.cash import CashKind
from tradesense.domain.corporate_action import ActionKind, Terms
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedAction, StatedFill

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
_AS_OF: Final = re.compile(r"\bas of\s+(\S+)", re.IGNORECASE)
_IS_OLD: Final = re.compile(r"XXX|\bEFF:")


class _Known(NamedTuple):
    """What the whole file tells of a row's surroundings."""

    exchanges: Exchanges
    deliveries: Deliveries
    options: AdjustedOptions


def _look(table: Table) -> _Known:
    known = _Known(Exchanges(), Deliveries(), AdjustedOptions())
    for row in table.rows():
        action = row.text("action").casefold()
        if action in _TRADES and (fill := attempted(_traded, row)) is not None:
            known.exchanges.see_fill(fill, row.text("description"))
            known.options.see(fill)
        elif action in _ENDS and (end := attempted(_end, row)) is not None:
            known.deliveries.see(end)
            known.options.see(end)
        elif turn_of(action) is not None and (leg := attempted(_leg, row)) is not None:
            known.exchanges.see(leg)
    return known


def prepare(table: Table) -> ReadRow:
    exchanges, deliveries, options = _look(table)

    def read_row(row: Row) -> list[Stated] | Stated:
        if row.text("date").casefold().startswith("transactions total"):
            return row.ignored("row.total", "The total of all transactions.")
        action = row.required("action").casefold()
        if action in _TRADES:
            return deliveries.told(_traded(row))
        if action in _ENDS:
            return _end(row)
        if action == "options frwd split":
            return _option_split(row, options)
        if turn_of(action) is not None:
            return _exchanged(row, exchanges)
        return _other(row, _day(row), action)

    return read_row


def _option_split(row: Row, options: AdjustedOptions) -> StatedAction:
    """The contract is the new one, its quantity what the split added: `-2` where one that was sold became three."""
    new, when = _instrument(row), _day(row)
    found = options.split_into("", new, row.number("quantity"), when.at)
    if found is None:
        raise by_hand(row.text("action"), new.symbol)
    old, ratio = found
    return StatedAction(row.line, "", ActionKind.SYMBOL_CHANGE, old, new, Terms(ratio, 1), when.at)


def _exchanged(row: Row, exchanges: Exchanges) -> list[Stated] | Stated:
    leg = _leg(row)
    told = exchanges.told(row, leg)
    charged = row.maybe_number("fees & comm")
    if not charged:
        return told
    when = _day(row)
    cost = EXACT.minus(charged.copy_abs())
    return [told, booked(row, CashKind.FEE, cost, leg.currency, when, detail=row.text("action"))]


def _leg(row: Row) -> Leg:
    """What the row moves; raises RowQuarantined for an option, whose contract is another after a split."""
    action, words, symbol = row.required("action"), row.text("description"), row.symbol("symbol").upper()
    turn = turn_of(action)
    assert turn is not None, "asked before"
    if symbol and option_of(symbol, row.reading.currency) is not None:
        raise by_hand(action, symbol)
    return Leg(
        line=row.line,
        turn=turn,
        account="",
        symbol=symbol,
        currency=row.reading.currency,
        words=words,
        quantity=row.maybe_number("quantity") or ZERO,
        at=_day(row).at,
        cash=row.maybe_number("amount") or ZERO,
        is_old=is_cusip(symbol) or bool(_IS_OLD.search(words[:200])),
    )


def _traded(row: Row) -> StatedFill:
    side, closes = _TRADES[row.required("action").casefold()]
    return _fill(row, _day(row), side, row.number("price"), closes=closes)


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


def _end(row: Row) -> StatedFill:
    """An option's end: its quantity is what leaves the position, negative for a long one."""
    kind, quantity = _ENDS[row.required("action").casefold()], row.number("quantity")
    side = Side.SELL if quantity < 0 else Side.BUY
    fill = _fill(row, _day(row), side, ZERO, closes=True, kind=kind)
    if fill.instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{fill.instrument.underlying} {fill.when.isoformat()}")


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
    prepare=prepare,
)
