"""Import of 100 000 fills: from the request to committed and visible in analytics, beside a bare COPY."""

import io
import tempfile
import time
from pathlib import Path

import asyncpg

from bench.figure import Baseline, Figure, median
from bench.tapes import write_flex
from bench.world import World, world
from tradesense.main.worker import spare_the_collector

FILLS = 100_000
ROUNDS = 3


async def run() -> list[Figure]:
    spare_the_collector()
    times, copies = [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(ROUNDS):
            file = write_flex(Path(folder) / f"flex-{seed}.csv", FILLS, seed=seed)
            async with world() as made:
                times.append(await _imported(made, file))
                copies.append(await _copied(made))
    took, copy = median(times), median(copies)
    baseline = Baseline("bare COPY, s", copy)
    return [
        Figure("import of 100 000 fills", FILLS / took, "fills/s", 15_000, None, more_is_better=True),
        Figure("import of 100 000 fills, time ÷ bare COPY", took / copy, "×", 4, baseline),
    ]


async def _imported(made: World, file: Path) -> float:
    started = time.perf_counter()
    found = await made.import_file(file)
    figures = (await made.get("/analytics/summary", metrics="trades")).json()["figures"]
    took = time.perf_counter() - started
    assert found["counts"]["new"] == FILLS
    assert figures[0]["value"] > FILLS / 4
    return took


async def _copied(made: World) -> float:
    """The same rows into the same table with its indexes and keys, emptied before, as its owner's superuser."""
    connection = await made.superuser()
    try:
        rows = io.BytesIO()
        await connection.copy_from_table("executions", output=rows, format="binary")
        await connection.execute("TRUNCATE executions CASCADE")
        rows.seek(0)
        started = time.perf_counter()
        await _copy(connection, rows)
        return time.perf_counter() - started
    finally:
        await connection.close()


async def _copy(connection: asyncpg.Connection, rows: io.BytesIO) -> None:
    async with connection.transaction():
        await connection.copy_to_table("executions", source=rows, format="binary")
