"""Secrets for tokens: random ones, their hashes, and files only their owner can read."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

TOKEN_BYTES: Final = 32


def new_token() -> str:
    """256 random bits, as text that fits a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """What is stored instead of the token. A plain hash suffices for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def kept_secret(path: Path) -> str:
    """The secret in the file `path`, made and stored for its owner alone if it is not there yet."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return write_secret(path, new_token())


def write_secret(path: Path, secret: str) -> str:
    """Writes `secret` so that a crash leaves either the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return secret
