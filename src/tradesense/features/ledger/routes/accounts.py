"""/accounts"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.edge.deps import ActorDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.routes.views import reconciliation_out
from tradesense.features.ledger.schemas import AccountChangeIn, AccountIn, AccountListOut, AccountOut
from tradesense.features.ledger.schemas.corporate_actions import DeliveryListOut, DeliveryOut, MarketPriceIn
from tradesense.features.ledger.schemas.reconciliation import ReconciliationOut

router = APIRouter(prefix="/accounts", tags=["accounts"])
AccountKey = Annotated[UUID, Path(description="The account's id.")]


@router.get("", operation_id="accounts_list", summary="Trading accounts, by name", responses=problems(401, 403))
async def list_accounts(session: SessionDep, actor: ActorDep) -> AccountListOut:
    rows = await use_cases.list_accounts(session, actor)
    return AccountListOut(items=[AccountOut.model_validate(row) for row in rows], next_cursor=None)


@router.post(
    "",
    operation_id="accounts_create",
    status_code=status.HTTP_201_CREATED,
    summary="Add a trading account",
    responses=problems(401, 403, 409, 422),
)
async def create_account(
    body: AccountIn, request: Request, response: Response, session: SessionDep, actor: ActorDep, once: OnceDep
) -> AccountOut:
    """Files that name an account make it by themselves."""
    row = await use_cases.create_account(session, actor, body.model_dump())
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    response.headers["ETag"] = _tag(row)
    return once.keep(AccountOut.model_validate(row))


@router.get("/{account_id}", operation_id="accounts_get", summary="One account", responses=problems(304, 401, 403, 404))
async def get_account(
    account_id: AccountKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> AccountOut:
    row = await use_cases.get_account(session, actor, account_id)
    answer_once(request, response, _tag(row))
    return AccountOut.model_validate(row)


@router.patch(
    "/{account_id}",
    operation_id="accounts_change",
    summary="Change an account",
    responses=problems(401, 403, 404, 412, 422),
)
async def change_account(
    account_id: AccountKey,
    body: AccountChangeIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
) -> AccountOut:
    """A change of method, time zone, session end or kind derives every trade of the account anew: at once, or in
    an account of many fills soon after, `deriving` until then."""
    row = await use_cases.get_account(session, actor, account_id)
    require_match(request, _tag(row), required=False)
    changes = body.model_dump(exclude_unset=True)
    for name in ("name", "currency", "timezone", "method", "long_only", "exercise_view"):
        if changes.get(name, "") is None:
            changes.pop(name)
    changed = await use_cases.change_account(session, actor, account_id, changes)
    response.headers["ETag"] = _tag(changed)
    return AccountOut.model_validate(changed)


@router.get(
    "/{account_id}/reconciliation",
    operation_id="accounts_reconciliation",
    summary="The account's ledger against what its statements print",
    responses=problems(304, 401, 403, 404),
)
async def reconcile_account(
    account_id: AccountKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> ReconciliationOut:
    """Balances, positions and realised results, to the cent; each difference with its likely cause."""
    key = await use_cases.reconciliation_key(session, actor, account_id)
    answer_once(request, response, etag("reconciliation", actor.workspace_id, *key))
    return reconciliation_out(await use_cases.reconcile_account(session, actor, account_id))


@router.get(
    "/{account_id}/deliveries",
    operation_id="accounts_deliveries",
    summary="The account's exercises and assignments, newest first",
    responses=problems(401, 403, 404),
)
async def list_deliveries(account_id: AccountKey, session: SessionDep, actor: ActorDep) -> DeliveryListOut:
    """How each is told: as the account says, or otherwise where that cannot be."""
    found = await use_cases.list_deliveries(session, actor, account_id)
    return DeliveryListOut(items=[DeliveryOut.model_validate(one._asdict()) for one in found], next_cursor=None)


@router.put(
    "/{account_id}/deliveries",
    operation_id="accounts_put_market_price",
    summary="State the market's price at an exercise or assignment",
    responses=problems(401, 403, 404, 422),
)
async def put_market_price(
    account_id: AccountKey, body: MarketPriceIn, session: SessionDep, actor: ActorDep
) -> DeliveryOut:
    """The economic view needs it: without it, the broker's is told. Its trades are derived anew."""
    made = await use_cases.put_market_price(session, actor, account_id, body.name, body.price)
    return DeliveryOut.model_validate(made._asdict())


def _tag(row: use_cases.AccountRow) -> str:
    return etag("account", row.workspace_id, row.id, row.revision)
