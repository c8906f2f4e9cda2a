"""What has to be sent for an operation to go well, for the tests that try every operation of the API."""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import uuid4

from tests.support.actors import PASSWORD
from tests.support.brokers import alpaca
from tests.support.crowd import KEYS, Crowd
from tests.support.imports import fills
from tests.support.ledger import fill
from tests.support.operations import Operation
from tests.support.uploads import BYTES, TUS, created

Ids = dict[str, str]


def manners(operation: Operation) -> dict[str, str]:
    """Headers without which the operation would not get far. The tag matches anything: whoever may not see the thing
    must not be told that it is stale."""
    if not operation.id.startswith("uploads_"):
        return {"If-Match": "*"}
    size = {} if operation.id == "uploads_append" else {"Upload-Length": "0"}
    return {**TUS, "Content-Type": BYTES, "Upload-Offset": "0", **size}


def request(operation: Operation, ids: Ids, number: int) -> dict[str, Any]:
    """Query, body or form. `ids`: of what they name; `number`: another one each time, for what may be there once."""
    return {
        **({"json": body} if (body := bodies(ids, number).get(operation.id)) is not None else {}),
        **_MORE.get(operation.id, {}),
    }


def bodies(ids: Ids, number: int) -> dict[str, Any]:
    of = {"account_id": ids["account_id"], "instrument": {"symbol": "AAPL"}}
    when = f"2026-02-02T{15 + number // 3600 % 8}:{number // 60 % 60:02d}:{number % 60:02d}Z"
    bought = {"account_id": ids["account_id"], "symbol": "POST", "side": "buy", "quantity": "1", "price": "1"}
    a_key = {"environment": "paper", "key_id": "PK", "secret_key": "s"}
    return {
        **_of_oneself(number),
        **_of_the_workspace(ids, number),
        "accounts_change": {"name": f"Renamed {number}"},
        "accounts_create": {"name": f"Account {number}"},
        "accounts_put_market_price": {"name": ids.get("delivery", "AAPL"), "price": "38"},
        "annotations_change": {"notes": f"Seen {number} times"},
        "cash_events_create": {
            "account_id": ids["account_id"],
            "kind": "fee",
            "amount": f"-{number}",
            "occurred_at": when,
        },
        "contracts_put": {"multiplier": "5"},
        "privacy_consents_give": {"version": "1"},
        "broker_connections_change": {"name": f"Renamed {number}"},
        "broker_connections_create": {"kind": "alpaca", "name": f"No. {number}", "credentials": a_key},
        "corporate_actions_create": {**of, "numerator": 2, "denominator": 1, "effective_at": when},
        "executions_create": {**of, "side": "buy", "quantity": "1", "price": "1", "executed_at": when},
        "executions_pick_lots": {"lots": []},
        "executions_post": {"fills": [{**bought, "executed_at": when}]},
        "import_mappings_change": {"name": f"Renamed {number}"},
        "imports_retry": {},
        "privacy_erasure_request": {"email": ids.get("email", "mallory@example.org")},
        "imports_settle": {},
    }


def _of_the_workspace(ids: Ids, number: int) -> dict[str, Any]:
    return {
        "api_keys_create": {"name": f"Program {number}", "scopes": ["trades.read"]},
        "api_keys_rotate": {},
        "invitations_create": {"email": f"mallory-{number}@example.org", "role": "viewer"},
        "members_change": {"role": "viewer"},
        "shares_create": {"trade_id": ids["trade_id"]},
        "workspaces_change": {"name": f"Desk {number}"},
        "workspaces_create": {"name": f"Desk {number}"},
        "workspaces_transfer": {"user_id": ids["user_id"]},
    }


def _of_oneself(number: int) -> dict[str, Any]:
    """Who has no real code, link or passkey is told so after the question of who asks."""
    token, email = {"token": "of-no-letter"}, {"email": f"fresh-{number}-{uuid4().hex[:8]}@example.org"}
    visit = {"state": "of-another-visit", "code": "of-a-provider"}
    return {
        "auth_change_email": email,
        "auth_change_password": {"current_password": PASSWORD, "password": PASSWORD},
        "auth_confirm_email": token,
        "auth_forgot_password": email,
        "auth_identities_link": visit,
        "auth_login": {**email, "password": PASSWORD},
        "auth_passkeys_add": {"credential": {}, "name": "Phone"},
        "auth_passkeys_name": {"name": f"Phone {number}"},
        "auth_passkeys_prove": {"credential": {}},
        "auth_passkeys_sign_in": {"credential": {}},
        "auth_providers_finish": visit,
        "auth_reauthenticate": {"password": PASSWORD},
        "auth_register": {**email, "password": PASSWORD},
        "auth_register_confirm": {**token, "password": PASSWORD},
        "auth_reset_password": {**token, "password": PASSWORD},
        "auth_show_second_factor": {"challenge": "of-nobody", "code": "123456"},
        "auth_totp_confirm": {"code": "000000"},
        "invitations_accept": token,
        "privacy_consents_give": {"version": "1"},
        "invitations_look": token,
        "shares_open": token,
    }


