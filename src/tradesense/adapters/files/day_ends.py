"""Which rows with a running balance end a day: only there it is the balance of the day."""

from collections.abc import Hashable
from datetime import datetime
from typing import NamedTuple


class _Day(NamedTuple):
    """The first line and the last one that print a balance of it."""

    first: int
    last: int


class DayEnds:
    """Sees every row first. The table may run either way; where it runs both ways, or it cannot be told, none is the last."""

    def __init__(self) -> None:
        self._days: dict[Hashable, _Day] = {}
        self._rises = self._falls = False
        self._before: datetime | None = None

    def see(self, day: Hashable, at: datetime, line: int) -> None:
        """`day`: whose balance it is, and of which day; `at`: by what the rows are in order."""
        if self._before is not None:
            self._rises |= at > self._before
            self._falls |= at < self._before
        self._before = at
        self._days[day] = _Day(self._days[day].first if day in self._days else line, line)

    def is_end(self, day: Hashable, line: int) -> bool:
        found = self._days.get(day)
        if found is None or (self._rises and self._falls):
            return False
        is_known = self._rises or self._falls or found.first == found.last
        return is_known and line == (found.first if self._falls else found.last)
