"""What a fill can truly have been: it has happened, and it cost no more than it moved (decision 0019)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from tradesense.domain.number import ZERO
from tradesense.domain.statement import RowNote, Stated, StatedFill, StatedRemark, Verdict

CLOCKS_DIFFER: Final = timedelta(days=1)
"""So far ahead of our clock something may be dated: a clock time read in another zone is at most 26 hours off, of which a
trading day that begins the evening before is the usual case; more is a date read wrongly."""
FEES_FREE: Final = Decimal(100)
FEES_FREE_A_UNIT: Final = Decimal(5)
"""Fees that nobody asks about, in the instrument's currency: a ticket's least commission, and what an option costs that
trades at 0.01 (a notional of 1 for a commission of 0.65 to 2). Units of something with a multiplier are contracts."""

IN_FUTURE: Final = "fill.in_future"
FEES_EXCEED: Final = "fill.fees_exceed"


def latest_instant(now: datetime) -> datetime:
    """Whatever is dated later has not happened."""
    return now + CLOCKS_DIFFER


def fees_exceed(fill: StatedFill) -> bool:
    """Whether its fees, or its rebate, are more than it moved and more than a commission is for so little."""
    multiplier = fill.instrument.multiplier
    notional = abs(fill.price) * fill.quantity * multiplier
    contracts = fill.quantity if multiplier > 1 else ZERO
    return abs(fill.fees or ZERO) > max(notional, FEES_FREE, FEES_FREE_A_UNIT * contracts)


def happened(stated: Iterable[Stated], now: datetime) -> Iterator[Stated]:
    """A file's content, with a note for each row in place of fills that have not happened.

    Of a row that states a whole round trip, an opening that came first counts, and the note is a remark.
    """
    latest = latest_instant(now)
    told: set[int] = set()
    line = 0
    for one in stated:
        if not isinstance(one, StatedFill):
            yield one
        elif one.when <= latest and one.line not in told:
            line = one.line
            yield one
        elif one.line not in told:
            told.add(one.line)
            yield _remark(one) if one.line == line else RowNote(one.line, Verdict.QUARANTINED, *_why(one), "")


def _why(fill: StatedFill) -> tuple[str, str]:
    when = f"{fill.when.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if fill.day is None else f"{fill.day:%Y-%m-%d}"
    detail = (
        f"It is dated {when}, which has not come yet. If the dates of the file are to be read in another order, say so; "
        "else correct it there and import it again."
    )
    return IN_FUTURE, detail


def _remark(fill: StatedFill) -> StatedRemark:
    code, why = _why(fill)
    return StatedRemark(fill.line, code, f"Only its opening counts; its close does not. {why}", "")
