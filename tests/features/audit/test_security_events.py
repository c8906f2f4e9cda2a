"""S84: a day of security events, each with exactly one record: when, who, where, what, of what, how it ended."""

import json
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.features.identity.test_passkeys import ask
from tests.features.identity.test_second_factor import App
from tests.support.actors import PASSWORD, Person
from tests.support.authenticator import Passkey
from tests.support.clock import SetClock
from tests.support.entries import entries_of, told
from tests.support.keys import with_key
from tests.support.ledger import account, fill, trades
from tests.support.members import Member, home
from tests.support.operations import operations
from tests.support.sql import Sql
from tradesense.domain.audit_actions import Action
from tradesense.edge.auditing import OPERATIONS

ADDRESS: Final = "203.0.113.7"
NEW: Final = "another long passphrase"
SIGNED_IN: Final = "person auth.sign_in done"


class Day:
    """Goes through the events, and looks after each what it has left."""

    def __init__(self, sql: Sql) -> None:
        self.sql = sql
        self.events = 0

    async def saw(self, answer: Response, *expected: str, who: Person | None = None, object_: str = "") -> Any:
        """Exactly these entries of this request; the last one by `who`, of `object_`."""
        found = await entries_of(self.sql, answer)
        assert told(found) == sorted(expected), (answer.status_code, answer.text)
        for one in found:
            assert (one["address"], one["request"]) == (ADDRESS, answer.headers["x-request-id"])
            assert timedelta() <= one["age"] < timedelta(minutes=1)
            assert (one["of"] is None) == (one["chain"] == "system")
        if who is not None:
            assert {str(one["person"]) for one in found} == {who.user["id"]}
        if object_:
            assert object_ in {one["object"] for one in found}
        self.events += len(found)
        return answer


@pytest.fixture
def day(sql: Sql) -> Day:
    return Day(sql)


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def client(browse: MakeClient, own_clock: SetClock) -> AsyncClient:
    return browse(uses={"clock": own_clock}, address=ADDRESS)


async def sign_up(client: AsyncClient, name: str) -> Response:
    email = f"{name}-{uuid4().hex[:12]}@example.org"
    return await client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD})


def person(client: AsyncClient, answer: Response) -> Person:
    return Person(client, answer.json()["user"]["email"], answer.json())


async def sign_in(client: AsyncClient, email: str, password: str) -> Response:
    return await client.post("/api/v1/auth/login", json={"email": email, "password": password})


async def test_s84_signing_in_and_what_keeps_it_safe(day: Day, client: AsyncClient, own_clock: SetClock) -> None:
    first = await sign_up(client, "ada")
    ada = person(client, first)
    await day.saw(
        first, "person auth.register done", SIGNED_IN, "workspace workspaces.create done", who=ada,
        object_=ada.user["id"],
    )  # fmt: skip
    refused = "auth.sign_in refused identity.login_refused"
    await day.saw(await sign_in(client, ada.email, "not it"), f"person {refused}", object_=ada.user["id"])
    await day.saw(await sign_in(client, "nobody@example.org", PASSWORD), f"system {refused}")
    await day.saw(await sign_in(client, ada.email, PASSWORD), SIGNED_IN, who=ada)

    wrong = await ada.post("/auth/reauthenticate", {"password": "not it"})
    await day.saw(wrong, "person auth.reauthenticate refused identity.login_refused", who=ada)
    await day.saw(await ada.post("/auth/reauthenticate", {"password": PASSWORD}), "person auth.reauthenticate done")
    for given, ending in (("not it", "refused identity.login_refused"), (PASSWORD, "done")):
        answer = await ada.post("/auth/password", {"current_password": given, "password": NEW})
        await day.saw(answer, f"person auth.password_change {ending}", who=ada)
    reset = await client.post("/api/v1/auth/password/reset", json={"token": "x" * 43, "password": NEW})
    await day.saw(reset, "system auth.password_reset refused identity.link_invalid")
    await day.saw(
        await ada.post("/auth/email", {"email": f"new-{ada.email}"}), "person auth.email_change done", who=ada
    )
    ada.email = f"new-{ada.email}"

    await with_second_factor(day, client, ada, own_clock)
    await with_passkey(day, client, ada)

    other = person(client, await sign_in(client, ada.email, NEW))
    current = next(one for one in (await other.get("/auth/sessions")).json()["items"] if one["is_current"])
    ended = await ada.send("DELETE", f"/auth/sessions/{current['id']}")
    await day.saw(ended, "person auth.session_end done", who=ada, object_=current["id"])
    await day.saw(await ada.send("DELETE", "/auth/sessions"), "person auth.sessions_end_others done", who=ada)
    await day.saw(await ada.post("/auth/logout"), "person auth.sign_out done", who=ada)
    await replayed(day, client, ada, own_clock)
    assert day.events >= 30


