"""Tables as streams of Arrow record batches, written and read a batch at a time.

Apache Arrow columnar format, "IPC Streaming Format": https://arrow.apache.org/docs/format/Columnar.html
What is read may come from anybody: a message is bounded before memory is taken for it, and compressed or
dictionary-coded batches are refused, as a few bytes of those can stand for gigabytes.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa
from pyarrow import ipc

MESSAGE_BYTES_MAX: Final = 64 * 1024 * 1024
KIND: Final = b"kind"


class ArrowUnreadable(Exception):
    """The bytes are no such stream; the message is one sentence for the user."""


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class ColumnKind(StrEnum):
    """What a column holds. Exact decimals, ids and JSON are text, as in the API."""

    TEXT = "text"
    DECIMAL = "decimal"
    UUID = "uuid"
    JSON = "json"
    LABELS = "labels"
    BYTES = "bytes"
    CLOCK = "clock"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    INSTANT = "instant"
    DAY = "day"

    @property
    def arrow(self) -> Any:
        return _TYPES.get(self, pa.string())


_TYPES: Final[dict[str, Any]] = {
    ColumnKind.INTEGER: pa.int64(),
    ColumnKind.REAL: pa.float64(),
    ColumnKind.BOOLEAN: pa.bool_(),
    ColumnKind.INSTANT: pa.timestamp("us", "UTC"),
    ColumnKind.DAY: pa.date32(),
}


class Column(NamedTuple):
    name: str
    kind: ColumnKind


Columns = dict[str, list[Any]]
"""A batch: the values of each column, by its name."""


class ArrowWriter:
    """Turns batches into the stream's bytes: `begin`, a `batch` for each, `end`."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._types = [one.kind.arrow for one in columns]
        self._schema = pa.schema([pa.field(one.name, one.kind.arrow, metadata={KIND: one.kind}) for one in columns])
        self._out = io.BytesIO()
        self._writer = ipc.new_stream(self._out, self._schema)

    def batch(self, rows: Sequence[Sequence[Any]]) -> bytes:
        values = zip(*rows, strict=True) if rows else [()] * len(self._types)
        arrays = [pa.array(column, type_) for column, type_ in zip(values, self._types, strict=True)]
        self._writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self._schema))
        return self._taken()

    def end(self) -> bytes:
        self._writer.close()
        return self._taken()

    def _taken(self) -> bytes:
        made = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return made


def read_columns(file: Readable) -> tuple[list[Column], Iterator[Columns]]:
    """The columns of a stream that ArrowWriter wrote, and its batches. Raises ArrowUnreadable, then or while reading."""
    schema, batches = read_batches(file)
    columns = []
    for field in schema:
        kind = (field.metadata or {}).get(KIND, b"").decode(errors="replace")
        if kind not in set(ColumnKind) or field.type != ColumnKind(kind).arrow:
            raise ArrowUnreadable(f"the column {field.name[:60]!r} is of no kind that is known.")
        columns.append(Column(field.name, ColumnKind(kind)))
    return columns, (_values(batch) for batch in batches)


def read_batches(file: Readable) -> tuple[Any, Iterator[Any]]:
    """The schema of any Arrow stream, and its record batches, checked. Raises ArrowUnreadable, then or while reading."""
    with _Refusing():
        messages = ipc.MessageReader.open_stream(pa.PythonFile(_Bounded(file), mode="r"))
        first = _next(messages)
        if first is None or first.type != "schema":
            raise ArrowUnreadable("it does not begin with a schema.")
        schema = ipc.read_schema(first)
        names = [field.name for field in schema]
        if len(set(names)) != len(names):
            raise ArrowUnreadable("two of its columns have the same name.")
        for field in schema:
            if pa.types.is_dictionary(field.type) or pa.types.is_nested(field.type):
                raise ArrowUnreadable(f"the column {field.name[:60]!r} is {field.type}: send plain values.")
    return schema, _batches(messages, schema)


def _batches(messages: Any, schema: Any) -> Iterator[Any]:
    while True:
        with _Refusing():
            message = _next(messages)
            if message is None:
                return
            if message.type != "record batch":
                raise ArrowUnreadable(f"it has a message of the kind {message.type!r}.")
            if _is_compressed(message.metadata.to_pybytes()):
                raise ArrowUnreadable("its batches are compressed: send them plain.")
            batch = ipc.read_record_batch(message, schema)
            batch.validate(full=True)
        yield batch


def _values(batch: Any) -> Columns:
    with _Refusing():
        return {name: batch.column(index).to_pylist() for index, name in enumerate(batch.schema.names)}


def _next(messages: Any) -> Any:
    try:
        return messages.read_next_message()
    except StopIteration:
        return None


class _Refusing:
    """What the library says of bytes it cannot read, in our own words."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, failure: BaseException | None, trace: Any) -> None:
        if isinstance(failure, pa.ArrowException | OSError | ValueError | OverflowError | struct.error | IndexError):
            said = str(failure).splitlines()[0][:200] if str(failure) else type(failure).__name__
            raise ArrowUnreadable(f"it is no Arrow stream ({said}).") from failure


class _Bounded(io.RawIOBase):
    """Refuses to read more at once than a message may have."""

    def __init__(self, file: Readable) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MESSAGE_BYTES_MAX:
            raise ValueError(f"a message of {size} bytes, of at most {MESSAGE_BYTES_MAX}")
        return self._file.read(size)


_RECORD_BATCH: Final = 3
_HEADER_TYPE, _HEADER, _COMPRESSION = 1, 2, 3
"""Places of fields in format/Message.fbs: of a Message, and of its RecordBatch."""


def _is_compressed(metadata: bytes) -> bool:
    """Whether a record batch's message has the field `compression` (FlatBuffers, "Internals")."""
    root = struct.unpack_from("<I", metadata)[0]
    kind, header = _field(metadata, root, _HEADER_TYPE), _field(metadata, root, _HEADER)
    if kind is None or header is None or metadata[kind] != _RECORD_BATCH:
        raise ValueError("no record batch")
    batch = header + struct.unpack_from("<I", metadata, header)[0]
    return _field(metadata, batch, _COMPRESSION) is not None


def _field(buffer: bytes, table: int, number: int) -> int | None:
    """Where a table's field lies; None where it is left out."""
    places = table - struct.unpack_from("<i", buffer, table)[0]
    entry = 4 + 2 * number
    if places < 0 or entry >= struct.unpack_from("<H", buffer, places)[0]:
        return None
    offset = struct.unpack_from("<H", buffer, places + entry)[0]
    return table + offset if offset else None
