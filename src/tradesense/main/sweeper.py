"""Now and then, the worker takes away what nobody needs: stored bytes, and workspaces whose time is over."""

import asyncio
from typing import Final

from tradesense.db.session import Database, DatabaseUnavailable
from tradesense.features.imports import tasks as imports
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import tasks as workspaces
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
SWEEP_SECONDS: Final = 900.0


async def sweep_once(database: Database, ports: Ports) -> int:
    """Through all workspaces, one by one; answers how many files went."""
    async with database.transaction() as session:
        known = await ledger.list_all_workspaces(session)
    staying = [one for one in known if not await workspaces.purge_if_over(database, ports, one)]
    return sum([await imports.sweep_workspace(database, ports, one) for one in staying])


async def keep_sweeping(database: Database, ports: Ports) -> None:
    while True:
        try:
            swept = await sweep_once(database, ports)
            log.info("storage.swept", files=swept)
        except DatabaseUnavailable:
            log.warning("storage.sweep_waiting")
        except Exception:
            # The boundary between sweeping and the worker: its other work goes on, and the next sweep tries again.
            log.exception("storage.sweep_broke")
        await asyncio.sleep(SWEEP_SECONDS)
