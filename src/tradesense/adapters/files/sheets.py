"""Spreadsheets and reports as records: XLSX and HTML, refused early when they are bombs."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from tradesense.adapters.files.text import CHUNK_BYTES
from tradesense.domain.statement import FileUnreadable

UNPACKED_BYTES_MAX: Final = 256 * 1024 * 1024
ENTRIES_MAX: Final = 2_000
RATIO_MAX: Final = 200
HTML_BYTES_MAX: Final = 64 * 1024 * 1024

Records = Iterator[tuple[int, list[str]]]


def sheet_records(path: Path) -> Records:
    """Row number and cells, as text, of the first sheet that has any. Raises FileUnreadable."""
    refuse_bomb(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell not in {"", None} for row in rows for cell in row):
                yield from ((number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=1))
                return
    except CalamineError as refused:
        raise FileUnreadable(f"The spreadsheet cannot be opened: {refused}.") from None
    raise FileUnreadable("The spreadsheet is empty.")


def refuse_bomb(path: Path) -> None:
    """Unpacks every entry without keeping it: what it declares may lie, what comes out does not."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES_MAX:
                raise FileUnreadable(f"The archive holds more than {ENTRIES_MAX} entries.")
            left = min(UNPACKED_BYTES_MAX, max(path.stat().st_size * RATIO_MAX, CHUNK_BYTES))
            if sum(entry.file_size for entry in entries) > left:
                raise FileUnreadable("The archive unpacks to far more than a statement holds.")
            for entry in entries:
                with archive.open(entry) as file:
                    while chunk := file.read(CHUNK_BYTES):
                        left -= len(chunk)
                        if left < 0:
                            raise FileUnreadable("The archive unpacks to far more than a statement holds.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as refused:
        raise FileUnreadable(f"The archive is damaged: {refused}.") from None


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def html_records(text: str) -> Records:
    """Table rows of an HTML report: line number and cells. Cells hidden by style or class are left out."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return iter(parser.records)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.records: list[tuple[int, list[str]]] = []
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._line = 0
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._cells, self._line = [], self.getpos()[0]
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
            said = {name: value or "" for name, value in attrs}
            self._hidden = "hidden" in said.get("class", "").split() or "hidden" in said or _unseen(said)
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cells is not None and self._text is not None and not self._hidden:
            self._cells.append(" ".join("".join(self._text).split()))
        self._text, self._hidden = None, False

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.records.append((self._line, self._cells))
        self._cells = None


def _unseen(attributes: dict[str, str]) -> bool:
    return "display:none" in attributes.get("style", "").replace(" ", "").casefold()
