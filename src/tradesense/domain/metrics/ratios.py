"""Reward against loss: downside ratios of daily returns, Kelly's growth, and the straightness of the equity line."""

from math import inf, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.metrics.metric import RETURNS_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import line, logs, lower_moment
from tradesense.domain.metrics.sample import Better, DailySample, Figure, Sample, Unit

_EVERY_DAY: Final = 365
_SORTINO: Final = "Sortino & Price 1994, Performance measurement in a downside risk framework"


def downside_deviation(sample: Sample) -> Figure:
    """√(Σ min(r_t, 0)² ÷ n)·√q, all n; 0 without a loss. None without returns. Sortino & Price 1994 (M24)."""
    n = len(sample.daily.returns)
    if not n:
        return undefined(0, sample.no_returns)
    return number(lower_moment(sample.daily.returns, 2) * sqrt(sample.daily.periods_per_year), n)


DOWNSIDE_DEVIATION: Final = Metric(
    key="downside_deviation",
    name="Downside deviation, annualised",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\sqrt{\frac1n \sum_t \min(r_t, 0)^2}\, \sqrt q",
    convention="Below a minimum acceptable return of 0; divided by all n, not by the number of losing days.",
    source=_SORTINO,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=downside_deviation,
)


def kappa(sample: Sample, order: int) -> Figure:
    """m ÷ LPM_k^(1/k) per period, target 0. None without returns or losing days. Kaplan & Knowles 2004 (M27)."""
    its = sample.returns_spread
    if not its.n:
        return undefined(0, its.empty)
    pain = lower_moment(sample.daily.returns, order)
    return number(its.mean / pain, its.n) if pain else undefined(its.n, "no_losses")


def sortino(sample: Sample) -> Figure:
    """m ÷ √(Σ min(r_t, 0)² ÷ n)·√q. None without returns or losing days. Sortino & Price 1994 (M25)."""
    figure = kappa(sample, 2)
    if not isinstance(figure.value, float):
        return figure
    return number(figure.value * sqrt(sample.daily.periods_per_year), figure.n)


SORTINO: Final = Metric(
    key="sortino",
    name="Sortino ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{m}{\sqrt{\frac1n \sum_t \min(r_t, 0)^2}} \sqrt q",
    convention="Over the downside deviation of all n days, minimum acceptable return 0.",
    source=_SORTINO,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sortino,
)


def kappa_3(sample: Sample) -> Figure:
    """m ÷ ∛(Σ max(−r_t, 0)³ ÷ n). None without returns or losing days. Kaplan & Knowles 2004 (M27)."""
    return kappa(sample, 3)


KAPPA_3: Final = Metric(
    key="kappa_3",
    name="Kappa 3",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{m}{\sqrt[3]{\frac1n \sum_t \max(-r_t, 0)^3}}",
    convention="Per period, target 0; heavier on large losses than the Sortino ratio, which is Kappa 2.",
    source="Kaplan & Knowles 2004, Kappa: a generalized downside risk-adjusted performance measure",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=kappa_3,
)


def omega(sample: Sample) -> Figure:
    """Σ max(r_t, 0) ÷ Σ max(−r_t, 0). None without returns or losing days. Keating & Shadwick 2002 (M26)."""
    returns = sample.daily.returns
    n = len(returns)
    if not n:
        return undefined(0, sample.no_returns)
    lost = -float(np.add.reduce(np.minimum(returns, 0.0)))
    return number(float(np.add.reduce(np.maximum(returns, 0.0))) / lost, n) if lost else undefined(n, "no_losses")


OMEGA: Final = Metric(
    key="omega",
    name="Omega ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\sum_t \max(r_t, 0)}{\sum_t \max(-r_t, 0)}",
    convention="Threshold 0 per day: the Bernardo-Ledoit ratio, and the profit factor of days.",
    source="Keating & Shadwick 2002, A universal performance measure",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=omega,
)


def upside_potential(sample: Sample) -> Figure:
    """(Σ max(r_t, 0) ÷ n) ÷ √(Σ min(r_t, 0)² ÷ n). None without returns or losing days. Sortino, van der Meer &
    Plantinga 1999 (M29)."""
    returns = sample.daily.returns
    n = len(returns)
    if not n:
        return undefined(0, sample.no_returns)
    pain = lower_moment(returns, 2)
    return number(float(np.add.reduce(np.maximum(returns, 0.0))) / n / pain, n) if pain else undefined(n, "no_losses")


UPSIDE_POTENTIAL: Final = Metric(
    key="upside_potential",
    name="Upside potential ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\frac1n \sum_t \max(r_t, 0)}{\sqrt{\frac1n \sum_t \min(r_t, 0)^2}}",
    convention="Per period, both parts divided by all n, minimum acceptable return 0.",
    source="Sortino, van der Meer & Plantinga 1999, The Dutch triangle",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=upside_potential,
)


