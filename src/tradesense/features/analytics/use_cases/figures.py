"""Figures: every one a pure function of a selection, so of one ledger version, a filter, a zone and a currency."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np

from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.grouping import PARTITIONS, Dimension, Group, groups
from tradesense.domain.equity import EquityPoint
from tradesense.domain.metrics import CATALOGUE, DEFAULT, Figure, Sample, summarise
from tradesense.domain.metrics.sample import DailySample, TradeSample
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT
from tradesense.domain.selection import Selection, daily_sample, trade_samples
from tradesense.features.analytics.problems import DimensionUnknown

BREAKDOWN_METRICS: Final = ("trades", "net_pnl", "win_rate", "expectancy", "profit_factor", "payoff_ratio")
NO_DAYS: Final = DailySample((), Exact.scaled([], 0), None, np.empty(0))


@dataclass(frozen=True, slots=True)
class Beside:
    """Closed trades of one currency that have no rate to the report's."""

    currency: str
    trades: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    currency: Currency
    first_day: date | None
    last_day: date | None
    figures: dict[str, Figure]
    beside: list[Beside]


def summarised(chosen: Selection, keys: tuple[str, ...]) -> Summary:
    """The metrics `keys` (or the default ones) of the selection; raises MetricUnknown."""
    whole = chosen.sample
    days = whole.daily.days
    return Summary(
        chosen.currency,
        days[0] if days else None,
        days[-1] if days else None,
        summarise(whole, keys or DEFAULT),
        [Beside(*one) for one in chosen.beside()],
    )


class GroupFigures(NamedTuple):
    key: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Breakdown:
    by: Dimension
    currency: Currency
    partition: bool
    groups: list[GroupFigures]
    total: dict[str, Figure]


def read_dimension(name: str) -> Dimension:
    try:
        return Dimension(name)
    except ValueError:
        raise DimensionUnknown(f"{name[:40]!r} is none of {', '.join(Dimension)}.") from None


def broken_down(chosen: Selection, by: Dimension, timezone: str, keys: tuple[str, ...]) -> Breakdown:
    """The metrics of each group of closed trades, and of all of them."""
    rows = np.flatnonzero(chosen.counted)
    wanted = keys or BREAKDOWN_METRICS
    by_day = any(CATALOGUE[key].basis in {"returns", "days"} for key in wanted if key in CATALOGUE)

    def figures(group: Group, trades: TradeSample) -> GroupFigures:
        daily = daily_sample(chosen.only(group.rows)) if by_day else NO_DAYS
        return GroupFigures(group.key, summarise(Sample(trades, daily), wanted))

    parts = groups(chosen.columns, rows, by, timezone)
    samples = trade_samples(chosen, [group.rows for group in parts])
    return Breakdown(
        by, chosen.currency, by in PARTITIONS, list(map(figures, parts, samples)), summarise(chosen.sample, wanted)
    )


class Span(NamedTuple):
    """A week or a month, by its first day."""

    first: date
    net: Decimal
    trades: int
    days: int


@dataclass(frozen=True, slots=True)
class Calendar:
    currency: Currency
    days: list[EquityPoint]
    weeks: list[Span]
    months: list[Span]


def equity(chosen: Selection) -> list[EquityPoint]:
    return chosen.curve


def calendar(chosen: Selection, first: date | None, last: date | None) -> Calendar:
    """What each day realised; weeks and months are sums of their days."""
    points = [
        point for point in chosen.curve if (first is None or point.day >= first) and (last is None or point.day <= last)
    ]
    return Calendar(
        chosen.currency,
        points,
        _spans(points, lambda day: date.fromordinal(day.toordinal() - day.weekday())),
        _spans(points, lambda day: day.replace(day=1)),
    )


def _spans(points: list[EquityPoint], first_of: Callable[[date], date]) -> list[Span]:
    """`points` in the order of their days."""
    return [_span(first, list(some)) for first, some in groupby(points, lambda point: first_of(point.day))]


def _span(first: date, points: list[EquityPoint]) -> Span:
    net = reduce(EXACT.add, [point.net for point in points])
    return Span(first, net, sum(point.trades for point in points), len(points))
