"""S83: every refusal that any test of the suite is given, looked at: one shape, and nothing of the inside."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

import httpx2

SHAPE: Final = {"type", "title", "status", "detail", "instance", "code", "request_id", "errors"}
OURS: Final = "/api/v1/"
INSIDE: Final = re.compile(
    r"Traceback \(most|File \"/|\.py\", line|site-packages|object at 0x|asyncpg|sqlalchemy|pydantic|starlette"
    r"|postgresql(\+\w+)?://|\b(SELECT|DELETE) .* FROM |INSERT INTO|SQLSTATE|constraint \"|relation \""
    r"|/(root|home|usr|etc|var|tmp|work)/"
)
"""Traces, statements, places on disk, libraries' names."""


class TellsTooMuch(AssertionError):
    """An answer that no client should see."""


@contextmanager
def all_looked_at() -> Iterator[None]:
    """For as long as the context, whatever client is used."""
    slow, quick = httpx2.Client.send, httpx2.AsyncClient.send

    def sent(self: httpx2.Client, request: httpx2.Request, **more: Any) -> httpx2.Response:
        answer = slow(self, request, **more)
        look(answer)
        return answer

    async def sent_async(self: httpx2.AsyncClient, request: httpx2.Request, **more: Any) -> httpx2.Response:
        answer = await quick(self, request, **more)
        look(answer)
        return answer

    with patch.object(httpx2.Client, "send", sent), patch.object(httpx2.AsyncClient, "send", sent_async):
        yield


def look(answer: httpx2.Response) -> None:
    """Raises TellsTooMuch."""
    request = answer.request
    if answer.status_code < 400 or not request.url.path.startswith(OURS) or "x-request-id" not in answer.headers:
        return  # no failure, or not of ours: a broker's service, a storage of this machine
    if not answer.is_stream_consumed or request.method == "HEAD":
        return
    if answer.headers.get("content-type") != "application/problem+json":
        raise TellsTooMuch(f"{request.method} {request.url}: {answer.status_code} is no problem document")
    said = json.loads(answer.content)
    is_whole = set(said) == SHAPE and said["status"] == answer.status_code
    if not is_whole or said["type"] != f"/docs/errors#{said['code']}":
        raise TellsTooMuch(f"{request.method} {request.url}: {said}")
    if said["request_id"] != answer.headers["x-request-id"]:
        raise TellsTooMuch(f"{request.method} {request.url}: another request's id")
    # What the client sent itself may come back to it.
    told = "\n".join([said["title"], said["detail"], *(one["detail"] for one in said["errors"])])
    found = INSIDE.search(told)
    if found and found[0] not in f"{request.url} {_sent(request)}":
        raise TellsTooMuch(f"{request.method} {request.url}: {found[0]!r} in {told}")


def _sent(request: httpx2.Request) -> str:
    try:
        return request.content.decode(errors="replace")
    except httpx2.RequestNotRead:
        return ""
