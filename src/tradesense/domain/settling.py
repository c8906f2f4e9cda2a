"""Quarantined rows: what may be done about each, and what the trader chose."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.file_ledger import NOTHING_OPEN_CODE
from tradesense.domain.problem import Kind, Problem
from tradesense.domain.statement import RowNote, Verdict

PROBABLE_DUPLICATE: Final = "fill.probable_duplicate"
CONTRACT_UNKNOWN: Final = "contract.unknown"
TIME_NONEXISTENT: Final = "calendar.time_nonexistent"
TIME_TWICE: Final = "calendar.time_twice"
LEFT_OUT: Final = "row.left_out"


class Settlement(StrEnum):
    """What becomes of a quarantined row.

    ignore    it is left out
    opening   a fill that should close and finds nothing open: it opens
    later     a clock time that was skipped: clocks had not been put forward, so it was an hour later
    count     a fill that is probably stored already: it is another one
    """

    IGNORE = "ignore"
    OPENING = "opening"
    LATER = "later"
    COUNT = "count"


class SettlementImpossible(Problem):
    code, kind, title = "import.settlement_impossible", Kind.INVALID, "That row cannot be settled so."


_PROPOSALS: Final[Mapping[str, tuple[Settlement, ...]]] = {
    NOTHING_OPEN_CODE: (Settlement.OPENING, Settlement.IGNORE),
    TIME_NONEXISTENT: (Settlement.LATER, Settlement.IGNORE),
    PROBABLE_DUPLICATE: (Settlement.IGNORE, Settlement.COUNT),
}


def proposals(verdict: str, code: str) -> tuple[Settlement, ...]:
    """What may be done about a row, likeliest first; nothing where it is not quarantined."""
    return _PROPOSALS.get(code, (Settlement.IGNORE,)) if verdict == Verdict.QUARANTINED else ()


class Settled(NamedTuple):
    """The trader's choices, by line."""

    by_line: Mapping[int, Settlement]

    def lines(self, settlement: Settlement) -> frozenset[int]:
        return frozenset(line for line, chosen in self.by_line.items() if chosen is settlement)


def left_out(note: RowNote) -> RowNote:
    """A quarantined row that the trader leaves out."""
    return note._replace(verdict=Verdict.IGNORED, code=LEFT_OUT, detail=f"You left it out. {note.detail}"[:1_000])
