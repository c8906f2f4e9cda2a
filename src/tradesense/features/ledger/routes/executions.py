"""/executions"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status

from tradesense.domain.execution import LotPick, Side
from tradesense.domain.ids import ExecutionId
from tradesense.edge.csv import ANSWER as CSV_ANSWER
from tradesense.edge.csv import csv_answer, wants_csv
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, CursorInvalid, Limit, decode_cursor, encode_cursor
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.tables import EXECUTION_HEADER, execution_pages
from tradesense.features.ledger.routes.views import execution_out
from tradesense.features.ledger.schemas import ExecutionIn, ExecutionListOut, ExecutionOut, InstrumentIn, LotsIn

router = APIRouter(prefix="/executions", tags=["executions"])
ExecutionKey = Annotated[UUID, Path(description="The execution's id.")]
SORT = "-executed_at"


@router.get(
    "",
    operation_id="executions_list",
    summary="Executions, newest first",
    response_model=ExecutionListOut,
    responses={**problems(401, 403, 422), 200: CSV_ANSWER},
)
async def list_executions(
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    account: Annotated[UUID | None, Query(description="Only of this account.")] = None,
    symbol: Annotated[str | None, Query(max_length=64, description="Only of this symbol.")] = None,
    day_from: Annotated[date | None, Query(description="From this trading day.")] = None,
    day_to: Annotated[date | None, Query(description="To this trading day.")] = None,
    unmatched: Annotated[bool, Query(description="Only those that found nothing open to close.")] = False,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> ExecutionListOut | Response:
    """With `Accept: text/csv` all of them, as a table to be streamed: `limit` and `cursor` are for pages."""
    query = use_cases.ExecutionQuery(account, symbol.upper() if symbol else None, day_from, day_to, unmatched)
    if wants_csv(request):
        actor.require(use_cases.MAY_SEE_EXECUTIONS)
        return csv_answer(
            request, actor, "executions", EXECUTION_HEADER, lambda reading: execution_pages(reading, actor, query)
        )
    response.headers["Vary"] = "Accept"
    found = await use_cases.list_executions(session, actor, query, after=after_instant(cursor, SORT), limit=limit + 1)
    page, more = found[:limit], len(found) > limit
    last = page[-1] if more else None
    return ExecutionListOut(
        items=[execution_out(one) for one in page],
        next_cursor=encode_cursor(SORT, [last.executed_at.isoformat(), str(last.id)]) if last else None,
    )


@router.post(
    "",
    operation_id="executions_create",
    status_code=status.HTTP_201_CREATED,
    summary="Enter a fill by hand",
    responses=problems(401, 403, 404, 409, 422),
)
async def create_execution(
    body: ExecutionIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> ExecutionOut:
    """Its trades are derived anew before the answer. Two fills entered alike are two fills. What is dated in the future
    is refused; fees above what was traded for want to be confirmed."""
    said = use_cases.FillSaid(
        account_id=body.account_id,
        instrument=instrument_said(body.instrument),
        side=Side.BUY if body.side == "buy" else Side.SELL,
        quantity=body.quantity,
        price=body.price,
        fees=body.fees,
        executed_at=body.executed_at,
        time_known=body.time_known,
        kind=body.kind,
        closes=body.closes,
        asset_fee=body.asset_fee,
        rate=body.rate,
        fees_confirmed=body.fees_confirmed,
    )
    made = await use_cases.enter_execution(session, actor, said, ports.clock.now())
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    return once.keep(execution_out(made))


@router.get(
    "/{execution_id}",
    operation_id="executions_get",
    summary="One execution, with the files and lines that state it",
    responses=problems(304, 401, 403, 404),
)
async def get_execution(
    execution_id: ExecutionKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> ExecutionOut:
    found = await use_cases.get_execution(session, actor, execution_id)
    answer_once(request, response, etag("execution", actor.workspace_id, found))
    return execution_out(found)


@router.post(
    "/{execution_id}/void",
    operation_id="executions_void",
    summary="Void an execution",
    responses=problems(401, 403, 404, 409),
)
async def void_execution(
    execution_id: ExecutionKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ExecutionOut:
    """It stays, and counts no more; files that state it again change nothing."""
    return once.keep(execution_out(await use_cases.void_execution(session, actor, execution_id, ports.clock.now())))


@router.post(
    "/{execution_id}/restore",
    operation_id="executions_restore",
    summary="Take a void back",
    responses=problems(401, 403, 404, 409),
)
async def restore_execution(
    execution_id: ExecutionKey, session: SessionDep, actor: ActorDep, once: OnceDep
) -> ExecutionOut:
    return once.keep(execution_out(await use_cases.restore_execution(session, actor, execution_id)))


@router.put(
    "/{execution_id}/lots",
    operation_id="executions_pick_lots",
    summary="Name the lots a closing fill takes",
    responses=problems(401, 403, 404, 422),
)
async def pick_lots(execution_id: ExecutionKey, body: LotsIn, session: SessionDep, actor: ActorDep) -> ExecutionOut:
    """For accounts with the method `specific`; an empty list takes the names back."""
    picks = [LotPick(ExecutionId(lot.opening_id), lot.quantity) for lot in body.lots]
    return execution_out(await use_cases.pick_lots(session, actor, execution_id, picks))


def instrument_said(body: InstrumentIn) -> use_cases.InstrumentSaid:
    return use_cases.InstrumentSaid(**body.model_dump())


def after_instant(cursor: str | None, sort: str) -> tuple[datetime, UUID] | None:
    """Where a page sorted by instant and id ended; raises CursorInvalid."""
    if cursor is None:
        return None
    at, id_ = decode_cursor(cursor, sort, 2)
    try:
        return datetime.fromisoformat(str(at)), UUID(str(id_))
    except ValueError:
        raise CursorInvalid from None