def _days_of_returns(daily: DailySample) -> NDArray[np.datetime64] | None:
    """The day of each return: every day where a year has 365 of them, else weekdays and other days that earned or
    lost. Returns end early when the capital is used up; None if there are more of them than days."""
    first, last = daily.days[0], daily.days[-1]
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    if daily.periods_per_year < _EVERY_DAY:
        kept = np.is_busday(days)
        earned = (daily.net.values != 0).nonzero()[0].tolist()
        kept[[(daily.days[place] - first).days for place in earned]] = True
        days = days[kept]
    return days[: len(daily.returns)] if len(daily.returns) <= len(days) else None


def gain_to_pain(sample: Sample) -> Figure:
    """Σ ÷ |Σ of the negative| of monthly returns. None without returns or losing months. Schwager 2012 (M28)."""
    n = len(sample.daily.returns)
    if not n:
        return undefined(0, sample.no_returns)
    days = _days_of_returns(sample.daily)
    if days is None:
        return undefined(n, "unaligned_days")
    months = days.astype("datetime64[M]")
    begins = np.concatenate(([True], months[1:] != months[:-1])).nonzero()[0]
    with np.errstate(over="ignore"):
        monthly = np.expm1(np.add.reduceat(logs(sample.daily.returns), begins))
    lost = -float(np.add.reduce(np.minimum(monthly, 0.0)))
    return number(float(np.add.reduce(monthly)) / lost, len(monthly)) if lost else undefined(len(monthly), "no_losses")


GAIN_TO_PAIN: Final = Metric(
    key="gain_to_pain",
    name="Gain-to-pain ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\sum_j M_j}{\left|\sum_{M_j < 0} M_j\right|}",
    convention="On calendar months, daily returns compounded within each, months summed; n is the number of months.",
    source="Schwager 2012, Hedge Fund Market Wizards, appendix A",
    sample_min=12,
    basis="returns",
    compute=gain_to_pain,
)


def kelly_continuous(sample: Sample) -> Figure:
    """m ÷ s². None under two returns, or all alike. Thorp 2006 (M59)."""
    its = sample.returns_spread
    return undefined(its.n, its.reason) if its.reason else number(its.mean / its.sd / its.sd, its.n)


KELLY_CONTINUOUS: Final = Metric(
    key="kelly_continuous",
    name="Kelly leverage, continuous",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{m}{s^2}",
    convention="The multiple of the present exposure that would have grown fastest; risk-free rate 0; half of it is the usual "
    "ceiling.",
    source="Thorp 2006, The Kelly criterion in blackjack, sports betting and the stock market",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=kelly_continuous,
)


def k_ratio(sample: Sample) -> Figure:
    """b ÷ (SE(b)·n), b the slope of log V_t on t = 1…n. None under three returns, all alike, on a perfect line, or
    once everything was lost. Kestner 2003 (M60)."""
    n = len(sample.daily.returns)
    if n < 3:
        return undefined(n, "n_lt_min" if n else sample.no_returns)
    if sample.grown[-1] == -inf:
        return undefined(n, "ruined")
    its = line(sample.grown)
    return number(its.slope / its.error / n, n) if its.error else undefined(n, "zero_variance")


K_RATIO: Final = Metric(
    key="k_ratio",
    name="K-ratio (2003)",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{b}{\mathrm{SE}(b)\, n},\quad \log V_t = a + b t + \varepsilon_t",
    convention="The 2003 version, divided by n; the 1996 one is not. Least squares on the logarithm of compounded returns.",
    source="Kestner 2003, Quantitative Trading Strategies",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=k_ratio,
)


def stability(sample: Sample) -> Figure:
    """R² of log V_t on t. None under two returns, all 0, or once everything was lost. empyrical (M61)."""
    n = len(sample.daily.returns)
    if n < 2:
        return undefined(n, "n_lt_min" if n else sample.no_returns)
    if sample.grown[-1] == -inf:
        return undefined(n, "ruined")
    its = line(sample.grown)
    return undefined(n, "zero_variance") if its.r_squared is None else number(its.r_squared, n)


STABILITY: Final = Metric(
    key="stability",
    name="Stability of the equity line (R²)",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"R^2 = \operatorname{corr}(\log V_t, t)^2",
    convention="Of compounded log returns on time; a steady fall is as stable as a steady rise.",
    source="empyrical, stability_of_timeseries",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=stability,
)

RATIOS: Final = (
    DOWNSIDE_DEVIATION,
    SORTINO,
    KAPPA_3,
    OMEGA,
    UPSIDE_POTENTIAL,
    GAIN_TO_PAIN,
    KELLY_CONTINUOUS,
    K_RATIO,
    STABILITY,
)
