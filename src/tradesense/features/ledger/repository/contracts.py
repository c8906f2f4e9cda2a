"""SQL of the contracts that a workspace states itself."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.ledger import ContractRow
from tradesense.domain.access import Actor


async def list_contracts(session: Session, actor: Actor) -> Sequence[ContractRow]:
    found = await session.scalars(select(ContractRow).where(mine(ContractRow, actor)).order_by(ContractRow.root))
    return found.all()


async def put_contract(session: Session, actor: Actor, root: str, multiplier: Decimal, currency: str) -> None:
    facts = {"multiplier": multiplier, "currency": currency}
    statement = insert(ContractRow).values(workspace_id=actor.workspace_id, root=root, **facts)
    await session.execute(statement.on_conflict_do_update(index_elements=["workspace_id", "root"], set_=facts))


async def delete_contract(session: Session, actor: Actor, root: str) -> bool:
    gone = await session.execute(
        delete(ContractRow).where(mine(ContractRow, actor), ContractRow.root == root).returning(ContractRow.root)
    )
    return gone.first() is not None
