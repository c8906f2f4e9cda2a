"""Files in request bodies, passed on part by part and never held whole: raw, or as a form's one file."""

import unicodedata
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple
from urllib.parse import unquote

from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from tradesense.domain.problem import Kind, Problem

PART_BYTES: Final = 1024 * 1024
FIELD_BYTES_MAX: Final = 16 * 1024
FIELDS_MAX: Final = 20
HEADERS_BYTES_MAX: Final = 8 * 1024
FILE_FIELD: Final = "file"

Sink = Callable[[bytes], Awaitable[None]]


class UploadTooLarge(Problem):
    code, kind, title = "upload.too_large", Kind.TOO_LARGE, "The file is larger than what is taken here."


class UploadMalformed(Problem):
    code, kind, title = "upload.malformed", Kind.MALFORMED, "The upload cannot be read."


class FileMissing(Problem):
    code, kind, title = "upload.file_missing", Kind.INVALID, "No file was sent."


class ReceivedForm(NamedTuple):
    """What came besides the file's bytes, which went to the sink."""

    file_name: str
    fields: dict[str, str]
    size: int


async def receive_file(request: Request, sink: Sink, bytes_max: int, *, name: str | None = None) -> ReceivedForm:
    """Streams the body's file into `sink`, a mebibyte at a time.

    `multipart/form-data` with one file in the field `file`, or any other type as the file itself, named
    `name`. Raises UploadTooLarge, before reading where the length is declared.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > bytes_max:
        raise UploadTooLarge(f"At most {bytes_max} bytes are taken; {declared} are announced.")
    media_type, options = parse_options_header(request.headers.get("content-type", ""))
    if media_type == b"multipart/form-data":
        return await _receive_form(request, options.get(b"boundary", b""), _Buffer(sink, bytes_max))
    buffer = _Buffer(sink, bytes_max)
    async for chunk in request.stream():
        await buffer.add(chunk)
    await buffer.flush()
    if not buffer.size:
        raise FileMissing("The body is empty.")
    return ReceivedForm(name or "upload", {}, buffer.size)


def shown_name(name: str) -> str:
    """A file's name for showing: no folders, no control or direction-changing characters."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in bare if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"})
    return shown.strip() or "upload"


class _Buffer:
    def __init__(self, sink: Sink, bytes_max: int) -> None:
        self._sink = sink
        self._bytes_max = bytes_max
        self._waiting = bytearray()
        self.size = 0

    async def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self._bytes_max:
            raise UploadTooLarge(f"At most {self._bytes_max} bytes are taken.")
        self._waiting += chunk
        if len(self._waiting) >= PART_BYTES:
            await self.flush()

    async def flush(self) -> None:
        if self._waiting:
            part, self._waiting = bytes(self._waiting), bytearray()
            await self._sink(part)


async def _receive_form(request: Request, boundary: bytes, buffer: _Buffer) -> ReceivedForm:
    if not boundary:
        raise UploadMalformed("The form has no boundary.")
    form = _Form()
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": form.on_part_begin,
            "on_header_field": form.on_header_field,
            "on_header_value": form.on_header_value,
            "on_header_end": form.on_header_end,
            "on_headers_finished": form.on_headers_finished,
            "on_part_data": form.on_part_data,
            "on_part_end": form.on_part_end,
            "on_end": form.on_end,
        },
    )
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            for piece in form.take():
                await buffer.add(piece)
    except MultipartParseError as refused:
        raise UploadMalformed(f"The form is damaged: {refused}.") from None
    if not form.is_whole:
        raise UploadMalformed("The form stops before its end.")
    await buffer.flush()
    if form.file_name is None or not buffer.size:
        raise FileMissing(f"The form has no file in its field {FILE_FIELD!r}.")
    return ReceivedForm(form.file_name, form.fields, buffer.size)


class _Form:
    """Listens to the parser: small fields are kept, the file's bytes wait to be taken."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.file_name: str | None = None
        self.is_whole = False
        self._pieces: list[bytes] = []
        self._header = bytearray(), bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._header_bytes = 0
        self._name = ""
        self._value = bytearray()
        self._in_file = False

    def take(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def on_part_begin(self) -> None:
        self._headers, self._header_bytes = {}, 0
        self._value = bytearray()

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])
        self._bounded(end - start)

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])
        self._bounded(end - start)

    def on_header_end(self) -> None:
        name, value = self._header
        self._headers[bytes(name).lower()] = bytes(value)
        self._header = bytearray(), bytearray()

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode(errors="replace")
        self._in_file = b"filename" in options
        if self._in_file:
            if self._name != FILE_FIELD or self.file_name is not None:
                raise UploadMalformed(f"One file is taken, in the field {FILE_FIELD!r}.")
            self.file_name = unquote(options[b"filename"].decode(errors="replace"))

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._pieces.append(data[start:end])
            return
        self._value += data[start:end]
        if len(self._value) > FIELD_BYTES_MAX:
            raise UploadMalformed(f"The field {self._name[:40]!r} is too long.")

    def on_part_end(self) -> None:
        if self._in_file:
            return
        if len(self.fields) >= FIELDS_MAX:
            raise UploadMalformed(f"The form has more than {FIELDS_MAX} fields.")
        self.fields[self._name] = self._value.decode(errors="replace")

    def on_end(self) -> None:
        self.is_whole = True

    def _bounded(self, count: int) -> None:
        self._header_bytes += count
        if self._header_bytes > HEADERS_BYTES_MAX:
            raise UploadMalformed("A part's headers are too long.")
