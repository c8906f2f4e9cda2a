"""Firstrade, account history (CSV): Accounts > Account History > Download.

Quirks: options and bonds have no symbol, only a description (`CALL IAG 03/21/25 6 … OPEN CONTRACT`); a clock time
stands in the description ("EXEC TIME: …") of some rows; treasuries are quoted in percent of par, and their accrued
interest has a column; charges are hidden in the amount, or stand in a column that the amount does not know of: the
amount counts, and a remark says what disagrees; assignments are of record type Financial; rows of a day unsorted; a
split says how many shares it was paid on (`STK SPLIT ON 12 SHS`), or only what it added.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.bookings import attempted
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.exchanges import Exchanges, Leg, Turn, by_hand, is_cusip, turn_of
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.symbols import USD, share
from tradesense.adapters.files.values import CellInvalid, moment, number
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.statement import Stated, StatedFill

_SIDES: Final = {"buy": Side.BUY, "sell": Side.SELL, "reinvestment": Side.BUY}
_OPTION: Final = re.compile(r"^(?P<option>(?:CALL|PUT)\s+\S+\s+[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\s+[0-9.,]+)\b")
_TIME: Final = re.compile(r"EXEC TIME:\s*([0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)")
_TREASURY: Final = re.compile(
    r"TREASURY (?:NOTE|BOND|BILL)\S*.*?\bDUE\s+([0-9]{2}/[0-9]{2})/(?:20)?([0-9]{2})(?:\s+([0-9.]+))?"
)
_REINVESTED: Final = re.compile(r"\bREIN(?:VEST(?:ED|MENT)?)?\s*@\s*\$?([0-9]{1,9}(?:\.[0-9]{1,8})?)")
_DEBT: Final = re.compile(r"\bDUE\s+[0-9]{2}/[0-9]{2}/[0-9]{2,4}\b")
_PERCENT: Final = Decimal("0.01")
_ENDS: Final = (
    (re.compile(r"\bASSIGN"), ExecutionKind.ASSIGNMENT),
    (re.compile(r"\bEXERCISE"), ExecutionKind.EXERCISE),
    (re.compile(r"\bEXPIRED?\b|\bEXPIRATION"), ExecutionKind.EXPIRY),
)
_CASH: Final = {"dividend": CashKind.DIVIDEND, "interest": CashKind.INTEREST}


def prepare(table: Table) -> ReadRow:
    held, exchanges = Holdings(), Exchanges()
    for row in table.rows():
        if (fill := attempted(_traded, row)) is not None:
            held.see(fill)
            exchanges.see_fill(fill, row.text("description"))
        elif (leg := attempted(_leg, row)) is not None:
            exchanges.see(leg)

    def read_row(row: Row) -> list[Stated] | Stated:
        if not row.text("action", "recordtype"):
            return row.ignored("file.footer", "A line of text, not a row of the table.")
        kind = _end(row)
        if kind is not None and row.maybe_number("quantity"):
            return _ended(row, kind, held)
        if _side(row) is not None and row.maybe_number("quantity"):
            fill = _after_its_opening(_fill(row), held)
            return booked(row, fill, row.maybe_number("amount")).stated
        if (leg := _leg(row)) is not None:
            return exchanges.told(row, leg)
        return _other(row)

    return read_row


def _traded(row: Row) -> StatedFill | None:
    return _fill(row) if _side(row) is not None and _end(row) is None else None


def _leg(row: Row) -> Leg | None:
    """What a corporate action's row moves (`WOMBAT INC STK SPLIT ON 12 SHS …`); None for everything else. Raises
    RowQuarantined for an option's."""
    words = row.text("description")[:250]
    turn, quantity = turn_of(f"{row.text('action')} | {words}"), row.maybe_number("quantity")
    amount = row.maybe_number("amount") or ZERO
    is_trade = _side(row) is not None or _end(row) is not None
    if turn is None or is_trade or not (quantity or (turn is Turn.MERGER and amount)):
        return None
    if _OPTION.match(words.upper()):
        raise by_hand(row.text("action"), words)
    symbol = row.symbol("symbol") or row.symbol("cusip")
    return Leg(
        line=row.line,
        turn=turn,
        account=row.text("account", "account number"),
        symbol=symbol.upper(),
        currency=row.reading.currency,
        words=words,
        quantity=quantity or ZERO,
        at=_when(row).at,
        cash=amount,
        is_old=is_cusip(symbol),
    )


def _side(row: Row) -> Side | None:
    if _REINVESTED.search(row.text("description")[:500].upper()):
        return Side.BUY
    return _SIDES.get(row.text("action").casefold())


