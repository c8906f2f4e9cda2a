"""/audit-entries"""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime

from tradesense.domain.audit import Link
from tradesense.domain.audit_actions import CATALOGUE
from tradesense.edge.csv import MEDIA_TYPE, written
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, SnapshotActorDep, SnapshotDep
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, CursorInvalid, Limit, decode_cursor, encode_cursor
from tradesense.edge.responses import problems
from tradesense.features.audit import use_cases
from tradesense.features.audit.schemas import (
    AuditActionListOut,
    AuditActionOut,
    AuditEntryListOut,
    AuditEntryOut,
    AuditVerificationOut,
)

router = APIRouter(prefix="/audit-entries", tags=["audit"])
SORT: Final = "-seq"
NDJSON: Final = "application/x-ndjson"
COLUMNS: Final = (
    "seq", "at", "person", "key", "action", "noun", "object", "result", "reason", "address", "request", "changes",
    "prev", "hash",
)  # fmt: skip

Whose = Annotated[
    use_cases.Whose,
    Query(description="`workspace`: what was done in it. `me`: what you did about yourself, such as signing in."),
]
ActionName = Annotated[
    str | None, Query(max_length=60, description="A name of the catalogue, or what stands before its dot.")
]
Person = Annotated[UUID | None, Query(description="Done by that person.")]
ResultIs = Annotated[Literal["done", "refused"] | None, Query()]
From = Annotated[AwareDatetime | None, Query(alias="from", description="From that instant on.")]
To = Annotated[AwareDatetime | None, Query(description="Before that instant.")]


@router.get(
    "", operation_id="audit_entries_list", summary="Who did what, newest first", responses=problems(401, 403, 422)
)
async def list_entries(
    session: SessionDep,
    actor: ActorDep,
    whose: Whose = use_cases.Whose.WORKSPACE,
    action: ActionName = None,
    person: Person = None,
    result: ResultIs = None,
    from_: From = None,
    to: To = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> AuditEntryListOut:
    """One's own needs no permission; of the workspace, `audit.read`."""
    wanted = use_cases.wanted(action=action, person=person, result=result, since=from_, until=to)
    before = _before(cursor)
    found = await use_cases.list_entries(session, actor, whose, wanted, before=before, limit=limit + 1)
    page = found[:limit]
    more = encode_cursor(SORT, [str(page[-1].seq)]) if len(found) > limit else None
    return AuditEntryListOut(items=[AuditEntryOut.model_validate(_said(one)) for one in page], next_cursor=more)


@router.get(
    "/actions", operation_id="audit_actions_list", summary="What is written down, and when", responses=problems(401)
)
async def list_actions(_: ActorDep) -> AuditActionListOut:
    items = [AuditActionOut(action=name, **event._asdict()) for name, event in CATALOGUE.items()]
    return AuditActionListOut(items=items, next_cursor=None)


@router.get(
    "/verification",
    operation_id="audit_entries_verify",
    summary="Whether the chain is as it was written",
    responses=problems(401, 403),
)
async def verify_entries(
    session: SnapshotDep, actor: SnapshotActorDep, ports: PortsDep, whose: Whose = use_cases.Whose.WORKSPACE
) -> AuditVerificationOut:
    """Recomputes every hash, and compares with the checkpoints that are signed outside of the database."""
    found = await use_cases.verify_own(session, actor, whose, checkpoints=ports.checkpoints)
    fault = found.fault
    return AuditVerificationOut(
        entries=found.entries,
        is_whole=fault is None,
        first_bad=fault.seq if fault else None,
        what=fault.what if fault else None,
    )


@router.get(
    "/file",
    operation_id="audit_entries_export",
    summary="The log as a file",
    response_class=StreamingResponse,
    responses={
        **problems(401, 403, 422),
        200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (MEDIA_TYPE, NDJSON)}},
    },
)
async def export_entries(
    request: Request,
    session: SessionDep,
    actor: ActorDep,
    whose: Whose = use_cases.Whose.WORKSPACE,
    file_format: Annotated[Literal["csv", "ndjson"], Query(alias="format")] = "csv",
    action: ActionName = None,
    person: Person = None,
    result: ResultIs = None,
    from_: From = None,
    to: To = None,
) -> StreamingResponse:
    """All that the list would show, newest first. NDJSON has all that recomputing the hashes needs. Taking it is
    written down too."""
    wanted = use_cases.wanted(action=action, person=person, result=result, since=from_, until=to)
    chain = await use_cases.begin_export(session, actor, whose, file_format)
    database = request.app.state.database

    async def body() -> AsyncIterator[bytes]:
        if file_format == "csv":
            yield written([COLUMNS])
        async for links in use_cases.export_entries(database, chain, wanted):
            yield _csv(links) if file_format == "csv" else _ndjson(links)

    headers = {"Content-Disposition": f'attachment; filename="audit.{file_format}"'}
    kind = f"{MEDIA_TYPE}; charset=utf-8" if file_format == "csv" else NDJSON
    return StreamingResponse(body(), media_type=kind, headers=headers)


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (seq,) = decode_cursor(cursor, SORT, 1)
    if seq is None or not seq.isdigit() or len(seq) > 18:
        raise CursorInvalid
    return int(seq)


def _said(link: Link) -> dict[str, Any]:
    return link._asdict() | {"prev": link.prev.hex(), "hash": link.hash.hex()}


def _csv(links: list[Link]) -> bytes:
    rows = [_said(link) | {"changes": json.dumps(link.changes, ensure_ascii=False)} for link in links]
    return written([[row[name] for name in COLUMNS] for row in rows])


def _ndjson(links: list[Link]) -> bytes:
    shown = (AuditEntryOut.model_validate(_said(link)).model_dump_json() for link in links)
    return "".join(f"{line}\n" for line in shown).encode()
