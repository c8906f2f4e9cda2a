"""Robinhood, account activity (CSV): Account > Reports and statements > Reports > Generate new report.

Quirks: newest first, days only; what an option is stands in the description (`SPY 4/17/2026 Call $500.00`), in more
lines than one for shares; amounts paid in parentheses, charges hidden in them; the quantity of a short option's end
has an S behind it; a disclaimer in the last row.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import Action
from tradesense.adapters.files.symbols import USD, share
from tradesense.adapters.files.values import CellInvalid, number
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill, StatedSplit

_TRADES: Final = {
    "buy": Action(Side.BUY),
    # Nothing can be sold short there: without its purchase, a sale is of an earlier file.
    "sell": Action(Side.SELL, closes=True),
    "bto": Action(Side.BUY),
    "btc": Action(Side.BUY, closes=True),
    "sto": Action(Side.SELL),
    "stc": Action(Side.SELL, closes=True),
}
_ENDS: Final = {
    "oexp": ExecutionKind.EXPIRY,
    "oasgn": ExecutionKind.ASSIGNMENT,
    "oexcs": ExecutionKind.EXERCISE,
    "oexer": ExecutionKind.EXERCISE,
}
_CASH: Final = {
    "cdiv": CashKind.DIVIDEND,
    "mdiv": CashKind.DIVIDEND,
    "cil": CashKind.DIVIDEND,
    "int": CashKind.INTEREST,
    "mint": CashKind.INTEREST,
    "slip": CashKind.INTEREST,
    "dtax": CashKind.TAX,
    "gold": CashKind.FEE,
    "dfee": CashKind.FEE,
    "afee": CashKind.FEE,
    "itrf": CashKind.TRANSFER,
    "mtch": CashKind.DEPOSIT,
}
_OPTION: Final = re.compile(r"[A-Z0-9.]{1,8}\s+[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\s+(?:CALL|PUT)\s+\$[0-9.,]+")


def prepare(table: Table) -> ReadRow:
    held = Holdings()
    for row in table.rows():
        try:
            if (action := _TRADES.get(_code(row))) is not None:
                held.see(_fill(row, action))
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        code = _code(row)
        if not code and not row.text("activity date"):
            return row.ignored("file.disclaimer", "A line of text below the table, not a transaction.")
        if code in _TRADES:
            fill = _fill(row, _TRADES[code])
            return booked(row, fill, row.maybe_number("amount")).stated
        if code in _ENDS:
            return _end(row, _ENDS[code], held)
        if code in {"spl", "spr"}:
            return _split(row)
        return _other(row, code)

    return read_row


def _code(row: Row) -> str:
    return row.text("trans code").casefold()


def _quantity(row: Row) -> Decimal:
    """`1S`: one contract that was short."""
    text = row.required("quantity")
    try:
        return number(text.rstrip("sS"), row.reading.mark).copy_abs()
    except CellInvalid as refused:
        raise CellInvalid(f"Column 'quantity': {refused.detail}") from None


def _instrument(row: Row) -> Instrument:
    traded, symbol = row.reading.currency, row.symbol("instrument")
    if found := _OPTION.search(row.text("description").upper()[:300]):
        option = option_of(found[0], traded)
        if option is not None:
            return option
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    return share(symbol, traded)


def _fill(row: Row, action: Action, kind: ExecutionKind = ExecutionKind.TRADE) -> StatedFill:
    when = row.when("activity date")
    ends = kind is not ExecutionKind.TRADE
    instrument = _instrument(row)
    if _code(row) in {"bto", "btc", "sto", "stc"} and instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option was traded is not said: enter the fill by hand.")
    return StatedFill(
        line=row.line,
        account="",
        instrument=instrument,
        side=action.side,
        quantity=_quantity(row),
        price=ZERO if ends else row.number("price"),
        fees=None,
        when=when.at,
        day=when.day,
        kind=kind,
        closes=action.closes,
    )


def _end(row: Row, kind: ExecutionKind, held: Holdings) -> StatedFill:
    instrument = _instrument(row)
    if instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    is_short = row.text("quantity")[-1:] in {"s", "S"} or kind is ExecutionKind.ASSIGNMENT
    is_long = kind is ExecutionKind.EXERCISE
    if is_short or is_long:
        side = Side.BUY if is_short else Side.SELL
    else:
        side = held.ending("", instrument, row.when("activity date").at)
    fill = _fill(row, Action(side, closes=True), kind)._replace(sequence=1)
    return (
        fill
        if kind is ExecutionKind.EXPIRY
        else fill._replace(delivery=f"{instrument.underlying} {fill.when.isoformat()}")
    )


def _split(row: Row) -> StatedSplit:
    """By how many units it added; taken away where they have an S behind them."""
    added = _quantity(row)
    taken = row.text("quantity")[-1:] in {"s", "S"}
    when = row.when("activity date")
    return StatedSplit(row.line, "", _instrument(row), 0, 0, when.at, added.copy_negate() if taken else added)


def _other(row: Row, code: str) -> Stated:
    amount = row.maybe_number("amount") or ZERO
    if row.text("quantity") and not amount:
        raise RowQuarantined(
            "row.action_unknown", f"What {code[:20].upper()!r} does to the position is not known: enter it by hand."
        )
    symbol = row.symbol("instrument")
    paid_by = share(symbol, row.reading.currency) if symbol else None
    words = row.text("description") or code
    kind = _CASH.get(code)
    if kind is None and code in {"ach", "wire", "rtp", "xent_cc", "xent"}:
        kind = CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL
    return cash_row(row, words, amount, row.when("activity date"), kind=kind, instrument=paid_by)


FORMAT = table_format(
    key="robinhood_activity",
    broker="Robinhood",
    title="Account activity",
    zone="America/New_York",
    currency=USD,
    header=("activity date", "instrument", "description", "trans code", "quantity", "price", "amount"),
    prepare=prepare,
)
