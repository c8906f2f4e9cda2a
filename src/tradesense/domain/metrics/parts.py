"""What several metrics need of a sample: outcomes, moments, the growth of a unit, the fall from a peak.

Money stays in scaled whole numbers until it is answered; statistics are two-pass, in floats. Series whose
squares would leave the range of floats are scaled by their largest value first.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import inf, sqrt
from typing import Final, Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.exact import Exact, Ints, Mask
from tradesense.domain.number import EXACT, share

Floats = NDArray[np.float64]
Number = TypeVar("Number", bound=np.generic)

Reason = Literal[
    "no_trades", "no_days", "no_capital", "no_risk", "no_times", "no_quantity",
    "no_wins", "no_losses", "no_outcomes", "no_gross_profit", "no_drawdown",
    "n_lt_min", "zero_variance", "zero_quantile", "zero_time", "under_a_year", "sharpe_not_positive",
    "outside_domain", "ruined", "not_recovered", "unaligned_days", "out_of_range",
]  # fmt: skip
"""Why a metric has no value."""

# A standard deviation this small beside the mean is rounding, not variation.
VARIATION_MIN: Final = 1e-12
# Fourth powers of sizes between these stay within the range of floats.
_SIZE_MIN: Final = 1e-60
_SIZE_MAX: Final = 1e60
# The tail is one in twenty: 5 %.
TAIL: Final = 20
_ONE: Final = Decimal(1)
_LOG_MAX: Final = 700.0


def amount(column: Exact, scaled: int) -> Decimal:
    """The amount that a sum over `column` stands for, whatever its number of digits."""
    return EXACT.scaleb(Decimal(scaled), -column.scale)


def total(column: Exact) -> Decimal:
    """The sum of a column, exact; 0 of an empty one."""
    return amount(column, int(np.add.reduce(column.values)))


def mean_amount(column: Exact, scaled: int, count: int) -> Decimal:
    """A sum divided by a count, rounded at 12 decimals where it does not end before them."""
    return share(amount(column, scaled), _ONE, Decimal(count))


def middle(values: Ints) -> tuple[int, int]:
    """The middle value, or the sum of the two middle ones; and of how many."""
    high = len(values) // 2
    low = (len(values) - 1) // 2
    placed = np.partition(values, (low, high))
    return (int(placed[high]), 1) if low == high else (int(placed[low]) + int(placed[high]), 2)


def chosen(values: NDArray[Number], mask: Mask) -> NDArray[Number]:
    """`values[mask]`; by places it takes a fifth of the time when the mask is irregular."""
    return values[mask.nonzero()[0]]


class Outcomes(NamedTuple):
    """How many trades won and lost, and their sums, scaled as the column is (`lost` is at most 0)."""

    n: int
    wins: int
    losses: int
    won: int
    lost: int


def outcomes(net: Exact) -> Outcomes:
    """Counted and summed without a loop; all 0 of an empty column."""
    gains = np.maximum(net.values, 0)
    wins = int(np.count_nonzero(gains))
    won = int(np.add.reduce(gains))
    losses = int(np.count_nonzero(net.values)) - wins
    return Outcomes(len(net), wins, losses, won, int(np.add.reduce(net.values)) - won)


class Spread(NamedTuple):
    """Mean and sample standard deviation (n − 1).

    reason  why nothing may be divided by the standard deviation
    empty   why there are no values, when there are none
    """

    n: int
    mean: float
    sd: float
    reason: Reason | None
    empty: Reason

    @property
    def sd_population(self) -> float:
        return self.sd * sqrt((self.n - 1) / self.n)


def spread(values: Floats, empty: Reason) -> Spread:
    """Two-pass mean and standard deviation; `empty` is the reason given for no values at all."""
    n = len(values)
    if n == 0:
        return Spread(0, 0.0, 0.0, empty, empty)
    unit = size(values)
    scaled = values if unit == 1.0 else values / unit
    mean = float(np.add.reduce(scaled)) / n
    if n == 1:
        return Spread(1, mean * unit, 0.0, "n_lt_min", empty)
    away = scaled - mean
    np.multiply(away, away, out=away)
    sd = sqrt(float(np.add.reduce(away)) / (n - 1))
    if sd <= VARIATION_MIN * abs(mean):
        return Spread(n, mean * unit, 0.0, "zero_variance", empty)
    return Spread(n, mean * unit, sd * unit, None, empty)


def size(values: Floats) -> float:
    """What to divide by before taking powers: 1, unless the largest value is extremely large or small."""
    largest = max(float(np.maximum.reduce(values)), -float(np.minimum.reduce(values)))
    return 1.0 if largest == 0.0 or _SIZE_MIN < largest < _SIZE_MAX else largest


class Shape(NamedTuple):
    """Population moments g3 (skewness) and g4 (raw kurtosis: 3 for the normal distribution)."""

    g3: float
    g4: float


def shape(values: Floats, its: Spread) -> Shape:
    """Standardised third and fourth moments; `its` is the spread of the same values, not zero."""
    z = (values - its.mean) / its.sd_population
    squared = z * z
    return Shape(float(np.add.reduce(squared * z)) / its.n, float(np.add.reduce(squared * squared)) / its.n)


def dependence(values: Floats, its: Spread) -> float:
    """Autocorrelation at lag 1, both sums about the one mean; `its` is the spread of the same values, not zero."""
    z = (values - its.mean) / its.sd
    return float(np.add.reduce(z[1:] * z[:-1])) / (its.n - 1)


def logs(returns: Floats) -> Floats:
    """log(1 + r_t), −∞ where everything, or more, was lost."""
    return np.log1p(returns, out=np.full(len(returns), -inf), where=returns > -1.0)


def growth(returns: Floats) -> Floats:
    """log V_t, with V_0 = 1; −∞ from the day on which everything was lost."""
    return np.cumsum(logs(returns))


def depths(grown: Floats) -> Floats:
    """DD_t = V_t ÷ highest V so far − 1, V_0 = 1 included; between −1 and 0."""
    return np.expm1(grown - np.maximum(np.maximum.accumulate(grown), 0.0))


def grown_by(log: float) -> float:
    """e^log − 1, infinite (so: out of range) rather than an error where floats end."""
    return float(np.expm1(log)) if log < _LOG_MAX else inf


def annualised(grown: Floats, periods_per_year: int) -> float | None:
    """V_n^(q/n) − 1, −1 once everything was lost; None for less than a year (GIPS)."""
    n = len(grown)
    return grown_by(float(grown[-1]) * periods_per_year / n) if n >= periods_per_year else None


def quantile(ordered: Floats, p: float) -> float:
    """Type 7 of Hyndman & Fan (1996): linear between the order statistics at (n − 1)p."""
    at = (len(ordered) - 1) * p
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    below = float(ordered[low])
    return below + (at - low) * (float(ordered[high]) - below)


def shortfall(ordered: Floats) -> float:
    """Mean of the worst 5 %, the value on the border by its fraction: Rockafellar & Uryasev 2000."""
    whole, part = divmod(len(ordered), TAIL)
    worst = float(np.add.reduce(ordered[:whole]))
    if part:
        worst += float(ordered[whole]) * part / TAIL
    return worst * TAIL / len(ordered)


def lower_moment(values: Floats, order: int) -> float:
    """(Σ max(−x, 0)^order ÷ n)^(1/order) over all n, 0 where nothing is below 0."""
    below = np.maximum(-values, 0.0)
    worst = float(np.maximum.reduce(below))
    if worst == 0.0:
        return 0.0
    mean = float(np.add.reduce((below / worst) ** order)) / len(values)
    return float(worst * mean ** (1 / order))


class Line(NamedTuple):
    """Least squares on time; the slope's error is 0 on a perfect line, R² None where nothing varies."""

    slope: float
    error: float
    r_squared: float | None


