"""The built web app's hashed files, in the encoding the browser asks for."""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

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


def _accepted(header: str) -> set[str]:
    """The encodings named with a weight above zero (RFC 9110, 12.5.3)."""
    found = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            found.add(name.strip())
    return found
