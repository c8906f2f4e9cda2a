"""What may be done about rows in quarantine."""

from tradesense.domain.settling import Settlement, left_out, proposals
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
