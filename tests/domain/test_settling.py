"""What may be done about rows in quarantine."""

from tradesense.domain.settling import SETTLED_CODES, Settled, Settlement, left_out, proposals, settled_as
from tradesense.domain.statement import RowNote, Verdict


def test_each_reason_has_its_answers_and_every_row_may_be_left_out() -> None:
    asked = Verdict.QUARANTINED
    assert proposals(asked, "execution.nothing_open") == (Settlement.OPENING, Settlement.IGNORE)
    assert proposals(asked, "calendar.time_nonexistent") == (Settlement.LATER, Settlement.IGNORE)
    assert proposals(asked, "fill.probable_duplicate") == (Settlement.IGNORE, Settlement.COUNT)
    assert proposals(asked, "trade.unreadable") == (Settlement.IGNORE,)
    assert proposals(Verdict.REJECTED, "import.cell_invalid") == ()


def test_a_row_that_is_left_out_keeps_its_line_its_text_and_its_reason() -> None:
    note = RowNote(7, Verdict.QUARANTINED, "contract.unknown", "The multiplier of 'QZW' is not known.", "QZW,1")
    assert left_out(note) == RowNote(
        7, Verdict.IGNORED, "row.left_out", "You left it out. The multiplier of 'QZW' is not known.", "QZW,1"
    )


def test_what_was_chosen_is_told_of_each_row_so_that_it_can_be_taken_back() -> None:
    settled = Settled(dict(enumerate(Settlement, start=2)))
    told = settled.remarks(told={2})
    assert [(note.line, note.verdict, settled_as(note.code)) for note in told] == [
        (3, Verdict.REMARK, Settlement.OPENING),
        (4, Verdict.REMARK, Settlement.LATER),
        (5, Verdict.REMARK, Settlement.COUNT),
    ]
    assert {settled_as(code) for code in SETTLED_CODES} == set(Settlement)
    assert settled_as("contract.unknown") is None
