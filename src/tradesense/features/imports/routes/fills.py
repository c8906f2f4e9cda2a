"""/executions/bulk"""

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response, status
from pydantic import ValidationError

from tradesense.db.session import enter
from tradesense.domain.execution import Side
from tradesense.domain.ids import ImportId
from tradesense.domain.problem import FieldError
from tradesense.edge.deps import PortsDep, WorkspaceHeader, enter_workspace
from tradesense.edge.fills import ARROW, JSON, NDJSON, RowsUnreadable, read_rows
from tradesense.edge.idempotency import KeyHeader, Once
from tradesense.edge.responses import problems
from tradesense.edge.uploads import receive_file
from tradesense.features.imports import use_cases
from tradesense.features.imports.problems import FillsInvalid, FillsMediaType, FillsUnreadable
from tradesense.features.imports.schemas import PostedFillIn, PostedFillsIn, PostedOut, ProbableDuplicateOut
from tradesense.features.ledger import use_cases as ledger
from tradesense.kit.ids import new_id

router = APIRouter(prefix="/executions", tags=["executions"])
FILL_SUFFIXES: Final = {JSON: ".json", ARROW: ".arrows", **dict.fromkeys(sorted(NDJSON), ".ndjson")}
FAULTS_MAX: Final = 100
STATEMENT_MS: Final = 180_000


def _fills_schema() -> dict[str, Any]:
    """In one piece: what it refers to besides is in the document already, as the parts of ExecutionIn."""
    schema = PostedFillsIn.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["properties"]["fills"]["items"] = schema.pop("$defs")["PostedFillIn"]
    return schema


_FILLS_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _fills_schema()},
            **{kind: {"schema": {"type": "string", "description": "A fill a line."}} for kind in sorted(NDJSON)},
            ARROW: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@router.post(
    "/bulk",
    operation_id="executions_post",
    status_code=status.HTTP_201_CREATED,
    summary="Post many fills at once",
    responses=problems(400, 401, 403, 404, 409, 413, 415, 422, 507),
    openapi_extra=_FILLS_BODY,
)
async def post_fills(
    request: Request,
    response: Response,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    count_probable: Annotated[
        bool, Query(description="Count fills that look like ones which a file states under another number.")
    ] = False,
    _key: KeyHeader = None,
) -> PostedOut:
    """All of them or none: a row that cannot be stored is named by its place, from 0. Posting again adds nothing.
    They become an import, with the body as its file, which can be undone. Their trades are there with the answer."""
    settings, database = request.app.state.settings, request.app.state.database
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        actor.require(use_cases.MAY_IMPORT)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in FILL_SUFFIXES:
        raise FillsMediaType(f"{kind[:60]!r} is none of {', '.join(sorted(FILL_SUFFIXES))}.")
    body = bytearray()

    async def gather(part: bytes) -> None:
        body.extend(part)

    await receive_file(request, gather, settings.bulk_bytes_max, name="fills")
    posted = await asyncio.to_thread(_posted, kind, bytes(body))
    import_id = ImportId(new_id())
    key = f"{actor.workspace_id}/imports/{import_id}"
    try:
        await ports.blobs.put_part(key, bytes(body), 0)
        stored = await ports.blobs.finish(key)
        received = use_cases.Received(import_id, key, f"posted-fills{FILL_SUFFIXES[kind]}", stored)
        async with database.session() as session:
            actor = await enter_workspace(request, session, ports, workspace)
            # Longer than other requests' statements: they store and derive a hundred thousand fills.
            await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=STATEMENT_MS)
            once = Once(request, response, session, actor, ports)
            await once.begin(stored.sha256)
            done = await use_cases.post_fills(
                session, actor, received, posted, clock=ports.clock, count_probable=count_probable
            )
            response.headers["Location"] = request.url.path.replace("executions/bulk", f"imports/{import_id}")
            answer = once.keep(_posted_out(done))
            await once.end()
    except BaseException:
        await ports.blobs.delete(key)
        raise
    return answer


def _posted(kind: str, body: bytes) -> list[use_cases.PostedFill]:
    """The body's fills; raises FillsUnreadable, or FillsInvalid naming the rows and fields."""
    try:
        said = PostedFillsIn.model_validate({"fills": read_rows(kind, body, "fills")})
    except RowsUnreadable as refused:
        raise FillsUnreadable(str(refused)) from None
    except ValidationError as refused:
        faults = refused.errors(include_url=False, include_context=False, include_input=False)
        errors = [
            FieldError("/" + "/".join(map(str, fault["loc"][1:])), fault["type"], fault["msg"])
            for fault in faults[:FAULTS_MAX]
        ]
        wrong = len({fault["loc"][:2] for fault in faults})
        raise FillsInvalid(f"{wrong} rows cannot be stored: nothing was.", errors=errors) from None
    return [_posted_fill(one) for one in said.fills]


def _posted_fill(one: PostedFillIn) -> use_cases.PostedFill:
    instrument = ledger.InstrumentSaid(**{name: getattr(one, name) for name in ledger.InstrumentSaid.__slots__})
    said = ledger.FillSaid(
        account_id=one.account_id,
        instrument=instrument,
        side=Side.BUY if one.side == "buy" else Side.SELL,
        quantity=one.quantity,
        price=one.price,
        fees=one.fees,
        executed_at=one.executed_at,
        time_known=one.time_known,
        kind=one.kind,
        closes=one.closes,
        asset_fee=one.asset_fee,
        rate=one.rate,
        fees_confirmed=one.fees_confirmed,
    )
    return use_cases.PostedFill(said, one.ref, one.position_ref, one.sequence)


def _posted_out(done: use_cases.Posted) -> PostedOut:
    probable = [
        ProbableDuplicateOut(pointer=f"/{one.line - 1}", symbol=one.symbol, file=one.file) for one in done.probable
    ]
    said = {name: value for name, value in done._asdict().items() if name != "probable"}
    return PostedOut(**said, probable_duplicates=probable)
