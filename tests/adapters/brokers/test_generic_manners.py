"""How a generic table writes dates and numbers: proven by the file, or asked; never guessed."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, NEW_YORK, best_format, file_of, manners
from tradesense.adapters.files.manners import Evidence
from tradesense.domain.manners import Choice, Inferred, header_signature, questions
from tradesense.domain.statement import ReadOptions

HEADER = "Symbol,Date,Side,Quantity,Price\n"


def table(folder: Path, dates: list[str], price: str = "10.50") -> Path:
    return file_of(folder, HEADER + "".join(f'WOMB,{date},buy,1,"{price}"\n' for date in dates))


def test_one_day_above_twelve_settles_the_order_for_all(tmp_path: Path) -> None:
    found = manners(table(tmp_path, ["03/04/2026", "27/04/2026"]))
    assert found.date_order == Inferred("dmy", "27/04/2026 can only be read so", 1)
    assert questions(found) == []


def test_dates_that_can_be_read_two_ways_are_asked_about(tmp_path: Path) -> None:
    found = manners(table(tmp_path, ["03/04/2026", "03/04/2026"]))
    (asked,) = questions(found)
    assert (asked.option, asked.choices) == (
        "date_order",
        (Choice("dmy", "3 April 2026"), Choice("mdy", "4 March 2026")),
    )


def test_a_date_that_is_the_same_both_ways_asks_nothing(tmp_path: Path) -> None:
    assert questions(manners(table(tmp_path, ["04/04/2026", "05/05/26"]))) == []


def test_rows_that_are_in_order_of_time_one_way_only_settle_it(tmp_path: Path) -> None:
    # 1 April, 2 April, … 7 April: with the month first they would be a month apart, and so in order as well;
    # the step from 7 April to 3 May goes back in time when read so (3 July to 5 March).
    days = [f"0{day}/04/2026" for day in range(1, 8)] + ["03/05/2026"]
    found = manners(table(tmp_path, days))
    assert found.date_order is not None
    assert (found.date_order.value, found.date_order.because) == ("dmy", "only so are the rows in order of time")
    assert questions(found) == []
    # The newest first is an order, too.
    assert manners(table(tmp_path, days[::-1])).date_order == found.date_order


def test_few_rows_in_order_of_time_are_an_accident(tmp_path: Path) -> None:
    assert [one.option for one in questions(manners(table(tmp_path, ["01/04/2026", "07/04/2026", "03/05/2026"])))] == [
        "date_order"
    ]


def test_a_file_that_contradicts_itself_is_asked_about(tmp_path: Path) -> None:
    found = manners(table(tmp_path, ["27/04/2026", "04/27/2026", "28/04/2026", "03/04/2026"]))
    assert found.date_order == Inferred("dmy", "2 dates have the day first, 1 the month", 2, "03/04/2026")


@pytest.mark.parametrize(
    ("price", "choices"),
    [
        ("1.000", (Choice(".", "1.000"), Choice(",", "1000"))),
        ("12,345", (Choice(".", "12345"), Choice(",", "12.345"))),
    ],
)
def test_a_mark_before_three_digits_is_asked_about(tmp_path: Path, price: str, choices: tuple[Choice, ...]) -> None:
    (asked,) = questions(manners(table(tmp_path, ["2026-04-03"], price)))
    assert (asked.option, asked.choices) == ("decimal_mark", choices)


def test_what_is_said_or_was_said_before_is_not_asked(tmp_path: Path) -> None:
    path = table(tmp_path, ["03/04/2026"], "1.000")
    said = ReadOptions(NEW_YORK, date_order="dmy", decimal_mark=",")
    assert questions(manners(path, said)) == []
    usual = manners(path, ReadOptions(NEW_YORK, usual_order="dmy", usual_mark=","))
    assert questions(usual) == []
    assert usual.decimal_mark == Inferred(",", "as in your file with the same header")


def test_what_the_file_proves_wins_over_what_is_usual(tmp_path: Path) -> None:
    found = manners(
        table(tmp_path, ["04/27/2026"], "1,234.50"), ReadOptions(NEW_YORK, usual_order="dmy", usual_mark=",")
    )
    assert found.date_order is not None
    assert found.decimal_mark is not None
    assert (found.date_order.value, found.decimal_mark.value) == ("mdy", ".")


def test_most_files_settle_it_by_themselves() -> None:
    """Two of the samples have dates such as 01/02/2025 only, one has no word on what was bought and what was sold."""
    asked = {
        path.name: [one.option for one in found]
        for path in sorted((IMPORTS / "generic").iterdir())
        if best_format(path).startswith("generic_")
        for found in [questions(manners(path))]
        if found
    }
    assert asked == {
        "tradetally__action_column.csv": ["date_order"],
        "tradetally__invalid_date.csv": ["side"],
        "tradetally__min.csv": ["date_order"],
    }


def test_a_table_without_sides_or_signs_is_asked_about(tmp_path: Path) -> None:
    header = "Symbol,Date,Quantity,Price\n"
    path = file_of(tmp_path, header + "WOMB,2026-01-05,5,10\nWOMB,2026-01-06,5,12\n")
    (asked,) = questions(manners(path))
    assert (asked.option, asked.choices) == ("side", (Choice("", "a purchase in every row"),))
    assert questions(manners(path, ReadOptions(NEW_YORK, mapping={"side": ""}))) == []
    for sign in ("-5", "(5)", "\u22125", "5-"):
        assert questions(manners(file_of(tmp_path, f"{header}WOMB,2026-01-05,5,10\nWOMB,2026-01-06,{sign},12\n"))) == []


def test_the_header_is_known_again_whatever_its_order_and_case() -> None:
    assert header_signature(["Symbol", "Trade  Date"]) == header_signature(["trade date", "SYMBOL"])
    assert header_signature(["Symbol", "Date"]) != header_signature(["Symbol", "Day"])


def test_a_spreadsheets_own_numbers_have_a_point() -> None:
    evidence = Evidence()
    evidence.see_number("1.234")
    found = evidence.numbers(None, None, is_sheet=True)
    assert found is not None
    assert (found.value, found.example) == (".", "")
