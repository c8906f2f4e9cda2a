"""F26: a worker with little memory. A large file passes in little; where even that is not there, nothing is half done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.faults.own import own
from tests.faults.rows import round_trips
from tests.features.conftest import changed_ports
from tests.support.actors import Person
from tests.support.imports import Worker, fills, send
from tests.support.scale import count
from tests.support.sql import Sql
from tests.support.standing import ledger_picture
from tradesense.adapters.brokers import BrokerFiles
from tradesense.domain.statement import ReadOptions, Stated
from tradesense.features.imports.tasks import run_import

MIB: Final = 1024 * 1024
PEAK_BYTES_MAX: Final = 400 * MIB
TRIPS: Final = count(10_000, 500_000)


async def test_a_large_file_needs_little_memory(tmp_path: Path) -> None:
    rows = round_trips("WOMB", TRIPS)
    async with own(tmp_path) as place:
        import_id = await place.sent(fills(*rows))
        with place.worker() as worker:
            made = await place.until_state(import_id, "committed", "failed")
            assert (made["state"], made["counts"]["new"]) == ("committed", len(rows))
            assert worker.peak_bytes() < PEAK_BYTES_MAX


class Starved(BrokerFiles):
    """Reading takes more memory than there is."""

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]:
        raise MemoryError


async def test_where_memory_runs_out_nothing_is_half_done(ada: Person, worker: Worker, sql: Sql) -> None:
    before = await ledger_picture(sql, ada)
    import_id = (await send(ada, fills(*round_trips("WOMB", 1)))).json()["id"]
    ((_, payload),) = await worker.take(import_id)
    starved = changed_ports(worker.ports, broker_files=Starved())
    for _ in range(3):
        with pytest.raises(MemoryError):
            await run_import(worker.database, starved, payload)
        assert (await worker.look(ada, import_id))["state"] == "parsing"
    await run_import(worker.database, starved, payload)
    failed = await worker.look(ada, import_id)
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.crashed")
    assert await ledger_picture(sql, ada) == before
    assert (await worker.acted(ada, import_id, "retry", {}))["state"] == "committed"
