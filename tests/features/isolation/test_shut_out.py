"""S24, S43: whoever is shut out while a worker is at what they asked for: it ends at its next step, and nothing stays."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from tests.features.identity.test_disabling import disabled
from tests.support.actors import Person
from tests.support.brokers import AlpacaService, alpaca
from tests.support.connections import Desk, connected
from tests.support.holding import held, until_waiting
from tests.support.imports import TASKS, Worker, fills
from tests.support.members import Member, home, joined
from tests.support.sql import Sql
from tests.support.standing import AROUND
from tests.support.waiting import until
from tradesense.db.session import Database
from tradesense.features.archives import tasks as archive_tasks
from tradesense.features.broker_connections import tasks as sync_tasks
from tradesense.features.privacy import tasks as privacy_tasks
from tradesense.ports import Ports

Shut = Callable[[Member, Member], Awaitable[None]]
TRADES: Final = "LOCK TABLE trades, annotations IN ACCESS EXCLUSIVE MODE"
"""Whoever derives trades, or writes annotations into an archive, waits; the first who derives holds the workspace's row meanwhile."""
ROWS: Final = ("BIRD,2026-01-05 10:00:00,buy,1,10,0", "WOMB,2026-01-06 10:00:00,buy,2,20,0", "LYNX,2026-01-07 10:00:00,buy,3,30,0")  # fmt: skip


async def _removed(owner: Member, trader: Member) -> None:
    assert (await owner.remove(trader)).status_code == 204


async def _looking_only(owner: Member, trader: Member) -> None:
    assert (await owner.role_to(trader, "viewer")).status_code == 200


@pytest.fixture
def shut(request: pytest.FixtureRequest, database: Database, ports: Ports) -> Shut:
    async def disable(_: Member, trader: Member) -> None:
        await disabled(database, ports, trader.person.email)

    ways: dict[str, Shut] = {"removed": _removed, "viewer": _looking_only, "disabled": disable}
    return ways[request.param]


async def _sent(trader: Member, row: str) -> str:
    answer = await trader.send("POST", "/imports", files={"file": ("fills.csv", fills(row).encode())})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def _ledger(sql: Sql, owner: Member) -> dict[str, str]:
    """But who belongs to it, and what became of what they asked for."""
    return await sql.picture(owner.workspace, but=(*AROUND, "archives", "memberships"))


async def _refusals(owner: Member) -> list[str]:
    found = (await owner.get("/audit-entries?action=access.refuse")).json()["items"]
    assert {one["reason"] for one in found} <= {"access.not_allowed"}
    return sorted(one["object"] for one in found)


@pytest.mark.parametrize("shut", ["removed", "viewer", "disabled"], indirect=True)
async def test_what_is_under_way_for_somebody_shut_out_comes_to_nothing(
    ada: Person, bob: Person, worker: Worker, sql: Sql, shut: Shut
) -> None:
    """Import, undo, settlement and archive, all past their beginning; and nobody's removal waits for any of them."""
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    new, undone, settled = [await _sent(trader, row) for row in ROWS]
    for one in (undone, settled):
        await worker.run(ada, one)
    assert (await trader.post(f"/imports/{undone}/undo")).status_code == 202
    assert (await trader.post(f"/imports/{settled}/settle", {})).status_code == 202
    archive = (await trader.post("/archives")).json()["id"]
    before = await _ledger(sql, owner)
    jobs = [TASKS[kind](worker.database, worker.ports, said) for one in (new, undone, settled) for kind, said in await worker.take(one)]  # fmt: skip
    jobs += [archive_tasks.run_archive(worker.database, worker.ports, said) for _, said in await worker.take(archive, "archive_id")]  # fmt: skip
    async with held(sql, TRADES):
        running = [asyncio.create_task(one) for one in jobs]
        await until_waiting(sql, 4)
        await asyncio.wait_for(shut(owner, trader), 5)
    await asyncio.gather(*running)

    found = [await Worker.look(ada, one) for one in (new, undone, settled)]
    assert [one["state"] for one in found] == ["failed", "committed", "committed"]
    assert {(one["problem"]["code"], one["phase"]) for one in found} == {("access.not_allowed", "")}
    assert await _ledger(sql, owner) == before
    written = (await ada.get(f"/archives/{archive}")).json()
    assert (written["state"], written["problem"]["code"]) == ("failed", "access.not_allowed")
    assert await worker.kept_files(ada, "archives") == []
    assert await _refusals(owner) == sorted([new, undone, settled, archive])


