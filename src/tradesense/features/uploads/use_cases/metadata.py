"""What a client says of its file: Upload-Metadata (tus 1.0, creation)."""

import binascii
import re
from base64 import b64decode
from typing import Final

from tradesense.features.uploads.problems import HeaderInvalid

METADATA_CHARACTERS_MAX: Final = 4_096
_KEY: Final = re.compile(r"^[\x21-\x2b\x2d-\x7e]+$")
"""Not empty, ASCII, no space and no comma."""


def read_metadata(told: str | None) -> dict[str, str]:
    """Values by key: `filename d29tYi5jc3Y=,review`. Raises HeaderInvalid."""
    found: dict[str, str] = {}
    if told is None:
        return found
    if len(told) > METADATA_CHARACTERS_MAX:
        raise HeaderInvalid(f"Upload-Metadata takes {METADATA_CHARACTERS_MAX} characters.")
    for pair in told.split(","):
        key, _, value = pair.strip().partition(" ")
        if not _KEY.match(key) or key in found:
            raise HeaderInvalid("Upload-Metadata has a key that is empty, not ASCII, or there twice.")
        found[key] = from_base64(value, "Upload-Metadata").decode(errors="replace")
    return found


def from_base64(value: str, header: str) -> bytes:
    try:
        return b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise HeaderInvalid(f"A value of {header} is not base64.") from None
