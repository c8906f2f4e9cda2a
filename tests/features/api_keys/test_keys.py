"""A key opens what it was given, in one workspace, while it lives."""

import asyncio
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.imports import Worker, fills
from tests.support.keys import made_key, program, with_key
from tests.support.operations import Operation, operations
from tests.support.sql import Sql
from tests.support.statements import counted
from tradesense.features.api_keys.use_cases import LIVE_KEYS_MAX

OWN: Final = [one for one in operations() if one.id.startswith(("auth_", "api_keys_"))]
FILE: Final = fills("AAPL,2026-01-05 10:00:00,buy,10,100,1", "AAPL,2026-01-05 11:00:00,sell,10,110,1")


async def refused(person: Person, code: str = "api_key.refused", status: int = 401) -> None:
    answer = await person.get("/trades")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 401:
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_key_shows_its_secret_once_and_leaves_none_behind(ada: Person, sql: Sql) -> None:
    """S48. Everything that the database holds, its indexes' source included, is searched for the secret."""
    made = await made_key(ada, "trades.read", "imports.write", name="Watched folder")
    secret = made.pop("secret")
    assert secret[-4:] == made["hint"]
    (listed,) = (await ada.get("/api-keys")).json()["items"]
    assert listed == made
    assert (await ada.get(f"/api-keys/{made['id']}")).json() == made
    assert made["scopes"] == ["imports.write", "trades.read"]
    for table in await sql.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        assert await sql.value(f"SELECT count(*) FROM {table[0]} t WHERE t::text LIKE $1", f"%{secret[4:40]}%") == 0
    stored = await sql.value("SELECT secret_hash FROM api_keys WHERE id::text = $1", made["id"])
    assert len(stored) == 32


async def test_a_request_sent_twice_makes_one_key_and_tells_its_secret_once(ada: Person, sql: Sql) -> None:
    body = {"name": "Once", "scopes": ["trades.read"]}
    first = await ada.post("/api-keys", body, {"Idempotency-Key": "k"})
    again = await ada.post("/api-keys", body, {"Idempotency-Key": "k"})
    assert (again.status_code, again.json()) == (201, {**first.json(), "secret": None})
    assert len((await ada.get("/api-keys")).json()["items"]) == 1
    kept = await sql.value("SELECT string_agg(convert_from(body, 'UTF8'), '') FROM idempotency_keys")
    assert first.json()["secret"] not in kept


async def test_files_and_fills_go_in_by_a_key_that_may_import(ada: Person, worker: Worker) -> None:
    """S49: and it reads and changes nothing else."""
    one = await program(ada, "imports.write")
    sent = await one.send("POST", "/imports", files={"file": ("a.csv", FILE.encode())})
    assert sent.status_code == 202, sent.text
    assert (await worker.run(ada, sent.json()["id"]))["counts"]["new"] == 2
    assert (await one.get(f"/imports/{sent.json()['id']}")).json()["state"] == "committed"
    account = (await ada.get("/accounts")).json()["items"][0]["id"]
    fill = {
        "account_id": account, "symbol": "AAPL", "side": "buy", "quantity": "1", "price": "5",
        "executed_at": "2026-02-02T15:00:00Z", "ref": "e1",
    }  # fmt: skip
    bulk = await one.post("/executions/bulk", {"fills": [fill]})
    assert (bulk.status_code, bulk.json()["new"]) == (201, 1), bulk.text
    for method, path, body in (
        ("GET", "/trades", None),
        ("GET", "/analytics/summary", None),
        ("POST", "/accounts", {"name": "Mine"}),
        ("POST", "/archives", None),
    ):
        answer = await one.send(method, path, **({"json": body} if body else {}))
        assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed"), path


async def test_a_key_that_reads_changes_nothing(ada: Person, sql: Sql) -> None:
    reader = await program(ada, "trades.read")
    assert (await reader.get("/trades")).json()["items"] == []
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    assert [one["id"] for one in (await reader.get("/workspaces")).json()["items"]] == [workspace]
    before = await sql.picture(workspace)
    for method, path in (("PATCH", f"/workspaces/{workspace}"), ("POST", "/accounts")):
        answer = await reader.send(method, path, json={"name": "Mine"})
        assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")
    assert await sql.picture(workspace) == before


