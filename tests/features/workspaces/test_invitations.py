"""An invitation is for one address, serves once, and not for long."""

import asyncio
from uuid import uuid4

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.members import home, invited, joined
from tests.support.sql import Sql


async def test_whoever_is_invited_sees_what_it_is_and_belongs_to_it_once_they_accept(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    token = await invited(desk, bob.email.upper(), "coach")
    # Told to whoever has the link, without a sign-in.
    said = (await bob.client.post("/api/v1/invitations/look", json={"token": token})).json()
    assert (said["email"], said["role"]) == (bob.email, "coach")
    assert said["invited_by"] == said["workspace"] == ada.user["name"]
    made = await bob.post("/invitations/accept", {"token": token})
    assert (made.status_code, made.json()["role"], made.json()["is_owner"]) == (200, "coach", False)
    mine = {one["id"]: one["role"] for one in (await bob.get("/workspaces")).json()["items"]}
    assert mine[desk.workspace] == "coach"
    assert sorted(mine.values()) == ["coach", "owner"]
    assert (await bob.get("/trades", {"Workspace": desk.workspace})).status_code == 200
    assert (await desk.get("/invitations")).json()["items"] == []


async def test_a_link_serves_once(ada: Person, bob: Person) -> None:
    """S47: of fifty who accept at once, one does."""
    desk = await home(ada)
    token = await invited(desk, bob.email, "trader")
    answers = await asyncio.gather(*(bob.post("/invitations/accept", {"token": token}) for _ in range(50)))
    assert sorted(one.status_code for one in answers) == [200, *[410] * 49]
    assert {one.json()["code"] for one in answers if one.status_code == 410} == {"invitation.used"}
    assert len((await desk.get("/members")).json()["items"]) == 2


async def test_a_link_is_for_the_address_it_was_sent_to(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    token = await invited(desk, "somebody@example.org", "trader")
    answer = await bob.post("/invitations/accept", {"token": token})
    assert (answer.status_code, answer.json()["code"]) == (403, "invitation.for_another")
    assert (await bob.get("/trades", {"Workspace": desk.workspace})).status_code == 404
    # It waits for the right person still.
    assert [one["email"] for one in (await desk.get("/invitations")).json()["items"]] == ["somebody@example.org"]


async def test_a_link_ends_after_a_week(browse: MakeClient) -> None:
    clock = SetClock()
    client = browse(uses={"clock": clock})
    ada = await register(client)
    token = await invited(await home(ada), "late@example.org", "viewer")
    clock.pass_(days=6, hours=23)
    assert (await client.post("/api/v1/invitations/look", json={"token": token})).status_code == 200
    clock.pass_(hours=1)
    assert (await client.post("/api/v1/invitations/look", json={"token": token})).status_code == 410


async def test_one_taken_back_or_sent_anew_opens_nothing(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    first = await invited(desk, bob.email, "admin")
    second = await invited(desk, bob.email, "viewer")
    assert (await bob.post("/invitations/accept", {"token": first})).status_code == 410
    (waiting,) = (await desk.get("/invitations")).json()["items"]
    assert waiting["role"] == "viewer"
    assert (await desk.send("DELETE", f"/invitations/{waiting['id']}")).status_code == 204
    assert (await bob.post("/invitations/accept", {"token": second})).status_code == 410
    assert (await desk.send("DELETE", f"/invitations/{waiting['id']}")).status_code == 404


async def test_its_token_is_told_once_and_kept_nowhere(ada: Person, sql: Sql) -> None:
    body, once = {"email": "eve@example.org", "role": "viewer"}, {"Idempotency-Key": str(uuid4())}
    first, again = await ada.post("/invitations", body, once), await ada.post("/invitations", body, once)
    assert again.json() == {**first.json(), "path": None}
    token = first.json()["path"].removeprefix("/join#")
    for table in await sql.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        assert await sql.value(f"SELECT count(*) FROM {table[0]} t WHERE t::text LIKE $1", f"%{token}%") == 0
    kept = await sql.value("SELECT string_agg(convert_from(body, 'UTF8'), '') FROM idempotency_keys")
    assert token not in kept


async def test_a_member_is_not_invited_again(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    token = await invited(desk, bob.email, "viewer")
    await bob.post("/invitations/accept", {"token": token})
    answer = await desk.post("/invitations", {"email": bob.email, "role": "admin"})
    assert (answer.status_code, answer.json()["code"]) == (409, "invitation.already_member")


@pytest.mark.parametrize(
    "body",
    [
        {"email": "eve@example.org", "role": "owner"},
        {"email": "eve@example.org", "role": "god"},
        {"email": "eve", "role": "viewer"},
        {"email": "eve@example.org\r\nBcc: all@example.org", "role": "viewer"},
        {"email": "eve@example.org", "role": "viewer", "workspace_id": str(uuid4())},
    ],
)
async def test_what_is_no_invitation_is_refused(ada: Person, body: dict[str, str]) -> None:
    assert (await ada.post("/invitations", body)).status_code == 422
    assert (await ada.get("/invitations")).json()["items"] == []


@pytest.mark.parametrize("role", ["trader", "coach", "risk", "viewer"])
async def test_only_whoever_runs_the_workspace_invites(ada: Person, bob: Person, role: str) -> None:
    member = await joined(await home(ada), bob, role)
    for answer in (
        await member.post("/invitations", {"email": "eve@example.org", "role": "viewer"}),
        await member.get("/invitations"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")
