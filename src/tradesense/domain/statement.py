"""What a broker's file says, row by row, before anything is decided about it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import ZERO
from tradesense.domain.problem import Kind, Problem


class Verdict(StrEnum):
    """What became of a row: rows = new + duplicate + ignored + quarantined + rejected (decision 11)."""

    NEW = "new"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


class StatedFill(NamedTuple):
    """One fill as printed. A row that states a whole round trip yields two of them, on the same line.

    account       the account as the file names it; '' when it does not
    when          clock time in the file's zone (naive), or an instant (aware)
    time_known    False when the file gives only the date; `when` is then midnight
    fees          cost > 0, rebate < 0, in `fee_currency` ('' = the instrument's); None: not in the file
    broker_ref    the broker's number of this fill; '' when it has none
    position_ref  set when the broker keeps positions apart (hedging, closed-position reports)
    rate          account currency per unit of the instrument's currency, where the file states it
    delivery      joins an option's assignment or exercise to the underlying's fill
    """

    line: int
    account: str
    instrument: Instrument
    side: Side
    quantity: Decimal
    price: Decimal
    fees: Decimal | None
    when: datetime
    time_known: bool = True
    kind: ExecutionKind = ExecutionKind.TRADE
    closes: bool = False
    asset_fee: Decimal = ZERO
    fee_currency: str = ""
    broker_ref: str = ""
    position_ref: str = ""
    sequence: int = 0
    rate: Decimal | None = None
    delivery: str = ""


class StatedSplit(NamedTuple):
    """A split as printed: either its ratio, or (numerator 0) only how many units it added."""

    line: int
    account: str
    instrument: Instrument
    numerator: int
    denominator: int
    when: datetime
    added: Decimal = ZERO


class StatedRate(NamedTuple):
    """A day's exchange rate as printed: `base` per unit of `currency`."""

    line: int
    currency: Currency
    base: Currency | None
    day: date
    rate: Decimal


class StatedAccount(NamedTuple):
    """What the file says of an account as a whole."""

    account: str
    base: Currency | None = None


class RowNote(NamedTuple):
    """A row that is no fill, and why: its line, its text, a code, and a sentence saying what to do."""

    line: int
    verdict: Verdict
    code: str
    detail: str
    raw: str


Stated = StatedFill | StatedSplit | StatedRate | StatedAccount | RowNote


class FormatUnknown(Problem):
    code, kind, title = "import.format_unknown", Kind.INVALID, "No known layout fits this file."


class FileUnreadable(Problem):
    code, kind, title = "import.file_unreadable", Kind.INVALID, "The file cannot be read."
