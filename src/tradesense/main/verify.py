"""`tradesense verify-ledger`: recounts every workspace of a database with the independent matcher."""

from collections.abc import AsyncIterator

from rich.console import Console

from tradesense.db.session import Database, enter
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.ledger import use_cases as ledger
from tradesense.main.wiring import build_reader


async def verify(database: Database) -> AsyncIterator[ledger.Verified]:
    """Part by part, so that a database of any size fits."""
    async with database.transaction() as session:
        workspaces = await ledger.list_all_workspaces(session)
    for id_ in workspaces:
        actor = system_actor(UserId(id_), WorkspaceId(id_))
        async with database.session(snapshot=True) as session:
            await enter(session, workspace_id=id_, timeout_ms=0)
            async for part in ledger.verify_ledger(session, actor):
                yield part


async def verify_all(url: str, console: Console) -> int:
    """The number of differences, each printed."""
    database = build_reader(url, "verify")
    positions = trades = days = events = differences = 0
    try:
        async for part in verify(database):
            positions, trades, days = positions + part.positions, trades + part.trades, days + part.days
            events += part.cash_events
            differences += len(part.differences)
            for one in part.differences:
                console.print(
                    f"{one.kind} {one.id}: {one.name} is {one.stored}, should be {one.expected}",
                    markup=False,
                    highlight=False,
                    soft_wrap=True,
                )
    finally:
        await database.dispose()
    console.print(
        f"{positions} positions, {trades} trades, {days} daily figures, {events} cash events: {differences} differences",
        highlight=False,
    )
    return differences
