"""The Sharpe ratio of daily returns: its variants, its error, and what it proves. Risk-free rate 0."""

from math import sqrt
from typing import Final

from tradesense.domain.metrics.intervals import NORMAL, Z_975
from tradesense.domain.metrics.metric import RETURNS_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import VARIATION_MIN, annualised, dependence
from tradesense.domain.metrics.sample import Better, Figure, Interval, Sample, Unit

_SHARPE: Final = "Sharpe 1994, The Sharpe ratio"
_LO: Final = "Lo 2002, The statistics of Sharpe ratios"
_MERTENS: Final = "Mertens 2002, Comments on variance of the IID estimator in Lo; Bailey & López de Prado 2012"
_BAILEY: Final = "Bailey & López de Prado 2012, The Sharpe ratio efficient frontier"
_Z_95: Final = NORMAL.inv_cdf(0.95)


def iid_error(ratio: float, n: int) -> float:
    """√((1 + SR²/2) ÷ n) of a ratio per period. Lo 2002, equation 9 (M21)."""
    return sqrt((1.0 + ratio * ratio / 2.0) / n)


def variance_term(ratio: float, g3: float, g4: float) -> float:
    """1 − g3·SR + (g4 − 1)/4·SR², a variance: at least 0, and 0 up to rounding; SR per period. Mertens 2002 (M22)."""
    term = 1.0 - g3 * ratio + (g4 - 1.0) / 4.0 * ratio * ratio
    return term if term > VARIATION_MIN else 0.0


def mertens_error(ratio: float, g3: float, g4: float, n: int) -> float:
    """√(variance term ÷ (n − 1)), n > 1. Mertens 2002 (M22)."""
    return sqrt(variance_term(ratio, g3, g4) / (n - 1))


def probability(ratio: float, target: float, g3: float, g4: float, n: int) -> float | None:
    """Φ((SR − SR*) ÷ error); None where the error is 0. Per period. Bailey & López de Prado 2012 (M52)."""
    error = mertens_error(ratio, g3, g4, n)
    return NORMAL.cdf((ratio - target) / error) if error else None


def track_record(ratio: float, target: float, g3: float, g4: float) -> float | None:
    """1 + variance term × (z_95 ÷ (SR − SR*))² periods; None unless SR > SR*. The same, equation 13 (M53)."""
    if ratio <= target:
        return None
    z = _Z_95 / (ratio - target)
    return 1.0 + variance_term(ratio, g3, g4) * z * z


def eta(periods: int, rho: float) -> float:
    """q ÷ √(q + 2Σ_{k<q}(q − k)ρ^k), summed; |ρ| < 1. Lo 2002, equation 20, for AR(1) (M23)."""
    sums = (1.0 - (1.0 - rho**periods) / (periods * (1.0 - rho))) * rho / (1.0 - rho)
    return sqrt(periods / (1.0 + 2.0 * sums))


def sharpe(sample: Sample) -> Figure:
    """(m ÷ s)√q. None under two returns, or all alike. Sharpe 1994; Mertens 2002 for the interval (M20)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    ratio = its.mean / its.sd
    root = sqrt(sample.daily.periods_per_year)
    half = Z_975 * mertens_error(ratio, *sample.returns_shape, its.n) * root
    return number(ratio * root, its.n, Interval(ratio * root - half, ratio * root + half, "mertens"))


SHARPE: Final = Metric(
    key="sharpe",
    name="Sharpe ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{m}{s} \sqrt q",
    convention="Daily returns on account capital, never trades; sample standard deviation; risk-free rate 0; interval by "
    "Mertens' standard error.",
    source=f"{_SHARPE}; interval: Mertens 2002",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe,
)


def sharpe_per_period(sample: Sample) -> Figure:
    """m ÷ s. None under two returns, or all alike. Sharpe 1994 (M20)."""
    its = sample.returns_spread
    return undefined(its.n, its.reason) if its.reason else number(its.mean / its.sd, its.n)


SHARPE_PER_PERIOD: Final = Metric(
    key="sharpe_per_period",
    name="Sharpe ratio per day",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\mathrm{SR} = \frac{m}{s}",
    convention="Not annualised: the form that errors and probabilities are stated in.",
    source=_SHARPE,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_per_period,
)


def sharpe_error(sample: Sample) -> Figure:
    """√((1 − g3·SR + (g4 − 1)/4·SR²) ÷ (n − 1))·√q. None under two returns, or all alike. Mertens 2002 (M22)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    error = mertens_error(its.mean / its.sd, *sample.returns_shape, its.n)
    return number(error * sqrt(sample.daily.periods_per_year), its.n)


SHARPE_ERROR: Final = Metric(
    key="sharpe_error",
    name="Standard error of the Sharpe ratio",
    unit=Unit.RATIO,
    better=Better.LESS,
    formula=r"\sqrt{\frac{1 - g_3\,\mathrm{SR} + \frac{g_4 - 1}{4}\,\mathrm{SR}^2}{n - 1}}\, \sqrt q",
    convention="For returns that are not normal, population moments; annualised as the ratio is.",
    source=_MERTENS,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_error,
)


