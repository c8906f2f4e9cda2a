"""Files that are damaged, disguised or meant to harm: a problem or a rejected row, and the ledger as it was.

How each is read is tested with the readers (tests/adapters/brokers/test_hostile_files.py); here they go all the
way: sent, kept, worked on, told of.
"""

import gzip
import io
import zipfile
from collections.abc import AsyncIterator, Sequence

import pytest
import xlsxwriter
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person, register
from tests.support.bodies import Untouched
from tests.support.imports import HEADER, Worker, counts, fills, notes, send
from tests.support.sql import Sql
from tests.support.standing import executions, ledger_picture

ROW = "WOMB,2026-01-05 10:00:00,buy,10,100,1"


@pytest.fixture(scope="module")
async def trader(app: FastAPI, worker: Worker) -> AsyncIterator[Person]:
    """Somebody whose ledger holds a closed trade and an open one."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        person = await register(client, "trader")
        await worker.imported(person, fills(ROW, "WOMB,2026-01-05 11:00:00,sell,10,110,1", "BIRD,2026-01-05,buy,1,5,0"))
        yield person


def workbook(*rows: Sequence[object], formula: str = "") -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if formula:
        sheet.write_formula(1, 4, formula, value="#REF!")
    book.close()
    return made.getvalue()


def archive(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, content)
    return made.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + ']><FlexQueryResponse><Trade symbol="&lol9;"/></FlexQueryResponse>'
)
UNREADABLE = {
    "blank.csv": b"  \n \r\n\t",
    "program.csv": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(range(256)) * 40,
    "picture.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 200,
    "nul.csv": (fills(ROW) + "WO\x00MB,2026-01-05,buy,1,10,0\n").encode(),
    "open quote.csv": (fills(ROW) + '"WOMB,2026-01-05,buy,1,10,0\n' + (ROW + "\n") * 100).encode(),
    "utf-16 cut in a letter.csv": ("\ufeff" + fills(ROW)).encode("utf-16-le")[:-1],
    "undefined bytes.csv": HEADER.encode() + b"\nW\x81\x8d\x9dMB,2026-01-05,buy,1,10,0\n",
    "packed and cut.csv.gz": gzip.compress(fills(ROW).encode())[:-9],
    "cut.xlsx": workbook(HEADER.split(","), ROW.split(","))[:-200],
    "bomb.xlsx": archive("xl/worksheets/sheet1.xml", b"0" * 300 * 1024 * 1024),
    "no sheet.xlsx": archive("readme.txt", b"hello"),
    "empty.xlsx": workbook(),
    "laughs.xml": LAUGHS.encode(),
    "outside.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b'<FlexQueryResponse><Trade symbol="&f;"/></FlexQueryResponse>',
    "cut.xml": b'<FlexQueryResponse><FlexStatements><Trade symbol="A"',
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_a_file_that_cannot_be_read_fails_and_says_why(
    trader: Person, worker: Worker, sql: Sql, name: str
) -> None:
    before = await ledger_picture(sql, trader)
    made = await worker.imported(trader, UNREADABLE[name], name)
    assert (made["state"], made["phase"], made["counts"]) == ("failed", "", None)
    assert made["problem"]["code"] in {"import.file_unreadable", "import.format_unknown"}
    assert made["problem"]["detail"]
    assert made["finished_at"] is not None
    assert "/etc" not in str(made)
    assert "root:" not in str(made)
    assert await ledger_picture(sql, trader) == before


NOTHING_KNOWN = {
    "text.csv": b"dear sir or madam, I would like to know\nhow my trades are doing\n",
    "json.csv": b'{"trades": [{"symbol": "WOMB", "price": 100}]}',
    "table of something else.csv": b"name,age,city\nAda,36,London\n",
    "page.html": b"<!doctype html><html><body><p>Log in</p></body></html>",
    "other.xml": b'<?xml version="1.0"?><rss><channel><title>news</title></channel></rss>',
}


@pytest.mark.parametrize("name", NOTHING_KNOWN)
async def test_a_file_of_no_known_layout_asks_what_it_is(trader: Person, worker: Worker, sql: Sql, name: str) -> None:
    before = await ledger_picture(sql, trader)
    made = await worker.imported(trader, NOTHING_KNOWN[name], name)
    assert (made["state"], made["problem"]["code"]) == ("failed", "import.format_unknown")
    assert made["problem"]["detail"] == "Choose the format, or say which column is which."
    assert await ledger_picture(sql, trader) == before


@pytest.mark.parametrize("name", ["header.csv", "header.xlsx"])
async def test_a_header_without_rows_has_nothing_in_it(trader: Person, worker: Worker, sql: Sql, name: str) -> None:
    before = await ledger_picture(sql, trader)
    content = f"{HEADER}\n".encode() if name.endswith("csv") else workbook(tuple(HEADER.split(",")))
    made = await worker.imported(trader, content, name)
    assert (made["state"], made["problem"]["code"]) == ("failed", "import.nothing_in_it")
    assert await ledger_picture(sql, trader) == before


async def test_an_empty_file_is_not_taken(trader: Person, worker: Worker, sql: Sql) -> None:
    before, kept = await ledger_picture(sql, trader), await worker.kept_files(trader)
    answer = await send(trader, b"", "empty.csv")
    assert (answer.status_code, answer.json()["code"]) == (422, "upload.file_missing")
    assert await ledger_picture(sql, trader) == before
    assert await worker.kept_files(trader) == kept


async def test_a_file_that_is_announced_as_too_large_is_refused_before_it_is_read(
    trader: Person, worker: Worker
) -> None:
    kept = await worker.kept_files(trader)
    headers = {"Content-Length": str(10 * 1024**3), "Content-Type": "application/octet-stream"}

    answer = await trader.send("POST", "/imports?filename=huge.csv", headers, content=Untouched())
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too_large")
    assert str(10 * 1024**3) in answer.json()["detail"]
    assert await worker.kept_files(trader) == kept


# The bad cell, and what is said of it. The row before and the row after are good ones known already.
BAD_ROWS = {
    "no number": ("WOMB,2026-01-05 12:00:00,buy,many,10,0", "many"),
    "NaN": ("WOMB,2026-01-05 12:00:00,buy,NaN,10,0", "NaN"),
    "infinity": ("WOMB,2026-01-05 12:00:00,buy,1,Infinity,0", "Infinity"),
    "∞": ("WOMB,2026-01-05 12:00:00,buy,1,∞,0", "∞"),
    "10^40": ("WOMB,2026-01-05 12:00:00,buy,1,1e40,0", ""),
    "forty digits": (f"WOMB,2026-01-05 12:00:00,buy,{'9' * 40},1,0", ""),
    "a formula for a price": ("WOMB,2026-01-05 12:00:00,buy,1,=1+1,0", "=1+1"),
    "a command for a price": ("WOMB,2026-01-05 12:00:00,buy,1,=cmd|'/c calc'!A1,0", "=cmd"),
    "digits of another script": ("WOMB,2026-01-05 12:00:00,buy,١٠,10,0", "١٠"),
    "thirtieth of February": ("WOMB,2026-02-30 12:00:00,buy,1,10,0", "2026-02-30"),
    "hour 25": ("WOMB,2026-01-05 25:00:00,buy,1,10,0", "25:00"),
    "year 9999": ("WOMB,9999-12-31 12:00:00,buy,1,10,0", "9999"),
    "no day": ("WOMB,,buy,1,10,0", ""),
    "no instrument": (",2026-01-05 12:00:00,buy,1,10,0", ""),
    "letters that turn around": ("\u202eBMOW\u202c,2026-01-05 12:00:00,buy,1,10,0", ""),
}


@pytest.mark.parametrize("name", BAD_ROWS)
async def test_a_bad_row_is_rejected_by_line_and_the_others_are_read(
    trader: Person, worker: Worker, sql: Sql, name: str
) -> None:
    before = await without_sources(sql, trader)
    row, said = BAD_ROWS[name]
    made = await worker.imported(trader, fills(ROW, row, "WOMB,2026-01-05 11:00:00,sell,10,110,1"))
    assert made["state"] == "committed"
    assert counts(made) == (0, 2, 0, 0, 1)
    (note,) = await notes(trader, made["id"])
    assert (note["line"], note["verdict"], note["raw"]) == (3, "rejected", row)
    assert said in note["detail"]
    assert len(note["detail"]) > 15
    assert await without_sources(sql, trader) == before


async def test_a_local_time_that_does_not_exist_is_quarantined(trader: Person, worker: Worker, sql: Sql) -> None:
    # Clocks in New York went from 01:59:59 to 03:00:00 on 8 March 2026.
    before = await ledger_picture(sql, trader)
    row = "WOMB,2026-03-08 02:30:00,buy,1,10,0"
    made = await worker.imported(trader, fills(row), timezone="America/New_York")
    assert counts(made) == (0, 0, 0, 1, 0)
    (note,) = await notes(trader, made["id"])
    assert (note["line"], note["verdict"], note["raw"]) == (2, "quarantined", row)
    assert await ledger_picture(sql, trader) == before


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("WOMB,2026-01-05 12:00:00,buy,0,10,0", "ignored"),
        ("WOMB,2026-01-05 12:00:00,,0,10,0", "ignored"),
        ("WOMB,2026-01-05 12:00:00,sideways,5,10,0", "rejected"),
    ],
)
async def test_what_moves_nothing_or_says_no_side_is_no_fill(
    trader: Person, worker: Worker, sql: Sql, row: str, verdict: str
) -> None:
    before = await ledger_picture(sql, trader)
    made = await worker.imported(trader, fills(row))
    (note,) = await notes(trader, made["id"])
    assert (note["line"], note["verdict"]) == (2, verdict)
    assert await ledger_picture(sql, trader) == before


async def test_what_is_dated_in_the_future_waits_and_what_cost_more_than_it_moved_counts(
    ada: Person, worker: Worker
) -> None:
    """S55: a broker's file is believed about its fees: 2 for one share at 0.01. Nothing of it is lost."""
    late = "WOMB,2031-05-06 10:00:00,buy,1,10,0"
    made = await worker.imported(ada, fills(ROW, late, "PENNY,2026-01-05 12:00:00,buy,1,0.01,2"), timezone="UTC")
    assert counts(made) == (2, 0, 0, 1, 0)
    (note,) = await notes(ada, made["id"])
    assert (note["line"], note["verdict"], note["code"], note["raw"]) == (3, "quarantined", "fill.in_future", late)
    assert (note["reason"], note["proposals"]) == ("Dated in the future", ["ignore"])
    assert "2031-05-06 10:00 UTC" in note["detail"]
    # Read again without it, by the clock of now: the other two are as they were.
    done = await worker.acted(ada, made["id"], "settle", {"rows": [{"line": 3, "as": "ignore"}]})
    assert counts(done) == (2, 0, 1, 0, 0)