def line(values: Floats) -> Line:
    """Of two values or more, in units of their `size`."""
    n = len(values)
    y = values / size(values)
    mean = float(np.add.reduce(y)) / n
    away = y - mean
    varied = float(np.add.reduce(away * away))
    if sqrt(varied / n) <= VARIATION_MIN * abs(mean):
        return Line(0.0, 0.0, None)
    time = np.arange(n) - (n - 1) / 2
    times = n * (n * n - 1) / 12
    slope = float(np.add.reduce(time * away)) / times
    left = away - slope * time
    missed = float(np.add.reduce(left * left))
    perfect = n == 2 or missed <= VARIATION_MIN * VARIATION_MIN * varied
    return Line(slope, 0.0 if perfect else sqrt(missed / (n - 2) / times), max(0.0, 1.0 - missed / varied))


class Fall(NamedTuple):
    """The largest fall of the running sum from its highest point, the start (0) included.

    depth     scaled as the column is, at least 0
    places    0 is the start, 1 the first day; `recovery` is None while the peak is not regained
    summits   the places at which the sum stood at its highest so far; the last place is `last`
    now       how far the sum is below its peak at the end
    """

    depth: int
    peak: int
    trough: int
    recovery: int | None
    summits: NDArray[np.intp]
    last: int
    now: int


def fall(net: Exact) -> Fall:
    """M31: max(peak − equity) of the running sum, starting at 0; exact. The first deepest trough counts, and
    the last day its peak stood."""
    equity = np.zeros(len(net) + 1, dtype=net.values.dtype)
    np.cumsum(net.values, out=equity[1:])
    below = np.maximum.accumulate(equity) - equity
    trough = int(below.argmax())
    summits = (below == 0).nonzero()[0]
    after = int(np.searchsorted(summits, trough, side="right"))
    recovery = int(summits[after]) if after < len(summits) else None
    return Fall(
        depth=int(below[trough]),
        peak=int(summits[after - 1]),
        trough=trough,
        recovery=recovery,
        summits=summits,
        last=len(net),
        now=int(below[-1]),
    )


def runs(breaks: NDArray[np.intp], n: int) -> int:
    """The longest stretch without a break, `breaks` being the places of the breaks among n."""
    edges = np.empty(len(breaks) + 2, dtype=np.intp)
    edges[0], edges[-1] = -1, n
    edges[1:-1] = breaks
    return int(np.maximum.reduce(edges[1:] - edges[:-1])) - 1


def ordinals(days: tuple[date, ...]) -> NDArray[np.int64]:
    """Day numbers, the start being put on the first day."""
    return np.fromiter(_numbered(days), np.int64, len(days) + 1)


def _numbered(days: tuple[date, ...]) -> Iterator[int]:
    yield days[0].toordinal()
    yield from map(date.toordinal, days)
