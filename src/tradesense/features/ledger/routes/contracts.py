"""/contracts"""

from typing import Annotated

from fastapi import APIRouter, Path, status

from tradesense.edge.deps import ActorDep, SessionDep
from tradesense.edge.responses import problems
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.schemas.contracts import ContractIn, ContractListOut, ContractOut

router = APIRouter(prefix="/contracts", tags=["accounts"])
RootKey = Annotated[str, Path(max_length=64, description="A futures root or a symbol, such as ES.")]


@router.get(
    "", operation_id="contracts_list", summary="What a point of each contract is worth", responses=problems(401, 403)
)
async def list_contracts(session: SessionDep, actor: ActorDep) -> ContractListOut:
    """The workspace's own first, then the registry with its sources. Options on shares count 100 of their
    underlying, a standard lot of currency 100 000 units."""
    found = await use_cases.list_contracts(session, actor)
    return ContractListOut(items=[ContractOut.model_validate(one) for one in found], next_cursor=None)


@router.put(
    "/{root}",
    operation_id="contracts_put",
    summary="State what a point of a contract is worth",
    responses=problems(401, 403, 422),
)
async def put_contract(root: RootKey, body: ContractIn, session: SessionDep, actor: ActorDep) -> ContractOut:
    """Files that are read from now on go by it; settle an import's quarantined rows to have them read again."""
    made = await use_cases.put_contract(session, actor, root, body.multiplier, body.currency)
    return ContractOut.model_validate(made)


@router.delete(
    "/{root}",
    operation_id="contracts_delete",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Go by the registry again",
    responses=problems(401, 403, 404, 422),
)
async def delete_contract(root: RootKey, session: SessionDep, actor: ActorDep) -> None:
    await use_cases.delete_contract(session, actor, root)
