"""What a metric is, and the two ways it answers: a number, or the reason why there is none."""

from collections.abc import Callable
from math import isfinite
from typing import Final, Literal, NamedTuple

from tradesense.domain.metrics.intervals import around_mean
from tradesense.domain.metrics.parts import Reason, Spread
from tradesense.domain.metrics.sample import Better, Figure, Interval, Sample, Unit

Basis = Literal["trades", "r", "returns", "days"]

# Smallest honest samples (metrics.md 3.1.9): averages over trades, ratios over daily returns, 5 % tails.
TRADES_MIN: Final = 10
RETURNS_MIN: Final = 20
TAIL_MIN: Final = 100


class Metric(NamedTuple):
    """One figure of the catalogue, declared once, beside the function that computes it.

    key         stable, snake_case; names the metric in addresses, reports and alerts
    unit        percentages are fractions of 1
    formula     LaTeX; p_i net results of trades, R_i the same in initial risks, r_t daily returns, V_t their
                compounded growth with V_0 = 1, q periods per year, g_3 and g_4 population moments
    convention  what was chosen where the literature differs
    sample_min  smallest honest n: below it the value is given, and shown greyed
    basis       what the sample consists of: metrics of different bases never mix
    """

    key: str
    name: str
    unit: Unit
    better: Better
    formula: str
    convention: str
    source: str
    sample_min: int
    basis: Basis
    compute: Callable[[Sample], Figure]


REASONS: Final[dict[Reason, str]] = {
    "no_trades": "No closed trade.",
    "no_days": "No day with a realised result.",
    "no_capital": "Returns need the capital that the accounts began with.",
    "no_risk": "No trade with an initial risk.",
    "no_times": "No such trade with known clock times.",
    "no_quantity": "No quantity traded.",
    "no_wins": "No winner.",
    "no_losses": "No loser.",
    "no_outcomes": "Neither a winner nor a loser.",
    "no_gross_profit": "No profit before fees to compare the fees with.",
    "no_drawdown": "Never below an earlier peak.",
    "n_lt_min": "Too few values for the formula.",
    "zero_variance": "All values are alike.",
    "zero_quantile": "The quantile divided by is zero.",
    "zero_time": "Losers were held no time.",
    "under_a_year": "Less than a year of returns is not annualised.",
    "sharpe_not_positive": "No track record is long enough while the Sharpe ratio is not positive.",
    "outside_domain": "Skewness and kurtosis are outside the expansion's domain.",
    "ruined": "All capital was lost on a day.",
    "not_recovered": "The peak has not been regained.",
    "unaligned_days": "The returns' days are not known.",
    "out_of_range": "The value is too large to be written.",
}
"""A sentence for each note that a Figure without a value may carry."""


def undefined(n: int, reason: Reason) -> Figure:
    return Figure(None, n, reason)


def number(value: float, n: int, interval: Interval | None = None) -> Figure:
    """The figure of a statistic; what left the range of floats has no value."""
    return Figure(value, n, None, interval) if isfinite(value) else undefined(n, "out_of_range")


def averaged(its: Spread) -> Figure:
    """A mean with its interval, or why there is nothing to average."""
    return number(its.mean, its.n, around_mean(its)) if its.n else undefined(0, its.empty)
