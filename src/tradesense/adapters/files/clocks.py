"""A day and a clock time in columns of their own, as one instant."""

import re
from collections.abc import Sequence
from typing import Final

from tradesense.adapters.files.rows import Row, When
from tradesense.adapters.files.values import moment

_HOUR: Final = re.compile(r"^[0-9]{1,2}:[0-9]{2}")
CLOCK_CHARACTERS_MAX: Final = 40


def day_and_clock(row: Row, day: Sequence[str], clock: Sequence[str]) -> When:
    """`07/23/2025` and `16:33`, or `04:47:39,GMT-04`; the day alone where there is no clock time.

    In a spreadsheet the day is a cell with a time of its own, midnight, which does not count.
    """
    text = row.text(*clock)
    if not _HOUR.match(text):
        return row.when(*day)
    on = row.moment(*day).when.date()
    return row.instant(moment(f"{on.isoformat()} {text[:CLOCK_CHARACTERS_MAX].replace(',', ' ')}"))
