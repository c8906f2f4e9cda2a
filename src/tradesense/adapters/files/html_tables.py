"""HTML reports as records: their tables' rows, read in one pass."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from tradesense.adapters.files.text import COLUMNS_MAX

HTML_BYTES_MAX: Final = 64 * 1024 * 1024
ATTRIBUTES_MAX: Final = 500

_TOKEN: Final = re.compile(
    r"<!--|<(?P<end>/?)(?P<name>tr|td|th|table|script|style)\b(?P<attributes>[^<>]*)>", re.IGNORECASE
)
_ROWS_AND_CELLS: Final = frozenset({"tr", "td", "th", "table"})
_SKIPPED: Final = frozenset({"", "script", "style"})
_MARKUP: Final = re.compile(r"<[^<>]*>")
_SPAN: Final = re.compile(r"\bcolspan\s*=\s*[\"']?([0-9]{1,3})", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"""(?:^|\s)hidden(?=[\s=/]|$)|\bclass\s*=\s*["']?[^"'=]*\bhidden\b|\bdisplay\s*:\s*none""", re.IGNORECASE
)


def html_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Table rows of an HTML report: line number and cells. Cells hidden by style or class are left out.

    A cell over several columns is followed by empty ones; a row on the line of the row before it is told
    by the next line's number, so that every row has its own. Reads in one pass forward whatever it meets:
    the library's parser takes minutes for some files of 60 KB.
    """
    row: list[str] | None = None
    cell: _Cell | None = None
    line, told, at = 1, 0, 0
    while token := _TOKEN.search(text, at):
        if cell is not None:
            cell.parts.append(text[at : token.start()])
        line += text.count("\n", at, token.start())
        name, begins = (token["name"] or "").casefold(), token.start()
        at = token.end() if name not in _SKIPPED else _end_of(text, token)
        if name not in _ROWS_AND_CELLS:
            line += text.count("\n", begins, at)
            continue
        if cell is not None and row is not None:
            row += cell.cells(COLUMNS_MAX - len(row))
        cell = None
        if name in {"td", "th"} and not token["end"]:
            cell = _Cell(token["attributes"])
        elif name in {"tr", "table"}:
            if row:
                yield told, row
            row = [] if name == "tr" and not token["end"] else None
            told = max(line, told + 1) if row is not None else told
        line += text.count("\n", begins, at)
    if cell is not None and row is not None:
        cell.parts.append(text[at:])
        row += cell.cells(COLUMNS_MAX - len(row))
    if row:
        yield told, row


def _end_of(text: str, token: re.Match[str]) -> int:
    """Where a comment, a script or a style that starts there is over."""
    if token["end"]:
        return token.end()
    mark = "-->" if token["name"] is None else "</"
    found = text.find(mark, token.end())
    return len(text) if found < 0 else found + (3 if mark == "-->" else 0)


class _Cell:
    """A table cell whose text is being gathered."""

    def __init__(self, attributes: str) -> None:
        said = attributes[:ATTRIBUTES_MAX]
        span = _SPAN.search(said)
        self.parts: list[str] = []
        self._span = int(span[1]) if span else 1
        self._is_hidden = _HIDDEN.search(said) is not None

    def cells(self, left: int) -> list[str]:
        """Its text and the empty cells it spans, no more than `left` of them."""
        if self._is_hidden:
            return []
        text = " ".join(unescape(_MARKUP.sub(" ", "".join(self.parts))).split())
        return [text, *[""] * (self._span - 1)][: max(left, 0)]
