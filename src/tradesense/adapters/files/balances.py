"""Running balances: of the one that each row prints, the one at the end of each day is what a statement states."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from tradesense.adapters.files.bookings import attempted
from tradesense.adapters.files.rows import ReadRow, Row
from tradesense.domain.money import Currency
from tradesense.domain.statement import RowNote, Stated, StatedBalance


class _Day(NamedTuple):
    """The first and the last balance that the file prints for a day."""

    first: StatedBalance
    last: StatedBalance


Dated = tuple[datetime, StatedBalance]


def stating_balances(rows: Iterable[Row], balance_of: Callable[[Row], Dated], read_row: ReadRow) -> ReadRow:
    """`read_row`, which also states each day's closing balance on the row that prints it, or on the next row that
    is no note. Nothing is stated where the rows run neither forward nor backward: the last one is not known then.
    """
    days: dict[tuple[str, Currency, object], _Day] = {}
    rises = falls = 0
    before: datetime | None = None
    for row in rows:
        found = attempted(balance_of, row)
        if found is None:
            continue
        at, one = found
        rises, falls = rises + (before is not None and at > before), falls + (before is not None and at < before)
        before = at
        key = (one.account, one.currency, one.day)
        days[key] = _Day(days[key].first if key in days else one, one)
    ends: dict[int, list[StatedBalance]] = {}
    if (rises > 0) != (falls > 0):
        for day in days.values():
            closing = day.first if falls else day.last
            ends.setdefault(closing.line, []).append(closing)
    return _stating(ends, read_row)


def _stating(ends: dict[int, list[StatedBalance]], read_row: ReadRow) -> ReadRow:
    waiting: list[StatedBalance] = []

    def read(row: Row) -> list[Stated]:
        waiting.extend(ends.get(row.line, ()))
        made = read_row(row)
        stated = list(made) if isinstance(made, list) else [made]
        if waiting and not any(isinstance(one, RowNote) for one in stated):
            stated += [one._replace(line=row.line) for one in waiting]
            waiting.clear()
        return stated

    return read


def balance(row: Row, at: datetime, currency: Currency, column: str, account: str = "") -> Dated:
    """What `column` prints at `at`; the day is the one by the file's own clock."""
    day = at.astimezone(row.reading.zone).date()
    return at, StatedBalance(row.line, account, currency, day, row.number(column))
