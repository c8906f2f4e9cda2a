"""S90: what has outlived its time goes, and the log says how much of what."""

import io
import json
import os
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.features.conftest import MakeClient, changed_ports
from tests.features.privacy.test_whole_person import exported, written
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.imports import Worker, fills
from tests.support.keys import made_key
from tests.support.ledger import account, fill, trades
from tests.support.members import home, invited
from tests.support.sql import Sql
from tradesense.db.session import Database
from tradesense.features.privacy import tasks
from tradesense.features.privacy.use_cases import RETENTION, retention_times
from tradesense.kit.ids import new_id
from tradesense.kit.settings import Settings
from tradesense.main.sweeper import sweep_workspace
from tradesense.ports import Ports

__all__ = ["written"]


async def with_what_ends(ada: Person, sql: Sql, clock: SetClock) -> None:
    """A link, a key, an invitation, a session, a visit to a broker: all of them over within a week."""
    desk, now = await home(ada), clock.now()
    await invited(desk, "eve@example.org", "viewer")
    key = await made_key(ada, "trades.read")
    assert (await ada.send("DELETE", f"/api-keys/{key['id']}", {"If-Match": "*"})).status_code == 204
    main = await account(ada)
    for side, price in (("buy", "10"), ("sell", "11")):
        await fill(ada, main["id"], side, "1", price, "0", f"2026-01-05T15:0{price[-1]}:00Z")
    (trade,) = await trades(ada)
    shared = await ada.post("/shares", {"trade_id": trade["id"]}, {"Idempotency-Key": "once"})
    assert shared.status_code == 201, shared.text
    await sql.execute("UPDATE shares SET expires_at = $1 WHERE id::text = $2", now, shared.json()["id"])
    answer = await ada.client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    elsewhere = Person(ada.client, ada.email, answer.json())
    assert (await elsewhere.post("/auth/logout")).status_code == 204
    connection, workspace = new_id(), UUID(desk.workspace)
    await sql.execute(
        "INSERT INTO broker_connections (workspace_id, id, kind, name, created_by, shown, credentials, credentials_key,"
        " schedule, review_first, cursor, created_at)"
        " VALUES ($1, $2, 'alpaca', 'A', $3, '{}', '', 'k', 'off', false, '{}', $4)",
        workspace, connection, UUID(ada.user["id"]), now,
    )  # fmt: skip
    await sql.execute(
        "INSERT INTO broker_sync_runs (workspace_id, id, connection_id, outcome, started_at, finished_at)"
        " VALUES ($1, $2, $3, 'synced', $4, $4)", workspace, new_id(), connection, now,
    )  # fmt: skip
    await sql.execute(
        "INSERT INTO one_time_tokens (key_hash, purpose, user_id, created_at, expires_at) VALUES ($1, 'reset', $2, $3, $3)",
        uuid4().bytes, UUID(ada.user["id"]), now,
    )  # fmt: skip


async def left(sql: Sql, person: Person, workspace: str) -> dict[str, int]:
    """Rows of theirs in each table with a time, as far as it tells whose they are."""
    found = {}
    for one in RETENTION:
        if one.table in {"login_throttles", "pgqueuer_log"}:
            continue
        column = await sql.value(
            "SELECT count(*) FROM information_schema.columns WHERE table_name = $1 AND column_name = 'workspace_id'",
            one.table,
        )
        whose, id_ = ("workspace_id", workspace) if column else ("user_id", person.user["id"])
        found[one.table] = await sql.value(f"SELECT count(*) FROM {one.table} WHERE {whose}::text = $1", id_)
    return found


