"""What a broker's file says, row by row, before anything is decided about it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.domain.answers import NOTHING_SAID, Answers
from tradesense.domain.cash import CashKind
from tradesense.domain.corporate_action import ActionKind, Terms
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.manners import StatedManners
from tradesense.domain.money import Currency
from tradesense.domain.number import ZERO, NumberInvalid, bounded
from tradesense.domain.problem import Kind, Problem


class Verdict(StrEnum):
    """What became of a row: rows = new + duplicate + ignored + quarantined + rejected (decision 11).

    A remark is no verdict on its row, which counts as what it is: it says what to know about it.
    """

    NEW = "new"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"
    REMARK = "remark"


DateOrder = Literal["ymd", "mdy", "dmy"]
DecimalMark = Literal[".", ","]


class ReadOptions(NamedTuple):
    """How to read a file. `zone`: of its clock times; None elsewhere: as the format or the file says.

    `mapping`: for generic tables, our field -> the file's column (symbol, when, side, quantity, price, …).
    `usual_order`, `usual_mark`: of earlier files like it, for where this one settles nothing.
    `answers`: what the trader said of its contracts and rows.
    """

    zone: ZoneInfo
    currency: Currency = Currency("USD")
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    mapping: Mapping[str, str] | None = None
    usual_order: DateOrder | None = None
    usual_mark: DecimalMark | None = None
    answers: Answers = NOTHING_SAID


class FormatFacts(NamedTuple):
    """A layout that can be read. `zone`: of its clock times; '' for the exporting computer's.

    `package`: the distribution that brings it; '' for ours.
    """

    key: str
    broker: str
    title: str
    zone: str
    package: str = ""


class Detected(NamedTuple):
    """A layout that may fit; `confidence` from 0 to 1."""

    format: FormatFacts
    confidence: float


class StatedFill(NamedTuple):
    """One fill as printed. A row that states a whole round trip yields two of them, on the same line.

    account       the account as the file names it; '' when it does not
    when          the instant (aware); midnight of the printed date when there is no clock time
    day           the printed date when the file gives no clock time, else None
    twice         the clock showed that time twice; the first was taken
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
    day: date | None = None
    twice: bool = False
    kind: ExecutionKind = ExecutionKind.TRADE
    closes: bool = False
    asset_fee: Decimal = ZERO
    fee_currency: str = ""
    broker_ref: str = ""
    position_ref: str = ""
    sequence: int = 0
    rate: Decimal | None = None
    delivery: str = ""


def checked(fill: StatedFill) -> StatedFill:
    """`fill`, if its numbers can be a fill's; else NumberInvalid."""
    for number in (fill.quantity, fill.price, fill.asset_fee, fill.instrument.multiplier, fill.fees or ZERO):
        bounded(number)
    if fill.quantity <= 0:
        raise NumberInvalid("The quantity must be above zero.")
    if not 0 <= fill.asset_fee < fill.quantity:
        raise NumberInvalid("The fee in the asset must be less than the quantity.")
    if fill.instrument.multiplier <= 0:
        raise NumberInvalid("The multiplier must be above zero.")
    if fill.rate is not None and bounded(fill.rate) <= 0:
        raise NumberInvalid("The exchange rate must be above zero.")
    return fill


class StatedSplit(NamedTuple):
    """A split as printed: its ratio, or (both zero) only how many units it added to the position."""

    line: int
    account: str
    instrument: Instrument
    numerator: int
    denominator: int
    when: datetime
    added: Decimal = ZERO


class StatedAction(NamedTuple):
    """A corporate action as printed. `target`: what the units go on under, or what was spun off from them.

    `follows`: it is what another one on its line did to an option, and no row of its own.
    """

    line: int
    account: str
    kind: ActionKind
    instrument: Instrument
    target: Instrument | None
    terms: Terms
    when: datetime
    follows: bool = False


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


class StatedCash(NamedTuple):
    """Money that moved without a fill, as printed.

    amount      received > 0, paid < 0
    when, day   as for fills
    instrument  what paid the dividend, bore the financing, …; None where the file does not say
    broker_ref  the broker's number of this booking; '' when it has none
    detail      the file's own words for it
    """

    line: int
    account: str
    kind: CashKind
    amount: Decimal
    currency: Currency
    when: datetime
    day: date | None = None
    instrument: Instrument | None = None
    broker_ref: str = ""
    detail: str = ""


class StatedBalance(NamedTuple):
    """An account's cash in one currency at the end of a day, as printed."""

    line: int
    account: str
    currency: Currency
    day: date
    amount: Decimal


class StatedPosition(NamedTuple):
    """What an account held of an instrument at the end of a day, as printed; short < 0."""

    line: int
    account: str
    instrument: Instrument
    day: date
    quantity: Decimal


class StatedProfit(NamedTuple):
    """What an instrument realised in an account over some days, both included, as printed (after costs).

    On the line of a fill: what that fill realised; the fills of one file add up.
    `currency`: of the amount; None: the instrument's.
    """

    line: int
    account: str
    instrument: Instrument
    first_day: date
    last_day: date
    realised: Decimal
    currency: Currency | None = None


class RowNote(NamedTuple):
    """A row that is no fill, and why: its line, its text, a code, and a sentence saying what to do."""

    line: int
    verdict: Verdict
    code: str
    detail: str
    raw: str


class StatedRemark(NamedTuple):
    """What the trader should look at about a row that counts: its line, a code, a sentence, the row's text.

    It is no row of its own: the row is counted by what else it yields.
    """

    line: int
    code: str
    detail: str
    raw: str


Stated = (
    StatedFill
    | StatedSplit
    | StatedAction
    | StatedRate
    | StatedCash
    | StatedBalance
    | StatedPosition
    | StatedProfit
    | StatedAccount
    | StatedManners
    | StatedRemark
    | RowNote
)


class FormatUnknown(Problem):
    code, kind, title = "import.format_unknown", Kind.INVALID, "No known layout fits this file."


class ArchiveRefused(Problem):
    code, kind, title = "import.archive_refused", Kind.INVALID, "The archive cannot be unpacked."


class FileUnreadable(Problem):
    code, kind, title = "import.file_unreadable", Kind.INVALID, "The file cannot be read."
