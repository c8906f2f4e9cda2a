"""What the worker does for the ledger."""

import json
from uuid import UUID

from tradesense.db.session import Database
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.problems import AccountNotFound
from tradesense.kit.logging import get_logger

log = get_logger(__name__)


async def derive_account(database: Database, payload: bytes) -> None:
    """Derives an account's trades anew after a change of it. Delivered at least once."""
    said = {name: UUID(value) for name, value in json.loads(payload).items()}
    actor = system_actor(UserId(said["user_id"]), WorkspaceId(said["workspace_id"]))
    # Longer than any statement of a request may take.
    async with database.transaction(workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0) as session:
        try:
            done = await use_cases.derive_account(session, actor, said["account_id"])
        except AccountNotFound:
            done = False
    log.info("account.derived", account_id=str(said["account_id"]), done=done)
