"""Who is no longer wanted is out at their next request, by whatever door they came (S24)."""

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person
from tests.support.keys import with_key
from tests.support.members import Member, home, joined


async def signed_in(browse: MakeClient, email: str) -> Person:
    """On a device of its own."""
    client = browse()
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})
    return Person(client, email, answer.json())


async def test_five_devices_and_two_programs_are_out_at_once(browse: MakeClient, ada: Person, bob: Person) -> None:
    """S24: as another role first, then not at all; each at its very next request."""
    desk = await home(ada)
    here = (await joined(desk, bob, "trader")).here()
    body = {"name": "Bob's", "scopes": ["accounts.write", "trades.read"]}
    made = [(await bob.post("/api-keys", body, here)).json()["secret"] for _ in range(2)]
    programs: list[Person] = [with_key(bob, secret) for secret in made]
    devices = [Member(bob, desk.workspace)]
    devices += [Member(await signed_in(browse, bob.email), desk.workspace) for _ in range(4)]

    doors: list[Member | Person] = [*devices, *programs]

    async def writes(name: str) -> list[tuple[int, str]]:
        answers = [await one.post("/accounts", {"name": f"{name} {at}"}) for at, one in enumerate(doors)]
        return [(one.status_code, one.json().get("code", "")) for one in answers]

    assert await writes("Before") == [(201, "")] * 7
    assert (await desk.role_to(bob, "viewer")).status_code == 200
    assert await writes("As a viewer") == [(403, "access.not_allowed")] * 7
    assert [(await one.get("/trades")).status_code for one in doors] == [200] * 7
    assert (await desk.remove(bob)).status_code == 204
    # To devices the workspace is one they know nothing of; a key has no other, and opens nothing.
    assert await writes("Gone") == [(404, "workspace.not_found")] * 5 + [(401, "api_key.refused")] * 2
    # They are still somebody, elsewhere, until they sign out everywhere: then on no device.
    assert [(await one.person.get("/auth/me")).status_code for one in devices] == [200] * 5
    assert (await bob.post("/auth/logout-all")).status_code == 204
    assert [(await one.person.get("/auth/me")).status_code for one in devices] == [401] * 5
