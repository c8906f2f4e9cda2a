"""What a format is: what it recognises, and how its rows become fills, rates, splits and notes."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from tradesense.adapters.files.manners import Evidence
from tradesense.adapters.files.rows import CELL_CHARACTERS_MAX, Columns, Reading, ReadRow, Row, guarded
from tradesense.adapters.files.source import Source
from tradesense.domain.money import Currency
from tradesense.domain.statement import DateOrder, DecimalMark, FormatUnknown, ReadOptions, Stated

HEADER_WITHIN_RECORDS: Final = 40
REMEMBERED_CHARACTERS_MAX: Final = 4_000


def never(_: Source) -> bool:
    return False


def always(_: Source) -> bool:
    return True


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
    states_rates  whether a file may yield exchange rates or base currencies, perhaps after fills they are for
    """

    key: str
    broker: str
    title: str
    zone: str
    recognise: Callable[[Source], float]
    read: Callable[[Source, ReadOptions], Iterator[Stated]]
    states_rates: Callable[[Source], bool] = never


def columns_of(cells: list[str]) -> Columns:
    """`cells` as a header. Remembered while short: every layout tries the same first records of a file."""
    if sum(map(len, cells)) > REMEMBERED_CHARACTERS_MAX:
        return Columns(cells)
    return _remembered(tuple(cells))


@lru_cache(maxsize=256)
def _remembered(cells: tuple[str, ...]) -> Columns:
    return Columns(cells)


_HEADERS: Final[WeakKeyDictionary[Source, list[Columns]]] = WeakKeyDictionary()


def headers_of(source: Source) -> list[Columns]:
    """The file's first records as headers, made once for all layouts that try them."""
    if source not in _HEADERS:
        _HEADERS[source] = [Columns(cells) for cells in source.sample[:HEADER_WITHIN_RECORDS]]
    return _HEADERS[source]


class Layout(NamedTuple):
    """A table's header: the row with all of `wanted` and none of `without` (`a|b` means either).

    `bare` takes away what the file adds to a name, such as a zone or a currency: `Update Time (EDT)`.
    """

    wanted: tuple[str, ...]
    without: tuple[str, ...] = ()
    bare: Callable[[str], str] | None = None

    def columns(self, cells: list[str]) -> Columns:
        return columns_of([self.bare(cell[:CELL_CHARACTERS_MAX]) for cell in cells] if self.bare else cells)

    def fits(self, cells: list[str]) -> bool:
        return self.is_header(self.columns(cells))

    def is_header(self, columns: Columns) -> bool:
        return columns.has(*self.wanted) and not any(columns.has(name) for name in self.without)


class Telling(NamedTuple):
    """The columns that tell the file's date order and decimal mark, where its country is not known."""

    dates: tuple[str, ...]
    numbers: tuple[str, ...]


class Table:
    """A file that is one table: its rows, as often as they are asked for, and how to read them."""

    def __init__(
        self, source: Source, layout: Layout, reading: Reading, mapping: Mapping[str, str] | None = None
    ) -> None:
        self._source = source
        self._layout = layout
        self.reading = reading
        self.file_name = source.name
        self.mapping = mapping or {}
        """What the trader said of it, by our fields."""
        self.title: list[list[str]] = []
        """What stands above the header."""
        self.header: list[str] = []
        """The header as it stands in the file."""

    def rows(self) -> Iterator[Row]:
        """The rows under the header; raises FormatUnknown when there is none."""
        columns: Columns | None = None
        bare = self._layout.bare or str
        self.title = []
        for record in self._source.records():
            cells = record.cells
            if (
                columns is None or bare(cells[0][:CELL_CHARACTERS_MAX]).strip().casefold() in columns.at
            ) and self._layout.fits(cells):
                columns, self.header = self._layout.columns(cells), cells
            elif columns is not None:
                yield Row(record, columns, self.reading)
            elif len(self.title) < HEADER_WITHIN_RECORDS:
                self.title.append(cells)
        if columns is None:
            raise FormatUnknown(f"There is no header with the columns {', '.join(self._layout.wanted)}.")

    def learn(self, telling: Telling, reading: Callable[[Evidence], Reading]) -> None:
        """Takes the file's manners from its own cells."""
        evidence = Evidence()
        for row in self.rows():
            at = row.columns.at
            dates = [at[name] for name in telling.dates if name in at]
            if not evidence.see(row.cells, dates, [at[name] for name in telling.numbers if name in at]):
                break
        self.reading = reading(evidence)


def table_format(
    *,
    key: str,
    broker: str,
    title: str,
    zone: str,
    header: tuple[str, ...],
    read_row: ReadRow | None = None,
    prepare: Callable[[Table], ReadRow] | None = None,
    without: tuple[str, ...] = (),
    bare: Callable[[str], str] | None = None,
    order: DateOrder = "mdy",
    mark: DecimalMark = ".",
    telling: Telling | None = None,
    currency: Currency | None = None,
    confidence: float = 0.95,
) -> Format:
    """A format that is one table. Names are compared without regard to case and spaces.

    Records above the header are a title, and further headers (some brokers repeat them) are passed over:
    neither are rows. `prepare` is for formats that must look at the whole table before they read a row,
    or remember across rows; `telling` for those whose dates and numbers are the exporting computer's;
    `currency` for brokers that trade in one only and do not print it; `bare` as in Layout.
    """
    layout = Layout(header, without, bare)

    def recognise(source: Source) -> float:
        found = (layout.fits(cells) for cells in source.sample[:HEADER_WITHIN_RECORDS])
        is_there = any(found if bare else map(layout.is_header, headers_of(source)))
        return confidence if is_there else 0.0

    def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
        def reading(evidence: Evidence | None) -> Reading:
            told = evidence.manners if evidence else None
            said_mark = options.decimal_mark or (told and told.mark) or mark
            usual: DateOrder = "dmy" if telling and said_mark == "," else order
            said_order = options.date_order or (told and told.order) or usual
            return Reading(options.zone, said_order, said_mark, currency or options.currency)

        table = Table(source, layout, reading(None), options.mapping)
        if telling is not None:
            table.learn(telling, reading)
        made = read_row or (prepare(table) if prepare else None)
        assert made is not None, "a format reads its rows by itself or prepares to"
        for row in table.rows():
            yield from guarded(row, made)

    return Format(key, broker, title, zone, recognise, read)
