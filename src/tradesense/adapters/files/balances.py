"""Running balances: of the one that each row prints, the one at the end of each day is what a statement states."""

from collections.abc import Callable, Iterable
from datetime import datetime

from tradesense.adapters.files.bookings import attempted
from tradesense.adapters.files.day_ends import DayEnds
from tradesense.adapters.files.rows import ReadRow, Row
from tradesense.domain.money import Currency
from tradesense.domain.statement import RowNote, Stated, StatedBalance

Dated = tuple[datetime, StatedBalance]


def stating_balances(rows: Iterable[Row], balance_of: Callable[[Row], Dated], read_row: ReadRow) -> ReadRow:
    """`read_row`, which also states each day's closing balance on the row that prints it, or on the next row that
    is no note."""
    ends = DayEnds()
    for row in rows:
        if (found := attempted(balance_of, row)) is not None:
            at, one = found
            ends.see(_day(one), at, row.line)
    waiting: list[StatedBalance] = []

    def read(row: Row) -> list[Stated]:
        found = attempted(balance_of, row)
        if found is not None and ends.is_end(_day(found[1]), row.line):
            waiting.append(found[1])
        made = read_row(row)
        stated = list(made) if isinstance(made, list) else [made]
        if waiting and not any(isinstance(one, RowNote) for one in stated):
            stated += [one._replace(line=row.line) for one in waiting]
            waiting.clear()
        return stated

    return read


def _day(one: StatedBalance) -> tuple[object, ...]:
    return one.account, one.currency, one.day


def balance(row: Row, at: datetime, currency: Currency, column: str, account: str = "") -> Dated:
    """What `column` prints at `at`; the day is the one by the file's own clock."""
    day = at.astimezone(row.reading.zone).date()
    return at, StatedBalance(row.line, account, currency, day, row.number(column))