async def test_a_negative_quantity_is_a_sale(ada: Person, worker: Worker) -> None:
    rows = "Symbol,Date,Quantity,Price\nWOMB,2026-01-05 10:00:00,5,10\nWOMB,2026-01-05 11:00:00,-5,12\n"
    assert counts(await worker.imported(ada, rows)) == (2, 0, 0, 0, 0)
    assert [(one["side"], one["quantity"]) for one in await executions(ada)] == [("buy", "5"), ("sell", "5")]


SPELLED = {
    "1,234.50": "1234.5",  # England
    "1.234,50": "1234.5",  # Germany
    "1 234,50": "1234.5",  # France, a narrow space
    "1\u202f234,50": "1234.5",
    "1'234.50": "1234.5",  # Switzerland
    "12,34,567.50": "1234567.5",  # India
    "1234.50": "1234.5",
}


@pytest.mark.parametrize("written", SPELLED)
async def test_thousands_are_read_as_each_country_writes_them(ada: Person, worker: Worker, written: str) -> None:
    shown = await worker.imported(ada, fills(f'WOMB,2026-01-05 10:00:00,buy,1,"{written}",0'))
    assert counts(shown) == (1, 0, 0, 0, 0), await notes(ada, shown["id"])
    assert [one["price"] for one in await executions(ada)] == [SPELLED[written]]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
