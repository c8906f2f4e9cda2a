"""Files that are damaged, disguised or meant to harm: refused by name, or read row by row; never a crash."""

import gzip
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from tests.adapters.brokers.reading import BROKERS, IMPORTS, NEW_YORK, codes, file_of, ledger, read
from tradesense.adapters.brokers import FORMATS
from tradesense.domain.problem import Problem
from tradesense.domain.statement import FileUnreadable, FormatUnknown, ReadOptions, StatedFill, Verdict

HEADER = "Symbol,Date,Side,Quantity,Price\n"
ROW = "WOMB,2026-01-05 10:00:00,buy,1,10\n"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + ']><FlexQueryResponse><Trade symbol="&lol9;"/></FlexQueryResponse>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    '<FlexQueryResponse><Trade symbol="&file;"/></FlexQueryResponse>'
)


def refused(path: Path) -> type[Problem]:
    """What detecting and then reading the file by every format raises, if they all refuse it."""
    raised: set[type[Problem]] = set()
    try:
        BROKERS.detect(path, path.name)
    except Problem as problem:
        raised.add(type(problem))
    for known in FORMATS:
        with pytest.raises(Problem) as caught:
            list(BROKERS.read(path, path.name, known.key, ReadOptions(NEW_YORK)))
        raised.add(caught.type)
    return FileUnreadable if FileUnreadable in raised else FormatUnknown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.csv", b"  \n \r\n\t"),
        ("program.csv", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(range(256)) * 40),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 200),
        ("nul.csv", (HEADER + ROW * 3000).encode() + b"WOMB\x00,2026-01-05,buy,1,10\n"),
        ("long_line.csv", HEADER.encode() + b"A" * (2 * 1024 * 1024) + b"\n" + ROW.encode()),
        ("open_quote.csv", (HEADER + ROW * 3 + 'WOMB,"2026-01-05,buy,1,10\n' + ROW * 100).encode()),
        ("huge_field.csv", (HEADER + '"' + "A" * 200_000 + '",2026-01-05,buy,1,10\n').encode()),
        ("undefined_bytes.csv", HEADER.encode() + b"W\x81\x8d\x9dMB,2026-01-05,buy,1,10\n"),
        ("cut.csv.gz", gzip.compress((HEADER + ROW * 200).encode())[:-20]),
        ("cut.xlsx", b"PK\x03\x04" + b"\x14\x00\x06\x00\x08\x00" + b"\x00" * 40),
        ("not_a_sheet.xlsx", b"PK\x03\x04 but then nothing that is an archive"),
        ("laughs.xml", LAUGHS.encode()),
        ("outside.xml", OUTSIDE.encode()),
        ("cut.xml", b'<FlexQueryResponse><FlexStatements><Trade symbol="A"'),
        ("unknown_encoding.xml", b'<?xml version="1.0" encoding="klingon"?><FlexQueryResponse/>'),
        ("utf16_cut.csv", "\ufeffSymbol,Date\nWOMB,2026".encode("utf-16-le")[:-1]),
    ],
)
def test_it_is_refused_as_unreadable(tmp_path: Path, name: str, content: bytes) -> None:
    path = file_of(tmp_path, content, name)
    key = "ibkr_flex_xml" if name.endswith(".xml") else "generic_fills"
    with pytest.raises(FileUnreadable):
        list(BROKERS.read(path, name, key, ReadOptions(NEW_YORK)))
    assert refused(path) is FileUnreadable


def test_an_archive_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300 * 1024 * 1024)
    assert refused(path) is FileUnreadable


