"""How a file writes: its columns, its date order, its decimal mark; what was inferred, why, and what must be asked."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Final, Literal, NamedTuple

DATE_ORDER: Final = "date_order"
DECIMAL_MARK: Final = "decimal_mark"
SIDE: Final = "side"

Because = Literal["name", "content", "said"]


class Inferred(NamedTuple):
    """One manner of a file.

    value    what it was taken for
    because  why, in a sentence's end: `27/07/2026 can only be read so`
    proofs   how many cells say so
    example  a cell that can be read two ways, where nothing settles which: then it is asked; else ''
    """

    value: str
    because: str
    proofs: int = 0
    example: str = ""


class ReadColumn(NamedTuple):
    """A column, the field it was read as, and whether its name, its content or the trader says so."""

    field: str
    column: str
    because: Because


class StatedManners(NamedTuple):
    """How the whole file was understood. None: nothing in it depends on that.

    `is_sideless`: no column says whether a row buys or sells, and no quantity has a sign that would.
    """

    columns: tuple[ReadColumn, ...]
    date_order: Inferred | None
    decimal_mark: Inferred | None
    is_sideless: bool = False


class Choice(NamedTuple):
    """A value the option may have, and what the example then is."""

    value: str
    meaning: str


class Question(NamedTuple):
    """What the file leaves open: the option that answers it, or the field of the mapping, and the answers."""

    option: str
    detail: str
    choices: tuple[Choice, ...]


def questions(manners: StatedManners) -> list[Question]:
    """What has to be answered before the file's rows may be stored."""
    asked = []
    if manners.date_order and (cell := manners.date_order.example):
        detail = f"Is {cell} written with the day or with the month first? No date of the file settles it."
        asked.append(Question(DATE_ORDER, detail, _dates(cell)))
    if manners.decimal_mark and (cell := manners.decimal_mark.example):
        detail = f"Does {cell} hold a decimal mark or a mark of thousands? No number of the file settles it."
        asked.append(Question(DECIMAL_MARK, detail, _marks(cell)))
    if manners.is_sideless:
        detail = (
            "No column says whether a row buys or sells, and no quantity is negative: name the column, if there is one."
        )
        asked.append(Question(SIDE, detail, (Choice("", "a purchase in every row"),)))
    return asked


def _dates(cell: str) -> tuple[Choice, ...]:
    numbers = "".join(letter if letter.isdigit() else " " for letter in cell).split()
    one, two, year = (int(number) for number in numbers[:3])
    year += 2000 if year < 100 else 0
    return Choice("dmy", _day(year, two, one)), Choice("mdy", _day(year, one, two))


def _day(year: int, month: int, day: int) -> str:
    return f"{day} {date(year, month, 1):%B} {year}"


def _marks(cell: str) -> tuple[Choice, ...]:
    digits = "".join(letter for letter in cell if letter.isdigit())
    fraction, whole = f"{int(digits[:-3])}.{digits[-3:]}", f"{int(digits)}"
    if "," in cell:
        return Choice(".", whole), Choice(",", fraction)
    return Choice(".", fraction), Choice(",", whole)


def header_signature(columns: Sequence[str]) -> str:
    """The same for two tables with the same columns, whatever their order, case and spaces."""
    names = sorted(" ".join(column.casefold().split()) for column in columns)
    return sha256("\x1f".join(names).encode()).hexdigest()
