"""Every operation of the API, tried by somebody who has no business with what it names."""

from typing import Any, Final
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.support.actors import Person
from tests.support.house import House
from tests.support.keys import with_key
from tests.support.operations import Operation, operations, private
from tests.support.probes import manners, request
from tests.support.sql import Sql
from tradesense.domain.access import SCOPES

NAMED_BY_WHOEVER_ASKS: Final = {"contracts_put", "privacy_consents_give", "privacy_consents_withdraw"}
"""About the thing of one's own that has the name given: there is nothing of another's to find."""
WITH_IDS: Final = [one for one in private() if one.parameters and one.id not in NAMED_BY_WHOEVER_ASKS]
SCOPED: Final = [one for one in private() if "Workspace" in one.headers]
# The others concern the person, whatever their role.
ALL_AT_ONCE: Final = {"archives_download", "privacy_exports_download"}
"""What only those may have who may write it: brokers' files are in it as they came."""
NOT_FOR_VIEWERS: Final = ALL_AT_ONCE | {
    "api_keys_list",
    "api_keys_get",
    "audit_entries_list",
    "audit_entries_export",
    "audit_entries_verify",
    "members_list",
    "members_get",
    "invitations_list",
    "shares_list",
    *("audit_entries_list", "audit_entries_verify", "audit_entries_export"),
}
"""Looks that need more than a viewer may."""
NOT_BY_KEY: Final = (
    "api_keys_",
    "auth_",
    "invitations_",
    "members_",
    "privacy_",
    "shares_",
    "workspaces_",
    "archives_download",
)
BY_A_WORD: Final = {"provider", "root"}
"""Any word might be the name of one."""
NAMED_IN_BODIES: Final = ("account_id", "trade_id", "user_id")
ON_ONESELF: Final = {"invitations_accept", "members_leave", "workspaces_create"}
OF_THE_WORKSPACE: Final = [
    one for one in private() if not one.id.startswith(("auth_", "privacy_")) and one.id not in ON_ONESELF
]


async def tried(
    person: Person, operation: Operation, ids: dict[str, str], headers: dict[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    """Its body names what nobody has."""
    more = request(operation, {name: str(uuid4()) for name in NAMED_IN_BODIES}, 1)
    answer = await person.send(operation.method, operation.at(ids), {**manners(operation), **(headers or {})}, **more)
    said = answer.json() if answer.content else {}
    return answer.status_code, {name: value for name, value in said.items() if name not in {"request_id", "instance"}}


async def test_what_is_anothers_is_not_there_and_stays_as_it_is(house: House, stranger: Person, sql: Sql) -> None:
    """S38, ids in paths: the same words for hers, for what nobody has, and for what is no id."""
    before = await sql.picture(house.ids["workspace_id"])
    for operation in WITH_IDS:
        status, said = await tried(stranger, operation, house.ids)
        assert (operation.id, status) == (operation.id, 404)
        if operation.method != "HEAD":
            assert said["code"].endswith(".not_found"), operation.id
            assert said["code"] != "request.not_found", operation.id
        nowhere = {name: str(uuid4()) for name in operation.parameters}
        assert await tried(stranger, operation, nowhere) == (404, said), operation.id
        malformed = dict.fromkeys(operation.parameters, "no-id")
        expected = 404 if BY_A_WORD & {*operation.parameters} else 422
        assert (operation.id, (await tried(stranger, operation, malformed))[0]) == (operation.id, expected)
        assert await tried(house.person, operation, malformed) == await tried(stranger, operation, malformed)
    assert await sql.picture(house.ids["workspace_id"]) == before


async def test_without_signing_in_nothing_answers(house: House, client: AsyncClient) -> None:
    for operation in private():
        path = "/api/v1" + operation.at(house.ids)
        answer = await client.request(operation.method, path)
        assert (operation.id, answer.status_code) == (operation.id, 401)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
        if operation.method != "HEAD":
            assert answer.json()["code"] == "session.missing"


async def test_anothers_workspace_cannot_be_entered(house: House, stranger: Person, sql: Sql) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    for operation in SCOPED:
        for workspace in (house.ids["workspace_id"], str(uuid4()), "not an id"):
            status, said = await tried(stranger, operation, house.ids, {"Workspace": workspace})
            code = "workspace.not_found" if operation.method != "HEAD" else ""
            assert (operation.id, status, said.get("code", "")) == (operation.id, 404, code)
    assert await sql.picture(house.ids["workspace_id"]) == before


@pytest.fixture(scope="module")
async def program(stranger: Person) -> Person:
    """Bob's, with a key that was given all there is to give."""
    answer = await stranger.post("/api-keys", {"name": "All", "scopes": sorted(SCOPES)})
    assert answer.status_code == 201, answer.text
    return with_key(stranger, answer.json()["secret"])


async def test_to_a_key_of_elsewhere_what_is_anothers_is_not_there_either(
    house: House, program: Person, sql: Sql
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    for operation in WITH_IDS:
        status, said = await tried(program, operation, house.ids)
        assert status in {403, 404}, (operation.id, said)
        if status == 403 and operation.method != "HEAD":
            assert operation.id.startswith(NOT_BY_KEY), said
            assert said["code"] in {"access.not_allowed", "access.not_by_key"}
        nowhere = {name: str(uuid4()) for name in operation.parameters}
        assert await tried(program, operation, nowhere) == (status, said), operation.id
        status, said = await tried(program, operation, house.ids, {"Workspace": house.ids["workspace_id"]})
        assert status == (403 if operation.id.startswith("auth_") else 404), (operation.id, said)
    assert await sql.picture(house.ids["workspace_id"]) == before


def test_every_private_operation_acts_in_a_workspace() -> None:
    assert [one.id for one in private() if "Workspace" not in one.headers] == []


async def test_somebody_who_may_only_look_changes_nothing(house: House, viewer: Person, sql: Sql) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    for operation in OF_THE_WORKSPACE:
        headers = {"Workspace": house.ids["workspace_id"], **manners(operation)}
        answer = await viewer.send(
            operation.method, operation.at(house.ids), headers, **request(operation, house.ids, 1)
        )
        if operation.method == "GET" and operation.id not in NOT_FOR_VIEWERS:
            assert answer.status_code == 200, (operation.id, answer.text)
        elif operation.method == "HEAD":
            assert answer.status_code == 403
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed"), operation.id
    assert await sql.picture(house.ids["workspace_id"]) == before


async def test_anothers_ids_in_a_query_find_nothing(house: House, stranger: Person) -> None:
    ids = house.ids
    for words in (f"account:{ids['account_id']}", f"import:{ids['import_id']}", f"id:{ids['trade_id']}", "tag:gap"):
        assert (await stranger.get("/trades", q=words)).json()["items"] == []
        assert (await stranger.get("/analytics/equity", q=words)).json()["points"] == []
    assert (await stranger.get("/executions", account=ids["account_id"])).json()["items"] == []


async def test_looking_changes_nothing(house: House, sql: Sql) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    for operation in operations():
        if operation.method == "GET" and operation.id not in ALL_AT_ONCE:
            query = {"by": "symbol"} if operation.id == "analytics_breakdown" else {}
            answer = await house.person.send("GET", operation.at(house.ids), params=query)
            assert answer.status_code == 200, (operation.id, answer.text)
    assert await sql.picture(house.ids["workspace_id"]) == before
