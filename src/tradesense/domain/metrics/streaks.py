"""Runs of trades and of days, and the days themselves. Breakevens break a run."""

from typing import Final

import numpy as np

from tradesense.domain.columns.exact import Mask
from tradesense.domain.metrics.intervals import around_mean, wilson
from tradesense.domain.metrics.metric import RETURNS_MIN, TRADES_MIN, Metric, undefined
from tradesense.domain.metrics.parts import Reason, amount, mean_amount, outcomes, runs, spread
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_COMMON: Final = "Common use"


def _longest(breaks: Mask, empty: Reason) -> Figure:
    """The longest stretch without a break. "Breaks" is what ends a run: a loss, or a breakeven."""
    n = len(breaks)
    return Figure(runs(breaks.nonzero()[0], n), n) if n else undefined(0, empty)


def max_consecutive_wins(sample: Sample) -> Figure:
    """The longest run of p_i > 0. None without trades. Common use (M11)."""
    return _longest(sample.trades.net.values <= 0, "no_trades")


MAX_CONSECUTIVE_WINS: Final = Metric(
    key="max_consecutive_wins",
    name="Most consecutive wins",
    unit=Unit.COUNT,
    better=Better.MORE,
    formula=r"\max\{k : p_{i+1} > 0, \dots, p_{i+k} > 0\}",
    convention="In closing order, ties in the order of the fills; a breakeven breaks the run.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=max_consecutive_wins,
)


def max_consecutive_losses(sample: Sample) -> Figure:
    """The longest run of p_i < 0. None without trades. Common use (M11)."""
    return _longest(sample.trades.net.values >= 0, "no_trades")


MAX_CONSECUTIVE_LOSSES: Final = Metric(
    key="max_consecutive_losses",
    name="Most consecutive losses",
    unit=Unit.COUNT,
    better=Better.LESS,
    formula=r"\max\{k : p_{i+1} < 0, \dots, p_{i+k} < 0\}",
    convention="In closing order, ties in the order of the fills; a breakeven breaks the run.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=max_consecutive_losses,
)


def current_streak(sample: Sample) -> Figure:
    """Length of the last run: positive for wins, negative for losses, 0 after a breakeven. None without trades.
    Common use (M11)."""
    values = sample.trades.net.values
    n = len(values)
    if not n:
        return undefined(0, "no_trades")
    last = int(values[-1])
    if last == 0:
        return Figure(0, n)
    breaks = (values <= 0 if last > 0 else values >= 0).nonzero()[0]
    length = n - 1 - int(breaks[-1]) if len(breaks) else n
    return Figure(length if last > 0 else -length, n)


CURRENT_STREAK: Final = Metric(
    key="current_streak",
    name="Current streak",
    unit=Unit.COUNT,
    better=Better.MORE,
    formula=r"\pm \max\{k : \operatorname{sgn} p_{N-k+1} = \dots = \operatorname{sgn} p_N\}",
    convention="Positive for wins, negative for losses, 0 when the last trade broke even.",
    source=_COMMON,
    sample_min=1,
    basis="trades",
    compute=current_streak,
)


def trading_days(sample: Sample) -> Figure:
    """Days with a realised result; 0 without. A count."""
    n = len(sample.daily.days)
    return Figure(n, n)


TRADING_DAYS: Final = Metric(
    key="trading_days",
    name="Days with a result",
    unit=Unit.COUNT,
    better=Better.NEITHER,
    formula="D",
    convention="Trading days of the account on which something was closed.",
    source="A count",
    sample_min=1,
    basis="days",
    compute=trading_days,
)


def average_day(sample: Sample) -> Figure:
    """Σ of the days ÷ D. None without days. Common use."""
    net = sample.daily.net
    n = len(net)
    if not n:
        return undefined(0, "no_days")
    average = mean_amount(net, int(np.add.reduce(net.values)), n)
    return Figure(average, n, interval=around_mean(spread(net.floats, "no_days")))


