"""Passwords by Argon2id (RFC 9106), off the event loop, a bounded number at a time."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's cheapest recommended cost; one hashing thread leaves the second core to other requests (decision 27).
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Argon2Passwords:
    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="argon2")
        self._nobody = hasher.hash("a hash that nobody's password has")

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._hasher.hash, _normal(password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        known = password_hash or self._nobody
        matches = await asyncio.get_running_loop().run_in_executor(
            self._thread, self._verified, known, _normal(password)
        )
        return matches and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        return self._hasher.check_needs_rehash(password_hash)

    def _verified(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """One form for characters that keyboards compose differently (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFC", password)
