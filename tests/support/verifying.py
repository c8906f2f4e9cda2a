"""The independent recount, asked about one person's ledger."""

from uuid import UUID

from tests.support.actors import Person
from tests.support.standing import workspace_of
from tradesense.db.session import Database, enter
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.ledger import use_cases as ledger


async def differences(database: Database, person: Person) -> list[ledger.Difference]:
    """What is stored otherwise than the executions give it."""
    workspace = UUID(await workspace_of(person))
    actor = system_actor(UserId(workspace), WorkspaceId(workspace))
    async with database.session(snapshot=True) as session:
        await enter(session, workspace_id=workspace)
        return [one async for part in ledger.verify_ledger(session, actor) for one in part.differences]
