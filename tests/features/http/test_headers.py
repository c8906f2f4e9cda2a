"""What every answer says to browsers and caches."""

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.house import House
from tests.support.ledger import account
from tests.support.operations import private
from tests.support.sql import Sql

DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "script-src": "'self'",
    "form-action": "'self'",
}


def guarded(answer: Response) -> None:
    said = answer.headers["content-security-policy"]
    policy = {part.split()[0]: " ".join(part.split()[1:]) for part in said.split(";")}
    assert {name: policy[name] for name in DIRECTIVES} == DIRECTIVES
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in answer.headers


async def test_every_kind_of_answer_is_guarded(browse: MakeClient, ada: Person, sql: Sql) -> None:
    client = browse()
    ada = Person(client, ada.email, {"access_token": ada.token, "user": ada.user})
    made = await account(ada)
    tag = (await ada.get(f"/accounts/{made['id']}")).headers["etag"]
    answers = {
        200: await ada.get("/accounts"),
        201: await ada.post("/accounts", {"name": "Two"}),
        304: await ada.get(f"/accounts/{made['id']}", {"If-None-Match": tag}),
        401: await client.get("/api/v1/accounts"),
        404: await ada.get("/nothing"),
        405: await ada.send("DELETE", "/accounts"),
        413: await client.post("/api/v1/auth/login", json={"email": "a" * 2_000_000}),
        422: await ada.get("/trades", limit=0),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        guarded(answer)
        assert answer.headers["x-request-id"]
        assert answer.headers["ratelimit"]
    guarded(await client.get("/api/v1/health/live"))


async def test_nothing_of_anybody_is_kept_by_caches(house: House, client: AsyncClient) -> None:
    """S30: not by the browser either, whatever is read, and whether it was found or not."""
    read = [one for one in private() if one.method == "GET"]
    assert len(read) > 40
    for operation in read:
        answer = await house.person.get(operation.at(house.ids))
        assert answer.headers["cache-control"] == "no-store", operation.id
        tag = answer.headers.get("etag")
        if tag:
            again = await house.person.get(operation.at(house.ids), {"If-None-Match": tag})
            assert again.headers["cache-control"] == "no-store", operation.id
    assert (await client.get("/api/v1/accounts")).headers["cache-control"] == "no-store"


async def test_logging_in_and_out_leaves_nothing_behind(ada: Person) -> None:
    """S30"""
    answer = await ada.post("/auth/logout")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:3000"])
async def test_no_other_origin_may_read_unless_it_is_allowed(browse: MakeClient, ada: Person, origin: str) -> None:
    client = browse()
    answer = await client.get("/api/v1/accounts", headers={"Origin": origin, **ada.headers()})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    asking = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    before = await client.options("/api/v1/accounts", headers=asking)
    assert before.status_code == 405
    assert not [name for name in before.headers if name.startswith("access-control-")]


async def test_an_allowed_origin_and_no_other_may_read(browse: MakeClient, ada: Person) -> None:
    client = browse(cors_origins=["https://app.example"])
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    allowed = await client.options("/api/v1/accounts", headers={"Origin": "https://app.example", **asking})
    assert allowed.headers["access-control-allow-origin"] == "https://app.example"
    assert "access-control-allow-credentials" not in allowed.headers
    read = await client.get("/api/v1/accounts", headers={"Origin": "https://app.example", **ada.headers()})
    assert "ETag" in read.headers["access-control-expose-headers"]
    other = await client.get("/api/v1/accounts", headers={"Origin": "https://evil.example", **ada.headers()})
    assert "access-control-allow-origin" not in other.headers


async def test_metrics_are_for_the_machine_itself_only(browse: MakeClient) -> None:
    near = await browse().get("/api/v1/health/metrics")
    assert near.status_code == 200
    for name in ("size", "overflow_max", "timeout_seconds", "checked_out", "checked_in"):
        assert f"\ntradesense_database_pool_{name} " in near.text
    far = await browse(address="192.0.2.7").get("/api/v1/health/metrics")
    assert (far.status_code, far.json()["code"]) == (404, "health.metrics_private")


async def test_health_says_so(client: AsyncClient) -> None:
    for path in ("live", "ready"):
        assert (await client.get(f"/api/v1/health/{path}")).json() == {"status": "ok"}
    assert (await client.get("/api/v1/health/version")).json()["version"]


async def test_a_forwarded_address_counts_only_from_the_proxy_that_is_trusted(browse: MakeClient) -> None:
    # Five wrong passwords from one address make the sixth wait; claiming another address does not help.
    client = browse(address="198.51.100.9")
    ada = await register(client, "ada")
    wrong = {"email": ada.email, "password": "not this one"}
    claimed = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(7)]
    answers = [await client.post("/api/v1/auth/login", json=wrong, headers=one) for one in claimed]
    assert [one.status_code for one in answers] == [401] * 6 + [429]
    proxied = browse(address="198.51.100.9", trusted_proxy="198.51.100.9")
    for number in range(7):
        told = {"X-Forwarded-For": f"6.6.6.6, 203.0.113.{number}"}
        answer = await proxied.post("/api/v1/auth/login", json=wrong, headers=told)
        assert answer.status_code == 401
