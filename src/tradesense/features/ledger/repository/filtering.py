"""The filter language as SQL over trades. Columns in memory are held equal to it by a property test."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, false, func, literal, literal_column, not_, or_, true
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from tradesense.db.tables.trades import TradeRow as T
from tradesense.domain.filters import And, Match, Node, Not, Or, Range, Text
from tradesense.domain.filters.context import FilterContext
from tradesense.domain.filters.fields import WEEKDAYS
from tradesense.domain.filters.tree import Scalar
from tradesense.domain.instrument import AssetClass

Condition = ColumnElement[bool]
Value = Scalar | Range

DAY_REACH: Final = timedelta(days=3)
YEAR_MIN: Final = 2
YEAR_MAX: Final = 9998
_INSTANTS: Final[dict[str, Any]] = {"opened": T.opened_at, "closed": T.closed_at, "day": T.closed_at}
"""Of fields that are days, the instant whose index may narrow the search."""

LOWER: Final = "C"
"""The C collation lowers A to Z only, as domain.filters does."""


def condition(node: Node, context: FilterContext) -> Condition:
    """The filter as a condition on trades. Never null: what is unknown does not match."""
    match node:
        case And(nodes):
            return and_(true(), *(condition(one, context) for one in nodes))
        case Or(nodes):
            return or_(false(), *(condition(one, context) for one in nodes))
        case Not(inner):
            return not_(condition(inner, context))
        case Text(words):
            return _contains(words)
        case Match(field, values):
            return or_(false(), *(_matches(field, value, context) for value in values))


class Narrowed(NamedTuple):
    """`by`: what an index is searched by, which whatever matches the filter meets. `is_all`: the filter says no more."""

    by: Condition
    is_all: bool


def narrowed(node: Node, context: FilterContext) -> Narrowed:
    found = [_searched(one, context) for one in (node.nodes if isinstance(node, And) else (node,))]
    return Narrowed(and_(true(), *(one.by for one in found)), all(one.is_all for one in found))


def _searched(node: Node, context: FilterContext) -> Narrowed:
    if not isinstance(node, Match):
        return Narrowed(true(), is_all=False)
    if node.field in _SEARCHED or (node.field, node.values) in _SEARCHED_VALUES:
        prefixed = node.field == "symbol" and any(str(value).endswith("*") for value in node.values)
        return Narrowed(true() if prefixed else condition(node, context), is_all=not prefixed)
    return Narrowed(_ANNOTATED_BY.get(node.field, true()), is_all=False)


def _matches(field: str, value: Value, context: FilterContext) -> Condition:
    if field not in _COMPARED:
        return _NAMED[field](str(value), context)
    compared, unit = _COMPARED[field](context)
    if not isinstance(value, Range):
        return and_(*_near(field, value, value), _known(compared == _times(value, unit)))
    tests = []
    if value.low is not None:
        low = _times(value.low.value, unit)
        tests.append(compared >= low if value.low.included else compared > low)
    if value.high is not None:
        high = _times(value.high.value, unit)
        tests.append(compared <= high if value.high.included else compared < high)
    near = _near(field, value.low and value.low.value, value.high and value.high.value)
    return and_(*near, _known(and_(*tests)))


def _near(field: str, low: Scalar | None, high: Scalar | None) -> list[Condition]:
    """What an index can be searched by: a trading day's instants are never three days from it. Null only where
    the day is null too, so that together with the test of the day it is never null."""
    instant = _INSTANTS.get(field)
    if instant is None:
        return []
    found = []
    if isinstance(low, date) and low.year > YEAR_MIN:
        found.append(instant >= _midnight(low) - DAY_REACH)
    if isinstance(high, date) and high.year < YEAR_MAX:
        found.append(instant < _midnight(high) + DAY_REACH)
        # What closed by then had opened: lists are most often in that order.
        found.append(T.opened_at < _midnight(high) + DAY_REACH)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _times(value: Scalar, unit: Any) -> Any:
    return value if unit is None else unit * value


def _known(test: ColumnElement[bool]) -> Condition:
    """Null is no match, under a NOT as well."""
    return func.coalesce(test, false())


def _lower(column: Any) -> ColumnElement[str]:
    return func.lower(column.collate(LOWER))


def _symbol(column: Any) -> Callable[[str, FilterContext], Condition]:
    def test(value: str, _: FilterContext) -> Condition:
        if value.endswith("*"):
            prefix: Condition = column.startswith(value[:-1], autoescape=True)
            return prefix
        same: Condition = column == value
        return same

    return test


def _labelled(column: Any) -> Condition:
    """Spelled as the partial index of annotated trades has it: a parameter would hide that the index fits."""
    some: Condition = column != literal_column("'{}'::text[]")
    return some


def _label(column: Any) -> Callable[[str, FilterContext], Condition]:
    def test(value: str, _: FilterContext) -> Condition:
        # A tag is found whatever its case; the array is lowered as one text. Most trades have none: asked first.
        joined = _lower(func.array_to_string(column, "\x1f"))
        one_of_them = literal(value) == func.any(func.string_to_array(joined, "\x1f", type_=ARRAY(TEXT)))
        return and_(_labelled(column), _known(one_of_them))

    return test


def _status(value: str, _: FilterContext) -> Condition:
    closed = T.closed_at.is_not(None)
    tests: dict[str, Condition] = {
        "open": T.closed_at.is_(None),
        "closed": closed,
        "win": and_(closed, _known(T.base_net > 0)),
        "loss": and_(closed, _known(T.base_net < 0)),
        "even": and_(closed, _known(T.base_net == 0)),
    }
    return tests[value]


def _has(value: str, _: FilterContext) -> Condition:
    tests: dict[str, Condition] = {
        "notes": _NOTED,
        "tags": _labelled(T.tags),
        "mistakes": _labelled(T.mistakes),
        "emotions": _labelled(T.emotions),
        "playbook": T.playbook.is_not(None),
        "rating": T.rating.is_not(None),
        "stop": T.stop.is_not(None),
        "target": T.target.is_not(None),
        "risk": T.risk.is_not(None),
        "rate": T.base_net.is_not(None),
        "fees": T.fees_known.is_(True),
    }
    return tests[value]


def _weekday(value: str, _: FilterContext) -> Condition:
    return _known(func.extract("isodow", T.closed_on) == WEEKDAYS.index(value) + 1)


def _contains(words: str) -> Condition:
    tags = func.array_to_string(T.tags, "\x1f")
    # Most trades have nothing said of them: their texts are not lowered.
    return or_(
        _has_words(T.symbol, words),
        and_(_NOTED, _has_words(T.notes, words)),
        and_(T.playbook.is_not(None), _has_words(T.playbook, words)),
        and_(_labelled(T.tags), _has_words(tags, words)),
    )


def _has_words(place: Any, words: str) -> Condition:
    return func.strpos(_lower(place), words) > 0


_NOTED: Final[Condition] = T.notes != literal_column("''::text")

_NAMED: Final[dict[str, Callable[[str, FilterContext], Condition]]] = {
    "symbol": _symbol(T.symbol),
    "underlying": _symbol(T.underlying),
    "class": lambda value, _: T.asset_class == AssetClass(value).value,
    "side": lambda value, _: T.direction == (1 if value == "long" else -1),
    "status": _status,
    "account": lambda value, context: T.account_id.in_(context.accounts_named(value)),
    "broker": lambda value, context: T.account_id.in_(context.accounts_at(value)),
    "tag": _label(T.tags),
    "mistake": _label(T.mistakes),
    "emotion": _label(T.emotions),
    "playbook": lambda value, _: _known(_lower(T.playbook) == value),
    "weekday": _weekday,
    "import": lambda value, context: T.id.in_(context.imports.get(value, frozenset())),
    "has": _has,
    "id": lambda value, _: T.id == value,
}

_SEARCHED: Final = frozenset({"symbol", "account", "broker", "opened", "closed", "day", "import", "id"})
"""Fields that an index is searched by."""
_SEARCHED_VALUES: Final = frozenset(
    {("status", ("open",)), *(("has", (name,)) for name in ("notes", "tags", "mistakes", "emotions", "playbook"))}
)
_ANNOTATED_BY: Final[dict[str, Condition]] = {
    "tag": _labelled(T.tags),
    "mistake": _labelled(T.mistakes),
    "emotion": _labelled(T.emotions),
    "playbook": T.playbook.is_not(None),
}
"""What trades that match such a field have at least: together they are what the index of annotated trades holds."""

Compared = tuple[Any, Any]
"""What is compared, and the unit the filter's number is in: r compares net with multiples of the risk."""

