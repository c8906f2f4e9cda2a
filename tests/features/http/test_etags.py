"""Read once: what has not changed since is not sent again; what has changed is never missed."""

from typing import Any, Final

import pytest

from tests.support.actors import Person
from tests.support.house import House
from tests.support.ledger import account, fill, trades
from tests.support.operations import Operation, operations

READS: Final = [one for one in operations() if one.method == "GET"]
TAGGED: Final = [one for one in READS if "304" in one.responses]
ONE_RESOURCE: Final = [one for one in READS if one.parameters and one.path.endswith("}")]


def asked(operation: Operation) -> dict[str, Any]:
    return {"by": "symbol"} if operation.id == "analytics_breakdown" else {}


def test_every_resource_has_a_tag() -> None:
    assert [one.id for one in ONE_RESOURCE if "304" not in one.responses] == []
    assert len(TAGGED) >= 10


@pytest.mark.parametrize("operation", TAGGED, ids=str)
async def test_the_second_reading_of_the_same_is_a_304(house: House, operation: Operation) -> None:
    path, params = operation.at(house.ids), asked(operation)
    first = await house.person.get(path, **params)
    assert first.status_code == 200
    tag = first.headers["etag"]
    assert tag.startswith('"')  # a strong one
    assert tag.endswith('"')
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await house.person.get(path, {"If-None-Match": given}, **params)
        assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
        # The reader keeps what it has under the same terms as before (RFC 9110, 15.4.5).
        assert again.headers["cache-control"] == first.headers["cache-control"]
    changed = await house.person.get(path, {"If-None-Match": '"other"'}, **params)
    assert (changed.status_code, changed.content) == (200, first.content)


@pytest.mark.parametrize("operation", [one for one in TAGGED if not one.parameters], ids=str)
async def test_a_new_fill_changes_the_tag_of_every_list_and_figure(ada: Person, operation: Operation) -> None:
    main = (await account(ada))["id"]
    path, params = operation.at({}), asked(operation)
    before = (await ada.get(path, **params)).headers["etag"]
    await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    after = await ada.get(path, {"If-None-Match": before}, **params)
    assert after.status_code == 200
    assert after.headers["etag"] != before


async def test_each_resource_changes_its_tag_with_what_it_shows(ada: Person) -> None:
    main = (await account(ada))["id"]
    bought = await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    (trade,) = await trades(ada)

    async def tag(path: str) -> str:
        return str((await ada.get(path)).headers["etag"])

    fill_path, trade_path = f"/executions/{bought['id']}", f"/trades/{trade['id']}"
    before = {path: await tag(path) for path in (fill_path, trade_path, f"{trade_path}/annotation")}
    await ada.patch(f"{trade_path}/annotation", {"notes": "seen"}, {"If-Match": "*"})
    assert await tag(f"{trade_path}/annotation") != before[f"{trade_path}/annotation"]
    assert await tag(trade_path) != before[trade_path]
    assert await tag(fill_path) == before[fill_path]
    await ada.post(f"{fill_path}/void")
    assert await tag(fill_path) != before[fill_path]


async def test_one_persons_tag_is_no_copy_of_anothers(ada: Person, bob: Person) -> None:
    # Both have nothing: the answers are alike, and still each is asked for by its own reader.
    for path in ("/trades", "/analytics/summary", "/analytics/equity"):
        mine = (await ada.get(path)).headers["etag"]
        assert (await bob.get(path, {"If-None-Match": mine})).status_code == 200


async def test_another_question_has_another_tag(ada: Person) -> None:
    questions: list[dict[str, Any]] = [{}, {"q": "side:long"}, {"tz": "Asia/Tokyo"}, {"currency": "EUR"}]
    tags = [(await ada.get("/analytics/summary", **one)).headers["etag"] for one in questions]
    assert len(set(tags)) == len(questions)
    # The same question in other words has the same one.
    words = ["side:long symbol:AAPL,TSLA", "symbol:tsla,aapl  side:LONG"]
    one, other = [(await ada.get("/analytics/summary", q=q)).headers["etag"] for q in words]
    assert one == other
