"""Every operation of the API, tried by somebody who has no business with what it names."""

from typing import Any, Final
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.support.actors import Person
from tests.support.house import House
from tests.support.keys import with_key
from tests.support.operations import Operation, operations, private
from tests.support.sql import Sql
from tests.support.uploads import BYTES, TUS
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
    "members_list",
    "members_get",
    "invitations_list",
    "shares_list",
}
"""Looks that need more than a viewer may."""
ON_ONESELF: Final = {"invitations_accept", "members_leave", "workspaces_create"}
OF_THE_WORKSPACE: Final = [
    one for one in private() if not one.id.startswith(("auth_", "privacy_")) and one.id not in ON_ONESELF
]

BODIES: Final[dict[str, Any]] = {
    "accounts_change": {"name": "Mine now"},
    "accounts_create": {"name": "Another"},
    "accounts_put_market_price": {"name": "AAPL", "price": "1"},
    "annotations_change": {"notes": "I was here"},
    "archives_restore": None,
    "api_keys_create": {"name": "Mine now", "scopes": ["trades.read"]},
    "api_keys_rotate": {},
    "auth_identities_link": {"state": "of-another-visit", "code": "of-a-provider"},
    "auth_passkeys_name": {"name": "Mine now"},
    "auth_change_password": {"current_password": "whatever", "password": "a longer passphrase"},
    "cash_events_create": None,
    "contracts_put": {"multiplier": "5"},
    "broker_connections_change": {"name": "Mine now"},
    "broker_connections_create": {
        "kind": "alpaca",
        "credentials": {"environment": "paper", "key_id": "PK", "secret_key": "s"},
    },
    "corporate_actions_create": None,
    "executions_create": None,
    "executions_pick_lots": {"lots": []},
    "import_mappings_change": {"name": "Mine now"},
    "imports_create": None,
    "imports_retry": {},
    "imports_settle": {},
    "invitations_accept": {"token": "x"},
    "invitations_create": {"email": "mallory@example.org", "role": "admin"},
    "members_change": {"role": "viewer"},
    "privacy_consents_give": {"version": "1"},
    "privacy_erasure_request": {"email": "mallory@example.org"},
    "shares_create": {"trade_id": str(uuid4())},
    "workspaces_change": {"name": "Mine now"},
    "workspaces_create": {"name": "Mine now"},
    "workspaces_transfer": {"user_id": str(uuid4())},
}
"""What has to be sent for the operation to get as far as asking whose it is."""


def manners(operation: Operation) -> dict[str, str]:
    """Headers without which the operation would not get as far either. The tag matches anything: whoever may not see
    the thing must not be told that it is stale."""
    if not operation.id.startswith("uploads_"):
        return {"If-Match": "*"}
    return {**TUS, "Content-Type": BYTES, "Upload-Offset": "0", "Upload-Length": "0"}


