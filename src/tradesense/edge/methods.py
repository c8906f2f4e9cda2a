"""Methods that an address does not take (RFC 9110, 15.5.6): refused before anything is read, told which it takes."""

from collections.abc import Callable, Sequence
from typing import Final

from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.edge.problems import problem_response

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""Those that routes can be asked with; any other is nobody's."""

MethodsAt = Callable[[FastAPI, str], Sequence[str]]


class Methods:
    """Knows every address without an id in it: there, a route for ids (`/shares/{share_id}`) would read a word
    (`/shares/open`) as one.

    `prefix`: addresses below it; `methods_at`: the methods at one.
    """

    def __init__(self, app: ASGIApp, *, prefix: str, methods_at: MethodsAt) -> None:
        self._app = app
        self._prefix = prefix
        self._methods_at = methods_at
        self._plain: dict[str, frozenset[str]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        allowed = self._known(scope["app"]).get(path)
        if allowed is None and method not in METHODS:
            allowed = frozenset(self._methods_at(scope["app"], path))
        if allowed and method not in allowed:
            await not_allowed(Request(scope), sorted(allowed))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _known(self, app: FastAPI) -> dict[str, frozenset[str]]:
        if self._plain is None:
            plain = (path for path in app.openapi()["paths"] if "{" not in path)
            self._plain = {path: frozenset(self._methods_at(app, path)) for path in plain}
        return self._plain


def not_allowed(request: Request, allowed: Sequence[str]) -> ASGIApp:
    detail, headers = f"{request.method} is not possible here.", {"Allow": ", ".join(allowed)}
    return problem_response(request, 405, "request.method_not_allowed", "Method Not Allowed", detail, headers=headers)
