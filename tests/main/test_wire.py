"""What comes over the wire, byte by byte, to the server as it is served: S52 and S62."""

import asyncio
import json
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import uvicorn
from pydantic import SecretStr
from starlette.exceptions import HTTPException

from tests.support.waiting import until
from tradesense.db.session import Database
from tradesense.edge import limits
from tradesense.kit.settings import Settings
from tradesense.main import http_protocol
from tradesense.main.app import create_app
from tradesense.main.serve import http_config

LIVE: Final = b"/api/v1/health/live"
LOGIN: Final = b"/api/v1/auth/login"
GOOD: Final = b"GET " + LIVE + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
MIB: Final = 1024 * 1024


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    rest: bytes
    """What came after the first answer."""

    def problem(self) -> dict[str, Any]:
        """Checked: one shape, nothing of the inside, every header a browser must see."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in self.headers["content-security-policy"]
        assert "server" not in self.headers
        said: dict[str, Any] = json.loads(self.body)
        assert (said["status"], said["request_id"]) == (self.status, self.headers["x-request-id"])
        return said


@pytest.fixture(scope="module")
async def port(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[int]:
    """Of a server that needs no database for what is asked here."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("wire"), secret_key=SecretStr("k" * 40), rate_limit_per_minute=1_000_000
    )
    app = create_app(settings, Database("postgresql://nobody@/nothing", pool_size=1), None)  # type: ignore[arg-type]
    server = uvicorn.Server(http_config(app, "127.0.0.1", 0))
    serving = asyncio.create_task(server._serve())
    await until(lambda: _is_up(server))
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    await serving


async def _is_up(server: uvicorn.Server) -> bool:
    return server.started


async def sent(port: int, *parts: bytes) -> Answered | None:
    """What a connection of its own is answered before the server closes it, or `seconds` pass; None: nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
    except ConnectionError:
        pass  # refused before all of it was sent: its answer is there to be read
    read = b""
    try:
        async with asyncio.timeout(3):
            while chunk := await reader.read(65_536):
                read += chunk
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    return _parsed(read) if read else None


def _parsed(read: bytes) -> Answered:
    head, _, body = read.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(headers.get("content-length", 0))
    return Answered(int(first.split(" ")[1]), headers, body[:length], body[length:])


def post(*headers: bytes, body: bytes = b"") -> bytes:
    lines = [b"POST " + LOGIN + b" HTTP/1.1", b"Host: localhost", b"Content-Type: application/json", *headers]
    return b"\r\n".join([*lines, b"", body])


SMUGGLED: Final = b"GET /api/v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
AMBIGUOUS: Final = {
    "a length beside chunks": post(b"Content-Length: 4", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SMUGGLED),
    "chunks beside a length": post(b"Transfer-Encoding: chunked", b"Content-Length: 4", body=b"0\r\n\r\n" + SMUGGLED),
    "two lengths": post(b"Content-Length: 2", b"Content-Length: 40", body=b"{}" + SMUGGLED),
    "two lengths in one": post(b"Content-Length: 2, 40", body=b"{}" + SMUGGLED),
    "a signed length": post(b"Content-Length: +2", body=b"{}" + SMUGGLED),
    "a length below zero": post(b"Content-Length: -2", body=b"{}" + SMUGGLED),
    "a length in hexadecimal": post(b"Content-Length: 0x2", body=b"{}" + SMUGGLED),
    "a coding that is not chunked": post(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + SMUGGLED),
    "chunked twice": post(b"Transfer-Encoding: chunked, identity", body=b"0\r\n\r\n" + SMUGGLED),
    "a space before the colon": post(b"Content-Length : 2", body=b"{}" + SMUGGLED),
    "a folded line": post(b"X-A: one\r\n two", b"Content-Length: 2", body=b"{}" + SMUGGLED),
    "line feeds alone": b"GET " + LIVE + b" HTTP/1.1\nHost: localhost\n\n" + SMUGGLED,
    "a return inside a value": post(b"X-A: one\rX-B: two", b"Content-Length: 2", body=b"{}" + SMUGGLED),
    "a NUL inside a value": post(b"X-A: one\0two", b"Content-Length: 2", body=b"{}" + SMUGGLED),
    "a chunk's size that is none": post(b"Transfer-Encoding: chunked", body=b"zz\r\n{}\r\n0\r\n\r\n" + SMUGGLED),
    "a chunk that is longer than it says": post(b"Transfer-Encoding: chunked", body=b"1\r\n{}\r\n0\r\n\r\n" + SMUGGLED),
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00" + SMUGGLED,
}


@pytest.mark.parametrize("what", AMBIGUOUS)
async def test_what_two_servers_could_read_differently_is_read_by_none(port: int, what: str) -> None:
    """S52: refused, the connection closed, what hid behind it never answered, and the next one served."""
    answer = await sent(port, AMBIGUOUS[what])
    assert answer is not None
    assert b"smuggled" not in answer.rest
    assert b"HTTP/1.1" not in answer.rest
    assert (answer.status, answer.problem()["code"]) == (400, "request.malformed")
    assert answer.headers["connection"] == "close"
    after = await sent(port, GOOD)
    assert after is not None
    assert after.status == 200


async def test_what_comes_after_the_content_is_no_header_of_the_request(port: int) -> None:
    """S52: a trailer cannot become an Authorization."""
    body = b"2\r\n{}\r\n0\r\nX-Request-Id: trailer-0001\r\n\r\n"
    answer = await sent(port, post(b"Transfer-Encoding: chunked", b"Connection: close", body=body))
    assert answer is not None
    assert answer.status == 422
    assert answer.headers["x-request-id"] != "trailer-0001"


async def test_noise_between_chunks_is_not_read_for_ever(port: int) -> None:
    """S52: extensions of chunks, 8 MiB of them, around two bytes of content."""
    noise = b"1;" + b"a" * 16_384 + b"\r\n{\r\n"
    answer = await sent(port, post(b"Transfer-Encoding: chunked"), *[noise] * 512)
    assert answer is not None
    assert (answer.status, answer.headers["connection"]) == (400, "close")


HEADS: Final = {
    "one header without end": (431, [b"GET / HTTP/1.1\r\nX-A: " + b"a" * 65_536, *[b"a" * 65_536] * 64]),
    "a large header": (431, [b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 40_000 + b"\r\n\r\n"]),
    "many headers": (431, [b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 101 + b"\r\n"]),
    "headers without end": (431, [b"GET / HTTP/1.1\r\nHost: localhost\r\n", *[b"X-A: b\r\n" * 1_000] * 1_000]),
    "a long address": (414, [b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"]),
}


@pytest.mark.parametrize("what", HEADS)
async def test_a_head_has_its_limits(port: int, what: str) -> None:
    """S62"""
    status, parts = HEADS[what]
    answer = await sent(port, *parts)
    assert answer is not None
    assert answer.status == status
    assert answer.problem()["title"]


async def test_a_head_that_does_not_come_to_an_end_is_not_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S62: nothing sent, or a header now and then."""
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS_MAX", 0.2)
    for begun in (b"", b"GET / HTTP/1.1\r\nX-A: b\r\n"):
        answer = await sent(port, begun)
        assert answer is not None
        assert (answer.status, answer.problem()["code"]) == (408, "request.too_slow")


