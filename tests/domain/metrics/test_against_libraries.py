"""The same series through empyrical and scipy, where their definition is the same; where design/metrics.md 3.2
says theirs is wrong, our value from first principles."""

from importlib.metadata import version
from math import isfinite, sqrt
from typing import Any, Final

import numpy as np
import pytest

from tests.domain.metrics.libraries import DEGREES, ODD, PACKAGES, PER_YEAR, RATES, answers
from tests.domain.metrics.samples import BACON, days, figure, note, returns, trades, value
from tradesense.domain.metrics.intervals import t_975, wilson

ANSWERS: Final[dict[str, Any]] = answers()
FIGURES: Final[dict[str, dict[str, float]]] = ANSWERS["figures"]
SERIES: Final[dict[str, list[float]]] = ANSWERS["series"]
ORDINARY: Final = [name for name, series in SERIES.items() if name not in ODD and len(set(series)) > 1]


def test_the_answers_are_those_of_the_libraries_installed() -> None:
    # if this fails: .venv/bin/python -m tests.domain.metrics.libraries
    assert ANSWERS["versions"] == {package: version(package) for package in PACKAGES}


@pytest.mark.parametrize("key", [key for key in FIGURES if key != "cvar_historical"])
def test_ordinary_returns_give_the_figures_of_other_libraries(key: str) -> None:
    agreed = 0
    for name in ORDINARY:
        ours, theirs = figure(returns(SERIES[name], PER_YEAR), key), FIGURES[key][name]
        if ours.value is None:
            usual = ours.note in {"under_a_year", "n_lt_min", "zero_quantile"}
            # scipy correlates a line that is flat from the first day on by 0, which is 0 ÷ 0
            flat = key == "stability" and not any(SERIES[name][1:])
            assert usual or flat or not isfinite(theirs), (ours.note, theirs, name)
        else:
            assert ours.value == pytest.approx(theirs, rel=1e-9, abs=1e-12), name
            agreed += 1
    assert agreed > len(ORDINARY) / 2


@pytest.mark.parametrize(
    "key", ["total_return", "annualised_return", "sortino", "downside_deviation", "omega", "calmar", "sharpe",
            "max_drawdown_percent", "tail_ratio", "var_historical"],
)  # fmt: skip
def test_odd_returns_give_the_figures_of_other_libraries_or_a_reason(key: str) -> None:
    for name, series in ODD.items():
        ours, theirs = figure(returns(series, PER_YEAR), key), FIGURES[key][name]
        if ours.value is None:
            assert not isfinite(theirs) or ours.note in {"under_a_year", "zero_quantile"}, name
        elif name == "tiny" and (theirs == 0.0 or not isfinite(theirs)):
            continue  # what vanished or overflowed there has its value here: see the next test
        elif name == "one loss" and key in {"omega", "sortino"}:
            # empyrical wants two days; nothing was won, and -.03 ÷ √(.03² ÷ 1)
            assert ours.value == pytest.approx({"omega": 0.0, "sortino": -sqrt(PER_YEAR)}[key])
        else:
            assert ours.value == pytest.approx(theirs, rel=1e-9, abs=1e-12), name


@pytest.mark.parametrize("key", ["sharpe", "sortino", "omega", "kappa_3", "skewness", "excess_kurtosis", "psr"])
def test_returns_too_small_to_square_have_the_ratios_of_larger_ones(key: str) -> None:
    tiny = np.array(ODD["tiny"])
    assert value(returns(tiny), key) == pytest.approx(value(returns(tiny * 1e290), key), rel=1e-9)


def test_a_constant_gain_has_no_sharpe_ratio_where_empyrical_says_infinity() -> None:
    # metrics.md 3.1.6 and 3.2
    assert FIGURES["sharpe"]["constant gain"] == float("inf")
    assert note(returns(ODD["constant gain"]), "sharpe") == "zero_variance"


def test_expected_shortfall_of_bacon_is_not_the_mean_of_the_two_worst_months() -> None:
    # metrics.md 3.2: 5 % of 24 months are 1.2, so (-.065 - .2 × .061) / 1.2; empyrical averages two, -.063
    assert value(returns(BACON), "cvar_historical") == pytest.approx((-0.065 - 0.2 * 0.061) / 1.2)


def test_expected_shortfall_is_the_integral_of_the_worst_quantiles() -> None:
    # Acerbi & Tasche 2002: the mean over u in (0, 5 %) of the u-quantile, a step function of the sorted returns;
    # empyrical takes whole days instead, so it agrees only where 5 % are one day or less
    for name in ORDINARY:
        series = np.sort(SERIES[name])
        steps = np.repeat(series, 20)[: len(series)]  # each return for twenty equal steps of probability
        ours = value(returns(series), "cvar_historical")
        assert ours == pytest.approx(steps.mean())
        if len(series) <= 20:
            assert ours == pytest.approx(FIGURES["cvar_historical"][name])


def test_quantiles_of_t_are_right_to_ten_digits_for_any_number_of_trades() -> None:
    np.testing.assert_allclose([t_975(df) for df in DEGREES], ANSWERS["t_975"], rtol=1e-10)


def test_a_rate_s_interval_is_wilson_s() -> None:
    for (wins, n), theirs in zip(RATES, ANSWERS["wilson"], strict=True):
        low, high, method = wilson(wins, n)
        assert (low, high) == pytest.approx(tuple(theirs), abs=1e-12)
        assert 0 <= low <= wins / n <= high <= 1
        assert method == "wilson"


def test_a_mean_s_interval_is_student_s() -> None:
    for name in ORDINARY:
        series, theirs = SERIES[name], ANSWERS["student"][name]
        amounts = [f"{number:.12f}" for number in series]
        for its in (
            figure(returns(series), "mean_return"),
            figure(trades(*amounts), "expectancy"),
            figure(trades(*amounts, r=series), "expectancy_r"),
            figure(trades(*amounts, held=series), "average_hold"),
            figure(days(*amounts), "average_day"),
        ):
            assert its.interval is not None
            assert its.interval[:2] == pytest.approx(theirs, abs=1e-12)
