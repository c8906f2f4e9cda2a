"""Limits: of requests, told on every answer (draft-ietf-httpapi-ratelimit-headers), and of their bodies."""

import re
from collections.abc import Callable
from time import time
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.edge.deps import Credential
from tradesense.edge.problems import problem_response

WINDOW_SECONDS: Final = 60
UNLIMITED: Final = ("/api/v1/health", "/assets")
ADDRESS_FACTOR: Final = 4
"""An address may carry several people: it gets so many times one session's share."""

ReadToken = Callable[[str], Credential | None]


class Limits:
    """Reads the bearer's token once for all, and counts the request against its session or key, and its address."""

    def __init__(self, app: ASGIApp, *, per_minute: int, trusted_proxy: str, read_token: ReadToken) -> None:
        self._app = app
        self._trusted_proxy = trusted_proxy
        self._read_token = read_token
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._session_limit = RateLimitItemPerMinute(per_minute)
        self._address_limit = RateLimitItemPerMinute(per_minute * ADDRESS_FACTOR)

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
        told, refused = await self._count(credential, state["address"])
        if refused:
            detail = f"Wait {refused} seconds."
            retry = {"Retry-After": str(refused), **told}
            request = Request(scope)
            answer = problem_response(request, 429, "request.throttled", "Too many requests.", detail, headers=retry)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, _telling(send, told))

    async def _count(self, credential: Credential | None, address: str) -> tuple[dict[str, str], int]:
        """The headers to tell, and for how many seconds the request is refused (0: it is not)."""
        item, key = (
            (
                self._session_limit,
                f"key:{credential.hex()}" if isinstance(credential, bytes) else f"session:{credential}",
            )
            if credential
            else (self._address_limit, f"address:{address}")
        )
        allowed = await self._limiter.hit(item, key)
        if credential and allowed:
            allowed = await self._limiter.hit(self._address_limit, f"address:{address}")
        stats = await self._limiter.get_window_stats(item, key)
        resets = max(1, round(stats.reset_time - time()))
        told = {
            "RateLimit-Policy": f'"default";q={item.amount};w={WINDOW_SECONDS}',
            "RateLimit": f'"default";r={max(0, stats.remaining)};t={resets}',
        }
        return told, 0 if allowed else resets


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


def client_address(scope: Scope, headers: Headers, trusted_proxy: str) -> str:
    """The peer's address, or, when the peer is the configured proxy, the one it reports."""
    peer = scope["client"][0] if scope.get("client") else "unknown"
    if trusted_proxy and peer == trusted_proxy:
        return headers.get("x-forwarded-for", peer).rpartition(",")[2].strip() or peer
    return str(peer)


def _telling(send: Send, told: dict[str, str]) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.lower().encode(), value.encode()) for name, value in told.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return answered
