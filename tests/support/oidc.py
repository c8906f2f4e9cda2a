"""An OpenID provider of this machine (OpenID Connect Core and Discovery 1.0, RFC 7636): real HTTP, real signatures, and
whatever of it a test makes wrong."""

import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService, told
from tests.support.clock import SetClock
from tradesense.adapters.providers_oidc import Provider

CLIENT: Final = ("tradesense", "the client's secret")


class OidcService(BrokerService):
    """`person`: who is signed in there. `change`: does something to the claims before they are signed."""

    def __init__(self, clock: SetClock, key: str = "example") -> None:
        super().__init__()
        self.key = key
        self.person: dict[str, Any] = {"sub": "248289761001", "email": "ada@example.org", "email_verified": True}
        self.change: Callable[[dict[str, Any]], None] = lambda claims: None
        self.is_unsigned = False
        self.metadata: dict[str, Any] = {}
        self.signing: Any = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig", "alg": "ES256"})
        self.header: dict[str, Any] = {"alg": "ES256", "kid": "k1"}
        self._published = KeySet([self.signing])
        self._codes: dict[str, dict[str, str]] = {}
        self._clock = clock

    def provider(self) -> Provider:
        return Provider(self.key, "Example", self.url, *CLIENT)

    def routes(self) -> dict[str, Any]:
        return {
            "/.well-known/openid-configuration": self._discovery,
            "/token": self._token,
            "/keys": self._keys,
        }

    def agreed(self, url: str) -> dict[str, str]:
        """What it sends back to the app once the person agreed on its page at `url`; the code is for that request."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT[0]
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return {"state": asked["state"], "code": code}

    async def _discovery(self, _: Request) -> Response:
        found = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["ES256"],
        }
        return told(found | self.metadata)

    async def _keys(self, _: Request) -> Response:
        return told(self._published.as_dict(private=False))

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        presented = b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self._codes.pop(str(form["code"]), None)
        verifier = str(form.get("code_verifier", ""))
        fits = asked is not None and create_s256_code_challenge(verifier) == asked["code_challenge"]
        if asked is None or not fits or presented.partition(":")[0] != CLIENT[0]:
            return told({"error": "invalid_grant"}, 400)
        now = int(self._clock.now().timestamp())
        claims = {
            "iss": self.url,
            "aud": CLIENT[0],
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
        }
        self.change(claims)
        token = jwt.encode(self.header, claims, self.signing, algorithms=["ES256", "HS256"])
        if self.is_unsigned:
            token = urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=") + "." + token.split(".")[1] + "."
        return told({"access_token": "of no use", "token_type": "Bearer", "id_token": token})
