"""A trade that went through corporate actions, worked out from the fills of all the positions they join."""

from typing import NamedTuple

from tradesense.db.session import Session
from tradesense.db.tables.trades import TradeRow
from tradesense.domain.access import Actor
from tradesense.domain.execution import Execution
from tradesense.domain.ids import PositionId, TradeId
from tradesense.domain.linked_steps import work_out_linked
from tradesense.domain.matching import Match
from tradesense.domain.steps import Step
from tradesense.features.ledger.repository import action_lists as lists
from tradesense.features.ledger.repository import executions as executions_repository
from tradesense.features.ledger.repository import rebuild as repository
from tradesense.features.ledger.repository.action_lists import ActionFacts
from tradesense.features.ledger.repository.executions import ExecutionFacts
from tradesense.features.ledger.repository.rebuild import BEGINNING, END, Touched, Window
from tradesense.features.ledger.use_cases.group_fold import GroupFold
from tradesense.features.ledger.use_cases.linking import Group


class WorkedOut(NamedTuple):
    legs: list[tuple[Step, ExecutionFacts]]
    matches: list[Match]
    actions: list[ActionFacts]


async def worked_out_linked(session: Session, actor: Actor, group: Group, trade: TradeRow) -> WorkedOut:
    """Folds the whole group up to the trade's end, writing down what concerns the trade."""
    ids = [holding.position for holding in group.holdings]
    places = await repository.list_places(session, actor, [Touched(id_, BEGINNING, END) for id_ in ids])
    splits = await repository.list_splits(session, actor, ids)
    picks = await repository.list_picks(session, actor, ids)
    windows = [Window(id_, BEGINNING, trade.closed_at or END) for id_ in ids]
    fold = GroupFold(group, places, splits=splits, picks=picks, trace=True)
    fills: list[tuple[PositionId, Execution]] = []
    async for batch in repository.stream_fills(session, actor, windows, in_time=True):
        fills += [(PositionId(place), fold.picked(fill)) for place, fill in batch]
    worked = work_out_linked(fold.fold, fills, TradeId(trade.id))
    wanted = [step.execution for step in worked.steps]
    facts = {one.id: one for one in await executions_repository.find_executions(session, actor, wanted)}
    actions = {one.id for one in worked.actions}
    told = await lists.list_facts(session, actor, account_id=trade.account_id)
    return WorkedOut(
        [(step, facts[step.execution]) for step in worked.steps],
        worked.matches,
        [one for one in reversed(told) if one.id in actions],
    )
