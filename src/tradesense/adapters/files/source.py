"""One uploaded file: what kind it is, and its records in bounded memory."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from tradesense.adapters.files.html_tables import HTML_BYTES_MAX, html_records
from tradesense.adapters.files.sheets import all_sheet_records, sheet_names, sheet_records
from tradesense.adapters.files.text import CHUNK_BYTES, HEAD_BYTES, Lines, encoding_of
from tradesense.domain.statement import FileUnreadable, FormatUnknown

SourceKind = Literal["table", "sheet", "html", "xml", "json", "ofx"]

SAMPLE_RECORDS: Final = 80
DELIMITERS: Final = ",;\t|"
SHEET_BYTES_MAX: Final = 64 * 1024 * 1024
RECORD_LINES_MAX: Final = 50
_JSON: Final = re.compile(r"\{\s*(?:[\"}]|$)|\[\s*(?:[{\]]|$)")


class Record(NamedTuple):
    """One record: the line it ends on, its cells, and its text as it stands in the file."""

    line: int
    cells: list[str]
    raw: str


class Source:
    """A file on disk, under the name its owner gave it. `sheet`: of a workbook, the one that counts."""

    def __init__(self, path: Path, name: str, sheet: str = "") -> None:
        self.path = path
        self.name = name
        self._sheet = sheet

    def sheet(self, *names: str) -> "Source":
        """The workbook by the first of its sheets that has one of the `names`; this itself where none has."""
        if self.kind != "sheet":
            return self
        found = next((name for name in sheet_names(self.path) if name.strip().casefold() in names), "")
        return Source(self.path, self.name, found) if found else self

    @cached_property
    def kind(self) -> SourceKind:
        with self.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if head.startswith(b"PK\x03\x04"):
            return "sheet"
        text = head.decode(self.encoding, errors="replace").lstrip("\ufeff \r\n\t").casefold()
        if text.startswith(("<!doctype html", "<html")) or "<table" in text[:4096]:
            return "html"
        if text.startswith("ofxheader") or "<ofx>" in text[:4096]:
            return "ofx"
        if text.startswith("<"):
            return "xml"
        return "json" if _JSON.match(text) else "table"

    @cached_property
    def encoding(self) -> str:
        return encoding_of(self.path)

    @cached_property
    def delimiter(self) -> str:
        with self.path.open(encoding=self.encoding, newline="", errors="replace") as file:
            return _delimiter(file.read(HEAD_BYTES))

    @cached_property
    def sample(self) -> list[list[str]]:
        """The first records that are not blank: what detection looks at. Empty for XML, JSON and OFX."""
        if self.kind in {"xml", "json", "ofx"}:
            return []
        return [record.cells for record in islice(self.records(), SAMPLE_RECORDS)]

    @cached_property
    def head(self) -> str:
        """The first 64 KiB as text; empty for a spreadsheet."""
        if self.kind == "sheet":
            return ""
        with self.path.open(encoding=self.encoding, errors="replace") as file:
            return file.read(HEAD_BYTES)

    def mentions(self, word: str) -> bool:
        """Whether an ASCII word stands anywhere in the file, in either case: a quick look, before reading it all."""
        wanted, tail = word.lower().encode(), b""
        with self.path.open("rb") as file:
            while part := file.read(CHUNK_BYTES):
                # NULs away: in UTF-16 every second byte is one.
                here = tail + part.replace(b"\x00", b"").lower()
                if wanted in here:
                    return True
                tail = here[-len(wanted) :]
        return False

    def records(self) -> Iterator[Record]:
        """The records that are not blank, in file order. Raises FileUnreadable, naming the line."""
        match self.kind:
            case "sheet":
                if self.path.stat().st_size > SHEET_BYTES_MAX:
                    raise FileUnreadable("The spreadsheet is larger than 64 MiB: export it as CSV.")
                return _filled(sheet_records(self.path, self._sheet))
            case "html":
                if self.path.stat().st_size > HTML_BYTES_MAX:
                    raise FileUnreadable("The report is larger than 64 MiB: export it as CSV.")
                return _filled(html_records(self.path.read_text(encoding=self.encoding, errors="replace")))
            case "table":
                return self._table_records()
            case "xml":
                raise FileUnreadable("This XML is not one of the reports that are known.")
            case "json":
                raise FormatUnknown("This JSON is not one of the reports that are known.")
            case "ofx":
                raise FormatUnknown("This OFX file is not an investment statement.")

    def cells(self) -> Iterator[list[str]]:
        """The cells of every record of a text table: for a quick look at all of it, before it is read."""
        with self.path.open(encoding=self.encoding, newline="", errors="replace") as file:
            yield from csv.reader(file, delimiter=self.delimiter)

    def raw_lines(self) -> Iterator[tuple[int, str]]:
        """The text of every record under the line it is told by; of an XML or JSON report, every line."""
        if self.kind == "sheet":
            return ((record.line, record.raw) for record in _filled(all_sheet_records(self.path)))
        if self.kind not in {"xml", "json", "ofx"}:
            return ((record.line, record.raw) for record in self.records())
        lines = Lines(self.path, self.encoding)
        return ((lines.number, self._taken(lines)) for _ in lines)

    @staticmethod
    def _taken(lines: Lines) -> str:
        text = "".join(lines.taken).strip()
        lines.taken.clear()
        return text

    def _table_records(self) -> Iterator[Record]:
        lines = Lines(self.path, self.encoding)
        taken = lines.taken
        try:
            for cells in csv.reader(lines, delimiter=self.delimiter):
                raw = taken[0] if len(taken) == 1 else _joined(taken, lines.number)
                taken.clear()
                if raw.strip(",;\t| \ufeff\r\n"):
                    yield Record(lines.number, cells, raw.rstrip("\r\n"))
        except csv.Error as refused:
            raise FileUnreadable(f"Line {lines.number} cannot be split into columns: {refused}.") from None


def _joined(lines: list[str], last: int) -> str:
    """A record that runs over several lines; not one whose quotation mark was never closed."""
    raw = "".join(lines)
    if len(lines) > RECORD_LINES_MAX or raw.count('"') % 2:
        raise FileUnreadable(f"A quotation mark opened on line {last - len(lines) + 1} is not closed.")
    return raw


def _filled(records: Iterable[tuple[int, list[str]]]) -> Iterator[Record]:
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            yield Record(line, cells, "\t".join(cells))


def _delimiter(head: str) -> str:
    """The mark that splits most lines into the same number of columns; a comma when none does."""
    lines = [line for line in head.splitlines()[:SAMPLE_RECORDS] if line.strip()]

    def agreement(mark: str) -> tuple[int, int]:
        counts = [len(cells) for cells in csv.reader(lines, delimiter=mark)]
        several = [count for count in counts if count > 1]
        common = max(set(several), key=several.count, default=0)
        return several.count(common) * (common > 2) + several.count(common) * (common == 2) // 2, common

    try:
        return max(DELIMITERS, key=agreement)
    except csv.Error:
        return ","
