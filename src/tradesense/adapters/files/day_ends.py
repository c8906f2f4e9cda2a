"""Which rows of a table with a running balance end a day: only there it is the balance of the day."""

from datetime import date


class DayEnds:
    """Sees every row first; the table may run either way."""

    def __init__(self) -> None:
        self._firsts: dict[date, int] = {}
        self._lasts: dict[date, int] = {}
        self._rises = 0
        self._day: date | None = None

    def see(self, day: date, line: int) -> None:
        if self._day is not None and day != self._day:
            self._rises += 1 if day > self._day else -1
        self._day = day
        self._firsts.setdefault(day, line)
        self._lasts[day] = line

    def is_end(self, day: date, line: int) -> bool:
        ends = self._lasts if self._rises >= 0 else self._firsts
        return ends.get(day) == line