def test_an_archive_of_thousands_of_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.xml", b"")
    assert refused(path) is FileUnreadable


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liar.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 5_000_000)
    content = path.read_bytes().replace((5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(content)
    assert refused(path) is FileUnreadable


def test_an_archive_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", b"hello")
    assert refused(path) is FileUnreadable


def test_an_empty_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet()
    workbook.close()
    assert refused(path) is FileUnreadable


def test_a_table_without_rows_has_none(tmp_path: Path) -> None:
    assert ledger(file_of(tmp_path, HEADER)).rows == 0


def test_a_header_with_the_same_column_twice_takes_the_first(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date,Side,Quantity,Price,Price\nWOMB,2026-01-05,buy,1,10,99\n")
    (fill,) = read(path)
    assert isinstance(fill, StatedFill)
    assert fill.price == 10


def test_rows_of_another_layout_in_the_same_file_are_rejected_one_by_one(tmp_path: Path) -> None:
    other = (IMPORTS / "schwab" / "tradetally__transactions.csv").read_text()
    found = ledger(file_of(tmp_path, HEADER + ROW + other), "generic_fills")
    assert found.verdicts[Verdict.NEW] == 1
    assert found.verdicts[Verdict.REJECTED] == 3


@pytest.mark.parametrize(
    "symbol",
    [
        "=cmd|'/c calc'!A1",
        "+1+1",
        "@SUM(A1:A9)",
        "<script>alert(1)</script>",
        "'; DROP TABLE trades;--",
        "../../etc/passwd",
    ],
)
def test_text_that_is_dangerous_elsewhere_is_kept_as_it_is(tmp_path: Path, symbol: str) -> None:
    quoted = symbol.replace('"', '""')
    (fill,) = read(file_of(tmp_path, f'{HEADER}"{quoted}",2026-01-05,buy,1,10\n'))
    assert isinstance(fill, StatedFill)
    assert fill.instrument.symbol == symbol.upper()


@pytest.mark.parametrize(
    "symbol",
    ["\u202eELPPA\u202c", "WO\u200bMB", "WO\u0007MB", "W" * 65, "WO\ufeffMB", "\u2066WOMB\u2069", "W" * 500],
)
def test_text_that_would_look_like_something_else_is_refused_as_a_symbol(tmp_path: Path, symbol: str) -> None:
    path = file_of(tmp_path, f"{HEADER}{symbol},2026-01-05,buy,1,10\n")
    assert codes(ledger(path)) == {2: "import.cell_invalid"}


@pytest.mark.parametrize(
    ("quantity", "price"),
    [
        ("NaN", "10"),
        ("Infinity", "10"),
        ("1", "1e400"),
        ("1e19", "10"),
        ("9" * 41, "10"),
        ("1_000", "10"),
        ("١٠", "10"),
        ("1", "=1+1"),
        ("1", "0x10"),
        ("1", "$" * 5_000),
        ("1", "1" * 5_000),
    ],
)
def test_numbers_that_are_none_are_refused(tmp_path: Path, quantity: str, price: str) -> None:
    path = file_of(tmp_path, f"{HEADER}WOMB,2026-01-05,buy,{quantity},{price}\n")
    assert codes(ledger(path)) == {2: "import.cell_invalid"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "2026-01-05 25:00", "x" * 500, "1" * 60])
def test_days_that_are_none_are_refused(tmp_path: Path, day: str) -> None:
    assert codes(ledger(file_of(tmp_path, f"{HEADER}WOMB,{day},buy,1,10\n"))) == {2: "import.cell_invalid"}


def test_a_row_with_too_few_or_too_many_cells_is_read_by_what_it_has(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER + "WOMB\n" + "WOMB,2026-01-05,buy,1,10,more,and,more\n" + ",,,,\n")
    found = ledger(path)
    assert (found.fills, found.rows) == (1, 2)


def test_a_million_columns_take_no_longer_than_a_few(tmp_path: Path) -> None:
    path = file_of(tmp_path, "," * 1_000_000 + "\n" + HEADER + ROW)
    assert ledger(path, "generic_fills").fills == 1


def test_raw_text_in_notes_is_bounded(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER + "W" * 100_000 + ",2026-01-05,buy,1,10\n")
    (note,) = ledger(path).notes
    assert len(note.raw) == 2_000


@pytest.mark.parametrize("place", ["header", "cell"])
@pytest.mark.parametrize("filling", [" ", "A", "(", "9", '""'])
def test_a_huge_field_costs_no_more_than_its_bytes(tmp_path: Path, place: str, filling: str) -> None:
    """In processor time, beside as many bytes of ordinary rows; patterns that try every blank took a thousand times it."""
    huge = '"' + filling * (200_000 // len(filling)) + '"'
    head, row = ("Symbol", huge) if place == "cell" else (huge, "WOMB")
    table = f"{head},Date,Side,Quantity,Price,Commission\n{row},2026-01-05,buy,1,10,0\n"
    plain = HEADER + ROW * (200_000 // len(ROW))
    assert cpu_of(file_of(tmp_path, table, "huge.csv")) < 3 * cpu_of(file_of(tmp_path, plain, "plain.csv"))


def cpu_of(path: Path) -> float:
    """Seconds of processor time that detecting and reading it take."""
    started = time.process_time()
    with suppress(Problem):
        ledger(path)
    return time.process_time() - started
