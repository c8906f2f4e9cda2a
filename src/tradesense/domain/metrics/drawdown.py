"""How far and how long the realised result stood below its peak, in money and calendar days; exact."""

from typing import Final

import numpy as np

from tradesense.domain.metrics.metric import RETURNS_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import amount, ordinals, total
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_COMMON: Final = "Common use"
_START: Final = "start"


def max_drawdown(sample: Sample) -> Figure:
    """max(peak − equity) of the running sum of days, the start (0) counting as a peak; 0 where it never fell,
    exact. None without days. Common use (M31)."""
    net = sample.daily.net
    return Figure(amount(net, sample.fall.depth), len(net)) if len(net) else undefined(0, "no_days")


MAX_DRAWDOWN: Final = Metric(
    key="max_drawdown",
    name="Maximum drawdown",
    unit=Unit.MONEY,
    better=Better.LESS,
    formula=r"\max_t \left(\max_{0 \le u \le t} E_u - E_t\right),\quad E_t = \sum_{d \le t} P_d,\ E_0 = 0",
    convention="As a positive amount, on daily realised net results at the close; a loss on the first day counts; exact.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown,
)


def max_drawdown_peak(sample: Sample) -> Figure:
    """The last day at the peak before the deepest trough, or "start". None without days or drawdown. (M31)"""
    its, n = sample.fall, len(sample.daily.days)
    if not its.depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    return Figure(sample.daily.days[its.peak - 1].isoformat() if its.peak else _START, n)


MAX_DRAWDOWN_PEAK: Final = Metric(
    key="max_drawdown_peak",
    name="Peak before the maximum drawdown",
    unit=Unit.DATE,
    better=Better.NEITHER,
    formula=r"\max\{u < t^* : E_u = \max_{v \le t^*} E_v\}",
    convention='The last day the peak stood; "start" where the result never was above its start before.',
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown_peak,
)


def max_drawdown_trough(sample: Sample) -> Figure:
    """The first day of the greatest distance from the peak. None without days or drawdown. (M31)"""
    its, n = sample.fall, len(sample.daily.days)
    if not its.depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    return Figure(sample.daily.days[its.trough - 1].isoformat(), n)


MAX_DRAWDOWN_TROUGH: Final = Metric(
    key="max_drawdown_trough",
    name="Trough of the maximum drawdown",
    unit=Unit.DATE,
    better=Better.NEITHER,
    formula=r"t^* = \arg\max_t \left(\max_{u \le t} E_u - E_t\right)",
    convention="The first day of the greatest distance, where it is reached more than once.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown_trough,
)


def _days_between(sample: Sample, first: int, last: int) -> int:
    """Calendar days between two places of the running sum; the start is put on the first day."""
    days = sample.daily.days
    return (days[max(last, 1) - 1] - days[max(first, 1) - 1]).days


def max_drawdown_days(sample: Sample) -> Figure:
    """Peak to recovery of the maximum drawdown, or to the last day while it is open. None without days or
    drawdown. (M32)"""
    its, n = sample.fall, len(sample.daily.days)
    if not its.depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    return Figure(_days_between(sample, its.peak, its.recovery or its.last), n)


MAX_DRAWDOWN_DAYS: Final = Metric(
    key="max_drawdown_days",
    name="Duration of the maximum drawdown",
    unit=Unit.DAYS,
    better=Better.LESS,
    formula=r"\mathrm{day}(\mathrm{recovery}) - \mathrm{day}(\mathrm{peak})",
    convention="Calendar days from peak to recovery; to the last day with a result while not recovered.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown_days,
)


def max_drawdown_decline_days(sample: Sample) -> Figure:
    """Peak to trough of the maximum drawdown. None without days or drawdown. (M32)"""
    its, n = sample.fall, len(sample.daily.days)
    if not its.depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    return Figure(_days_between(sample, its.peak, its.trough), n)


MAX_DRAWDOWN_DECLINE_DAYS: Final = Metric(
    key="max_drawdown_decline_days",
    name="Decline of the maximum drawdown",
    unit=Unit.DAYS,
    better=Better.LESS,
    formula=r"\mathrm{day}(\mathrm{trough}) - \mathrm{day}(\mathrm{peak})",
    convention="Calendar days from peak to trough.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown_decline_days,
)