async def with_second_factor(day: Day, client: AsyncClient, ada: Person, clock: SetClock) -> None:
    setup = await ada.post("/auth/totp")
    await day.saw(setup, "person auth.totp_begin done", who=ada)
    app = App(setup.json()["secret"], clock)
    wrong = await ada.post("/auth/totp/confirm", {"code": "000000"})
    await day.saw(wrong, "person auth.totp_add refused identity.code_wrong", who=ada)
    confirmed = await ada.post("/auth/totp/confirm", {"code": app.code()})
    await day.saw(confirmed, "person auth.totp_add done", who=ada)
    clock.pass_(seconds=30)
    code = confirmed.json()["codes"][0]
    for given, expected in (
        ("000000", ["person auth.sign_in refused identity.code_wrong"]),
        (app.code(), [SIGNED_IN]),
        (code, ["person auth.recovery_code_use done", SIGNED_IN]),
        (code, ["person auth.sign_in refused identity.code_wrong"]),
    ):
        asked = await sign_in(client, ada.email, NEW)
        await day.saw(asked, "person auth.first_factor done", who=ada)
        shown = {"challenge": asked.json()["challenge"], "code": given}
        await day.saw(await client.post("/api/v1/auth/second-factor", json=shown), *expected)
    await day.saw(await ada.post("/auth/recovery-codes"), "person auth.recovery_codes_renew done", who=ada)
    await day.saw(await ada.send("DELETE", "/auth/totp"), "person auth.totp_remove done", who=ada)


async def with_passkey(day: Day, client: AsyncClient, ada: Person) -> None:
    phone = Passkey()
    options = (await ada.post("/auth/passkeys/new/options")).json()["options"]
    made = await ada.post("/auth/passkeys", {"credential": phone.made(options), "name": "Phone"})
    id_ = made.json()["id"]
    await day.saw(made, "person auth.passkey_add done", who=ada, object_=id_)
    named = await ada.patch(f"/auth/passkeys/{id_}", {"name": "Old phone"})
    await day.saw(named, "person auth.passkey_name done", who=ada, object_=id_)
    shown = phone.shown(await ask(client))
    for expected in (SIGNED_IN, "system auth.sign_in refused identity.passkey_refused"):
        await day.saw(await client.post("/api/v1/auth/passkeys/sign-in", json={"credential": shown}), expected)
    gone = await ada.send("DELETE", f"/auth/passkeys/{id_}")
    await day.saw(gone, "person auth.passkey_remove done", who=ada, object_=id_)


async def replayed(day: Day, client: AsyncClient, ada: Person, clock: SetClock) -> None:
    """A refresh token that somebody kept, shown once it has been used by its owner, and its successor too."""
    assert (await sign_in(client, ada.email, NEW)).status_code == 200
    kept = client.cookies["ts_refresh"]
    for _ in range(2):
        await day.saw(await client.post("/api/v1/auth/refresh"))  # leaves nothing
        clock.pass_(seconds=60)
    client.cookies.clear()
    again = await client.post("/api/v1/auth/refresh", headers={"Cookie": f"ts_refresh={kept}"})
    await day.saw(again, "person auth.refresh refused session.replayed")


