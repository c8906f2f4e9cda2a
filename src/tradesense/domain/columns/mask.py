"""The filter language over columns. Held equal to its SQL (ledger's filtering) by a property test."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import NO_DAY, NO_INSTANT, TradeColumns, day_number
from tradesense.domain.filters import And, Node, Not, Or, Range, Text
from tradesense.domain.filters.context import FilterContext
from tradesense.domain.filters.fields import WEEKDAYS, ascii_lower
from tradesense.domain.filters.tree import Bound, Scalar
from tradesense.domain.ids import TradeId

Mask = NDArray[np.bool_]
Value = Scalar | Range
EPOCH_WEEKDAY: Final = 5  # 1 January 2000 was a Saturday


def mask(node: Node, columns: TradeColumns, context: FilterContext) -> Mask:
    """Which rows the filter matches."""
    match node:
        case And(nodes):
            return _all([mask(one, columns, context) for one in nodes], len(columns))
        case Or(nodes):
            return _any([mask(one, columns, context) for one in nodes], len(columns))
        case Not(inner):
            return ~mask(inner, columns, context)
        case Text(words):
            return _contains(words, columns)
    return _any([_matches(node.field, value, columns, context) for value in node.values], len(columns))


def _all(masks: list[Mask], rows: int) -> Mask:
    found = np.ones(rows, dtype=np.bool_)
    for one in masks:
        found &= one
    return found


def _any(masks: list[Mask], rows: int) -> Mask:
    found = np.zeros(rows, dtype=np.bool_)
    for one in masks:
        found |= one
    return found


def _matches(field: str, value: Value, columns: TradeColumns, context: FilterContext) -> Mask:
    if field == "r":
        return _r(value, columns)
    if field in _EXACT:
        amounts, known = _EXACT[field](columns)
        return _exact_within(amounts, _as_range(value)) & known
    if field in _WHOLE:
        numbers, known = _WHOLE[field](columns, context)
        return _within(numbers, _as_range(value)) & known
    return _NAMED[field](str(value), columns, context)


def _as_range(value: Value) -> Range:
    if isinstance(value, Range):
        return value
    assert not isinstance(value, str)
    return Range(Bound(value, included=True), Bound(value, included=True))


def _exact_within(amounts: Exact, ends: Range) -> Mask:
    found = np.ones(len(amounts), dtype=np.bool_)
    if ends.low is not None:
        low = _number(ends.low)
        # At least the limit is at least its next whole unit; above it is above the unit before.
        limit = amounts.bound(low, up=ends.low.included)
        found &= amounts.values >= limit if ends.low.included else amounts.values > limit
    if ends.high is not None:
        high = _number(ends.high)
        limit = amounts.bound(high, up=not ends.high.included)
        found &= amounts.values <= limit if ends.high.included else amounts.values < limit
    return found


def _number(bound: Bound) -> Decimal:
    assert isinstance(bound.value, Decimal)
    return bound.value


def _within(numbers: NDArray[Any], ends: Range) -> Mask:
    """Whole numbers against limits that may have decimals."""
    found = np.ones(len(numbers), dtype=np.bool_)
    if ends.low is not None:
        low, included = ends.low
        found &= numbers >= _whole(low, ROUND_CEILING) if included else numbers > _whole(low, ROUND_FLOOR)
    if ends.high is not None:
        high, included = ends.high
        found &= numbers <= _whole(high, ROUND_FLOOR) if included else numbers < _whole(high, ROUND_CEILING)
    return found


def _whole(value: Decimal | date, rounding: str) -> int:
    return day_number(value) if isinstance(value, date) else int(value.to_integral_value(rounding))


def _r(value: Value, columns: TradeColumns) -> Mask:
    """net against multiples of the risk, exactly: r > 2 where net > 2 × risk."""
    ends, found = _as_range(value), np.zeros(len(columns), dtype=np.bool_)
    scale = max(columns.net_own.scale, columns.risk.scale)
    net = columns.net_own.rescaled(scale).astype(object)
    risk = columns.risk.rescaled(scale).astype(object)
    passing = np.ones(len(net), dtype=np.bool_)
    for bound, low in ((ends.low, True), (ends.high, False)):
        if bound is None:
            continue
        numerator, denominator = _number(bound).as_integer_ratio()
        one, other = net * denominator, risk * numerator
        test = (
            (one >= other if bound.included else one > other)
            if low
            else (one <= other if bound.included else one < other)
        )
        passing &= test.astype(np.bool_)
    found[columns.risk_rows[passing]] = True
    return found


def _symbols(coded: Coded, value: str) -> Mask:
    if value.endswith("*"):
        return coded.where(lambda word: word.startswith(value[:-1]))
    return coded.where(lambda word: word == value)


def _label(labelled: Labelled, value: str) -> Mask:
    return labelled.where(lambda labels: value in {ascii_lower(label) for label in labels})


def _status(value: str, columns: TradeColumns, _: FilterContext) -> Mask:
    if value == "open":
        return columns.is_open
    closed = ~columns.is_open
    if value == "closed":
        return closed
    net = columns.net.values
    test = net > 0 if value == "win" else net < 0 if value == "loss" else net == 0
    found: Mask = closed & columns.converted & test.astype(np.bool_)
    return found


def _has(value: str, columns: TradeColumns, _: FilterContext) -> Mask:
    return _HAS[value](columns)


def _some_rows(columns: TradeColumns, rows: Any) -> Mask:
    found = np.zeros(len(columns), dtype=np.bool_)
    found[rows] = True
    return found


def _weekday(value: str, columns: TradeColumns, _: FilterContext) -> Mask:
    return _all([columns.closed_on != NO_DAY, weekdays(columns.closed_on) == WEEKDAYS.index(value)], len(columns))


def weekdays(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """0 for Monday to 6 for Sunday."""
    return (days.astype(np.int64) + EPOCH_WEEKDAY) % 7


def months(days: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Year and month (1 to 12) of each day."""
    stamps = (days.astype(np.int64) + 10_957).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return stamps // 12 + 1970, stamps % 12 + 1


