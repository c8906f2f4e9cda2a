"""A proxy before an HTTP server, which slows, refuses, breaks or loses what passes through it."""

import asyncio
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Final
from urllib.parse import urlsplit

SLOW_SECONDS: Final = 0.02
PIECE: Final = 64 * 1024
_REFUSAL: Final = (
    "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
)


class Fault(StrEnum):
    NONE = "none"
    SLOW = "slow"
    SLOW_DOWN = "503 Slow Down"
    BROKEN = "500 Internal Server Error"
    RESET = "connection reset in the middle of a request"
    LOST = "answer lost"


class FaultyProxy:
    """On a port of its own. The next `left` connections that bring a request meet the fault."""

    def __init__(self, target: str) -> None:
        place = urlsplit(target)
        self._host, self._port = str(place.hostname), int(place.port or 80)
        self.fault = Fault.NONE
        self.left = 0
        self.met = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "FaultyProxy":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        self.sever()

    @property
    def endpoint(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def meet(self, fault: Fault, times: int) -> None:
        self.fault, self.left, self.met = fault, times, 0
        self.sever()

    def sever(self) -> None:
        """Kept connections end, so that the next request brings a new one."""
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(ConnectionError, OSError):
            first = await reader.read(PIECE)
            fault = self.fault if self.left and first else Fault.NONE
            if fault is not Fault.NONE:
                self.left -= 1
                self.met += 1
            if fault in {Fault.SLOW_DOWN, Fault.BROKEN}:
                await self._refuse(reader, writer, fault, first)
            elif fault is Fault.RESET:
                writer.transport.abort()
            else:
                await self._passed(reader, writer, first, fault)
        self._open.discard(writer)
        writer.close()

    async def _refuse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault, first: bytes
    ) -> None:
        """After the whole request was read, as servers do."""
        head, _, body = first.partition(b"\r\n\r\n")
        lengths = [line.split(b":")[1] for line in head.splitlines() if line.lower().startswith(b"content-length:")]
        missing = int(lengths[0]) - len(body) if lengths else 0
        while missing > 0 and (piece := await reader.read(PIECE)):
            missing -= len(piece)
        code = fault.value.partition(" ")[2].replace(" ", "")
        body_text = f"<Error><Code>{code}</Code><Message>later</Message></Error>"
        writer.write(_REFUSAL.format(status=fault.value, length=len(body_text), body=body_text).encode())
        await writer.drain()

    async def _passed(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, first: bytes, fault: Fault
    ) -> None:
        from_server, to_server = await asyncio.open_connection(self._host, self._port)
        self._open.add(to_server)
        to_server.write(first)
        sending = asyncio.create_task(_pump(reader, to_server, fault))
        if fault is Fault.LOST:
            await from_server.read(PIECE)  # it was done, and nobody hears of it
            writer.transport.abort()
        else:
            await _pump(from_server, writer, fault)
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
        self._open.discard(to_server)
        to_server.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(PIECE):
            if fault is Fault.SLOW:
                await asyncio.sleep(SLOW_SECONDS)
            writer.write(piece)
            await writer.drain()
