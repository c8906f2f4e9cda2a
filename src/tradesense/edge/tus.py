"""The manners of tus 1.0 that belong to every request and answer below one address."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

VERSION: Final = "1.0.0"
VERSION_HEADER: Final = "Tus-Resumable"
_OVERRIDE: Final = b"x-http-method-override"
_METHODS: Final = frozenset({b"PATCH", b"DELETE", b"HEAD"})
EXPOSED: Final = (
    "Location",
    "Tus-Checksum-Algorithm",
    "Tus-Extension",
    "Tus-Max-Size",
    "Tus-Resumable",
    "Tus-Version",
    "Upload-Concat",
    "Upload-Defer-Length",
    "Upload-Expires",
    "Upload-Length",
    "Upload-Metadata",
    "Upload-Offset",
)
"""Headers that pages of other origins, where they are allowed, may read."""


class TusManners:
    """Takes X-HTTP-Method-Override for the method, and says the version on every answer but those to OPTIONS."""

    def __init__(self, app: ASGIApp, *, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        wanted = next((value.upper() for name, value in scope["headers"] if name == _OVERRIDE), b"")
        if wanted in _METHODS:
            scope = {**scope, "method": wanted.decode()}

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["method"] != "OPTIONS":
                said = [(VERSION_HEADER.lower().encode(), VERSION.encode())]
                if message["status"] == 412:
                    said.append((b"tus-version", VERSION.encode()))
                message["headers"] = [*message.get("headers", []), *said]
            await send(message)

        await self._app(scope, receive, answered)
