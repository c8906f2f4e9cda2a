"""Arrow streams: what is written comes back exactly; what anybody sends is read with care."""

import io
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from tests.support.scale import count
from tradesense.kit.arrow import ArrowUnreadable, ArrowWriter, Column, ColumnKind, read_batches, read_columns

COLUMNS = [
    Column("price", ColumnKind.DECIMAL),
    Column("line", ColumnKind.INTEGER),
    Column("at", ColumnKind.INSTANT),
    Column("day", ColumnKind.DAY),
    Column("counts", ColumnKind.BOOLEAN),
    Column("confidence", ColumnKind.REAL),
]
ROWS: list[tuple[Any, ...]] = [
    (
        "0.1000000000000000000000000001",
        2**62,
        datetime(2026, 3, 9, 14, 30, 0, 123456, UTC),
        date(2026, 3, 9),
        True,
        0.5,
    ),
    (None, None, None, None, None, None),
]


def stream(*batches: list[tuple[Any, ...]]) -> bytes:
    writer = ArrowWriter(COLUMNS)
    return b"".join([*(writer.batch(rows) for rows in batches), writer.end()])


def read(content: bytes) -> list[dict[str, list[Any]]]:
    _, batches = read_columns(io.BytesIO(content))
    return list(batches)


def test_what_is_written_comes_back_to_the_last_digit() -> None:
    content = stream(ROWS, [], ROWS[:1])
    columns, _ = read_columns(io.BytesIO(content))
    assert columns == COLUMNS
    first, empty, last = read(content)
    assert list(zip(*first.values(), strict=True)) == ROWS
    assert [len(values) for values in empty.values()] == [0] * 6
    assert list(zip(*last.values(), strict=True)) == ROWS[:1]


def test_an_empty_table_has_its_columns() -> None:
    columns, batches = read_columns(io.BytesIO(stream()))
    assert columns == COLUMNS
    assert list(batches) == []


def foreign(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table)
    return out.getvalue()


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_compressed_batches_are_refused_before_they_are_unpacked(codec: str) -> None:
    bomb = foreign(pa.table({"x": [0] * 4_000_000}), compression=codec)
    assert len(bomb) < 400_000  # for 32 MB
    with pytest.raises(ArrowUnreadable, match="compressed"):
        list(read_batches(io.BytesIO(bomb))[1])


def test_a_message_of_any_size_is_refused_before_memory_is_taken() -> None:
    # 0xFFFFFFFF, then how long the schema's description is (IPC Streaming Format): two gigabytes.
    with pytest.raises(ArrowUnreadable):
        read(b"\xff\xff\xff\xff" + (2**31 - 8).to_bytes(4, "little") + b"x" * 64)


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"x": pa.array(["a"]).dictionary_encode()}),
        pa.table({"x": [[1]]}),
        pa.table([pa.array([1]), pa.array([2])], names=["x", "x"]),
    ],
    ids=["dictionary", "list", "two of a name"],
)
def test_columns_that_are_not_plain_are_refused(table: pa.Table) -> None:
    with pytest.raises(ArrowUnreadable, match="column"):
        read_batches(io.BytesIO(foreign(table)))


def test_damaged_streams_are_refused_and_nothing_else_happens() -> None:
    chance, good = Random(20_261_123), stream(ROWS * 20, ROWS)
    refused = 0
    for _ in range(count(2_000, soak=200_000)):
        content = bytearray(good)
        for _ in range(chance.choice([1, 1, 2, 4, 8])):
            content[chance.randrange(len(content))] = chance.choice([0, 255, 1, 127, 128, chance.randrange(256)])
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        try:
            read(bytes(content))
        except ArrowUnreadable:
            refused += 1
    assert refused > 500
