"""Where one is signed in; ending it there, everywhere else, everywhere."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.features.conftest import MakeClient
from tests.features.identity.test_sessions import lives
from tests.support.actors import PASSWORD, Person
from tests.support.clock import SetClock
from tests.support.imports import Worker
from tests.support.operations import private


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def browser(browse: MakeClient, own_clock: SetClock) -> Callable[[str], AsyncClient]:
    return lambda address: browse(uses={"clock": own_clock}, address=address)


@pytest.fixture
def client(browser: Callable[[str], AsyncClient]) -> AsyncClient:
    return browser("203.0.113.1")


async def elsewhere(browser: Callable[[str], AsyncClient], person: Person, address: str) -> Person:
    client = browser(address)
    answer = await client.post(
        "/api/v1/auth/login",
        json={"email": person.email, "password": PASSWORD},
        headers={"User-Agent": f"a browser at {address}"},
    )
    assert answer.status_code == 200
    return Person(client, person.email, answer.json())


async def test_each_says_where_it_is_and_when_it_was_used(
    ada: Person, browser: Callable[[str], AsyncClient], own_clock: SetClock
) -> None:
    """S25"""
    own_clock.pass_(minutes=1)
    phone = await elsewhere(browser, ada, "203.0.113.2")
    items = (await phone.get("/auth/sessions")).json()["items"]
    assert [(one["address"], one["is_current"], one["methods"]) for one in items] == [
        ("203.0.113.2", True, ["password"]),
        ("203.0.113.1", False, ["password"]),
    ]
    assert items[0]["user_agent"] == "a browser at 203.0.113.2"
    own_clock.pass_(minutes=1)
    refreshed = await ada.client.post("/api/v1/auth/refresh")
    assert refreshed.status_code == 200
    assert (await ada.get("/auth/sessions")).json()["items"][0]["is_current"]


async def test_one_is_ended_at_once_and_no_other(ada: Person, browser: Callable[[str], AsyncClient]) -> None:
    """S23, S25"""
    phone, desk = [await elsewhere(browser, ada, f"203.0.113.{number}") for number in (2, 3)]
    items = (await ada.get("/auth/sessions")).json()["items"]
    phones = next(one["id"] for one in items if one["address"] == "203.0.113.2")
    assert (await ada.send("DELETE", f"/auth/sessions/{phones}")).status_code == 204
    assert [await lives(one) for one in (ada, phone, desk)] == [True, False, True]
    assert (await phone.client.post("/api/v1/auth/refresh")).status_code == 401
    assert len((await ada.get("/auth/sessions")).json()["items"]) == 2
    for unknown in (phones, uuid4()):
        answer = await ada.send("DELETE", f"/auth/sessions/{unknown}")
        assert (answer.status_code, answer.json()["code"]) == (404, "session.not_found")


async def test_all_others_are_ended_and_the_one_that_asks_goes_on(
    ada: Person, browser: Callable[[str], AsyncClient]
) -> None:
    """S25"""
    others = [await elsewhere(browser, ada, f"203.0.113.{number}") for number in (2, 3)]
    assert (await ada.send("DELETE", "/auth/sessions")).status_code == 204
    assert [await lives(one) for one in (ada, *others)] == [True, False, False]


async def test_an_ended_session_opens_no_operation(ada: Person) -> None:
    """S23: every private operation, downloads among them, asks the session's row."""
    assert (await ada.post("/auth/logout")).status_code == 204
    for one in private():
        answer = await ada.send(one.method, one.at(dict.fromkeys(one.parameters, uuid4())).removeprefix("/api/v1"))
        assert answer.status_code == 401, one


async def test_everything_at_once_is_downloaded_with_a_fresh_proof_only(
    ada: Person, own_clock: SetClock, worker: Worker
) -> None:
    """S05"""
    made = (await worker.archived(ada))["id"]
    assert (await ada.get(f"/archives/{made}/file")).status_code == 200
    own_clock.pass_(minutes=11)
    answer = await ada.get(f"/archives/{made}/file")
    assert (answer.status_code, answer.json()["code"]) == (403, "session.reauth_required")
