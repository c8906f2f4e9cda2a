"""Lists as CSV (RFC 4180), streamed, and safe to open in a spreadsheet.

A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"). Numbers are told by
their type, never by their look: -12.5 stays a number.
"""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from fastapi import Request
from fastapi.responses import StreamingResponse

from tradesense.db.session import Database, Session, enter
from tradesense.domain.access import Actor
from tradesense.domain.number import plain

MEDIA_TYPE: Final = "text/csv"
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
ANSWER: Final[dict[str, Any]] = {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
"""What an operation adds to its 200 in the document."""

Pages = Callable[[Session], AsyncIterator[Sequence[Sequence[Any]]]]
"""The rows, some at a time, in the transaction of one snapshot."""


def wants_csv(request: Request) -> bool:
    """Whether CSV is what the reader would rather have: the first that `Accept` names."""
    first = request.headers.get("accept", "").partition(",")[0]
    return first.partition(";")[0].strip().casefold() == MEDIA_TYPE


def csv_answer(request: Request, actor: Actor, name: str, header: Sequence[str], pages: Pages) -> StreamingResponse:
    """`pages`, read as one snapshot while they are sent; the whole list is never held."""
    database: Database = request.app.state.database
    request.scope["state"]["exported"] = name  # for the audit log

    async def body() -> AsyncIterator[bytes]:
        yield written([header])
        async with database.session(snapshot=True) as session:
            await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id)
            async for rows in pages(session):
                yield written(rows)

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Vary": "Accept"}
    return StreamingResponse(body(), media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def written(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def cell(value: Any) -> str:
    """A value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, list | tuple):
        return cell(", ".join(map(str, value)))
    if isinstance(value, str):
        return disarmed(str(value))
    return str(value)


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
