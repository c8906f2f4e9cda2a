"""Dimensions: which group each row belongs to, and in what order the groups are shown."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.mask import months, weekdays
from tradesense.domain.columns.trades import NO_INSTANT, TradeColumns, day_of
from tradesense.domain.filters.fields import WEEKDAYS

Rows = NDArray[np.int64]


class Dimension(StrEnum):
    """What trades are grouped by. A trade with several tags stands under each of them."""

    SYMBOL = "symbol"
    UNDERLYING = "underlying"
    CLASS = "class"
    ACCOUNT = "account"
    SIDE = "side"
    PLAYBOOK = "playbook"
    TAG = "tag"
    MISTAKE = "mistake"
    EMOTION = "emotion"
    RATING = "rating"
    CONFIDENCE = "confidence"
    WEEKDAY = "weekday"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOLD = "hold"


class Group(NamedTuple):
    """`key` as the filter language spells it, '' for rows without a value; rows in closing order."""

    key: str
    rows: Rows


HOLDS: Final = (
    ("..1m", 60),
    ("1m..5m", 300),
    ("5m..15m", 900),
    ("15m..1h", 3_600),
    ("1h..4h", 14_400),
    ("4h..1d", 86_400),
    ("1d..7d", 604_800),
    ("7d..", None),
)
"""Holding-time classes: each up to, and not including, so many seconds."""

PARTITIONS: Final = frozenset(Dimension) - {Dimension.TAG, Dimension.MISTAKE, Dimension.EMOTION}
"""Dimensions whose groups' sums are the total; with several labels a trade the groups overlap."""


def groups(columns: TradeColumns, rows: Rows, by: Dimension, zone: str) -> list[Group]:
    """The groups that `rows` (ascending) fall into, in the order of their keys."""
    if by in _LABELS:
        return _by_label(_LABELS[by](columns), rows)
    codes, keys = _CODES[by](columns, rows, zone)
    if not len(rows):
        return []
    first = int(codes.min())
    narrow = _narrow(codes - first)
    order = np.argsort(narrow, kind="stable")
    sizes = np.bincount(narrow)
    present = np.flatnonzero(sizes)
    parts = np.split(order, np.cumsum(sizes[present])[:-1])
    return [Group(keys(int(code) + first), rows[part]) for code, part in zip(present, parts, strict=True)]


def _narrow(codes: NDArray[np.int64]) -> NDArray[Any]:
    """In 16 bits where they fit: such arrays are sorted in linear time."""
    return codes.astype(np.uint16) if int(codes.max()) < 1 << 16 else codes


def _by_label(labelled: Labelled, rows: Rows) -> list[Group]:
    inside = np.zeros(len(labelled.codes), dtype=np.bool_)
    inside[rows] = True
    words, members = labelled.by_word()
    found = [Group(word, some[inside[some]]) for word, some in zip(words, members, strict=True)]
    bare = rows[labelled.codes[rows] < 0]
    return [group for group in (*found, Group("", bare)) if len(group.rows)]


Coding = tuple[NDArray[np.int64], Callable[[int], str]]


def _coded(coded: Coded, rows: Rows) -> Coding:
    return coded.codes[rows].astype(np.int64), lambda code: coded.words[code] if code >= 0 else ""


def _numbered(numbers: NDArray[np.int64]) -> Coding:
    return numbers, lambda number: str(number) if number >= 0 else ""


def _side(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    return (columns.direction[rows] < 0).astype(np.int64), lambda code: ("long", "short")[code]


def _weekday(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    return weekdays(columns.closed_on[rows]), lambda code: WEEKDAYS[code]


def _hour(columns: TradeColumns, rows: Rows, zone: str) -> Coding:
    return _numbered(columns.opening_hour(zone)[rows].astype(np.int64))


def _day(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    return columns.closed_on[rows].astype(np.int64), lambda number: day_of(number).isoformat()


def _week(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    days = columns.closed_on[rows].astype(np.int64)
    return days - weekdays(columns.closed_on[rows]), lambda monday: day_of(monday).isoformat()


def _month(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    year, month = months(columns.closed_on[rows])
    return year * 12 + month - 1, lambda number: f"{number // 12:04d}-{number % 12 + 1:02d}"


def _year(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    return months(columns.closed_on[rows])[0], str


def _hold(columns: TradeColumns, rows: Rows, _: str) -> Coding:
    known = columns.times_known[rows] & (columns.closed_at[rows] != NO_INSTANT)
    limits = np.array([limit * 1_000_000 for _, limit in HOLDS if limit], dtype=np.int64)
    held = np.where(known, columns.closed_at[rows] - columns.opened_at[rows], 0)
    classes = np.searchsorted(limits, held, side="right")
    return np.where(known, classes, -1), lambda code: HOLDS[code][0] if code >= 0 else ""


_LABELS: Final[dict[Dimension, Callable[[TradeColumns], Labelled]]] = {
    Dimension.TAG: lambda columns: columns.tags,
    Dimension.MISTAKE: lambda columns: columns.mistakes,
    Dimension.EMOTION: lambda columns: columns.emotions,
}

_CODES: Final[dict[Dimension, Callable[[TradeColumns, Rows, str], Coding]]] = {
    Dimension.SYMBOL: lambda columns, rows, _: _coded(columns.symbol, rows),
    Dimension.UNDERLYING: lambda columns, rows, _: _coded(columns.underlying, rows),
    Dimension.CLASS: lambda columns, rows, _: _coded(columns.asset_class, rows),
    Dimension.ACCOUNT: lambda columns, rows, _: _coded(columns.account, rows),
    Dimension.PLAYBOOK: lambda columns, rows, _: _coded(columns.playbook, rows),
    Dimension.RATING: lambda columns, rows, _: _numbered(columns.rating[rows].astype(np.int64)),
    Dimension.CONFIDENCE: lambda columns, rows, _: _numbered(columns.confidence[rows].astype(np.int64)),
    Dimension.SIDE: _side,
    Dimension.WEEKDAY: _weekday,
    Dimension.HOUR: _hour,
    Dimension.DAY: _day,
    Dimension.WEEK: _week,
    Dimension.MONTH: _month,
    Dimension.YEAR: _year,
    Dimension.HOLD: _hold,
}
