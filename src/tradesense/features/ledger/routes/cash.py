"""/cash-events"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status

from tradesense.domain.cash import CashKind
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, Limit, encode_cursor
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.executions import after_instant
from tradesense.features.ledger.routes.views import sources_out
from tradesense.features.ledger.schemas.cash import CashEventIn, CashEventListOut, CashEventOut

router = APIRouter(prefix="/cash-events", tags=["cash"])
CashEventKey = Annotated[UUID, Path(description="The cash event's id.")]
SORT = "-occurred_at"


@router.get("", operation_id="cash_events_list", summary="Cash events, newest first", responses=problems(401, 403, 422))
async def list_cash_events(
    session: SessionDep,
    actor: ActorDep,
    account: Annotated[UUID | None, Query(description="Only of this account.")] = None,
    kind: Annotated[CashKind | None, Query(description="Only of this kind.")] = None,
    day_from: Annotated[date | None, Query(description="From this day.")] = None,
    day_to: Annotated[date | None, Query(description="To this day.")] = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> CashEventListOut:
    """Money that moved without a fill. It is no part of trading results."""
    query = use_cases.CashQuery(account, kind.value if kind else None, day_from, day_to)
    after = after_instant(cursor, SORT)
    found = await use_cases.list_cash_events(session, actor, query, after=after, limit=limit + 1)
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return CashEventListOut(
        items=[_out(one) for one in page],
        next_cursor=encode_cursor(SORT, [last.occurred_at.isoformat(), str(last.id)]) if last else None,
    )


@router.post(
    "",
    operation_id="cash_events_create",
    status_code=status.HTTP_201_CREATED,
    summary="Enter a cash event by hand",
    responses=problems(401, 403, 404, 422),
)
async def create_cash_event(
    body: CashEventIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> CashEventOut:
    """Two events entered alike are two events."""
    said = use_cases.CashSaid(**body.model_dump())
    made = await use_cases.enter_cash_event(session, actor, said, ports.clock.now())
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    return once.keep(_out(made))


@router.get(
    "/{event_id}",
    operation_id="cash_events_get",
    summary="One cash event, with the files and lines that state it",
    responses=problems(304, 401, 403, 404),
)
async def get_cash_event(
    event_id: CashEventKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> CashEventOut:
    found = await use_cases.get_cash_event(session, actor, event_id)
    answer_once(request, response, etag("cash_event", actor.workspace_id, found))
    return _out(found)


@router.post(
    "/{event_id}/void",
    operation_id="cash_events_void",
    summary="Void a cash event",
    responses=problems(401, 403, 404, 409),
)
async def void_cash_event(
    event_id: CashEventKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> CashEventOut:
    """It stays, and counts no more; files that state it again change nothing."""
    return once.keep(_out(await use_cases.void_cash_event(session, actor, event_id, ports.clock.now())))


@router.post(
    "/{event_id}/restore",
    operation_id="cash_events_restore",
    summary="Take a void back",
    responses=problems(401, 403, 404, 409),
)
async def restore_cash_event(
    event_id: CashEventKey, session: SessionDep, actor: ActorDep, once: OnceDep
) -> CashEventOut:
    return once.keep(_out(await use_cases.restore_cash_event(session, actor, event_id)))


def _out(one: use_cases.CashFacts) -> CashEventOut:
    values: dict[str, Any] = {**one._asdict(), "sources": sources_out(one.sources)}
    return CashEventOut.model_validate(values)
