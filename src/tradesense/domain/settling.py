"""Quarantined rows: what may be done about each, and what the trader chose."""

from collections.abc import Container, Mapping
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
OPENS: Final = "row.opens"
LATER: Final = "row.later"
COUNTED: Final = "row.counted"


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


_SETTLED_AS: Final[Mapping[str, Settlement]] = {
    LEFT_OUT: Settlement.IGNORE,
    OPENS: Settlement.OPENING,
    LATER: Settlement.LATER,
    COUNTED: Settlement.COUNT,
}
SETTLED_CODES: Final = tuple(_SETTLED_AS)
_CHOSEN: Final[Mapping[Settlement, tuple[str, str]]] = {
    Settlement.IGNORE: (LEFT_OUT, "You left it out; there was nothing of it to be stored."),
    Settlement.OPENING: (OPENS, "You said that it opens a position."),
    Settlement.LATER: (LATER, "You said that it was an hour later."),
    Settlement.COUNT: (COUNTED, "You said that it is another fill."),
}


def settled_as(code: str) -> Settlement | None:
    """What the trader chose for rows noted under `code`; None where that is no choice."""
    return _SETTLED_AS.get(code)


class Settled(NamedTuple):
    """The trader's choices, by line."""

    by_line: Mapping[int, Settlement]

    def remarks(self, told: Container[int]) -> list[RowNote]:
        """One for each settled row, so that it can be taken back; `told`: lines that have a note of it already."""
        return [
            RowNote(line, Verdict.REMARK, *_CHOSEN[chosen], "")
            for line, chosen in self.by_line.items()
            if line not in told
        ]

    def lines(self, settlement: Settlement) -> frozenset[int]:
        return frozenset(line for line, chosen in self.by_line.items() if chosen is settlement)


def left_out(note: RowNote) -> RowNote:
    """A quarantined row that the trader leaves out."""
    return note._replace(verdict=Verdict.IGNORED, code=LEFT_OUT, detail=f"You left it out. {note.detail}"[:1_000])
