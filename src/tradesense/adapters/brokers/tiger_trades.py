"""Tiger Brokers, trades of a statement (CSV): Account > Statements > Activity statement, Trades.

Quirks: the clock time with its zone in a column of its own ("04:47:39,GMT-04"), which a slash in the name of the
column of costs stands beside ("Comm/Fee/Tax"); tax on the costs apart (GST); costs printed negative; newest first;
the net amount is what counts in cash.
"""

from decimal import Decimal

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.clocks import day_and_clock
from tradesense.adapters.files.formats import Telling, table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import looks_like_a_future, share, stated_contract
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill


def read_row(row: Row) -> list[Stated] | Stated:
    if not row.text("buy/sell"):
        return row.ignored("row.total", "A total or a title, not a trade.")
    when = day_and_clock(row, ("trade date",), ("time",))
    action = action_of(row.required("buy/sell"), "buy/sell")
    charges = row.charges((("comm/fee/tax", "comm/fee", "commission"), ("gst", "vat")))
    fill = StatedFill(
        line=row.line,
        account=row.text("account", "account number"),
        instrument=_instrument(row, when),
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=row.number("trade price", "traded price"),
        fees=charges.copy_abs() if charges else charges,
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
    )
    return booked(row, fill, _net(row, action.side)).stated


def _net(row: Row, side: Side) -> Decimal | None:
    """The net amount, paid for a purchase whatever its sign."""
    net = row.maybe_number("net amount")
    if net is None or side is Side.SELL:
        return net
    return net.copy_abs().copy_negate() or ZERO


def _instrument(row: Row, when: When) -> Instrument:
    symbol, traded = row.symbol("symbol"), row.currency("currency")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    multiplier = row.maybe_number("multiplier")
    if found := option_of(symbol, traded, multiplier):
        return found
    kind = row.text("type", "asset class").casefold()
    if kind.startswith("fut") or (not kind and looks_like_a_future(symbol, when.at.year)):
        return stated_contract(symbol, when.at.date(), traded, multiplier)
    if kind.startswith(("opt", "war")) and multiplier is None:
        raise RowQuarantined("option.unknown", f"Which option {symbol[:40]!r} is cannot be told: enter it by hand.")
    return share(symbol, traded)


FORMAT = table_format(
    key="tiger_trades",
    broker="Tiger Brokers",
    title="Trades of the activity statement",
    zone="America/New_York",
    header=("symbol", "trade date", "time", "buy/sell", "quantity", "trade price", "comm/fee/tax"),
    telling=Telling(("trade date",), ("trade price", "net amount")),
    order="ymd",
    read_row=read_row,
)
