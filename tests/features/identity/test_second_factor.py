"""Codes of an authenticator app and recovery codes: each once, guessed at slowly, never locking the right person out."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response
from pyotp import TOTP

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person
from tests.support.clock import SetClock
from tests.support.operations import private
from tests.support.sql import Sql
from tradesense.domain.totp import matching_step
from tradesense.ports import Ports


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def browser(browse: MakeClient, own_clock: SetClock) -> Callable[[], AsyncClient]:
    return lambda: browse(uses={"clock": own_clock}, address=str(uuid4()))


@pytest.fixture
def client(browser: Callable[[], AsyncClient]) -> AsyncClient:
    return browser()


class App:
    """Ada's authenticator app."""

    def __init__(self, secret: str, clock: SetClock) -> None:
        self._totp = TOTP(secret)
        self._clock = clock

    def code(self, steps: int = 0) -> str:
        return self._totp.at(self._clock.now(), counter_offset=steps)


async def with_app(ada: Person, clock: SetClock) -> tuple[App, list[str]]:
    """With a second factor from now on; a new step begins."""
    setup = await ada.post("/auth/totp")
    assert setup.status_code == 201, setup.text
    app = App(setup.json()["secret"], clock)
    confirmed = await ada.post("/auth/totp/confirm", {"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    clock.pass_(seconds=30)
    return app, confirmed.json()["codes"]


async def challenged(client: AsyncClient, ada: Person) -> str:
    answer = await client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 202, answer.text
    assert "set-cookie" not in answer.headers
    (name,) = answer.json()
    assert name == "challenge"
    return str(answer.json()["challenge"])


async def shown(client: AsyncClient, challenge: str, code: str) -> Response:
    return await client.post("/api/v1/auth/second-factor", json={"challenge": challenge, "code": code})


def test_codes_are_those_of_rfc_6238() -> None:
    """S12: appendix B's times and codes, of which an app shows the last six of eight digits."""
    from datetime import UTC, datetime

    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # 12345678901234567890 in base32
    for at, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924")):
        now = datetime.fromtimestamp(at, UTC)
        assert matching_step(seed, code, now, 0) == at // 30
        assert matching_step(seed, code, now, at // 30) is None


async def test_only_the_present_code_and_the_one_before_are_taken(
    ada: Person, client: AsyncClient, own_clock: SetClock
) -> None:
    """S12"""
    app, _ = await with_app(ada, own_clock)
    own_clock.pass_(minutes=5)
    for steps, status in ((-2, 422), (2, 422), (1, 422), (-1, 200), (0, 200)):
        answer = await shown(client, await challenged(client, ada), app.code(steps))
        assert answer.status_code == status, steps


async def test_a_code_is_taken_once(ada: Person, client: AsyncClient, own_clock: SetClock) -> None:
    """S11: in sequence, at once, the one before a newer one, and the enrolment's own code."""
    setup = await ada.post("/auth/totp")
    app = App(setup.json()["secret"], own_clock)
    assert (await ada.post("/auth/totp/confirm", {"code": app.code()})).status_code == 200
    assert (await shown(client, await challenged(client, ada), app.code())).status_code == 422
    own_clock.pass_(seconds=60)
    challenges = [await challenged(client, ada) for _ in range(20)]
    answers = await asyncio.gather(*(shown(client, one, app.code()) for one in challenges))
    assert sorted(one.status_code for one in answers if one.status_code != 429) == [200] + [422] * (
        sum(one.status_code != 429 for one in answers) - 1
    )
    own_clock.pass_(minutes=20)
    assert (await shown(client, await challenged(client, ada), app.code())).status_code == 200
    assert (await shown(client, await challenged(client, ada), app.code(-1))).status_code == 422


async def test_a_challenge_bears_five_wrong_codes_and_five_minutes(
    ada: Person, client: AsyncClient, own_clock: SetClock
) -> None:
    """S13"""
    app, _ = await with_app(ada, own_clock)
    challenge = await challenged(client, ada)
    for _ in range(5):
        assert (await shown(client, challenge, "000000")).status_code == 422
    over = await shown(client, challenge, app.code())
    assert (over.status_code, over.json()["code"]) == (401, "identity.challenge_over")
    late = await challenged(client, ada)
    own_clock.pass_(minutes=5)
    assert (await shown(client, late, app.code())).status_code == 401
    used = await challenged(client, ada)
    assert (await shown(client, used, app.code())).status_code == 200
    own_clock.pass_(seconds=30)
    assert (await shown(client, used, app.code())).status_code == 401


async def test_an_accounts_codes_are_guessed_slowly_and_a_recovery_code_lets_the_owner_in_meanwhile(
    ada: Person, browser: Callable[[], AsyncClient], own_clock: SetClock
) -> None:
    """S13: whoever has the password may not lock its owner out."""
    app, codes = await with_app(ada, own_clock)
    eve = browser()
    guesses = [await shown(eve, await challenged(eve, ada), "000000") for _ in range(11)]
    slowed = await shown(eve, await challenged(eve, ada), "000000")
    assert {one.status_code for one in guesses} == {422}
    assert (slowed.status_code, slowed.json()["code"]) == (429, "identity.login_throttled")
    assert int(slowed.headers["retry-after"]) > 0
    at_home = browser()
    assert (await shown(at_home, await challenged(at_home, ada), codes[0])).status_code == 200
    own_clock.pass_(seconds=int(slowed.headers["retry-after"]))
    assert (await shown(at_home, await challenged(at_home, ada), app.code())).status_code == 200


async def test_recovery_codes_are_kept_as_hashes_and_work_once_each(
    ada: Person, client: AsyncClient, own_clock: SetClock, sql: Sql
) -> None:
    """S14, S47"""
    _, codes = await with_app(ada, own_clock)
    assert len(set(codes)) == 10
    # 25 of 31 letters: 123 bits, more than the 112 from which a plain hash suffices.
    assert all(len(one.replace("-", "")) == 25 for one in codes)
    rows = await sql.fetch("SELECT r::text AS said FROM recovery_codes r WHERE user_id::text = $1", ada.user["id"])
    assert len(rows) == 10
    assert not any(code in row["said"] or code.replace("-", "") in row["said"] for row in rows for code in codes)
    challenges = [await challenged(client, ada) for _ in range(20)]
    answers = await asyncio.gather(*(shown(client, challenges[n % 20], codes[0].upper()) for n in range(50)))
    # The challenge that was passed is over: who shows it again is told so.
    assert sum(one.status_code == 200 for one in answers) == 1
    assert {one.status_code for one in answers} <= {200, 401, 422}
    assert (await shown(client, await challenged(client, ada), codes[1].replace("-", " "))).status_code == 200
    fresh = (await ada.post("/auth/recovery-codes")).json()["codes"]
    assert (await shown(client, await challenged(client, ada), codes[2])).status_code == 422
    assert (await shown(client, await challenged(client, ada), fresh[0])).status_code == 200


async def test_the_first_factor_alone_opens_nothing(ada: Person, client: AsyncClient, own_clock: SetClock) -> None:
    """S15: the challenge is no token of any operation, nor a cookie to refresh with."""
    await with_app(ada, own_clock)
    challenge = await challenged(client, ada)
    headers = {"Authorization": f"Bearer {challenge}"}
    for one in private():
        answer = await client.request(
            one.method, "/api/v1" + one.at(dict.fromkeys(one.parameters, uuid4())), headers=headers
        )
        assert answer.status_code == 401, one
    refreshed = await client.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={challenge}"})
    assert refreshed.status_code == 401
    for path in ("/password/reset", "/register/confirm", "/email/confirm"):
        more = {} if path == "/email/confirm" else {"password": PASSWORD}
        assert (await client.post(f"/api/v1/auth{path}", json={"token": challenge, **more})).status_code == 410


async def test_a_challenge_of_before_is_over_once_the_password_was_changed(
    ada: Person, client: AsyncClient, own_clock: SetClock
) -> None:
    app, _ = await with_app(ada, own_clock)
    challenge = await challenged(client, ada)
    body = {"current_password": PASSWORD, "password": "another long passphrase"}
    assert (await ada.post("/auth/password", body)).status_code == 204
    assert (await shown(client, challenge, app.code())).status_code == 401


async def test_what_changes_how_one_signs_in_wants_a_fresh_proof(ada: Person, own_clock: SetClock) -> None:
    """S05"""
    app, _ = await with_app(ada, own_clock)
    own_clock.pass_(minutes=11)
    acts = [
        ("POST", "/auth/totp", None),
        ("POST", "/auth/totp/confirm", {"code": "123456"}),
        ("DELETE", "/auth/totp", None),
        ("POST", "/auth/recovery-codes", None),
        ("POST", "/auth/email", {"email": "other@example.org"}),
        ("POST", "/auth/password", {"current_password": PASSWORD, "password": "another long passphrase"}),
    ]
    for method, path, body in acts:
        answer = await ada.send(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "session.reauth_required"), path
    wrong = [
        {"password": "not this one", "code": app.code()},
        {"password": PASSWORD, "code": "000000"},
        {"password": PASSWORD},
    ]
    for proof, status in zip(wrong, (401, 422, 422), strict=True):
        assert (await ada.post("/auth/reauthenticate", proof)).status_code == status
    assert (await ada.post("/auth/reauthenticate", {"password": PASSWORD, "code": app.code()})).status_code == 204
    assert (await ada.send("DELETE", "/auth/totp")).status_code == 204
    answer = await ada.client.post("/api/v1/auth/login", json={"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 200


async def test_the_seed_is_sealed_for_its_person(ada: Person, own_clock: SetClock, sql: Sql, ports: Ports) -> None:
    """S79: not readable in the database, and of no use in anybody else's row."""
    from tradesense.adapters.vault_aesgcm import SecretUnopenable
    from tradesense.ports import Place, Sealed

    secret = (await ada.post("/auth/totp")).json()["secret"]
    row = (await sql.fetch("SELECT * FROM totp_factors WHERE user_id::text = $1", ada.user["id"]))[0]
    assert secret.encode() not in bytes(row["seed"])
    sealed = Sealed(row["seed_key"], bytes(row["seed"]))
    assert ports.vault.open(sealed, Place(ada.user["id"], "totp_factors", ada.user["id"], "seed")) == secret.encode()
    other = str(uuid4())
    with pytest.raises(SecretUnopenable):
        ports.vault.open(sealed, Place(other, "totp_factors", other, "seed"))


async def test_the_picture_and_the_link_say_the_same_as_the_secret(ada: Person) -> None:
    setup = (await ada.post("/auth/totp")).json()
    assert setup["uri"].startswith("otpauth://totp/TradeSense:")
    assert f"secret={setup['secret']}" in setup["uri"]
    assert setup["qr_code"].startswith("data:image/svg+xml")