BODIES: Final = {
    "ten gigabytes declared": (413, [post(b"Content-Length: 10737418240")]),
    "chunks without end": (413, [post(b"Transfer-Encoding: chunked"), *[b"10000\r\n" + b" " * 65_536 + b"\r\n"] * 400]),
    "a million fields of a form": (413, [post(b"Content-Length: 4000000"), b"a=b&" * 1_000_000]),
    "JSON a hundred thousand deep": (400, [post(b"Content-Length: 100000", b"Connection: close"), b"[" * 100_000]),
}


@pytest.mark.parametrize("what", BODIES)
async def test_a_body_has_its_limits(port: int, what: str) -> None:
    """S62: refused early, and the server is no larger for it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, parts = BODIES[what]
    answer = await sent(port, *parts)
    assert answer is not None
    assert answer.status == status
    answer.problem()
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 64 * MIB


async def test_a_body_that_stops_coming_is_not_waited_for(tmp_path: Path) -> None:
    """S62: its time is 30 seconds, and a second for each KiB of it; here 0.2."""
    started = asyncio.Event()

    async def app(_: Any, receive: Any, __: Any) -> None:
        started.set()
        while (await receive()).get("more_body"):
            pass

    async def stalls() -> dict[str, Any]:
        if not started.is_set() or not parts:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": parts.pop(), "more_body": True}

    async def nobody(_: Any) -> None:
        raise AssertionError("nothing is answered")

    parts = [b"a", b"b"]
    scope = {"type": "http", "headers": [(b"content-length", b"100")]}
    with pytest.raises(HTTPException) as refused:
        await limits.BodyPace(app, seconds=0.2)(scope, stalls, nobody)
    assert (refused.value.status_code, parts) == (408, [])
