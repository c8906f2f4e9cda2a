"""Fidelity, account history (CSV): Activity & Orders > History > Download.

Quirks: what happened is a sentence ("YOU SOLD CLOSING TRANSACTION PUT (NVDA) …"); options as
`-NVDA260710P195`; commission and fees are costs in columns of their own; no clock times, newest first;
Account and Account Number only in some exports; a disclaimer below the table.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.cash import CashEvent, cash_event, stated_cash
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill, StatedSplit


class _Sentence(NamedTuple):
    """How an action reads; `side` None: the sign of the quantity says it. `ends`: the option's end."""

    pattern: re.Pattern[str]
    side: Side | None
    closes: bool
    kind: ExecutionKind = ExecutionKind.TRADE
    ends: bool = False


# The first that fits; the end of an option before the trade in its underlying that follows from it.
_SENTENCES: Final = (
    _Sentence(re.compile(r"^EXPIRED\b"), None, closes=True, kind=ExecutionKind.EXPIRY, ends=True),
    _Sentence(re.compile(r"^ASSIGNED\b"), None, closes=True, kind=ExecutionKind.ASSIGNMENT, ends=True),
    _Sentence(re.compile(r"^EXERCISED?\b"), None, closes=True, kind=ExecutionKind.EXERCISE, ends=True),
    _Sentence(re.compile(r"^YOU BOUGHT\b.*\bASSIGNED\b"), Side.BUY, closes=False, kind=ExecutionKind.ASSIGNMENT),
    _Sentence(re.compile(r"^YOU SOLD\b.*\bASSIGNED\b"), Side.SELL, closes=False, kind=ExecutionKind.ASSIGNMENT),
    _Sentence(re.compile(r"^YOU BOUGHT\b.*\bEXERCISED?\b"), Side.BUY, closes=False, kind=ExecutionKind.EXERCISE),
    _Sentence(re.compile(r"^YOU SOLD\b.*\bEXERCISED?\b"), Side.SELL, closes=False, kind=ExecutionKind.EXERCISE),
    _Sentence(re.compile(r"^YOU BOUGHT\b.*\b(?:CLOSING TRANSACTION|SHORT COVER)"), Side.BUY, closes=True),
    _Sentence(re.compile(r"^YOU BOUGHT\b"), Side.BUY, closes=False),
    _Sentence(
        re.compile(r"^YOU SOLD\b.*\b(?:OPENING TRANSACTION|SHORT SALE)|^(?:YOU )?(?:SOLD SHORT|SHORT SALE)"),
        Side.SELL,
        closes=False,
    ),
    _Sentence(re.compile(r"^YOU SOLD\b"), Side.SELL, closes=True),
    _Sentence(re.compile(r"^REINVESTMENT\b"), Side.BUY, closes=False),
)
_CORE: Final = re.compile(r"\bCORE ACCOUNT\b")


def read_row(row: Row) -> Stated:
    action = row.text("action").upper()
    if not action:
        return row.ignored("file.disclaimer", "A line of text below the table, not a transaction.")
    found = next((sentence for sentence in _SENTENCES if sentence.pattern.search(action)), None)
    if found is not None and not _CORE.search(action):
        return _fill(row, found)
    if "SPLIT" in action and row.text("quantity"):
        when = row.when("run date")
        added = row.number("quantity")
        return StatedSplit(row.line, _account(row), _instrument(row), 0, 0, when.at, added)
    if _CORE.search(action):
        return row.ignored(
            "cash.sweep", "Cash moved into or out of the account's own money fund: it is cash either way."
        )
    if (event := cash_event(action)) is not None:
        return _cash(row, event, action)
    if row.maybe_number("quantity"):
        raise RowQuarantined("row.action_unknown", f"What {action[:80]!r} does to the position is not known: enter it.")
    return row.ignored("cash.other", f"{action[:80]}: a movement of money, not a fill.")


def _cash(row: Row, event: CashEvent, action: str) -> Stated:
    amount, paid_in = row.maybe_number("amount ($)", "amount"), row.currency("currency")
    symbol = row.symbol("symbol")
    instrument = share(symbol, paid_in) if symbol else None
    return stated_cash(
        row, event, amount, paid_in, row.when("run date"), account=_account(row), instrument=instrument, detail=action
    )


def _account(row: Row) -> str:
    return row.text("account number", "account")


def _instrument(row: Row) -> Instrument:
    traded = row.currency("currency")
    symbol = row.symbol("symbol")
    found = option_of(symbol, traded) or (None if symbol else option_of(row.text("description"), traded))
    if found is None and not symbol:
        raise CellInvalid("The row names no instrument.")
    return found or share(symbol, traded)


def _fill(row: Row, sentence: _Sentence) -> StatedFill:
    when: When = row.when("run date")
    quantity = row.number("quantity")
    instrument = _instrument(row)
    price: Decimal = ZERO if sentence.ends else row.number("price ($)", "price")
    side = sentence.side or (Side.SELL if quantity < 0 else Side.BUY)
    if sentence.ends and instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    delivers = sentence.kind in {ExecutionKind.ASSIGNMENT, ExecutionKind.EXERCISE}
    return StatedFill(
        line=row.line,
        account=_account(row),
        instrument=instrument,
        side=side,
        quantity=quantity.copy_abs(),
        price=price,
        fees=row.charges((("commission ($)", "commission"), ("fees ($)", "fees"))),
        when=when.at,
        day=when.day,
        kind=sentence.kind,
        closes=sentence.closes,
        delivery=f"{instrument.underlying} {when.at.isoformat()}" if delivers else "",
    )


FORMAT = table_format(
    key="fidelity_history",
    broker="Fidelity",
    title="Account history",
    zone="America/New_York",
    header=("run date", "action", "symbol", "quantity", "price ($)|price", "amount ($)|amount"),
    read_row=read_row,
)
