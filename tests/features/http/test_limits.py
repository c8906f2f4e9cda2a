"""How often somebody may ask is told on every answer, and held."""

import re

from httpx2 import Response

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register

POLICY = re.compile(r'"(\w+)";q=(\d+);w=60')
LEFT = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


def quotas(answer: Response) -> dict[str, int]:
    parts = [POLICY.fullmatch(one) for one in answer.headers["ratelimit-policy"].split(", ")]
    return {one[1]: int(one[2]) for one in parts if one}


def lefts(answer: Response) -> dict[str, int]:
    parts = [LEFT.fullmatch(one) for one in answer.headers["ratelimit"].split(", ")]
    assert all(one and 1 <= int(one[3]) <= 60 for one in parts), answer.headers["ratelimit"]
    return {one[1]: int(one[2]) for one in parts if one}


def left(answer: Response) -> int:
    return lefts(answer)["default"]


async def test_a_session_has_so_many_requests_a_minute_and_is_told_how_many_are_left(browse: MakeClient) -> None:
    ada = await register(browse(), "ada")
    client = browse(rate_limit_per_minute=3)
    ada = Person(client, ada.email, {"access_token": ada.token, "user": ada.user})
    answers = [await ada.get("/accounts") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [left(one) for one in answers] == [2, 1, 0, 0]
    assert [quotas(one)["default"] for one in answers] == [3, 3, 3, 3]
    refused = answers[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "request.throttled"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["x-request-id"] == refused.json()["request_id"]
    assert refused.headers["x-content-type-options"] == "nosniff"


async def test_one_session_does_not_use_up_anothers_share(browse: MakeClient) -> None:
    people = [await register(browse(), who) for who in ("ada", "bob")]
    client = browse(rate_limit_per_minute=2)
    ada, bob = (Person(client, one.email, {"access_token": one.token, "user": one.user}) for one in people)
    assert [(await ada.get("/accounts")).status_code for _ in range(3)] == [200, 200, 429]
    assert (await bob.get("/accounts")).status_code == 200


async def test_without_a_valid_token_the_address_counts(browse: MakeClient) -> None:
    # An address may carry several people: four times one session's share.
    client = browse(rate_limit_per_minute=1)
    for number in range(4):
        answer = await client.get("/api/v1/accounts", headers={"Authorization": f"Bearer made-up-{number}"})
        assert (answer.status_code, left(answer)) == (401, 3 - number)
    assert (await client.get("/api/v1/accounts")).status_code == 429
    # Health is asked by machines, and never refused.
    assert (await client.get("/api/v1/health/live")).status_code == 200
