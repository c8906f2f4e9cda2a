"""Signing in with another provider: a real one, speaking the protocol on a port, and what of it may be wrong."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response
from joserfc.jwk import ECKey, OctKey

from tests.features.conftest import MakeClient
from tests.features.identity.test_disabling import disabled
from tests.features.identity.test_second_factor import shown, with_app
from tests.support.actors import PASSWORD, Person
from tests.support.clock import SetClock
from tests.support.oidc import CLIENT, OidcService
from tests.support.sql import Sql
from tradesense.adapters.providers_oidc import OidcProviders, ProvidersInvalid, providers_of
from tradesense.db.session import Database
from tradesense.ports import Ports

BACK = "http://localhost:8000/sign-in/provider"


@pytest.fixture
def own_clock() -> SetClock:
    return SetClock()


@pytest.fixture
def there(own_clock: SetClock) -> Iterator[OidcService]:
    with OidcService(own_clock) as service:
        service.person |= {"sub": str(uuid4()), "email": f"{uuid4().hex}@example.org"}
        yield service


@pytest.fixture
def other(own_clock: SetClock) -> Iterator[OidcService]:
    with OidcService(own_clock, "other") as service:
        yield service


@pytest.fixture
def browser(
    browse: MakeClient, own_clock: SetClock, there: OidcService, other: OidcService
) -> Callable[..., AsyncClient]:
    providers = OidcProviders([there.provider(), other.provider()], BACK)
    return lambda **more: browse(uses={"clock": own_clock, "providers": providers}, address=str(uuid4()), **more)


@pytest.fixture
def client(browser: Callable[..., AsyncClient]) -> AsyncClient:
    return browser()


async def begun(client: AsyncClient, key: str = "example") -> str:
    answer = await client.post(f"/api/v1/auth/providers/{key}/start")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["url"])


async def finished(client: AsyncClient, said: dict[str, str]) -> Response:
    return await client.post("/api/v1/auth/providers/finish", json=said)


async def signed_in(client: AsyncClient, there: OidcService) -> Response:
    return await finished(client, there.agreed(await begun(client, there.key)))


def refused(answer: Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (400, "identity.provider_refused")


async def linked(ada: Person, there: OidcService) -> Response:
    began = await ada.post(f"/auth/providers/{there.key}/link")
    assert began.status_code == 200, began.text
    return await ada.post("/auth/identities", there.agreed(began.json()["url"]))


async def test_a_new_person_gets_an_account_and_finds_it_again(client: AsyncClient, there: OidcService) -> None:
    first = await signed_in(client, there)
    assert first.status_code == 200, first.text
    assert first.json()["user"]["email"] == there.person["email"]
    assert "ts_refresh=" in first.headers["set-cookie"]
    # The provider's own tokens never reach the browser (S99).
    assert "of no use" not in first.text
    # A changed address there changes nothing here (S34).
    there.person["email"] = "moved@example.org"
    again = await signed_in(client, there)
    assert again.json()["user"] == first.json()["user"]


async def test_who_is_disabled_is_no_one_known_by_a_provider(
    client: AsyncClient, browser: Callable[..., AsyncClient], there: OidcService, database: Database, ports: Ports
) -> None:
    """S24: nor do they come back as somebody new, under another address there."""
    assert (await signed_in(client, there)).status_code == 200
    await disabled(database, ports, there.person["email"])
    there.person["email"] = "moved@example.org"
    answer = await signed_in(browser(), there)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.link_first")
    closed = await signed_in(browser(registration="closed"), there)
    assert (closed.status_code, closed.json()["code"]) == (403, "identity.registration_closed")


async def test_a_new_person_agrees_before_there_is_an_account(
    browser: Callable[..., AsyncClient], there: OidcService, sql: Sql
) -> None:
    """As whoever registers by e-mail; somebody known is asked nothing."""
    client = browser(terms_url="https://trades.example/terms", terms_version="2026-11")

    async def came(consents: dict[str, str] | None) -> Response:
        body = None if consents is None else {"consents": consents}
        began = await client.post("/api/v1/auth/providers/example/start", json=body)
        assert began.status_code == 200, began.text
        return await finished(client, there.agreed(began.json()["url"]))

    for wanting in (None, {}, {"terms": "2025-01"}):
        refused_ = await came(wanting)
        assert (refused_.status_code, refused_.json()["code"]) == (422, "consent.missing")
    unknown = await came({"terms": "2026-11", "cookies": "1"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "consent.unknown")
    assert await sql.value("SELECT count(*) FROM users WHERE email = $1", there.person["email"]) == 0
    made = await came({"terms": "2026-11"})
    assert made.status_code == 200, made.text
    asked = await Person(client, there.person["email"], made.json()).get("/privacy/consents")
    assert [(one["kind"], one["version"]) for one in asked.json()["history"]] == [("terms", "2026-11")]
    assert (await came(None)).json()["user"] == made.json()["user"]


async def test_who_comes_back_must_be_who_went(
    client: AsyncClient, browser: Callable[..., AsyncClient], there: OidcService, own_clock: SetClock
) -> None:
    """S31"""
    said = there.agreed(await begun(client))
    assert refused(await finished(browser(), said))
    assert refused(await finished(client, {**said, "state": "another"}))
    missing = await finished(client, {"code": said["code"]})
    assert missing.status_code == 422
    assert (await finished(client, said)).status_code == 200
    # The same state again, with a fresh code.
    assert refused(await finished(client, {**there.agreed(await begun(client)), "state": said["state"]}))
    late = there.agreed(await begun(client))
    own_clock.pass_(minutes=10)
    assert refused(await finished(client, late))
    # A code that was asked for with another verifier, in another sign-in of the same browser.
    one, two = await begun(client), None
    first = there.agreed(one)
    two = there.agreed(await begun(client))
    assert refused(await finished(client, {"state": two["state"], "code": first["code"]}))


CLAIMS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "nonce of another sign-in": lambda claims: claims.update(nonce="another"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "for another client": lambda claims: claims.update(aud="somebody-else"),
    "for several, by another": lambda claims: claims.update(aud=[CLIENT[0], "other"], azp="other"),
    "of another issuer": lambda claims: claims.update(iss="https://evil.example"),
    "no issuer": lambda claims: claims.pop("iss"),
    "no subject": lambda claims: claims.pop("sub"),
    "too old": lambda claims: claims.update(exp=claims["iat"] - 61),
    "no end": lambda claims: claims.pop("exp"),
}


@pytest.mark.parametrize("wrong", CLAIMS)
async def test_a_word_that_is_not_for_us_is_none(client: AsyncClient, there: OidcService, wrong: str) -> None:
    """S32, S33"""
    there.change = CLAIMS[wrong]
    assert refused(await signed_in(client, there))


async def test_only_the_providers_own_key_signs(client: AsyncClient, there: OidcService) -> None:
    """S33: unsigned, signed with a key of another's, or with what the client knows too."""
    good = there.signing
    there.signing = ECKey.generate_key("P-256", {"kid": "k1"})
    assert refused(await signed_in(client, there))
    there.signing, there.header = OctKey.import_key(CLIENT[1]), {"alg": "HS256"}
    assert refused(await signed_in(client, there))
    there.signing, there.header, there.is_unsigned = good, {"alg": "ES256"}, True
    assert refused(await signed_in(client, there))


