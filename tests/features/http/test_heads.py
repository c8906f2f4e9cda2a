"""HEAD is GET without the content: everywhere, and told nowhere twice."""

from typing import Any, Final

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.house import House
from tests.support.operations import Operation, operations
from tradesense.main.app import OWN_HEADS

READS: Final = [one for one in operations() if one.method == "GET"]
OF_THIS_REQUEST: Final = {"x-request-id", "server-timing", "ratelimit", "date"}


def asked(operation: Operation) -> dict[str, Any]:
    return {"by": "symbol"} if operation.id == "analytics_breakdown" else {}


def told(answer: Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_THIS_REQUEST}


@pytest.mark.parametrize("operation", READS, ids=str)
async def test_every_reading_can_be_asked_for_without_its_content(house: House, operation: Operation) -> None:
    path, params = operation.at(house.ids), asked(operation)
    whole = await house.person.get(path, **params)
    head = await house.person.send("HEAD", path, params=params)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert whole.status_code == 200
    if operation.id == "health_metrics":  # its figures grow with every request
        assert head.headers["content-type"] == whole.headers["content-type"]
        return
    assert told(head) == told(whole)


@pytest.mark.parametrize("operation", [one for one in READS if "304" in one.responses], ids=str)
async def test_what_has_not_changed_is_a_304_to_it_as_well(house: House, operation: Operation) -> None:
    path, params = operation.at(house.ids), asked(operation)
    tag = (await house.person.send("HEAD", path, params=params)).headers["etag"]
    again = await house.person.send("HEAD", path, {"If-None-Match": tag}, params=params)
    assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")


async def test_a_long_table_is_not_written_for_it(house: House) -> None:
    for path in ("/trades", "/executions"):
        head = await house.person.send("HEAD", path, {"Accept": "text/csv"})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == "text/csv; charset=utf-8"
    assert (await house.person.get("/trades")).status_code == 200


async def test_it_is_refused_as_the_reading_is(house: House, bob: Person, client: AsyncClient) -> None:
    trade = f"/trades/{house.ids['trade_id']}"
    for answer, status in (
        (await client.head(f"/api/v1{trade}"), 401),
        (await bob.send("HEAD", trade), 404),
        (await bob.send("HEAD", "/trades", params={"limit": 0}), 422),
        (await bob.send("HEAD", "/nothing"), 404),
    ):
        assert (answer.status_code, answer.content) == (status, b"")
        assert answer.headers["content-type"] == "application/problem+json"


async def test_where_nothing_can_be_read_it_is_not_possible(browse: MakeClient, ada: Person) -> None:
    answer = await browse().head("/api/v1/auth/login")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert (await ada.send("DELETE", "/accounts")).headers["allow"] == "GET, HEAD, POST"


def test_the_document_tells_only_of_the_ones_with_an_answer_of_their_own() -> None:
    heads = [one for one in operations() if one.method == "HEAD"]
    assert [one.id for one in heads] == ["uploads_look"]
    assert all(OWN_HEADS.fullmatch(one.path) for one in heads)
    assert [one.id for one in READS if OWN_HEADS.fullmatch(one.path)] == []
