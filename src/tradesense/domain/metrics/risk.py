"""What a bad day costs: value at risk and expected shortfall of daily returns at 95 %, as (negative) returns."""

from typing import Final

from tradesense.domain.metrics.intervals import NORMAL
from tradesense.domain.metrics.metric import RETURNS_MIN, TAIL_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import Shape, quantile, shortfall
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_ALPHA: Final = 0.05
_Z: Final = NORMAL.inv_cdf(_ALPHA)
_DENSITY: Final = NORMAL.pdf(_Z)


def var_historical(sample: Sample) -> Figure:
    """The 5 % quantile of r_t, type 7. None without returns. Hyndman & Fan 1996 (M39)."""
    n = len(sample.daily.returns)
    return number(quantile(sample.returns_ordered, _ALPHA), n) if n else undefined(0, sample.no_returns)


VAR_HISTORICAL: Final = Metric(
    key="var_historical",
    name="Value at risk 95 %, historical",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"q_{0.05}(r)",
    convention="As a return, negative for a loss; interpolated between order statistics (type 7); n is fit from 100 days on.",
    source="Hyndman & Fan 1996, Sample quantiles in statistical packages",
    sample_min=TAIL_MIN,
    basis="returns",
    compute=var_historical,
)


def var_gaussian(sample: Sample) -> Figure:
    """m + z_5·σ, population σ. None without returns. RiskMetrics 1996 (M40)."""
    its = sample.returns_spread
    return number(its.mean + _Z * its.sd_population, its.n) if its.n else undefined(0, its.empty)


VAR_GAUSSIAN: Final = Metric(
    key="var_gaussian",
    name="Value at risk 95 %, Gaussian",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"m + z_{0.05}\, \sigma",
    convention="As if returns were normal, population standard deviation; as a return, negative for a loss.",
    source="RiskMetrics 1996, Technical Document",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=var_gaussian,
)


def expanded_z(z: float, its: Shape) -> float | None:
    """z + (z² − 1)g3/6 + (z³ − 3z)(g4 − 3)/24 − (2z³ − 5z)g3²/36, None unless that rises with z everywhere.
    Zangari 1996; Maillard 2012 (M41)."""
    g3, excess = its.g3, its.g4 - 3.0
    squared = g3 * g3
    # The derivative is a z² + g3/3 z + c: it has no root where the discriminant is at most 0.
    a = excess / 8.0 - squared / 6.0
    c = 1.0 - excess / 8.0 + 5.0 * squared / 36.0
    if squared / 9.0 > 4.0 * a * c or c <= 0.0:
        return None
    cubed = z**3
    return z + (z * z - 1.0) * g3 / 6.0 + (cubed - 3.0 * z) * excess / 24.0 - (2.0 * cubed - 5.0 * z) * squared / 36.0


def var_cornish_fisher(sample: Sample) -> Figure:
    """m + z̃·σ, z̃ expanded for skewness and kurtosis. None under two returns, all alike, or outside the domain.
    Zangari 1996; Favre & Galeano 2002; Maillard 2012 (M41)."""
    its = sample.returns_spread
    if its.reason:
        return undefined(its.n, its.reason)
    z = expanded_z(_Z, sample.returns_shape)
    return undefined(its.n, "outside_domain") if z is None else number(its.mean + z * its.sd_population, its.n)


VAR_CORNISH_FISHER: Final = Metric(
    key="var_cornish_fisher",
    name="Value at risk 95 %, Cornish-Fisher",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"m + \tilde z\, \sigma,\quad \tilde z = z + \frac{z^2 - 1}{6} g_3 + \frac{z^3 - 3z}{24} (g_4 - 3) "
    r"- \frac{2z^3 - 5z}{36} g_3^2",
    convention="Population moments; only where the expansion rises with z everywhere, so not for tails thinner than normal.",
    source="Zangari 1996; Favre & Galeano 2002; domain: Maillard 2012, A user's guide to the Cornish-Fisher expansion",
    sample_min=TAIL_MIN,
    basis="returns",
    compute=var_cornish_fisher,
)


def cvar_historical(sample: Sample) -> Figure:
    """Mean of the worst 5 % of r_t, the border by its fraction. None without returns. Rockafellar & Uryasev 2000;
    Acerbi & Tasche 2002 (M42)."""
    n = len(sample.daily.returns)
    return number(shortfall(sample.returns_ordered), n) if n else undefined(0, sample.no_returns)


CVAR_HISTORICAL: Final = Metric(
    key="cvar_historical",
    name="Expected shortfall 95 %, historical",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{1}{0.05\,n} \left(\sum_{j \le k} r_{(j)} + (0.05\,n - k)\, r_{(k+1)}\right),\quad "
    r"k = \lfloor 0.05\,n \rfloor",
    convention="Mean of exactly the worst 5 % of days, the one on the border counted by its fraction; negative for a loss.",
    source="Rockafellar & Uryasev 2000; Acerbi & Tasche 2002, On the coherence of expected shortfall",
    sample_min=TAIL_MIN,
    basis="returns",
    compute=cvar_historical,
)


def es_gaussian(sample: Sample) -> Figure:
    """m − σ·φ(z_5) ÷ 0.05, population σ. None without returns. RiskMetrics, McNeil, Frey & Embrechts 2005 (M43)."""
    its = sample.returns_spread
    return number(its.mean - its.sd_population * _DENSITY / _ALPHA, its.n) if its.n else undefined(0, its.empty)


ES_GAUSSIAN: Final = Metric(
    key="es_gaussian",
    name="Expected shortfall 95 %, Gaussian",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"m - \sigma \frac{\varphi(z_{0.05})}{0.05}",
    convention="As if returns were normal, population standard deviation; as a return, negative for a loss.",
    source="McNeil, Frey & Embrechts 2005, Quantitative Risk Management",
    sample_min=RETURNS_MIN,
    basis="returns",
    compute=es_gaussian,
)

RISK: Final = (
    VAR_HISTORICAL,
    VAR_GAUSSIAN,
    VAR_CORNISH_FISHER,
    CVAR_HISTORICAL,
    ES_GAUSSIAN,
)
