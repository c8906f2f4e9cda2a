"""Access tokens: signed JWTs (RFC 9068's shape) that carry a session id and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from tradesense.domain.ids import SessionId

ALGORITHM: Final = "HS256"
KIND: Final = "at+jwt"
ISSUER: Final = "tradesense"
LEEWAY_SECONDS: Final = 5


class SignedAccessTokens:
    """`secrets`: the last one signs; tokens that the others signed are good until they expire, so that a key is
    rotated without signing anybody out."""

    def __init__(self, secrets: Sequence[str], seconds: int) -> None:
        self._keys = [OctKey.import_key(one) for one in reversed(secrets)]
        self._seconds = seconds

    def issue(self, session_id: SessionId, now: datetime) -> str:
        issued = int(now.timestamp())
        claims = {"iss": ISSUER, "aud": ISSUER, "sub": str(session_id), "iat": issued, "exp": issued + self._seconds}
        return jwt.encode({"alg": ALGORITHM, "typ": KIND}, claims, self._keys[0])

    def read(self, token: str, now: datetime) -> SessionId | None:
        return next((found for key in self._keys if (found := _read(token, key, now))), None)


def _read(token: str, key: OctKey, now: datetime) -> SessionId | None:
    try:
        read = jwt.decode(token, key, algorithms=[ALGORITHM])
        claims = read.claims
        fits = read.header.get("typ") == KIND and claims["iss"] == claims["aud"] == ISSUER
        lives = claims["iat"] - LEEWAY_SECONDS <= now.timestamp() < claims["exp"]
        return SessionId(UUID(claims["sub"])) if fits and lives else None
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        return None
