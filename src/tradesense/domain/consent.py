"""What an installation asks people to agree to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.problem import FieldError, Kind, Problem


class ConsentKind(StrEnum):
    TERMS = "terms"
    PRIVACY = "privacy"
    PRODUCT_MAIL = "product_mail"


class Document(NamedTuple):
    """`url`: where it is read; '' for a use that needs no page. A new version has to be agreed to anew."""

    kind: ConsentKind
    url: str
    version: str
    is_required: bool


class ConsentMissing(Problem):
    code, kind, title = "consent.missing", Kind.INVALID, "Using this server needs your agreement."

    def __init__(self, missing: Sequence[Document]) -> None:
        asked = [FieldError(f"/consents/{one.kind}", self.code, f"Agree to version {one.version}.") for one in missing]
        super().__init__(errors=asked)


class ConsentNeeded(Problem):
    code, kind, title = (
        "consent.needed",
        Kind.CONFLICT,
        "This agreement cannot be withdrawn alone: delete your account instead.",
    )


class ConsentUnknown(Problem):
    code, kind, title = "consent.unknown", Kind.INVALID, "Nobody asks for this agreement, or its version is another."


def check_agreed(documents: Sequence[Document], agreed: Mapping[str, str]) -> None:
    """`agreed`: kinds and the versions that somebody agreed to. Raises ConsentMissing, ConsentUnknown."""
    asked = {one.kind.value: one.version for one in documents}
    missing = [one for one in documents if one.is_required and agreed.get(one.kind.value) != one.version]
    if missing:
        raise ConsentMissing(missing)
    if any(asked.get(kind) != version for kind, version in agreed.items()):
        raise ConsentUnknown
