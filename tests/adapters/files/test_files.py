"""Encodings, line ends, delimiters, spreadsheets, HTML and XML: the same records come out."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from tests.adapters.brokers.reading import file_of
from tradesense.adapters.files.elements import elements
from tradesense.adapters.files.html_tables import html_records
from tradesense.adapters.files.rows import Columns, Reading, Row, column_key, guarded
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import equity
from tradesense.domain.money import Currency
from tradesense.domain.statement import FileUnreadable, RowNote, StatedFill, Verdict

TEXT = "Symbol,Name,Price\nWOMB,Größe £,1.5\nQUUX,Plain,2.5\n"
CELLS = [["Symbol", "Name", "Price"], ["WOMB", "Größe £", "1.5"], ["QUUX", "Plain", "2.5"]]


def cells_of(path: Path) -> list[list[str]]:
    return [record.cells for record in Source(path, path.name).records()]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert cells_of(file_of(tmp_path, TEXT.encode(encoding))) == CELLS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way(tmp_path: Path, end: str) -> None:
    path = file_of(tmp_path, TEXT.replace("\n", end))
    assert cells_of(path) == CELLS
    assert [record.line for record in Source(path, "x").records()] == [1, 2, 3]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_are_divided_by_what_divides_most_lines(tmp_path: Path, mark: str) -> None:
    assert cells_of(file_of(tmp_path, "A title\n" + TEXT.replace(",", mark)))[1:] == CELLS


def test_a_file_of_one_column_has_one(tmp_path: Path) -> None:
    assert cells_of(file_of(tmp_path, "one\ntwo\n")) == [["one"], ["two"]]


def test_blank_rows_are_no_records_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = file_of(tmp_path, "A,B\n\n,,\n \n1,2\n")
    assert [(record.line, record.raw) for record in Source(path, "x").records()] == [(1, "A,B"), (5, "1,2")]


def test_a_record_over_several_lines_is_told_by_its_last(tmp_path: Path) -> None:
    path = file_of(tmp_path, 'A,B,C\n"one\ntwo",2,3\n4,5,6\n')
    assert [(record.line, record.raw) for record in Source(path, "x").records()][1:] == [
        (3, '"one\ntwo",2,3'),
        (4, "4,5,6"),
    ]


def test_a_quotation_mark_that_swallows_the_file_is_refused(tmp_path: Path) -> None:
    for text in ('A,B\n1,"2\n3,4\n', 'A,B\n1,"2\n' + "3,4\n" * 60 + '5,"6\n'):
        with pytest.raises(FileUnreadable, match="line 2"):
            cells_of(file_of(tmp_path, text))


def test_a_spreadsheet_gives_numbers_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet("empty")
    sheet = workbook.add_worksheet("data")
    day, clock = workbook.add_format({"num_format": "yyyy-mm-dd"}), workbook.add_format({"num_format": "hh:mm:ss"})
    sheet.write_row(0, 0, ["text", 1.5, 150.1 * 3, 7, 1e-5, True])
    sheet.write_datetime(1, 0, datetime(2026, 1, 5, 9, 30), day)
    sheet.write_datetime(1, 1, datetime(1899, 12, 31, 9, 30), clock)
    sheet.write_formula(1, 2, "=1+1", None, 2)
    workbook.close()
    assert cells_of(path)[0] == ["text", "1.5", "450.3", "7", "1e-05", "True"]
    assert cells_of(path)[1][0].startswith("2026-01-05")
    assert cells_of(path)[1][2] == "2"


def test_html_rows_leave_out_what_is_hidden_and_keep_columns_in_place() -> None:
    html = (
        '<table>\n<TR><td class="x hidden">h</td><td style="display: none">a</td><td hidden>b</td>'
        "<td>a&nbsp;&lt;b&gt;<b>c</b></td><td colspan='3'>d</td></tr><tr><td>2<!-- <td>x</td> -->3</td>\n"
        '<tr><th>4<script>var a="<td>";</script>5</th></tr></table><td>outside</td><tr></tr><tr><td>6'
    )
    assert list(html_records(html)) == [(2, ["a <b> c", "d", "", ""]), (3, ["23"]), (4, ["45"]), (6, ["6"])]


@pytest.mark.parametrize(
    "unit", ["<!--", "<a ", "<td ", "<a b='", "<script></", "<![CDATA[", "&#", '<a x=">" ', "<td>"]
)
def test_html_that_is_never_closed_is_read_in_time(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        list(html_records("<table><tr><td>1</td></tr><tr>" + unit * count))
        return time.process_time() - start

    # Twice the file takes about twice the time; a hundred times would be a weapon.
    assert seconds(80_000) < 20 * max(seconds(8_000), 0.005)


def test_xml_elements_have_lines_of_their_own(tmp_path: Path) -> None:
    path = file_of(tmp_path, '<A>\n<B x="1"/><B x="2"/>\n<B x="3"/>\n</A>', "a.xml")
    assert [(one.line, one.attributes.get("x")) for one in elements(path)] == [(1, None), (2, "1"), (3, "2"), (4, "3")]


def test_xml_is_no_table(tmp_path: Path) -> None:
    source = Source(file_of(tmp_path, "<A><B/></A>", "a.xml"), "a.xml")
    assert source.sample == []
    with pytest.raises(FileUnreadable):
        list(source.records())


def test_a_spreadsheet_has_no_head_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet().write(0, 0, "x")
    workbook.close()
    assert Source(path, "a.xlsx").head == ""


def test_too_large_a_report_is_to_be_exported_as_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradesense.adapters.files.source.HTML_BYTES_MAX", 10)
    monkeypatch.setattr("tradesense.adapters.files.source.SHEET_BYTES_MAX", 10)
    with pytest.raises(FileUnreadable, match="export it as CSV"):
        cells_of(file_of(tmp_path, "<html><table><tr><td>1</td></tr></table></html>", "a.html"))
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet().write(0, 0, "x")
    workbook.close()
    with pytest.raises(FileUnreadable, match="export it as CSV"):
        cells_of(path)


NEW_YORK = ZoneInfo("America/New_York")


def row_of(header: str, cells: str) -> Row:
    reading = Reading(NEW_YORK, "mdy", ".", Currency("USD"))
    return Row(Record(2, cells.split(","), cells), Columns(header.split(",")), reading)


def test_a_column_is_known_without_regard_to_case_and_blanks() -> None:
    assert column_key(" \ufeffFees  & Comm ") == "fees & comm"
    row = row_of("Time,Price,Time,Price", "09:00,1,10:00,2")
    assert (row.text("time"), row.text("time#2"), str(row.number("price#2"))) == ("09:00", "10:00", "2")


def test_the_first_filled_column_counts() -> None:
    row = row_of("A,B,C", ",2")
    assert (row.text("a", "b"), row.text("c"), row.text("nowhere")) == ("2", "", "")
    assert (row.maybe_number("a"), row.cost("a")) == (None, None)
    assert (row.maybe_number("b"), row.cost("b")) == (Decimal(2), Decimal(-2))
    with pytest.raises(CellInvalid, match="'a' is empty"):
        row.required("a")
    with pytest.raises(CellInvalid, match="Column 'a'"):
        row.number("a")


def test_charges_add_up_and_are_unknown_where_there_is_no_column() -> None:
    row = row_of("Commission,Fee", "-1.00,-0.25")
    assert row.charges((("commission",), ("fee", "fees"))) == Decimal("-1.25")
    assert row.charges((("tax",),)) is None
    assert row_of("Commission", "").charges((("commission",),)) == 0


def test_a_clock_time_takes_the_zone_of_the_file() -> None:
    assert row_of("T", "2026-07-01 09:30:00").when("t").at == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert row_of("T", "2026-07-01T09:30:00+02:00").when("t").at == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)
    assert row_of("T", "2026-07-01").when("t").day == date(2026, 7, 1)
    assert row_of("T", "2026-11-01 01:30:00").when("t").twice


def fill(row: Row, **changes: Any) -> StatedFill:
    shares = equity("WOMB", Currency("USD"))
    made = StatedFill(row.line, "", shares, Side.BUY, Decimal(1), Decimal(10), Decimal(0), row.when("t").at)
    return made._replace(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": Decimal(0)},
        {"quantity": Decimal(-1)},
        {"rate": Decimal(0)},
        {"asset_fee": Decimal(2)},
        {"price": Decimal("1e30"), "position_ref": "1"},
        {"instrument": equity("WOMB", Currency("USD"))._replace(multiplier=Decimal(0))},
    ],
)
def test_a_fill_that_cannot_be_is_rejected(changes: dict[str, Any]) -> None:
    row = row_of("T", "2026-07-01 09:30:00")
    (note,) = guarded(row, lambda one: fill(one, **changes))
    assert isinstance(note, RowNote)
    assert note.verdict is Verdict.REJECTED


def test_a_fill_of_unusual_worth_is_kept() -> None:
    row = row_of("T", "2026-07-01 09:30:00")
    unusual = equity("WOMB", Currency("USD"))._replace(multiplier=Decimal("12.5"))
    (kept,) = guarded(row, lambda one: fill(one, instrument=unusual))
    assert isinstance(kept, StatedFill)
