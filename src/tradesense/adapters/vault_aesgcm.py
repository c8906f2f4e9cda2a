"""Secrets at rest: AES-256-GCM, bound to the place where they are kept.

A keyring is lines of `id:key` (32 bytes in base64); the last is used for sealing, the others still open.
Associated data (NIST SP 800-38D) is the place: a ciphertext moved to another row, column or workspace does
not open.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tradesense.domain.problem import Kind, Problem
from tradesense.kit.tokens import kept_text, write_secret
from tradesense.ports import Place, Sealed

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
ID_BYTES: Final = 4


class SecretUnopenable(Problem):
    code, kind, title = "secret.unopenable", Kind.CONFLICT, "A stored secret cannot be opened: enter it again."


class KeyringInvalid(ValueError):
    """A line of the keyring is not `id:key`."""


class AesGcmVault:
    def __init__(self, keyring: str) -> None:
        """Raises KeyringInvalid."""
        self._keyring = keyring
        keys = dict(_read(line) for line in keyring.replace(",", "\n").split("\n") if line.strip())
        if not keys:
            raise KeyringInvalid("The keyring is empty.")
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._current = next(reversed(keys))

    @property
    def current_key(self) -> str:
        return self._current

    def with_key(self, line: str) -> "AesGcmVault":
        """The same keyring with one key more, which seals from then on."""
        return AesGcmVault(f"{self._keyring.strip()}\n{line}")

    def seal(self, secret: bytes, place: Place) -> Sealed:
        # Random nonces: safe for 2^32 secrets under one key, far more than there are connections.
        nonce = os.urandom(NONCE_BYTES)
        return Sealed(self._current, nonce + self._keys[self._current].encrypt(nonce, secret, _bound(place)))

    def open(self, sealed: Sealed, place: Place) -> bytes:
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise SecretUnopenable(f"The key {sealed.key_id[:20]!r} is not in the keyring.")
        nonce, content = sealed.content[:NONCE_BYTES], sealed.content[NONCE_BYTES:]
        try:
            return key.decrypt(nonce, content, _bound(place))
        except (InvalidTag, ValueError):
            raise SecretUnopenable from None


def new_key() -> str:
    """A line for a keyring."""
    return f"{secrets.token_hex(ID_BYTES)}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def kept_keyring(path: Path) -> str:
    """The keyring in the file `path`, made for its owner alone if it is not there yet."""
    return kept_text(path, new_key)


def add_key(path: Path) -> str:
    """Adds a key to the keyring in `path`: from now on it seals. Answers its id."""
    fresh = new_key()
    write_secret(path, f"{kept_keyring(path).strip()}\n{fresh}")
    return fresh.partition(":")[0]


def _read(line: str) -> tuple[str, bytes]:
    name, _, text = line.strip().partition(":")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if not name or len(key) != KEY_BYTES:
        raise KeyringInvalid("A key of the keyring is not `id:` and 32 bytes in base64.")
    return name, key


def _bound(place: Place) -> bytes:
    return "\x1f".join(place).encode()
