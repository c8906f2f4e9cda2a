"""Cells of files whose rows were written by computers of several countries."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Final

from tradesense.adapters.files import values
from tradesense.adapters.files.manners import Evidence
from tradesense.adapters.files.rows import CELL_CHARACTERS_MAX, Row
from tradesense.adapters.files.values import CellInvalid, Moment, is_nothing, moment
from tradesense.domain.statement import DecimalMark

# Abbreviated months that are not the English ones, by their first letters.
_MONTHS: Final = {
    "Jan": "janv gen ene sty",
    "Feb": "févr fevr fév fev luty",
    "Mar": "mrt mär mrz maa mars",
    "Apr": "avr abr kwi",
    "May": "mei mai mag maj",
    "Jun": "juin giu cze",
    "Jul": "juil lug lip",
    "Aug": "août aout ago sie",
    "Sep": "sept set wrz",
    "Oct": "okt ott out paź",
    "Nov": "lis",
    "Dec": "déc dez dic des gru",
}
_ENGLISH: Final = {name: english for english, names in _MONTHS.items() for name in names.split()}
_WORD: Final = re.compile(r"[^\W\d_]{3,5}")


def number_as_marked(text: str, usual: DecimalMark) -> Decimal:
    """The number, by the decimal mark it proves itself (`26,45`, `1.234,5`, `0,039`), else by the usual one."""
    evidence = Evidence()
    evidence.see_number(text)
    return values.number(text, evidence.manners.mark or usual)


def loose_number(row: Row, *names: str) -> Decimal:
    """As `Row.number`, for files that mix decimal marks."""
    cell = row.required(*names)
    try:
        return number_as_marked(cell, row.reading.mark)
    except CellInvalid as refused:
        raise CellInvalid(f"Column {names[0]!r}: {refused.detail}") from None


def maybe_loose_number(row: Row, *names: str) -> Decimal | None:
    return None if is_nothing(row.text(*names)) else loose_number(row, *names)


def local_moment(row: Row, *names: str) -> Moment:
    """As `Row.moment`, with months in the languages of Europe (`30-okt-2024`, `02-mei-2025`)."""
    text = row.required(*names)
    if len(text) > CELL_CHARACTERS_MAX:
        raise CellInvalid(f"Column {names[0]!r} is too long to be a date.")
    english = _WORD.sub(lambda found: _ENGLISH.get(found[0].casefold(), found[0]), text)
    return moment(english, row.reading.order)


def as_day(found: Moment) -> Moment:
    """A moment at midnight, where the program writes a mere day that way."""
    midnight = (found.when.hour, found.when.minute, found.when.second, found.when.microsecond) == (0, 0, 0, 0)
    return Moment(datetime.combine(found.when.date(), datetime.min.time()), has_time=False) if midnight else found
