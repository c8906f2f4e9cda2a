"""What follows a change: told at least once, and only once the change is there."""

from typing import Any
from uuid import UUID

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.sql import Sql
from tests.support.standing import workspace_of
from tradesense.db.session import Database, driver
from tradesense.main import worker as running
from tradesense.main.subscriptions import SUBSCRIPTIONS
from tradesense.ports import Ports

TOPIC = "ledger.changed"
ROWS = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1")


class Listener:
    """A task that remembers what it was told, and breaks when it is told to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.breaks = False

    async def __call__(self, _: Database, __: Ports, workspace: UUID, payload: dict[str, Any]) -> None:
        if self.breaks:
            raise RuntimeError
        self.told.append((str(workspace), payload["version"]))


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    made = Listener()
    monkeypatch.setitem(SUBSCRIPTIONS, TOPIC, (made,))
    return made


async def relayed(jobs: Database, ports: Ports) -> None:
    while await running.relay_once(jobs, ports) == running.RELAYED_AT_ONCE:
        continue


async def waiting(sql: Sql, person: Person) -> int:
    return int(
        await sql.value("SELECT count(*) FROM outbox WHERE workspace_id = $1::text::uuid", await workspace_of(person))
    )


async def test_a_change_is_announced_and_the_announcement_goes(
    ada: Person, worker: Worker, sql: Sql, jobs: Database, ports: Ports, listener: Listener
) -> None:
    await relayed(jobs, ports)
    listener.told.clear()
    await worker.imported(ada, ROWS, review="true")
    assert await waiting(sql, ada) == 0
    await worker.imported(ada, ROWS)
    assert await waiting(sql, ada) == 1
    await relayed(jobs, ports)
    await relayed(jobs, ports)
    assert listener.told == [(await workspace_of(ada), 1)]
    assert await waiting(sql, ada) == 0


async def test_what_could_not_be_told_is_told_later(
    ada: Person, worker: Worker, sql: Sql, jobs: Database, ports: Ports, listener: Listener
) -> None:
    await relayed(jobs, ports)
    listener.told.clear()
    await worker.imported(ada, ROWS)
    listener.breaks = True
    with pytest.raises(RuntimeError):
        await relayed(jobs, ports)
    assert await waiting(sql, ada) == 1
    listener.breaks = False
    await relayed(jobs, ports)
    assert listener.told == [(await workspace_of(ada), 1)]


async def test_a_worker_may_wait_longer_than_a_request_and_leaves_no_trace_of_it(database: Database) -> None:
    async def limits(timeout_ms: int | None) -> tuple[str, str]:
        async with database.transaction(timeout_ms=timeout_ms) as session:
            row = await (await driver(session)).fetchrow(
                "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
            )
            assert row is not None
            return row[0], row[1]

    assert [await limits(ms) for ms in (None, 0, None)] == [("30s", "20s"), ("0", "0"), ("30s", "20s")]
