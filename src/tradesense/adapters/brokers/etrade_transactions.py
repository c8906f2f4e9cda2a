"""E*TRADE, transactions (CSV): Accounts > Transactions > Download.

Three headers of one report: the old `TransactionDate,TransactionType,…`, one with spaced names, and the detailed
`Activity/Trade Date,…,Quantity #,Price $,Amount $`. Quirks: an option stands in the description
(`PUT  MDB    07/17/26   312.500`) under its underlying's symbol, opened by "Sold Short" as well; `--` for nothing;
sales negative in some exports only; the amount is after costs; the account above the header; a total below; assigned
shares are a common purchase at the strike; a split is the shares it added; a reverse split, a name change and a merger
are two rows, the old shares under a CUSIP.
"""

import re
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.bookings import attempted
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.deliveries import Deliveries
from tradesense.adapters.files.exchanges import Exchanges, Leg, Turn, by_hand, is_cusip, turn_of
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import Action, find_action
from tradesense.adapters.files.symbols import USD
from tradesense.adapters.files.values import is_nothing
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedAction, StatedFill, StatedSplit

DATE: Final = ("activity/trade date", "transaction date", "transactiondate", "trade date")
TYPE: Final = ("activity type", "transaction type", "transactiontype")
QUANTITY: Final = ("quantity #", "quantity")
PRICE: Final = ("price $", "price")
AMOUNT: Final = ("amount $", "amount", "net amount")
_SENTENCES: Final = {
    "boughttocover": Action(Side.BUY, closes=True),
    "reinvest": Action(Side.BUY),
    "dividendreinvestment": Action(Side.BUY),
    "reinvestment": Action(Side.BUY),
}
_ENDS: Final = (
    ("expir", ExecutionKind.EXPIRY),
    ("assign", ExecutionKind.ASSIGNMENT),
    ("exercise", ExecutionKind.EXERCISE),
)
_ACCOUNT: Final = re.compile(r"\baccount\b[^|]{0,60}?[\s#*xX-]([0-9]{3,12})\b", re.IGNORECASE)
_KINDS: Final = (("dividend", CashKind.DIVIDEND), ("interest", CashKind.INTEREST), ("withh", CashKind.TAX))


class _Known(NamedTuple):
    """What the whole file tells of a row's surroundings."""

    held: Holdings
    exchanges: Exchanges
    deliveries: Deliveries


def _look(table: Table) -> _Known:
    known, ends = _Known(Holdings(), Exchanges(), Deliveries()), False
    for row in table.rows():
        action = attempted(_action, row)
        ends = ends or _end_kind(row) is not None
        if action is not None and (fill := attempted(partial(_fill, action=action), row)) is not None:
            known.held.see(fill)
            known.exchanges.see_fill(fill, row.text("description"))
        elif action is None and (leg := attempted(_leg, row)) is not None:
            known.exchanges.see(leg)
    for row in table.rows() if ends else ():
        if (end := attempted(partial(_end, held=known.held), row)) is not None:
            known.deliveries.see(end)
    return known


def prepare(table: Table) -> ReadRow:
    held, exchanges, deliveries = _look(table)
    account = _account(table)

    def read_row(row: Row) -> list[Stated] | Stated:
        what = row.text(*TYPE)
        if not what or is_nothing(what):
            return row.ignored("file.footer", "A line of text, not a transaction.")
        if (action := _action(row)) is not None:
            fill = deliveries.told(_fill(row, action))._replace(account=account)
            return booked(row, fill, row.maybe_number(*AMOUNT)).stated
        if _end_kind(row) is not None:
            return _end(row, held)._replace(account=account)
        if (leg := _leg(row)) is not None:
            told = exchanges.told(row, leg)
            return told._replace(account=account) if isinstance(told, StatedSplit | StatedAction) else told
        return _other(row, what, account)

    return read_row


def _account(table: Table) -> str:
    """The account's number above the header: `For Account:,#####1234`, `Account Activity for Brokerage -1234`."""
    for cells in table.title:
        if found := _ACCOUNT.search(" ".join(cells)[:200]):
            return found[1]
    return ""


