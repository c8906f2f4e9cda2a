"""Rows under a header: cells by column name, and what happens to a row that cannot be read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.adapters.files import values
from tradesense.adapters.files.source import Record
from tradesense.domain.calendar import TimeNonexistent, localise
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.money import Currency, CurrencyInvalid
from tradesense.domain.number import NumberInvalid
from tradesense.domain.statement import DateOrder, DecimalMark, RowNote, Stated, StatedFill, Verdict, checked

RAW_CHARACTERS_MAX: Final = 2_000


class Reading(NamedTuple):
    """The manners of one file: its zone, its date order, its decimal mark."""

    zone: ZoneInfo
    order: DateOrder
    mark: DecimalMark
    currency: Currency


class When(NamedTuple):
    """An instant; `day` is the printed date where there was no clock time."""

    at: datetime
    day: date | None
    twice: bool


def column_key(name: str) -> str:
    """`Fees & Comm ` and `fees & comm` are one column."""
    return " ".join(name.replace("\ufeff", "").strip().casefold().split())


class Columns:
    """A header: where each column stands. A name that occurs twice is met as `time` and `time#2`."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.names = [column_key(cell) for cell in cells]
        self.at: dict[str, int] = {}
        for index, name in enumerate(self.names):
            count = self.names[:index].count(name)
            self.at[f"{name}#{count + 1}" if count else name] = index

    def has(self, *names: str) -> bool:
        """Whether each of `names` is there; `price|tradeprice` means either."""
        return all(any(one in self.at for one in name.split("|")) for name in names)


class Row:
    """One record under its header. Reading a cell that is not what it should be raises CellInvalid."""

    __slots__ = ("cells", "columns", "line", "raw", "reading")

    def __init__(self, record: Record, columns: Columns, reading: Reading) -> None:
        self.line = record.line
        self.cells = record.cells
        self.raw = record.raw
        self.columns = columns
        self.reading = reading

    def text(self, *names: str) -> str:
        """The first of the columns `names` that is there and filled; '' when none is."""
        at = self.columns.at
        for name in names:
            index = at.get(name)
            if index is not None and index < len(self.cells):
                cell = self.cells[index].strip()
                if cell:
                    return cell
        return ""

    def required(self, *names: str) -> str:
        cell = self.text(*names)
        if not cell:
            raise values.CellInvalid(f"Column {names[0]!r} is empty.")
        return cell

    def number(self, *names: str) -> Decimal:
        cell = self.required(*names)
        try:
            return values.number(cell, self.reading.mark)
        except (values.CellInvalid, NumberInvalid) as refused:
            raise values.CellInvalid(f"Column {names[0]!r}: {refused.detail}") from None

    def maybe_number(self, *names: str) -> Decimal | None:
        """The number, or None for an empty cell or a dash."""
        cell = self.text(*names)
        return None if values.is_nothing(cell) else self.number(*names)

    def cost(self, *names: str) -> Decimal | None:
        """A charge printed negative, as a cost (> 0); None for an empty cell."""
        charge = self.maybe_number(*names)
        return None if charge is None else charge.copy_negate() if charge else charge

    def moment(self, *names: str) -> values.Moment:
        cell = self.required(*names)
        try:
            return values.moment(cell, self.reading.order)
        except values.CellInvalid as refused:
            raise values.CellInvalid(f"Column {names[0]!r}: {refused.detail}") from None

    def when(self, *names: str) -> When:
        return self.instant(self.moment(*names))

    def instant(self, moment: values.Moment) -> When:
        """Where the row's clock time is; raises TimeNonexistent."""
        if moment.when.tzinfo is not None:
            return When(moment.when, None, twice=False)
        if not moment.has_time:
            # Midnight itself may be skipped by a forward change; the day is what counts.
            return When(moment.when.replace(tzinfo=self.reading.zone), moment.when.date(), twice=False)
        at, twice = localise(moment.when, self.reading.zone)
        return When(at, None, twice)

    def note(self, verdict: Verdict, code: str, detail: str) -> RowNote:
        return RowNote(self.line, verdict, code, detail, self.raw[:RAW_CHARACTERS_MAX])

    def ignored(self, code: str, detail: str) -> RowNote:
        return self.note(Verdict.IGNORED, code, detail)


ReadRow = Callable[[Row], list[Stated] | Stated]


def guarded(row: Row, read: ReadRow) -> Iterator[Stated]:
    """What `read` makes of the row; a row it cannot read becomes a note that says why."""
    try:
        made = read(row)
        stated = made if isinstance(made, list) else [made]
        for one in stated:
            if isinstance(one, StatedFill):
                checked(one)
    except (values.CellInvalid, NumberInvalid, CurrencyInvalid) as refused:
        yield row.note(Verdict.REJECTED, refused.code, refused.detail)
    except (ContractUnknown, TimeNonexistent) as unsettled:
        yield row.note(Verdict.QUARANTINED, unsettled.code, unsettled.detail)
    else:
        yield from stated
