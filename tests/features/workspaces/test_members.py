"""Who belongs to a workspace, as what; and that somebody always owns it."""

import asyncio
from typing import Final

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.members import home, invited, joined
from tests.support.sql import Sql

ROLES: Final = ("owner", "admin", "trader", "coach", "risk", "viewer")
TABLE: Final = {
    # operation: who may
    ("GET", "/trades"): ROLES,
    ("GET", "/analytics/summary"): ROLES,
    ("GET", "/members"): ROLES[:5],
    ("GET", "/api-keys"): ROLES[:3],
    ("POST", "/accounts"): ROLES[:3],
    ("POST", "/archives"): ROLES[:3],
    ("PATCH", "/trades/{trade}/annotation"): (*ROLES[:3], "coach"),
    ("GET", "/invitations"): ROLES[:2],
    ("PATCH", "/workspaces/{workspace}"): ROLES[:2],
    ("DELETE", "/workspaces/{workspace}"): ROLES[:1],
    ("POST", "/workspaces/{workspace}/transfer"): ROLES[:1],
}
"""Written by hand, not read from the code's own table."""
NOBODY: Final = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("role", ROLES[1:])
async def test_each_role_may_what_the_table_says(ada: Person, bob: Person, role: str) -> None:
    """What is allowed is found missing, or wrong, by the next check: never 403."""
    desk = await home(ada)
    member = await joined(desk, bob, role)
    bodies = {"PATCH": {"notes": "seen"}, "POST": {"name": "One"}}
    for (method, path), roles in TABLE.items():
        if role in roles and method == "DELETE":
            continue
        at = path.format(trade=NOBODY, workspace=desk.workspace)
        body = {"user_id": NOBODY} if at.endswith("/transfer") else bodies.get(method)
        if at.endswith(desk.workspace) and method == "PATCH":
            body = {"name": "Desk"}
        more = {"json": body} if body is not None and at != "/archives" else {}
        answer = await member.send(method, at, {"If-Match": "*"}, **more)
        if role in roles:
            assert answer.status_code in {200, 201, 202, 404}, (method, path, answer.text)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed"), (method, path)


