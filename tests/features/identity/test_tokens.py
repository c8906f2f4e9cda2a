"""Only a token we signed, for a session that lives, opens anything."""

import base64
import json
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr

from tests.support.actors import Person
from tests.support.clock import SetClock
from tests.support.sql import Sql
from tradesense.kit.settings import Settings

HEADER: Final = {"alg": "HS256", "typ": "at+jwt"}


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _ = token.split(".")
    return json.loads(_bytes(header)), json.loads(_bytes(claims))


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _text(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def our_key(settings: Settings) -> OctKey:
    return OctKey.import_key((settings.data_dir / "secret-key").read_text().strip())


async def refused(person: Person, token: str, code: str = "session.expired") -> None:
    answer = await person.client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, code), token
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_says_nothing_but_its_session_and_lives_a_quarter_of_an_hour(ada: Person, sql: Sql) -> None:
    header, claims = parts(ada.token)
    assert header == HEADER
    assert set(claims) == {"iss", "aud", "sub", "iat", "exp"}
    assert claims["exp"] - claims["iat"] == 900
    session = await sql.value("SELECT id::text FROM sessions WHERE user_id::text = $1", ada.user["id"])
    assert claims["sub"] == session


async def test_an_altered_token_is_none(ada: Person, bob: Person) -> None:
    """S26"""
    header, claims, signature = ada.token.split(".")
    other = bob.token.split(".")[1]
    flipped = signature[:-2] + ("A" if signature[-2] != "A" else "B") + signature[-1]
    for token in (
        f"{header}.{other}.{signature}",
        f"{header}.{claims}.{flipped}",
        f"{header}.{claims}.",
        f"{header}.{claims}",
        f"{header}.{claims}.{signature}.{signature}",
        f"{claims}.{header}.{signature}",
        ada.token[:-10],
        "",
        "null",
        "....",
    ):
        await refused(ada, token)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE"])
async def test_a_token_that_claims_to_need_no_signature_is_none(ada: Person, algorithm: str) -> None:
    """S26"""
    _, claims = parts(ada.token)
    unsigned = f"{_text({**HEADER, 'alg': algorithm})}.{_text(claims)}"
    await refused(ada, f"{unsigned}.")
    await refused(ada, f"{unsigned}.{ada.token.split('.')[2]}")


async def test_a_token_signed_with_another_key_is_none(ada: Person) -> None:
    """S26"""
    _, claims = parts(ada.token)
    for key in (OctKey.import_key("another secret of forty-three characters.."), OctKey.generate_key(256)):
        await refused(ada, jwt.encode(HEADER, claims, key))
    rsa = RSAKey.generate_key(2048)
    await refused(ada, jwt.encode({**HEADER, "alg": "RS256"}, claims, rsa))


async def test_a_token_signed_another_way_with_our_key_is_none(ada: Person, settings: Settings) -> None:
    """S26"""
    _, claims = parts(ada.token)
    same = jwt.encode(HEADER, claims, our_key(settings))
    assert (await ada.client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {same}"})).status_code == 200
    for algorithm in ("HS384", "HS512"):
        token = jwt.encode({**HEADER, "alg": algorithm}, claims, our_key(settings), algorithms=[algorithm])
        await refused(ada, token)


@pytest.mark.parametrize(
    "extra",
    [
        {"kid": "../../../dev/null"},
        {"kid": "' OR 1=1 --"},
        {"jku": "http://127.0.0.1:9/keys"},
        {"x5u": "http://127.0.0.1:9/cert"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"typ": "JWT"},
        {"typ": "refresh+jwt"},
    ],
)
async def test_what_a_tokens_header_points_to_is_never_followed(ada: Person, extra: dict[str, Any]) -> None:
    """S27"""
    _, claims = parts(ada.token)
    await refused(ada, jwt.encode({**HEADER, **extra}, claims, OctKey.import_key("A" * 43)))


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "somebody"},
        {"aud": "another"},
        {"sub": "not an id"},
        {"sub": "00000000-0000-0000-0000-000000000000"},
        {"sub": None},
        {"exp": 0},
        {"iat": 4_000_000_000, "exp": 4_000_000_900},
        {"exp": "tomorrow"},
    ],
)
async def test_a_token_for_something_else_is_none(ada: Person, settings: Settings, change: dict[str, Any]) -> None:
    """S28"""
    _, claims = parts(ada.token)
    code = "session.ended" if str(change.get("sub", "")).startswith("0000") else "session.expired"
    await refused(ada, jwt.encode({**HEADER, "typ": "at+jwt"}, {**claims, **change}, our_key(settings)), code)


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "iat", "exp"])
async def test_a_token_that_lacks_a_claim_is_none(ada: Person, settings: Settings, missing: str) -> None:
    _, claims = parts(ada.token)
    claims.pop(missing)
    await refused(ada, jwt.encode(HEADER, claims, our_key(settings)))


