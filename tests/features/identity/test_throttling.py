"""Guessing is slowed down; the right person is not kept out."""

from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.clock import SetClock
from tests.support.passwords import CountingPasswords
from tests.support.sql import Sql


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def passwords() -> CountingPasswords:
    return CountingPasswords()


@pytest.fixture
def client(browse: MakeClient, own_clock: SetClock, passwords: CountingPasswords) -> AsyncClient:
    """A browser somewhere: its address is its own."""
    return browse(uses={"clock": own_clock, "passwords": passwords}, address=str(uuid4()))


async def tried(client: AsyncClient, email: str, password: str = "not this one") -> Response:
    return await client.post("/api/v1/auth/login", json={"email": email, "password": password})


def told(answer: Response) -> dict[str, object]:
    """What the answer says, without what differs for each request."""
    return {name: value for name, value in answer.json().items() if name != "request_id"}


async def test_after_five_free_tries_each_failure_doubles_the_wait(
    ada: Person, own_clock: SetClock, passwords: CountingPasswords
) -> None:
    """S06"""
    client = ada.client
    for _ in range(6):
        assert (await tried(client, ada.email)).status_code == 401
    waits = []
    for _ in range(4):
        refused = await tried(client, ada.email, PASSWORD)
        assert (refused.status_code, refused.json()["code"]) == (429, "identity.login_throttled")
        waits.append(int(refused.headers["retry-after"]))
        own_clock.pass_(seconds=waits[-1])
        assert (await tried(client, ada.email)).status_code == 401
    # 2, 4, 8, 16 seconds, and the second that is begun.
    assert waits == [3, 5, 9, 17]
    # While one waits nothing is hashed, whatever is sent.
    before = passwords.verified
    assert (await tried(client, ada.email, PASSWORD)).status_code == 429
    assert passwords.verified == before


async def test_after_the_wait_the_right_password_is_let_in_and_all_is_forgotten(
    ada: Person, own_clock: SetClock
) -> None:
    for _ in range(6):
        await tried(ada.client, ada.email)
    own_clock.pass_(seconds=3)
    assert (await tried(ada.client, ada.email, PASSWORD)).status_code == 200
    for _ in range(5):
        assert (await tried(ada.client, ada.email)).status_code == 401
    assert (await tried(ada.client, ada.email, PASSWORD)).status_code == 200


async def test_the_owner_is_let_in_from_elsewhere_while_somebody_guesses(
    ada: Person, browse: MakeClient, own_clock: SetClock
) -> None:
    """S06"""
    for _ in range(7):
        await tried(ada.client, ada.email)
    assert (await tried(ada.client, ada.email, PASSWORD)).status_code == 429
    at_home = browse(uses={"clock": own_clock}, address="203.0.113.77")
    assert (await tried(at_home, ada.email, PASSWORD)).status_code == 200
    # And another person from the place of the guesses.
    bob = await register(ada.client, "bob")
    assert (await tried(ada.client, bob.email, PASSWORD)).status_code == 200


async def test_an_unknown_address_gets_the_same_words_the_same_work_and_the_same_waits(
    ada: Person, passwords: CountingPasswords
) -> None:
    """S07"""
    nobody = "nobody-" + ada.email
    seen = {}
    for email in (ada.email, nobody):
        passwords.verified = passwords.hashed = 0
        answers = [await tried(ada.client, email) for _ in range(7)]
        seen[email] = (
            [(one.status_code, told(one), one.headers.get("retry-after")) for one in answers],
            passwords.verified,
            passwords.hashed,
        )
    assert seen[ada.email] == seen[nobody]
    # Six tries were checked by Argon2, the seventh had to wait.
    assert seen[nobody][1:] == (6, 0)


async def test_the_count_outlives_the_refusal_and_names_nobody(ada: Person, sql: Sql) -> None:
    before = {row[0] for row in await sql.fetch("SELECT key_hash FROM login_throttles")}
    await tried(ada.client, ada.email)
    rows = await sql.fetch("SELECT * FROM login_throttles")
    fresh = [row for row in rows if row["key_hash"] not in before]
    # For the pair of account and address, and for the address: two keys that tell nothing.
    assert [row["failures"] for row in fresh] == [1, 1]
    assert all(ada.email.encode() not in bytes(row["key_hash"]) for row in fresh)
    assert all(len(row["key_hash"]) == 32 for row in fresh)


async def test_one_guess_at_each_of_many_accounts_is_slowed_down_too(
    client: AsyncClient, passwords: CountingPasswords
) -> None:
    """S06"""
    statuses = [(await tried(client, f"nobody-{number}@example.org")).status_code for number in range(52)]
    assert statuses == [401] * 51 + [429]
    assert passwords.verified == 51


async def test_failures_are_forgotten_after_a_while(ada: Person, own_clock: SetClock) -> None:
    for _ in range(5):
        await tried(ada.client, ada.email)
    own_clock.pass_(minutes=31)
    for _ in range(6):
        assert (await tried(ada.client, ada.email)).status_code == 401
    assert (await tried(ada.client, ada.email)).status_code == 429


async def test_a_stolen_session_does_not_help_to_guess_the_password(
    ada: Person, own_clock: SetClock, passwords: CountingPasswords
) -> None:
    async def guessed(current: str) -> Response:
        return await ada.post("/auth/password", {"current_password": current, "password": "another long one"})

    assert [(await guessed(f"guess {number}")).status_code for number in range(6)] == [401] * 6
    before = passwords.verified
    refused = await guessed(PASSWORD)
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (
        429, "identity.login_throttled", "3",
    )  # fmt: skip
    assert passwords.verified == before
    # These guesses and those at signing in are counted together.
    assert (await tried(ada.client, ada.email, PASSWORD)).status_code == 429
    own_clock.pass_(seconds=3)
    assert (await guessed(PASSWORD)).status_code == 204