async def test_a_restoration_under_way_for_somebody_shut_out_leaves_the_workspace_empty(
    ada: Person, bob: Person, worker: Worker, sql: Sql
) -> None:
    source = await home(bob)
    await worker.imported(bob, fills(*ROWS))
    archive = await worker.archived(bob)
    content = (await source.get(f"/archives/{archive['id']}/file")).content
    owner = await home(ada)
    trader = await joined(owner, bob, "admin")
    before = await _ledger(sql, owner)
    sent = (await trader.send("POST", "/archives/restore", files={"file": ("desk.zip", content)})).json()["id"]
    ((_, said),) = await worker.take(sent, "archive_id")
    async with held(sql, "LOCK TABLE executions IN EXCLUSIVE MODE"):
        running = asyncio.create_task(archive_tasks.run_archive(worker.database, worker.ports, said))
        await until_waiting(sql)
        await _looking_only(owner, trader)
    await running
    assert (await ada.get(f"/archives/{sent}")).json()["problem"]["code"] == "access.not_allowed"
    assert await _ledger(sql, owner) == before
    assert await worker.kept_files(ada, "imports") == []


async def test_an_export_of_oneself_holds_no_workspace_that_one_was_removed_from_meanwhile(
    ada: Person, bob: Person, worker: Worker, reading: Database, sql: Sql
) -> None:
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    export = (await bob.post("/privacy/exports")).json()["id"]
    ((_, said),) = await worker.take(export, "export_id")
    async with held(sql, TRADES):
        running = asyncio.create_task(privacy_tasks.run_export(worker.database, reading, worker.ports, said))
        await until_waiting(sql)
        await _removed(owner, trader)
    await running
    found = (await bob.get(f"/privacy/exports/{export}")).json()
    assert (found["state"], found["problem"]["code"]) == ("failed", "access.not_allowed")
    assert (await bob.get(f"/privacy/exports/{export}/file")).status_code == 409
    kept = await sql.fetch("SELECT result, reason FROM person_audit_entries WHERE object = $1 ORDER BY seq", export)
    assert [tuple(one) for one in kept] == [("done", ""), ("refused", "access.not_allowed")]


@pytest.mark.parametrize("while_", ["asked", "kept"])
async def test_what_a_broker_answers_for_somebody_shut_out_is_thrown_away(
    ada: Person, bob: Person, worker: Worker, sql: Sql, while_: str
) -> None:
    """Whether the broker still answers, or the answer is being stored."""
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    with AlpacaService(fills=2) as service:
        desk = Desk(ada, worker, worker.ports, "alpaca", service)
        made = await connected(trader, alpaca.KEY)
        (said,) = await desk.take(made["id"])
        service.is_slow = True
        running = asyncio.create_task(sync_tasks.run_sync(desk.database, desk.ports, said))

        async def reached() -> bool:
            return bool(service.asked)

        await until(reached)
        if while_ == "asked":
            await _removed(owner, trader)
            service.is_slow = False
        else:
            async with held(sql, "SELECT FROM broker_connections WHERE id = $1::text::uuid FOR UPDATE", made["id"]):
                service.is_slow = False
                await until_waiting(sql)
                await _removed(owner, trader)
        await running
        found = await desk.look(made["id"])
    assert (found["last_outcome"], found["next_run_at"]) == ("refused", None)
    assert "may not do it here any more" in found["last_detail"]
    assert (await ada.get("/imports")).json()["items"] == []
    assert await worker.kept_files(ada) == []
    assert await _refusals(owner) == [made["id"]]
