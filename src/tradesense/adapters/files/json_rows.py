"""JSON reports: the objects of one list as rows, their nested values under dotted names (`fill.price`)."""

import json
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from tradesense.adapters.files.rows import Columns, Reading, Row
from tradesense.adapters.files.source import Record, Source
from tradesense.domain.statement import FileUnreadable, FormatUnknown

JSON_BYTES_MAX: Final = 64 * 1024 * 1024
DEPTH_MAX: Final = 8
_BLANKS: Final = re.compile(r"[\s,]*")

Json: TypeAlias = "dict[str, Json] | list[Json] | str | bool | None"


def json_document(source: Source) -> Json:
    """The whole report; numbers are kept as they are printed. Raises FileUnreadable, FormatUnknown."""
    return _decoded(_text(source))


def json_rows(source: Source, name: str, reading: Reading) -> Iterator[Row]:
    """The objects of the list called `name` (of the document itself where it is the list).

    A row's line is where its object starts, or one below the last row's where several share a line.
    """
    text = _text(source)
    _decoded(text)
    opening = re.search(rf'"{re.escape(name)}"\s*:\s*\[', text) or re.match(r"\s*\[", text)
    if opening is None:
        raise FormatUnknown(f"The JSON holds no list called {name!r}.")
    headers: dict[tuple[str, ...], Columns] = {}
    last, at, counted = 0, opening.end(), 0
    lines = 1
    decoder = _decoder()
    while True:
        at = _end_of(_BLANKS.match(text, at), at)
        if not text.startswith("{", at):
            return
        lines += text.count("\n", counted, at)
        counted = at
        found, end = decoder.raw_decode(text, at)
        last = max(lines, last + 1)
        cells = dict(_flat(found, "", 0))
        columns = headers.get(tuple(cells))
        if columns is None:
            columns = headers[tuple(cells)] = Columns(tuple(cells))
        yield Row(Record(last, list(cells.values()), " ".join(text[at:end].split())), columns, reading)
        at = end


def _end_of(found: re.Match[str] | None, at: int) -> int:
    return found.end() if found else at


def _flat(value: Json, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEPTH_MAX:
        raise FileUnreadable("The JSON is nested deeper than any report.")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else key, depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{name}.{number}", depth + 1)
    else:
        yield name, value if isinstance(value, str) else "" if value is None else str(value).lower()


def _text(source: Source) -> str:
    if source.kind != "json":
        raise FormatUnknown("The file is not JSON.")
    if source.path.stat().st_size > JSON_BYTES_MAX:
        raise FileUnreadable("The report is larger than 64 MiB: export a shorter period.")
    try:
        return source.path.read_text(encoding=source.encoding).lstrip("\ufeff")
    except UnicodeDecodeError as refused:
        line = bytes(refused.object[: refused.start]).count(b"\n") + 1
        raise FileUnreadable(f"Line {line} is not {source.encoding} text: the file is damaged or cut off.") from None


def _decoded(text: str) -> Json:
    try:
        found: Json = _decoder().decode(text)
    except json.JSONDecodeError as refused:
        raise FileUnreadable(f"Line {refused.lineno} is not JSON that can be read: {refused.msg}.") from None
    except RecursionError:
        raise FileUnreadable("The JSON is nested deeper than any report.") from None
    return found


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
