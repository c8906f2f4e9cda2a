"""/trades, /tags"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from tradesense.domain.problem import FieldError, Kind, Problem
from tradesense.edge.csv import ANSWER as CSV_ANSWER
from tradesense.edge.csv import csv_answer, wants_csv
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, CursorInvalid, Limit, decode_cursor, encode_cursor
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.tables import TRADE_HEADER, trade_pages
from tradesense.features.ledger.routes.views import annotation_out, trade_detail_out, trade_out
from tradesense.features.ledger.schemas import (
    AnnotationIn,
    AnnotationOut,
    FilterFieldListOut,
    FilterFieldOut,
    TagListOut,
    TagOut,
    TradeListOut,
)
from tradesense.features.ledger.schemas.trade_detail import TradeDetailOut
from tradesense.features.workspaces import use_cases as workspaces

router = APIRouter(tags=["trades"])
TradeKey = Annotated[UUID, Path(description="The trade's id: it stays the same through every re-derivation.")]
SORT_FIELDS_MAX = 3

FilterText = Annotated[
    str,
    Query(
        max_length=2000,
        description="The filter language, such as `symbol:AAPL,TSLA pnl>100 closed:2025-01-01.. -tag:fomo`.",
    ),
]


class SortInvalid(Problem):
    code, kind, title = "request.sort_invalid", Kind.INVALID, "The list cannot be sorted like this."

    def __init__(self, name: str) -> None:
        known = ", ".join(use_cases.SORTS)
        detail = f"{name!r} is none of {known}; a minus in front reverses."
        super().__init__(detail, errors=[FieldError("?sort", self.code, detail)])


@router.get(
    "/trades",
    operation_id="trades_list",
    summary="Trades by filter",
    response_model=TradeListOut,
    responses={**problems(304, 401, 403, 422), 200: CSV_ANSWER},
)
async def list_trades(
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    q: FilterText = "",
    sort: Annotated[str, Query(max_length=100, description="Such as `-closed_at,symbol`; ties by id.")] = "-opened_at",
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
    include: Annotated[Literal["total"] | None, Query(description="`total` counts all that match.")] = None,
) -> TradeListOut | Response:
    """With `Accept: text/csv` all that match, as a table to be streamed: `limit` and `cursor` are for pages."""
    state = await workspaces.ledger_state(session, actor)
    today = use_cases.local_today(ports.clock.now(), state.timezone)
    sorts = _sorts(sort)
    if wants_csv(request):
        query = await use_cases.read_query(session, actor, q, today=today, timezone=state.timezone)
        return csv_answer(
            request, actor, "trades", TRADE_HEADER, lambda reading: trade_pages(reading, actor, query, sorts)
        )
    response.headers["Vary"] = "Accept"
    answer_once(request, response, etag("trades", actor.workspace_id, state.version, today, request.url.query))
    query = await use_cases.read_query(session, actor, q, today=today, timezone=state.timezone)
    after = decode_cursor(cursor, sort, len(sorts) + 1) if cursor else None
    try:
        page = await use_cases.list_trades(session, actor, query, sorts=sorts, after=after, limit=limit + 1)
    except (ValueError, ArithmeticError):
        raise CursorInvalid from None
    accounts = {row.id: row.currency for row in await use_cases.list_accounts(session, actor)}
    more = len(page.trades) > limit
    total = None
    if include:
        # The first page of a list that has no second is all of it.
        total = await use_cases.count_trades(session, actor, query) if more or after else len(page.trades)
    return TradeListOut(
        items=[trade_out(row, accounts) for row in page.trades[:limit]],
        next_cursor=encode_cursor(sort, page.keys[limit - 1]) if more else None,
        total=total,
    )


@router.get(
    "/trades/filter-fields",
    operation_id="filter_fields_list",
    summary="What the filter language knows, with values to offer",
    responses=problems(401, 403),
)
async def list_filter_fields(session: SessionDep, actor: ActorDep) -> FilterFieldListOut:
    found = await use_cases.list_filter_fields(session, actor)
    items = [
        FilterFieldOut(name=field.name, kind=field.kind, meaning=field.meaning, values=values)
        for field, values in found
    ]
    return FilterFieldListOut(items=items, next_cursor=None)


@router.get(
    "/trades/{trade_id}",
    operation_id="trades_get",
    summary="One trade, worked out step by step",
    responses=problems(304, 401, 403, 404),
)
async def get_trade(
    trade_id: TradeKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> TradeDetailOut:
    """Its fills with file and line, the lots matched, what each day realised, and what you said of it."""
    version = await workspaces.ledger_version(session, actor)
    await use_cases.get_trade(session, actor, trade_id)
    answer_once(request, response, etag("trade", actor.workspace_id, trade_id, version))
    return trade_detail_out(await use_cases.get_trade_detail(session, actor, trade_id))


@router.get(
    "/trades/{trade_id}/annotation",
    operation_id="annotations_get",
    summary="What you said of a trade",
    responses=problems(304, 401, 403, 404),
)
async def get_annotation(
    trade_id: TradeKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> AnnotationOut:
    found = annotation_out(await use_cases.get_annotation(session, actor, trade_id))
    answer_once(request, response, _annotation_tag(trade_id, found))
    return found


@router.patch(
    "/trades/{trade_id}/annotation",
    operation_id="annotations_change",
    summary="Tag, note, rate a trade; set its stop, target and planned risk",
    responses=problems(401, 403, 404, 412, 422, 428),
)
async def change_annotation(
    trade_id: TradeKey,
    body: AnnotationIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
) -> AnnotationOut:
    """Needs the annotation's ETag as `If-Match`. Survives re-derivation, import, undo and import again."""
    before = annotation_out(await use_cases.get_annotation(session, actor, trade_id, lock=True))
    require_match(request, _annotation_tag(trade_id, before))
    changed = await use_cases.annotate_trade(session, actor, trade_id, body.model_dump(exclude_unset=True))
    after = annotation_out(changed)
    response.headers["ETag"] = _annotation_tag(trade_id, after)
    return after


@router.get("/tags", operation_id="tags_list", summary="Tags in use, most used first", responses=problems(401, 403))
async def list_tags(session: SessionDep, actor: ActorDep) -> TagListOut:
    found = await use_cases.list_tags(session, actor)
    return TagListOut(items=[TagOut(name=name, trades=count) for name, count in found], next_cursor=None)


def _sorts(text: str) -> list[use_cases.Sort]:
    names = [part.strip() for part in text.split(",") if part.strip()]
    sorts = []
    for name in names[:SORT_FIELDS_MAX]:
        bare = name.removeprefix("-")
        if bare not in use_cases.SORTS:
            raise SortInvalid(bare)
        sorts.append(use_cases.Sort(bare, name.startswith("-")))
    if not sorts:
        raise SortInvalid("")
    return sorts


def _annotation_tag(trade_id: UUID, annotation: AnnotationOut) -> str:
    return etag("annotation", trade_id, annotation.model_dump_json())
