"""Requests for other hosts are not ours: a page of anybody's whose name was pointed at this machine (DNS rebinding) would
otherwise be of the same origin as the app in the eyes of a browser."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.edge.problems import problem_response
from tradesense.kit.settings import Settings

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def own_names(settings: Settings) -> frozenset[str] | None:
    """The hosts that requests may name; None behind a proxy, which knows them, and which everybody reaches anyhow."""
    if settings.trusted_proxy or not settings.is_loopback:
        return None
    public = urlsplit(settings.public_url).hostname
    return LOOPBACK | {settings.host.casefold()} | ({public} if public else set())


class OwnNames:
    def __init__(self, app: ASGIApp, *, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) == 1 and _name(hosts[0]) in self._names:
            await self._app(scope, receive, send)
            return
        detail = (
            f"This is not {hosts[0][:60]!r}: whoever runs it says its name by TRADESENSE_PUBLIC_URL."
            if len(hosts) == 1
            else "Say for which host it is, once."
        )
        answer = problem_response(
            Request(scope), 421, "request.misdirected", "The request is for another host.", detail
        )
        await answer(scope, receive, send)


def _name(host: str) -> str:
    """Without the port, and the dot that ends a full name."""
    name, colon, port = host.rpartition(":")
    plain = name if colon and port.isdecimal() else host
    return plain.casefold().removesuffix(".")
