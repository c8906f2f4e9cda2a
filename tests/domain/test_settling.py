"""What may be done about rows in quarantine."""

from decimal import Decimal

import pytest

from tradesense.domain.settling import (
    SETTLED_CODES,
    Settled,
    Settlement,
    SettlementImpossible,
    checked_cost_share,
    left_out,
    proposals,
    settled_as,
)
from tradesense.domain.statement import RowNote, Verdict


def test_each_reason_has_its_answers_and_every_row_may_be_left_out() -> None:
    asked = Verdict.QUARANTINED
    assert proposals(asked, "execution.nothing_open") == (Settlement.OPENING, Settlement.IGNORE)
    assert proposals(asked, "calendar.time_nonexistent") == (Settlement.LATER, Settlement.IGNORE)
    assert proposals(asked, "fill.probable_duplicate") == (Settlement.IGNORE, Settlement.COUNT)
    assert proposals(asked, "corporate_action.cost_share") == (Settlement.SHARE, Settlement.IGNORE)
    assert proposals(asked, "trade.unreadable") == (Settlement.IGNORE,)
    assert proposals(Verdict.REJECTED, "import.cell_invalid") == ()


def test_a_row_that_is_left_out_keeps_its_line_its_text_and_its_reason() -> None:
    note = RowNote(7, Verdict.QUARANTINED, "contract.unknown", "The multiplier of 'QZW' is not known.", "QZW,1")
    assert left_out(note) == RowNote(
        7, Verdict.IGNORED, "row.left_out", "You left it out. The multiplier of 'QZW' is not known.", "QZW,1"
    )


def test_what_was_chosen_is_told_of_each_row_so_that_it_can_be_taken_back() -> None:
    settled = Settled(dict(enumerate(Settlement, start=2)), {6: Decimal("0.125")})
    told = settled.remarks(told={2})
    assert [(note.line, note.verdict, settled_as(note.code)) for note in told] == [
        (3, Verdict.REMARK, Settlement.OPENING),
        (4, Verdict.REMARK, Settlement.LATER),
        (5, Verdict.REMARK, Settlement.COUNT),
        (6, Verdict.REMARK, Settlement.SHARE),
    ]
    assert told[-1].detail == "You said which share of the cost goes to what was received: 0.125."
    assert {settled_as(code) for code in SETTLED_CODES} == set(Settlement)
    assert settled_as("contract.unknown") is None


def test_a_share_of_the_cost_lies_between_nothing_and_all_of_it() -> None:
    assert checked_cost_share(7, Settlement.SHARE, Decimal("0.241975")) == Decimal("0.241975")
    assert checked_cost_share(7, Settlement.IGNORE, None) is None
    for chosen, said in (
        (Settlement.IGNORE, "0.5"),
        (Settlement.SHARE, None),
        (Settlement.SHARE, "0"),
        (Settlement.SHARE, "1"),
        (Settlement.SHARE, "0.1234567890123"),
    ):
        with pytest.raises(SettlementImpossible, match="Line 7"):
            checked_cost_share(7, chosen, None if said is None else Decimal(said))
