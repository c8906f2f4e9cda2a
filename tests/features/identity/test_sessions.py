"""How a session goes on, and how it ends."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.sql import Sql

DAY: Final = 86_400
IDLE_DAYS: Final = 14
DAYS_MAX: Final = 90


@pytest.fixture
def own_clock() -> SetClock:
    """One of this test's own: it may go days ahead."""
    return SetClock()


Browser = Callable[[], AsyncClient]


@pytest.fixture
def browser(browse: MakeClient, own_clock: SetClock) -> Browser:
    return lambda: browse(uses={"clock": own_clock})


@pytest.fixture
def client(browser: Browser) -> AsyncClient:
    return browser()


async def refreshed(client: AsyncClient, token: str | None = None) -> Response:
    """With the browser's cookie, or with `token` in its place."""
    if token is None:
        return await client.post("/api/v1/auth/refresh")
    cookies = dict(client.cookies)
    client.cookies.clear()
    answer = await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={token}"})
    client.cookies.clear()
    client.cookies.update(cookies)
    return answer


def given(answer: Response) -> str:
    """The refresh token that the answer sets."""
    assert answer.status_code == 200, answer.text
    return answer.headers["set-cookie"].partition("ts_refresh=")[2].partition(";")[0]


async def log_in(client: AsyncClient, person: Person) -> Person:
    answer = await client.post("/api/v1/auth/login", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 200
    return Person(client, person.email, answer.json())


async def lives(person: Person) -> bool:
    answer = await person.get("/auth/me")
    if answer.status_code != 200:
        assert (answer.status_code, answer.json()["code"]) == (401, "session.ended")
    return answer.status_code == 200


def ended(answer: Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (401, "session.ended")


async def test_each_refresh_gives_another_token_and_the_session_goes_on(ada: Person, own_clock: SetClock) -> None:
    tokens = {ada.client.cookies["ts_refresh"]}
    for _ in range(3):
        own_clock.pass_(minutes=20)
        answer = await refreshed(ada.client)
        tokens.add(given(answer))
        ada.token = answer.json()["access_token"]
        assert await lives(ada)
    assert len(tokens) == 4


async def test_tokens_are_stored_as_hashes_only(ada: Person, sql: Sql) -> None:
    """S17"""
    token = ada.client.cookies["ts_refresh"]
    assert len(token) >= 43  # 256 bits
    rows = await sql.fetch(
        "SELECT t::text FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.user_id::text = $1",
        ada.user["id"],
    )
    assert len(rows) == 1
    assert token not in rows[0][0]


async def test_a_lost_answer_can_be_asked_for_again_within_ten_seconds(ada: Person, own_clock: SetClock) -> None:
    """S21"""
    first = ada.client.cookies["ts_refresh"]
    lost = given(await refreshed(ada.client, first))
    own_clock.pass_(seconds=10)
    second = given(await refreshed(ada.client, first))
    assert len({first, lost, second}) == 3
    own_clock.pass_(minutes=1)
    assert (await refreshed(ada.client, second)).status_code == 200
    # The lost one is superseded: whoever shows it now has stolen it.
    assert ended(await refreshed(ada.client, lost))
    assert not await lives(ada)


async def test_of_answers_that_crossed_each_can_be_used_within_ten_seconds(ada: Person, own_clock: SetClock) -> None:
    first = ada.client.cookies["ts_refresh"]
    one, other = given(await refreshed(ada.client, first)), given(await refreshed(ada.client, first))
    own_clock.pass_(seconds=5)
    after_one = given(await refreshed(ada.client, one))
    after_other = given(await refreshed(ada.client, other))
    own_clock.pass_(minutes=1)
    assert (await refreshed(ada.client, after_other)).status_code == 200
    assert ended(await refreshed(ada.client, after_one))


async def test_after_ten_seconds_the_old_token_is_a_stolen_one(ada: Person, own_clock: SetClock) -> None:
    """S21"""
    first = ada.client.cookies["ts_refresh"]
    second = given(await refreshed(ada.client, first))
    own_clock.pass_(seconds=10.001)
    assert ended(await refreshed(ada.client, first))
    assert ended(await refreshed(ada.client, second))
    assert not await lives(ada)


async def test_within_ten_seconds_too_once_the_new_token_was_used(ada: Person, own_clock: SetClock) -> None:
    first = ada.client.cookies["ts_refresh"]
    second = given(await refreshed(ada.client, first))
    third = given(await refreshed(ada.client, second))
    own_clock.pass_(seconds=1)
    assert ended(await refreshed(ada.client, first))
    assert ended(await refreshed(ada.client, third))


async def test_a_replay_ends_the_family_and_is_remembered_although_it_was_refused(
    ada: Person, client: AsyncClient, own_clock: SetClock, sql: Sql
) -> None:
    """S19"""
    first = ada.client.cookies["ts_refresh"]
    elsewhere = await log_in(client, ada)
    given(await refreshed(ada.client, first))
    own_clock.pass_(minutes=1)
    assert ended(await refreshed(ada.client, first))
    # Seen by somebody else's connection: the 401 undid nothing.
    rows = await sql.fetch(
        "SELECT ended_because FROM sessions WHERE user_id::text = $1 ORDER BY created_at, id", ada.user["id"]
    )
    assert [row[0] for row in rows] == ["replayed", None]
    assert await lives(elsewhere)


async def test_twenty_refreshes_at_once_end_nothing_and_leave_one_token_that_goes_on(
    ada: Person, own_clock: SetClock, sql: Sql
) -> None:
    """S20"""
    first = ada.client.cookies["ts_refresh"]
    ada.client.cookies.clear()
    cookie = {"cookie": f"ts_refresh={first}"}
    answers = await asyncio.gather(*(ada.client.post("/api/v1/auth/refresh", headers=cookie) for _ in range(20)))
    tokens = [given(one) for one in answers]
    assert len(set(tokens)) == 20
    usable = await sql.value(
        "SELECT count(*) FROM refresh_tokens WHERE user_id::text = $1 AND used_at IS NULL AND superseded_at IS NULL",
        ada.user["id"],
    )
    assert usable == 1
    own_clock.pass_(minutes=1)
    rest = [(await refreshed(ada.client, token)).status_code for token in tokens]
    # The one that is left goes on, unless an old one was shown before it: then the family had ended.
    assert rest.count(200) <= 1


async def test_a_session_unused_for_two_weeks_has_ended(ada: Person, own_clock: SetClock) -> None:
    """S22"""
    own_clock.pass_(seconds=IDLE_DAYS * DAY - 1)
    answer = await refreshed(ada.client)
    assert answer.status_code == 200
    own_clock.pass_(seconds=IDLE_DAYS * DAY)
    assert ended(await refreshed(ada.client))


async def test_a_session_ends_after_ninety_days_however_often_it_is_used(ada: Person, own_clock: SetClock) -> None:
    """S22"""
    for _ in range(DAYS_MAX - 1):
        own_clock.pass_(seconds=DAY)
        assert (await refreshed(ada.client)).status_code == 200
    own_clock.pass_(seconds=DAY - 60)
    last = await refreshed(ada.client)
    assert last.status_code == 200
    own_clock.pass_(seconds=60)
    assert ended(await refreshed(ada.client))
    # The access token that was just given out ends with its session.
    ada.token = last.json()["access_token"]
    assert not await lives(ada)


@pytest.mark.parametrize("token", [None, "", "made-up", "é" * 10, "a" * 5_000])
async def test_without_a_token_of_ours_there_is_no_session(client: AsyncClient, token: str | None) -> None:
    headers = {} if token is None else {"cookie": f"ts_refresh={token}".encode()}
    assert ended(await client.post("/api/v1/auth/refresh", headers=headers))  # type: ignore[arg-type]  # bytes


async def test_a_token_put_into_the_browser_before_is_not_the_one_after_logging_in(
    ada: Person, client: AsyncClient
) -> None:
    """S18"""
    planted = ada.client.cookies["ts_refresh"]
    client.cookies.set("ts_refresh", planted, domain="127.0.0.1", path="/")
    again = await log_in(client, ada)
    assert client.cookies["ts_refresh"] != planted
    assert again.token != ada.token
    assert (await again.post("/auth/logout")).status_code == 204
    assert await lives(ada)


async def test_logging_out_ends_this_session_everywhere_and_no_other(ada: Person, browser: Browser) -> None:
    other = await log_in(browser(), ada)
    token = ada.client.cookies["ts_refresh"]
    answer = await ada.post("/auth/logout")
    assert answer.status_code == 204
    assert "ts_refresh=" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert not await lives(ada)
    assert ended(await refreshed(ada.client, token))
    assert await lives(other)


async def test_logging_out_everywhere_ends_all_of_ones_own_sessions(
    ada: Person, browser: Browser, own_clock: SetClock
) -> None:
    other, stranger = await log_in(browser(), ada), await register(browser(), "bob")
    assert (await other.post("/auth/logout-all")).status_code == 204
    assert not await lives(ada)
    assert not await lives(other)
    assert ended(await refreshed(ada.client))
    assert await lives(stranger)


async def test_logging_in_again_does_not_end_what_is_open_elsewhere(ada: Person, browser: Browser) -> None:
    other = await log_in(browser(), ada)
    assert await lives(ada)
    assert await lives(other)


async def change(person: Person, **said: Any) -> Response:
    return await person.post("/auth/password", {"current_password": PASSWORD, "password": "another long one", **said})


async def test_changing_the_password_ends_every_other_session(ada: Person, browser: Browser) -> None:
    """S05"""
    other = await log_in(browser(), ada)
    assert (await change(ada)).status_code == 204
    assert await lives(ada)
    assert not await lives(other)
    assert ended(await refreshed(other.client))
    assert (await refreshed(ada.client)).status_code == 200
    login = {"email": ada.email, "password": PASSWORD}
    assert (await other.client.post("/api/v1/auth/login", json=login)).status_code == 401
    login = {"email": ada.email, "password": "another long one"}
    assert (await other.client.post("/api/v1/auth/login", json=login)).status_code == 200


async def test_changing_the_password_needs_the_present_one(ada: Person, browser: Browser, sql: Sql) -> None:
    other = await log_in(browser(), ada)
    before = await sql.value("SELECT password_hash FROM users WHERE email = $1", ada.email)
    answer = await change(ada, current_password="not this one")
    assert (answer.status_code, answer.json()["code"]) == (401, "identity.login_refused")
    for weak in ("short", "password", ada.email):
        refused = await change(ada, password=weak)
        assert (refused.status_code, refused.json()["code"]) == (422, "identity.password_weak")
    assert await sql.value("SELECT password_hash FROM users WHERE email = $1", ada.email) == before
    assert await lives(ada)
    assert await lives(other)


async def test_a_member_of_two_workspaces_acts_in_the_one_they_name(ada: Person, browser: Browser, sql: Sql) -> None:
    bob = await register(browser(), "bob", name="Bob")
    theirs = (await bob.get("/auth/me")).json()["workspace_id"]
    assert (await ada.get("/auth/me", {"Workspace": theirs})).status_code == 404
    await sql.execute(
        "INSERT INTO memberships (user_id, workspace_id, role) VALUES ($1::text::uuid, $2::text::uuid, 'viewer')",
        ada.user["id"],
        theirs,
    )
    there = (await ada.get("/auth/me", {"Workspace": theirs})).json()
    assert there["workspace_id"] == theirs
    assert [one["name"] for one in there["workspaces"]] == sorted([ada.email.partition("@")[0], "Bob"], key=str)
    assert (await ada.get("/auth/me")).json()["workspace_id"] != theirs
    await sql.execute(
        "DELETE FROM memberships WHERE user_id::text = $1 AND workspace_id::text = $2", ada.user["id"], theirs
    )
    assert (await ada.get("/auth/me", {"Workspace": theirs})).status_code == 404
