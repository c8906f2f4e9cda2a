"""F22: every sample, damaged in every way there is, sent through the running app.

Never a server error, never an import that is stuck or half there, and every problem says where it is. A seed that
failed is made again with TRADESENSE_TEST_SEED=…, and is added to KNOWN once it is mended.
"""

import os
from typing import Any, Final

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.faults.sending import Sender
from tests.support.actors import register
from tests.support.imports import Worker, fills
from tests.support.mutations import Mutant, drawn, mutant
from tests.support.scale import count
from tests.support.sql import Sql
from tests.support.verifying import differences
from tradesense.db.session import Database

BATCH: Final = 50
BY_ITSELF: Final = 12
"""So many of a batch, and whatever is an archive; the others come in an archive."""
BATCHES: Final = range(count(2_000, 100_000) // BATCH)
KNOWN: Final[tuple[str, ...]] = (
    "generic/tradetally__min.csv|huge field|249",
    "webull/tradetally__invalid_timestamp.csv|bits turned|822",
)
"""Mutants that once broke something."""
CLEAN: Final = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")


def seeds(batch: int) -> range:
    only = os.environ.get("TRADESENSE_TEST_SEED")
    return range(int(only), int(only) + 1) if only else range(batch * BATCH, (batch + 1) * BATCH)


@pytest.mark.parametrize("batch", BATCHES)
async def test_a_damaged_file_ends_well_or_is_refused_by_name(
    app: FastAPI, worker: Worker, sql: Sql, database: Database, batch: int
) -> None:
    await withstood(app, worker, sql, database, [drawn(seed) for seed in seeds(batch)])


async def test_what_broke_something_once_does_not_again(
    app: FastAPI, worker: Worker, sql: Sql, database: Database
) -> None:
    await withstood(app, worker, sql, database, [mutant(told) for told in KNOWN])


async def withstood(app: FastAPI, worker: Worker, sql: Sql, database: Database, mutants: list[Mutant]) -> None:
    """One trader sends them all; what is wrong is told for all of them at once."""
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client, sql.superuser() as beside:
        person = await register(client, "mallory")
        await worker.imported(person, CLEAN)
        sender = await Sender.of(person, worker, beside)
        # An archive within an archive is refused, so what is one or a part of one goes by itself.
        together = [one for one in mutants[BY_ITSELF:] if not one.content.startswith(b"PK")]
        wrong = await sender.faults_of_archive(together) if together else []
        for number, one in enumerate(one for one in mutants if one not in together):
            wrong += [f"{one.told}: {fault}" for fault in await sender.faults(one, number)]
        wrong += await read_back(sender)
        wrong += [f"the ledger differs: {one}" for one in await differences(database, person)]
    assert not wrong, "\n".join(wrong)


async def read_back(sender: Sender) -> list[str]:
    """The pages of a trader whose ledger holds what could be read."""
    pages: dict[str, dict[str, Any]] = {
        "/imports": {"limit": 200},
        "/trades": {"limit": 200, "include": "total"},
        "/executions": {"limit": 200},
        "/accounts": {},
        "/analytics/summary": {},
    }
    found = []
    for path, params in pages.items():
        answer = await sender.person.get(path, **params)
        if answer.status_code != 200:
            found.append(f"GET {path} answers {answer.status_code}: {answer.text[:300]}")
    return found
