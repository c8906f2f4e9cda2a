"""Methods that an address does not take (RFC 9110, 15.5.6): refused before anything is read, told which it takes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.edge.heads import HEAD
from tradesense.edge.problems import problem_response

METHODS: Final = ("GET", HEAD, "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""Those that routes can be asked with; any other is nobody's."""


class Addresses:
    """What can be asked where, by the routes. A word (`/shares/open`) is none of the ids beside it (`/shares/{id}`)."""

    def __init__(self, routers: Iterable[APIRouter], prefix: str) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for router in routers:
            for route in router.routes:
                assert isinstance(route, APIRoute)
                methods = set(route.methods or ())
                found[prefix + route.path] |= methods | ({HEAD} if "GET" in methods else set())
        self.plain = {path: sorted(methods) for path, methods in found.items() if "{" not in path}
        self._with_ids: list[tuple[re.Pattern[str], set[str]]] = [
            (compile_path(path)[0], methods) for path, methods in found.items() if "{" in path
        ]

    def methods_at(self, path: str) -> Sequence[str]:
        if path in self.plain:
            return self.plain[path]
        return sorted({one for pattern, methods in self._with_ids if pattern.match(path) for one in methods})


class Methods:
    """`prefix`: addresses below it are the API's."""

    def __init__(self, app: ASGIApp, *, prefix: str, addresses: Addresses) -> None:
        self._app = app
        self._prefix = prefix
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        is_known = path in self._addresses.plain or method not in METHODS
        allowed = self._addresses.methods_at(path) if is_known else ()
        if allowed and method not in allowed:
            await not_allowed(Request(scope), allowed)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def not_allowed(request: Request, allowed: Sequence[str]) -> ASGIApp:
    detail, headers = f"{request.method} is not possible here.", {"Allow": ", ".join(allowed)}
    return problem_response(request, 405, "request.method_not_allowed", "Method Not Allowed", detail, headers=headers)