def _end(row: Row) -> ExecutionKind | None:
    """How an option ended, where the row says that one did; "A/E ASSIGNED" stands on the shares' row, too."""
    words = f"{row.text('action')} {row.text('description')}".upper()
    if not _OPTION.match(row.text("description").upper()):
        return None
    return next((kind for pattern, kind in _ENDS if pattern.search(words)), None)


def _fill(row: Row) -> StatedFill:
    side = _side(row)
    assert side is not None, "asked before"
    words = row.text("description").upper()
    when, instrument = _when(row), _instrument(row)
    charges = row.charges((("commission",), ("fee", "fees")))
    interest = row.maybe_number("interest") or ZERO
    reinvested = _REINVESTED.search(words[:500])
    delivers = next((kind for pattern, kind in _ENDS[:2] if pattern.search(words)), None)
    return StatedFill(
        line=row.line,
        account=row.text("account", "account number"),
        instrument=instrument,
        side=side,
        quantity=row.number("quantity").copy_abs(),
        price=number(reinvested[1]) if reinvested else row.number("price"),
        # Accrued interest is paid with the purchase and received with the sale: a part of what the bond costs.
        fees=None if charges is None else EXACT.subtract(charges, interest),
        when=when.at,
        day=when.day,
        twice=when.twice,
        kind=delivers or ExecutionKind.TRADE,
        closes="CLOSING CONTRACT" in words,
        delivery=f"{instrument.underlying} {when.at.isoformat()}" if delivers else "",
    )


def _when(row: Row) -> When:
    found = _TIME.search(row.text("description")[:500].upper())
    return row.instant(moment(found[1], "ymd")) if found else row.when("tradedate", "trade date")


def _instrument(row: Row) -> Instrument:
    words, traded = row.text("description").upper()[:200], row.reading.currency
    if found := _OPTION.match(words):
        option = option_of(found["option"], traded)
        if option is None:
            raise RowQuarantined("option.unknown", f"Which option {words[:60]!r} is cannot be told: enter it by hand.")
        return option
    if found := _TREASURY.search(words):
        rate = plain(number(found[3])) if found[3] else "0"
        return share(f"UST {rate} {found[1]}/{found[2]}", traded)._replace(multiplier=_PERCENT)
    symbol = row.symbol("symbol")
    if _DEBT.search(words) and not symbol:
        return share(row.required("cusip"), traded)._replace(multiplier=_PERCENT)
    symbol = symbol or row.symbol("cusip")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    return option_of(symbol, traded) or share(symbol, traded)


def _after_its_opening(fill: StatedFill, held: Holdings) -> StatedFill:
    """Of a day without clock times, what closes a contract that was opened that day stands after its opening."""
    if fill.day is None or not fill.closes:
        return fill
    before = held.held_before(fill.account, fill.instrument, fill.when)
    return fill if before else fill._replace(sequence=1)


def _ended(row: Row, kind: ExecutionKind, held: Holdings) -> StatedFill:
    when, instrument = _when(row), _instrument(row)
    account = row.text("account", "account number")
    quantity = row.number("quantity")
    side = Side.SELL if quantity < 0 else held.ending(account, instrument, when.at)
    return StatedFill(
        line=row.line,
        account=account,
        instrument=instrument,
        side=side,
        quantity=quantity.copy_abs(),
        price=ZERO,
        fees=row.charges((("commission",), ("fee", "fees"))),
        when=when.at,
        day=when.day,
        kind=kind,
        closes=True,
        # The day's last: it may have been opened that day.
        sequence=2,
        delivery="" if kind is ExecutionKind.EXPIRY else f"{instrument.underlying} {when.at.isoformat()}",
    )


def _other(row: Row) -> Stated:
    if row.maybe_number("quantity"):
        what = row.text("action", "description")[:60]
        raise RowQuarantined("row.action_unknown", f"What {what!r} does to the position is not known: enter it.")
    words = f"{row.text('action')}: {row.text('description')}"
    symbol = row.symbol("symbol")
    return cash_row(
        row,
        words,
        row.maybe_number("amount") or ZERO,
        row.when("tradedate", "trade date"),
        kind=_kind(row, words),
        account=row.text("account", "account number"),
        instrument=share(symbol, row.reading.currency) if symbol else None,
    )


def _kind(row: Row, words: str) -> CashKind | None:
    """Tax first: "NRA WITHHOLDING" is an action Dividend in some files."""
    if re.search(r"\bNRA\b|WITHH|\bTAX\b", words.upper()):
        return CashKind.TAX
    return _CASH.get(row.text("action").casefold())


FORMAT = table_format(
    key="firstrade_history",
    broker="Firstrade",
    title="Account history",
    zone="America/New_York",
    currency=USD,
    header=("symbol", "quantity", "price", "action", "description", "tradedate|trade date", "amount", "recordtype"),
    order="ymd",
    prepare=prepare,
)