async def test_a_file_is_read_in_the_letters_it_is_written_in(
    trader: Person, worker: Worker, encoding: str, newline: str
) -> None:
    rows = f"{HEADER},Bemerkung\n{ROW},später\n".replace("\n", newline)
    made = await worker.imported(trader, rows.encode(encoding))
    assert (made["state"], counts(made)) == ("committed", (0, 1, 0, 0, 0))


@pytest.mark.parametrize("mark", [";", "\t", "|"])
async def test_whatever_parts_the_columns(trader: Person, worker: Worker, mark: str) -> None:
    made = await worker.imported(trader, fills(ROW).replace(",", mark))
    assert counts(made) == (0, 1, 0, 0, 0)


async def test_of_two_columns_of_one_name_the_first_counts(ada: Person, worker: Worker) -> None:
    rows = "Symbol,Date,Side,Quantity,Price,Price\nWOMB,2026-01-05 10:00:00,buy,1,10,99\n"
    assert counts(await worker.imported(ada, rows)) == (1, 0, 0, 0, 0)
    assert [one["price"] for one in await executions(ada)] == ["10"]


async def test_rows_of_another_layout_are_rejected_one_by_one(trader: Person, worker: Worker, sql: Sql) -> None:
    before = await without_sources(sql, trader)
    other = (IMPORTS / "schwab" / "tradetally__transactions.csv").read_text()
    made = await worker.imported(trader, fills(ROW) + other, format="generic_fills")
    assert counts(made) == (0, 1, 0, 0, 3)
    assert [note["line"] for note in await notes(trader, made["id"])] == [3, 4, 5]
    assert await without_sources(sql, trader) == before


