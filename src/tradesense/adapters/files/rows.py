"""Rows under a header: cells by column name, and what happens to a row that cannot be read."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.adapters.files import values
from tradesense.adapters.files.source import Record
from tradesense.adapters.files.text import COLUMNS_MAX
from tradesense.domain.answers import answers
from tradesense.domain.calendar import TimeNonexistent, localise
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import EXACT, ZERO, NumberInvalid, bounded
from tradesense.domain.statement import DateOrder, DecimalMark, RowNote, Stated, StatedFill, Verdict, checked

RAW_CHARACTERS_MAX: Final = 2_000
CELL_CHARACTERS_MAX: Final = 120
TEXT_CHARACTERS_MAX: Final = 4_000
"""Of any cell that is read: what is longer stands in no statement, and patterns take long to say that they do not fit."""


class Reading(NamedTuple):
    """The manners of one file: its zone, its date order, its decimal mark, the currency it does not name."""

    zone: ZoneInfo
    order: DateOrder
    mark: DecimalMark
    currency: Currency


class When(NamedTuple):
    """An instant; `day` is the printed date where there was no clock time."""

    at: datetime
    day: date | None
    twice: bool


class RowQuarantined(Exception):
    """The row was read and needs the trader: raised by a format, it becomes a quarantined note."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(detail)


def column_key(name: str) -> str:
    """`Fees & Comm ` and `fees & comm` are one column, and so are both ways to write an apostrophe."""
    return " ".join(name.replace("\ufeff", "").replace("\u2019", "'").casefold().split())


class _Places(dict[tuple[str, ...], tuple[int, ...]]):
    """Where those of some names stand that are there, in the order asked for; remembered, as every row asks."""

    def __init__(self, at: dict[str, int]) -> None:
        super().__init__()
        self._at = at

    def __missing__(self, names: tuple[str, ...]) -> tuple[int, ...]:
        found = self[names] = tuple(self._at[name] for name in names if name in self._at)
        return found


class Columns:
    """A header: where each column stands. A name that occurs twice is met as `time` and `time#2`."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.names = [column_key(cell) for cell in cells[:COLUMNS_MAX]]
        self.at: dict[str, int] = {}
        self.places = _Places(self.at)
        met: Counter[str] = Counter()
        for index, name in enumerate(self.names):
            met[name] += 1
            self.at[name if met[name] == 1 else f"{name}#{met[name]}"] = index

    def has(self, *names: str) -> bool:
        """Whether each of `names` is there; `price|tradeprice` means either."""
        return all(any(one in self.at for one in name.split("|")) for name in names)


class Row:
    """One record under its header. Reading a cell that is not what it should be raises CellInvalid."""

    __slots__ = ("cells", "columns", "line", "raw", "reading")

    def __init__(self, record: Record, columns: Columns, reading: Reading) -> None:
        self.line, self.cells, self.raw = record
        self.columns = columns
        self.reading = reading

    def text(self, *names: str) -> str:
        """The first of the columns `names` that is there and filled; '' when none is."""
        try:
            for place in self.columns.places[names]:
                if cell := self.cells[place].strip():
                    if len(cell) > TEXT_CHARACTERS_MAX:
                        raise values.CellInvalid(
                            f"Column {names[0]!r} holds more than {TEXT_CHARACTERS_MAX} characters."
                        )
                    return cell
        except IndexError:  # a row with fewer cells than the header
            self.cells = [*self.cells, *[""] * (max(self.columns.at.values()) + 1 - len(self.cells))]
            return self.text(*names)
        return ""

    def required(self, *names: str) -> str:
        cell = self.text(*names)
        if not cell:
            raise values.CellInvalid(f"Column {names[0]!r} is empty.")
        return cell

    def symbol(self, *names: str) -> str:
        """The text that names the instrument; '' when there is none."""
        cell = self.text(*names)
        if len(cell) > CELL_CHARACTERS_MAX:
            raise values.CellInvalid(f"Column {names[0]!r} is too long to name an instrument.")
        return cell

    def number(self, *names: str) -> Decimal:
        cell = self.text(*names)
        try:
            return values.number(cell, self.reading.mark)
        except values.CellInvalid as refused:
            why = refused.detail if cell else "is empty."
            raise values.CellInvalid(f"Column {names[0]!r}: {why}") from None

    def maybe_number(self, *names: str) -> Decimal | None:
        """The number, or None for an empty cell or a dash."""
        cell = self.text(*names)
        if not cell:
            return None
        try:
            return values.number(cell, self.reading.mark)
        except values.CellInvalid as refused:
            if values.is_nothing(cell):
                return None
            raise values.CellInvalid(f"Column {names[0]!r}: {refused.detail}") from None

    def cost(self, *names: str) -> Decimal | None:
        """A charge printed negative, as a cost (> 0); None for an empty cell."""
        charge = self.maybe_number(*names)
        return None if charge is None else charge.copy_negate() if charge else charge

    def charges(self, columns: Sequence[tuple[str, ...]]) -> Decimal | None:
        """The sum of `columns` (each by its possible names), signed as printed.

        None when the file has none of them; an empty cell is no charge.
        """
        total: Decimal | None = None
        places = self.columns.places
        for names in columns:
            if places[names]:
                amount = self.maybe_number(*names) or ZERO
                total = bounded(EXACT.add(total, amount)) if total else amount
        return total

    def currency(self, *names: str) -> Currency:
        """The currency named there, else the one the file was said to be in."""
        cell = self.text(*names)
        return currency(cell) if cell else self.reading.currency

    def moment(self, *names: str) -> values.Moment:
        cell = self.required(*names)
        if len(cell) > CELL_CHARACTERS_MAX:
            raise values.CellInvalid(f"Column {names[0]!r} is too long to be a date.")
        try:
            return values.moment(cell, self.reading.order)
        except values.CellInvalid as refused:
            raise values.CellInvalid(f"Column {names[0]!r}: {refused.detail}") from None

    def when(self, *names: str) -> When:
        return self.instant(self.moment(*names))

    def instant(self, moment: values.Moment) -> When:
        """Where the row's clock time is; raises TimeNonexistent."""
        when, has_time = moment
        if not has_time:
            # Midnight itself may be skipped by a forward change; the day is what counts.
            return When(when.replace(tzinfo=self.reading.zone), when.date(), twice=False)
        if when.tzinfo is not None:
            return When(when.astimezone(UTC), None, twice=False)
        try:
            at, twice = localise(when, self.reading.zone)
        except TimeNonexistent:
            if self.line not in answers().later:
                raise
            # By the offset that held before the change: what the clock would have shown an hour later.
            return When(when.replace(tzinfo=self.reading.zone, fold=0).astimezone(UTC), None, twice=False)
        return When(at, None, twice)

    @property
    def raw_text(self) -> str:
        """The row as it stands in the file, no longer than notes keep it."""
        return self.raw[:RAW_CHARACTERS_MAX]

    def note(self, verdict: Verdict, code: str, detail: str) -> RowNote:
        return RowNote(self.line, verdict, code, detail, self.raw_text)

    def ignored(self, code: str, detail: str) -> RowNote:
        return self.note(Verdict.IGNORED, code, detail)