async def tried(
    person: Person, operation: Operation, ids: dict[str, str], headers: dict[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    more = {"json": BODIES[operation.id]} if operation.id in BODIES else {}
    answer = await person.send(operation.method, operation.at(ids), {**manners(operation), **(headers or {})}, **more)
    said = answer.json() if answer.content else {}
    return answer.status_code, {name: value for name, value in said.items() if name not in {"request_id", "instance"}}


@pytest.mark.parametrize("operation", WITH_IDS, ids=str)
async def test_what_is_anothers_is_not_there_and_stays_as_it_is(
    house: House, stranger: Person, sql: Sql, operation: Operation
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    status, said = await tried(stranger, operation, house.ids)
    assert status == 404
    if operation.method != "HEAD":
        assert said["code"].endswith(".not_found")
        assert said["code"] != "request.not_found"
    assert await sql.picture(house.ids["workspace_id"]) == before
    # The same words for what nobody has: nothing tells that Ada has one.
    nowhere = {name: str(uuid4()) for name in operation.parameters}
    assert await tried(stranger, operation, nowhere) == (404, said)


@pytest.mark.parametrize("operation", private(), ids=str)
async def test_without_signing_in_nothing_answers(house: House, client: AsyncClient, operation: Operation) -> None:
    path = "/api/v1" + operation.at(house.ids)
    answer = await client.request(operation.method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    if operation.method != "HEAD":
        assert answer.json()["code"] == "session.missing"


@pytest.mark.parametrize("operation", SCOPED, ids=str)
async def test_anothers_workspace_cannot_be_entered(
    house: House, stranger: Person, sql: Sql, operation: Operation
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    for workspace in (house.ids["workspace_id"], str(uuid4()), "not an id"):
        status, said = await tried(stranger, operation, house.ids, {"Workspace": workspace})
        assert (status, said.get("code", "")) == (404, "workspace.not_found" if operation.method != "HEAD" else "")
    assert await sql.picture(house.ids["workspace_id"]) == before


@pytest.fixture(scope="module")
async def program(stranger: Person) -> Person:
    """Bob's, with a key that was given all there is to give."""
    answer = await stranger.post("/api-keys", {"name": "All", "scopes": sorted(SCOPES)})
    assert answer.status_code == 201, answer.text
    return with_key(stranger, answer.json()["secret"])


@pytest.mark.parametrize("operation", WITH_IDS, ids=str)
async def test_to_a_key_of_elsewhere_what_is_anothers_is_not_there_either(
    house: House, program: Person, sql: Sql, operation: Operation
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    status, said = await tried(program, operation, house.ids)
    assert status in {403, 404}, said
    if status == 403 and operation.method != "HEAD":
        persons = ("api_keys_", "auth_", "invitations_", "members_", "privacy_", "shares_", "workspaces_")
        assert operation.id.startswith(persons), said
        assert said["code"] in {"access.not_allowed", "access.not_by_key"}
    nowhere = {name: str(uuid4()) for name in operation.parameters}
    assert await tried(program, operation, nowhere) == (status, said)
    status, said = await tried(program, operation, house.ids, {"Workspace": house.ids["workspace_id"]})
    assert status == (403 if operation.id.startswith("auth_") else 404), said
    assert await sql.picture(house.ids["workspace_id"]) == before


def test_every_private_operation_acts_in_a_workspace() -> None:
    assert [one.id for one in private() if "Workspace" not in one.headers] == []


@pytest.mark.parametrize("operation", OF_THE_WORKSPACE, ids=str)
async def test_somebody_who_may_only_look_changes_nothing(
    house: House, viewer: Person, sql: Sql, operation: Operation
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    query = {"params": {"by": "symbol"}} if operation.id == "analytics_breakdown" else {}
    more = {"json": _body(operation, house)} if operation.id in BODIES else query
    headers = {"Workspace": house.ids["workspace_id"], **manners(operation)}
    answer = await viewer.send(operation.method, operation.at(house.ids), headers, **more)
    if operation.method == "GET" and operation.id not in NOT_FOR_VIEWERS:
        assert answer.status_code == 200, answer.text
    elif operation.method == "HEAD":
        assert answer.status_code == 403
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed"), answer.text
    assert await sql.picture(house.ids["workspace_id"]) == before


def _body(operation: Operation, house: House) -> Any:
    """A body that would do, from somebody who may."""
    place = {"account_id": house.ids["account_id"], "instrument": {"symbol": "AAPL"}}
    when = "2026-02-02T15:00:00Z"
    known = {
        "cash_events_create": {
            "kind": "fee",
            "amount": "-1",
            "account_id": house.ids["account_id"],
            "occurred_at": when,
        },
        "corporate_actions_create": {**place, "numerator": 2, "denominator": 1, "effective_at": when},
        "executions_create": {**place, "side": "buy", "quantity": "1", "price": "1", "executed_at": when},
    }
    return known.get(operation.id, BODIES[operation.id])


async def test_anothers_account_cannot_be_named_in_a_body(house: House, stranger: Person, sql: Sql) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    place = {"account_id": house.ids["account_id"], "instrument": {"symbol": "AAPL"}}
    when = "2026-02-02T15:00:00Z"
    hers = [
        await stranger.post(
            "/executions", {**place, "side": "buy", "quantity": "1", "price": "1", "executed_at": when}
        ),
        await stranger.post("/corporate-actions", {**place, "numerator": 2, "denominator": 1, "effective_at": when}),
        await stranger.send(
            "POST", "/imports", files={"file": ("a.csv", b"x")}, data={"account_id": house.ids["account_id"]}
        ),
    ]
    assert [(one.status_code, one.json()["code"]) for one in hers] == [(404, "account.not_found")] * 3
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
