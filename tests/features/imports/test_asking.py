"""What a table leaves open is asked in the review, and answered by an option; nothing is stored meanwhile."""

from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, counts, fills, notes
from tests.support.standing import standing

OPEN = fills("WOMB,03/04/2026 10:00:00,buy,10,100,1", "WOMB,03/04/2026 11:00:00,sell,10,110,1")
# Clocks in New York showed 01:30 twice on 1 November 2026: at 05:30 and at 06:30 UTC.
AUTUMN = fills("WOMB,2026-11-01 01:30:00,buy,10,100,1", "WOMB,2026-11-01 03:00:00,sell,10,110,1")


def options_asked(shown: dict[str, Any]) -> list[str]:
    return [one["option"] for one in shown["preview"]["questions"]]


@pytest.mark.parametrize("review", ["true", "false"])
async def test_dates_that_can_be_read_two_ways_stop_in_the_review(ada: Person, worker: Worker, review: str) -> None:
    shown = await worker.imported(ada, OPEN, review=review, timezone="UTC")
    assert shown["state"] == "review"
    (asked,) = shown["preview"]["questions"]
    assert (asked["option"], asked["choices"]) == (
        "date_order",
        [{"value": "dmy", "meaning": "3 April 2026"}, {"value": "mdy", "meaning": "4 March 2026"}],
    )
    refused = await ada.post(f"/imports/{shown['id']}/commit")
    assert (refused.status_code, refused.json()["code"]) == (409, "import.question_open")
    assert (await standing(ada)).all == 0

    answered = await worker.acted(ada, shown["id"], "retry", {"date_order": "dmy"})
    assert options_asked(answered) == []
    assert {one["opened_at"] for one in answered["preview"]["trades"]} == {"2026-04-03T10:00:00Z"}
    if review == "true":
        answered = await worker.acted(ada, shown["id"], "commit")
    assert answered["state"] == "committed"


async def test_a_mark_that_can_be_read_two_ways_is_asked_about_with_the_dates(ada: Person, worker: Worker) -> None:
    rows = 'WOMB,03/04/2026 10:00:00,buy,"1.000",1,0'
    shown = await worker.imported(ada, fills(rows), timezone="UTC")
    assert options_asked(shown) == ["date_order", "decimal_mark"]
    shown = await worker.acted(ada, shown["id"], "retry", {"decimal_mark": ",", "review": True})
    assert options_asked(shown) == ["date_order"]
    shown = await worker.acted(ada, shown["id"], "retry", {"date_order": "mdy", "review": True})
    (trade,) = shown["preview"]["trades"]
    assert (trade["opened_at"], trade["quantity"]) == ("2026-03-04T10:00:00Z", "1000")


async def test_the_review_says_how_the_file_was_understood(ada: Person, worker: Worker) -> None:
    rows = "Wertpapier;Datum;Art;Anzahl;Kurs\nWOMB;27.03.2026;Kauf;10;10,50\nWOMB;28.03.2026;Verkauf;10;12,00\n"
    shown = await worker.imported(ada, rows, review="true")
    understood = shown["preview"]["manners"]
    assert [(one["field"], one["column"], one["because"]) for one in understood["columns"]] == [
        ("symbol", "Wertpapier", "name"),
        ("date", "Datum", "name"),
        ("side", "Art", "name"),
        ("quantity", "Anzahl", "name"),
        ("price", "Kurs", "name"),
    ]
    assert understood["date_order"] == {"value": "dmy", "because": "27.03.2026 can only be read so", "proofs": 2}
    assert understood["decimal_mark"] == {"value": ",", "because": "10,50 can only be read so", "proofs": 2}


async def test_a_mapping_is_proposed_where_the_columns_are_not_known(ada: Person, worker: Worker) -> None:
    rows = "Was,Wann,Wohin,Wieviel,Wert\nWOMB,2026-01-05 10:00:00,Kauf,10,100.50\n"
    failed = await worker.imported(ada, rows)
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.format_unknown")
    assert failed["preview"]["proposal"] == {
        "symbol": "Was",
        "when": "Wann",
        "side": "Wohin",
        "quantity": "Wieviel",
        "price": "Wert",
    }


async def test_of_a_clock_time_that_occurred_twice_the_trader_chooses(ada: Person, worker: Worker) -> None:
    shown = await worker.imported(ada, AUTUMN, review="true", timezone="America/New_York")
    assert shown["preview"]["twice"] == 1
    assert [one["opened_at"] for one in shown["preview"]["trades"]] == ["2026-11-01T05:30:00Z"]
    second = await worker.acted(ada, shown["id"], "retry", {"repeated_times": "second", "review": True})
    assert (second["preview"]["twice"], second["options"]["repeated_times"]) == (1, "second")
    assert [one["opened_at"] for one in second["preview"]["trades"]] == ["2026-11-01T06:30:00Z"]
    done = await worker.acted(ada, shown["id"], "commit")
    assert (done["state"], counts(done)) == ("committed", (2, 0, 0, 0, 0))


async def test_a_clock_time_that_occurred_twice_is_remarked_upon_where_it_stands(ada: Person, worker: Worker) -> None:
    shown = await worker.imported(ada, AUTUMN, review="true", timezone="America/New_York")
    (first,) = await notes(ada, shown["id"])
    assert (first["line"], first["verdict"], first["code"]) == (2, "remark", "calendar.time_twice")
    assert "the first is meant here, 05:30 UTC" in first["detail"]
    assert first["raw"] == "WOMB,2026-11-01 01:30:00,buy,10,100,1"
    # The row counts as what it is, whichever of the two is meant.
    assert counts(shown) == (2, 0, 0, 0, 0)
    await worker.acted(ada, shown["id"], "retry", {"repeated_times": "second", "review": True})
    (second,) = await notes(ada, shown["id"])
    assert "the second is meant here, 06:30 UTC" in second["detail"]


async def test_a_time_that_occurs_once_is_left_alone(ada: Person, worker: Worker) -> None:
    rows = fills("WOMB,2026-11-02 01:30:00,buy,10,100,1")
    shown = await worker.imported(ada, rows, review="true", timezone="America/New_York", repeated_times="second")
    assert shown["preview"]["twice"] == 0
    assert [one["opened_at"] for one in shown["preview"]["trades"]] == ["2026-11-02T06:30:00Z"]
