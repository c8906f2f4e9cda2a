"""Drawdowns of compounded daily returns, in percent, and the ratios over them; V_0 = 1 counts as a peak."""

from typing import Final

import numpy as np

from tradesense.domain.metrics.metric import RETURNS_MIN, TAIL_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import annualised, depths, growth, lower_moment, shortfall
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_CALMAR_YEARS: Final = 3
_STERLING_EXCESS: Final = 0.1


def max_drawdown_percent(sample: Sample) -> Figure:
    """min DD_t, between −1 and 0. None without returns. Bacon 2008 (M30)."""
    n = len(sample.daily.returns)
    return number(float(sample.depths.min()), n) if n else undefined(0, sample.no_returns)


MAX_DRAWDOWN_PERCENT: Final = Metric(
    key="max_drawdown_percent",
    name="Maximum drawdown in percent",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\min_t \mathrm{DD}_t,\quad \mathrm{DD}_t = \frac{V_t}{\max_{0 \le u \le t} V_u} - 1",
    convention="As a negative share of the peak, on compounded daily returns; a loss on the first day counts.",
    source="Bacon 2008, Practical Portfolio Performance Measurement and Attribution",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=max_drawdown_percent,
)


def ulcer_index(sample: Sample) -> Figure:
    """√(ΣDD_t² ÷ n). None without returns. Martin & McCann 1989 (M36)."""
    n = len(sample.daily.returns)
    return number(lower_moment(sample.depths, 2), n) if n else undefined(0, sample.no_returns)


ULCER_INDEX: Final = Metric(
    key="ulcer_index",
    name="Ulcer index",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\sqrt{\frac{1}{n} \sum_t \mathrm{DD}_t^2}",
    convention="Divided by n, as Martin does, not by n − 1; as a share of 1.",
    source="Martin & McCann 1989, The Investor's Guide to Fidelity Funds",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=ulcer_index,
)


def pain_index(sample: Sample) -> Figure:
    """Σ|DD_t| ÷ n. None without returns. Becker, in Bacon 2008 (M38)."""
    n = len(sample.daily.returns)
    return number(-float(np.add.reduce(sample.depths)) / n, n) if n else undefined(0, sample.no_returns)


PAIN_INDEX: Final = Metric(
    key="pain_index",
    name="Pain index",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\frac{1}{n} \sum_t |\mathrm{DD}_t|",
    convention="Mean depth below the peak over all days, those at a peak counting as 0.",
    source="Becker, in Bacon 2008",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=pain_index,
)


def _return_over(sample: Sample, pain: float) -> Figure:
    """Annualised return ÷ a measure of all its drawdowns. None under a year, or without drawdown."""
    n = len(sample.grown)
    annual = annualised(sample.grown, sample.daily.periods_per_year)
    if annual is None:
        return undefined(n, "under_a_year")
    return number(annual / pain, n) if pain else undefined(n, "no_drawdown")


def martin(sample: Sample) -> Figure:
    """Annualised return ÷ ulcer index. None without a year of returns, or drawdown. Martin 1989 (M37)."""
    if not len(sample.daily.returns):
        return undefined(0, sample.no_returns)
    return _return_over(sample, lower_moment(sample.depths, 2))


MARTIN: Final = Metric(
    key="martin",
    name="Martin ratio (ulcer performance index)",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{V_n^{q/n} - 1}{\mathrm{UI}}",
    convention="Annualised, not total, return over the ulcer index; risk-free rate 0.",
    source="Martin & McCann 1989, The Investor's Guide to Fidelity Funds",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=martin,
)


def pain_ratio(sample: Sample) -> Figure:
    """Annualised return ÷ pain index. None without a year of returns, or drawdown. Becker, in Bacon 2008 (M38)."""
    n = len(sample.daily.returns)
    if not n:
        return undefined(0, sample.no_returns)
    return _return_over(sample, -float(np.add.reduce(sample.depths)) / n)


PAIN_RATIO: Final = Metric(
    key="pain_ratio",
    name="Pain ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{V_n^{q/n} - 1}{\frac{1}{n} \sum_t |\mathrm{DD}_t|}",
    convention="Annualised return over the pain index; risk-free rate 0.",
    source="Becker, in Bacon 2008",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=pain_ratio,
)


def calmar(sample: Sample) -> Figure:
    """Annualised return ÷ |maximum drawdown| of the last 36 months. None without a year of returns, or drawdown.
    Young 1991 (M34)."""
    returns, per_year = sample.daily.returns, sample.daily.periods_per_year
    if not len(returns):
        return undefined(0, sample.no_returns)
    grown = growth(returns[-_CALMAR_YEARS * per_year :])
    annual = annualised(grown, per_year)
    if annual is None:
        return undefined(len(grown), "under_a_year")
    deepest = float(depths(grown).min())
    return number(annual / -deepest, len(grown)) if deepest else undefined(len(grown), "no_drawdown")


CALMAR: Final = Metric(
    key="calmar",
    name="Calmar ratio, 36 months",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{V_n^{q/n} - 1}{\left|\min_t \mathrm{DD}_t\right|}",
    convention="Annualised return over the maximum drawdown, both of the last 36 months, or of all returns if there are fewer.",
    source="Young 1991, Calmar ratio: a smoother tool, Futures magazine",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=calmar,
)


def sterling(sample: Sample) -> Figure:
    """Annualised return ÷ (|maximum drawdown| + 10 %). None without a year of returns. Bacon 2008 (M35)."""
    if not len(sample.daily.returns):
        return undefined(0, sample.no_returns)
    return _return_over(sample, _STERLING_EXCESS - float(sample.depths.min()))


STERLING: Final = Metric(
    key="sterling",
    name="Sterling ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{V_n^{q/n} - 1}{\left|\min_t \mathrm{DD}_t\right| + 0.1}",
    convention="The variant with the maximum, not the average, drawdown and the customary 10 % added to it.",
    source="Kestner 1996, Getting a handle on true performance, Futures magazine; PerformanceAnalytics",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sterling,
)


def cdar(sample: Sample) -> Figure:
    """Mean of the worst 5 % of DD_t, the border by its fraction. None without returns. Chekhlov et al. 2005 (M78)."""
    n = len(sample.daily.returns)
    return number(shortfall(np.sort(sample.depths)), n) if n else undefined(0, sample.no_returns)


CDAR: Final = Metric(
    key="cdar",
    name="Conditional drawdown at risk, 95 %",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{1}{0.05\,n} \left(\sum_{j \le k} \mathrm{DD}_{(j)} + (0.05\,n - k)\,\mathrm{DD}_{(k+1)}\right),"
    r"\quad k = \lfloor 0.05\,n \rfloor",
    convention="Mean of the deepest 5 % of all days' drawdowns, as a negative share of the peak.",
    source="Chekhlov, Uryasev & Zabarankin 2005, Drawdown measure in portfolio optimization",
    sample_min=TAIL_MIN,
    basis="returns",
    compute=cdar,
)

UNDERWATER: Final = (
    MAX_DRAWDOWN_PERCENT,
    ULCER_INDEX,
    PAIN_INDEX,
    MARTIN,
    PAIN_RATIO,
    CALMAR,
    STERLING,
    CDAR,
)
