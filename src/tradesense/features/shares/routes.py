"""/shares"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status

from tradesense.domain.sharing import Hiding
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, enter_workspace
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases as identity
from tradesense.features.shares import use_cases
from tradesense.features.shares.schemas import (
    SharedTradeOut,
    ShareIn,
    ShareListOut,
    ShareMadeOut,
    ShareOut,
    ShareTokenIn,
)

router = APIRouter(prefix="/shares", tags=["shares"])
ShareKey = Annotated[UUID, Path(description="The share's id; not its link's token.")]


@router.get("", operation_id="shares_list", summary="Links that open something", responses=problems(401, 403, 422))
async def list_shares(
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    trade_id: Annotated[UUID | None, Query(description="Of that trade only.")] = None,
) -> ShareListOut:
    rows = await use_cases.list_shares(session, actor, trade_id=trade_id, clock=ports.clock)
    return ShareListOut(items=[ShareOut.model_validate(row) for row in rows], next_cursor=None)


@router.post(
    "",
    operation_id="shares_create",
    status_code=status.HTTP_201_CREATED,
    summary="Make a link to a trade",
    responses=problems(401, 403, 404, 409, 422),
)
async def create_share(
    body: ShareIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> ShareMadeOut:
    """Whoever has the link sees the trade without signing in, as much of it as you say, until it expires; or, with
    an address, only who signs in with that."""
    hiding = Hiding(body.results, body.hides_sizes, body.hides_symbol)
    made = await use_cases.create_share(
        session,
        actor,
        trade_id=body.trade_id,
        hiding=hiding,
        days=body.expires_in_days,
        for_email=body.for_email,
        clock=ports.clock,
    )
    response.headers["Location"] = f"{request.url.path}/{made.row.id}"
    shown = ShareMadeOut.model_validate(
        {**ShareOut.model_validate(made.row).model_dump(), "path": f"/shared#{made.token}"}
    )
    once.keep(shown.model_copy(update={"path": None}))
    return shown


@router.delete(
    "/{share_id}",
    operation_id="shares_end",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="End a link",
    responses=problems(401, 403, 404),
)
async def end_share(share_id: ShareKey, session: SessionDep, actor: ActorDep) -> None:
    await use_cases.end_share(session, actor, share_id)


@router.post("/open", operation_id="shares_open", summary="What a link tells", responses=problems(401, 403, 404, 422))
async def open_share(body: ShareTokenIn, request: Request, session: SessionDep, ports: PortsDep) -> SharedTradeOut:
    """Needs no sign-in, unless the link is for somebody, and changes nothing: it is a POST so that the token stands in
    no address."""
    email = None
    if await use_cases.is_for_somebody(session, token=body.token, clock=ports.clock):
        reader = await enter_workspace(request, session, ports, None)
        reader.require_person()
        email = (await identity.me(session, reader)).email
    found = await use_cases.open_share(session, token=body.token, reader_email=email, clock=ports.clock)
    facts = found.trade._asdict()
    side = "long" if facts.pop("direction") > 0 else "short"
    return SharedTradeOut.model_validate({**facts, "side": side, "expires_at": found.expires_at})