def sharpe_error_iid(sample: Sample) -> Figure:
    """√((1 + SR²/2) ÷ n)·√q. None under two returns, or all alike. Lo 2002 (M21)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    return number(iid_error(its.mean / its.sd, its.n) * sqrt(sample.daily.periods_per_year), its.n)


SHARPE_ERROR_IID: Final = Metric(
    key="sharpe_error_iid",
    name="Standard error of the Sharpe ratio, normal returns",
    unit=Unit.RATIO,
    better=Better.LESS,
    formula=r"\sqrt{\frac{1 + \frac12 \mathrm{SR}^2}{n}}\, \sqrt q",
    convention="As if returns were normal and independent; annualised as the ratio is.",
    source=_LO,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_error_iid,
)


def sharpe_ar1(sample: Sample) -> Figure:
    """SR·η(q) with ρ_k = ρ_1^k. None under two returns, or all alike. Lo 2002 (M23)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    rho = dependence(sample.daily.returns, its)
    return number(its.mean / its.sd * eta(sample.daily.periods_per_year, rho), its.n)


SHARPE_AR1: Final = Metric(
    key="sharpe_ar1",
    name="Sharpe ratio corrected for serial correlation",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\mathrm{SR}\,\eta(q),\quad \eta(q) = \frac{q}{\sqrt{q + 2 \sum_{k<q} (q - k) \rho_1^k}}",
    convention="Annualised by η(q) instead of √q, returns taken as autoregressive of order 1.",
    source=_LO,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_ar1,
)


def sharpe_geometric(sample: Sample) -> Figure:
    """(V_n^(q/n) − 1) ÷ (s√q). None without a year of returns, or all alike. Bacon 2008 (D01)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    annual = annualised(sample.grown, sample.daily.periods_per_year)
    if annual is None:
        return undefined(its.n, "under_a_year")
    return number(annual / (its.sd * sqrt(sample.daily.periods_per_year)), its.n)


SHARPE_GEOMETRIC: Final = Metric(
    key="sharpe_geometric",
    name="Geometric Sharpe ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{V_n^{q/n} - 1}{s \sqrt q}",
    convention="Compounded annual return over volatility; risk-free rate 0.",
    source="Bacon 2008, Practical Portfolio Performance Measurement and Attribution",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_geometric,
)


def sharpe_adjusted(sample: Sample) -> Figure:
    """SR(1 + g3/6·SR − (g4 − 3)/24·SR²), SR geometric. None as `sharpe_geometric`. Pézier & White 2006 (D01)."""
    figure = sharpe_geometric(sample)
    if not isinstance(figure.value, float):
        return figure
    ratio, (g3, g4) = figure.value, sample.returns_shape
    return number(ratio * (1.0 + g3 / 6.0 * ratio - (g4 - 3.0) / 24.0 * ratio * ratio), figure.n)


SHARPE_ADJUSTED: Final = Metric(
    key="sharpe_adjusted",
    name="Adjusted Sharpe ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\mathrm{SR}_g \left(1 + \frac{g_3}{6} \mathrm{SR}_g - \frac{g_4 - 3}{24} \mathrm{SR}_g^2\right)",
    convention="Penalises negative skewness and fat tails; on the geometric annual ratio, population moments.",
    source="Pézier & White 2006, The relative merits of investable hedge fund indices; Bacon 2008",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=sharpe_adjusted,
)


def psr(sample: Sample) -> Figure:
    """Φ(SR√(n − 1) ÷ √(1 − g3·SR + (g4 − 1)/4·SR²)). None under two returns, or all alike. Bailey & López de
    Prado 2012 (M52)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    chance = probability(its.mean / its.sd, 0.0, *sample.returns_shape, its.n)
    return undefined(its.n, "zero_variance") if chance is None else number(chance, its.n)


PSR: Final = Metric(
    key="psr",
    name="Probabilistic Sharpe ratio",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\Phi\!\left(\frac{\mathrm{SR} \sqrt{n - 1}}{\sqrt{1 - g_3\,\mathrm{SR} + \frac{g_4 - 1}{4}\,\mathrm{SR}^2}}\right)",
    convention="Probability that the true ratio is above 0, for one strategy looked at once; per period, raw kurtosis.",
    source=_BAILEY,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=psr,
)


def min_track_record(sample: Sample) -> Figure:
    """(1 + (1 − g3·SR + (g4 − 1)/4·SR²)(z_95 ÷ SR)²) ÷ q years. None under two returns, all alike, or SR ≤ 0.
    Bailey & López de Prado 2012, equation 13 (M53)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    periods = track_record(its.mean / its.sd, 0.0, *sample.returns_shape)
    if periods is None:
        return undefined(its.n, "sharpe_not_positive")
    return number(periods / sample.daily.periods_per_year, its.n)


MIN_TRACK_RECORD: Final = Metric(
    key="min_track_record",
    name="Minimum track record length",
    unit=Unit.YEARS,
    better=Better.LESS,
    formula=r"\frac1q \left(1 + \left(1 - g_3\,\mathrm{SR} + \frac{g_4 - 1}{4}\,\mathrm{SR}^2\right) "
    r"\left(\frac{z_{0.95}}{\mathrm{SR}}\right)^2\right)",
    convention="Years of such returns until the ratio is above 0 with 95 % confidence.",
    source=_BAILEY,
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=min_track_record,
)

SHARPES: Final = (
    SHARPE,
    SHARPE_PER_PERIOD,
    SHARPE_ERROR,
    SHARPE_ERROR_IID,
    SHARPE_AR1,
    SHARPE_GEOMETRIC,
    SHARPE_ADJUSTED,
    PSR,
    MIN_TRACK_RECORD,
)
