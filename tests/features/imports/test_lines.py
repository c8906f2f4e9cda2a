"""Lines are counted, not fills: a line may state several, and the files' orders differ."""

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, counts, fills, notes
from tests.support.standing import standing

ROUND_TRIPS = "Symbol,Side,Quantity,Entry Time,Exit Time,Entry Price,Exit Price\n"
CHAIN = [
    "WOMB,long,1,2026-01-05 10:00:00,2026-01-05 11:00:00,100,101",
    "WOMB,long,1,2026-01-05 11:00:00,2026-01-05 12:00:00,101,103",
    "WOMB,long,1,2026-01-05 12:00:00,2026-01-05 13:00:00,103,106",
]


@pytest.mark.parametrize("step", [1, -1], ids=["oldest first", "newest first"])
async def test_a_line_that_states_a_round_trip_is_one_line(ada: Person, worker: Worker, step: int) -> None:
    """Each ends in the instant in which the next begins, so that their fills are ranked across the lines."""
    rows = ROUND_TRIPS + "\n".join(CHAIN[::step]) + "\n"
    made = await worker.imported(ada, rows)
    assert (made["format"], made["counts"]["rows"], made["counts"]["fills"]) == ("generic_trades", 3, 6)
    assert counts(made) == (3, 0, 0, 0, 0)
    assert counts(await worker.imported(ada, rows)) == (0, 3, 0, 0, 0)
    # 1 + 2 + 3
    assert sum(float(net) for *_, net in (await standing(ada)).net) == 6


async def test_fills_that_are_ranked_across_lines_do_not_make_more_lines(ada: Person, worker: Worker) -> None:
    """Newest first, so that the fills of noon are taken from behind: of the last line two, of the one before one."""
    rows = [
        "WOMB,long,1,2026-01-05 15:00,2026-01-05 15:00,100,101",
        "WOMB,long,1,2026-01-05 14:00,2026-01-05 14:00,100,101",
        "BIRD,long,1,2026-01-05 11:00,2026-01-05 12:00,100,101",
        "BIRD,long,1,2026-01-05 12:00,2026-01-05 12:00,101,102",
    ]
    made = await worker.imported(ada, ROUND_TRIPS + "\n".join(rows) + "\n")
    assert (counts(made), made["counts"]["fills"]) == ((4, 0, 0, 0, 0), 8)
    assert counts(await worker.imported(ada, ROUND_TRIPS + "\n".join(rows))) == (0, 4, 0, 0, 0)


async def test_a_line_of_which_one_fill_is_new_is_new(ada: Person, worker: Worker) -> None:
    await worker.imported(ada, ROUND_TRIPS + CHAIN[0])
    changed = CHAIN[0].replace(",101", ",102")
    made = await worker.imported(ada, ROUND_TRIPS + CHAIN[0] + "\n" + changed)
    assert counts(made)[:2] == (1, 1)


async def test_what_closes_nothing_is_set_apart_and_said(ada: Person, worker: Worker) -> None:
    rows = fills("WOMB,2026-01-05 10:00:00,sell to close,5,10,0", "WOMB,2026-01-05 11:00:00,buy,5,11,0")
    made = await worker.imported(ada, rows)
    assert counts(made) == (1, 0, 0, 1, 0)
    (note,) = await notes(ada, made["id"], verdict="quarantined")
    assert (note["line"], note["code"]) == (2, "execution.nothing_open")
    assert note["raw"] == "WOMB,2026-01-05 10:00:00,sell to close,5,10,0"
    assert "import the file with its opening" in note["detail"]
    # Undone and read again, the same is said again.
    await worker.acted(ada, made["id"], "undo")
    again = await worker.acted(ada, made["id"], "retry", {})
    assert counts(again) == (1, 0, 0, 1, 0)
    # The file with the opening settles it: nothing more needs to be done.
    opening = await worker.imported(ada, fills("WOMB,2026-01-05 09:00:00,buy,5,9,0"))
    assert counts(opening) == (1, 0, 0, 0, 0)
    # (10 − 9) × 5, and the second purchase is open
    assert (await standing(ada)).net == [("WOMB", "closed", "5.00"), ("WOMB", "open", "0.00")]
    assert (await ada.get("/executions", unmatched="true")).json()["items"] == []
