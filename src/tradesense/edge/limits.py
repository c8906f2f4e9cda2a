"""Limits: of requests, told on every answer (draft-ietf-httpapi-ratelimit-headers), and of their bodies."""

import asyncio
import ipaddress
import re
from collections.abc import Callable
from time import monotonic
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.edge.deps import Credential
from tradesense.edge.problems import problem_response
from tradesense.edge.quotas import Counting, Quotas

UNLIMITED: Final = ("/api/v1/health", "/assets")
BODY_SECONDS_MAX: Final = 30.0
BODY_BYTES_PER_SECOND_MIN: Final = 1024
UNREAD_BYTES_MAX: Final = 1024 * 1024
"""So much of a body that nobody wants is still taken, for the connection's sake."""

ReadToken = Callable[[str], Credential | None]


class Limits:
    """Reads the bearer's token once for all, and counts the request against its session or key, and its address."""

    def __init__(self, app: ASGIApp, *, per_minute: int, trusted_proxy: str, read_token: ReadToken) -> None:
        self._app = app
        self._trusted_proxy = trusted_proxy
        self._read_token = read_token
        self._quotas = Quotas(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(UNLIMITED):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        state["address"] = client_address(scope, headers, self._trusted_proxy)
        scheme, _, token = headers.get("authorization", "").partition(" ")
        credential = self._read_token(token.strip()) if scheme.casefold() == "bearer" else None
        state["credential"] = credential
        state["counting"] = counting = Counting(self._quotas)
        refused = await counting.of_address(state["address"], _name_of(credential))
        if refused:
            detail, headers_ = f"Wait {refused} seconds.", {"Retry-After": str(refused), **counting.headers()}
            request = Request(scope)
            answer = problem_response(request, 429, "request.throttled", "Too many requests.", detail, headers=headers_)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, _telling(send, counting))


def _name_of(credential: Credential | None) -> str | None:
    if credential is None:
        return None
    return f"key:{credential.hex()}" if isinstance(credential, bytes) else f"session:{credential}"


def _telling(send: Send, counting: Counting) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.lower().encode(), value.encode()) for name, value in counting.headers().items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return answered


class BodyLimit:
    """Refuses a body over the limit: before it is read where its length is declared, else where it passes the limit.

    `streamed`: "METHOD path" of those that take bodies of any length and count for themselves.
    """

    def __init__(self, app: ASGIApp, *, bytes_max: int, streamed: re.Pattern[str]) -> None:
        self._app = app
        self._bytes_max = bytes_max
        self._streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._streamed.fullmatch(f"{scope['method']} {scope['path']}"):
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > self._bytes_max:
            detail = f"At most {self._bytes_max} bytes are taken here."
            answer = problem_response(Request(scope), 413, "request.too_large", "The body is too large.", detail)
            await answer(scope, receive, send)
            return
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._bytes_max:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)


class BodyPace:
    """Waits for a body only as long as it keeps coming: BODY_SECONDS_MAX in all, and a second for each KiB received.

    An answer that goes out before the body is in closes the connection, if much of the body is still to come: nobody
    would read it.
    """

    def __init__(self, app: ASGIApp, *, seconds: float = BODY_SECONDS_MAX) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        declared = "unknown" if "transfer-encoding" in headers else headers.get("content-length", "0")
        if declared == "0":
            await self._app(scope, receive, send)
            return
        received, waited, is_complete = 0, 0.0, False

        async def paced() -> Message:
            nonlocal received, waited, is_complete
            if is_complete:  # whoever asks now waits for the client to go away, which may take long
                return await receive()
            begun = monotonic()
            try:
                async with asyncio.timeout(self._seconds + received / BODY_BYTES_PER_SECOND_MIN - waited):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408) from None
            waited += monotonic() - begun
            received += len(message.get("body", b""))
            is_complete = not message.get("more_body", False)
            return message

        async def answered(message: Message) -> None:
            to_come = int(declared) - received if declared.isdigit() else UNREAD_BYTES_MAX + 1
            if message["type"] == "http.response.start" and not is_complete and to_come > UNREAD_BYTES_MAX:
                message["headers"] = [*message.get("headers", []), (b"connection", b"close")]
            await send(message)

        await self._app(scope, paced, answered)


def client_address(scope: Scope, headers: Headers, trusted_proxy: str) -> str:
    """The peer's address, or, when the peer is the configured proxy, the one it reports."""
    peer = str(scope["client"][0]) if scope.get("client") else "unknown"
    if not trusted_proxy or peer != trusted_proxy:
        return peer
    reported = headers.getlist("x-forwarded-for")[-1:]
    last = reported[0].rpartition(",")[2].strip() if reported else ""
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return peer