def _action(row: Row) -> Action | None:
    """What a trade's type says; None for everything else. Shares that were sold short have a word of their own."""
    what = "".join(letter for letter in row.text(*TYPE).casefold() if letter.isalpha())
    return _SENTENCES.get(what) or find_action(what)


def _instrument(row: Row) -> Instrument:
    traded = row.reading.currency
    symbol = row.symbol("symbol")
    symbol = "" if is_nothing(symbol) else symbol
    found = option_of(row.text("description"), traded)
    return found or listed(symbol, traded, row.when(*DATE).at.year)


def _fill(row: Row, action: Action, kind: ExecutionKind = ExecutionKind.TRADE) -> StatedFill:
    when = row.when(*DATE)
    charges = row.charges((("commission",), ("fees", "fee")))
    ends = kind is not ExecutionKind.TRADE
    instrument = _instrument(row)
    is_share = instrument.asset_class is AssetClass.EQUITY
    return StatedFill(
        line=row.line,
        account="",
        instrument=instrument,
        side=action.side,
        quantity=row.number(*QUANTITY).copy_abs(),
        price=ZERO if ends else row.number(*PRICE),
        fees=charges.copy_abs() if charges else charges,
        when=when.at,
        day=when.day,
        twice=when.twice,
        kind=kind,
        # "Sold Short" is a type of its own, so that "Sold" closes; contracts are sold to open by either.
        closes=action.closes or ends or (is_share and row.text(*TYPE).casefold() in {"sold", "sell"}),
    )


def _end_kind(row: Row) -> ExecutionKind | None:
    what = row.text(*TYPE).casefold()
    return next((kind for word, kind in _ENDS if word in what), None)


def _end(row: Row, held: Holdings) -> StatedFill:
    """An option's end; its quantity says which way where it is negative, else what the file opened."""
    kind, instrument = _end_kind(row), _instrument(row)
    if kind is None or instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    side = Side.SELL if row.number(*QUANTITY) < 0 else held.ending("", instrument, row.when(*DATE).at)
    fill = _fill(row, Action(side, closes=True), kind)
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{instrument.underlying} {fill.when.isoformat()}")


def _leg(row: Row) -> Leg | None:
    """What a corporate action's row moves; None for everything else. Raises RowQuarantined for an option's."""
    words = row.text("description")[:200]
    turn, quantity = turn_of(f"{row.text(*TYPE)} | {words}"), row.maybe_number(*QUANTITY)
    amount = row.maybe_number(*AMOUNT) or ZERO
    if turn is None or not (quantity or (turn is Turn.MERGER and amount)):
        return None
    symbol = row.symbol("symbol")
    symbol = row.symbol("cusip") if is_nothing(symbol) else symbol
    if option_of(words, row.reading.currency) is not None or option_of(symbol, row.reading.currency) is not None:
        raise by_hand(row.text(*TYPE), words)
    return Leg(
        line=row.line,
        turn=turn,
        account="",
        symbol="" if is_nothing(symbol) else symbol.upper(),
        currency=row.reading.currency,
        words=f"{words} | {row.text(*TYPE)}",
        quantity=quantity or ZERO,
        at=row.when(*DATE).at,
        cash=amount,
        is_old=is_cusip(symbol),
    )


def _other(row: Row, what: str, account: str) -> Stated:
    words = f"{what}: {row.text('description')}"
    amount: Decimal = row.maybe_number(*AMOUNT) or ZERO
    quantity = row.maybe_number(*QUANTITY)
    if quantity and not amount:
        raise RowQuarantined("row.action_unknown", f"What {what[:40]!r} does to the position is not known: enter it.")
    kind = next((kind for word, kind in _KINDS if word in what.casefold()), None)
    symbol = row.symbol("symbol")
    paid_by = None if not symbol or is_nothing(symbol) else _instrument(row)
    return cash_row(row, words, amount, row.when(*DATE), kind=kind, account=account, instrument=paid_by)


FORMAT = table_format(
    key="etrade_transactions",
    broker="E*TRADE",
    title="Transactions",
    zone="America/New_York",
    currency=USD,
    header=(
        "transaction date|transactiondate|activity/trade date",
        "transaction type|transactiontype|activity type",
        "symbol",
        "quantity|quantity #",
        "price|price $",
        "commission",
    ),
    prepare=prepare,
)
