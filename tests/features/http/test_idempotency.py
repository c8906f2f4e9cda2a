"""The same request twice has one effect and one answer: for connections that break before the answer comes."""

import asyncio
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades
from tests.support.operations import operations
from tests.support.sql import Sql
from tests.support.waiting import until

POSTS: Final = [
    one
    for one in operations()
    if one.method == "POST" and not one.id.startswith("auth_") and one.id not in {"invitations_look", "shares_open"}
]
FILE: Final = fills("AAPL,2026-01-05 10:00:00,buy,1,10,0")


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def test_every_post_takes_a_key() -> None:
    assert [one.id for one in POSTS if "Idempotency-Key" not in one.headers] == []


async def test_a_retry_gets_the_first_answer_and_has_no_second_effect(ada: Person) -> None:
    main = await account(ada)
    once = key()
    body = {
        "account_id": main["id"],
        "instrument": {"symbol": "AAPL"},
        "side": "buy",
        "quantity": "10",
        "price": "100",
        "executed_at": "2026-01-05T15:00:00Z",
    }
    first = await ada.post("/executions", body, once)
    version = (await ada.get("/workspaces")).json()["items"][0]["ledger_version"]
    again = await ada.post("/executions", body, once)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert (await ada.get("/workspaces")).json()["items"][0]["ledger_version"] == version
    assert [one["quantity"] for one in await trades(ada)] == ["10"]


async def test_a_resources_tag_is_replayed_with_it(ada: Person) -> None:
    once = key()
    first = await ada.post("/accounts", {"name": "Main"}, once)
    again = await ada.post("/accounts", {"name": "Main"}, once)
    assert (again.json()["id"], again.headers["etag"]) == (first.json()["id"], first.headers["etag"])
    assert (await ada.get(f"/accounts/{first.json()['id']}")).headers["etag"] == first.headers["etag"]


async def test_a_key_serves_one_request(ada: Person) -> None:
    once = key()
    main = (await ada.post("/accounts", {"name": "Main"}, once)).json()
    made = await fill(ada, main["id"], "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    for path, body in (("/accounts", {"name": "Other"}), (f"/executions/{made['id']}/void", None)):
        answer = await ada.post(path, body, once)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.key_reused")
    assert len((await ada.get("/accounts")).json()["items"]) == 1
    assert (await ada.get(f"/executions/{made['id']}")).json()["counts"] is True


async def test_what_was_refused_stores_nothing_so_that_the_key_can_be_tried_again(ada: Person) -> None:
    once = key()
    assert (await ada.post("/accounts", {"name": "Main", "currency": "no such"}, once)).status_code == 422
    assert (await ada.post("/accounts", {"name": "Main", "currency": "USD"}, once)).status_code == 201


async def test_anothers_key_of_the_same_name_is_another(ada: Person, bob: Person) -> None:
    once = key()
    mine = await ada.post("/accounts", {"name": "Main"}, once)
    theirs = await bob.post("/accounts", {"name": "Main"}, once)
    assert theirs.status_code == 201
    assert "idempotent-replayed" not in theirs.headers
    assert mine.json()["id"] != theirs.json()["id"]


@pytest.mark.parametrize("given", ["", "x" * 256, "with space", "zwölf", "tab\there"])
async def test_a_key_is_visible_ascii(ada: Person, given: str) -> None:
    headers = {**ada.headers(), "Idempotency-Key": given}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    answer = await ada.client.post("/api/v1/accounts", headers=encoded, json={"name": "Main"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.key_invalid")


async def test_while_the_first_is_running_the_second_is_told_to_wait(ada: Person, sql: Sql) -> None:
    once = key()
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    async with sql.superuser() as other:
        # Somebody holds the workspace's row: the first request waits for it, in the middle of its work.
        held = other.transaction()
        await held.start()
        await other.execute("SELECT FROM workspaces WHERE id = $1::text::uuid FOR UPDATE", workspace)
        first = asyncio.create_task(ada.post("/accounts", {"name": "Main"}, once))
        await until(lambda: _waits(sql))
        second = await ada.post("/accounts", {"name": "Main"}, once)
        assert (second.status_code, second.json()["code"]) == (409, "idempotency.still_running")
        assert second.headers["retry-after"] == "1"
        await held.rollback()
        done = await first
    assert done.status_code == 201
    third = await ada.post("/accounts", {"name": "Main"}, once)
    assert third.json() == done.json()
    assert len((await ada.get("/accounts")).json()["items"]) == 1


async def _waits(sql: Sql) -> bool:
    waiting = await sql.value(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    return bool(waiting)


async def test_a_file_sent_again_is_one_import(ada: Person, worker: Worker) -> None:
    once = key()

    async def sent(content: str, **fields: str) -> Any:
        return await ada.send("POST", "/imports", once, files={"file": ("a.csv", content.encode())}, data=fields)

    first = await sent(FILE)
    again = await sent(FILE)
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert len((await ada.get("/imports")).json()["items"]) == 1
    for other in (await sent(FILE + "\n"), await sent(FILE, review="true")):
        assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert len(await worker.take(first.json()["id"])) == 1
    # What the retries sent is not kept.
    assert await worker.kept_files(ada) == [first.json()["id"]]


async def test_answers_are_kept_for_three_days(browse: MakeClient) -> None:
    clock = SetClock()
    client = browse(uses={"clock": clock}, access_token_seconds=3600)
    ada = await register(client, "ada")
    once = key()
    first = await ada.post("/accounts", {"name": "Main"}, once)
    clock.pass_(hours=71.9)
    ada.token = (await client.post("/api/v1/auth/refresh")).json()["access_token"]
    assert (await ada.post("/accounts", {"name": "Main"}, once)).json() == first.json()
    clock.pass_(hours=0.2)
    assert clock.now() - SetClock().now() > timedelta(hours=72)
    another = await ada.post("/accounts", {"name": "Main"}, once)
    assert another.status_code == 201
    assert another.json()["id"] != first.json()["id"]
