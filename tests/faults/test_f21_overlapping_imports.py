"""F21: eight imports of overlapping files at once, under other names, in another order and with other line ends. The
ledger holds their union, each fill once; and once for each account."""

import asyncio
import random

import pytest

from tests.faults.oracle import counting, nothing_lost
from tests.faults.rows import round_trips
from tests.support.actors import Person
from tests.support.imports import TASKS, Worker, fills, send
from tests.support.ledger import account
from tests.support.scale import count
from tests.support.verifying import differences
from tradesense.db.session import Database, DatabaseUnavailable

FILES = 8
ENDS = ("\n", "\r\n", "\r")


async def worked(worker: Worker, import_id: str) -> None:
    """As the queue does it: what the database could not do just now is begun again."""
    for entrypoint, payload in await worker.take(import_id):
        while True:
            try:
                await TASKS[entrypoint](worker.database, worker.ports, payload)
                break
            except DatabaseUnavailable:
                continue


@pytest.mark.parametrize("seed", range(count(2, 100)))
async def test_eight_at_once_are_their_union(ada: Person, worker: Worker, database: Database, seed: int) -> None:
    chance = random.Random(seed)
    rows = round_trips("WOMB", 60)
    parts = [sorted(chance.sample(rows, chance.randint(20, 100))) for _ in range(FILES)]
    for part in parts[::2]:
        part.reverse()
    ids = []
    for number, part in enumerate(parts):
        content = fills(*part).replace("\n", chance.choice(ENDS))
        ids.append((await send(ada, content, f"{number}.csv", timezone="UTC")).json()["id"])
    await asyncio.gather(*(worked(worker, id_) for id_ in ids))
    made = [await worker.look(ada, id_) for id_ in ids]
    union = {row for part in parts for row in part}
    assert [one["state"] for one in made] == ["committed"] * FILES, seed
    assert [one["counts"]["rows"] for one in made] == [len(part) for part in parts]
    assert sum(one["counts"]["new"] for one in made) == len(union)
    await nothing_lost(ada, database, sent=union, acked=union)


async def test_one_file_into_two_accounts_at_once_counts_in_each(
    ada: Person, worker: Worker, database: Database
) -> None:
    rows = round_trips("WOMB", 20)
    accounts = [(await account(ada, name=name))["id"] for name in ("Main", "Second")] * (FILES // 2)
    ids = [(await send(ada, fills(*rows), account_id=one)).json()["id"] for one in accounts]
    await asyncio.gather(*(worked(worker, id_) for id_ in ids))
    made = [await worker.look(ada, id_) for id_ in ids]
    assert sum(one["counts"]["new"] for one in made) == 2 * len(rows)
    stored = [one["account_id"] for one in await counting(ada)]
    assert sorted(stored.count(one) for one in set(accounts)) == [len(rows)] * 2
    assert await differences(database, ada) == []
