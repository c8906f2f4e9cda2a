"""Addresses are confirmed and passwords reset by mail; whoever asks learns nothing of who is registered."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import PASSWORD, Person
from tests.support.clock import SetClock
from tests.support.post import Counter, PostOffice, deliver, post_office
from tests.support.sql import Sql
from tradesense.adapters.mail_smtp import SmtpAccess, SmtpMailer
from tradesense.db.session import Database
from tradesense.ports import Ports

NEW = "another long passphrase"
Deliver = Callable[[], Awaitable[int]]


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with post_office(tmp_path_factory.mktemp("post")) as made:
        yield made


@pytest.fixture
def office(counter: Counter) -> PostOffice:
    return counter.office


@pytest.fixture
def uses(counter: Counter, own_clock: SetClock) -> dict[str, Any]:
    access = SmtpAccess("127.0.0.1", counter.port, "none", "", "", "post@trades.example")
    return {"clock": own_clock, "mailer": SmtpMailer(access)}


@pytest.fixture
async def delivered(jobs: Database, ports: Ports, uses: dict[str, Any]) -> Deliver:
    """The worker's round. What is left over of other tests goes first."""
    mine = changed_ports(ports, **uses)

    async def round_() -> int:
        return await deliver(jobs, mine)

    await round_()
    return round_


@pytest.fixture
def client(browse: MakeClient, uses: dict[str, Any], delivered: Deliver) -> AsyncClient:
    """A browser somewhere, of a server that can send mail."""
    return browse(uses=uses, address=str(uuid4()))


async def asked(client: AsyncClient, path: str, **said: Any) -> Response:
    return await client.post(f"/api/v1/auth{path}", json=said)


def address() -> str:
    return f"ada-{uuid4().hex[:12]}@example.org"


async def joined(client: AsyncClient, office: PostOffice, delivered: Deliver) -> Person:
    """Registered, and confirmed by the mail's link."""
    email = address()
    assert (await asked(client, "/register", email=email, password=PASSWORD, name="Ada")).status_code == 202
    await delivered()
    answer = await asked(client, "/register/confirm", token=office.last(email).token, password=PASSWORD)
    assert answer.status_code == 201, answer.text
    return Person(client, email, answer.json())


async def reset_link(client: AsyncClient, email: str, office: PostOffice, delivered: Deliver) -> str:
    assert (await asked(client, "/password/forgot", email=email)).status_code == 202
    await delivered()
    return office.last(email).token


async def test_an_account_begins_once_its_address_is_confirmed(
    client: AsyncClient, office: PostOffice, delivered: Deliver, sql: Sql
) -> None:
    email = address()
    answer = await asked(client, "/register", email=email.upper(), password=PASSWORD, name="Ada", currency="EUR")
    assert (answer.status_code, answer.json()) == (202, {"sent_to": email, "is_done": False})
    assert "set-cookie" not in answer.headers
    assert (await asked(client, "/login", email=email, password=PASSWORD)).status_code == 401
    assert await sql.value("SELECT count(*) FROM users WHERE email = $1", email) == 0
    assert await delivered() == 1
    mail = office.last(email)
    assert mail.message["Subject"] == "Confirm your address"
    answer = await asked(client, "/register/confirm", token=mail.token, password=PASSWORD)
    assert answer.status_code == 201
    assert [one["currency"] for one in answer.json()["workspaces"]] == ["EUR"]
    assert await sql.value("SELECT email_verified_at IS NOT NULL FROM users WHERE email = $1", email)
    again = await asked(client, "/register/confirm", token=mail.token, password=PASSWORD)
    assert (again.status_code, again.json()["code"]) == (410, "identity.link_invalid")


async def test_nobody_registers_anothers_address_with_a_password_of_their_own(
    client: AsyncClient, office: PostOffice, delivered: Deliver
) -> None:
    """Ada opens the link of a registration that Eve began: without Eve's password it leads nowhere."""
    email = address()
    await asked(client, "/register", email=email, password="eves own passphrase")
    await delivered()
    token = office.last(email).token
    for _ in range(5):
        answer = await asked(client, "/register/confirm", token=token, password=PASSWORD)
        assert (answer.status_code, answer.json()["code"]) == (401, "identity.login_refused")
    assert (await asked(client, "/register/confirm", token=token, password="eves own passphrase")).status_code == 410


async def test_a_registered_address_gets_the_same_answer_and_another_mail(
    client: AsyncClient, office: PostOffice, delivered: Deliver
) -> None:
    """S07"""
    ada = await joined(client, office, delivered)
    other = address()
    known, unknown = [await asked(client, "/register", email=one, password=PASSWORD) for one in (ada.email, other)]
    assert (known.status_code, known.json()["is_done"]) == (unknown.status_code, unknown.json()["is_done"])
    assert known.text.replace(ada.email, "") == unknown.text.replace(other, "")
    assert await delivered() == 2
    assert office.last(ada.email).message["Subject"] == "You have an account already"
    assert "#" not in office.last(ada.email).text
    assert (await asked(client, "/login", email=ada.email, password=PASSWORD)).status_code == 200


