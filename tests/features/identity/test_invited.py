"""Invitations to a workspace go out by mail, and let new people in."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.members import Member, home, invited
from tests.support.post import Counter, PostOffice, deliver, post_office
from tests.support.sql import Sql
from tradesense.adapters.mail_smtp import SmtpAccess, SmtpMailer
from tradesense.db.session import Database
from tradesense.ports import Ports

Deliver = Callable[[], Awaitable[int]]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with post_office(tmp_path_factory.mktemp("post")) as made:
        yield made


@pytest.fixture
def office(counter: Counter) -> PostOffice:
    return counter.office


@pytest.fixture
def mailing(counter: Counter) -> dict[str, Any]:
    access = SmtpAccess("127.0.0.1", counter.port, "none", "", "", "post@trades.example")
    return {"clock": SetClock(), "mailer": SmtpMailer(access)}


@pytest.fixture
async def delivered(jobs: Database, ports: Ports, mailing: dict[str, Any]) -> Deliver:
    """The worker's round. What is left over of other tests goes first."""
    mine = changed_ports(ports, **mailing)

    async def round_() -> int:
        return await deliver(jobs, mine)

    await round_()
    return round_


async def registering(client: AsyncClient, email: str, invitation: str | None) -> Response:
    body = {"email": email, "password": PASSWORD, "name": "Eve", "invitation": invitation}
    return await client.post("/api/v1/auth/register", json=body)


async def confirming(client: AsyncClient, token: str) -> Response:
    return await client.post("/api/v1/auth/register/confirm", json={"token": token, "password": PASSWORD})


async def looked(client: AsyncClient, token: str) -> tuple[int, str | None]:
    answer = await client.post("/api/v1/invitations/look", json={"token": token})
    return answer.status_code, answer.json().get("code")


def address() -> str:
    return f"eve-{uuid4().hex[:12]}@example.org"


async def test_who_is_invited_by_mail_registers_through_its_link_and_begins_in_the_workspace(
    browse: MakeClient, ada: Person, mailing: dict[str, Any], office: PostOffice, delivered: Deliver, sql: Sql
) -> None:
    """Where nobody registers without an invitation. A name that would be a link is none in the mail."""
    server = browse(uses=mailing, registration="invited")
    owner = Person(server, ada.email, {"access_token": ada.token, "user": ada.user})
    desk, email = await home(owner), address()
    read = (await desk.get(f"/workspaces/{desk.workspace}")).headers["etag"]
    await desk.send(
        "PATCH", f"/workspaces/{desk.workspace}", {"If-Match": read}, json={"name": "Win at http://x.example"}
    )
    made = (await desk.post("/invitations", {"email": email.upper(), "role": "coach"})).json()
    assert made["is_mailed"] is True
    assert await delivered() == 1
    (mail,) = office.to(email)
    assert "workspace “Win at http x example”" in mail.text
    token = mail.token
    # The same link as the page shows; and once it is sent, nothing here can make it again.
    assert made["path"] == f"/join#{token}"
    assert await sql.value("SELECT count(*) FROM one_time_tokens WHERE purpose = 'invited'") == 0
    assert await delivered() == 0

    assert (await registering(server, email, None)).json()["code"] == "identity.invitation_invalid"
    other = await registering(server, address(), token)
    assert (other.status_code, other.json()["code"]) == (403, "invitation.for_another")
    assert (await registering(server, email, token)).status_code == 202
    await delivered()
    answer = (await confirming(server, office.last(email).token)).json()
    assert answer["workspace_id"] == desk.workspace
    eve = Person(server, email, answer)
    mine = {one["id"]: one["role"] for one in (await eve.get("/workspaces")).json()["items"]}
    assert (mine.pop(desk.workspace), list(mine.values())) == ("coach", ["owner"])
    assert (await looked(server, token)) == (410, "invitation.used")


async def test_without_a_mail_server_the_link_is_handed_over(browse: MakeClient, ada: Person) -> None:
    server, email, desk = browse(registration="invited"), address(), await home(ada)
    made = (await desk.post("/invitations", {"email": email, "role": "trader"})).json()
    assert made["is_mailed"] is False
    answer = await registering(server, email, made["path"].partition("#")[2])
    assert (answer.status_code, answer.json()["workspace_id"]) == (201, desk.workspace)
    assert (await looked(server, "unknown")) == (404, "invitation.not_found")
    closed = browse(registration="closed")
    refused = await registering(closed, address(), await invited(desk, address(), "viewer"))
    assert refused.json()["code"] == "identity.registration_closed"


async def test_the_holder_of_a_link_is_told_what_became_of_it(browse: MakeClient) -> None:
    """And nobody gets in by one that is over, nor learns from it whom it was for."""
    clock = SetClock()
    server = browse(uses={"clock": clock}, registration="invited")
    ada = await register(browse(uses={"clock": clock}))
    desk = await home(ada)
    email = address()
    sent_anew, late = await invited(desk, email, "viewer"), await invited(desk, email, "viewer")
    clock.pass_(days=7)
    ada = await again(ada)
    for token, code in ((sent_anew, "invitation.taken_back"), (late, "invitation.expired")):
        assert await looked(server, token) == (410, code)
        answer = await registering(server, email, token)
        assert (answer.status_code, answer.json()["code"]) == (410, code)
        assert (await ada.post("/invitations/accept", {"token": token})).json()["code"] == code
        assert email not in answer.text


async def test_one_taken_back_while_the_address_is_confirmed_lets_nobody_in(
    browse: MakeClient, ada: Person, mailing: dict[str, Any], office: PostOffice, delivered: Deliver
) -> None:
    """Where an invitation is needed. Where it is not, they register and belong to their own workspace only."""
    desk = await home(ada)
    for mode, status in (("invited", 410), ("open", 201)):
        server, email = browse(uses=mailing, registration=mode, address=str(uuid4())), address()
        made = (await desk.post("/invitations", {"email": email, "role": "viewer"})).json()
        assert (await registering(server, email, made["path"].partition("#")[2])).status_code == 202
        await delivered()
        assert (await desk.send("DELETE", f"/invitations/{made['id']}")).status_code == 204
        answer = await confirming(server, office.last(email).token)
        assert answer.status_code == status, answer.text
        assert answer.json().get("workspace_id") != desk.workspace
        assert len((await desk.get("/members")).json()["items"]) == 1


async def test_nobodys_post_is_flooded_with_invitations(
    browse: MakeClient, ada: Person, mailing: dict[str, Any], office: PostOffice, delivered: Deliver
) -> None:
    server, email = browse(uses=mailing), address()
    owner = Member(
        Person(server, ada.email, {"access_token": ada.token, "user": ada.user}), (await home(ada)).workspace
    )
    body = {"email": email, "role": "viewer"}
    told = [(await owner.post("/invitations", body)).json()["is_mailed"] for _ in range(7)]
    await delivered()
    assert told[0] is True
    assert told[-1] is False
    assert len(office.to(email)) == told.count(True) <= 5


async def again(person: Person) -> Person:
    """Signed in once more."""
    body = {"email": person.email, "password": PASSWORD}
    answer = await person.client.post("/api/v1/auth/login", json=body)
    return Person(person.client, person.email, answer.json())