async def test_what_is_over_goes_when_its_time_has_come_and_what_lives_stays(
    browse: MakeClient,
    reading: Database,
    ports: Ports,
    settings: Settings,
    sql: Sql,
    worker: Worker,
    written: io.StringIO,
) -> None:
    clock = SetClock()
    mine = changed_ports(ports, clock=clock)
    ada = await register(browse(uses={"clock": clock}), "ada")
    workspace = (await home(ada)).workspace
    await with_what_ends(ada, sql, clock)
    export = await exported(ada, Worker(worker.database, mine, worker.data_dir), reading)
    file = worker.data_dir / "blobs" / "people" / ada.user["id"] / "exports" / export["id"]
    times = retention_times(settings)

    async def sweep() -> dict[str, int]:
        await tasks.forget_here(worker.database, mine, times, UUID(workspace))
        await tasks.forget(worker.database, mine, times)
        return await left(sql, ada, workspace)

    all_of_it = dict.fromkeys((one.table for one in RETENTION), 1)
    for name in ("login_throttles", "pgqueuer_log"):
        del all_of_it[name]
    assert await left(sql, ada, workspace) == all_of_it | {"sessions": 2}
    clock.pass_(hours=1)
    now = all_of_it | {"sessions": 2, "one_time_tokens": 0}
    assert await sweep() == now
    clock.pass_(days=6, hours=22)
    now |= {"idempotency_keys": 0}  # after three days
    assert await sweep() == now
    assert file.exists()
    clock.pass_(hours=1)
    now |= {"personal_exports": 0}  # after a week
    assert await sweep() == now
    assert not file.exists()
    clock.pass_(days=22, hours=23)
    assert await sweep() == now
    clock.pass_(hours=2)
    # A month after the link, the key and the session elsewhere ended; the invitation ended a week after they did.
    now |= {"shares": 0, "api_keys": 0, "sessions": 1}
    assert await sweep() == now
    clock.pass_(days=7)
    now |= {"invitations": 0}
    assert await sweep() == now
    clock.pass_(days=54)
    now |= {"broker_sync_runs": 0}  # after ninety days; so ends the session that was not signed out of
    assert await sweep() == now
    told: dict[str, Any] = {}
    for line in written.getvalue().splitlines():
        said = json.loads(line)
        if said["event"] == "retention.swept":
            told |= {name: told.get(name, 0) + said[name] for name in said.keys() & times.keys()}
    assert told.keys() >= {"sessions", "invitations", "api_keys", "shares", "idempotency_keys", "personal_exports"}


async def test_files_of_imports_go_where_the_workspace_wants_that(
    browse: MakeClient, ports: Ports, worker: Worker
) -> None:
    """S90: the import stays, with all that was read of it; its file goes after the days that were asked for."""
    clock = SetClock()
    mine = changed_ports(ports, clock=clock)
    own = Worker(worker.database, mine, worker.data_dir)
    ada = await register(browse(uses={"clock": clock}), "ada")
    workspace = (await home(ada)).workspace
    made = await own.imported(ada, fills("AAPL,2026-01-05 10:00:00,buy,10,100,1"))
    review = await own.imported(ada, fills("MSFT,2026-01-05 10:00:00,buy,10,100,1"), review="true")
    assert (made["state"], review["state"]) == ("committed", "review")
    for file in (worker.data_dir / "blobs" / workspace).rglob("*"):
        if file.is_file():
            os.utime(file, (clock.now().timestamp(), clock.now().timestamp()))
    clock.pass_(days=400)
    answer = await ada.client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    ada = Person(ada.client, ada.email, answer.json())
    assert await sweep_workspace(own.database, mine, UUID(workspace)) == 0
    asked = await ada.patch(f"/workspaces/{workspace}", {"files_kept_days": 401})
    assert (asked.status_code, asked.json()["files_kept_days"]) == (200, 401)
    assert await sweep_workspace(own.database, mine, UUID(workspace)) == 0
    assert (await ada.patch(f"/workspaces/{workspace}", {"files_kept_days": -1})).status_code == 422
    assert (await ada.patch(f"/workspaces/{workspace}", {"files_kept_days": 399})).status_code == 200
    assert await sweep_workspace(own.database, mine, UUID(workspace)) == 1
    assert len(await own.kept_files(ada)) == 1  # of the one that somebody has yet to look at
    assert [one["quantity"] for one in await trades(ada)] == ["10"]
    undone = await own.acted(ada, made["id"], "undo")
    assert undone["state"] == "undone"
    again = await ada.post(f"/imports/{made['id']}/retry", {})
    assert (again.status_code, again.json()["code"]) == (404, "storage.missing")


@pytest.mark.parametrize("one", RETENTION, ids=lambda one: one.table)
def test_every_time_can_be_told(one: Any, settings: Settings) -> None:
    assert one.lasts(settings) == retention_times(settings)[one.table]