@pytest.mark.parametrize("operation", OWN, ids=str)
async def test_what_a_person_does_about_themselves_a_key_cannot(ada: Person, operation: Operation) -> None:
    """S49: no change of password, no other key, however much the key was given."""
    made = await made_key(ada, *(await scopes(ada)))
    bodies: dict[str, Any] = {
        "api_keys_create": {"name": "Stronger", "scopes": ["trades.read"]},
        "api_keys_rotate": {},
        "auth_change_password": {"current_password": PASSWORD, "password": "another long passphrase"},
    }
    body = bodies.get(operation.id)
    ids = {name: str(uuid4()) for name in operation.parameters} | {"key_id": made["id"]}
    answer = await with_key(ada, made["secret"]).send(
        operation.method, operation.at(ids), **({"json": body} if body is not None else {})
    )
    code = "access.not_by_key" if operation.id.startswith("auth_") else "access.not_allowed"
    assert (answer.status_code, answer.json()["code"]) == (403, code)


async def scopes(person: Person) -> list[str]:
    """Every scope there is, told by the refusal of the others."""
    wanted = ["trades.read", "trades.annotate", "imports.read", "imports.write", "executions.read", "executions.write"]
    more = ["accounts.read", "accounts.write", "analytics.read", "uploads.write", "workspace.read", "workspace.write"]
    return [*wanted, *more, "archives.read", "archives.write"]


async def test_nobody_gives_a_key_what_is_no_scope_or_what_they_lack(ada: Person, bob: Person, sql: Sql) -> None:
    for wrong in ("everything", "api_keys.write", "members.write", "workspace.own"):
        answer = await ada.post("/api-keys", {"name": "x", "scopes": ["trades.read", wrong]})
        assert (answer.status_code, answer.json()["code"]) == (422, "api_key.scopes_invalid")
        assert answer.json()["errors"][0]["pointer"] == "/scopes/1"
    assert (await ada.post("/api-keys", {"name": "x", "scopes": []})).status_code == 422
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    await join(sql, bob, workspace, "trader")
    body = {"name": "x", "scopes": ["workspace.write"]}
    answer = await bob.post("/api-keys", body, {"Workspace": workspace})
    assert answer.json()["errors"][0]["code"] == "scope_lacking"


async def join(sql: Sql, person: Person, workspace: str, role: str) -> None:
    await sql.execute(
        "INSERT INTO memberships (user_id, workspace_id, role) VALUES ($1::text::uuid, $2::text::uuid, $3)",
        person.user["id"],
        workspace,
        role,
    )


async def test_a_key_opens_the_workspace_it_was_made_in_and_no_other(ada: Person, bob: Person, sql: Sql) -> None:
    """S49, also where its maker belongs to the other one too."""
    mine = (await ada.get("/auth/me")).json()["workspace_id"]
    other = (await bob.get("/auth/me")).json()["workspace_id"]
    await join(sql, ada, other, "trader")
    reader = await program(ada, "trades.read")
    assert (await reader.get("/trades", {"Workspace": mine.upper()})).status_code == 200
    answer = await reader.get("/trades", {"Workspace": other})
    assert (answer.status_code, answer.json()["code"]) == (404, "workspace.not_found")
    assert (await ada.get("/trades", {"Workspace": other})).status_code == 200


async def test_a_revoked_key_is_refused_at_the_next_request(ada: Person) -> None:
    made = await made_key(ada, "trades.read")
    reader = with_key(ada, made["secret"])
    assert (await reader.get("/trades")).status_code == 200
    for _ in range(2):  # doing so again changes nothing
        assert (await ada.send("DELETE", f"/api-keys/{made['id']}")).status_code == 204
        await refused(reader)
    assert (await ada.get("/api-keys")).json()["items"][0]["revoked_at"] is not None
    answer = await ada.post(f"/api-keys/{made['id']}/rotate", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "api_key.over")


