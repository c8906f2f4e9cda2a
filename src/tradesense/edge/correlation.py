"""Every request has an id, and one line in the log with its time and result."""

import re
from time import perf_counter
from typing import Any, Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.kit import circumstances
from tradesense.kit.ids import new_id
from tradesense.kit.logging import get_logger

log = get_logger(__name__)

HEADER: Final = "X-Request-Id"
_OURS: Final = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
_QUIET: Final = ("/api/v1/health",)


class Correlation:
    """Outermost middleware: gives the request its id, measures it, logs it.

    `Server-Timing: app;dur=…` tells the milliseconds from the request's arrival to its answer's start.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(HEADER.lower().encode(), b"").decode("latin-1")
        scope.setdefault("state", {})["request_id"] = given if _OURS.match(given) else str(new_id())
        circumstances.begin(scope["state"])
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id(scope))
        started = perf_counter()
        status = 500

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                took = (perf_counter() - started) * 1000
                message["headers"] = [
                    *message.get("headers", []),
                    (HEADER.lower().encode(), request_id(scope).encode()),
                    (b"server-timing", f"app;dur={took:.2f}".encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, answered)
        finally:
            self._log(scope, status, (perf_counter() - started) * 1000)

    @staticmethod
    def _log(scope: Scope, status: int, milliseconds: float) -> None:
        if status < 500 and scope["path"].startswith(_QUIET):
            return
        route = scope.get("route")
        facts: dict[str, Any] = {
            "method": scope["method"],
            "route": getattr(route, "path", None) or "none",
            "status": status,
            "milliseconds": round(milliseconds, 1),
        }
        workspace = scope["state"].get("workspace_id")
        if workspace:
            facts["workspace_id"] = str(workspace)
        log.info("request.answered", **facts)


def request_id(scope: Scope) -> str:
    return str(scope.get("state", {}).get("request_id", ""))