async def test_s84_who_may_come_in_and_who_was_refused(day: Day, client: AsyncClient) -> None:
    ada, bob = person(client, await sign_up(client, "ada")), person(client, await sign_up(client, "bob"))
    desk = await home(ada)
    await with_keys(day, ada)
    await with_members(day, desk, bob)

    main = await account(ada)
    at = "2026-01-05T15:00:00Z"
    await fill(ada, main["id"], "buy", "1", "10", "0", at)
    (trade,) = await trades(ada)
    shared = await ada.post("/shares", {"trade_id": trade["id"]})
    share = shared.json()["id"]
    await day.saw(shared, "workspace shares.create done", who=ada, object_=share)
    await day.saw(await ada.send("DELETE", f"/shares/{share}"), "workspace shares.end done", object_=share)
    await day.saw(await ada.post("/archives"), "workspace archives.create done", who=ada)
    await day.saw(await ada.get("/trades", {"Accept": "text/csv"}), "workspace tables.export done", object_="trades")
    await day.saw(await ada.get("/audit-entries/file"), "workspace audit_entries.export done", who=ada)
    await day.saw(await ada.get("/trades"))  # an ordinary look leaves nothing

    # Bob, a stranger now, asks for what is Ada's, for what nobody has, and for her whole workspace.
    for id_ in (main["id"], str(uuid4())):
        looked = await bob.get(f"/accounts/{id_}")
        await day.saw(looked, "workspace access.refuse refused account.not_found", who=bob, object_=id_)
    entered = await bob.get("/trades", {"Workspace": desk.workspace})
    await day.saw(entered, "workspace access.refuse refused workspace.not_found", who=bob, object_="trades_list")

    changed = await ada.patch(f"/workspaces/{desk.workspace}", {"currency": "EUR"})
    (entry,) = await entries_of(day.sql, await day.saw(changed, "workspace workspaces.change done", who=ada))
    assert json.loads(entry["changes"]) == {"currency": ["USD", "EUR"]}
    made = await ada.post("/workspaces", {"name": "Second", "timezone": "UTC", "currency": "USD"})
    await day.saw(made, "workspace workspaces.create done", who=ada, object_=made.json()["id"])
    for verb, path, action in (
        ("DELETE", "", "delete"),
        ("POST", "/bring-back", "bring_back"),
    ):
        answer = await ada.send(verb, f"/workspaces/{desk.workspace}{path}", {"If-Match": "*"})
        await day.saw(answer, f"workspace workspaces.{action} done", who=ada, object_=desk.workspace)
    assert day.events >= 22


async def with_keys(day: Day, ada: Person) -> None:
    made = await ada.post("/api-keys", {"name": "Program", "scopes": ["trades.read"]})
    key = made.json()["id"]
    (entry,) = await entries_of(day.sql, await day.saw(made, "workspace api_keys.create done", who=ada, object_=key))
    assert json.loads(entry["changes"])["scopes"] == [None, ["trades.read"]]
    secret = made.json()["secret"]
    program = with_key(ada, secret)
    forbidden = await program.post("/accounts", {"name": "Mine"})
    (entry,) = await entries_of(day.sql, forbidden)
    assert str(entry["key"]) == key
    await day.saw(forbidden, "workspace access.refuse refused access.not_allowed", who=ada)
    own = await program.get("/auth/me")
    await day.saw(own, "workspace access.refuse refused access.not_by_key", object_="auth_me")
    rotated = await ada.post(f"/api-keys/{key}/rotate", {})
    await day.saw(rotated, "workspace api_keys.rotate done", who=ada, object_=key)
    await day.saw(await ada.send("DELETE", f"/api-keys/{key}"), "workspace api_keys.revoke done", object_=key)
    last = with_key(ada, rotated.json()["secret"])
    await day.saw(await last.get("/trades"), "workspace api_keys.refuse refused api_key.refused")


async def with_members(day: Day, desk: Member, bob: Person) -> None:
    first, _ = await invitation(day, desk, bob)
    back = await desk.send("DELETE", f"/invitations/{first}")
    await day.saw(back, "workspace invitations.take_back done", object_=first)
    id_, token = await invitation(day, desk, bob)
    accepted = await bob.post("/invitations/accept", {"token": token})
    (entry,) = await entries_of(day.sql, accepted)
    assert entry["of"] == UUID(desk.workspace)
    await day.saw(accepted, "workspace invitations.accept done", who=bob, object_=id_)
    await day.saw(await desk.role_to(bob, "viewer"), "workspace members.change done", object_=bob.user["id"])
    viewer = Member(bob, desk.workspace)
    await day.saw(
        await viewer.post("/accounts", {"name": "Mine"}), "workspace access.refuse refused access.not_allowed", who=bob
    )
    await day.saw(await desk.remove(bob), "workspace members.remove done", who=desk.person, object_=bob.user["id"])


async def invitation(day: Day, desk: Member, guest: Person) -> tuple[str, str]:
    """Its id, and its link's token."""
    invited = await desk.post("/invitations", {"email": guest.email, "role": "trader"})
    id_ = invited.json()["id"]
    await day.saw(invited, "workspace invitations.create done", who=desk.person, object_=id_)
    return id_, invited.json()["path"].removeprefix("/join#")


def test_every_operation_says_what_it_leaves_in_the_log() -> None:
    known = {one.id for one in operations()}
    writing = {one.id for one in operations() if one.method != "GET"}
    assert writing - OPERATIONS.keys() == set(), "say in edge/auditing.py what it leaves in the audit log"
    assert OPERATIONS.keys() - known == set()
    assert all(isinstance(one, Action) or one.why for one in OPERATIONS.values())
