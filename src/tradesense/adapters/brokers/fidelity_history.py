"""Fidelity, account history (CSV): Activity & Orders > History > Download.

Quirks: what happened is a sentence ("YOU SOLD CLOSING TRANSACTION PUT (NVDA) …"); options as
`-NVDA260710P195`; commission and fees are costs in columns of their own; no clock times, newest first;
Account and Account Number only in some exports; a disclaimer below the table; a reverse split, a name change and a
merger are two rows (R/S FROM and R/S TO) under numbers that differ in the last digit only; the shares of a split are a
DISTRIBUTION with a quantity.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import attempted
from tradesense.adapters.files.cash import CashEvent, cash_event, stated_cash
from tradesense.adapters.files.exchanges import Exchanges, Leg, Turn, turn_of
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO, plain
from tradesense.domain.statement import Stated, StatedFill


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
_EXCHANGE: Final = re.compile(r"^(?:DISTRIBUTION|REVERSE SPLIT|(?:FORWARD |STOCK )?SPLIT|NAME CHANGED?|MERGER)\b")
_IS_OLD: Final = re.compile(r"\b(?:R/S|N/C|MER) TO\b|\bMER PAYOUT\b")
_REORGANISATION: Final = re.compile(r"#REOR\s*([A-Z][0-9]{6,16})[0-9]\b")
_AS_OF: Final = re.compile(r"\bAS OF ([A-Z]{3}-[0-9]{2}-[0-9]{4})\b")


def prepare(table: Table) -> ReadRow:
    exchanges = Exchanges()
    for row in table.rows():
        if (leg := attempted(_leg, row)) is not None:
            exchanges.see(leg)
        elif (fill := attempted(_traded, row)) is not None:
            exchanges.see_fill(fill, row.text("description"))

    def read_row(row: Row) -> Stated:
        if not row.text("action"):
            return row.ignored("file.disclaimer", "A line of text below the table, not a transaction.")
        if (fill := _traded(row)) is not None:
            return fill
        if (leg := _leg(row)) is None:
            return _other(row, row.text("action").upper())
        is_named = turn_of(row.text("action")) is not None
        if not is_named and not exchanges.holds(leg):
            raise RowQuarantined(
                "corporate_action.by_hand",
                f"{plain(leg.quantity)} {leg.symbol[:20]} came without a price, and none are held by this file: whether "
                "they are of a split or of a spin-off is not told. State it on the account's page, under corporate actions.",
            )
        return exchanges.told(row, leg)

    return read_row


def _traded(row: Row) -> StatedFill | None:
    """The fill that the action's sentence tells; None for everything else."""
    action = row.text("action").upper()
    found = next((sentence for sentence in _SENTENCES if sentence.pattern.search(action)), None)
    return None if found is None or _CORE.search(action) else _fill(row, found)


def _leg(row: Row) -> Leg | None:
    """What a corporate action's row moves: `REVERSE SPLIT R/S FROM 517103404#REOR M0051311040001 …`, of which the number
    is the exchange's, but for its last digit; `DISTRIBUTION …` with a quantity. None for everything else."""
    action = row.text("action").upper()[:500]
    quantity = row.maybe_number("quantity") if _EXCHANGE.search(action) else None
    if not quantity:
        return None
    is_old = bool(_IS_OLD.search(action))
    turn = turn_of(action) or Turn.SPLIT
    group, as_of = _REORGANISATION.search(action), _AS_OF.search(action)
    when = row.instant(moment(as_of[1], "mdy")) if as_of else row.when("run date")
    return Leg(
        line=row.line,
        turn=turn,
        account=_account(row),
        symbol=row.symbol("symbol").upper(),
        currency=row.currency("currency"),
        words=f"{row.text('description')[:200]} | {action[:250]}",
        quantity=quantity,
        at=when.at,
        # Beside what came, some files print what it was worth that day.
        cash=(row.maybe_number("amount ($)", "amount") or ZERO) if is_old else ZERO,
        is_old=is_old,
        group=group[1] if group else "",
    )


def _other(row: Row, action: str) -> Stated:
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
    prepare=prepare,
)
