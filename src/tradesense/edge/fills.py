"""Rows in request bodies: as JSON, as NDJSON, or as an Arrow stream, all to the same plain values."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from tradesense.edge.json_bodies import JsonAmbiguous, read_plain
from tradesense.kit.arrow import ArrowUnreadable, read_batches

JSON: Final = "application/json"
NDJSON: Final = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})
ARROW: Final = "application/vnd.apache.arrow.stream"


class RowsUnreadable(Exception):
    """The body is not what it says to be; the message is one sentence for the client."""


def read_rows(media_type: str, body: bytes, name: str) -> list[Any]:
    """The body's rows; in JSON they are the list `name` of an object. Raises RowsUnreadable."""
    if media_type == ARROW:
        return _arrow(body)
    if media_type in NDJSON:
        return [_json(line, f"row {number}") for number, line in enumerate(body.splitlines()) if line.strip()]
    said = _json(body, "the body")
    rows = said.get(name) if isinstance(said, dict) and said.keys() == {name} else None
    if not isinstance(rows, list):
        raise RowsUnreadable(f'Send an object with the list "{name}" and nothing else.')
    return rows


def _json(text: bytes, where: str) -> Any:
    try:
        return read_plain(text)
    except JsonAmbiguous as refused:
        raise RowsUnreadable(f"{where} is no JSON ({refused}).") from None


def _arrow(body: bytes) -> list[Any]:
    rows: list[Any] = []
    try:
        _, batches = read_batches(io.BytesIO(body))
        for batch in batches:
            columns = [_column(batch.column(index)) for index in range(batch.num_columns)]
            names = batch.schema.names
            rows += [
                {name: value for name, value in zip(names, row, strict=True) if value is not None}
                for row in zip(*columns, strict=True)
            ]
    except ArrowUnreadable as refused:
        raise RowsUnreadable(f"The body: {refused}") from None
    return rows


def _column(array: Any) -> list[Any]:
    try:
        return [_PLAIN.get(type(value), _same)(value) for value in array.to_pylist()]
    except (ValueError, OverflowError) as refused:
        raise ArrowUnreadable(f"a value cannot be read ({str(refused)[:100]}).") from None


def _same(value: Any) -> Any:
    return value


_PLAIN: Final[dict[type, Any]] = {
    Decimal: lambda value: format(value, "f"),
    datetime: datetime.isoformat,
    date: date.isoformat,
}
"""As JSON would have them."""
