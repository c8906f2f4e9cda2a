"""The manners of a file: its date order and its decimal mark, told from all of its rows.

One cell can be read two ways (`1.000`, `05/03/2026`), a whole column seldom: `1.234,50` beside it
settles the mark, 27/07/2026 the order; so do rows that are in order of time only when read one way.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from tradesense.domain.manners import Inferred
from tradesense.domain.statement import DateOrder, DecimalMark

PROOFS_ENOUGH: Final = 200
YEARS_FIRST_ENOUGH: Final = 1_000
STEPS_ENOUGH: Final = 6
"""So many changes of date, all in one direction, are no accident: one order of 5 040 would be."""

_DATE: Final = re.compile(r"^\D{0,6}([0-9]{1,2})([-/.])([0-9]{1,2})[-/.]([0-9]{2,4})(?![0-9])")
_OTHER: Final = re.compile(r"[^0-9.,]")
ORDERS: Final[tuple[DateOrder, ...]] = ("dmy", "mdy", "ymd")


class Manners(NamedTuple):
    """None where nothing in the file tells."""

    order: DateOrder | None
    mark: DecimalMark | None


class _Steps:
    """Whether dates, read one way, go in one direction."""

    def __init__(self) -> None:
        self.last: tuple[int, int, int] | None = None
        self.up = self.down = 0

    def see(self, when: tuple[int, int, int]) -> None:
        if self.last is not None:
            self.up += when > self.last
            self.down += when < self.last
        self.last = when

    @property
    def count(self) -> int:
        return self.up + self.down

    @property
    def is_one_way(self) -> bool:
        return not (self.up and self.down)


class Evidence:
    """What the cells seen so far prove; the majority where they disagree."""

    def __init__(self) -> None:
        self.months_first = self.days_first = self.years_first = self.points = self.commas = 0
        self.either_date = self.either_number = ""
        self._proof: dict[str, str] = {}
        self._steps: dict[DateOrder, _Steps] = {"dmy": _Steps(), "mdy": _Steps()}

    def see_date(self, cell: str, *, is_first: bool = False) -> bool:
        """`is_first`: of its row, whose place in time it tells. Answers whether it is a date."""
        if cell[:4].isdigit():
            self.years_first += 1
            return True
        found = _DATE.match(cell)
        if found is None:
            return False
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        if one > 12 or found[2] == ".":
            self.days_first += 1
            self._proof.setdefault("dmy", cell)
        elif two > 12:
            self.months_first += 1
            self._proof.setdefault("mdy", cell)
        elif one != two and one and two:
            self.either_date = self.either_date or found[0].strip()
        if is_first:
            self._steps["dmy"].see((year, two, one))
            self._steps["mdy"].see((year, one, two))
        return True

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
                self.either_number = self.either_number or body
                return
            last_is_comma = bool(commas)
        if last_is_comma:
            self.commas += 1
            self._proof.setdefault(",", cell.strip())
        else:
            self.points += 1
            self._proof.setdefault(".", cell.strip())

    @property
    def manners(self) -> Manners:
        order: DateOrder | None = None
        if self.days_first or self.months_first:
            order = "dmy" if self.days_first >= self.months_first else "mdy"
        else:
            order = self._by_time()
        mark: DecimalMark | None = None
        if self.points or self.commas:
            mark = "," if self.commas > self.points else "."
        return Manners(order, mark)

    def dates(self, said: DateOrder | None, usual: DateOrder | None, mark: DecimalMark) -> Inferred | None:
        """The date order: as said, as proven, as usual for such files, or left open."""
        days, months = self.days_first, self.months_first
        order = self.manners.order
        if said:
            return Inferred(said, "you said so")
        if days and months:
            why = f"{days} dates have the day first, {months} the month"
            return Inferred(order or "mdy", why, max(days, months), self.either_date)
        if days or months:
            return Inferred(order or "mdy", self._told(order or "mdy"), days + months)
        if not self.either_date:
            return Inferred("ymd", "the year comes first", self.years_first) if self.years_first else None
        if order:
            return Inferred(order, "only so are the rows in order of time", self._steps[order].count)
        if usual:
            return Inferred(usual, "as in your file with the same header")
        if mark == "," and self.commas:
            return Inferred("dmy", "decimal commas go with days in front", self.commas)
        return Inferred("mdy", "nothing in the file settles it", 0, self.either_date)

    def numbers(self, said: DecimalMark | None, usual: DecimalMark | None, *, is_sheet: bool) -> Inferred | None:
        """The decimal mark, likewise. A spreadsheet's own numbers have a point, however it shows them."""
        points, commas = self.points, self.commas
        mark = self.manners.mark
        if said:
            return Inferred(said, "you said so")
        if points and commas and not is_sheet:
            why = f"{points} numbers have a decimal point, {commas} a comma"
            return Inferred(mark or ".", why, max(points, commas), self.either_number)
        if mark:
            return Inferred(mark, self._told(mark), max(points, commas))
        if not self.either_number:
            return None
        if is_sheet:
            return Inferred(".", "the spreadsheet holds them as numbers")
        if usual:
            return Inferred(usual, "as in your file with the same header")
        return Inferred(".", "nothing in the file settles it", 0, self.either_number)

    def _told(self, proven: str) -> str:
        return f"{self._proof[proven][:30]} can only be read so"

    def _by_time(self) -> DateOrder | None:
        """The order under which alone the rows go forward, or backward, in time."""
        days, months = self._steps["dmy"], self._steps["mdy"]
        if days.is_one_way == months.is_one_way:
            return None
        one_way: DateOrder = "dmy" if days.is_one_way else "mdy"
        steps = self._steps[one_way]
        return one_way if steps.count >= STEPS_ENOUGH else None

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
            is_first = True
            for place in dates:
                if place < count:
                    is_first = not self.see_date(cells[place].strip(), is_first=is_first) and is_first
        if not knows_mark:
            for place in numbers:
                if place < count:
                    self.see_number(cells[place])
        return not (knows_order and knows_mark)
