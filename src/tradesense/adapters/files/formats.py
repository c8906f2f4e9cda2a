"""What a format is: what it recognises, and how its rows become fills, rates, splits and notes."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from tradesense.adapters.files.rows import Columns, Reading, ReadRow, Row, guarded
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import DateOrder, DecimalMark, ReadOptions, Stated

HEADER_WITHIN_RECORDS: Final = 40

LOCAL_CLOCK: Final = ""
"""Clock times are those of the computer that exported the file: the workspace's zone, unless said."""


class Format(NamedTuple):
    """One layout of one broker.

    key        stable, as stored with imports: `ibkr_flex_csv`
    broker     the broker's name, as accounts show it
    title      the report's name, as the broker's page calls it
    zone       IANA zone of the clock times printed, where the file does not say; or LOCAL_CLOCK
    recognise  0 (not this) to 1 (certainly this), from the head of the file
    read       the file's content, row by row; every row of data yields something
    """

    key: str
    broker: str
    title: str
    zone: str
    recognise: Callable[[Source], float]
    read: Callable[[Source, ReadOptions], Iterator[Stated]]


def table_format(
    *,
    key: str,
    broker: str,
    title: str,
    zone: str,
    header: tuple[str, ...],
    read_row: ReadRow,
    without: tuple[str, ...] = (),
    order: DateOrder = "mdy",
    mark: DecimalMark = ".",
    confidence: float = 0.95,
) -> Format:
    """A format that is one table: the row with all of `header` (and none of `without`) is its header.

    Names are compared without regard to case and spaces; `a|b` means either. Records above the header
    are a preamble, and further headers (some brokers repeat them) are passed over: neither are rows.
    """

    def is_header(cells: list[str]) -> bool:
        columns = Columns(cells)
        return columns.has(*header) and not any(columns.has(name) for name in without)

    def recognise(source: Source) -> float:
        within = source.sample[:HEADER_WITHIN_RECORDS]
        return confidence if any(is_header(cells) for cells in within) else 0.0

    def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
        reading = Reading(options.zone, options.date_order or order, options.decimal_mark or mark, options.currency)
        columns: Columns | None = None
        for record in source.records():
            if is_header(record.cells):
                columns = Columns(record.cells)
            elif columns is not None:
                yield from guarded(Row(record, columns, reading), read_row)

    return Format(key, broker, title, zone, recognise, read)
