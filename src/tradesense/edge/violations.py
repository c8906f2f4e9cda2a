"""Breaches of the content security policy, as browsers tell of them: a line in the log for each kind.

Anybody can tell of anything, and an address may carry what is private (a search, a token): what is logged is made of
fixed words, names of our own files, and names of hosts.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from limits import RateLimitItemPerHour
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tradesense.edge.json_bodies import JsonAmbiguous, read_plain
from tradesense.kit.logging import get_logger

log = get_logger(__name__)

BYTES_MAX: Final = 64 * 1024
REPORTS_MAX: Final = 20
"""Of one request; browsers send what has gathered within a minute."""
LOGGED_PER_HOUR: Final = 60
KNOWN_MAX: Final = 1_000
TYPES: Final = frozenset({"application/csp-report", "application/reports+json"})
_WORDS: Final = frozenset({"inline", "eval", "wasm-eval", "data", "blob", "self", "about", "filesystem"})
_DIRECTIVE: Final = re.compile(r"[a-z-]{1,40}")
_OWN_FILE: Final = re.compile(r"/(?:assets/)?[\w-]{1,80}\.js")
_HOST: Final = re.compile(r"[a-z0-9.-]{1,100}")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+-]{0,30}")
_PART: Final = re.compile(r"[a-z-]{1,20}")
_PARTS_SHOWN: Final = 5


class Violation(NamedTuple):
    """`page`: without names and ids; `blocked`: a word or an origin; `source`: a file of ours, else as `blocked`."""

    directive: str
    page: str
    blocked: str
    source: str


class _Names(NamedTuple):
    directive: str
    page: str
    blocked: str
    source: str
    line: str


_CSP_2: Final = _Names("effective-directive", "document-uri", "blocked-uri", "source-file", "line-number")
_REPORTING_API: Final = _Names("effectiveDirective", "documentURL", "blockedURL", "sourceFile", "lineNumber")


class Violations:
    """Logs each kind of breach once, as long as the process lives and knows KNOWN_MAX at most; LOGGED_PER_HOUR in all."""

    def __init__(self) -> None:
        self._known: set[Violation] = set()
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def note(self, violation: Violation) -> None:
        if violation in self._known or not await self._limiter.hit(RateLimitItemPerHour(LOGGED_PER_HOUR), "all"):
            return
        if len(self._known) >= KNOWN_MAX:
            self._known.clear()
        self._known.add(violation)
        log.warning("csp.violation", **violation._asdict())


async def take_reports(request: Request) -> Response:
    """204; 400, 413 or 415 for what is no report, or too much."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media_type not in TYPES:
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BYTES_MAX:
            raise HTTPException(413)
    try:
        violations = read_reports(bytes(body))
    except JsonAmbiguous:
        raise HTTPException(400) from None
    for violation in violations:
        await request.app.state.violations.note(violation)
    return Response(status_code=204)


def read_reports(body: bytes) -> list[Violation]:
    """Of either way of writing them: `report-uri`'s (CSP 2) or the Reporting API's. Raises JsonAmbiguous."""
    said = read_plain(body)
    if isinstance(said, dict) and isinstance(said.get("csp-report"), dict):
        return [_violation(said["csp-report"], _CSP_2)]
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise JsonAmbiguous("it is no report")
    bodies = [one["body"] for one in said if one.get("type") == "csp-violation" and isinstance(one.get("body"), dict)]
    return [_violation(one, _REPORTING_API) for one in bodies[:REPORTS_MAX]]


def _violation(said: Mapping[str, Any], names: _Names) -> Violation:
    text = {name: value for name, value in said.items() if isinstance(value, str)}
    directive = text.get(names.directive, "")
    line = said.get(names.line)
    return Violation(
        directive if _DIRECTIVE.fullmatch(directive) else "other",
        _page(text.get(names.page, "")),
        _place(text.get(names.blocked, "")),
        _source(text.get(names.source, ""), line if isinstance(line, int) and 0 <= line < 10**6 else 0),
    )


def _page(url: str) -> str:
    """`/w/*/trades/*`: without a workspace's name, what is none of our words, and all behind the path."""
    parts = _split(url).path.strip("/").split("/")[:_PARTS_SHOWN]
    if parts[0] == "w":
        parts[1:2] = ["*"]
    return "/" + "/".join(one if _PART.fullmatch(one) or not one else "*" for one in parts)


def _place(text: str) -> str:
    if text in _WORDS or not text:
        return text
    found = _split(text)
    if not _SCHEME.fullmatch(found.scheme):
        return "other"
    host = found.netloc.rpartition("@")[2].partition(":")[0].casefold()
    return f"{found.scheme}://{host}" if _HOST.fullmatch(host) else found.scheme


def _source(url: str, line: int) -> str:
    path = _split(url).path
    return f"{path}:{line}" if url.startswith("http") and _OWN_FILE.fullmatch(path) else _place(url)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
