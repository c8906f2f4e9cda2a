"""Leaving for good: asked for by typing one's address, put off for a week, undone until then."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.keys import program
from tests.support.ledger import account, fill
from tests.support.members import Member, home, joined
from tests.support.sql import Sql
from tradesense.db.session import Database
from tradesense.features.privacy import tasks
from tradesense.features.workspaces.tasks import purge_if_over
from tradesense.ports import Ports


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def leaver(browse: MakeClient, own_clock: SetClock) -> Person:
    return await register(browse(uses={"clock": own_clock}), "leaver", name="Lea")


async def ask(person: Person, **changes: Any) -> Any:
    return await person.post("/privacy/erasure", {"email": person.email, **changes})


async def fates(person: Person) -> dict[str, str]:
    return {one["name"]: one["fate"] for one in (await person.get("/privacy/erasure")).json()["workspaces"]}


async def goes(person: Person, clock: SetClock, jobs: Database, ports: Ports, sql: Sql) -> bool:
    """Whether the sweep, at the clock's time, erases them."""
    await tasks.erase_people(jobs, changed_ports(ports, clock=clock), purge_if_over)
    return await sql.value("SELECT NOT EXISTS (SELECT FROM users WHERE id::text = $1)", person.user["id"])  # type: ignore[no-any-return]


async def test_whoever_asks_must_mean_it_and_be_it(leaver: Person, own_clock: SetClock) -> None:
    """S89: typed confirmation, a fresh proof, a person and no key."""
    wrong = await ask(leaver, email="somebody@example.org")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/email")
    key = await program(leaver, "trades.read")
    refused = [await ask(key), await key.post("/privacy/exports"), await key.get("/privacy/erasure")]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "access.not_by_key")] * 3
    own_clock.pass_(minutes=11)
    refused = [await ask(leaver), await leaver.post("/privacy/exports")]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "session.reauth_required")] * 2
    assert (await leaver.post("/auth/reauthenticate", {"password": PASSWORD})).status_code == 204
    assert (await ask(leaver)).status_code == 202


async def test_within_the_week_signing_in_again_keeps_everything(
    leaver: Person, own_clock: SetClock, jobs: Database, ports: Ports, sql: Sql
) -> None:
    second = await leaver.post("/workspaces", {"name": "Gone before", "timezone": "UTC", "currency": "EUR"})
    before = Member(leaver, second.json()["id"])
    assert (await before.send("DELETE", f"/workspaces/{before.workspace}")).status_code == 200
    own_clock.pass_(minutes=1)
    asked = await ask(leaver)
    assert asked.json()["deletes_at"] == "2026-11-27T21:31:00Z"  # a week after 20 November, 21:31
    assert (await ask(leaver)).json() == asked.json()  # asking twice puts nothing off
    # Everything of theirs can be looked at still, and be had.
    assert (await leaver.get("/accounts")).status_code == 200
    assert (await leaver.post("/accounts", {"name": "Late"})).json()["code"] == "access.not_allowed"
    assert (await leaver.post("/privacy/exports")).status_code == 202
    own_clock.pass_(days=6)
    answer = await leaver.client.post("/api/v1/auth/login", json={"email": leaver.email, "password": PASSWORD})
    back = Person(leaver.client, leaver.email, answer.json())
    undone = await back.send("DELETE", "/privacy/erasure")
    assert (undone.status_code, undone.json()["deletes_at"]) == (200, None)
    assert (await back.post("/accounts", {"name": "Again"})).status_code == 201
    again = await back.send("DELETE", "/privacy/erasure")
    assert (again.status_code, again.json()["code"]) == (409, "erasure.not_asked")
    # What was deleted by itself is still about to go.
    rows = (await back.get("/workspaces")).json()["items"]
    assert {one["name"]: one["deletes_at"] for one in rows} == {"Lea": None, "Gone before": "2026-11-27T21:30:00Z"}
    own_clock.pass_(days=2)
    assert not await goes(leaver, own_clock, jobs, ports, sql)


async def test_all_workspaces_that_are_theirs_alone_go_and_stay_together(leaver: Person) -> None:
    await leaver.post("/workspaces", {"name": "Second", "timezone": "UTC", "currency": "EUR"})
    await leaver.post("/workspaces", {"name": "Third", "timezone": "UTC", "currency": "EUR"})
    goes_at = (await ask(leaver)).json()["deletes_at"]
    rows = (await leaver.get("/workspaces")).json()["items"]
    assert {one["name"]: one["deletes_at"] for one in rows} == dict.fromkeys(("Lea", "Second", "Third"), goes_at)
    assert (await leaver.send("DELETE", "/privacy/erasure")).status_code == 200
    rows = (await leaver.get("/workspaces")).json()["items"]
    assert {one["name"]: one["deletes_at"] for one in rows} == dict.fromkeys(("Lea", "Second", "Third"))


