"""Access tokens: signed JWTs (RFC 9068's shape) that carry a session id and nothing else."""

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
    def __init__(self, secret: str, seconds: int) -> None:
        self._key = OctKey.import_key(secret)
        self._seconds = seconds

    def issue(self, session_id: SessionId, now: datetime) -> str:
        issued = int(now.timestamp())
        claims = {"iss": ISSUER, "aud": ISSUER, "sub": str(session_id), "iat": issued, "exp": issued + self._seconds}
        return jwt.encode({"alg": ALGORITHM, "typ": KIND}, claims, self._key)

    def read(self, token: str, now: datetime) -> SessionId | None:
        try:
            read = jwt.decode(token, self._key, algorithms=[ALGORITHM])
            claims = read.claims
            fits = read.header.get("typ") == KIND and claims["iss"] == claims["aud"] == ISSUER
            lives = claims["iat"] - LEEWAY_SECONDS <= now.timestamp() < claims["exp"]
            return SessionId(UUID(claims["sub"])) if fits and lives else None
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            return None
