"""S38 and S39: what a request's body and query name or bring along beside what they may."""

from copy import deepcopy
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest

from tests.support.actors import Person
from tests.support.house import House
from tests.support.ledger import account, fill
from tests.support.operations import Operation, private, shapes
from tests.support.probes import bodies, manners
from tests.support.sql import Sql
from tests.support.uploads import uploaded

KNOWN_AS: Final = {"opening_id": "execution_id", "account": "account_id", "person": "user_id"}
"""Fields and queries whose name is not that of the path's parameter."""
SERVER_OWNED: Final = {"id", "workspace_id", "user_id", "role", "pnl", "net", "created_at", "created_by", "revision"}
READ_AS_A_FILE: Final = {"executions_post"}
"""Refused as a whole: a body that is no list of fills and nothing else."""


class Named(NamedTuple):
    """A field of a body, or a query, that takes an id."""

    operation: Operation
    pointer: tuple[str, ...]

    @property
    def field(self) -> str:
        return self.pointer[-1]


def named_in_bodies() -> list[Named]:
    return [
        Named(operation, pointer)
        for operation in private()
        for pointer, shape in shapes(operation.body)
        if shape.get("format") == "uuid"
    ]


def named_in_queries() -> list[Named]:
    return [
        Named(operation, (name,))
        for operation in private()
        for name, shape in operation.queries.items()
        if any(one.get("format") == "uuid" for _, one in shapes(shape))
    ]


@pytest.fixture(scope="module")
async def his(stranger: Person) -> dict[str, str]:
    """Bob's own: whatever else a request names is there, and his."""
    own = await account(stranger, name="Bob's")
    await fill(stranger, own["id"], "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    sold = await fill(stranger, own["id"], "sell", "1", "11", "0", "2026-01-05T16:00:00Z")
    (trade,) = (await stranger.get("/trades", q=f"account:{own['id']}")).json()["items"]
    sent = await stranger.send("POST", "/imports", files={"file": ("a.csv", b"nothing")})
    connected = await stranger.post("/broker-connections", bodies({"account_id": own["id"], **_NONE}, 1)[CONNECT])
    assert (sent.status_code, connected.status_code) == (202, 201), (sent.text, connected.text)
    return {
        "account_id": own["id"],
        "execution_id": sold["id"],
        "trade_id": trade["id"],
        "import_id": sent.json()["id"],
        "connection_id": connected.json()["id"],
        "upload_id": await uploaded(stranger, b"whole"),
        "user_id": stranger.user["id"],
        "workspace_id": (await stranger.get("/auth/me")).json()["workspace_id"],
    }


CONNECT: Final = "broker_connections_create"
_NONE: Final = {"trade_id": "", "user_id": ""}


async def test_what_a_body_names_of_anothers_is_as_if_it_were_not_there(
    house: House, stranger: Person, his: dict[str, str], sql: Sql
) -> None:
    """S38, ids in bodies: the same status and words for hers and for what nobody has, and nothing of hers changes."""
    before, tried = await sql.picture(house.ids["workspace_id"]), 0
    for named in named_in_bodies():
        hers, nobodys = house.ids[KNOWN_AS.get(named.field, named.field)], str(uuid4())
        answers = [await _with(stranger, his, named, one) for one in (hers, nobodys)]
        assert answers[0] == answers[1], named
        assert 400 <= answers[0][0] < 500, (named, answers[0])
        tried += 1
    assert tried >= 12
    assert await sql.picture(house.ids["workspace_id"]) == before


async def _with(person: Person, own: dict[str, str], named: Named, id_: str) -> tuple[int, str]:
    """Status and words, apart from the id itself and the request's."""
    operation = named.operation
    body = _filled(named, bodies(own, 1).get(operation.id) or {}, own)
    _put(body, named.pointer, id_)
    answer = await person.send(operation.method, operation.at(own), manners(operation), json=body)
    said = {name: value for name, value in answer.json().items() if name != "request_id"}
    return answer.status_code, str(said).replace(id_, "ID")


def _filled(named: Named, body: dict[str, Any], own: dict[str, str]) -> dict[str, Any]:
    """What the minimal body leaves out, and this field needs around it."""
    made = deepcopy(body)
    if named.operation.id == "executions_pick_lots":
        made["lots"] = [{"opening_id": own["execution_id"], "quantity": "1"}]
    if named.operation.id == "imports_create":
        made["upload_id"] = own["upload_id"]
    return made


def _put(body: Any, pointer: tuple[str, ...], value: Any) -> None:
    for step in pointer[:-1]:
        body = body[int(step) if step.isdigit() else step]
    body[pointer[-1]] = value


async def test_what_a_query_names_of_anothers_finds_what_nobodys_does(house: House, stranger: Person) -> None:
    """S38, ids in queries."""
    queries = named_in_queries()
    assert len(queries) >= 4
    for named in queries:
        hers, nobodys = house.ids[KNOWN_AS.get(named.field, named.field)], str(uuid4())
        found = [
            await stranger.send("GET", named.operation.at({}), params={named.field: one}) for one in (hers, nobodys)
        ]
        assert found[0].status_code == 200, named
        assert found[0].content == found[1].content, named
        if found[0].headers["content-type"] == "application/json":
            assert found[0].json()["items"] == []


async def test_what_only_the_server_says_is_refused_wherever_it_is_said(house: House, sql: Sql) -> None:
    """S39: each field that its answer has and the request has not, and whose a thing is, what it may and when it was
    made: refused by name, a few at a time, and nothing changes."""
    before, tried = await sql.picture(house.ids["workspace_id"]), 0
    for operation in private():
        if operation.body is None:
            continue
        known = {pointer[0] for pointer, _ in shapes(operation.body) if pointer}
        answered = {pointer[0] for pointer, _ in shapes(operation.answer) if pointer}
        foreign = sorted((SERVER_OWNED | answered) - known)
        for some in (foreign[at : at + 10] for at in range(0, len(foreign), 10)):
            await _refused(house, operation, some)
        tried += 1
    assert tried > 25
    assert await sql.picture(house.ids["workspace_id"]) == before


async def _refused(house: House, operation: Operation, foreign: list[str]) -> None:
    body = {**(bodies(house.ids, 1).get(operation.id) or {}), **dict.fromkeys(foreign, "mine")}
    answer = await house.person.send(operation.method, operation.at(house.ids), manners(operation), json=body)
    if operation.id in READ_AS_A_FILE:
        assert (answer.status_code, answer.json()["code"]) == (400, "fills.unreadable")
        return
    assert answer.status_code == 422, (operation.id, answer.text)
    refused = {one["pointer"].removeprefix("/") for one in answer.json()["errors"]}
    assert {*foreign} <= refused, (operation.id, foreign, refused)


async def test_fields_within_lists_are_no_way_in_either(house: House, sql: Sql) -> None:
    """S39, one level down."""
    before = await sql.picture(house.ids["workspace_id"])
    ids = house.ids
    fills = bodies(ids, 1)["executions_post"]
    fills["fills"][0] |= dict.fromkeys(SERVER_OWNED, "mine")
    nested = {
        "/executions/bulk": fills,
        "/executions": {**bodies(ids, 1)["executions_create"], "instrument": {"symbol": "AAPL", "workspace_id": "x"}},
    }
    for path, body in nested.items():
        answer = await house.person.post(path, body)
        assert answer.status_code == 422, answer.text
        assert any("workspace_id" in one["pointer"] for one in answer.json()["errors"])
    assert await sql.picture(house.ids["workspace_id"]) == before
