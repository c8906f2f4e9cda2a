"""Cursors: opaque, stable under inserts, never an offset."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import Query

from tradesense.domain.problem import FieldError, Kind, Problem

LIMIT_DEFAULT: Final = 50
LIMIT_MAX: Final = 500

Limit = Annotated[int, Query(ge=1, le=LIMIT_MAX, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next_cursor` of the page before.")]


class CursorInvalid(Problem):
    code, kind, title = "request.cursor_invalid", Kind.INVALID, "The cursor is not one of this list."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("?cursor", self.code, "Take it from next_cursor, with the same sort.")])


def encode_cursor(sort: str, values: Sequence[str | None]) -> str:
    """Where a page ended: the sort it belongs to and its last row's values."""
    text = json.dumps([sort, *values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, sort: str, count: int) -> list[str | None]:
    """The `count` values in `cursor`; raises CursorInvalid if it is not of this sort."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, binascii.Error):
        raise CursorInvalid from None
    if not isinstance(found, list) or len(found) != count + 1 or found[0] != sort:
        raise CursorInvalid
    if not all(value is None or isinstance(value, str) for value in found[1:]):
        raise CursorInvalid
    return found[1:]
