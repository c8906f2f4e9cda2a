"""Who may register, and with which password."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register
from tests.support.holding import held, until_waiting
from tests.support.passwords import CountingPasswords
from tests.support.sql import Sql
from tradesense.adapters.passwords_argon2 import Argon2Passwords


def address() -> str:
    return f"ada-{uuid4().hex[:12]}@example.org"


async def registered(client: AsyncClient, **said: Any) -> Response:
    return await client.post("/api/v1/auth/register", json={"email": address(), "password": PASSWORD, **said})


async def signs_in(client: AsyncClient, email: str, password: str) -> bool:
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": password})
    assert answer.status_code in {200, 401}, answer.text
    return answer.status_code == 200


async def test_an_address_is_the_same_whatever_its_case_and_the_spaces_around_it(
    client: AsyncClient, ada: Person
) -> None:
    for spelling in (ada.email.upper(), f"  {ada.email}\t", ada.email.title()):
        answer = await registered(client, email=spelling)
        assert (answer.status_code, answer.json()["code"]) == (409, "identity.email_taken")
    assert await signs_in(client, f" {ada.email.upper()} ", PASSWORD)


async def test_an_address_changes_after_whatever_else_of_the_person_is_being_noted(ada: Person, sql: Sql) -> None:
    """Another change holds their audit chain and still asks for their row: the change of address waits without it."""
    person, other = ada.user["id"], address()
    chain = "SELECT FROM audit_heads WHERE chain = 'person' AND of = $1::text::uuid FOR UPDATE"
    async with held(sql, chain, person):
        changing = asyncio.create_task(ada.post("/auth/email", {"email": other}))
        await until_waiting(sql)
        await sql.execute("SELECT FROM users WHERE id = $1::text::uuid FOR KEY SHARE NOWAIT", person)
    assert (await changing).json()["is_done"]
    assert await sql.value("SELECT email FROM users WHERE id = $1::text::uuid", person) == other


async def test_of_two_who_register_the_same_address_at_once_one_gets_it(client: AsyncClient, sql: Sql) -> None:
    email = address()
    answers = await asyncio.gather(*(registered(client, email=email) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert await sql.value("SELECT count(*) FROM users WHERE email = $1", email) == 1
    # What the others had begun is gone with them.
    assert await sql.value("SELECT count(*) FROM workspaces WHERE name = $1", email.partition("@")[0]) == 1


@pytest.mark.parametrize(
    "email",
    ["", "@", "ada", "ada@", "@example.org", "ada@example", "ada@@example.org", "a da@example.org", "ada@exa mple.org",
     "ada@.org", "a" * 65 + "@example.org", "ada@" + "e" * 260 + ".org", "ada\n@example.org",
     "ada\0@example.org"],
)  # fmt: skip
async def test_what_is_no_address_is_refused(client: AsyncClient, email: str) -> None:
    answer = await registered(client, email=email)
    assert answer.status_code == 422
    assert answer.json()["code"] in {"identity.email_invalid", "request.invalid"}


@pytest.mark.parametrize("length", [8, 15, 64, 128])
async def test_a_password_has_eight_to_128_characters(client: AsyncClient, length: int) -> None:
    """S01"""
    password = ("correct horse battery staple " * 5)[:length]
    answer = await registered(client, password=password)
    assert answer.status_code == 201
    assert await signs_in(client, answer.json()["user"]["email"], password)


@pytest.mark.parametrize("length", [0, 1, 7, 129, 1_000, 1_025, 100_000])
async def test_any_other_length_is_refused_before_anything_is_hashed(browse: MakeClient, length: int) -> None:
    """S01"""
    passwords = CountingPasswords()
    client = browse(uses={"passwords": passwords})
    answer = await registered(client, password=("correct horse " * 10_000)[:length])
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/password"]
    assert passwords.hashed == 0
    long = {"email": address(), "password": "x" * 100_000}
    assert (await client.post("/api/v1/auth/login", json=long)).status_code == 422
    assert passwords.verified == 0


@pytest.mark.parametrize("password", ["password", "PassWord", "12345678", "aaaaaaaaaaaa", "tradesense", "TRADESENSE"])
async def test_the_first_things_anybody_would_try_are_refused(client: AsyncClient, password: str) -> None:
    answer = await registered(client, password=password)
    assert (answer.status_code, answer.json()["code"]) == (422, "identity.password_weak")


async def test_what_thousands_use_is_refused_and_a_plain_phrase_is_not() -> None:
    """S03: of zxcvbn's list of leaked passwords, the 3 000 most used ones that are long enough."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    from tradesense.domain.password import PasswordWeak, check_password

    common = [one for one in FREQUENCY_LISTS["passwords"] if len(one) >= 8][:3_000]
    assert len(common) == 3_000
    for word in (*common, *(one.upper() for one in common[:50]), "TradeSense2026!", "ada@example.org", "example-2026"):
        with pytest.raises(PasswordWeak):
            check_password(word, "ada@example.org")
    check_password("onlylowercaseletters", "ada@example.org")
    check_password("example and more words", "ada@example.org")


