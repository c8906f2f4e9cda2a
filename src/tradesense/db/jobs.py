"""Jobs: enqueued in the transaction of the change that needs them, so that they exist exactly if it does."""

import json
from datetime import timedelta
from typing import Any

from pgqueuer import Queries
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from tradesense.db.session import Session, driver


async def enqueue(
    session: Session, entrypoint: str, payload: dict[str, Any], *, after: timedelta | None = None
) -> None:
    """`payload` holds ids only: the queue belongs to no workspace."""
    queries = Queries(AsyncpgDriver(await driver(session)))
    await queries.enqueue(entrypoint, json.dumps(payload).encode(), execute_after=after)
