"""E*TRADE, transactions (CSV): Accounts > Transactions > Download.

Three headers of one report: the old `TransactionDate,TransactionType,…`, one with spaced names, and the detailed
`Activity/Trade Date,…,Quantity #,Price $,Amount $`. Quirks: an option stands in the description
(`PUT  MDB    07/17/26   312.500`) under its underlying's symbol, opened by "Sold Short" as well; `--` for nothing;
sales negative in some exports only; the amount is after costs; the account above the header; a total below.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.cash_rows import cash_row
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
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill

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


def prepare(table: Table) -> ReadRow:
    held = Holdings()
    for row in table.rows():
        try:
            if (action := _action(row)) is not None:
                held.see(_fill(row, action))
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue
    account = _account(table)

    def read_row(row: Row) -> list[Stated] | Stated:
        what = row.text(*TYPE)
        if not what or is_nothing(what):
            return row.ignored("file.footer", "A line of text, not a transaction.")
        if (action := _action(row)) is not None:
            fill = _fill(row, action)._replace(account=account)
            return booked(row, fill, row.maybe_number(*AMOUNT)).stated
        kind = next((kind for word, kind in _ENDS if word in what.casefold()), None)
        if kind is not None:
            return _end(row, kind, held)._replace(account=account)
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


def _end(row: Row, kind: ExecutionKind, held: Holdings) -> StatedFill:
    """An option's end; its quantity says which way where it is negative, else what the file opened."""
    instrument = _instrument(row)
    if instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    side = Side.SELL if row.number(*QUANTITY) < 0 else held.ending("", instrument, row.when(*DATE).at)
    fill = _fill(row, Action(side, closes=True), kind)
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{instrument.underlying} {fill.when.isoformat()}")


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
