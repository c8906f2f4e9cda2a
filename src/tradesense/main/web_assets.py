"""The built web app: its page, and its hashed files in the encoding the browser asks for."""

import asyncio
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.edge.guarding import NO_PAGES
from tradesense.edge.problems import NotFound, refusal

PAGE: Final = "/index.html"
NONCE: Final = "NONCE-OF-THIS-ANSWER"
"""What the build writes where the nonce goes (web/vite.config.ts)."""
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


class WebPage:
    """Answers whoever opens an address of the app with its page, for this once: its scripts and styles carry the nonce
    of this answer's policy, so nobody may keep it.
    """

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self._app = app
        self._html = (folder / "index.html").read_text()
        self._files = _files(folder) - {PAGE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_asked(scope):
            await self._app(scope, receive, send)
            return
        html = self._html.replace(NONCE, scope["state"]["nonce"])
        # A page of before the last update asks for files that are gone; one from a cache has another answer's nonce.
        answer = HTMLResponse(html, headers={"Cache-Control": "no-store"})
        if scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)

    def _is_asked(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return False
        path = scope["path"]
        if path.startswith(NO_PAGES) or path in self._files:
            return False
        return path in {"/", PAGE} or "text/html" in _accepted(Headers(scope=scope).get("accept", ""))


class NoSuchFile:
    """An address that looks like a file's, hidden or with a suffix, and is none of the web app's, is a 404: the app's
    page, which answers everywhere else, would make scanners and caches believe that there is something."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self._app = app
        self._files = _files(folder)

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


def _files(folder: Path) -> frozenset[str]:
    """The addresses of all files."""
    return frozenset(f"/{one.relative_to(folder).as_posix()}" for one in folder.rglob("*") if one.is_file())


def _accepted(header: str) -> set[str]:
    """What is named with a weight above zero (RFC 9110, 12.5.3)."""
    found = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            found.add(name.strip())
    return found
