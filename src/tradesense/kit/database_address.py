"""Where PostgreSQL is, and how it is spoken to: encrypted to a server that proves its name, or, said so, in clear text.

Of libpq's modes only these two: `allow` and `prefer` fall back to clear text, `require` encrypts to whoever answers.
"""

import ipaddress
import ssl
from typing import Final, Literal, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

CLEAR: Final = "disable"
PROVEN: Final = "verify-full"


class Address(NamedTuple):
    """`url` without what is about encryption; `tls`: how to encrypt, False: not at all, as asyncpg takes it."""

    url: str
    tls: ssl.SSLContext | Literal[False]


def address_of(url: str) -> Address:
    """Of `postgresql://…?sslmode=verify-full&sslrootcert=FILE`. Without a mode: clear text on this machine, else proven.

    Raises ValueError for another mode, or a file of certificates that cannot be read; the message names no secret.
    """
    try:
        given = urlsplit(url)
    except ValueError:
        return Address(url, False)  # whoever connects says that it is no address
    about = {name: value for name, value in parse_qsl(given.query) if name.startswith("ssl")}
    mode = about.pop("sslmode", CLEAR if _is_here(given) else PROVEN)
    roots = about.pop("sslrootcert", None)
    if mode not in {CLEAR, PROVEN}:
        raise ValueError(f"sslmode={mode} would speak to whoever answers: write {PROVEN}, or {CLEAR} for clear text")
    if about:
        raise ValueError(f"{next(iter(about))} is not taken: only sslmode and sslrootcert are")
    others = "&".join(part for part in given.query.split("&") if not part.startswith("ssl"))
    plain = url.replace(f"?{given.query}", f"?{others}" if others else "", 1)
    return Address(plain, False if mode == CLEAR else _proving(roots))


def _is_here(given: SplitResult) -> bool:
    """By a socket, or over loopback: nothing leaves the machine."""
    host = given.hostname or dict(parse_qsl(given.query)).get("host", "")
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _proving(roots: str | None) -> ssl.SSLContext:
    """TLS 1.2 or later; `roots`: a file of certificates to trust instead of the system's."""
    try:
        context = ssl.create_default_context(cafile=roots)
    except OSError:
        raise ValueError("sslrootcert is no file of certificates that can be read") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
