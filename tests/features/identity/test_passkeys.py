"""Passkeys: made, shown without saying who one is, and refused for whatever is not right. With a software authenticator."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response
from webauthn.helpers import base64url_to_bytes

from tests.features.conftest import MakeClient
from tests.features.identity.test_disabling import disabled, enabled
from tests.support.actors import PASSWORD, Person
from tests.support.authenticator import PRESENT, Passkey
from tests.support.clock import SetClock
from tradesense.db.session import Database
from tradesense.ports import Ports


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def client(browse: MakeClient, own_clock: SetClock) -> AsyncClient:
    return browse(uses={"clock": own_clock}, address=str(uuid4()))


async def add(person: Person, passkey: Passkey, name: str = "Phone") -> Response:
    options = (await person.post("/auth/passkeys/new/options")).json()["options"]
    return await person.post("/auth/passkeys", {"credential": passkey.made(options), "name": name})


async def ask(client: AsyncClient) -> dict[str, Any]:
    answer = await client.post("/api/v1/auth/passkeys/options")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["options"]
    return found


async def show(client: AsyncClient, credential: dict[str, Any]) -> Response:
    return await client.post("/api/v1/auth/passkeys/sign-in", json={"credential": credential})


def refused(answer: Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (422, "identity.passkey_refused")


async def test_a_passkey_signs_in_without_saying_who_one_is(ada: Person, client: AsyncClient) -> None:
    phone = Passkey()
    made = await add(ada, phone)
    assert made.status_code == 201, made.text
    options = await ask(client)
    # 256 bits, and no list of credentials that would tell whose passkeys there are.
    assert len(base64url_to_bytes(options["challenge"])) == 32
    assert (options.get("allowCredentials"), options["userVerification"]) == ([], "required")
    answer = await show(client, phone.shown(options))
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["email"] == ada.email
    assert "ts_refresh=" in answer.headers["set-cookie"]
    signed_in = Person(client, ada.email, answer.json())
    current = next(one for one in (await signed_in.get("/auth/sessions")).json()["items"] if one["is_current"])
    assert current["methods"] == ["passkey"]


async def test_the_passkey_of_somebody_disabled_is_as_unknown(
    ada: Person, client: AsyncClient, database: Database, ports: Ports
) -> None:
    """S24: nothing tells them from a stranger; enabled again it signs in."""
    phone = Passkey()
    assert (await add(ada, phone)).status_code == 201
    await disabled(database, ports, ada.email)
    assert refused(await show(client, phone.shown(await ask(client))))
    await enabled(database, ports, ada.email)
    assert (await show(client, phone.shown(await ask(client)))).status_code == 200


async def test_it_counts_as_both_factors(ada: Person, client: AsyncClient, own_clock: SetClock) -> None:
    from tests.features.identity.test_second_factor import with_app

    phone = Passkey()
    await add(ada, phone)
    await with_app(ada, own_clock)
    assert (await show(client, phone.shown(await ask(client)))).status_code == 200


WRONG: dict[str, Callable[[Passkey], None]] = {
    "origin": lambda one: setattr(one, "origin", "http://localhost.evil.example"),
    "host": lambda one: setattr(one, "host", "evil.example"),
    "person not verified": lambda one: setattr(one, "flags", PRESENT),
    "person not present": lambda one: setattr(one, "flags", 0),
    "counter going back": lambda one: setattr(one, "count", 3),
    "another's handle": lambda one: setattr(one, "handle", uuid4().bytes),
    "unknown credential": lambda one: setattr(one, "credential", uuid4().bytes),
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_whatever_is_wrong_gets_the_same_refusal(ada: Person, client: AsyncClient, wrong: str) -> None:
    """S16"""
    phone = Passkey()
    phone.count = 7
    assert (await add(ada, phone)).status_code == 201
    WRONG[wrong](phone)
    assert refused(await show(client, phone.shown(await ask(client))))


async def test_a_challenge_is_answered_once_within_five_minutes_and_by_nobody_else(
    ada: Person, client: AsyncClient, own_clock: SetClock, bob: Person
) -> None:
    """S16"""
    phone = Passkey()
    await add(ada, phone)
    options = await ask(client)
    assert (await show(client, phone.shown(options))).status_code == 200
    assert refused(await show(client, phone.shown(options)))
    late = await ask(client)
    own_clock.pass_(minutes=5)
    assert refused(await show(client, phone.shown(late)))
    assert refused(await show(client, phone.shown({"challenge": "YWJj" * 10})))
    # One that was asked for in another matter, or by another person.
    making = (await bob.post("/auth/passkeys/new/options")).json()["options"]
    assert refused(await show(client, phone.shown(making)))
    hers = await ada.client.post("/api/v1/auth/reauthenticate", json={"password": PASSWORD}, headers=ada.headers())
    assert hers.status_code == 204
    mine = (await bob.post("/auth/passkeys/new/options")).json()["options"]
    stolen = await ada.post("/auth/passkeys", {"credential": Passkey().made(mine), "name": "x"})
    assert refused(stolen)


async def test_a_signature_of_another_key_is_refused(ada: Person, client: AsyncClient) -> None:
    """S16"""
    phone, forged = Passkey(), Passkey()
    await add(ada, phone)
    forged.credential, forged.handle = phone.credential, phone.handle
    assert refused(await show(client, forged.shown(await ask(client))))


async def test_a_credential_belongs_to_one_person(ada: Person, bob: Person) -> None:
    """S16"""
    phone = Passkey()
    assert (await add(ada, phone)).status_code == 201
    assert refused(await add(bob, phone))
    unverified = Passkey()
    unverified.flags = PRESENT
    assert refused(await add(ada, unverified))


@pytest.mark.parametrize("credential", [{}, {"response": {}}, {"response": {"clientDataJSON": "!"}}, {"response": []}])
async def test_what_is_no_credential_is_refused(client: AsyncClient, credential: dict[str, Any]) -> None:
    assert refused(await show(client, credential))


async def test_they_are_listed_named_and_removed(ada: Person, client: AsyncClient, own_clock: SetClock) -> None:
    """S16: a lost key is revoked with another factor."""
    phone = Passkey()
    key = (await add(ada, phone)).json()["id"]
    renamed = await ada.patch(f"/auth/passkeys/{key}", {"name": "Old phone"})
    assert renamed.json()["name"] == "Old phone"
    own_clock.pass_(minutes=11)
    assert (await ada.send("DELETE", f"/auth/passkeys/{key}")).json()["code"] == "session.reauth_required"
    assert (await ada.post("/auth/reauthenticate", {"password": PASSWORD})).status_code == 204
    assert (await ada.send("DELETE", f"/auth/passkeys/{key}")).status_code == 204
    assert (await ada.get("/auth/passkeys")).json()["items"] == []
    assert refused(await show(client, phone.shown(await ask(client))))


async def test_a_passkey_proves_again_who_one_is(ada: Person, own_clock: SetClock, bob: Person) -> None:
    phone, bobs = Passkey(), Passkey()
    await add(ada, phone)
    await add(bob, bobs)
    own_clock.pass_(minutes=11)
    assert (await ada.post("/auth/totp")).status_code == 403
    options = (await ada.post("/auth/passkeys/prove/options")).json()["options"]
    assert [one["id"] for one in options["allowCredentials"]] == [phone.shown(options)["id"]]
    assert refused(await ada.post("/auth/passkeys/prove", {"credential": bobs.shown(options)}))
    assert (await ada.post("/auth/passkeys/prove", {"credential": phone.shown(options)})).status_code == 204
    assert (await ada.post("/auth/totp")).status_code == 201


async def test_where_the_app_has_no_name_there_are_none(browse: MakeClient) -> None:
    for address in ("http://127.0.0.1:8000", ""):
        client = browse(public_url=address, host="10.1.2.3", trusted_proxy="10.0.0.1")
        answer = await client.post("/api/v1/auth/passkeys/options")
        assert (answer.status_code, answer.json()["code"]) == (409, "identity.passkeys_unavailable")
