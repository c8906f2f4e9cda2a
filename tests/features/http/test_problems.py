"""What goes wrong is told in one shape (RFC 9457), with a code to switch on and the place of each fault."""

from typing import Any, Final
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Request, Response

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.ledger import account, fill, trades
from tests.support.refusals import TellsTooMuch, look

SHAPE: Final = {"type", "title", "status", "detail", "instance", "code", "request_id", "errors"}
JSON: Final = {"content-type": "application/json"}
LOGIN: Final = "/api/v1/auth/login"
MEBIBYTE: Final = 1024 * 1024

REFUSED: Final[list[Any]] = [
    ("GET", "/api/v1/nothing", {}, 404, "request.not_found"),
    ("GET", "/api/v1/accounts/", {}, 404, "request.not_found"),
    ("POST", "/api/anything/at/all", {}, 404, "request.not_found"),
    ("DELETE", "/api/v1/accounts", {}, 405, "request.method_not_allowed"),
    ("PATCH", "/api/v1/trades", {"json": {}}, 405, "request.method_not_allowed"),
    ("TRACE", "/api/v1/accounts", {}, 405, "request.method_not_allowed"),
    ("POST", LOGIN, {"content": b"{broken", "headers": JSON}, 400, "request.malformed"),
    ("POST", LOGIN, {"content": b"[" * 100_000, "headers": JSON}, 400, "request.malformed"),
    ("POST", LOGIN, {"content": b'\xff\xfe{\x00"\x00', "headers": JSON}, 400, "request.malformed"),
    ("POST", LOGIN, {"data": {"email": "a", "password": "b"}}, 415, "request.media_type"),
    ("POST", LOGIN, {"content": b'{"email":"a","password":"b"}'}, 415, "request.media_type"),
    ("POST", LOGIN, {"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "request.media_type"),
    ("POST", LOGIN, {"json": {"email": "a"}}, 422, "request.invalid"),
    ("POST", LOGIN, {"json": ["email", "password"]}, 422, "request.invalid"),
    ("POST", LOGIN, {"json": {"email": "a" * 2 * MEBIBYTE, "password": "b"}}, 413, "request.too_large"),
    ("GET", "/api/v1/accounts", {}, 401, "session.missing"),
]


@pytest.mark.parametrize(("method", "path", "more", "status", "code"), REFUSED)
async def test_every_refusal_has_the_same_shape(
    browse: MakeClient, method: str, path: str, more: dict[str, Any], status: int, code: str
) -> None:
    answer = await browse().request(method, path, **more)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert set(said) == SHAPE
    assert (said["status"], said["code"], said["type"]) == (status, code, f"/docs/errors#{code}")
    assert said["instance"] == path
    assert said["request_id"] == answer.headers["x-request-id"]
    assert said["detail"].endswith(".") or said["errors"]


async def test_a_wrong_method_is_told_the_right_ones(client: AsyncClient, ada: Person) -> None:
    assert (await client.delete("/api/v1/accounts")).headers["allow"] == "GET, HEAD, POST"
    main = await account(ada)
    assert (await client.delete(f"/api/v1/accounts/{main['id']}")).headers["allow"] == "GET, HEAD, PATCH"


async def test_each_fault_of_a_body_has_its_place(ada: Person) -> None:
    body = {
        "account_id": "not an id",
        "instrument": {"symbol": "", "expiry": "2026-02-30"},
        "side": "hold",
        "quantity": 1,
        "price": "1,000",
        "executed_at": "yesterday",
        "colour": "green",
    }
    answer = await ada.post("/executions", body)
    assert answer.status_code == 422
    places = [fault["pointer"] for fault in answer.json()["errors"]]
    assert sorted(places) == [
        "/account_id", "/colour", "/executed_at", "/instrument/expiry", "/instrument/symbol", "/price", "/quantity",
        "/side",
    ]  # fmt: skip
    assert all(fault["code"] and fault["detail"] for fault in answer.json()["errors"])


async def test_each_fault_of_a_query_has_its_name(ada: Person) -> None:
    answer = await ada.get("/executions", limit="0", account="mine", day_from="2026-02-30", unmatched="perhaps")
    assert answer.status_code == 422
    places = [fault["pointer"] for fault in answer.json()["errors"]]
    assert sorted(places) == ["?account", "?day_from", "?limit", "?unmatched"]


@pytest.mark.parametrize("limit", ["-1", "0", "501", "1000000000", "1.5", "many", "NaN"])
async def test_a_limit_is_one_to_five_hundred(ada: Person, limit: str) -> None:
    for path in ("/trades", "/executions", "/imports"):
        answer = await ada.get(path, limit=limit)
        assert answer.status_code == 422
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["?limit"]


async def test_a_request_keeps_the_id_it_came_with_if_it_is_one(client: AsyncClient) -> None:
    for given in ("a-request-0001", "A_b-9" * 10):
        answer = await client.get("/api/v1/nothing", headers={"X-Request-Id": given})
        assert answer.headers["x-request-id"] == given == answer.json()["request_id"]
    for given in ("short", "x" * 65, "spaces in it", "<script>", "line\tfeed"):
        answer = await client.get("/api/v1/nothing", headers={"X-Request-Id": given})
        assert answer.headers["x-request-id"] != given
        assert UUID(answer.headers["x-request-id"]).version == 7


async def test_a_large_body_is_refused_while_it_arrives_where_its_length_is_not_told(browse: MakeClient) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        for _ in range(1_000):
            sent += 64 * 1024
            yield b" " * 64 * 1024

    answer = await browse().post(LOGIN, content=endless(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")
    assert sent <= 2 * MEBIBYTE


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/trades", {"q": "\0"}),
        ("/trades", {"q": "tag:\0"}),
        ("/trades", {"q": "symbol:A\0*"}),
        ("/executions", {"symbol": "A\0"}),
        ("/analytics/summary", {"tz": "Europe/\0"}),
        ("/analytics/summary", {"metrics": "net\0"}),
        ("/analytics/breakdown", {"by": "\0"}),
        ("/analytics/equity", {"currency": "U\0D"}),
    ],
)
async def test_a_character_that_cannot_be_stored_is_refused(ada: Person, path: str, params: dict[str, Any]) -> None:
    answer = await ada.get(path, **params)
    assert answer.status_code in {200, 422}, answer.text
    if answer.status_code == 200:  # nothing can have it: so nothing matches
        assert answer.json().get("items", answer.json().get("groups", [])) == []


async def test_control_characters_in_a_body_have_their_place(ada: Person) -> None:
    for body in ({"name": "Ma\0in"}, {"name": "Main\u001b[2J"}):
        answer = await ada.post("/accounts", body)
        assert answer.status_code == 422
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/name"]


async def test_an_address_with_a_character_that_cannot_be_stored_is_no_persons(client: AsyncClient) -> None:
    answer = await client.post(LOGIN, json={"email": "a\0@example.org", "password": "whatever it is"})
    assert answer.status_code in {401, 422}


async def test_a_change_needs_the_tag_it_is_based_on(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    (trade,) = await trades(ada)
    path = f"/trades/{trade['id']}/annotation"
    without = await ada.patch(path, {"notes": "first"})
    assert (without.status_code, without.json()["code"]) == (428, "request.precondition_required")
    tag = (await ada.get(path)).headers["etag"]
    first = await ada.patch(path, {"notes": "first"}, {"If-Match": tag})
    assert first.status_code == 200
    second = await ada.patch(path, {"notes": "second"}, {"If-Match": tag})
    assert (second.status_code, second.json()["code"]) == (412, "request.stale")
    assert (await ada.get(path)).json()["notes"] == "first"
    again = await ada.patch(path, {"notes": "second"}, {"If-Match": first.headers["etag"]})
    assert (again.status_code, again.json()["notes"]) == (200, "second")


@pytest.mark.parametrize("resource", ["accounts", "workspaces"])
async def test_a_stale_tag_is_refused_where_none_is_needed_too(ada: Person, resource: str) -> None:
    id_ = (await account(ada))["id"] if resource == "accounts" else (await ada.get("/auth/me")).json()["workspace_id"]
    path = f"/{resource}/{id_}"
    tag = (await ada.get(path)).headers["etag"]
    assert (await ada.patch(path, {"name": "One"}, {"If-Match": tag})).status_code == 200
    stale = await ada.patch(path, {"name": "Two"}, {"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "request.stale")
    assert (await ada.patch(path, {"name": "Three"})).json()["name"] == "Three"
    weak = (await ada.get(path)).headers["etag"]
    # A weak tag never matches for a change (RFC 9110, 13.1.1).
    assert (await ada.patch(path, {"name": "Four"}, {"If-Match": f"W/{weak}"})).status_code == 412


def refused(**changes: Any) -> Response:
    """As `look` sees it."""
    body = {"type": "/docs/errors#a.b", "title": "T", "status": 409, "detail": "D.", "instance": "/x", "code": "a.b"}
    headers = {"content-type": "application/problem+json", "x-request-id": "one"}
    said = {**body, "request_id": "one", "errors": [], **changes}
    return Response(409, headers=headers, json=said, request=Request("GET", "http://127.0.0.1/api/v1/x"))


def test_a_refusal_that_tells_too_much_is_noticed_in_every_test() -> None:
    """S83: tests/conftest.py has every answer of the suite looked at."""
    look(refused())
    for wrong in (
        {"detail": 'File "/srv/app.py", line 3'},
        {"detail": 'duplicate key value violates unique constraint "accounts_pkey"'},
        {"title": "asyncpg.exceptions.DataError"},
        {"errors": [{"pointer": "/a", "code": "b", "detail": "SELECT id FROM accounts"}]},
        {"detail": "/var/lib/tradesense/secret-key"},
        {"request_id": "another"},
        {"type": "about:blank"},
        {"stack": "…"},
        {"status": 500},
    ):
        with pytest.raises(TellsTooMuch):
            look(refused(**wrong))


async def test_of_very_many_faults_a_hundred_are_told(ada: Person) -> None:
    """S62: a body under the limit could otherwise be answered with seven times its size."""
    body = {"name": "x", **{f"k{number}": 1 for number in range(20_000)}}
    answer = await ada.post("/accounts", body)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 100)
    assert len(answer.content) < 20_000


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 0, "0", "-1", 1e12, "2026-01-05"])
async def test_an_instant_outside_the_calendar_or_written_as_a_number_is_refused(ada: Person, at: Any) -> None:
    """S54: a day before and after it must exist, in every zone; a number is no instant."""
    event = {"account_id": str(UUID(int=0)), "kind": "deposit", "amount": "1", "occurred_at": at}
    answer = await ada.post("/cash-events", event)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/occurred_at"]