def max_drawdown_recovery_days(sample: Sample) -> Figure:
    """Trough to recovery of the maximum drawdown. None without days or drawdown, or not recovered. (M32, M78)"""
    its, n = sample.fall, len(sample.daily.days)
    if not its.depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    if its.recovery is None:
        return undefined(n, "not_recovered")
    return Figure(_days_between(sample, its.trough, its.recovery), n)


MAX_DRAWDOWN_RECOVERY_DAYS: Final = Metric(
    key="max_drawdown_recovery_days",
    name="Time to recover from the maximum drawdown",
    unit=Unit.DAYS,
    better=Better.LESS,
    formula=r"\mathrm{day}(\mathrm{recovery}) - \mathrm{day}(\mathrm{trough})",
    convention="Calendar days from the trough to the first day at or above the peak.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=max_drawdown_recovery_days,
)


def longest_under_water_days(sample: Sample) -> Figure:
    """The longest stretch from a peak to its recovery, or to the last day; 0 if never below one. None without
    days. (M32)"""
    days, its = sample.daily.days, sample.fall
    n = len(days)
    if not n:
        return undefined(0, "no_days")
    marks = its.summits if its.now == 0 else np.append(its.summits, its.last)
    below = marks[1:] - marks[:-1] > 1
    if its.now:
        below[-1] = True
    numbers = ordinals(days)[marks]
    return Figure(int(((numbers[1:] - numbers[:-1]) * below).max(initial=0)), n)


LONGEST_UNDER_WATER_DAYS: Final = Metric(
    key="longest_under_water_days",
    name="Longest time under water",
    unit=Unit.DAYS,
    better=Better.LESS,
    formula=r"\max_j \left(\mathrm{day}(\mathrm{recovery}_j) - \mathrm{day}(\mathrm{peak}_j)\right)",
    convention="Calendar days below an earlier peak, over all drawdowns, deep or not; an open one counts to the last day.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=longest_under_water_days,
)


def current_drawdown(sample: Sample) -> Figure:
    """peak − equity at the last day; 0 at a peak, exact. None without days. Common use."""
    net = sample.daily.net
    return Figure(amount(net, sample.fall.now), len(net)) if len(net) else undefined(0, "no_days")


CURRENT_DRAWDOWN: Final = Metric(
    key="current_drawdown",
    name="Current drawdown",
    unit=Unit.MONEY,
    better=Better.LESS,
    formula=r"\max_{0 \le u \le D} E_u - E_D",
    convention="As a positive amount, at the last day with a result; exact.",
    source=_COMMON,
    sample_min=1,
    basis="days",
    compute=current_drawdown,
)


def recovery_factor(sample: Sample) -> Figure:
    """Σ of the days ÷ maximum drawdown, signed. None without days or drawdown. Common use (M33)."""
    net, depth = sample.daily.net, sample.fall.depth
    n = len(net)
    if not depth:
        return undefined(n, "no_drawdown" if n else "no_days")
    return number(float(total(net)) / float(amount(net, depth)), n)


RECOVERY_FACTOR: Final = Metric(
    key="recovery_factor",
    name="Recovery factor",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\sum_d P_d}{\mathrm{MDD}}",
    convention="Net result over the maximum drawdown in money; negative for a losing series.",
    source=_COMMON,
    sample_min=RETURNS_MIN,
    basis="days",
    compute=recovery_factor,
)

DRAWDOWN: Final = (
    MAX_DRAWDOWN,
    MAX_DRAWDOWN_PEAK,
    MAX_DRAWDOWN_TROUGH,
    MAX_DRAWDOWN_DAYS,
    MAX_DRAWDOWN_DECLINE_DAYS,
    MAX_DRAWDOWN_RECOVERY_DAYS,
    LONGEST_UNDER_WATER_DAYS,
    CURRENT_DRAWDOWN,
    RECOVERY_FACTOR,
)
