"""Columns as analytics load them, and the rows a filter's mask picks from them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from tests.support.clock import SetClock
from tests.support.memory import NoMemory
from tradesense.db.session import Database, Session, enter
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.columns.mask import mask
from tradesense.domain.columns.trades import TradeColumns
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.analytics import use_cases as analytics
from tradesense.features.ledger import use_cases as ledger
from tradesense.ports import Memory

ZONE = "America/New_York"


class Loaded:
    """One state of a workspace: its columns, and what filters pick from them."""

    def __init__(self, session: Session, actor: Actor, question: analytics.Question, columns: TradeColumns) -> None:
        self.columns = columns
        self._session, self._actor, self._question = session, actor, question

    async def picked(self, text: str, zone: str = ZONE) -> set[str]:
        """Ids of the trades that the filter's mask has."""
        query = await ledger.read_query(self._session, self._actor, text, today=self._question.today, timezone=zone)
        rows = mask(query.node, self.columns, query.context).nonzero()[0]
        return {str(self.columns.id_at(int(row))) for row in rows}


@asynccontextmanager
async def loaded(
    database: Database, workspace: str, clock: SetClock, memory: Memory | None = None
) -> AsyncIterator[Loaded]:
    """Loaded anew; or, with a `memory` of before, brought up to date."""
    id_ = UUID(workspace)
    actor = system_actor(UserId(id_), WorkspaceId(id_))
    async with database.session(snapshot=True) as session:
        await enter(session, workspace_id=id_)
        question = await analytics.ask(
            session, actor, clock=clock, kind="test", text="", timezone=ZONE, report_currency=None
        )
        chosen = await analytics.selection(session, actor, question, memory or NoMemory())
        yield Loaded(session, actor, question, chosen.columns)
