"""Named failures: the base of every error a client can meet."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Kind(StrEnum):
    """What sort of failure it is; the edge gives each kind its HTTP status."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    STALE = "stale"
    PRECONDITION_REQUIRED = "precondition_required"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    GONE = "gone"
    LOCKED = "locked"
    CHECKSUM_WRONG = "checksum_wrong"
    STORAGE_FULL = "storage_full"


class FieldError(NamedTuple):
    """One fault in a body or query: a JSON pointer, a code to switch on, a sentence."""

    pointer: str
    code: str
    detail: str


class Problem(Exception):
    """A failure with a stable code. Raising one undoes the transaction it is raised in."""

    code: ClassVar[str]
    kind: ClassVar[Kind]
    title: ClassVar[str]

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        retry_after_seconds: int | None = None,
    ) -> None:
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.retry_after_seconds = retry_after_seconds
        super().__init__(self.detail)
