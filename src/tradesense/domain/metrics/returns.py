"""Daily returns on the account: growth, mean, volatility, dependence, and the shape of their distribution."""

from math import sqrt
from typing import Final

from tradesense.domain.metrics.metric import RETURNS_MIN, TAIL_MIN, Metric, averaged, number, undefined
from tradesense.domain.metrics.parts import annualised, dependence, grown_by, quantile
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_MOMENTS: Final = "Joanes & Gill 1998, Comparing measures of sample skewness and kurtosis"


def total_return(sample: Sample) -> Figure:
    """Π(1 + r_t) − 1, −1 once everything was lost. None without returns. GIPS (M14)."""
    n = len(sample.daily.returns)
    return number(grown_by(float(sample.grown[-1])), n) if n else undefined(0, sample.no_returns)


TOTAL_RETURN: Final = Metric(
    key="total_return",
    name="Total return",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"V_n - 1 = \prod_t (1 + r_t) - 1",
    convention="Time-weighted: daily returns compounded.",
    source="GIPS 2020",
    sample_min=1,
    basis="returns",
    compute=total_return,
)


def annualised_return(sample: Sample) -> Figure:
    """V_n^(q/n) − 1, −1 once everything was lost. None without a year of returns. GIPS (M17)."""
    n = len(sample.daily.returns)
    if not n:
        return undefined(0, sample.no_returns)
    annual = annualised(sample.grown, sample.daily.periods_per_year)
    return undefined(n, "under_a_year") if annual is None else number(annual, n)


ANNUALISED_RETURN: Final = Metric(
    key="annualised_return",
    name="Annualised return",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"V_n^{q/n} - 1",
    convention="Compounded; not given for less than a year of returns.",
    source="GIPS 2020",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=annualised_return,
)


def mean_return(sample: Sample) -> Figure:
    """Σr_t ÷ n. None without returns. Student 1908 for the interval (M18)."""
    return averaged(sample.returns_spread)


MEAN_RETURN: Final = Metric(
    key="mean_return",
    name="Average daily return",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"m = \frac{1}{n} \sum_t r_t",
    convention="Arithmetic, per period, days without a result counting as 0; 95 % interval by Student's t.",
    source="Common use; interval: Student 1908",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=mean_return,
)


def annual_mean_return(sample: Sample) -> Figure:
    """m·q. None without returns. Common use (M18)."""
    its = sample.returns_spread
    return number(its.mean * sample.daily.periods_per_year, its.n) if its.n else undefined(0, its.empty)


ANNUAL_MEAN_RETURN: Final = Metric(
    key="annual_mean_return",
    name="Average return, annualised",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"m\,q",
    convention="Arithmetic: the numerator of the Sharpe ratio, above what compounding yields.",
    source="Common use",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=annual_mean_return,
)


def volatility(sample: Sample) -> Figure:
    """s√q, 0 where all are alike. None under two returns. Common use (M19)."""
    its = sample.returns_spread
    if its.n < 2:
        return undefined(its.n, "n_lt_min" if its.n else its.empty)
    return number(its.sd * sqrt(sample.daily.periods_per_year), its.n)


VOLATILITY: Final = Metric(
    key="volatility",
    name="Volatility, annualised",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"s \sqrt q",
    convention="Sample standard deviation of daily returns (n − 1).",
    source="Common use",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=volatility,
)


