"""Many rows at once: straight into the table when they are few, by COPY through a temporary table when many.

COPY cannot write to a table under row-level security; it fills a temporary one, from which a single
INSERT passes the policies like any other.
"""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Session, driver

FEW_ROWS: Final = 200
ROWS_A_PART: Final = 1_000

Rows = Sequence[Sequence[Any]]


async def insert_rows(
    session: Session, table: str, columns: Sequence[str], rows: Rows, *, on_conflict: str = ""
) -> None:
    """INSERTs `rows`, in the order of `columns`; `on_conflict` is SQL such as "DO NOTHING"."""
    if not rows:
        return
    connection = await driver(session)
    names = ", ".join(f'"{column}"' for column in columns)
    tail = f" ON CONFLICT {on_conflict}" if on_conflict else ""
    if len(rows) <= FEW_ROWS:
        places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
        statement = f"INSERT INTO {table} ({names}) VALUES ({places}){tail}"  # noqa: S608  (names of our own)
        await connection.executemany(statement, rows)
        return
    stage = await stage_table(session, table, columns)
    await copy_rows(session, stage, columns, rows)
    statement = f"INSERT INTO {table} ({names}) SELECT {names} FROM {stage}{tail}"  # noqa: S608  (names of our own)
    await connection.execute(f"{statement}; DROP TABLE {stage}")  # SQL of ours: the table's name


async def stage_table(session: Session, table: str, columns: Sequence[str], extra: str = "") -> str:
    """A temporary table with some of `table`'s columns, and `extra` ones; gone when the transaction ends."""
    connection = await driver(session)
    stage = f"stage_{table}"
    names = ", ".join(f'"{column}"' for column in columns)
    shape = f"SELECT {names}{extra} FROM {table}"  # noqa: S608  (names of our own)
    await connection.execute(
        f"CREATE TEMPORARY TABLE {stage} ON COMMIT DROP AS {shape} WITH NO DATA"
    )  # SQL of ours: the table's name
    return stage


async def copy_rows(session: Session, table: str, columns: Sequence[str], rows: Rows) -> None:
    await copy_written(session, table, columns, written(rows))


def written(rows: Rows) -> list[bytes]:
    """The rows in COPY's text format, which is made quicker than its binary one; column by column, so that what
    all values of a column share is found out once."""
    return [_part(rows[start : start + ROWS_A_PART]) for start in range(0, len(rows), ROWS_A_PART)]


async def copy_written(session: Session, table: str, columns: Sequence[str], parts: Sequence[bytes]) -> None:
    async def sent() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    await (await driver(session)).copy_to_table(table, source=sent(), columns=columns, format="text")


def _part(rows: Rows) -> bytes:
    columns = [_column(values) for values in zip(*rows, strict=True)]
    return ("\n".join(map("\t".join, zip(*columns, strict=True))) + "\n").encode()


def _column(values: Sequence[Any]) -> Sequence[str]:
    first, kinds = values[0], set(map(type, values))
    if len(kinds) == 1:
        if first == values[-1] and type(first) is not Decimal and values.count(first) == len(values):
            return [_WRITTEN[type(first)](first)] * len(values)
        return _alike(kinds.pop(), values)
    return [_WRITTEN[type(value)](value) for value in values]


def _alike(kind: type, values: Sequence[Any]) -> Sequence[str]:
    if kind is str and not _SPECIAL.search("".join(values)):
        return values
    if kind is UUID:
        return ["%032x" % value.int for value in values]  # noqa: UP031  (a third quicker than a format string)
    return list(map(_WRITTEN[kind], values))


_SPECIAL: Final = re.compile(r"[\\\n\t\r]")


def _escaped(text: str) -> str:
    """PostgreSQL, COPY, "Text Format"."""
    if _SPECIAL.search(text):
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


class _Written(dict[type, Callable[[Any], str]]):
    """How a value of each type is written."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, Enum):
            return lambda value: _escaped(value.value)
        return next(self[base] for base in kind.__mro__ if base in self)


_WRITTEN: Final = _Written(
    {
        type(None): lambda _: "\\N",
        bool: lambda value: "t" if value else "f",
        int: str,
        str: _escaped,
        Decimal: str,
        UUID: lambda value: f"{value.int:032x}",
        datetime: datetime.isoformat,
        date: date.isoformat,
    }
)
