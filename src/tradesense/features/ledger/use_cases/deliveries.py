"""An account's exercises and assignments: in which view each is told, and the market's price where that needs one."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.delivery import ExerciseView, deliveries_of
from tradesense.features.ledger.problems import DeliveryNotFound
from tradesense.features.ledger.repository import deliveries as repository
from tradesense.features.ledger.repository.deliveries import Delivered
from tradesense.features.ledger.repository.rebuild import END, Touched
from tradesense.features.ledger.use_cases.accounts import get_account
from tradesense.features.ledger.use_cases.rebuild import touched_by
from tradesense.features.ledger.use_cases.recording import rebuild_and_announce


class DeliveryFacts(NamedTuple):
    """`view`: how it is told, which is not the account's where a price is missing or the fills do not pair."""

    name: str
    underlying: str
    executed_at: datetime
    strike: Decimal | None
    market: Decimal | None
    view: ExerciseView


async def list_deliveries(session: Session, actor: Actor, account_id: UUID) -> list[DeliveryFacts]:
    """Newest first."""
    actor.require(Permission.EXECUTIONS_READ)
    await get_account(session, actor, account_id)
    found = await repository.list_delivered(session, actor, account_id)
    by_name: defaultdict[str, list[Delivered]] = defaultdict(list)
    for one in found:
        by_name[one.fill.name].append(one)
    return [_facts(name, some) for name, some in by_name.items()]


async def put_market_price(
    session: Session, actor: Actor, account_id: UUID, name: str, price: Decimal | None
) -> DeliveryFacts:
    """The underlying's price when it was delivered; None takes it back. Raises DeliveryNotFound."""
    actor.require(Permission.EXECUTIONS_WRITE)
    account = await get_account(session, actor, account_id)
    found = [one for one in await repository.list_delivered(session, actor, account_id) if one.fill.name == name]
    if not found:
        raise DeliveryNotFound
    await repository.save_price(session, actor, account_id, name, price)
    told = {name: (found[0].fill.market, price)}
    auditing.note(session, actor, Action.MARKET_PRICE_PUT, account_id, changes=told)
    if account.exercise_view == ExerciseView.ECONOMIC:
        touched = [Touched(one.fill.position, one.fill.executed_at, END) for one in found]
        await rebuild_and_announce(session, actor, touched_by(touched))
    return next(one for one in await list_deliveries(session, actor, account_id) if one.name == name)


def _facts(name: str, found: list[Delivered]) -> DeliveryFacts:
    told = deliveries_of([one.fill for one in found], found[0].view)
    option = next((one for one in found if one.fill.right), found[0])
    view = told[0].view if told else ExerciseView.PRINTED
    market = found[0].fill.market
    return DeliveryFacts(name, option.underlying, found[0].fill.executed_at, option.fill.strike, market, view)