ReadRow = Callable[[Row], list[Stated] | Stated]


def guarded(row: Row, read: ReadRow) -> Iterable[Stated]:
    """What `read` makes of the row; a row it cannot read becomes a note that says why."""
    try:
        made = read(row)
        stated = made if isinstance(made, list) else (made,)
        for one in stated:
            if type(one) is StatedFill and not _is_plain(one):
                checked(one)
    except (values.CellInvalid, NumberInvalid, CurrencyInvalid) as refused:
        return (row.note(Verdict.REJECTED, refused.code, _placed(row, refused.detail)),)
    except (ContractUnknown, TimeNonexistent, RowQuarantined) as unsettled:
        return (row.note(Verdict.QUARANTINED, unsettled.code, unsettled.detail),)
    return stated


def _placed(row: Row, detail: str) -> str:
    """The sentence, with its columns in front where it begins with text of theirs and does not say whose."""
    quoted = _QUOTED.match(detail)
    if not quoted:
        return detail
    text = quoted[2]
    cells = [(name, row.cells[at].strip()) for name, at in row.columns.at.items() if at < len(row.cells)]
    # A day and its clock time, say, may stand in two columns.
    of = [name for name, cell in cells if cell[: len(text)] == text] or [
        name for name, cell in cells if cell and cell in text
    ]
    return f"Column {' and '.join(map(repr, of))}: {detail}" if of else detail


def _is_plain(fill: StatedFill) -> bool:
    """Whether `checked` would pass it, told quickly for most fills: what is read from a cell is within bounds."""
    return (
        fill.quantity > 0
        and (fill.rate is None or fill.rate > 0)
        and not fill.position_ref
        and not fill.asset_fee
        and fill.instrument.multiplier in _USUAL_MULTIPLIERS
    )


_QUOTED: Final = re.compile(r"(['\"])(.+?)\1(?=\W)")
_USUAL_MULTIPLIERS: Final = (1, 100, 50, 5, 20, 2)