_MORE: Final[dict[str, dict[str, Any]]] = {
    "analytics_breakdown": {"params": {"by": "symbol"}},
    "archives_restore": {"files": {"file": ("desk.zip", b"PK\x05\x06" + bytes(18))}},
    "imports_create": {"files": {"file": ("fills.csv", fills("AAPL,2026-01-09 10:00:00,buy,1,10,0").encode())}},
}
"""Queries, files and forms."""


# What a probe would use up is made for it: the ids that take the place of the house's.


async def _connection(crowd: Crowd, _: str) -> Ids:
    body = {"kind": "alpaca", "name": f"No. {next(crowd.numbers)}", "credentials": alpaca.KEY}
    return {"connection_id": await _made(crowd, "/broker-connections", body)}


async def _delivered(crowd: Crowd, _: str) -> Ids:
    """The account with an option that was assigned, and that option."""
    for one in (await crowd.owner.get("/accounts")).json()["items"]:
        for delivery in (await crowd.owner.get(f"/accounts/{one['id']}/deliveries")).json()["items"]:
            return {"account_id": one["id"], "delivery": delivery["name"]}
    raise AssertionError("the house has no delivery")


async def _invitation(crowd: Crowd, _: str) -> Ids:
    body = {"email": f"asked-{next(crowd.numbers)}@example.org", "role": "viewer"}
    return {"invitation_id": await _made(crowd, "/invitations", body)}


async def _key(crowd: Crowd, who: str) -> Ids:
    """Of whoever asks, where they may have one."""
    answer = await crowd.send(who, "POST", "/api-keys", json={"name": "Own", "scopes": ["trades.read"]})
    assert answer.status_code == 201, answer.text
    return {"key_id": answer.json()["id"]}


async def _mapping(crowd: Crowd, _: str) -> Ids:
    signature = f"signature {next(crowd.numbers)}"
    return {"mapping_id": await crowd.sql.copied("import_mappings", crowd.house.ids["mapping_id"], signature=signature)}


async def _member(crowd: Crowd, _: str) -> Ids:
    await crowd.seat(crowd.spare, "viewer")
    return {"user_id": crowd.spare.user["id"]}


async def _own(crowd: Crowd, who: str) -> Ids:
    """Passkey, linked account and session: nobody has business with another's."""
    numbers, ways = crowd.numbers, crowd.ways[who]
    return {
        "passkey_id": await crowd.sql.copied("passkeys", ways["passkey_id"], credential=f"\\x{next(numbers):08x}"),
        "identity_id": await crowd.sql.copied("linked_identities", ways["identity_id"], subject=f"no {next(numbers)}"),
        "session_id": await crowd.sql.copied("sessions", ways["session_id"]),
    }


async def _root(crowd: Crowd, _: str) -> Ids:
    answer = await crowd.owner.put("/contracts/QZV", {"multiplier": "5"})
    assert answer.status_code == 200, answer.text
    return {"root": "QZV"}


async def _share(crowd: Crowd, _: str) -> Ids:
    return {"share_id": await _made(crowd, "/shares", {"trade_id": crowd.house.ids["trade_id"]})}


async def _totp(crowd: Crowd, who: str) -> Ids:
    assert (await crowd.send(who, "POST", "/auth/totp")).status_code == 201
    return {}


async def _agreed(crowd: Crowd, who: str) -> Ids:
    given = await crowd.send(who, "PUT", "/privacy/consents/product_mail", json={"version": "1"})
    assert given.status_code == 204, given.text
    return {}


async def _going(crowd: Crowd, who: str) -> Ids:
    """About to be erased, but for the only owner of what others work in."""
    asked = await crowd.send(who, "POST", "/privacy/erasure", json=await _address(crowd, who))
    assert asked.status_code in {202, 409}, asked.text
    return {}


