"""ZIP archives: written as a stream, and read although they come from anybody.

PKWARE APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16: the directory at the end says what there is. How large it is, what it
promises and how much that would become are looked at before anything is unpacked; nothing is ever unpacked to a path.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

DIRECTORY_BYTES_MAX: Final = 16 * 1024 * 1024
RATIO_MAX: Final = 200
RATIO_FREE_BYTES: Final = 64 * 1024 * 1024
"""So much may be unpacked whatever the ratio."""
LEVEL: Final = 3
_NAME: Final = re.compile(r"^[a-z0-9_]+(?:/[a-z0-9_-]+)*(?:\.[a-z0-9]+)?$")
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_END, _END64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_COMMENT_MAX: Final = 0xFFFF


class ZipRefused(Exception):
    """It is no archive that can be taken; the message is one sentence for the user."""


class ZipWriter:
    """A ZIP as it grows: what `take` answers are its next bytes. Entries have no time: the same content, the same bytes."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)

    @contextmanager
    def entry(self, name: str) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(name, _TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info._compresslevel = LEVEL  # type: ignore[attr-defined]  # noqa: SLF001  (public from Python 3.13 on)
        with self._zip.open(info, "w", force_zip64=True) as file:
            yield file

    @property
    def waiting(self) -> int:
        return len(self._sink.bytes)

    def take(self) -> bytes:
        taken, self._sink.bytes = bytes(self._sink.bytes), bytearray()
        return taken

    def end(self) -> bytes:
        self._zip.close()
        return self.take()


class _Sink(io.RawIOBase):
    """A file that cannot be sought in: zipfile then writes each entry's size behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.bytes += data
        return len(data)


class ZipReader:
    """An archive whose directory was looked at. Raises ZipRefused.

    `is_name`: which names its entries may have; in our own archives, few.
    """

    def __init__(
        self,
        path: Path,
        *,
        is_name: Callable[[str], object] = _NAME.match,
        directory_bytes_max: int = DIRECTORY_BYTES_MAX,
    ) -> None:
        size = path.stat().st_size
        check_directory(path, directory_bytes_max)
        self._is_name = is_name
        with _refusing():
            self._zip = zipfile.ZipFile(path)
        self.entries = {info.filename: info for info in self._zip.infolist()}
        try:
            self._check_entries(size)
        except ZipRefused:
            self._zip.close()
            raise

    def __enter__(self) -> "ZipReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """An entry's bytes, at most as many as its directory says; raises ZipRefused, then or while it is read."""
        with _refusing(), self._zip.open(self.entries[name]) as file:
            yield file

    def _check_entries(self, size: int) -> None:
        if len(self.entries) != len(self._zip.infolist()):
            raise ZipRefused("It has two files of the same name.")
        for info in self.entries.values():
            if not self._is_name(info.filename):
                raise ZipRefused(f"It has a file with the name {info.filename[:60]!r}.")
            if info.flag_bits & 1:
                raise ZipRefused(f"{info.filename[:60]!r} is encrypted: unpack it and send what is in it.")
            if not 0 <= info.header_offset < size:
                raise ZipRefused(f"{info.filename[:60]!r} would lie outside of the file.")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise ZipRefused(f"{info.filename[:60]!r} is packed in an unusual way: pack it with deflate.")
        unpacked = sum(info.file_size for info in self.entries.values())
        if unpacked > max(RATIO_FREE_BYTES, RATIO_MAX * size):
            raise ZipRefused(f"{size} bytes would become {unpacked}: that is no honest archive.")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeDecodeError) as refused:
        raise ZipRefused(f"It is damaged or no ZIP archive ({refused}).") from refused


def check_directory(path: Path, bytes_max: int = DIRECTORY_BYTES_MAX) -> None:
    """The directory is read into memory whole: not one of any size. Raises ZipRefused."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _COMMENT_MAX - _END.size))
        tail = file.read()
        place = tail.rfind(b"PK\x05\x06")
        if place < 0 or len(tail) - place < _END.size:
            raise ZipRefused("It is no ZIP archive, or its end is missing.")
        said: list[Any] = [_END.unpack_from(tail, place)[5]]
        if place >= _LOCATOR.size:
            mark, _, offset, _ = _LOCATOR.unpack_from(tail, place - _LOCATOR.size)
            if mark == b"PK\x06\x07" and offset <= size - _END64.size:
                file.seek(offset)
                said = [_END64.unpack(file.read(_END64.size))[8]]
    if said[0] > bytes_max:
        raise ZipRefused(f"Its directory has {said[0]} bytes: at most {bytes_max} are read.")
