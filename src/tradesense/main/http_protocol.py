"""HTTP/1.1 as it is read from the wire: bounded in size and time before the application sees any of it.

The parser (llhttp) refuses what two servers could read differently: two lengths, a length beside chunks, folded
lines, line feeds alone (RFC 9112, 2.2, 5.2, 6.3). It does not count; this does.
"""

import json
from asyncio import AbstractEventLoop, TimerHandle, Transport
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tradesense.edge.guarding import PLAIN_POLICY, SECURITY_HEADERS
from tradesense.edge.problems import MEDIA_TYPE, TYPE_PREFIX
from tradesense.kit.ids import new_id
from tradesense.kit.logging import get_logger

log = get_logger(__name__)

URL_BYTES_MAX: Final = 16 * 1024
HEAD_BYTES_MAX: Final = 32 * 1024
HEADERS_MAX: Final = 100
HEAD_SECONDS_MAX: Final = 20.0
FRAMING_BYTES_MAX: Final = 64 * 1024
FRAMING_FACTOR: Final = 16
"""Sizes of chunks may take so many times what is in them, and FRAMING_BYTES_MAX: more is noise."""
LINGER_SECONDS: Final = 2.0

CODES: Final = {
    HTTPStatus.BAD_REQUEST: ("request.malformed", "The request cannot be read."),
    HTTPStatus.REQUEST_TIMEOUT: ("request.too_slow", "The request took too long to arrive."),
    HTTPStatus.REQUEST_URI_TOO_LONG: ("request.address_too_long", "The address is too long."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: ("request.headers_too_large", "The headers are too large."),
}


class _Refused(Exception):
    """Ends the parsing; the answer is chosen already."""


class _Lingering:
    """A transport that, closed in the middle of a request, goes on reading for a while and forgets what it reads:
    closed at once, the answer would be lost with the connection (RFC 9112, 9.6)."""

    def __init__(self, transport: Transport, loop: AbstractEventLoop, is_mid_request: Callable[[], bool]) -> None:
        self._transport = transport
        self._loop = loop
        self._is_mid_request = is_mid_request
        self.is_lingering = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        return self.is_lingering or self._transport.is_closing()

    def close(self) -> None:
        if self.is_closing() or not self._is_mid_request() or not self._transport.can_write_eof():
            self._transport.close()
            return
        self.is_lingering = True
        self._transport.write_eof()
        self._transport.resume_reading()
        self._loop.call_later(LINGER_SECONDS, self._transport.abort)


class BoundedHttp(HttpToolsProtocol):
    """Refuses with 400, 408, 414 or 431 and closes: what follows on such a connection cannot be trusted."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._refusal = HTTPStatus.BAD_REQUEST
        self._is_refused = False
        self._is_in_head = False
        self._head_bytes = 0
        self._received = 0
        self._content = 0
        self._head_timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        self._line = _Lingering(transport, self.loop, self._is_mid_request)
        super().connection_made(self._line)  # type: ignore[arg-type]
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._line.is_lingering:
            return
        self._received += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._is_in_head and self._received > HEAD_BYTES_MAX + URL_BYTES_MAX:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif not self._is_in_head and self._received - self._content > self._framing_bytes_max():
            self._refuse(HTTPStatus.BAD_REQUEST)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = True
        self._head_bytes = 0
        self._received = self._content = 0
        self._wait_for_head()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > URL_BYTES_MAX:
            self._stop(HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._head_bytes += len(name) + len(value)
        if self._head_bytes > HEAD_BYTES_MAX or len(self.headers) >= HEADERS_MAX:
            self._stop(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if self._is_in_head:  # what comes after the content (RFC 9110, 6.5) is no header of the request
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._content += len(body)
        super().on_body(body)

    def send_400_response(self, _msg: str) -> None:
        self._refuse(self._refusal)

    def _is_mid_request(self) -> bool:
        is_in_body = self.cycle is not None and self.cycle.more_body  # type: ignore[redundant-expr]
        return self._is_in_head or is_in_body or self._is_refused

    def _framing_bytes_max(self) -> int:
        return HEAD_BYTES_MAX + URL_BYTES_MAX + FRAMING_BYTES_MAX + FRAMING_FACTOR * self._content

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._head_timer = self.loop.call_later(HEAD_SECONDS_MAX, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop(self, status: HTTPStatus) -> None:
        self._refusal = status
        raise _Refused

    def _refuse(self, status: HTTPStatus) -> None:
        """Answers in the same shape as everything else, and closes."""
        if self.transport.is_closing():
            return
        request_id = str(new_id())
        log.info("request.refused", status=int(status), request_id=request_id)
        self._is_refused = True
        if self.cycle is None:
            self.transport.write(_problem(status, request_id))  # type: ignore[unreachable]
        elif self.cycle.response_complete or not self.cycle.response_started:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.write(_problem(status, request_id))
        self.transport.close()


def _problem(status: HTTPStatus, request_id: str) -> bytes:
    code, title = CODES[status]
    said = {"type": TYPE_PREFIX + code, "title": title, "status": int(status), "detail": title, "instance": ""}
    body = json.dumps({**said, "code": code, "request_id": request_id, "errors": []}).encode()
    headers = (
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"x-request-id", request_id.encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        PLAIN_POLICY,
        *SECURITY_HEADERS,
    )
    lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode(), *(name + b": " + value for name, value in headers)]
    return b"\r\n".join([*lines, b"", body])
