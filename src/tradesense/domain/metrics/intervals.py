"""95 % intervals: Wilson for rates, Student's t for means."""

from math import atan, exp, lgamma, log1p, pi, sqrt
from statistics import NormalDist
from typing import Final

from tradesense.domain.metrics.parts import Spread
from tradesense.domain.metrics.sample import Interval

NORMAL: Final = NormalDist()
_COVERED: Final = 0.95
Z_975: Final = NORMAL.inv_cdf(0.975)
# From here on the expansion is closer than 1e-10, and the sum below would be long.
_EXPANDS_FROM: Final = 120
_CLOSE: Final = 1e-13


def wilson(successes: int, n: int) -> Interval:
    """(k + z²/2 ± z√(k(n−k)/n + z²/4)) ÷ (n + z²), n > 0: exactly 0 for none and 1 for all. Wilson 1927."""
    squared = Z_975 * Z_975
    middle = (successes + squared / 2) / (n + squared)
    half = Z_975 / (n + squared) * sqrt(successes * (n - successes) / n + squared / 4)
    low = middle - half if successes else 0.0
    return Interval(low, middle + half if successes < n else 1.0, "wilson")


def around_mean(its: Spread) -> Interval | None:
    """m ± t·s/√n; None where the standard deviation says nothing (one value, all alike). Student 1908."""
    if its.reason is not None:
        return None
    half = t_975(its.n - 1) * its.sd / sqrt(its.n)
    return Interval(its.mean - half, its.mean + half, "t")


def t_975(df: int) -> float:
    """The 97.5 % quantile of Student's t with df ≥ 1 degrees of freedom.

    Newton's method on the finite sum for whole df (Abramowitz & Stegun 26.7.3-4), which is concave above 0, so
    that it climbs to the root; it starts from the expansion 26.7.5, which alone does for many degrees.
    """
    if df >= _EXPANDS_FROM:
        return _expanded(df)
    scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * pi)
    t = _expanded(df)
    step = t
    while abs(step) > _CLOSE * t:
        density = scale * exp(-(df + 1) / 2 * log1p(t * t / df))
        step = (_COVERED - _within(t, df)) / (2 * density)
        t += step
    return t


def _within(t: float, df: int) -> float:
    """P(−t < T < t)."""
    cosine_squared = df / (df + t * t)
    sine = t / sqrt(df + t * t)
    odd = df % 2
    term = sqrt(cosine_squared) if odd else 1.0
    series = term if df > 1 else 0.0
    for k in range(2 + odd, df - 1, 2):
        term *= cosine_squared * (k - 1) / k
        series += term
    return (atan(t / sqrt(df)) + sine * series) * 2 / pi if odd else sine * series


def _expanded(df: int) -> float:
    z = Z_975
    second = z * z
    terms = (
        (second + 1) / 4,
        ((5 * second + 16) * second + 3) / 96,
        (((3 * second + 19) * second + 17) * second - 15) / 384,
        ((((79 * second + 776) * second + 1482) * second - 1920) * second - 945) / 92_160,
    )
    return z * (1.0 + sum(term / float(df) ** power for power, term in enumerate(terms, start=1)))
