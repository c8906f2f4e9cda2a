"""What empyrical and scipy say, on ordinary and odd series. Importing them takes four seconds, so their answers are
kept in recorded.json, with the versions that gave them; the soak asks them again, on many more series.

To record anew: .venv/bin/python -m tests.domain.metrics.libraries
"""

import json
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tests.support.scale import IS_SOAK

Series = NDArray[np.float64]

RECORDED: Final = Path(__file__).parent / "recorded.json"
PACKAGES: Final = ("empyrical-reloaded", "scipy")
PER_YEAR: Final = 12
RANDOM: Final = 40
RANDOM_IN_SOAK: Final = 2_000
ODD: Final[dict[str, list[float]]] = {
    "constant gain": [0.01] * 24,
    "all zero": [0.0] * 24,
    "all losses": [-0.001 * (day + 1) for day in range(24)],
    "constant loss": [-0.02] * 24,
    "one point": [0.03],
    "one loss": [-0.03],
    "ruin": [0.02, -0.01] * 8 + [-1.0] + [0.01] * 7,
    "tiny": [1e-300, -3e-300, 2e-300, -1e-301] * 6,
    "huge": [1e12, -0.5, 3e11, -0.9] * 6,
    "two values": [0.5, -0.5] * 12,
}
DEGREES: Final = (*range(1, 260), 500, 1_000, 99_999, 10**6, 10**9)
RATES: Final = ((0, 1), (1, 1), (0, 10), (5, 9), (8, 10), (10, 10), (33, 100), (99_000, 100_000))


def answers() -> dict[str, Any]:
    """series, their figures by key and name, quantiles of t, intervals of rates and means."""
    if IS_SOAK:
        return ask(RANDOM_IN_SOAK)
    recorded: dict[str, Any] = json.loads(RECORDED.read_text())
    return recorded


def ask(n: int) -> dict[str, Any]:
    from scipy import stats

    series = {name: np.array(numbers) for name, numbers in ODD.items()} | random_series(n)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        rates = [stats.binomtest(wins, of).proportion_ci(method="wilson") for wins, of in RATES]
        means = {
            name: stats.t.interval(0.95, len(numbers) - 1, numbers.mean(), stats.sem(numbers))
            for name, numbers in series.items()
            if name not in ODD
        }
        return {
            "versions": {package: version(package) for package in PACKAGES},
            "series": {name: numbers.tolist() for name, numbers in series.items()},
            "figures": {
                key: {name: float(say(numbers)) for name, numbers in series.items()} for key, say in sayings().items()
            },
            "t_975": stats.t.ppf(0.975, np.array(DEGREES)).tolist(),
            "wilson": [[float(rate.low), float(rate.high)] for rate in rates],
            "student": {name: [float(low), float(high)] for name, (low, high) in means.items()},
        }


def random_series(n: int) -> dict[str, Series]:
    """Ordinary, fat-tailed, skewed, idle and wild ones, of two months to three years."""
    chance = np.random.default_rng(20240102)
    kinds: tuple[Callable[[int], Series], ...] = (
        lambda size: chance.normal(0.005, 0.03, size),
        lambda size: 0.02 * chance.standard_t(3, size),
        lambda size: chance.exponential(0.02, size) - 0.015,
        lambda size: np.where(chance.random(size) < 0.6, 0.0, chance.normal(0.0, 0.05, size)),
        lambda size: chance.uniform(-0.999, 3.0, size),
    )
    return {
        f"{number}": np.maximum(kinds[number % len(kinds)](int(chance.integers(2, 36))), -0.999).round(12)
        for number in range(n)
    }


def sayings() -> dict[str, Callable[[Series], Any]]:
    """By key, the function of the library whose definition is the same."""
    import empyrical
    from scipy import stats

    def shortfall(series: Series) -> Any:
        return stats.truncnorm.mean(-np.inf, stats.norm.ppf(0.05), series.mean(), series.std())

    def k_ratio(series: Series) -> Any:
        if len(series) < 3:
            return np.nan
        line = stats.linregress(np.arange(len(series)), np.log1p(series).cumsum())
        return line.slope / line.stderr / len(series)

    def probability(series: Series) -> Any:
        ratio = series.mean() / series.std(ddof=1)
        skewness, kurtosis = stats.skew(series), stats.kurtosis(series, fisher=False)
        return stats.norm.cdf(
            ratio * np.sqrt((len(series) - 1) / (1 - skewness * ratio + (kurtosis - 1) / 4 * ratio**2))
        )

    return {
        "total_return": empyrical.cum_returns_final,
        "annualised_return": lambda series: empyrical.annual_return(series, annualization=PER_YEAR),
        "volatility": lambda series: empyrical.annual_volatility(series, annualization=PER_YEAR),
        "sharpe": lambda series: empyrical.sharpe_ratio(series, annualization=PER_YEAR),
        "sortino": lambda series: empyrical.sortino_ratio(series, annualization=PER_YEAR),
        "downside_deviation": lambda series: empyrical.downside_risk(series, annualization=PER_YEAR),
        "omega": empyrical.omega_ratio,
        "calmar": lambda series: empyrical.calmar_ratio(series, annualization=PER_YEAR),
        "max_drawdown_percent": empyrical.max_drawdown,
        "tail_ratio": empyrical.tail_ratio,
        "var_historical": empyrical.value_at_risk,
        "cvar_historical": empyrical.conditional_value_at_risk,
        "stability": empyrical.stability_of_timeseries,
        "skewness": stats.skew,
        "skewness_corrected": lambda series: stats.skew(series, bias=False),
        "excess_kurtosis": stats.kurtosis,
        "excess_kurtosis_corrected": lambda series: stats.kurtosis(series, bias=False),
        "k_ratio": k_ratio,
        "var_gaussian": lambda series: stats.norm.ppf(0.05, series.mean(), series.std()),
        "es_gaussian": shortfall,
        "psr": probability,
    }


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(ask(RANDOM), indent=0) + "\n")
