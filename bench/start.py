"""From the command to the first answered request, on a folder that has a database already."""

import time
from pathlib import Path
from typing import Final

from bench.figure import Baseline, Figure, median
from bench.serving import data_folder, served

ROUNDS: Final = 5


async def run() -> list[Figure]:
    with data_folder() as folder:
        first = _start(folder)
        again = [_start(folder) for _ in range(ROUNDS)]
    baseline = Baseline("first start, which makes the database, s", first)
    return [Figure("second start to the first answered request", median(again), "s", 5, baseline)]


def _start(folder: Path) -> float:
    started = time.perf_counter()
    with served(folder):
        return time.perf_counter() - started
