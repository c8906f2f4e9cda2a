"""The built web app's hashed files, in the encoding the browser asks for."""

import asyncio
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.edge.problems import NotFound, refusal

ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
"""Best first; the build writes these files beside the plain ones."""


class WebAssets(StaticFiles):
    """Serves `app.js.br` as `app.js` to a browser that takes Brotli."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        plain = await super().get_response(path, scope)
        if plain.status_code != 200:
            return plain
        accepted = _accepted(Headers(scope=scope).get("accept-encoding", ""))
        for encoding, suffix in ENCODINGS:
            if encoding not in accepted:
                continue
            full_path, found = await asyncio.to_thread(self.lookup_path, path + suffix)
            if found is not None:
                packed = self.file_response(full_path, found, scope)
                packed.headers["Content-Type"] = plain.headers["Content-Type"]
                packed.headers["Content-Encoding"] = encoding
                packed.headers["Vary"] = "Accept-Encoding"
                return packed
        plain.headers["Vary"] = "Accept-Encoding"
        return plain


class NoSuchFile:
    """An address that looks like a file's, hidden or with a suffix, and is none of the web app's, is a 404: the app's
    page, which answers everywhere else, would make scanners and caches believe that there is something."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self._app = app
        self._files = frozenset(f"/{one.relative_to(folder).as_posix()}" for one in folder.rglob("*") if one.is_file())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and not path.startswith("/api/") and self._is_none(path):
            await refusal(Request(scope), NotFound(f"There is nothing at {path[:200]}."))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_none(self, path: str) -> bool:
        parts = path.split("/")
        looks_like_one = "." in parts[-1] or any(part.startswith(".") for part in parts) or "\\" in path
        return (looks_like_one and path not in self._files) or path.rstrip("/") == "/assets"


def _accepted(header: str) -> set[str]:
    """The encodings named with a weight above zero (RFC 9110, 12.5.3)."""
    found = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            found.add(name.strip())
    return found
