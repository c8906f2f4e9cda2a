"""/corporate-actions"""

from fastapi import APIRouter, status

from tradesense.edge.deps import ActorDep, SessionDep
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.executions import instrument_said
from tradesense.features.ledger.schemas import SplitIn, SplitOut

router = APIRouter(prefix="/corporate-actions", tags=["accounts"])


@router.post(
    "",
    operation_id="corporate_actions_create",
    status_code=status.HTTP_201_CREATED,
    summary="Enter a split",
    responses=problems(401, 403, 404, 409, 422),
)
async def create_split(body: SplitIn, session: SessionDep, actor: ActorDep, once: OnceDep) -> SplitOut:
    """Open lots are restated from then on; fills keep what was traded."""
    made = await use_cases.enter_split(
        session,
        actor,
        account_id=body.account_id,
        instrument=instrument_said(body.instrument),
        ratio=(body.numerator, body.denominator),
        at=body.effective_at,
    )
    return once.keep(SplitOut(**made))
