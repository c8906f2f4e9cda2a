"""OpenID providers, any of them, by discovery (OpenID Connect Core and Discovery 1.0, RFC 7636, RFC 9207)."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tradesense.adapters.outbound import PublicOnly
from tradesense.domain.providers import (
    Asking,
    Claimed,
    ProviderFacts,
    ProviderNotFound,
    ProviderRefused,
    ProviderUnavailable,
)

SECONDS_MAX: Final = 10.0
ANSWER_BYTES_MAX: Final = 1024 * 1024
LEEWAY_SECONDS: Final = 60
SCOPE: Final = "openid email profile"
ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures with a provider's own key: none that whoever knows the client's secret could make."""


class ProvidersInvalid(ValueError):
    """The setting does not name providers as it should."""


class Provider(NamedTuple):
    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str


class OidcProviders:
    """`redirect_uri`: the page that providers send browsers back to."""

    def __init__(self, providers: Sequence[Provider], redirect_uri: str) -> None:
        self._providers = {one.key: one for one in providers}
        self._redirect_uri = redirect_uri

    def facts(self) -> Sequence[ProviderFacts]:
        return [ProviderFacts(one.key, one.name) for one in self._providers.values()]

    async def ask(self, key: str, state: str) -> Asking:
        provider = self._find(key)
        verifier, nonce = generate_token(64), generate_token(43)
        async with self._client(provider) as client:
            metadata = await _metadata(client, provider)
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
            )
        return Asking(url, verifier, nonce)

    async def claimed(self, key: str, code: str, asked: Asking, issuer: str | None, now: datetime) -> Claimed:
        provider = self._find(key)
        async with self._client(provider) as client:
            metadata = await _metadata(client, provider)
            expected = metadata.get("authorization_response_iss_parameter_supported", False)
            if issuer != provider.issuer and (expected or issuer is not None):
                raise ProviderRefused("Another provider answered.")
            token = await _exchanged(client, metadata, code, asked.verifier)
            keys = await _json(client, metadata["jwks_uri"])
        return _read(provider, token, keys, asked.nonce, now)

    def _find(self, key: str) -> Provider:
        found = self._providers.get(key)
        if found is None:
            raise ProviderNotFound
        return found

    def _client(self, provider: Provider) -> AsyncOAuth2Client:
        """The settings name the issuer, which may be in one's own network; what it names elsewhere must be public."""
        return AsyncOAuth2Client(
            provider.client_id,
            provider.client_secret,
            scope=SCOPE,
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=SECONDS_MAX,
            follow_redirects=False,
            trust_env=False,
            transport=PublicOnly(httpx2.AsyncHTTPTransport(), own=provider.issuer),
        )


def providers_of(setting: str) -> list[Provider]:
    """From a JSON list of objects. Raises ProvidersInvalid."""
    try:
        found = [Provider(**one) for one in json.loads(setting)]
    except (ValueError, TypeError):
        raise ProvidersInvalid(
            "It is no JSON list of objects with key, name, issuer, client_id, client_secret."
        ) from None
    for one in found:
        if not one.key.replace("-", "").isalnum() or not _is_safe(one.issuer):
            raise ProvidersInvalid(f"The provider {one.key[:40]!r} has no plain key, or its issuer is not https.")
    if len({one.key for one in found}) < len(found):
        raise ProvidersInvalid("Two providers have one key.")
    return found


async def _metadata(client: AsyncOAuth2Client, provider: Provider) -> dict[str, Any]:
    """Discovery, 4.3: the issuer it names must be the one that was asked, or one could pose as another."""
    found = await _json(client, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise ProviderRefused("The provider names another issuer than its own.")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _is_safe(str(found.get(name, ""))):
            raise ProviderRefused(f"The provider has no usable {name}.")
    return found


async def _json(client: AsyncOAuth2Client, url: str) -> dict[str, Any]:
    try:
        found = json.loads(await _content(client, url))
    except (httpx2.HTTPError, ValueError) as failure:
        raise ProviderUnavailable(f"The provider could not be asked: {type(failure).__name__}.") from None
    if not isinstance(found, dict):
        raise ProviderRefused("The provider's answer cannot be read.")
    return found


async def _content(client: AsyncOAuth2Client, url: str) -> bytes:
    """Raises httpx2.HTTPError, also for an answer that is longer than such answers are."""
    parts = bytearray()
    async with client.stream("GET", url, withhold_token=True) as answer:
        answer.raise_for_status()
        async for part in answer.aiter_bytes():
            parts += part
            if len(parts) > ANSWER_BYTES_MAX:
                raise httpx2.ReadError("The answer is too long.")
    return bytes(parts)


async def _exchanged(client: AsyncOAuth2Client, metadata: dict[str, Any], code: str, verifier: str) -> str:
    """The ID token. What else the provider gives is not kept: nothing is asked of it later."""
    if "client_secret_basic" not in metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105  (the name of a method)
    try:
        given = await client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=verifier)
        return str(given["id_token"])
    except AuthlibBaseError:
        raise ProviderRefused("The provider did not take the code that it sent.") from None
    except httpx2.HTTPError as failure:
        raise ProviderUnavailable(f"The provider could not be asked: {type(failure).__name__}.") from None
    except (KeyError, ValueError, TypeError):
        raise ProviderRefused("The provider's answer cannot be read.") from None


def _read(provider: Provider, token: str, keys: dict[str, Any], nonce: str, now: datetime) -> Claimed:
    """Core, 3.1.3.7: signed by the provider, for us, for this very sign-in, and not too old."""
    try:
        read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]
        expected: Any = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        }
        claims = CodeIDToken(
            read.claims, read.header, options=expected, params={"nonce": nonce, "client_id": provider.client_id}
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
        return Claimed(
            provider.issuer,
            str(claims["sub"]),
            str(claims.get("email", "")).strip().casefold(),
            claims.get("email_verified") is True,
            str(claims.get("name", ""))[:80],
        )
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        raise ProviderRefused("The provider's word could not be verified.") from None


def _is_safe(url: str) -> bool:
    """https; or http on this very machine, for trying out."""
    found = urlsplit(url)
    return found.scheme == "https" or (found.scheme == "http" and found.hostname in {"127.0.0.1", "localhost", "::1"})
