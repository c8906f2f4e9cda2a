"""Whoever found an open browser cannot make a key that outlives it, nor hand the workspace to somebody (S05)."""

from typing import Any

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, register
from tests.support.clock import SetClock
from tests.support.imports import Worker
from tests.support.keys import made_key, with_key
from tests.support.members import home, joined

KEY = {"name": "Program", "scopes": ["trades.read"]}
ANY = {"If-Match": "*"}


async def test_what_gives_others_a_say_or_ends_it_all_wants_a_fresh_proof(browse: MakeClient) -> None:
    """S05: nothing happens without it, and one is enough for all of it."""
    clock = SetClock()
    uses: dict[str, Any] = {"clock": clock}
    ada, bob = await register(browse(uses=uses), "ada"), await register(browse(uses=uses), "bob")
    desk = await home(ada)
    await joined(desk, bob, "trader")
    key, member = (await made_key(ada, "trades.read"))["id"], f"/members/{bob.user['id']}"
    acts = [
        ("POST", "/api-keys", KEY, 201),
        ("POST", f"/api-keys/{key}/rotate", {}, 200),
        ("POST", "/invitations", {"email": "eve@example.org", "role": "admin"}, 201),
        ("PATCH", member, {"role": "admin"}, 200),
        ("PATCH", member, {"role": "owner"}, 200),
        ("DELETE", f"/workspaces/{desk.workspace}", None, 200),
    ]
    last = ("POST", f"/workspaces/{desk.workspace}/transfer", {"user_id": bob.user["id"]}, 200)
    before = [(await desk.get(path)).json() for path in ("/members", "/api-keys", "/invitations", "/workspaces")]
    clock.pass_(minutes=10, seconds=1)
    for method, path, body, _ in [*acts, last]:
        answer = await desk.send(method, path, ANY, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "session.reauth_required"), path
    after = [(await desk.get(path)).json() for path in ("/members", "/api-keys", "/invitations", "/workspaces")]
    assert after == before
    # What takes rights away, or gives none, waits for nothing.
    assert (await desk.send("PATCH", member, ANY, json={"role": "viewer"})).status_code == 200
    assert (await desk.post("/invitations", {"email": "eve@example.org", "role": "viewer"})).status_code == 201
    assert (await ada.post("/auth/reauthenticate", {"password": PASSWORD})).status_code == 204
    clock.pass_(minutes=4)
    for method, path, body, status in acts:
        answer = await desk.send(method, path, ANY, json=body)
        assert answer.status_code == status, answer.text
    assert (await desk.post(f"/workspaces/{desk.workspace}/bring-back")).status_code == 200
    assert (await desk.send(last[0], last[1], json=last[2])).status_code == 200


async def test_a_key_proves_nothing(browse: MakeClient, worker: Worker) -> None:
    """S49: everything at once as a file is for people, who can prove who they are."""
    ada = await register(browse())
    archive = await worker.archived(ada)
    program = with_key(ada, (await made_key(ada, "archives.write"))["secret"])
    answer = await program.get(f"/archives/{archive['id']}/file")
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_by_key")
    assert (await ada.get(f"/archives/{archive['id']}/file")).status_code == 200
