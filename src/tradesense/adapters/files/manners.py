"""The manners of a file: its date order and its decimal mark, told from all of its rows.

One cell can be read two ways (`1.000`, `05/03/2026`), a whole column seldom: `1.234,50` beside it
settles the mark, 27/07/2026 the order.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from tradesense.domain.statement import DateOrder, DecimalMark

PROOFS_ENOUGH: Final = 200
YEARS_FIRST_ENOUGH: Final = 1_000

_DATE: Final = re.compile(r"^\D{0,6}([0-9]{1,2})([-/.])([0-9]{1,2})[-/.][0-9]{2,4}(?![0-9])")
_OTHER: Final = re.compile(r"[^0-9.,]")


class Manners(NamedTuple):
    """None where nothing in the file tells."""

    order: DateOrder | None
    mark: DecimalMark | None


class Evidence:
    """What the cells seen so far prove; the majority where they disagree."""

    def __init__(self) -> None:
        self.months_first = self.days_first = self.years_first = self.points = self.commas = 0

    def see_date(self, cell: str) -> None:
        if cell[:4].isdigit():
            self.years_first += 1
            return
        found = _DATE.match(cell)
        if found is None:
            return
        if int(found[1]) > 12 or found[2] == ".":
            self.days_first += 1
        elif int(found[3]) > 12:
            self.months_first += 1

    def see_number(self, cell: str) -> None:
        """A mark is proven by standing last of two kinds, or where no thousands could end."""
        if "," not in cell and "." not in cell:
            return
        body = _OTHER.sub("", cell)
        points, commas = body.count("."), body.count(",")
        if points and commas:
            last_is_comma = body.rfind(",") > body.rfind(".")
        elif points + commas > 1:
            last_is_comma = points > 1
        else:
            whole, _, rest = body.replace(",", ".").partition(".")
            if len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0":
                return
            last_is_comma = bool(commas)
        if last_is_comma:
            self.commas += 1
        else:
            self.points += 1

    @property
    def manners(self) -> Manners:
        order: DateOrder | None = None
        if self.days_first or self.months_first:
            order = "dmy" if self.days_first >= self.months_first else "mdy"
        mark: DecimalMark | None = None
        if self.points or self.commas:
            mark = "," if self.commas > self.points else "."
        return Manners(order, mark)

    @property
    def knows_order(self) -> bool:
        return self.days_first + self.months_first >= PROOFS_ENOUGH or self.years_first >= YEARS_FIRST_ENOUGH

    @property
    def knows_mark(self) -> bool:
        return self.points + self.commas >= PROOFS_ENOUGH

    def see(self, cells: list[str], dates: Sequence[int], numbers: Sequence[int]) -> bool:
        """Sees one row's cells at those places; False once there is proof enough of both."""
        count, knows_order, knows_mark = len(cells), self.knows_order, self.knows_mark
        if not knows_order:
            for place in dates:
                if place < count:
                    self.see_date(cells[place].strip())
        if not knows_mark:
            for place in numbers:
                if place < count:
                    self.see_number(cells[place])
        return not (knows_order and knows_mark)
