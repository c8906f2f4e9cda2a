"""The dashboard's questions over 100 000 trades, at each level that may answer them."""

import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench.figure import Baseline, Figure, median
from bench.tapes import write_flex
from bench.world import World, world
from tradesense.main.worker import spare_the_collector

TRADES: Final = 100_000
ROUNDS: Final = 9

DASHBOARD: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("/analytics/summary", {}),
    ("/analytics/equity", {}),
    ("/analytics/calendar", {}),
    ("/analytics/breakdown", {"by": "symbol"}),
    ("/analytics/breakdown", {"by": "weekday"}),
    ("/analytics/breakdown", {"by": "hour"}),
)
"""Summary, equity, calendar and three breakdowns."""
PLAIN_SQL: Final = (
    "SELECT symbol, count(*), sum(net), sum(fees), count(*) FILTER (WHERE net > 0) FROM trades GROUP BY symbol"
)


async def run() -> list[Figure]:
    spare_the_collector()
    with tempfile.TemporaryDirectory() as folder:
        file = write_flex(Path(folder) / "flex.csv", 2 * TRADES + 200, close=1)
        async with world() as made:
            await made.import_file(file)
            assert (await made.get("/analytics/summary", metrics="trades")).json()["figures"][0]["value"] >= TRADES
            sql = Baseline("one GROUP BY in SQL, ms", await _plain_sql(made))
            return [
                Figure("dashboard, 100 000 trades, from PostgreSQL", await _cold(made), "ms", 400, sql),
                Figure("dashboard, columns loaded, no answer kept", await _loaded(made), "ms", 60, sql),
                *await _kept(made, sql),
            ]


async def _ask(made: World) -> list[float]:
    times = []
    for path, params in DASHBOARD:
        await made.get(path, **params)
        times.append(made.timer.last)
    return times


async def _cold(made: World) -> float:
    times = []
    for _ in range(ROUNDS):
        made.forget_answers(columns=True)
        times.append(sum(await _ask(made)))
    return median(times)


async def _loaded(made: World) -> float:
    await _ask(made)
    times = []
    for _ in range(ROUNDS):
        made.forget_answers()
        times.append(sum(await _ask(made)))
    return median(times)


async def _kept(made: World, sql: Baseline) -> list[Figure]:
    """Of each question, the slowest one's median."""
    cached, unchanged = [], []
    for path, params in DASHBOARD:
        tag = (await made.get(path, **params)).headers["ETag"]
        times, times_304 = [], []
        for _ in range(ROUNDS * 3):
            await made.get(path, **params)
            times.append(made.timer.last)
            answer = await made.get(path, {"If-None-Match": tag}, **params)
            assert answer.status_code == 304
            times_304.append(made.timer.last)
        cached.append(median(times))
        unchanged.append(median(times_304))
    return [
        Figure("a question of it, answer kept", max(cached), "ms", 5, sql),
        Figure("a question of it, 304", max(unchanged), "ms", 4, sql),
    ]


async def _plain_sql(made: World) -> float:
    connection = await made.superuser()
    try:
        times = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            await connection.fetch(PLAIN_SQL)
            times.append((time.perf_counter() - started) * 1000)
        return median(times)
    finally:
        await connection.close()
