"""Samples built from what a test is about: a few trades, a few days, a series of returns."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from tradesense.domain.columns.exact import Exact
from tradesense.domain.metrics import CATALOGUE, DailySample, Figure, Sample, TradeSample
from tradesense.domain.money import Currency

MONDAY = date(2024, 1, 1)
Amount = str | int | Decimal

# 24 monthly returns: Bacon 2008, in R's PerformanceAnalytics as portfolio_bacon.
BACON = [
    0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081,
    0.040, -0.037, -0.061, 0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009,
]  # fmt: skip

# metrics.md D30: net 750, five wins of 1 300 together, four losses of 550, one breakeven.
TEN_TRADES = (300, -100, 200, -150, 0, 450, -200, 100, -100, 250)


def exact(amounts: Sequence[Amount]) -> Exact:
    return Exact.of([Decimal(amount) for amount in amounts])


def weekdays(n: int, first: date = MONDAY) -> tuple[date, ...]:
    """n days from Monday to Friday, beginning on a Monday."""
    return tuple(first + timedelta(days=place // 5 * 7 + place % 5) for place in range(n))


NO_DAYS = DailySample((), exact([]), None, np.array([]))


def trades(*net: Amount, daily: DailySample = NO_DAYS, **more: Any) -> Sample:
    """Closed trades with these net results; `fees`, `r`, `held`, `quantity` … as given, else none or 1 each."""
    n = len(net)
    costs = [Decimal(fee) for fee in more.pop("fees", [0] * n)]
    held = np.array(more.pop("held", [0.0] * n), dtype=np.float64)
    fields: dict[str, Any] = {
        "net": exact(net),
        "gross": exact([Decimal(result) + cost for result, cost in zip(net, costs, strict=True)]),
        "fees": exact(costs),
        "r": np.array(more.pop("r", []), dtype=np.float64),
        "held": held,
        "held_net": np.array([float(result) for result in net[: len(held)]]),
        "quantity": np.array(more.pop("quantity", [1.0] * n), dtype=np.float64),
        "fees_known": n,
    }
    return Sample(TradeSample(Currency("USD"), **(fields | more)), daily)


NO_TRADES = trades().trades


def days(*net: Amount, on: Sequence[date] | None = None, capital: int | None = None) -> Sample:
    """Days with these realised results, one after another from a Monday unless said otherwise."""
    return Sample(NO_TRADES, DailySample(tuple(on or weekdays(len(net))), exact(net), _money(capital), np.array([])))


def _money(capital: int | None) -> Decimal | None:
    return None if capital is None else Decimal(capital)


def returns(series: Sequence[float] | Any, per_year: int = 12, on: Sequence[date] | None = None) -> Sample:
    """Returns of successive weekdays, as many to a year as said; in money, each day earned 1."""
    dates = tuple(on) if on is not None else weekdays(len(series))
    values = np.array(series, dtype=np.float64)
    return Sample(NO_TRADES, DailySample(dates, exact([1] * len(dates)), Decimal(1), values, per_year))


def figure(sample: Sample, key: str) -> Figure:
    return CATALOGUE[key].compute(sample)


def value(sample: Sample, key: str) -> Any:
    """The figure's value, which there must be."""
    found = figure(sample, key)
    assert found.note is None, f"{key}: {found.note}"
    assert found.value is not None
    return found.value


def note(sample: Sample, key: str) -> str | None:
    """Why there is no value."""
    found = figure(sample, key)
    assert found.value is None, f"{key}: {found.value}"
    assert found.interval is None
    return found.note
