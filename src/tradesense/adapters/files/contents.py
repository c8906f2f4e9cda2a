"""Recognising columns by what stands in them, where their names do not tell.

Only what leaves no doubt is taken: one column alone of dates, of purchases and sales, of symbols. Which column of
numbers is the quantity and which the price, no content tells: that is proposed, and asked.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from tradesense.adapters.files.guessing import Layout
from tradesense.adapters.files.sides import find_action
from tradesense.adapters.files.symbols import FIAT
from tradesense.adapters.files.values import CellInvalid, moment, number, words

CELL_CHARACTERS_MAX: Final = 60
_SYMBOL: Final = re.compile(r"[A-Z][A-Z0-9]{0,7}(?:[./_ -][A-Z0-9]{1,8}){0,2}\Z")
_CURRENCY: Final = re.compile(r"[A-Za-z]{3,5}\Z")
_NO_SYMBOL: Final = FIAT | words(
    "STOCK STOCKS EQUITY ETF FUTURE FUTURES OPTION OPTIONS CFD FOREX FX CRYPTO MARKET LIMIT STOP FILLED CANCELLED"
    " CANCELED REJECTED OPEN CLOSED DAY GTC CALL PUT YES NO TRUE FALSE WIN LOSS"
)
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}(?:[.,]0+)?\Z")

Cells = Sequence[str]


def header_place(sample: Sequence[Cells]) -> int | None:
    """The header is the first record as wide as most are; None of an empty file."""
    widths = Counter(len(cells) for cells in sample)
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    return next((place for place, cells in enumerate(sample) if len(cells) == width), None)


def learn(layout: Layout, rows: Sequence[Cells]) -> None:
    """Adds to `layout` what the first rows leave no doubt of; takes away a currency that is none."""
    columns = _columns(layout, rows)
    for place in layout.places.get("currency", ()):
        cells = columns.get(place) or _filled(rows, place)
        if "currency" not in layout.said and cells and not any(_CURRENCY.match(cell) for cell in cells):
            layout.forget("currency")  # in German `Valuta` is a date
            break
    for field, others, looks in _KINDS:
        if field in layout.said or layout.has("|".join((field, *others))):
            continue
        found = [place for place, cells in columns.items() if cells and looks(cells)]
        if len(found) == 1:
            layout.learn(field, found[0])
            del columns[found[0]]


def proposal(header: Cells, rows: Sequence[Cells]) -> dict[str, str]:
    """Field -> column, as somebody who maps the table may begin: by names, by content, and the numbers by their look."""
    layout = Layout(header)
    learn(layout, rows)
    columns = {place: cells for place, cells in _columns(layout, rows).items() if cells and _are_numbers(cells)}
    whole = next((place for place, cells in columns.items() if all(map(_WHOLE.match, cells))), None)
    if not layout.has("quantity") and whole is not None:
        layout.learn("quantity", whole)
        del columns[whole]
    if not layout.has("price|entry_price") and columns:
        layout.learn("price", next(iter(columns)))
    return {one.field: one.column for one in reversed(layout.read_as()) if one.column.strip()}


def _columns(layout: Layout, rows: Sequence[Cells]) -> dict[int, list[str]]:
    """The filled cells of each column that has no meaning yet."""
    taken = {place for places in layout.places.values() for place in places}
    return {place: _filled(rows, place) for place in range(len(layout.header)) if place not in taken}


def _filled(rows: Sequence[Cells], place: int) -> list[str]:
    return [cell for row in rows if place < len(row) and (cell := row[place].strip())]


def _are_dates(cells: Cells) -> bool:
    return all(len(cell) <= CELL_CHARACTERS_MAX and (_is_date(cell, "dmy") or _is_date(cell, "mdy")) for cell in cells)


def _is_date(cell: str, order: str) -> bool:
    try:
        moment(cell, "dmy" if order == "dmy" else "mdy")
    except CellInvalid:
        return False
    return True


def _are_sides(cells: Cells) -> bool:
    return all(find_action(cell) for cell in cells)


def _are_symbols(cells: Cells) -> bool:
    return all(_SYMBOL.match(cell) and cell not in _NO_SYMBOL for cell in cells) and not _are_sides(cells)


def _are_numbers(cells: Cells) -> bool:
    return all(len(cell) <= CELL_CHARACTERS_MAX and (_is_number(cell)) for cell in cells)


def _is_number(cell: str) -> bool:
    for mark in (".", ","):
        try:
            number(cell, "." if mark == "." else ",")
        except CellInvalid:
            continue
        return True
    return False


_KINDS: Final[tuple[tuple[str, tuple[str, ...], Callable[[Cells], bool]], ...]] = (
    ("stamp", ("day", "opened", "closed"), _are_dates),
    ("side", (), _are_sides),
    ("symbol", (), _are_symbols),
)
"""Our field, the fields that do as well, and what its column looks like."""
