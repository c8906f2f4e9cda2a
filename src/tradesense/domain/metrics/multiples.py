"""R-multiples: results in units of the initial risk, of the trades that have one."""

from math import sqrt
from typing import Final

import numpy as np

from tradesense.domain.metrics.metric import RETURNS_MIN, TRADES_MIN, Metric, averaged, number, undefined
from tradesense.domain.metrics.parts import chosen, shape, spread
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_THARP: Final = "Tharp, Trade Your Way to Financial Freedom"
_SQN_TRADES_MAX: Final = 100


def risk_known(sample: Sample) -> Figure:
    """Trades with an initial risk ÷ N. None without trades. A census, so without interval (M08)."""
    n = sample.trades.n
    return Figure(len(sample.trades.r) / n, n) if n else undefined(0, "no_trades")


RISK_KNOWN: Final = Metric(
    key="risk_known",
    name="Trades with an initial risk",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{\#\{i : \mathrm{risk}_i\ \mathrm{stated}\}}{N}",
    convention="Trades without a stop or stated risk are left out of every R figure, and counted here.",
    source="A count",
    sample_min=1,
    basis="trades",
    compute=risk_known,
)


def total_r(sample: Sample) -> Figure:
    """ΣR_i. None without trades or risks. Tharp."""
    r, its = sample.trades.r, sample.r_spread
    return number(float(np.add.reduce(r)), its.n) if its.n else undefined(0, its.empty)


TOTAL_R: Final = Metric(
    key="total_r",
    name="Total R",
    unit=Unit.R,
    better=Better.MORE,
    formula=r"\sum_i R_i",
    convention="R is the net result over the initial risk; trades without one are left out.",
    source=_THARP,
    sample_min=1,
    basis="r",
    compute=total_r,
)


def expectancy_r(sample: Sample) -> Figure:
    """ΣR_i ÷ n. None without trades or risks. Tharp; Student 1908 for the interval (M08)."""
    return averaged(sample.r_spread)


EXPECTANCY_R: Final = Metric(
    key="expectancy_r",
    name="Expectancy in R",
    unit=Unit.R,
    better=Better.MORE,
    formula=r"\bar R = \frac{1}{n} \sum_i \frac{p_i}{\mathrm{risk}_i}",
    convention="Mean of the R-multiples; trades without an initial risk are left out, so n may be below N; Student's t interval.",
    source=f"{_THARP}; interval: Student 1908",
    sample_min=TRADES_MIN,
    basis="r",
    compute=expectancy_r,
)


def median_r(sample: Sample) -> Figure:
    """The middle R, or the mean of the middle two. None without trades or risks. Common use (M09)."""
    r = sample.trades.r
    n = len(r)
    if not n:
        return undefined(0, sample.r_spread.empty)
    placed = np.partition(r, ((n - 1) // 2, n // 2))
    return number(float(placed[(n - 1) // 2]) / 2 + float(placed[n // 2]) / 2, n)


MEDIAN_R: Final = Metric(
    key="median_r",
    name="Median R",
    unit=Unit.R,
    better=Better.MORE,
    formula=r"\operatorname{median}_i\, R_i",
    convention="Of an even number of trades, the mean of the two in the middle.",
    source="Common use",
    sample_min=TRADES_MIN,
    basis="r",
    compute=median_r,
)


def deviation_r(sample: Sample) -> Figure:
    """√(Σ(R_i − R̄)² ÷ (n − 1)), 0 where all are alike. None under two risks. Tharp (M09)."""
    its = sample.r_spread
    return number(its.sd, its.n) if its.n > 1 else undefined(its.n, "n_lt_min" if its.n else its.empty)


DEVIATION_R: Final = Metric(
    key="deviation_r",
    name="Standard deviation of R",
    unit=Unit.R,
    better=Better.LESS,
    formula=r"s(R) = \sqrt{\frac{\sum_i (R_i - \bar R)^2}{n - 1}}",
    convention="Sample standard deviation, divided by n − 1.",
    source=_THARP,
    sample_min=TRADES_MIN,
    basis="r",
    compute=deviation_r,
)


def skewness_r(sample: Sample) -> Figure:
    """G1 = g3·√(n(n − 1))/(n − 2). None under three risks, or all alike. Joanes & Gill 1998 (M09, M44)."""
    its = sample.r_spread
    if its.reason or its.n < 3:
        return undefined(its.n, its.reason or "n_lt_min")
    return number(shape(sample.trades.r, its).g3 * sqrt(its.n * (its.n - 1)) / (its.n - 2), its.n)


SKEWNESS_R: Final = Metric(
    key="skewness_r",
    name="Skewness of R",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"G_1 = g_3 \frac{\sqrt{n(n-1)}}{n-2}",
    convention="The sample version, corrected for bias.",
    source="Joanes & Gill 1998, Comparing measures of sample skewness and kurtosis",
    sample_min=RETURNS_MIN,
    basis="r",
    compute=skewness_r,
)


def sqn(sample: Sample) -> Figure:
    """√min(n, 100)·R̄/s(R). None under two risks, or all alike. Tharp, Definitive Guide (M10)."""
    its = sample.r_spread
    if its.reason:
        return undefined(its.n, its.reason)
    return number(sqrt(min(its.n, _SQN_TRADES_MAX)) * its.mean / its.sd, its.n)


SQN: Final = Metric(
    key="sqn",
    name="System quality number",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\sqrt{\min(n, 100)}\, \frac{\bar R}{s(R)}",
    convention="On R-multiples, not on money; from 100 trades on, more trades no longer raise it.",
    source="Tharp, The Definitive Guide to Position Sizing",
    sample_min=TRADES_MIN,
    basis="r",
    compute=sqn,
)


def average_win_r(sample: Sample) -> Figure:
    """Mean of R_i > 0. None without trades, risks or winners. Tharp."""
    r = sample.trades.r
    return averaged(spread(chosen(r, r > 0.0), "no_wins" if len(r) else sample.r_spread.empty))


AVERAGE_WIN_R: Final = Metric(
    key="average_win_r",
    name="Average win in R",
    unit=Unit.R,
    better=Better.MORE,
    formula=r"\bar R_W = \frac{1}{\#W} \sum_{R_i > 0} R_i",
    convention="Mean R-multiple of winners, n being their number; 95 % interval by Student's t.",
    source=f"{_THARP}; interval: Student 1908",
    sample_min=TRADES_MIN,
    basis="r",
    compute=average_win_r,
)


def average_loss_r(sample: Sample) -> Figure:
    """Mean of R_i < 0. None without trades, risks or losers. Tharp."""
    r = sample.trades.r
    return averaged(spread(chosen(r, r < 0.0), "no_losses" if len(r) else sample.r_spread.empty))


AVERAGE_LOSS_R: Final = Metric(
    key="average_loss_r",
    name="Average loss in R",
    unit=Unit.R,
    better=Better.MORE,
    formula=r"\bar R_L = \frac{1}{\#L} \sum_{R_i < 0} R_i",
    convention="Mean R-multiple of losers; below −1 losses exceed the risk that was planned; 95 % interval by Student's t.",
    source=f"{_THARP}; interval: Student 1908",
    sample_min=TRADES_MIN,
    basis="r",
    compute=average_loss_r,
)


def kelly(sample: Sample) -> Figure:
    """w/l̄ − (1 − w)/w̄ in R, w the win rate. None without trades, risks, winners or losers. Kelly 1956 (M58)."""
    r = sample.trades.r
    won, lost = chosen(r, r > 0.0), chosen(r, r < 0.0)
    n = len(won) + len(lost)
    if not len(r):
        return undefined(0, sample.r_spread.empty)
    if not len(lost):
        return undefined(n, "no_losses")
    if not len(won):
        return undefined(n, "no_wins")
    average_won, average_lost = float(np.add.reduce(won)) / len(won), -float(np.add.reduce(lost)) / len(lost)
    return number(len(won) / n / average_lost - len(lost) / n / average_won, n)


KELLY: Final = Metric(
    key="kelly",
    name="Kelly fraction, two outcomes",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{w}{|\bar R_L|} - \frac{1 - w}{\bar R_W}",
    convention="Share of the account to put at risk (1 R) a trade, as if every trade were the average winner or the average "
    "loser; half of it is the usual ceiling.",
    source="Kelly 1956; Thorp 2006, The Kelly criterion in blackjack, sports betting and the stock market",
    sample_min=TRADES_MIN,
    basis="r",
    compute=kelly,
)

MULTIPLES: Final = (
    RISK_KNOWN,
    TOTAL_R,
    EXPECTANCY_R,
    MEDIAN_R,
    DEVIATION_R,
    SKEWNESS_R,
    SQN,
    AVERAGE_WIN_R,
    AVERAGE_LOSS_R,
    KELLY,
)
