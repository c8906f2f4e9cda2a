"""/corporate-actions"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status

from tradesense.domain.corporate_action import ActionKind, InLieu, Terms
from tradesense.domain.number import ZERO
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.executions import instrument_said
from tradesense.features.ledger.routes.views import action_out
from tradesense.features.ledger.schemas.corporate_actions import (
    CorporateActionIn,
    CorporateActionKind,
    CorporateActionListOut,
    CorporateActionOut,
)

router = APIRouter(prefix="/corporate-actions", tags=["accounts"])
ActionKey = Annotated[UUID, Path(description="The corporate action's id.")]


@router.get(
    "",
    operation_id="corporate_actions_list",
    summary="Corporate actions, newest first",
    responses=problems(401, 403, 422),
)
async def list_actions(
    session: SessionDep,
    actor: ActorDep,
    account: Annotated[UUID | None, Query(description="Only of this account.")] = None,
) -> CorporateActionListOut:
    """Splits, symbol changes, spin-offs, mergers and delistings, voided ones too."""
    found = await use_cases.list_actions(session, actor, account)
    return CorporateActionListOut(items=[action_out(one) for one in found], next_cursor=None)


@router.post(
    "",
    operation_id="corporate_actions_create",
    status_code=status.HTTP_201_CREATED,
    summary="Enter a corporate action",
    responses=problems(401, 403, 404, 409, 422),
)
async def create_action(
    body: CorporateActionIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    once: OnceDep,
) -> CorporateActionOut:
    """Open lots follow it from then on; fills keep what was traded. Saying the same again adds nothing."""
    in_lieu = InLieu(body.cash_in_lieu.units, body.cash_in_lieu.amount) if body.cash_in_lieu else None
    made = await use_cases.enter_action(
        session,
        actor,
        use_cases.ActionSaid(
            account_id=body.account_id,
            kind=None if body.kind is CorporateActionKind.SPLIT else ActionKind(body.kind.value),
            instrument=instrument_said(body.instrument),
            target=instrument_said(body.target) if body.target else None,
            terms=Terms(body.numerator, body.denominator, body.cost_share, body.cash or ZERO, in_lieu),
            rate=body.rate,
            effective_at=body.effective_at,
        ),
    )
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    return once.keep(action_out(made))


@router.get(
    "/{action_id}",
    operation_id="corporate_actions_get",
    summary="One corporate action, with the files and lines that state it",
    responses=problems(304, 401, 403, 404),
)
async def get_action(
    action_id: ActionKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> CorporateActionOut:
    found = await use_cases.get_action(session, actor, action_id)
    answer_once(request, response, etag("corporate_action", actor.workspace_id, found))
    return action_out(found)


@router.post(
    "/{action_id}/void",
    operation_id="corporate_actions_void",
    summary="Void a corporate action",
    responses=problems(401, 403, 404, 409),
)
async def void_action(
    action_id: ActionKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> CorporateActionOut:
    """It stays, and counts no more; files that state it again change nothing."""
    return once.keep(action_out(await use_cases.void_action(session, actor, action_id, ports.clock.now())))


@router.post(
    "/{action_id}/restore",
    operation_id="corporate_actions_restore",
    summary="Take a void back",
    responses=problems(401, 403, 404, 409),
)
async def restore_action(
    action_id: ActionKey, session: SessionDep, actor: ActorDep, once: OnceDep
) -> CorporateActionOut:
    return once.keep(action_out(await use_cases.restore_action(session, actor, action_id)))
