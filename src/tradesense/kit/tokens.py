"""Secrets for tokens: random ones, their hashes, and files only their owner can read."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

TOKEN_BYTES: Final = 32
CODE_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_GROUPS: Final = 5
API_KEY_PREFIX: Final = "tsk_"
"""How an API key begins, for secret scanners and for us; an access token never begins so."""


def new_token() -> str:
    """256 random bits, as text that fits a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_recovery_code() -> str:
    """122 random bits, in letters and digits that nobody mistakes for each other: `k7m2p-…`, five times five."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * CODE_GROUPS))
    return "-".join(letters[at : at + CODE_GROUPS] for at in range(0, len(letters), CODE_GROUPS))


def token_hash(token: str) -> bytes:
    """What is stored instead of the token. A plain hash suffices for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def kept_secret(path: Path) -> str:
    """The secret in the file `path`, made and stored for its owner alone if it is not there yet."""
    return kept_text(path, new_token).strip()


def rotate_secret(path: Path, kept_max: int) -> None:
    """Adds a fresh secret to those in `path`, the last of which counts; keeps `kept_max` in all."""
    known = kept_secret(path).split()
    write_secret(path, "\n".join([*known, new_token()][-kept_max:]))


def kept_text(path: Path, make: Callable[[], str]) -> str:
    """The text in the file `path`. Where there is none, what `make` gives is stored: of several processes that
    find none at once, all get the same."""
    try:
        return path.read_text()
    except FileNotFoundError:
        draft = _draft(path, make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was quicker: its text counts
        finally:
            draft.unlink()
        return path.read_text()


def write_secret(path: Path, secret: str) -> str:
    """Writes `secret` so that a crash leaves either the whole file or none."""
    _draft(path, secret).replace(path)
    return secret


def _draft(path: Path, secret: str) -> Path:
    """A file beside `path`, written to the disk, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
