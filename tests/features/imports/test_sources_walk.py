"""Random walks over files that share fills: whatever is imported, undone, voided, what counts is what it should be.

The model is a few lines: a fill counts while a live file states it and it is not voided; among fills of one
instant the smallest place it has in any of its files decides (decision 9).
"""

import random
from typing import NamedTuple

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.scale import count
from tests.support.sql import Sql
from tests.support.standing import executions, standing, workspace_of
from tests.support.verifying import differences
from tradesense.db.session import Database

# Six fills of three instants; each is known by its price.
FILLS = {
    "100": "WOMB,2026-01-05 10:00:00,buy,10,100,1",
    "101": "WOMB,2026-01-05 10:00:00,sell,14,101,1",
    "102": "WOMB,2026-01-05 10:00:00,buy,4,102,1",
    "103": "WOMB,2026-01-05 11:00:00,buy,5,103,1",
    "104": "WOMB,2026-01-05 11:00:00,sell,7,104,1",
    "105": "WOMB,2026-01-05 12:00:00,buy,2,105,1",
}
FILES = (("100", "101", "102"), ("101", "100", "103"), ("102", "101", "104", "105"), ("104", "103"), tuple(FILLS))


class Source(NamedTuple):
    file: int
    line: int
    ordinal: int


def sources_of(price: str, live: set[int]) -> set[Source]:
    """Where the live files state it: its line, and its place among the fills of its instant there."""
    found = set()
    for number in live:
        stated = FILES[number]
        if price in stated:
            alike = [one for one in stated if FILLS[one].split(",")[1] == FILLS[price].split(",")[1]]
            found.add(Source(number, stated.index(price) + 2, alike.index(price)))
    return found


@pytest.mark.parametrize("seed", range(count(3, 200)))
async def test_what_counts_is_what_live_files_state(
    ada: Person, worker: Worker, database: Database, sql: Sql, seed: int
) -> None:
    chance = random.Random(seed)
    imports: dict[int, str] = {}
    live: set[int] = set()
    voided: set[str] = set()
    for _ in range(12):
        number = chance.randrange(len(FILES))
        if number in live and chance.random() < 0.6:
            assert (await worker.acted(ada, imports[number], "undo"))["state"] == "undone"
            live.discard(number)
        elif number not in live:
            content = fills(*(FILLS[price] for price in FILES[number]))
            if number in imports:
                made = await worker.acted(ada, imports[number], "retry", {})
            else:
                made = await worker.imported(ada, content, f"{number}.csv")
                imports[number] = made["id"]
            before = {price for price in FILLS if sources_of(price, live)} | voided & set(await known(ada))
            assert made["counts"]["new"] == len(set(FILES[number]) - before)
            live.add(number)
        else:
            voided ^= await turned(ada, chance, voided)
        await agrees(ada, sql, imports, live, voided)
        assert await differences(database, ada) == []


async def known(ada: Person) -> dict[str, str]:
    """Price -> id of the fills that are there, whether they count or not."""
    return {one["price"]: one["id"] for one in await executions(ada)}


async def turned(ada: Person, chance: random.Random, voided: set[str]) -> set[str]:
    """Voids one fill, or takes its void back; answers which."""
    price, id_ = chance.choice(sorted((await known(ada)).items()))
    answer = await ada.post(f"/executions/{id_}/{'restore' if price in voided else 'void'}")
    assert answer.status_code == 200
    return {price}


async def agrees(ada: Person, sql: Sql, imports: dict[int, str], live: set[int], voided: set[str]) -> None:
    names = {id_: number for number, id_ in imports.items()}
    rows = await sql.fetch(
        "SELECT e.price::text, e.counts, e.ordinal, e.import_id::text, e.line, e.stated_ordinal, e.id"
        " FROM executions e WHERE workspace_id = $1::text::uuid",
        await workspace_of(ada),
    )
    further = await sql.fetch(
        "SELECT execution_id, import_id::text, line, ordinal FROM execution_sources WHERE workspace_id = $1::text::uuid",
        await workspace_of(ada),
    )
    for printed, counts, ordinal, import_id, line, stated, id_ in rows:
        price = str(int(float(printed)))
        first = [Source(names[import_id], line, stated)] if import_id else []
        rest = [Source(names[one[1]], one[2], one[3]) for one in further if one[0] == id_]
        expected = sources_of(price, live)
        assert sorted(first + rest) == sorted(expected), price
        assert bool(first) == bool(expected), "the first source stands in the fill's own row"
        assert counts == (bool(expected) and price not in voided)
        if expected:
            assert ordinal == min(one.ordinal for one in expected)


async def test_the_order_of_arrival_never_matters(ada: Person, bob: Person, worker: Worker) -> None:
    for number in range(len(FILES)):
        await worker.imported(ada, fills(*(FILLS[price] for price in FILES[number])))
    for number in reversed(range(len(FILES))):
        await worker.imported(bob, fills(*(FILLS[price] for price in FILES[number])))
    assert await standing(ada) == await standing(bob)
    assert (await standing(ada)).counting == len(FILLS)
