"""The headers of tus 1.0, read and written."""

import hashlib
import re
from datetime import datetime
from email.utils import format_datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Request

from tradesense.edge.tus import VERSION, VERSION_HEADER
from tradesense.features.uploads import use_cases
from tradesense.features.uploads.problems import (
    BytesNotOffset,
    HeaderInvalid,
    PartsUnusable,
    VersionUnsupported,
)

EXTENSIONS: Final = "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation"
ALGORITHMS: Final = ("sha1", "sha256", "sha512", "md5")
MEDIA_TYPE: Final = "application/offset+octet-stream"
_NUMBER: Final = re.compile(r"^\d{1,18}$")


class Checksum(NamedTuple):
    algorithm: str
    digest: bytes


def check_version(request: Request) -> None:
    if request.headers.get(VERSION_HEADER) != VERSION:
        raise VersionUnsupported(f"Say {VERSION_HEADER}: {VERSION}.")


def number(request: Request, name: str) -> int | None:
    """None where the header is missing."""
    value = request.headers.get(name)
    if value is None:
        return None
    if not _NUMBER.match(value):
        raise HeaderInvalid(f"{name} is a whole number of bytes.")
    return int(value)


def needed_number(request: Request, name: str) -> int:
    found = number(request, name)
    if found is None:
        raise HeaderInvalid(f"{name} is missing.")
    return found


def is_bytes(request: Request) -> bool:
    """Whether the body is bytes of the upload. Raises BytesNotOffset for any other body."""
    said = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    has_body = "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
    if said != MEDIA_TYPE and (has_body or request.method == "PATCH"):
        raise BytesNotOffset
    return said == MEDIA_TYPE and (has_body or request.method == "PATCH")


def checksum(request: Request) -> Checksum | None:
    value = request.headers.get("upload-checksum")
    if value is None:
        return None
    algorithm, _, digest = value.partition(" ")
    if algorithm not in ALGORITHMS:
        raise HeaderInvalid(f"The checksum is one of {', '.join(ALGORITHMS)}.")
    wanted = Checksum(algorithm, use_cases.from_base64(digest.strip(), "Upload-Checksum"))
    if len(wanted.digest) != hashlib.new(algorithm, usedforsecurity=False).digest_size:
        raise HeaderInvalid("The checksum's length is not the algorithm's.")
    return wanted


def wanted(request: Request) -> use_cases.Wanted:
    """What a creation asks for."""
    length, concat = number(request, "upload-length"), request.headers.get("upload-concat")
    deferred = request.headers.get("upload-defer-length")
    is_final = concat is not None and concat.startswith(use_cases.FINAL)
    if concat not in {None, use_cases.PARTIAL} and not is_final:
        raise HeaderInvalid("Upload-Concat is partial, or final; with the parts' addresses.")
    if deferred not in {None, "1"}:
        raise HeaderInvalid("Upload-Defer-Length is 1 or left out.")
    if is_final and (length is not None or deferred):
        raise HeaderInvalid("A final upload has the length of its parts: leave it out.")
    if not is_final and (length is None) == (deferred is None):
        raise HeaderInvalid("Say either Upload-Length or Upload-Defer-Length: 1.")
    told = request.headers.get("upload-metadata")
    use_cases.read_metadata(told)
    return use_cases.Wanted(length, told, concat)


def part_ids(concat: str, collection: str) -> list[UUID]:
    """Of `final;/api/v1/uploads/… https://…/api/v1/uploads/…`: relative or absolute."""
    found = []
    for address in concat.removeprefix(use_cases.FINAL).split():
        folder, _, name = urlsplit(address).path.rpartition("/")
        try:
            found.append(UUID(name))
        except ValueError:
            folder = ""
        if folder != collection:
            raise PartsUnusable(f"{address[:100]!r} is not the address of an upload.")
    if not found:
        raise PartsUnusable("Name the parts' addresses.")
    return found


def told(row: use_cases.UploadRow) -> dict[str, str]:
    """The headers that say how far an upload is."""
    is_final = row.concat is not None and row.concat.startswith(use_cases.FINAL)
    is_joining = is_final and row.length is None
    lengths = {"Upload-Defer-Length": "1"} if row.length is None else {"Upload-Length": str(row.length)}
    found = {
        "Upload-Offset": None if is_joining else str(row.received),
        "Upload-Metadata": row.told,
        "Upload-Concat": row.concat,
        **({} if is_joining else lengths),
        "Upload-Expires": expires(row.expires_at),
        "Cache-Control": "no-store",
    }
    return {name: value for name, value in found.items() if value is not None}


def expires(at: datetime) -> str:
    return format_datetime(at, usegmt=True)
