"""HEAD: what GET would answer, without its content (RFC 9110, 9.3.2)."""

import re
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD: Final = "HEAD"


class _Enough(Exception):
    """Ends an answer that has more to come: nobody will read it."""


class Heads:
    """Asks the application with GET for what is asked with HEAD, and keeps the content back.

    `prefix`: addresses below it; `own`: those that answer HEAD themselves, in another way than GET.
    """

    def __init__(self, app: ASGIApp, *, prefix: str, own: re.Pattern[str]) -> None:
        self._app = app
        self._prefix = prefix
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_asked(scope):
            await self._app(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
                return
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            if message.get("more_body"):
                raise _Enough

        # The scope itself, not a copy: what the router notes in it is for the log outside.
        scope["method"] = "GET"
        try:
            await self._app(scope, receive, answered)
        except _Enough:
            return
        finally:
            scope["method"] = HEAD

    def _is_asked(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != HEAD:
            return False
        path: str = scope["path"]
        return path.startswith(self._prefix) and not self._own.fullmatch(path)
