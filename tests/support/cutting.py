"""A cable to PostgreSQL that is cut at a chosen statement: what the database sees of a process that is killed there."""

import asyncio
import struct
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal

Lost = Literal["statement", "answer"]
"""What the cut loses: the statement itself, or only the answer to it, so that nobody knows whether it was done."""
SOCKET: Final = ".s.PGSQL.5432"
_ENDS: Final = frozenset({b"S", b"Q", b"c"})
"""Sync, Query, CopyDone: what ends a statement (PostgreSQL, "Message Formats")."""
CHOKED_SECONDS: Final = 0.3
_COPY_DATA: Final = b"d"
_LENGTH: Final = struct.Struct(">I")


class Cable:
    """A socket in `folder` that leads to the server's `socket`.

    `statements`: how many went through since it was mended; once cut, all its connections are, and no new one is made.
    """

    def __init__(self, folder: Path, socket: Path) -> None:
        self.folder = folder
        self.statements = 0
        self.is_cut = False
        self.chokes = False
        """Takes no more of a COPY once it began, and is cut a moment later."""
        self._socket = socket
        self._place: int | None = None
        self._lost: Lost = "statement"
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Cable":
        self._server = await asyncio.start_unix_server(self._connected, self.folder / SOCKET)
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        self._cut()

    def mend(self, *, cut_at: int | None = None, lost: Lost = "statement") -> None:
        """Whole again, until the statement of that number, counted from one, comes along."""
        self.statements, self.is_cut, self._place, self._lost = 0, False, cut_at, lost

    def _cut(self) -> None:
        self.is_cut = True
        for end in self._ends:
            end.close()
        self._ends.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        from_server, to_server = await asyncio.open_unix_connection(self._socket / SOCKET)
        self._ends |= {writer, to_server}
        answers = asyncio.create_task(_pump(from_server, writer))
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._statements(reader, to_server)
        to_server.close()
        await answers
        writer.close()

    async def _statements(self, reader: asyncio.StreamReader, to_server: asyncio.StreamWriter) -> None:
        length = await reader.readexactly(4)
        to_server.write(length + await reader.readexactly(_LENGTH.unpack(length)[0] - 4))
        while not self.is_cut:
            head = await reader.readexactly(5)
            if self.chokes and head[:1] == _COPY_DATA:
                await asyncio.sleep(CHOKED_SECONDS)
                self._cut()
                return
            message = head + await reader.readexactly(_LENGTH.unpack(head[1:])[0] - 4)
            if head[:1] in _ENDS:
                self.statements += 1
                if self.statements == self._place:
                    if self._lost == "answer":
                        to_server.write(message)
                        await to_server.drain()
                    self._cut()
                    return
            to_server.write(message)
            await to_server.drain()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until the server hangs up, which the other end learns."""
    with suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