@pytest.mark.parametrize(
    "symbol", ["=cmd|'/c calc'!A1", "@SUM(A1:A9)", "<script>alert(1)</script>", "../../etc/passwd"]
)
async def test_text_that_is_dangerous_elsewhere_is_only_text(ada: Person, worker: Worker, symbol: str) -> None:
    made = await worker.imported(ada, fills(f'"{symbol}",2026-01-05 10:00:00,buy,1,10,0'))
    assert counts(made) == (1, 0, 0, 0, 0)
    assert [one["symbol"] for one in await executions(ada)] == [symbol.upper()]


async def test_a_formula_in_a_spreadsheet_is_what_it_showed(trader: Person, worker: Worker, sql: Sql) -> None:
    before = await ledger_picture(sql, trader)
    rows = (tuple(HEADER.split(",")), ("WOMB", "2026-01-05 12:00:00", "buy", 1, 0, 0))
    made = await worker.imported(trader, workbook(*rows, formula="=HYPERLINK(1)"), "formula.xlsx")
    assert counts(made) == (0, 0, 0, 0, 1)
    assert await ledger_picture(sql, trader) == before


async def test_a_truncated_file_gives_the_rows_it_has(trader: Person, worker: Worker) -> None:
    whole = fills(ROW, "WOMB,2026-01-05 11:00:00,sell,10,110,1")
    made = await worker.imported(trader, whole[: -len("sell,10,110,1\n")])
    assert counts(made)[:2] == (0, 1)
    assert sum(counts(made)) == 2


async def test_the_same_instrument_with_another_multiplier_is_a_contradiction(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    columns = "Symbol,Date,Side,Quantity,Price,Multiplier\n"
    await worker.imported(ada, columns + "XYZ,2026-01-05 10:00:00,buy,1,10,10\n")
    before = await ledger_picture(sql, ada)
    made = await worker.imported(ada, columns + "ABC,2026-01-05 10:00:00,buy,1,10,5\nXYZ,2026-01-06,buy,1,10,20\n")
    assert made["state"] == "failed"
    assert "XYZ" in made["problem"]["detail"]
    assert await ledger_picture(sql, ada) == before


async def without_sources(sql: Sql, person: Person) -> dict[str, str]:
    """The ledger, apart from which files state its fills."""
    return {name: sum_ for name, sum_ in (await ledger_picture(sql, person)).items() if name != "execution_sources"}