AVERAGE_DAY: Final = Metric(
    key="average_day",
    name="Average day",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\frac{1}{D} \sum_d P_d",
    convention="Mean realised net result of the days that have one; 95 % interval by Student's t.",
    source="Common use; interval: Student 1908",
    sample_min=RETURNS_MIN,
    basis="days",
    compute=average_day,
)


def best_day(sample: Sample) -> Figure:
    """max over days, exact; it may be negative. None without days. Common use."""
    net = sample.daily.net
    return Figure(amount(net, int(net.values.max())), len(net)) if len(net) else undefined(0, "no_days")


BEST_DAY: Final = Metric(
    key="best_day",
    name="Best day",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\max_d P_d",
    convention="Realised net result of a trading day; exact.",
    source=_COMMON,
    sample_min=1,
    basis="days",
    compute=best_day,
)


def worst_day(sample: Sample) -> Figure:
    """min over days, exact; it may be positive. None without days. Common use."""
    net = sample.daily.net
    return Figure(amount(net, int(net.values.min())), len(net)) if len(net) else undefined(0, "no_days")


WORST_DAY: Final = Metric(
    key="worst_day",
    name="Worst day",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\min_d P_d",
    convention="Realised net result of a trading day; exact.",
    source=_COMMON,
    sample_min=1,
    basis="days",
    compute=worst_day,
)


def winning_day_share(sample: Sample) -> Figure:
    """Days above 0 ÷ days above or below 0. None without such days. Common use; Wilson 1927 for the interval."""
    its = outcomes(sample.daily.net)
    decided = its.wins + its.losses
    if not decided:
        return undefined(0, "no_outcomes" if its.n else "no_days")
    return Figure(its.wins / decided, decided, interval=wilson(its.wins, decided))


WINNING_DAY_SHARE: Final = Metric(
    key="winning_day_share",
    name="Winning days",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{\#\{d : P_d > 0\}}{\#\{d : P_d \neq 0\}}",
    convention="Of the days that won or lost; 95 % interval by Wilson's score.",
    source="Common use; interval: Wilson 1927",
    sample_min=TRADES_MIN,
    basis="days",
    compute=winning_day_share,
)


def max_consecutive_winning_days(sample: Sample) -> Figure:
    """The longest run of days above 0. None without days. Common use."""
    return _longest(sample.daily.net.values <= 0, "no_days")


MAX_CONSECUTIVE_WINNING_DAYS: Final = Metric(
    key="max_consecutive_winning_days",
    name="Most consecutive winning days",
    unit=Unit.COUNT,
    better=Better.MORE,
    formula=r"\max\{k : P_{d+1} > 0, \dots, P_{d+k} > 0\}",
    convention="Days with a result one after another; days without are passed over, a day of exactly 0 breaks the run.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="days",
    compute=max_consecutive_winning_days,
)


def max_consecutive_losing_days(sample: Sample) -> Figure:
    """The longest run of days below 0. None without days. Common use."""
    return _longest(sample.daily.net.values >= 0, "no_days")


MAX_CONSECUTIVE_LOSING_DAYS: Final = Metric(
    key="max_consecutive_losing_days",
    name="Most consecutive losing days",
    unit=Unit.COUNT,
    better=Better.LESS,
    formula=r"\max\{k : P_{d+1} < 0, \dots, P_{d+k} < 0\}",
    convention="Days with a result one after another; days without are passed over, a day of exactly 0 breaks the run.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="days",
    compute=max_consecutive_losing_days,
)

STREAKS: Final = (
    MAX_CONSECUTIVE_WINS,
    MAX_CONSECUTIVE_LOSSES,
    CURRENT_STREAK,
    TRADING_DAYS,
    AVERAGE_DAY,
    BEST_DAY,
    WORST_DAY,
    WINNING_DAY_SHARE,
    MAX_CONSECUTIVE_WINNING_DAYS,
    MAX_CONSECUTIVE_LOSING_DAYS,
)
