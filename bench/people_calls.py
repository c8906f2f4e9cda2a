"""Calls of the operations about people, workspaces, keys and links."""

from typing import Any, Final
from uuid import uuid4

from bench.sending import Call, Known, identified, writing
from bench.world import PASSWORD, World

Headers = dict[str, str]


async def furnish(made: World, known: Known) -> None:
    """Adds ids of what an import does not bring."""
    known["key_id"] = await _make_key(made, known, 0)


def _address() -> str:
    return f"bench-{uuid4().hex}@example.org"


async def _register(made: World, _known: Known, _number: int) -> dict[str, Any]:
    answer = await made.send("POST", "/auth/register", {"email": _address(), "password": PASSWORD})
    said: dict[str, Any] = answer.json()
    return said


async def _log_in(made: World, _known: Known, _number: int) -> None:
    await made.send("POST", "/auth/login", {"email": made.user["email"], "password": PASSWORD})


async def _refresh(made: World, known: Known, number: int) -> None:
    if number == 0:
        await _log_in(made, known, number)
    await made.send("POST", "/auth/refresh", None)


async def _change_email(made: World, _known: Known, _number: int) -> None:
    """At once, where no mail can be sent."""
    email = _address()
    await made.send("POST", "/auth/email", {"email": email})
    made.user["email"] = email


async def _end_session(made: World, known: Known, number: int) -> None:
    await _log_in(made, known, number)
    sessions = (await made.get("/auth/sessions")).json()["items"]
    other = next(one["id"] for one in sessions if not one["is_current"])
    await made.send("DELETE", f"/auth/sessions/{other}", None)


async def _change_workspace(made: World, _known: Known, number: int) -> None:
    tag = (await made.get(f"/workspaces/{made.workspace}")).headers["ETag"]
    await made.send("PATCH", f"/workspaces/{made.workspace}", {"name": f"Desk {number}"}, {"If-Match": tag})


async def _newcomer(made: World) -> tuple[dict[str, Any], Headers]:
    """Somebody else, acting in a workspace of their own."""
    said = await _register(made, {}, 0)
    return said, {"Authorization": f"Bearer {said['access_token']}"}


async def _create_workspace(made: World, _known: Known, number: int) -> None:
    """By somebody new each time: one person owns 20 at the most."""
    _, theirs = await _newcomer(made)
    await made.send("POST", "/workspaces", {"name": f"Another {number}"}, theirs)


async def _delete_workspace(made: World, _known: Known, _number: int) -> tuple[str, Headers]:
    who, theirs = await _newcomer(made)
    await made.send("DELETE", f"/workspaces/{who['workspace_id']}", None, theirs)
    return who["workspace_id"], theirs


async def _bring_back(made: World, known: Known, number: int) -> None:
    workspace, theirs = await _delete_workspace(made, known, number)
    await made.send("POST", f"/workspaces/{workspace}/bring-back", None, theirs)


async def _transfer(made: World, _known: Known, _number: int) -> None:
    who, theirs = await _newcomer(made)
    heir, _ = await _member(made, theirs)
    await made.send("POST", f"/workspaces/{who['workspace_id']}/transfer", {"user_id": heir}, theirs)


async def _invite(made: World, email: str, by: Headers | None = None) -> dict[str, Any]:
    answer = await made.send("POST", "/invitations", {"email": email, "role": "viewer"}, by)
    said: dict[str, Any] = answer.json()
    return said


def _token(said: dict[str, Any]) -> str:
    return str(said["path"]).partition("#")[2]


async def _member(made: World, of: Headers | None = None) -> tuple[str, Headers]:
    """The id of somebody who has just joined the workspace; and their headers, acting in their own."""
    who, theirs = await _newcomer(made)
    invited = await _invite(made, who["user"]["email"], of)
    await made.send("POST", "/invitations/accept", {"token": _token(invited)}, theirs)
    return who["user"]["id"], theirs


async def _accept(made: World, _known: Known, _number: int) -> None:
    await _member(made)


async def _look(made: World, known: Known, number: int) -> None:
    if number == 0:
        known["invitation"] = _token(await _invite(made, _address()))
    await made.send("POST", "/invitations/look", {"token": known["invitation"]})


async def _take_back(made: World, _known: Known, _number: int) -> None:
    await made.send("DELETE", f"/invitations/{(await _invite(made, _address()))['id']}", None)


async def _change_member(made: World, _known: Known, _number: int) -> None:
    user_id, _ = await _member(made)
    await made.send("PATCH", f"/members/{user_id}", {"role": "coach"}, {"If-Match": "*"})


async def _remove_member(made: World, _known: Known, _number: int) -> None:
    user_id, _ = await _member(made)
    await made.send("DELETE", f"/members/{user_id}", None, {"If-Match": "*"})


async def _leave(made: World, _known: Known, _number: int) -> None:
    _, theirs = await _member(made)
    await made.send("POST", "/members/leave", None, {**theirs, "Workspace": made.workspace})


async def _make_key(made: World, _known: Known, number: int) -> str:
    return await identified(made, "/api-keys", {"name": f"Program {number}", "scopes": ["trades.read"]})


async def _revoke_key(made: World, known: Known, number: int) -> None:
    await made.send("DELETE", f"/api-keys/{await _make_key(made, known, number)}", None)


async def _share(made: World, known: Known) -> dict[str, Any]:
    said: dict[str, Any] = (await made.send("POST", "/shares", {"trade_id": known["trade_id"]})).json()
    return said


async def _open_share(made: World, known: Known, number: int) -> None:
    if number == 0:
        known["share"] = _token(await _share(made, known))
    await made.send("POST", "/shares/open", {"token": known["share"]})


async def _end_share(made: World, known: Known, _number: int) -> None:
    await made.send("DELETE", f"/shares/{(await _share(made, known))['id']}", None)


async def _invite_somebody(made: World, _known: Known, _number: int) -> None:
    await _invite(made, _address())


PEOPLE: Final[dict[str, Call]] = {
    "auth_register": _register,
    "auth_login": _log_in,
    "auth_refresh": _refresh,
    "auth_reauthenticate": writing("POST", "/auth/reauthenticate", password=PASSWORD),
    "auth_change_email": _change_email,
    "auth_totp_begin": writing("POST", "/auth/totp"),
    "auth_sessions_end": _end_session,
    "auth_sessions_end_others": writing("DELETE", "/auth/sessions"),
    "workspaces_create": _create_workspace,
    "workspaces_change": _change_workspace,
    "workspaces_delete": _delete_workspace,
    "workspaces_bring_back": _bring_back,
    "workspaces_transfer": _transfer,
    "members_change": _change_member,
    "members_remove": _remove_member,
    "members_leave": _leave,
    "invitations_create": _invite_somebody,
    "invitations_look": _look,
    "invitations_accept": _accept,
    "invitations_take_back": _take_back,
    "api_keys_create": _make_key,
    "api_keys_rotate": writing("POST", "/api-keys/{key_id}/rotate", overlap_hours=0),
    "api_keys_revoke": _revoke_key,
    "shares_create": writing("POST", "/shares", trade_id="{trade_id}"),
    "shares_open": _open_share,
    "shares_end": _end_share,
}