async def _address(crowd: Crowd, who: str) -> Ids:
    """Their present one: what has to be typed is in the body."""
    return {"email": (await crowd.send(who, "GET", "/auth/me")).json()["user"]["email"]}


async def _upload(crowd: Crowd, _: str) -> Ids:
    return {"upload_id": (await created(crowd.owner, 10)).rpartition("/")[2]}


def _import_that_is(state: str) -> "Fresh":
    async def made(crowd: Crowd, _: str) -> Ids:
        changes = {"state": state, "phase": "", "preview": None, "problem": None}
        return {"import_id": await crowd.sql.copied("imports", crowd.house.ids["import_id"], **changes)}

    return made


def _posted(path: str, operation_id: str, name: str) -> "Fresh":
    """Something that creating answers the id of."""

    async def made(crowd: Crowd, _: str) -> Ids:
        body = bodies(crowd.house.ids, next(crowd.numbers))[operation_id]
        return {name: await _made(crowd, path, body)}

    return made


async def _fill(crowd: Crowd, _: str) -> Ids:
    at = f"2026-02-0{1 + next(crowd.numbers) % 5}T16:00:00Z"
    of = {"symbol": f"V{next(crowd.numbers)}"}
    made = await fill(crowd.owner, crowd.house.ids["account_id"], "buy", "1", "1", "0", at, instrument=of)
    return {"execution_id": made["id"]}


async def _made(crowd: Crowd, path: str, body: Any) -> str:
    answer = await crowd.owner.post(path, body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


Fresh = Callable[[Crowd, str], Awaitable[Ids]]
_CASH = _posted("/cash-events", "cash_events_create", "event_id")
_ACTION = _posted("/corporate-actions", "corporate_actions_create", "action_id")
FRESH: Final[dict[str, Fresh]] = {
    "accounts_put_market_price": _delivered,
    "api_keys_revoke": _key,
    "api_keys_rotate": _key,
    "auth_identities_unlink": _own,
    "auth_passkeys_name": _own,
    "auth_passkeys_remove": _own,
    "auth_sessions_end": _own,
    "auth_totp_confirm": _totp,
    "auth_totp_remove": _totp,
    "broker_connections_delete": _connection,
    "broker_connections_sync": _connection,
    "cash_events_restore": _CASH,
    "cash_events_void": _CASH,
    "contracts_delete": _root,
    "corporate_actions_restore": _ACTION,
    "corporate_actions_void": _ACTION,
    "executions_restore": _fill,
    "executions_void": _fill,
    "import_mappings_delete": _mapping,
    "imports_cancel": _import_that_is("received"),
    "imports_commit": _import_that_is("review"),
    "imports_retry": _import_that_is("cancelled"),
    "imports_settle": _import_that_is("committed"),
    "imports_undo": _import_that_is("committed"),
    "invitations_take_back": _invitation,
    "members_change": _member,
    "members_remove": _member,
    "privacy_consents_withdraw": _agreed,
    "privacy_erasure_request": _address,
    "privacy_erasure_undo": _going,
    "shares_end": _share,
    "uploads_append": _upload,
    "uploads_look": _upload,
    "uploads_terminate": _upload,
    "workspaces_transfer": _member,
}


# What a probe that went well has done to those who ask is put right after it.


async def _given_up(crowd: Crowd, _: str) -> None:
    """So that the next one does not find too many under way."""
    await crowd.sql.execute(
        "UPDATE archives SET state = 'failed' WHERE state = 'waiting' AND workspace_id = $1::text::uuid",
        crowd.workspace,
    )


async def _back_in(crowd: Crowd, who: str) -> None:
    if who not in KEYS:
        await crowd.seat(crowd.people[who], who)


async def _brought_back(crowd: Crowd, _: str) -> None:
    answer = await crowd.owner.post(f"/workspaces/{crowd.workspace}/bring-back")
    assert answer.status_code == 200, answer.text


async def _kept(crowd: Crowd, who: str) -> None:
    answer = await crowd.send(who, "DELETE", "/privacy/erasure")
    assert answer.status_code == 200, answer.text


async def _signed_in_again(crowd: Crowd, who: str) -> None:
    await crowd.sign_in_again(who)


AFTER: Final[dict[str, Callable[[Crowd, str], Awaitable[None]]]] = {
    "archives_create": _given_up,
    "auth_logout": _signed_in_again,
    "auth_logout_all": _signed_in_again,
    "members_leave": _back_in,
    "privacy_erasure_request": _kept,
    "workspaces_delete": _brought_back,
    "workspaces_transfer": _back_in,
}
