"""F01: workers killed at instants that nobody chose. What was answered is stored once, by whoever comes next.

Kills of the server in the middle of a request and of an upload: tests/main/test_serve.py, test_upload_serve.py.
"""

import asyncio
import random
from pathlib import Path
from typing import Final

from tests.faults.oracle import nothing_lost
from tests.faults.own import own
from tests.faults.rows import round_trips
from tests.support.imports import fills
from tests.support.scale import count

SEED: Final = 20_261_123
KILLS: Final = count(3, 100)
TRIPS: Final = count(750, 20_000)
LATEST: Final = count(1, 6)
"""Seconds after a worker took the job up: about as long as it works."""


async def test_a_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    sent: list[str] = []
    async with own(tmp_path) as place:
        with place.worker() as worker:
            for file in range(KILLS):
                rows = round_trips(f"F{file}", TRIPS)
                import_id = await place.sent(fills(*rows), f"{file}.csv")
                sent += rows
                await place.until_state(import_id, "parsing", "committed")
                await asyncio.sleep(chance.uniform(0, LATEST))
                await worker.kill()
                worker.start()
                made = await place.until_state(import_id, "committed", "failed")
                assert (made["state"], made["counts"]["new"]) == ("committed", 2 * TRIPS), f"seed {SEED}, file {file}"
        await nothing_lost(place.person, place.database, sent=sent, acked=sent)