async def test_one_provider_cannot_answer_for_another(
    client: AsyncClient, there: OidcService, other: OidcService
) -> None:
    """S33: mix-up (RFC 9207), and a document that names another issuer."""
    said = there.agreed(await begun(client))
    assert refused(await finished(client, {**said, "iss": other.url}))
    there.metadata = {"authorization_response_iss_parameter_supported": True}
    said = there.agreed(await begun(client))
    assert refused(await finished(client, said))
    said = there.agreed(await begun(client))
    assert (await finished(client, {**said, "iss": there.url})).status_code == 200
    there.metadata = {"issuer": other.url}
    assert refused(await client.post("/api/v1/auth/providers/example/start"))
    there.metadata = {"token_endpoint": "http://tokens.example/token"}
    assert refused(await client.post("/api/v1/auth/providers/example/start"))


async def test_a_known_address_is_not_enough(
    client: AsyncClient, ada: Person, there: OidcService, other: OidcService
) -> None:
    """S34: identity is the issuer and the subject; nothing is linked without proof."""
    there.person |= {"email": ada.email}
    answer = await signed_in(client, there)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.link_first")
    assert (await linked(ada, there)).status_code == 201
    found = await signed_in(client, there)
    assert found.json()["user"]["email"] == ada.email
    # The same address at a second provider, an address reassigned to somebody else there, and one not verified.
    other.person |= {"sub": there.person["sub"], "email": ada.email}
    assert (await signed_in(client, other)).json()["code"] == "identity.link_first"
    there.person |= {"sub": str(uuid4())}
    assert (await signed_in(client, there)).json()["code"] == "identity.link_first"
    there.person |= {"email": "fresh@example.org", "email_verified": False}
    assert (await signed_in(client, there)).json()["code"] == "identity.link_first"
    there.person |= {"email_verified": "true"}
    assert (await signed_in(client, there)).json()["code"] == "identity.link_first"