_COMPARED: Final[dict[str, Callable[[FilterContext], Compared]]] = {
    "rating": lambda _: (T.rating, None),
    "confidence": lambda _: (T.confidence, None),
    "pnl": lambda _: (T.base_net, None),
    "gross": lambda _: (T.base_gross, None),
    "fees": lambda _: (T.base_fees, None),
    "r": lambda _: (T.net, T.risk),
    "qty": lambda _: (T.entry_quantity, None),
    "entry": lambda _: (T.entry_price, None),
    "exit": lambda _: (T.exit_price, None),
    "hold": lambda _: (held_seconds(), None),
    "opened": lambda _: (T.opened_on, None),
    "closed": lambda _: (T.closed_on, None),
    "day": lambda _: (T.closed_on, None),
    "hour": lambda context: (_opening_hour(context.zone), None),
    "month": lambda _: (func.extract("month", T.closed_on), None),
    "year": lambda _: (func.extract("year", T.closed_on), None),
}


def _opening_hour(zone: str) -> ColumnElement[Any]:
    """Null where the clock time is unknown (ledger.md, rule 13)."""
    return case((T.times_known, func.extract("hour", func.timezone(zone, T.opened_at))), else_=None)


def held_seconds() -> ColumnElement[Decimal]:
    """Seconds from the first fill to the last; null while open or where a clock time is unknown."""
    return case((T.times_known, func.extract("epoch", T.closed_at - T.opened_at)), else_=None)
