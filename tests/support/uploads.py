"""Uploads as a tus client sends them."""

from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

from httpx2 import Response

from tests.support.actors import Person

BYTES = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**said: str) -> str:
    return ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in said.items())


async def create(person: Person, length: int | None, *, name: str = "fills.csv", **headers: str) -> Response:
    """Header names as keywords: `Upload_Concat="partial"`."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    size = {} if length is None else {"Upload-Length": str(length)}
    return await person.send("POST", "/uploads", {**TUS, **size, "Upload-Metadata": metadata(filename=name), **said})


async def created(person: Person, length: int | None, **headers: str) -> str:
    """Its path below /api/v1."""
    answer = await create(person, length, **headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].removeprefix("/api/v1")


async def append(person: Person, path: str, at: int, content: Any, **headers: str) -> Response:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    more = {**TUS, "Content-Type": BYTES, "Upload-Offset": str(at), **said}
    return await person.send("PATCH", path, more, content=content)


async def offset(person: Person, path: str) -> int:
    answer = await person.send("HEAD", path, TUS)
    assert answer.status_code == 200
    return int(answer.headers["upload-offset"])


async def uploaded(person: Person, content: bytes, **headers: str) -> str:
    """A whole upload's id."""
    path = await created(person, len(content), **headers)
    answer = await append(person, path, 0, content)
    assert answer.status_code == 204, answer.text
    return path.rpartition("/")[2]


async def pieces(content: bytes, size: int) -> AsyncIterator[bytes]:
    """A body that does not announce its length."""
    for start in range(0, len(content), size):
        yield content[start : start + size]
