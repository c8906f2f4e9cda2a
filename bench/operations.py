"""Every operation of the API, in a workspace of 100 000 trades."""

import tempfile
from pathlib import Path
from typing import Final

from bench import ledger_calls, people_calls
from bench.calls import Call, Known, calls_of, unplaced
from bench.figure import Baseline, Figure, median, percentile
from bench.tapes import write_flex
from bench.world import World, world
from tradesense.main.worker import spare_the_collector

TRADES: Final = 100_000
ROUNDS: Final = 40
BUDGET_MS: Final = 100
SLOWEST_SHOWN: Final = 8


async def run() -> list[Figure]:
    spare_the_collector()
    with tempfile.TemporaryDirectory() as folder:
        file = write_flex(Path(folder) / "flex.csv", 2 * TRADES + 200, close=1)
        async with world() as made:
            document = (await made.get("/openapi.json")).json()
            assert not unplaced(document), unplaced(document)
            await made.import_file(file)
            known = await _known(made)
            calls = calls_of(document)
            live = await _times(made, known, calls["health_live"])
            took = {name: percentile(await _times(made, known, call), 0.95) for name, call in calls.items()}
    baseline = Baseline("health_live, median ms", median(live))
    slowest = sorted(took.items(), key=lambda pair: pair[1], reverse=True)[:SLOWEST_SHOWN]
    return [
        Figure(f"{len(took)} operations at p95, 100 000 trades: {name}", value, "ms", BUDGET_MS, baseline)
        for name, value in slowest
    ]


async def _known(made: World) -> Known:
    """Ids of what was imported, by the names that paths give them; and of one of all else that is read."""
    known = {
        "account_id": (await made.get("/accounts")).json()["items"][0]["id"],
        "trade_id": (await made.get("/trades", limit=1, q="status:closed")).json()["items"][0]["id"],
        "execution_id": (await made.get("/executions", limit=1)).json()["items"][0]["id"],
        "import_id": (await made.get("/imports")).json()["items"][0]["id"],
        "workspace_id": made.workspace,
        "user_id": made.user["id"],
    }
    await ledger_calls.furnish(made, known)
    await people_calls.furnish(made, known)
    return known


async def _times(made: World, known: Known, call: Call) -> list[float]:
    await made.prove()
    times = []
    for number in range(ROUNDS):
        made.forget_answers()
        await call(made, known, number)
        times.append(made.timer.last)
    return times