async def test_a_key_expires(browse: MakeClient) -> None:
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}))
    reader = await program(ada, "trades.read")
    clock.pass_(days=89, hours=23)
    assert (await reader.get("/trades")).status_code == 200
    clock.pass_(hours=1)
    await refused(reader)


async def test_no_key_lives_for_ever(ada: Person) -> None:
    for days in (0, 367, None):
        answer = await ada.post("/api-keys", {"name": "x", "scopes": ["trades.read"], "expires_in_days": days})
        assert answer.status_code == 422


async def test_after_a_rotation_both_secrets_open_for_a_while(browse: MakeClient) -> None:
    clock = SetClock()
    client = browse(uses={"clock": clock})
    ada = await register(client)
    made = await made_key(ada, "trades.read", expires_in_days=2)
    answer = await ada.post(f"/api-keys/{made['id']}/rotate", {"overlap_hours": 24, "expires_in_days": 90})
    assert answer.status_code == 200, answer.text
    first, second = with_key(ada, made["secret"]), with_key(ada, answer.json()["secret"])
    assert first.token != second.token
    clock.pass_(hours=23, minutes=59)
    assert [(await one.get("/trades")).status_code for one in (first, second)] == [200, 200]
    clock.pass_(minutes=1)
    again = await signed_in_again(ada)
    await refused(first)
    assert (await second.get("/trades")).status_code == 200
    # Without an overlap the former one ends at once, and one before it in any case.
    third = await again.post(f"/api-keys/{made['id']}/rotate", {"overlap_hours": 0})
    await refused(second)
    assert (await with_key(ada, third.json()["secret"]).get("/trades")).status_code == 200


async def signed_in_again(person: Person) -> Person:
    body = {"email": person.email, "password": PASSWORD}
    return Person(person.client, person.email, (await person.client.post("/api/v1/auth/login", json=body)).json())


async def test_a_former_secret_never_outlives_its_own_end(browse: MakeClient) -> None:
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}))
    made = await made_key(ada, "trades.read", expires_in_days=1)
    rotated = await ada.post(f"/api-keys/{made['id']}/rotate", {"overlap_hours": 168})
    # It would have ended after a day, not after the week.
    assert rotated.json()["former_until"] == made["expires_at"]
    clock.pass_(days=1)
    await refused(with_key(ada, made["secret"]))


async def test_a_key_ends_with_its_makers_membership_and_shrinks_with_their_role(
    ada: Person, bob: Person, sql: Sql
) -> None:
    """S24, S49."""
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    await join(sql, bob, workspace, "trader")
    body = {"name": "Bob's", "scopes": ["trades.read", "accounts.write"]}
    made = (await bob.post("/api-keys", body, {"Workspace": workspace})).json()
    bobs = with_key(bob, made["secret"])
    assert (await bobs.post("/accounts", {"name": "One"})).status_code == 201
    await sql.execute(
        "UPDATE memberships SET role = 'viewer' WHERE user_id::text = $1 AND role <> 'owner'", bob.user["id"]
    )
    assert (await bobs.post("/accounts", {"name": "Two"})).json()["code"] == "access.not_allowed"
    assert (await bobs.get("/trades")).status_code == 200
    await sql.execute("DELETE FROM memberships WHERE user_id::text = $1 AND role <> 'owner'", bob.user["id"])
    await refused(bobs)