async def test_a_forgotten_password_is_reset_once_and_every_session_ends(
    client: AsyncClient, office: PostOffice, delivered: Deliver, own_clock: SetClock
) -> None:
    """S09"""
    ada = await joined(client, office, delivered)
    cookie = client.cookies["ts_refresh"]
    token = await reset_link(client, ada.email, office, delivered)
    answers = await asyncio.gather(*(asked(client, "/password/reset", token=token, password=NEW) for _ in range(10)))
    assert sorted(one.status_code for one in answers) == [204] + [410] * 9
    assert (await ada.get("/auth/me")).status_code == 401
    assert (await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={cookie}"})).status_code == 401
    assert (await asked(client, "/login", email=ada.email, password=PASSWORD)).status_code == 401
    assert (await asked(client, "/login", email=ada.email, password=NEW)).status_code == 200
    await delivered()
    assert "Your password was changed" in office.last(ada.email).text


async def test_a_link_is_dead_after_half_an_hour_and_after_another_way_of_changing_the_password(
    client: AsyncClient, office: PostOffice, delivered: Deliver, own_clock: SetClock
) -> None:
    """S09"""
    ada = await joined(client, office, delivered)
    token = await reset_link(client, ada.email, office, delivered)
    own_clock.pass_(minutes=29, seconds=59)
    weak = await asked(client, "/password/reset", token=token, password="password1")
    assert (weak.status_code, weak.json()["code"]) == (422, "identity.password_weak")
    own_clock.pass_(seconds=1)
    assert (await asked(client, "/password/reset", token=token, password=NEW)).status_code == 410
    own_clock.pass_(minutes=30)
    fresh = await asked(client, "/login", email=ada.email, password=PASSWORD)
    ada = Person(client, ada.email, fresh.json())
    token = await reset_link(client, ada.email, office, delivered)
    changed = await ada.post("/auth/password", {"current_password": PASSWORD, "password": NEW})
    assert changed.status_code == 204, changed.text
    assert (await asked(client, "/password/reset", token=token, password=PASSWORD)).status_code == 410


async def test_forgetting_an_unknown_address_looks_the_same_and_sends_nothing(
    client: AsyncClient, office: PostOffice, delivered: Deliver, sql: Sql
) -> None:
    """S07"""
    ada, nobody = await joined(client, office, delivered), address()
    known, unknown = [await asked(client, "/password/forgot", email=one) for one in (ada.email, nobody)]
    assert known.status_code == unknown.status_code == 202
    assert known.text.replace(ada.email, "") == unknown.text.replace(nobody, "")
    # As much is written and queued for both: neither takes longer.
    assert await delivered() == 2
    assert office.to(nobody) == []


async def test_a_links_token_is_kept_as_a_hash_and_once_sent_nowhere_else(
    client: AsyncClient, office: PostOffice, delivered: Deliver, sql: Sql
) -> None:
    ada = await joined(client, office, delivered)
    token = await reset_link(client, ada.email, office, delivered)
    rows = await sql.fetch("SELECT t::text AS said FROM one_time_tokens t WHERE user_id::text = $1", ada.user["id"])
    assert rows
    for row in rows:
        for secret in (token, ada.email, token.encode().hex(), ada.email.encode().hex()):
            assert secret not in row["said"]


async def test_a_mail_that_could_not_be_sent_is_sent_later_with_the_same_link(
    client: AsyncClient, office: PostOffice, jobs: Database, ports: Ports, uses: dict[str, Any], sql: Sql
) -> None:
    """At least once: the worker was killed after sending, before it noted that."""
    from tradesense.domain.letters import MailDelayed
    from tradesense.features.identity import tasks

    email = address()
    await asked(client, "/register", email=email, password=PASSWORD)
    payload = await sql.value("SELECT payload FROM pgqueuer WHERE entrypoint = 'send_mail' ORDER BY id DESC LIMIT 1")
    mine = changed_ports(ports, **uses)
    office.refusing = "451 later"
    with pytest.raises(MailDelayed):
        await tasks.send_mail(jobs, mine, payload, web_address="https://trades.example")
    office.refusing = ""
    before = await sql.value("SELECT sealed FROM one_time_tokens ORDER BY created_at DESC, key_hash LIMIT 1")
    assert before is not None
    await tasks.send_mail(jobs, mine, payload, web_address="https://trades.example")
    assert len(office.to(email)) == 1
    # Once noted it is not sent again.
    await tasks.send_mail(jobs, mine, payload, web_address="https://trades.example")
    assert len(office.to(email)) == 1


async def test_nobodys_post_is_flooded(client: AsyncClient, office: PostOffice, delivered: Deliver) -> None:
    ada = await joined(client, office, delivered)
    before = len(office.to(ada.email))
    for _ in range(9):
        assert (await asked(client, "/password/forgot", email=ada.email)).status_code == 202
    await delivered()
    # Registering was the first of the four that are free, and one more is sent while nothing makes it wait.
    assert len(office.to(ada.email)) - before <= 5


async def test_another_address_counts_once_its_link_was_opened_and_the_former_one_hears_of_it(
    client: AsyncClient, office: PostOffice, delivered: Deliver
) -> None:
    ada, other = await joined(client, office, delivered), address()
    answer = await ada.post("/auth/email", {"email": other})
    assert (answer.status_code, answer.json()["is_done"]) == (202, False)
    await delivered()
    assert (await ada.get("/auth/me")).json()["user"]["email"] == ada.email
    token = office.last(other).token
    # One purpose's token is no other's.
    assert (await asked(client, "/password/reset", token=token, password=NEW)).status_code == 410
    assert (await asked(client, "/email/confirm", token=token)).status_code == 204
    assert (await asked(client, "/email/confirm", token=token)).status_code == 410
    assert (await ada.get("/auth/me")).json()["user"]["email"] == other
    await delivered()
    assert "another e-mail address" in office.last(ada.email).text


async def test_what_is_sensitive_wants_a_fresh_proof(
    client: AsyncClient, office: PostOffice, delivered: Deliver, own_clock: SetClock
) -> None:
    """S05"""
    ada = await joined(client, office, delivered)
    own_clock.pass_(minutes=10, seconds=1)
    answer = await ada.post("/auth/email", {"email": address()})
    assert (answer.status_code, answer.json()["code"]) == (403, "session.reauth_required")


async def test_a_session_whose_key_was_used_twice_ends_and_its_person_hears_of_it(
    client: AsyncClient, office: PostOffice, delivered: Deliver, own_clock: SetClock
) -> None:
    """S19"""
    ada = await joined(client, office, delivered)
    stolen = client.cookies["ts_refresh"]
    assert (await client.post("/api/v1/auth/refresh")).status_code == 200
    own_clock.pass_(minutes=1)
    client.cookies.clear()
    assert (await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={stolen}"})).status_code == 401
    assert (await ada.get("/auth/me")).status_code == 401
    await delivered()
    assert "its key was used twice" in office.last(ada.email).text


async def test_a_change_of_how_one_signs_in_is_told_by_mail(
    client: AsyncClient, office: PostOffice, delivered: Deliver, own_clock: SetClock, sql: Sql
) -> None:
    """S05: and nothing of it is kept once it was sent."""
    from tests.features.identity.test_passkeys import add
    from tests.features.identity.test_second_factor import with_app
    from tests.support.authenticator import Passkey

    ada = await joined(client, office, delivered)
    assert (await add(ada, Passkey())).status_code == 201
    await with_app(ada, own_clock)
    assert (await ada.send("DELETE", "/auth/totp")).status_code == 204
    await delivered()
    said = [one.text.splitlines()[0] for one in office.to(ada.email)[1:]]
    assert said == [
        "A passkey was added to your account.",
        "Signing in now asks for a code of your authenticator app too.",
        "Signing in no longer asks for a code of an authenticator app.",
    ]
    left = "SELECT count(*) FROM one_time_tokens WHERE purpose = 'notice' AND user_id::text = $1"
    assert await sql.value(left, ada.user["id"]) == 0


async def test_where_no_mail_can_be_sent_resets_say_so(browse: MakeClient) -> None:
    answer = await asked(browse(), "/password/forgot", email=address())
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.mail_unavailable")


async def test_by_invitation_one_person_registers(
    browse: MakeClient, sql: Sql, database: Database, ports: Ports
) -> None:
    """S08: there is no first account to guess; whoever runs the server hands out a token that works once."""
    from tradesense.features.identity import use_cases

    client = browse(registration="invited")
    for token in (None, "", "a guess"):
        answer = await asked(client, "/register", email=address(), password=PASSWORD, invitation=token)
        assert (answer.status_code, answer.json()["code"]) == (403, "identity.invitation_invalid")
    async with database.session() as session:
        token = await use_cases.invite(session, ports=ports)
    answers = await asyncio.gather(
        *(asked(client, "/register", email=address(), password=PASSWORD, invitation=token) for _ in range(5))
    )
    assert sorted(one.status_code for one in answers) == [201, 403, 403, 403, 403]


def test_no_secret_question_and_no_forced_change(tmp_path: Path) -> None:
    """S10"""
    from tradesense.main.app import openapi_document

    said = str(openapi_document())
    assert not re.search(r"secret.?question|mother|maiden|password_expire|password_age", said, re.IGNORECASE)