def _contains(words: str, columns: TradeColumns) -> Mask:
    found = columns.symbol.where(lambda word: words in ascii_lower(word))
    found |= columns.playbook.where(lambda word: words in ascii_lower(word))
    found |= columns.tags.where(lambda labels: words in ascii_lower("\x1f".join(labels)))
    noted = [row for row, note in columns.notes.items() if words in note]
    return _any([found, _some_rows(columns, noted)], len(columns))


_HAS: Final[dict[str, Callable[[TradeColumns], Mask]]] = {
    "notes": lambda columns: _some_rows(columns, list(columns.notes)),
    "tags": lambda columns: columns.tags.codes >= 0,
    "mistakes": lambda columns: columns.mistakes.codes >= 0,
    "emotions": lambda columns: columns.emotions.codes >= 0,
    "playbook": lambda columns: columns.playbook.codes >= 0,
    "rating": lambda columns: columns.rating >= 0,
    "stop": lambda columns: columns.has_stop,
    "target": lambda columns: columns.has_target,
    "risk": lambda columns: _some_rows(columns, columns.risk_rows),
    "rate": lambda columns: columns.converted,
    "fees": lambda columns: columns.fees_known,
}

_NAMED: Final[dict[str, Callable[[str, TradeColumns, FilterContext], Mask]]] = {
    "symbol": lambda value, columns, _: _symbols(columns.symbol, value),
    "underlying": lambda value, columns, _: _symbols(columns.underlying, value),
    "class": lambda value, columns, _: columns.asset_class.where(lambda word: word == value),
    "side": lambda value, columns, _: columns.direction == (1 if value == "long" else -1),
    "status": _status,
    "account": lambda value, columns, context: _accounts(columns, context.accounts_named(value)),
    "broker": lambda value, columns, context: _accounts(columns, context.accounts_at(value)),
    "tag": lambda value, columns, _: _label(columns.tags, value),
    "mistake": lambda value, columns, _: _label(columns.mistakes, value),
    "emotion": lambda value, columns, _: _label(columns.emotions, value),
    "playbook": lambda value, columns, _: columns.playbook.where(lambda word: ascii_lower(word) == value),
    "weekday": _weekday,
    "import": lambda value, columns, context: columns.rows_of(context.imports.get(value, frozenset())),
    "has": _has,
    "id": lambda value, columns, _: columns.rows_of({TradeId(UUID(value))}),
}


def _accounts(columns: TradeColumns, ids: list[UUID]) -> Mask:
    wanted = {str(one) for one in ids}
    return columns.account.where(lambda word: word in wanted)


def _held(columns: TradeColumns) -> tuple[Exact, Mask]:
    """Seconds, to the microsecond."""
    known = columns.times_known & (columns.closed_at != NO_INSTANT)
    return Exact(np.where(known, columns.closed_at - columns.opened_at, 0), 6), known


Whole = tuple[NDArray[Any], Mask]

_EXACT: Final[dict[str, Callable[[TradeColumns], tuple[Exact, Mask]]]] = {
    "pnl": lambda columns: (columns.net, columns.converted),
    "gross": lambda columns: (columns.gross, columns.converted),
    "fees": lambda columns: (columns.fees, columns.converted),
    "qty": lambda columns: (columns.quantity, np.ones(len(columns), dtype=np.bool_)),
    "entry": lambda columns: (columns.entry_price, np.ones(len(columns), dtype=np.bool_)),
    "exit": lambda columns: (columns.exit_price, columns.has_exit),
    "hold": _held,
}

_WHOLE: Final[dict[str, Callable[[TradeColumns, FilterContext], Whole]]] = {
    "rating": lambda columns, _: (columns.rating, columns.rating >= 0),
    "confidence": lambda columns, _: (columns.confidence, columns.confidence >= 0),
    "opened": lambda columns, _: (columns.opened_on, columns.opened_on != NO_DAY),
    "closed": lambda columns, _: (columns.closed_on, columns.closed_on != NO_DAY),
    "day": lambda columns, _: (columns.closed_on, columns.closed_on != NO_DAY),
    "hour": lambda columns, context: _hours(columns, context.zone),
    "month": lambda columns, _: (months(columns.closed_on)[1], columns.closed_on != NO_DAY),
    "year": lambda columns, _: (months(columns.closed_on)[0], columns.closed_on != NO_DAY),
}


def _hours(columns: TradeColumns, zone: str) -> Whole:
    hours = columns.opening_hour(zone)
    return hours, hours >= 0
