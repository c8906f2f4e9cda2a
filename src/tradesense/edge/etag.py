"""Entity tags: a 304 where nothing changed, a 412 where something did.

A reader that keeps what it read keeps it in memory: no answer may be stored (S30).
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from tradesense.domain.problem import Kind, Problem

TAG_BYTES: Final = 12


class PreconditionStale(Problem):
    code, kind, title = "request.stale", Kind.STALE, "It has changed since you read it."


class PreconditionMissing(Problem):
    code, kind, title = "request.precondition_required", Kind.PRECONDITION_REQUIRED, "This change needs If-Match."


class NotModified(HTTPException):
    """Ends a request early: the reader's copy is still right."""

    def __init__(self, tag: str) -> None:
        super().__init__(304, headers={"ETag": tag})


def etag(*parts: object) -> str:
    """A strong entity tag of everything the representation depends on."""
    digest = blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=TAG_BYTES)
    return f'"{digest.hexdigest()}"'


def answer_once(request: Request, response: Response, tag: str) -> None:
    """Sets the tag; raises NotModified when the reader already has this representation."""
    if _matches(request.headers.get("if-none-match"), tag, weakly=True):
        raise NotModified(tag)
    response.headers["ETag"] = tag


def require_match(request: Request, tag: Callable[[], str] | str, *, required: bool = True) -> None:
    """Raises unless the writer has seen the present representation (decision 29)."""
    given = request.headers.get("if-match")
    if given is None:
        if required:
            raise PreconditionMissing("Send the ETag you read as If-Match, so that no one's change is lost.")
        return
    if not _matches(given, tag if isinstance(tag, str) else tag()):
        raise PreconditionStale("Read it again and apply your change to what it is now.")


def _matches(header: str | None, tag: str, *, weakly: bool = False) -> bool:
    if header is None:
        return False
    tags = [part.strip() for part in header.split(",")]
    return "*" in tags or tag in ([part.removeprefix("W/") for part in tags] if weakly else tags)
