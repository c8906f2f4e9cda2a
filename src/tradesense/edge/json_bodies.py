"""JSON that every parser reads alike (RFC 8259; I-JSON, RFC 7493): else what one part checks another might not see."""

import json
import re
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.edge.problems import problem_response, refused_by_framework

BOM: Final = b"\xef\xbb\xbf"


class JsonAmbiguous(ValueError):
    """It is no JSON, or not the same to everybody; the message says why."""


def read_plain(text: bytes) -> Any:
    """UTF-8 without a mark, each name once, numbers only. Raises JsonAmbiguous."""
    if text.startswith(BOM):
        raise JsonAmbiguous("it begins with a byte order mark")
    try:
        return json.loads(text.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number)
    except RecursionError:
        raise JsonAmbiguous("it is too deep") from None
    except JsonAmbiguous:
        raise
    except ValueError as refused:
        raise JsonAmbiguous(str(refused)[:100]) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        again = next(name for name in found if names.count(name) > 1)
        raise JsonAmbiguous(f"{again[:60]!r} is given more than once")
    return found


def _no_number(text: str) -> Any:
    raise JsonAmbiguous(f"{text} is no number")


class PlainJson:
    """Reads a JSON body before the route does, and passes it on only if there is one way to read it.

    `streamed`: "METHOD path" of those that read their bodies themselves.
    """

    def __init__(self, app: ASGIApp, *, streamed: re.Pattern[str]) -> None:
        self._app = app
        self._streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_json(scope):
            await self._app(scope, receive, send)
            return
        try:
            body = await _whole(receive)
        except HTTPException as refused:  # it was too large, or too slow
            await (await refused_by_framework(Request(scope), refused))(scope, receive, send)
            return
        if body is None:
            return  # the client has gone
        try:
            if body:
                read_plain(body)
        except JsonAmbiguous as refused:
            detail = f"The body is not valid JSON: {refused}."
            answer = problem_response(Request(scope), 400, "request.malformed", "The request cannot be read.", detail)
            await answer(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)

    def _is_json(self, scope: Scope) -> bool:
        if scope["type"] != "http" or self._streamed.fullmatch(f"{scope['method']} {scope['path']}"):
            return False
        media_type = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().casefold()
        return media_type == "application/json" or media_type.endswith("+json")


async def _whole(receive: Receive) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def _once(body: bytes, receive: Receive) -> Receive:
    """The body in one piece, then whatever comes after it."""
    is_given = False

    async def given() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return given