def autocorrelation(sample: Sample) -> Figure:
    """ρ_1 = Σ(r_t − m)(r_{t−1} − m) ÷ Σ(r_t − m)². None under two returns, or all alike. NIST, Lo 2002 (M23)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    return number(dependence(sample.daily.returns, its), its.n)


AUTOCORRELATION: Final = Metric(
    key="autocorrelation",
    name="Autocorrelation of daily returns",
    unit=Unit.RATIO,
    better=Better.NEITHER,
    formula=r"\rho_1 = \frac{\sum_{t>1} (r_t - m)(r_{t-1} - m)}{\sum_t (r_t - m)^2}",
    convention="At lag 1, both sums about the one mean; above 0 the Sharpe ratio of √q is too high.",
    source="NIST/SEMATECH e-Handbook 6.4.4; Lo 2002, The statistics of Sharpe ratios",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=autocorrelation,
)


def skewness(sample: Sample) -> Figure:
    """g3, population moments. None under two returns, or all alike. Joanes & Gill 1998 (M44)."""
    its = sample.returns_spread
    return undefined(its.n, its.reason) if its.reason else number(sample.returns_shape.g3, its.n)


SKEWNESS: Final = Metric(
    key="skewness",
    name="Skewness (population)",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"g_3 = \frac{\frac1n \sum_t (r_t - m)^3}{\left(\frac1n \sum_t (r_t - m)^2\right)^{3/2}}",
    convention="Population moments, as the probabilistic Sharpe ratio takes them.",
    source=_MOMENTS,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=skewness,
)


def skewness_corrected(sample: Sample) -> Figure:
    """G1 = g3√(n(n − 1))/(n − 2). None under three returns, or all alike. Joanes & Gill 1998 (M44)."""
    its = sample.returns_spread
    if its.reason or its.n < 3:
        return undefined(its.n, its.reason or "n_lt_min")
    return number(sample.returns_shape.g3 * sqrt(its.n * (its.n - 1)) / (its.n - 2), its.n)


SKEWNESS_CORRECTED: Final = Metric(
    key="skewness_corrected",
    name="Skewness (bias-corrected)",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"G_1 = g_3 \frac{\sqrt{n(n-1)}}{n-2}",
    convention="What spreadsheets and statistics packages call sample skewness.",
    source=_MOMENTS,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=skewness_corrected,
)


def excess_kurtosis(sample: Sample) -> Figure:
    """g4 − 3, population moments. None under two returns, or all alike. Joanes & Gill 1998 (M44)."""
    its = sample.returns_spread
    return undefined(its.n, its.reason) if its.reason else number(sample.returns_shape.g4 - 3.0, its.n)


EXCESS_KURTOSIS: Final = Metric(
    key="excess_kurtosis",
    name="Excess kurtosis (population)",
    unit=Unit.RATIO,
    better=Better.LESS,
    formula=r"g_4 - 3,\quad g_4 = \frac{\frac1n \sum_t (r_t - m)^4}{\left(\frac1n \sum_t (r_t - m)^2\right)^2}",
    convention="Population moments; 0 for the normal distribution, above 0 for fat tails.",
    source=_MOMENTS,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=excess_kurtosis,
)


def excess_kurtosis_corrected(sample: Sample) -> Figure:
    """G2 = (n − 1)/((n − 2)(n − 3))·((n + 1)(g4 − 3) + 6). None under four returns, or all alike. Joanes & Gill
    1998 (M44)."""
    its = sample.returns_spread
    n = its.n
    if its.reason or n < 4:
        return undefined(n, its.reason or "n_lt_min")
    excess = (n + 1) * (sample.returns_shape.g4 - 3.0) + 6.0
    return number(excess * (n - 1) / ((n - 2) * (n - 3)), n)


EXCESS_KURTOSIS_CORRECTED: Final = Metric(
    key="excess_kurtosis_corrected",
    name="Excess kurtosis (bias-corrected)",
    unit=Unit.RATIO,
    better=Better.LESS,
    formula=r"G_2 = \frac{n-1}{(n-2)(n-3)} \left((n+1)(g_4 - 3) + 6\right)",
    convention="What spreadsheets call kurtosis.",
    source=_MOMENTS,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=excess_kurtosis_corrected,
)


def tail_ratio(sample: Sample) -> Figure:
    """|q95| ÷ |q5|, type-7 quantiles. None without returns, or where q5 is 0. empyrical (M45)."""
    n = len(sample.daily.returns)
    if not n:
        return undefined(0, sample.no_returns)
    low = quantile(sample.returns_ordered, 0.05)
    if low == 0.0:
        return undefined(n, "zero_quantile")
    return number(abs(quantile(sample.returns_ordered, 0.95)) / abs(low), n)


TAIL_RATIO: Final = Metric(
    key="tail_ratio",
    name="Tail ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{|q_{0.95}|}{|q_{0.05}|}",
    convention="Quantiles interpolated between order statistics (type 7).",
    source="empyrical; Hyndman & Fan 1996, Sample quantiles in statistical packages",
    sample_min=TAIL_MIN,
    basis="returns",
    compute=tail_ratio,
)

RETURNS: Final = (
    TOTAL_RETURN,
    ANNUALISED_RETURN,
    MEAN_RETURN,
    ANNUAL_MEAN_RETURN,
    VOLATILITY,
    AUTOCORRELATION,
    SKEWNESS,
    SKEWNESS_CORRECTED,
    EXCESS_KURTOSIS,
    EXCESS_KURTOSIS_CORRECTED,
    TAIL_RATIO,
)