async def test_members_know_one_another_by_name_and_address(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    member = await joined(desk, bob, "trader")
    found = (await member.get("/members")).json()["items"]
    assert [(one["email"], one["role"]) for one in found] == [(ada.email, "owner"), (bob.email, "trader")]
    assert set(found[0]) == {"user_id", "name", "email", "role", "created_at", "etag"}
    for one in found:
        assert (await desk.get(f"/members/{one['user_id']}")).headers["etag"] == one["etag"]


async def test_another_role_counts_from_the_next_request_on(ada: Person, bob: Person) -> None:
    """S24."""
    desk = await home(ada)
    member = await joined(desk, bob, "trader")
    assert (await member.post("/accounts", {"name": "One"})).status_code == 201
    assert (await desk.role_to(bob, "viewer")).json()["role"] == "viewer"
    assert (await member.post("/accounts", {"name": "Two"})).json()["code"] == "access.not_allowed"
    assert (await desk.remove(bob)).status_code == 204
    answer = await member.get("/trades")
    assert (answer.status_code, answer.json()["code"]) == (404, "workspace.not_found")


async def test_a_role_is_changed_by_somebody_who_saw_what_it_is(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    await joined(desk, bob, "trader")
    path = f"/members/{bob.user['id']}"
    assert (await desk.send("PATCH", path, json={"role": "viewer"})).status_code == 428
    assert (await desk.send("DELETE", path)).status_code == 428
    seen = (await desk.get(path)).headers["etag"]
    assert (await desk.role_to(bob, "coach")).status_code == 200
    assert (await desk.send("PATCH", path, {"If-Match": seen}, json={"role": "viewer"})).status_code == 412


async def test_an_admin_makes_and_unmakes_no_owner(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    admin = await joined(desk, bob, "admin")
    for answer in (
        await admin.role_to(bob, "owner"),
        await admin.role_to(ada, "viewer"),
        await admin.remove(ada),
        await admin.post(f"/workspaces/{desk.workspace}/transfer", {"user_id": bob.user["id"]}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")


async def test_the_last_owner_stays(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    await joined(desk, bob, "admin")
    for answer in (
        await desk.post("/members/leave"),
        await desk.role_to(ada, "trader"),
        await desk.remove(ada),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "member.last_owner")
    assert (await desk.role_to(bob, "owner")).status_code == 200
    assert (await desk.post("/members/leave")).status_code == 200
    assert (await desk.get("/trades")).status_code == 404


async def test_of_two_owners_who_leave_at_once_one_stays(ada: Person, bob: Person, sql: Sql) -> None:
    desk = await home(ada)
    other = await joined(desk, bob, "admin")
    await desk.role_to(bob, "owner")
    answers = await asyncio.gather(desk.post("/members/leave"), other.post("/members/leave"))
    assert sorted(one.status_code for one in answers) == [200, 409]
    count = "SELECT count(*) FROM memberships WHERE workspace_id::text = $1 AND role = 'owner'"
    assert await sql.value(count, desk.workspace) == 1


async def test_a_workspace_is_handed_over(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    other = await joined(desk, bob, "viewer")
    handed = await desk.post(f"/workspaces/{desk.workspace}/transfer", {"user_id": bob.user["id"]})
    assert (handed.status_code, handed.json()["role"]) == (200, "owner")
    roles = {one["email"]: one["role"] for one in (await other.get("/members")).json()["items"]}
    assert roles == {ada.email: "admin", bob.email: "owner"}
    assert (await desk.post("/members/leave")).status_code == 200


async def test_whoever_has_left_everything_begins_anew_at_the_next_sign_in(browse: MakeClient) -> None:
    clock = SetClock()
    ada, bob = await register(browse(uses={"clock": clock})), await register(browse(uses={"clock": clock}), "bob")
    own = await home(bob)
    await joined(await home(ada), bob, "trader")
    await joined(own, ada, "admin")
    await own.role_to(ada, "owner")
    assert (await own.post("/members/leave")).status_code == 200
    refreshed = (await bob.client.post("/api/v1/auth/refresh")).json()
    # Of two workspaces one is left: it is where he acts from now on.
    assert [one["id"] for one in refreshed["workspaces"]] == [refreshed["workspace_id"]]
    bob.token = refreshed["access_token"]
    assert (await bob.get("/auth/me")).json()["workspace_id"] == refreshed["workspace_id"]
    assert (await bob.post("/members/leave")).status_code == 200
    assert (await bob.get("/auth/me")).status_code == 404
    refreshed = (await bob.client.post("/api/v1/auth/refresh")).json()
    bob.token = refreshed["access_token"]
    (fresh,) = (await bob.get("/workspaces")).json()["items"]
    assert (fresh["id"], fresh["role"]) == (refreshed["workspace_id"], "owner")


async def test_nobody_is_told_of_members_elsewhere(ada: Person, bob: Person, sql: Sql) -> None:
    desk = await home(ada)
    async with sql.runtime(workspace=(await home(bob)).workspace, user=bob.user["id"]) as connection:
        rows = await connection.fetch("SELECT user_id FROM app_members()")
        assert [str(row[0]) for row in rows] == [bob.user["id"]]
        assert (
            await connection.fetchval("SELECT count(*) FROM memberships WHERE workspace_id::text = $1", desk.workspace)
            == 0
        )
    async with sql.runtime(user=bob.user["id"]) as connection:
        assert await connection.fetch("SELECT * FROM app_members()") == []


async def test_the_invited_need_no_workspace_of_the_inviters_to_accept(ada: Person, bob: Person) -> None:
    """The request is made in their own; what it keeps for a retry stays there."""
    token = await invited(await home(ada), bob.email, "viewer")
    once = {"Idempotency-Key": "accept"}
    first = await bob.post("/invitations/accept", {"token": token}, once)
    again = await bob.post("/invitations/accept", {"token": token}, once)
    assert (first.status_code, again.json()) == (200, first.json())