async def test_linking_wants_a_fresh_proof_and_the_person_who_began(
    ada: Person, bob: Person, there: OidcService, own_clock: SetClock, client: AsyncClient
) -> None:
    """S05"""
    began = await ada.post("/auth/providers/example/link")
    said = there.agreed(began.json()["url"])
    # It does not sign in, and links nobody else.
    assert (await finished(ada.client, said)).status_code == 404
    own_clock.pass_(minutes=11)
    late = await ada.post("/auth/providers/example/link")
    assert (late.status_code, late.json()["code"]) == (403, "session.reauth_required")


async def test_the_second_factor_is_asked_for_all_the_same(
    client: AsyncClient, ada: Person, there: OidcService, own_clock: SetClock
) -> None:
    """S15"""
    assert (await linked(ada, there)).status_code == 201
    app, _ = await with_app(ada, own_clock)
    answer = await signed_in(client, there)
    assert answer.status_code == 202
    assert (await shown(client, answer.json()["challenge"], app.code())).status_code == 200


async def test_the_last_way_in_is_kept(client: AsyncClient, there: OidcService, ada: Person) -> None:
    eve = Person(client, "", (await signed_in(client, there)).json())
    (identity,) = (await eve.get("/auth/identities")).json()["items"]
    answer = await eve.send("DELETE", f"/auth/identities/{identity['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.last_way_in")
    first = {"current_password": "", "password": "a first long passphrase"}
    assert (await eve.post("/auth/password", first)).status_code == 204
    assert (await eve.send("DELETE", f"/auth/identities/{identity['id']}")).status_code == 204


async def test_where_nobody_may_register_a_provider_makes_no_account(
    browser: Callable[..., AsyncClient], there: OidcService
) -> None:
    for mode in ("closed", "invited"):
        answer = await signed_in(browser(registration=mode), there)
        assert (answer.status_code, answer.json()["code"]) == (403, "identity.registration_closed")


async def test_a_provider_that_is_gone_breaks_nothing_else(
    client: AsyncClient, there: OidcService, ada: Person
) -> None:
    """S87"""
    from tests.support.brokers.service import told

    there.fail("/.well-known/openid-configuration", told({}, 500))
    answer = await client.post("/api/v1/auth/providers/example/start")
    assert (answer.status_code, answer.json()["code"]) == (503, "identity.provider_unavailable")
    body = {"email": ada.email, "password": PASSWORD}
    assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200
    unknown = await client.post("/api/v1/auth/providers/nowhere/start")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "provider.not_found")


async def test_what_is_on_its_way_is_sealed(client: AsyncClient, there: OidcService, sql: Sql) -> None:
    url = await begun(client)
    row = await sql.value(
        "SELECT t::text FROM one_time_tokens t WHERE purpose = 'provider' ORDER BY created_at DESC LIMIT 1"
    )
    said = there.agreed(url)
    assert said["state"] not in row


@pytest.mark.parametrize(
    "setting",
    ["{", "{}x", '[{"key": "a"}]', '[{"key":"a b","name":"","issuer":"https://a","client_id":"","client_secret":""}]',
     '[{"key":"a","name":"","issuer":"http://a.example","client_id":"","client_secret":""}]'],
)  # fmt: skip
def test_providers_that_cannot_be_meant_are_refused_at_the_start(setting: str) -> None:
    with pytest.raises(ProvidersInvalid):
        providers_of(setting)
