"""Quarantined rows: what may be done about each, and what the trader chose."""

from collections.abc import Container, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from tradesense.domain.corporate_action import COST_SHARE_DECIMALS, COST_SHARE_UNKNOWN
from tradesense.domain.file_ledger import NOTHING_OPEN_CODE
from tradesense.domain.number import bounded, plain
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
COST_SHARED: Final = "row.cost_shared"


class Settlement(StrEnum):
    """What becomes of a quarantined row.

    ignore    it is left out
    opening   a fill that should close and finds nothing open: it opens
    later     a clock time that was skipped: clocks had not been put forward, so it was an hour later
    count     a fill that is probably stored already: it is another one
    share     a spin-off, or a merger for shares and cash: the share of the cost that goes to what was received is said
    """

    IGNORE = "ignore"
    OPENING = "opening"
    LATER = "later"
    COUNT = "count"
    SHARE = "share"


class SettlementImpossible(Problem):
    code, kind, title = "import.settlement_impossible", Kind.INVALID, "That row cannot be settled so."


_PROPOSALS: Final[Mapping[str, tuple[Settlement, ...]]] = {
    NOTHING_OPEN_CODE: (Settlement.OPENING, Settlement.IGNORE),
    TIME_NONEXISTENT: (Settlement.LATER, Settlement.IGNORE),
    PROBABLE_DUPLICATE: (Settlement.IGNORE, Settlement.COUNT),
    COST_SHARE_UNKNOWN: (Settlement.SHARE, Settlement.IGNORE),
}


def proposals(verdict: str, code: str) -> tuple[Settlement, ...]:
    """What may be done about a row, likeliest first; nothing where it is not quarantined."""
    return _PROPOSALS.get(code, (Settlement.IGNORE,)) if verdict == Verdict.QUARANTINED else ()


_SETTLED_AS: Final[Mapping[str, Settlement]] = {
    LEFT_OUT: Settlement.IGNORE,
    OPENS: Settlement.OPENING,
    LATER: Settlement.LATER,
    COUNTED: Settlement.COUNT,
    COST_SHARED: Settlement.SHARE,
}
SETTLED_CODES: Final = tuple(_SETTLED_AS)
_CHOSEN: Final[Mapping[Settlement, tuple[str, str]]] = {
    Settlement.IGNORE: (LEFT_OUT, "You left it out; there was nothing of it to be stored."),
    Settlement.OPENING: (OPENS, "You said that it opens a position."),
    Settlement.LATER: (LATER, "You said that it was an hour later."),
    Settlement.COUNT: (COUNTED, "You said that it is another fill."),
    Settlement.SHARE: (COST_SHARED, "You said which share of the cost goes to what was received"),
}


def settled_as(code: str) -> Settlement | None:
    """What the trader chose for rows noted under `code`; None where that is no choice."""
    return _SETTLED_AS.get(code)


class Settled(NamedTuple):
    """The trader's choices, by line. `cost_shares`: of the lines that are settled by one."""

    by_line: Mapping[int, Settlement]
    cost_shares: Mapping[int, Decimal] = MappingProxyType({})

    def remarks(self, told: Container[int]) -> list[RowNote]:
        """One for each settled row, so that it can be taken back; `told`: lines that have a note of it already."""
        return [
            RowNote(line, Verdict.REMARK, *self._chosen(line, chosen), "")
            for line, chosen in self.by_line.items()
            if line not in told
        ]

    def _chosen(self, line: int, chosen: Settlement) -> tuple[str, str]:
        code, detail = _CHOSEN[chosen]
        return (code, detail if chosen is not Settlement.SHARE else f"{detail}: {plain(self.cost_shares[line])}.")

    def lines(self, settlement: Settlement) -> frozenset[int]:
        return frozenset(line for line, chosen in self.by_line.items() if chosen is settlement)


def checked_cost_share(line: int, chosen: Settlement, said: Decimal | None) -> Decimal | None:
    """What is said of the line's cost, if the choice needs it and it is one; raises SettlementImpossible."""
    if chosen is not Settlement.SHARE:
        if said is not None:
            raise SettlementImpossible(f"Line {line} is settled as {chosen}: leave out its cost_share.")
        return None
    if said is None:
        raise SettlementImpossible(f"Line {line} needs its cost_share: what goes to what was received, from 0 to 1.")
    if not 0 < bounded(said) < 1 or round(said, COST_SHARE_DECIMALS) != said:
        raise SettlementImpossible(
            f"Line {line}: cost_share is a number above 0 and below 1, with at most {COST_SHARE_DECIMALS} decimals."
        )
    return said


def left_out(note: RowNote) -> RowNote:
    """A quarantined row that the trader leaves out."""
    return note._replace(verdict=Verdict.IGNORED, code=LEFT_OUT, detail=f"You left it out. {note.detail}"[:1_000])
