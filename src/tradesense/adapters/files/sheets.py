"""Spreadsheets as records: XLSX, refused early when they are bombs."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from tradesense.adapters.files.text import CHUNK_BYTES
from tradesense.domain.statement import FileUnreadable
from tradesense.kit.zipped import ZipRefused, check_directory

UNPACKED_BYTES_MAX: Final = 256 * 1024 * 1024
ENTRIES_MAX: Final = 2_000
RATIO_MAX: Final = 200

Records = Iterator[tuple[int, list[str]]]


def sheet_records(path: Path, wanted: str = "") -> Records:
    """Row number and cells, as text, of the sheet called `wanted`; of the first that has any where none is wanted.

    The rows of a sheet are numbered on from those of the sheets before it. Raises FileUnreadable.
    """
    for name, first, rows in _sheets(path):
        if name == wanted or (not wanted and any(cell not in {"", None} for row in rows for cell in row)):
            yield from ((number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=first))
            return
    raise FileUnreadable("The spreadsheet is empty.")


def all_sheet_records(path: Path) -> Records:
    """As `sheet_records`, of all sheets."""
    for _, first, rows in _sheets(path):
        yield from ((number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=first))


def sheet_names(path: Path) -> list[str]:
    refuse_bomb(path)
    try:
        return list(CalamineWorkbook.from_path(str(path)).sheet_names)
    except CalamineError as refused:
        raise FileUnreadable(f"The spreadsheet cannot be opened: {refused}.") from None


def _sheets(path: Path) -> Iterator[tuple[str, int, Sequence[Sequence[object]]]]:
    """Each sheet's name, the number of its first row, and its rows."""
    refuse_bomb(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        first = 1
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, first, rows
            first += len(rows)
    except CalamineError as refused:
        raise FileUnreadable(f"The spreadsheet cannot be opened: {refused}.") from None


def refuse_bomb(path: Path) -> None:
    """Unpacks every entry without keeping it: what it declares may lie, what comes out does not."""
    try:
        check_directory(path)
    except ZipRefused as refused:
        raise FileUnreadable(str(refused)) from None
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
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        OSError,
    ) as refused:
        raise FileUnreadable(f"The archive is damaged: {refused}.") from None


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float):
        # A spreadsheet shows fifteen digits; what stands behind them is binary dust (450.29999999999995).
        return repr(int(value)) if value.is_integer() and abs(value) < 2**53 else f"{value:.15g}"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