async def test_a_workspace_that_others_work_in_is_handed_over_first(leaver: Person, bob: Person) -> None:
    desk = await home(leaver)
    await joined(desk, bob, "viewer")
    assert await fates(leaver) == {"Lea": "hand_over"}
    refused = await ask(leaver)
    assert (refused.status_code, refused.json()["code"]) == (409, "erasure.hand_over_first")
    assert "Lea" in refused.json()["detail"]
    assert (await leaver.get("/privacy/erasure")).json()["deletes_at"] is None
    handed = await desk.post(f"/workspaces/{desk.workspace}/transfer", {"user_id": bob.user["id"]})
    assert handed.status_code == 200, handed.text
    assert await fates(leaver) == {"Lea": "stays"}
    assert (await ask(leaver)).status_code == 202


async def test_other_sessions_end_at_once_and_this_one_when_the_person_goes(
    leaver: Person, own_clock: SetClock, jobs: Database, ports: Ports, sql: Sql, client: AsyncClient
) -> None:
    answer = await leaver.client.post("/api/v1/auth/login", json={"email": leaver.email, "password": PASSWORD})
    elsewhere = Person(leaver.client, leaver.email, answer.json())
    assert (await ask(leaver)).status_code == 202
    assert (await elsewhere.get("/auth/me")).status_code == 401
    assert (await leaver.get("/auth/me")).status_code == 200
    own_clock.pass_(days=7)
    assert await goes(leaver, own_clock, jobs, ports, sql)
    assert (await leaver.get("/auth/me")).status_code == 401
    answer = await client.post("/api/v1/auth/login", json={"email": leaver.email, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (401, "identity.login_refused")
    # The address is free again: nobody is remembered.
    again = {"email": leaver.email, "password": PASSWORD}
    assert (await client.post("/api/v1/auth/register", json=again)).status_code == 201


async def test_a_link_for_somebody_ends_with_them(
    leaver: Person, ada: Person, own_clock: SetClock, jobs: Database, ports: Ports, sql: Sql
) -> None:
    """S89: their address stands in nobody's list, and whoever registers with it later opens nothing that was for them."""
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "100", "1", "2026-01-05T15:00:00Z")
    (trade,) = (await ada.get("/trades")).json()["items"]
    for address in (leaver.email, "somebody@example.org", None):
        assert (await ada.post("/shares", {"trade_id": trade["id"], "for_email": address})).status_code == 201
    assert (await ask(leaver)).status_code == 202
    own_clock.pass_(days=7)
    assert await goes(leaver, own_clock, jobs, ports, sql)
    left = (await ada.get("/shares")).json()["items"]
    assert {one["for_email"] for one in left} == {"somebody@example.org", None}
    assert await sql.value("SELECT count(*) FROM shares WHERE for_email = $1", leaver.email) == 0


async def test_no_workspace_is_left_without_an_owner(
    leaver: Person, bob: Person, client: AsyncClient, own_clock: SetClock, jobs: Database, ports: Ports, sql: Sql
) -> None:
    """Bob owned it too, and stopped within the week: whoever has most to say in it owns it from then on."""
    desk = await home(leaver)
    there = await joined(desk, bob, "viewer")
    eve = await register(client, "eve")
    await joined(desk, eve, "coach")
    assert (await desk.role_to(bob, "owner")).status_code == 200
    assert (await ask(leaver)).status_code == 202
    assert (await there.role_to(bob, "viewer")).status_code == 200
    own_clock.pass_(days=7)
    assert await goes(leaver, own_clock, jobs, ports, sql)
    roles = await sql.fetch("SELECT user_id::text, role FROM memberships WHERE workspace_id::text = $1", desk.workspace)
    # Among a coach and a viewer the coach comes first.
    assert {row[0]: row[1] for row in roles} == {eve.user["id"]: "owner", bob.user["id"]: "viewer"}


async def test_what_the_database_answers_for_this_it_answers_for_the_person_alone(
    leaver: Person, bob: Person, sql: Sql
) -> None:
    """S89: whoever runs statements as one of the roles erases nobody who did not ask for it, and sees nobody else."""
    await joined(await home(leaver), bob, "viewer")
    async with sql.reader() as nobody:
        assert await nobody.fetch("SELECT * FROM app_own_invitations()") == []
    async with sql.worker() as nobody:
        assert await nobody.fetch("SELECT * FROM app_company()") == []
        erased = "SELECT app_erase_person($1::text::uuid, 'infinity')"
        assert await nobody.fetchval(erased, leaver.user["id"]) is False
    async with sql.reader(user=bob.user["id"]) as him:
        rows = await him.fetch("SELECT email FROM app_own_invitations()")
        assert [row["email"] for row in rows] == [bob.email]
    async with sql.runtime(user=bob.user["id"]) as him:
        assert len(await him.fetch("SELECT * FROM app_company()")) == 2
