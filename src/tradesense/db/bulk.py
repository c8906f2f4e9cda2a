"""Many rows at once: straight into the table when they are few, by COPY through a temporary table when many.

COPY cannot write to a table under row-level security; it fills a temporary one, from which a single
INSERT passes the policies like any other.
"""

from collections.abc import Sequence
from typing import Any, Final

from tradesense.db.session import Session, driver

FEW_ROWS: Final = 200

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
    await connection.copy_records_to_table(stage, records=rows, columns=columns)
    statement = f"INSERT INTO {table} ({names}) SELECT {names} FROM {stage}{tail}"  # noqa: S608  (names of our own)
    await connection.execute(f"{statement}; DROP TABLE {stage}")


async def stage_table(session: Session, table: str, columns: Sequence[str], extra: str = "") -> str:
    """A temporary table with some of `table`'s columns, and `extra` ones; gone when the transaction ends."""
    connection = await driver(session)
    stage = f"stage_{table}"
    names = ", ".join(f'"{column}"' for column in columns)
    shape = f"SELECT {names}{extra} FROM {table}"  # noqa: S608  (names of our own)
    await connection.execute(f"CREATE TEMPORARY TABLE {stage} ON COMMIT DROP AS {shape} WITH NO DATA")
    return stage
