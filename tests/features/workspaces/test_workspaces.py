"""Several workspaces for one person: made, and deleted after a week in which they can be brought back."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from unittest import mock
from uuid import UUID

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.imports import Worker, fills
from tests.support.keys import made_key, with_key
from tests.support.ledger import account, fill, trades
from tests.support.members import Member, home, invited, joined
from tests.support.sql import Sql
from tradesense.db.session import Database
from tradesense.domain.access import PERMISSIONS, ROLES, SCOPES, Permission, Role
from tradesense.features.shares import use_cases as shares
from tradesense.features.workspaces.tasks import purge_if_over
from tradesense.features.workspaces.use_cases import invitations
from tradesense.features.workspaces.use_cases import manage as workspaces
from tradesense.features.workspaces.use_cases.manage import OWNED_MAX
from tradesense.ports import Ports


async def test_one_more_workspace_is_empty_and_apart(ada: Person) -> None:
    await account(ada)
    made = await ada.post("/workspaces", {"name": "Futures", "timezone": "Europe/Berlin", "currency": "EUR"})
    assert (made.status_code, made.json()["role"]) == (201, "owner")
    second = Member(ada, made.json()["id"])
    assert (await second.get("/accounts")).json()["items"] == []
    assert (await second.get(f"/workspaces/{second.workspace}")).json() == made.json()
    assert len((await ada.get("/accounts")).json()["items"]) == 1
    assert {one["name"] for one in (await ada.get("/auth/me")).json()["workspaces"]} == {ada.user["name"], "Futures"}


async def test_nobody_owns_workspaces_without_end(ada: Person) -> None:
    answers = [(await ada.post("/workspaces", {"name": "More"})).status_code for _ in range(OWNED_MAX)]
    assert answers == [*[201] * (OWNED_MAX - 1), 409]


async def test_of_many_who_make_the_last_of_what_is_limited_one_does(ada: Person) -> None:
    """S47: the limits are made small, as if so many were there already; the tenth of each would be one too many."""
    desk = await home(ada)
    with (
        mock.patch.object(workspaces, "OWNED_MAX", 2),
        mock.patch.object(invitations, "WAITING_MAX", 1),
        mock.patch.object(shares, "SHARES_MAX", 1),
    ):
        made = await asyncio.gather(*(ada.post("/workspaces", {"name": "More"}) for _ in range(8)))
        assert sorted(one.status_code for one in made) == [201, *[409] * 7]
        bodies = [{"email": f"eve{number}@example.org", "role": "viewer"} for number in range(8)]
        asked = await asyncio.gather(*(desk.post("/invitations", body) for body in bodies))
        assert sorted(one.status_code for one in asked) == [201, *[409] * 7]
        await traded(ada)
        (trade,) = await trades(ada)
        shared = await asyncio.gather(*(ada.post("/shares", {"trade_id": trade["id"]}) for _ in range(8)))
        assert sorted(one.status_code for one in shared) == [201, *[409] * 7]


async def traded(person: Person) -> None:
    main = await account(person)
    await fill(person, main["id"], "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    await fill(person, main["id"], "sell", "1", "11", "0", "2026-01-05T16:00:00Z")


async def test_a_deleted_workspace_can_be_looked_at_and_brought_back_for_a_week(ada: Person, bob: Person) -> None:
    desk = await home(ada)
    member = await joined(desk, bob, "trader")
    token = await invited(desk, "eve@example.org", "viewer")
    key = with_key(ada, (await made_key(ada, "accounts.write"))["secret"])
    gone = await desk.send("DELETE", f"/workspaces/{desk.workspace}")
    assert (gone.status_code, gone.json()["role"], gone.json()["is_owner"]) == (200, "viewer", True)
    assert gone.json()["deletes_at"] is not None
    for one in (desk, member, Member(key, desk.workspace)):
        assert (await one.get("/accounts")).status_code == 200
        assert (await one.post("/accounts", {"name": "Late"})).json()["code"] == "access.not_allowed"
    assert (await ada.client.post("/api/v1/invitations/look", json={"token": token})).status_code == 404
    answer = await member.post(f"/workspaces/{desk.workspace}/bring-back")
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")
    back = await desk.post(f"/workspaces/{desk.workspace}/bring-back")
    assert (back.status_code, back.json()["role"], back.json()["deletes_at"]) == (200, "owner", None)
    assert (await member.post("/accounts", {"name": "Again"})).status_code == 201
    answer = await desk.post(f"/workspaces/{desk.workspace}/bring-back")
    assert (answer.status_code, answer.json()["code"]) == (409, "workspace.stays")


async def test_after_the_week_nothing_of_it_is_left(
    browse: MakeClient, sql: Sql, jobs: Database, ports: Ports, worker: Worker
) -> None:
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}))
    desk = await home(ada)
    made = await worker.imported(ada, fills("AAPL,2026-01-05 10:00:00,buy,10,100,1"))
    assert made["state"] == "committed"
    folder = worker.data_dir / "blobs" / desk.workspace
    assert _files(folder)
    assert (await desk.send("DELETE", f"/workspaces/{desk.workspace}")).status_code == 200
    timed = Ports(**{name: getattr(ports, name) for name in Ports.__slots__} | {"clock": clock})
    workspace = UUID(desk.workspace)
    clock.pass_(days=6, hours=23)
    assert not await purge_if_over(jobs, timed, workspace)
    assert _files(folder)
    clock.pass_(hours=1)
    assert await purge_if_over(jobs, timed, workspace)
    for table in await sql.workspace_tables():
        assert await sql.value(f"SELECT count(*) FROM {table} WHERE workspace_id = $1", workspace) == 0, table
    assert await sql.value("SELECT count(*) FROM workspaces WHERE id = $1", workspace) == 0
    assert _files(folder) == []
    assert not await purge_if_over(jobs, timed, workspace)
    # She is still somebody, and begins anew.
    login = await ada.client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    assert login.status_code == 200
    assert [one["id"] for one in login.json()["workspaces"]] == [login.json()["workspace_id"]]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_the_database_takes_away_no_workspace_whose_time_is_not_over(
    ada: Person, sql: Sql, clock: SetClock
) -> None:
    desk = await home(ada)
    later = clock.now() + timedelta(days=10_000)
    async with sql.worker() as connection:
        # However it is asked: nobody has deleted it.
        assert not await connection.fetchval("SELECT app_purge_workspace($1::text::uuid, $2)", desk.workspace, later)


async def test_the_table_of_permissions_is_told_as_it_is_checked(ada: Person) -> None:
    told = (await ada.get("/permissions")).json()["items"]
    assert [one["permission"] for one in told] == list(Permission)
    assert all(one["allows"] for one in told)
    for one in told:
        for role in Role:
            assert (role in one["roles"]) == (one["permission"] in ROLES[role])


def test_every_permission_has_its_line_and_the_owner_every_permission() -> None:
    assert list(PERMISSIONS) == list(Permission)
    assert ROLES[Role.OWNER] == set(Permission)
    # Each role's permissions, from the most to the least, contain the next one's; whoever watches risk reads the audit
    # log too, which traders do not.
    ladder = [
        ROLES[role] - {Permission.AUDIT_READ}
        for role in (Role.OWNER, Role.ADMIN, Role.TRADER, Role.COACH, Role.RISK, Role.VIEWER)
    ]
    assert all(more > less for more, less in pairwise(ladder))
    assert [role for role in Role if Permission.AUDIT_READ in ROLES[role]] == [Role.OWNER, Role.ADMIN, Role.RISK]


@pytest.mark.parametrize("permission", ["members.read", "members.write", "api_keys.write", "workspace.own"])
def test_who_may_act_is_never_a_keys_to_say(permission: str) -> None:
    assert permission not in SCOPES