async def test_a_token_of_another_kind_is_none(ada: Person, settings: Settings) -> None:
    """S28"""
    _, claims = parts(ada.token)
    await refused(ada, jwt.encode({**HEADER, "typ": "verify-email+jwt"}, claims, our_key(settings)))


async def test_a_refresh_token_opens_nothing_by_itself(ada: Person) -> None:
    await refused(ada, ada.client.cookies["ts_refresh"])


async def test_a_token_has_expired_after_a_quarter_of_an_hour(ada: Person, settings: Settings, clock: SetClock) -> None:
    _, claims = parts(ada.token)
    now = int(clock.now().timestamp())
    aged = {**claims, "iat": now - 899, "exp": now + 1}
    headers = {"Authorization": f"Bearer {jwt.encode(HEADER, aged, our_key(settings))}"}
    assert (await ada.client.get("/api/v1/auth/me", headers=headers)).status_code == 200
    await refused(ada, jwt.encode(HEADER, {**claims, "iat": now - 900, "exp": now}, our_key(settings)))


async def test_a_token_ends_with_its_session_at_once(ada: Person, sql: Sql) -> None:
    await sql.execute("UPDATE sessions SET ended_at = now() WHERE user_id::text = $1", ada.user["id"])
    await refused(ada, ada.token, "session.ended")


@pytest.mark.parametrize("scheme", ["Basic", "Token", "bearer:"])
async def test_another_scheme_is_no_sign_in(ada: Person, scheme: str) -> None:
    answer = await ada.client.get("/api/v1/auth/me", headers={"Authorization": f"{scheme} {ada.token}"})
    assert answer.status_code == 401


async def test_the_schemes_name_may_be_written_in_any_case(ada: Person) -> None:
    answer = await ada.client.get("/api/v1/auth/me", headers={"Authorization": f"bEaReR {ada.token}"})
    assert answer.status_code == 200


async def test_a_token_in_the_address_is_none(ada: Person) -> None:
    """S50"""
    for name in ("access_token", "token", "authorization"):
        answer = await ada.client.get("/api/v1/auth/me", params={name: ada.token})
        # It is not even looked at: the address takes no such parameter, and the refusal does not repeat it.
        assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"?{name}"]
        assert ada.token not in answer.text


async def test_a_key_is_rotated_without_signing_anybody_out(tmp_path: Path, clock: SetClock) -> None:
    from tradesense.adapters.tokens_jose import SignedAccessTokens
    from tradesense.domain.ids import SessionId
    from tradesense.kit.tokens import rotate_secret
    from tradesense.main.wiring import signing_key_file, signing_keys

    settings, session, now = Settings(data_dir=tmp_path), SessionId(uuid4()), clock.now()
    before = SignedAccessTokens(signing_keys(settings), 900)
    old = before.issue(session, now)
    rotate_secret(signing_key_file(settings), 3)
    after = SignedAccessTokens(signing_keys(settings), 900)
    new = after.issue(session, now)
    assert (after.read(old, now), after.read(new, now)) == (session, session)
    # The key of before did not sign it.
    assert before.read(new, now) is None
    for _ in range(3):
        rotate_secret(signing_key_file(settings), 3)
    assert SignedAccessTokens(signing_keys(settings), 900).read(old, now) is None
    own = Settings(data_dir=tmp_path, secret_key=SecretStr("new key"), former_secret_keys=SecretStr("a, old key"))
    assert signing_keys(own) == ["a", "old key", "new key"]
