"""S43: a worker believes no payload; it does what whoever asked may still do, in the workspace where it was asked."""

import json
from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import Person
from tests.support.brokers import AlpacaService, alpaca
from tests.support.connections import Desk, connected
from tests.support.house import House
from tests.support.imports import TASKS, Worker, fills, send
from tests.support.keys import made_key, with_key
from tests.support.members import Member, home, joined
from tests.support.sql import Sql
from tradesense.features.archives import tasks as archive_tasks
from tradesense.features.broker_connections import tasks as sync_tasks

ROWS = fills("AAPL,2026-01-05 10:00:00,buy,1,10,0")


async def _sent_by(member: Member) -> str:
    answer = await member.send("POST", "/imports", files={"file": ("fills.csv", ROWS.encode())})
    assert answer.status_code == 202, answer.text
    found: str = answer.json()["id"]
    return found


async def _work(worker: Worker, id_: str) -> None:
    for entrypoint, payload in await worker.take(id_):
        await TASKS[entrypoint](worker.database, worker.ports, payload)


async def test_what_somebody_asked_for_who_has_left_is_not_done(ada: Person, bob: Person, worker: Worker) -> None:
    """Import, undo and settlement alike: each says so where the workspace's people look."""
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    first, second, third = [await _sent_by(trader) for _ in range(3)]
    for one in (second, third):
        await _work(worker, one)
        assert (await Worker.look(ada, one))["state"] == "committed"
    assert (await trader.post(f"/imports/{second}/undo")).status_code == 202
    assert (await trader.post(f"/imports/{third}/settle", {})).status_code == 202
    assert (await owner.remove(trader)).status_code == 204
    for one in (first, second, third):
        await _work(worker, one)
    found = [await Worker.look(ada, one) for one in (first, second, third)]
    assert [one["state"] for one in found] == ["failed", "committed", "committed"]
    assert {one["problem"]["code"] for one in found} == {"access.not_allowed"}
    assert [one["phase"] for one in found] == ["", "", ""]


async def test_what_somebody_asked_for_who_only_looks_by_now_is_not_done(
    ada: Person, bob: Person, worker: Worker
) -> None:
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    archive = (await trader.post("/archives")).json()["id"]
    sent = await _sent_by(trader)
    assert (await owner.role_to(trader, "viewer")).status_code == 200
    await _work(worker, sent)
    for _, payload in await worker.take(archive, "archive_id"):
        await archive_tasks.run_archive(worker.database, worker.ports, payload)
    assert (await Worker.look(ada, sent))["problem"]["code"] == "access.not_allowed"
    written = (await ada.get(f"/archives/{archive}")).json()
    assert (written["state"], written["problem"]["code"]) == ("failed", "access.not_allowed")
    assert await worker.kept_files(ada, "archives") == []


async def test_a_connection_of_somebody_who_has_left_asks_the_broker_nothing(
    ada: Person, bob: Person, worker: Worker
) -> None:
    """It rests, and says why, until somebody who may gives credentials anew."""
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    with AlpacaService(fills=2) as service:
        desk = Desk(ada, worker, worker.ports, "alpaca", service)
        made = await connected(trader, alpaca.KEY)
        assert (await owner.remove(trader)).status_code == 204
        found = await desk.work(made["id"])
        assert (found["last_outcome"], found["next_run_at"]) == ("refused", None)
        assert "may not do it here any more" in found["last_detail"]
        assert (await ada.get("/imports")).json()["items"] == []
        anew = await ada.patch(f"/broker-connections/{made['id']}", {"credentials": alpaca.KEY}, {"If-Match": "*"})
        assert anew.status_code == 200, anew.text
        assert (await desk.work(made["id"]))["last_outcome"] == "synced"


async def test_what_a_key_asked_for_that_was_revoked_since_is_not_done(ada: Person, worker: Worker) -> None:
    """Import, undo, settlement and archive; what another key asked for is, though it was rotated meanwhile."""
    room = await home(ada)
    scopes = ("imports.read", "imports.write", "archives.read", "archives.write")
    stolen, rotated = [await made_key(ada, *scopes) for _ in range(2)]
    thief, friend = [Member(with_key(ada, key["secret"]), room.workspace) for key in (stolen, rotated)]
    first, second, third, fourth = [await _sent_by(one) for one in (thief, thief, thief, friend)]
    for one in (second, third):
        await _work(worker, one)
    assert (await thief.post(f"/imports/{second}/undo")).status_code == 202
    assert (await thief.post(f"/imports/{third}/settle", {})).status_code == 202
    archive = (await thief.post("/archives")).json()["id"]
    assert (await ada.post(f"/api-keys/{rotated['id']}/rotate", {})).status_code == 200
    assert (await room.send("DELETE", f"/api-keys/{stolen['id']}", {"If-Match": "*"})).status_code == 204

    for one in (first, second, third, fourth):
        await _work(worker, one)
    for _, payload in await worker.take(archive, "archive_id"):
        await archive_tasks.run_archive(worker.database, worker.ports, payload)
    found = [await Worker.look(ada, one) for one in (first, second, third, fourth)]
    assert [one["state"] for one in found] == ["failed", "committed", "committed", "committed"]
    assert [one["problem"] and one["problem"]["detail"] for one in found] == [
        *["The API key that asked for this was revoked."] * 3,
        None,
    ]
    written = (await ada.get(f"/archives/{archive}")).json()
    assert (written["state"], written["problem"]["code"]) == ("failed", "access.not_allowed")
    entries = (await ada.get("/audit-entries?action=access.refuse")).json()["items"]
    refused = [one["object"] for one in entries if one["key"] == stolen["id"]]
    assert sorted(refused) == sorted([first, second, third, archive])


FORGED = ("workspace_id", "user_id", "both")


@pytest.mark.parametrize("what", FORGED)
async def test_a_forged_payload_does_nothing_anywhere(
    house: House, bob: Person, worker: Worker, sql: Sql, what: str
) -> None:
    """Bob's name, or Bob's workspace, on jobs about Ada's things; and Ada's on Bob's."""
    his = await home(bob)
    waiting = (await send(bob, ROWS)).json()["id"]
    before = [await sql.picture(one) for one in (house.ids["workspace_id"], his.workspace)]
    hers = {"workspace_id": house.ids["workspace_id"], "user_id": house.person.user["id"]}
    bobs = {"workspace_id": his.workspace, "user_id": bob.user["id"]}
    mixed: dict[str, Any] = {**hers, **(bobs if what == "both" else {what: bobs[what]})}
    about_hers = {**house.ids, **mixed, "due": "2026-11-20T21:30:00+00:00"}
    about_his = {**{name: str(uuid4()) for name in house.ids}, **hers, "import_id": waiting}
    for said in (about_hers, about_his):
        payload = json.dumps({name: said.get(name) for name in ("workspace_id", "user_id", "import_id")}).encode()
        for task in TASKS.values():
            await task(worker.database, worker.ports, payload)
    archive = {name: about_hers[name] for name in ("workspace_id", "user_id", "archive_id")}
    await archive_tasks.run_archive(worker.database, worker.ports, json.dumps(archive).encode())
    sync = {name: about_hers[name] for name in ("workspace_id", "user_id", "connection_id", "due")}
    await sync_tasks.run_sync(worker.database, worker.ports, json.dumps(sync).encode())
    assert [await sql.picture(one) for one in (house.ids["workspace_id"], his.workspace)] == before
