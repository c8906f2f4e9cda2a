"""Signing in and out, as a person does it."""

from httpx2 import AsyncClient

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock


async def test_registering_signs_in_and_makes_a_workspace(client: AsyncClient) -> None:
    ada = await register(client, "ada", name="Ada", timezone="Europe/Berlin", currency="EUR")
    me = (await ada.get("/auth/me")).json()
    assert me["user"]["email"] == ada.email
    assert [(one["name"], one["timezone"], one["currency"]) for one in me["workspaces"]] == [
        ("Ada", "Europe/Berlin", "EUR")
    ]
    assert me["workspace_id"] == me["workspaces"][0]["id"]


async def test_the_same_address_cannot_register_twice(ada: Person, client: AsyncClient) -> None:
    again = await client.post("/api/v1/auth/register", json={"email": ada.email.upper(), "password": PASSWORD})
    assert again.status_code == 409
    assert again.json()["code"] == "identity.email_taken"


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ada: Person, client: AsyncClient) -> None:
    wrong = await client.post("/api/v1/auth/login", json={"email": ada.email, "password": "not this one"})
    unknown = await client.post("/api/v1/auth/login", json={"email": "x" + ada.email, "password": "not this one"})
    assert wrong.status_code == unknown.status_code == 401
    drop = {"request_id"}
    assert {k: v for k, v in wrong.json().items() if k not in drop} == {
        k: v for k, v in unknown.json().items() if k not in drop
    }


async def test_logging_in_gives_a_hardened_cookie_and_no_refresh_token_in_the_body(
    ada: Person, client: AsyncClient
) -> None:
    answer = await client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("ts_refresh=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    assert set(answer.json()) == {"access_token", "token_type", "expires_in", "user", "workspace_id", "workspaces"}
    assert answer.json()["expires_in"] == 900


async def test_each_refresh_token_is_used_once_and_a_replay_ends_the_session(browse: MakeClient) -> None:
    clock = SetClock()
    client = browse(uses={"clock": clock})
    ada = await register(client, "ada")
    first = client.cookies["ts_refresh"]
    rotated = await client.post("/api/v1/auth/refresh")
    assert rotated.status_code == 200
    assert client.cookies["ts_refresh"] != first
    second = client.cookies["ts_refresh"]
    clock.pass_(seconds=11)
    client.cookies.set("ts_refresh", first, domain="127.0.0.1", path="/")
    replayed = await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={first}"})
    assert replayed.status_code == 401
    dead = await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={second}"})
    assert dead.status_code == 401
    assert (await ada.get("/auth/me")).status_code == 401


async def test_logging_out_kills_the_access_token_at_once(ada: Person) -> None:
    assert (await ada.post("/auth/logout")).status_code == 204
    answer = await ada.get("/auth/me")
    assert answer.status_code == 401
    assert answer.json()["code"] == "session.ended"
