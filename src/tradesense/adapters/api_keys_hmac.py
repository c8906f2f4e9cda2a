"""API keys: `tsk_`, 43 random characters, 6 of a checksum.

The prefix and the checksum (CRC-32, as GitHub's tokens have it since 2021) let secret scanners know one that leaked, and
let us refuse a mistyped one without asking the database. Stored is an HMAC-SHA-256 under a pepper that the database
does not have (RFC 2104): a plain keyed hash suffices for 256 random bits.
"""

import hmac
import re
import secrets
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final
from zlib import crc32

from tradesense.domain.ids import KeyHash
from tradesense.kit.tokens import API_KEY_PREFIX

LETTERS: Final = digits + ascii_uppercase + ascii_lowercase
RANDOM_BITS: Final = 256
RANDOM_LETTERS: Final = 43
CHECK_LETTERS: Final = 6
_SHAPE: Final = re.compile(rf"{API_KEY_PREFIX}[0-9A-Za-z]{{{RANDOM_LETTERS + CHECK_LETTERS}}}")


class HmacApiKeys:
    def __init__(self, pepper: str) -> None:
        self._pepper = pepper.encode()

    def issue(self) -> str:
        text = API_KEY_PREFIX + _written(secrets.randbits(RANDOM_BITS), RANDOM_LETTERS)
        return text + _checksum(text)

    def read(self, secret: str) -> KeyHash | None:
        if not _SHAPE.fullmatch(secret) or _checksum(secret[:-CHECK_LETTERS]) != secret[-CHECK_LETTERS:]:
            return None
        return KeyHash(hmac.digest(self._pepper, secret.encode(), "sha256"))


def _checksum(text: str) -> str:
    return _written(crc32(text.encode()), CHECK_LETTERS)


def _written(number: int, width: int) -> str:
    """In base 62, most significant digit first."""
    letters = []
    for _ in range(width):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(reversed(letters))