async def test_others_keys_are_for_whoever_runs_the_workspace_to_revoke(ada: Person, bob: Person, sql: Sql) -> None:
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    await join(sql, bob, workspace, "trader")
    here = {"Workspace": workspace}
    adas = await made_key(ada, "trades.read")
    bobs = (await bob.post("/api-keys", {"name": "b", "scopes": ["trades.read"]}, here)).json()
    for answer in (
        await bob.send("DELETE", f"/api-keys/{adas['id']}", here),
        await bob.post(f"/api-keys/{adas['id']}/rotate", {}, here),
        # She would act in his name.
        await ada.post(f"/api-keys/{bobs['id']}/rotate", {}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "api_key.of_another")
    assert (await ada.send("DELETE", f"/api-keys/{bobs['id']}")).status_code == 204
    await refused(with_key(bob, bobs["secret"]))


async def test_a_mistyped_key_is_refused_without_asking_the_database(ada: Person, sql: Sql) -> None:
    secret = (await made_key(ada, "trades.read"))["secret"]
    mistyped = secret[:10] + ("A" if secret[10] != "A" else "B") + secret[11:]
    async with counted(sql.database) as statements:
        for wrong in (mistyped, "tsk_", "tsk_x", secret + "x", secret[:-1]):
            await refused(with_key(ada, wrong))
    assert statements.count == 0, statements.texts


async def test_a_key_that_nobody_has_is_refused(ada: Person, ports: Any) -> None:
    await refused(with_key(ada, ports.api_keys.issue()))


async def test_a_key_in_an_address_opens_nothing(ada: Person) -> None:
    """S50."""
    secret = (await made_key(ada, "trades.read"))["secret"]
    for name in ("key", "api_key", "access_token", "token"):
        answer = await ada.client.get("/api/v1/trades", params={name: secret})
        assert answer.status_code in {401, 422}
        assert secret not in answer.text


async def test_of_many_who_make_the_last_key_one_does(ada: Person) -> None:
    """S47."""
    for _ in range(LIVE_KEYS_MAX - 1):
        await made_key(ada, "trades.read")
    body = {"name": "Last", "scopes": ["trades.read"]}
    answers = await asyncio.gather(*(ada.post("/api-keys", body) for _ in range(50)))
    assert sorted(one.status_code for one in answers) == [201, *[409] * 49]
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"api_key.too_many"}


async def test_the_last_use_is_noted_once_a_minute_and_not_with_each_request(browse: MakeClient, sql: Sql) -> None:
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}))
    made = await made_key(ada, "trades.read")
    reader, began = with_key(ada, made["secret"]), clock.now()

    async def noted() -> Any:
        return await sql.value("SELECT last_used_at FROM api_keys WHERE id::text = $1", made["id"])

    assert await noted() is None
    async with counted(sql.database) as statements:
        for _ in range(5):
            assert (await reader.get("/trades")).status_code == 200
            clock.pass_(seconds=11)
    assert await noted() == began
    writes = {text: times for text, times in statements.texts.items() if text.startswith("UPDATE")}
    assert list(writes.values()) == [1], writes
    clock.pass_(seconds=10)  # 65 in all
    # What is refused was used all the same.
    assert (await reader.post("/accounts", {"name": "x"})).status_code == 403
    assert await noted() == began + timedelta(seconds=65)


async def test_a_key_has_answers_of_its_own(ada: Person) -> None:
    """Its maker's, kept for a retry, is not told to a key that may not ask."""
    once = {"Idempotency-Key": "shared"}
    assert (await ada.post("/accounts", {"name": "Mine"}, once)).status_code == 201
    reader = await program(ada, "trades.read")
    assert (await reader.post("/accounts", {"name": "Mine"}, once)).status_code == 403


async def test_each_key_has_its_own_share_of_requests(browse: MakeClient) -> None:
    client = browse(rate_limit_per_minute=20)
    ada = await register(client)
    one, other = await program(ada, "trades.read"), await program(ada, "trades.read")
    answers = [(await one.get("/trades")).status_code for _ in range(21)]
    assert answers == [*[200] * 20, 429]
    assert (await other.get("/trades")).status_code == 200


async def test_under_a_key_the_database_shows_nothing_of_a_person(ada: Person, sql: Sql, ports: Any) -> None:
    made = await made_key(ada, "trades.read")
    async with sql.runtime(user=ada.user["id"]) as connection:
        row = await connection.fetchrow(
            "SELECT * FROM app_enter_by_key($1, $2)", ports.api_keys.read(made["secret"]), ports.clock.now()
        )
        assert row["scopes"] == ["trades.read"]
        for table in ("users", "sessions", "refresh_tokens"):
            assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, table
