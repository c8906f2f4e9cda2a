"""S55: what cannot have happened, and what cannot have cost that much."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument, Right, equity, option
from tradesense.domain.money import Currency
from tradesense.domain.plausible import IN_FUTURE, fees_exceed, happened
from tradesense.domain.statement import RowNote, StatedAccount, StatedFill, StatedRemark, Verdict

NOW = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
USD = Currency("USD")
SHARE = equity("AAPL", USD)
PUT = option("SPY", (NOW + timedelta(days=30)).date(), Decimal(400), Right.PUT, USD, Decimal(100))


def fill(line: int = 2, when: datetime = NOW, instrument: Instrument = SHARE, **said: str | None) -> StatedFill:
    number: dict[str, Any] = {name: None if text is None else Decimal(text) for name, text in said.items()}
    stated = StatedFill(line, "", instrument, Side.BUY, Decimal(10), Decimal(100), Decimal(1), when)
    return stated._replace(**number)


# What of it is asked about. 10 shares at 100 are 1000; nobody asks about 100, nor 5 a contract.
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (fill(fees="1000"), False),
        (fill(fees="1000.01"), True),
        (fill(fees="-1000.01"), True),  # a rebate
        (fill(fees=None), False),
        (fill(price="-100", fees="999"), False),  # what is sold below zero moves as much
        (fill(price="0", fees="20"), False),  # an exercise's ticket
        (fill(price="0", fees="100.01"), True),
        # An option at 0.01: 1 × 0.01 × 100 = 1 for 1.30; 1000 of them, 1000 for 1300.
        (fill(instrument=PUT, quantity="1", price="0.01", fees="1.30"), False),
        (fill(instrument=PUT, quantity="1000", price="0.01", fees="1300"), False),
        (fill(instrument=PUT, quantity="1000", price="0.01", fees="5000.01"), True),
    ],
)
def test_fees_are_asked_about_where_no_commission_is_so_high(said: StatedFill, asked: bool) -> None:
    assert fees_exceed(said) is asked


def test_what_has_not_happened_is_told_by_its_row_and_the_rest_counts() -> None:
    """A day is allowed: a clock in Kiritimati is 14 hours ahead of UTC, one read in another zone up to 26."""
    account = StatedAccount("", USD)
    soon, later = fill(2, NOW + timedelta(days=1)), fill(3, NOW + timedelta(days=1, microseconds=1))
    closed = later._replace(line=4, side=Side.SELL, day=later.when.date())  # a round trip on one row, still to come
    opened = fill(5)
    assert list(happened([account, soon, later, later._replace(line=4), closed, opened, closed._replace(line=5)], NOW)) == [
        account,
        soon,
        RowNote(3, Verdict.QUARANTINED, IN_FUTURE, _DETAIL.format("2026-11-21 21:30 UTC"), ""),
        RowNote(4, Verdict.QUARANTINED, IN_FUTURE, _DETAIL.format("2026-11-21 21:30 UTC"), ""),
        opened,
        StatedRemark(5, IN_FUTURE, "Only its opening counts; its close does not. " + _DETAIL.format("2026-11-21"), ""),
    ]  # fmt: skip


_DETAIL = (
    "It is dated {}, which has not come yet. If the dates of the file are to be read in another order, say so; else "
    "correct it there and import it again."
)