async def test_the_own_address_is_no_password(client: AsyncClient) -> None:
    email = address()
    for password in (email, email.upper(), email.partition("@")[0]):
        answer = await registered(client, email=email, password=password)
        assert (answer.status_code, answer.json()["code"]) == (422, "identity.password_weak")


async def test_nothing_is_asked_of_a_passwords_characters(client: AsyncClient) -> None:
    for password in ("only lower case words", "        ~       ", "пароль с пробелами", "🐎🔋📎🐎🔋📎🐎🔋"):
        answer = await registered(client, password=password)
        assert answer.status_code == 201, password
        assert await signs_in(client, answer.json()["user"]["email"], password)


@pytest.mark.parametrize(
    ("password", "other"),
    [
        ("correct horse staple", "Correct horse staple"),
        ("correct horse staple", "correct horse staple "),
        ("correct horse staple", " correct horse staple"),
        ("correct horse staple", "correct horse  staple"),
        # bcrypt would cut both after 72 bytes, and find them equal.
        ("x1" * 36 + "one ending", "x1" * 36 + "another end"),
        ("straße und so", "strasse und so"),
    ],
)
async def test_passwords_that_differ_at_all_are_different(client: AsyncClient, password: str, other: str) -> None:
    """S02"""
    email = (await registered(client, password=password)).json()["user"]["email"]
    assert await signs_in(client, email, password)
    assert not await signs_in(client, email, other)


async def test_a_letter_composed_differently_is_the_same_letter(client: AsyncClient) -> None:
    composed, decomposed = "Zu\u0308rich am See".replace("u\u0308", "ü"), "Zu\u0308rich am See"
    assert composed != decomposed
    email = (await registered(client, password=composed)).json()["user"]["email"]
    assert await signs_in(client, email, decomposed)


async def test_only_argon2id_at_the_decided_cost_is_stored(browse: MakeClient, sql: Sql) -> None:
    """S04"""
    ada = await register(browse(uses={"passwords": Argon2Passwords()}))
    stored = await sql.value("SELECT password_hash FROM users WHERE email = $1", ada.email)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_an_outdated_hash_is_renewed_at_the_next_login(ada: Person, browse: MakeClient, sql: Sql) -> None:
    """S04"""
    client = browse(uses={"passwords": Argon2Passwords()})
    weak = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    await sql.execute("UPDATE users SET password_hash = $2 WHERE email = $1", ada.email, weak)
    assert await signs_in(client, ada.email, PASSWORD)
    stored = await sql.value("SELECT password_hash FROM users WHERE email = $1", ada.email)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await signs_in(client, ada.email, PASSWORD)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"timezone": "Europe/Nowhere"}, "calendar.zone_unknown"),
        ({"timezone": "../../etc/passwd"}, "calendar.zone_unknown"),
        ({"timezone": ""}, "calendar.zone_unknown"),
        ({"currency": "dollars!"}, "money.currency_invalid"),
        ({"name": "a" * 81}, "request.invalid"),
        ({"name": "a\0b"}, "request.invalid"),
        ({"role": "admin"}, "request.invalid"),
        ({"workspace_id": str(uuid4())}, "request.invalid"),
        ({"password": 12345678}, "request.invalid"),
    ],
)
async def test_what_cannot_be_is_refused_and_leaves_nothing_behind(
    client: AsyncClient, sql: Sql, said: dict[str, Any], code: str
) -> None:
    before = await sql.value("SELECT count(*) FROM users")
    answer = await registered(client, **said)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await sql.value("SELECT count(*) FROM users") == before


async def test_where_registration_is_closed_nobody_new_gets_in(browse: MakeClient, ada: Person) -> None:
    client = browse(registration="closed")
    answer = await registered(client)
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.registration_closed")
    assert await signs_in(client, ada.email, PASSWORD)
