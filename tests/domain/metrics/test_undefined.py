"""Where a figure is not defined it has no value and says why: never 0, infinity or a made-up number."""

import numpy as np
import pytest

from tests.domain.metrics.samples import NO_DAYS, NO_TRADES, days, figure, note, returns, trades, value
from tradesense.domain.metrics import CATALOGUE, REASONS, Sample

NOTHING = Sample(NO_TRADES, NO_DAYS)
COUNTS = {"trades", "wins", "losses", "breakevens", "open_trades", "unconverted", "trading_days"}


def test_nothing_traded_is_nothing_to_tell() -> None:
    for key, metric in CATALOGUE.items():
        if key in COUNTS:
            assert value(NOTHING, key) == 0
        else:
            expected = "no_trades" if metric.basis in {"trades", "r"} else "no_days"
            assert note(NOTHING, key) == expected, key
        assert figure(NOTHING, key).n == 0


def test_returns_need_to_know_the_capital() -> None:
    sample = days(10, -5, 3)
    for key in (key for key, metric in CATALOGUE.items() if metric.basis == "returns"):
        assert note(sample, key) == "no_capital", key


def test_r_figures_need_a_risk() -> None:
    sample = trades(10, -5, 3)
    for key in (key for key, metric in CATALOGUE.items() if metric.basis == "r"):
        assert note(sample, key) == "no_risk", key


@pytest.mark.parametrize(
    ("key", "net", "reason"),
    [
        ("profit_factor", (20, 20, 10), "no_losses"),
        ("profit_factor", (0, 0), "no_losses"),
        ("payoff_ratio", (1, 2), "no_losses"),
        ("payoff_ratio", (-1, -2), "no_wins"),
        ("breakeven_win_rate", (1, 2), "no_losses"),
        ("breakeven_win_rate", (-1, 0), "no_wins"),
        ("win_rate", (0, 0), "no_outcomes"),
        ("average_win", (-1, 0), "no_wins"),
        ("median_win", (-1, 0), "no_wins"),
        ("largest_win", (-1, 0), "no_wins"),
        ("largest_win_share", (-1, 0), "no_wins"),
        ("average_loss", (1, 0), "no_losses"),
        ("median_loss", (1, 0), "no_losses"),
        ("largest_loss", (1, 0), "no_losses"),
        ("trade_sharpe", (5,), "n_lt_min"),
        ("trade_sharpe", ("0.1", "0.1", "0.1"), "zero_variance"),
        ("trade_t", (5, 5), "zero_variance"),
        ("cost_ratio", (-5, 2), "no_gross_profit"),
        ("average_hold_wins", (-1, 0), "no_wins"),
        ("average_hold_losses", (1, 0), "no_losses"),
        ("median_hold_wins", (-1, 0), "no_wins"),
        ("median_hold_losses", (1, 0), "no_losses"),
        ("hold_ratio", (1, 0), "no_losses"),
        ("hold_ratio", (-1, 0), "no_wins"),
        ("hold_ratio", (1, -1), "zero_time"),
    ],
)
def test_a_ratio_without_one_of_its_sides_says_which(key: str, net: tuple[str | int, ...], reason: str) -> None:
    assert note(trades(*net), key) == reason


@pytest.mark.parametrize(
    ("key", "r", "reason"),
    [
        ("sqn", [1.0], "n_lt_min"),
        ("sqn", [0.1] * 7, "zero_variance"),
        ("deviation_r", [1.0], "n_lt_min"),
        ("skewness_r", [1.0, 2.0], "n_lt_min"),
        ("skewness_r", [1.0, 1.0, 1.0], "zero_variance"),
        ("average_win_r", [-1.0], "no_wins"),
        ("average_loss_r", [1.0], "no_losses"),
        ("kelly", [1.0, 0.0], "no_losses"),
        ("kelly", [-1.0, 0.0], "no_wins"),
    ],
)
def test_r_figures_of_too_few_or_equal_risks_say_so(key: str, r: list[float], reason: str) -> None:
    assert note(trades(*[1] * len(r), r=r), key) == reason


def test_fees_per_share_need_shares() -> None:
    assert note(trades(1, quantity=[0.0]), "fees_per_unit") == "no_quantity"


def test_holding_times_that_no_file_states_are_not_zero() -> None:
    for key in ("average_hold", "median_hold", "average_hold_wins", "median_hold_losses", "hold_ratio"):
        assert note(trades(1, -1, held=[]), key) == "no_times"


DIVIDE_BY_SPREAD = [
    "sharpe", "sharpe_per_period", "sharpe_error", "sharpe_error_iid", "sharpe_ar1", "sharpe_geometric",
    "sharpe_adjusted", "psr", "min_track_record", "autocorrelation", "skewness", "skewness_corrected",
    "excess_kurtosis", "excess_kurtosis_corrected", "kelly_continuous", "var_cornish_fisher",
]  # fmt: skip


@pytest.mark.parametrize("key", DIVIDE_BY_SPREAD)
def test_returns_that_never_vary_have_no_ratio_to_their_variation(key: str) -> None:
    # metrics.md 3.1.6: quantstats answers 8.9e16 here, empyrical infinity
    for constant in (0.1, 0.01, 1e-300, 1e12, 0.0, -1.0):
        assert note(returns([constant] * 24), key) == "zero_variance"
    assert note(returns([0.1]), key) == "n_lt_min"


def test_variation_is_small_only_beside_the_mean() -> None:
    assert value(returns([1e-15, -1e-15] * 12), "volatility") > 0
    assert value(returns([1.0 + 1e-8, 1.0 - 1e-8] * 12), "sharpe") > 1e7
    assert note(returns([1.0 + 1e-15, 1.0 - 1e-15] * 12), "sharpe") == "zero_variance"


@pytest.mark.parametrize("key", ["sortino", "kappa_3", "omega", "upside_potential", "gain_to_pain"])
def test_a_downside_ratio_needs_a_losing_day(key: str) -> None:
    assert note(returns([0.01, 0.0, 0.02]), key) == "no_losses"


@pytest.mark.parametrize("key", ["calmar", "martin", "pain_ratio"])
def test_a_return_over_drawdown_needs_a_drawdown(key: str) -> None:
    assert note(returns([0.01] * 12), key) == "no_drawdown"


@pytest.mark.parametrize(
    ("key", "series", "reason"),
    [
        ("volatility", [0.1], "n_lt_min"),
        ("skewness_corrected", [0.1, 0.2], "n_lt_min"),
        ("excess_kurtosis_corrected", [0.1, 0.2, 0.4], "n_lt_min"),
        ("k_ratio", [0.1, 0.2], "n_lt_min"),
        ("stability", [0.1], "n_lt_min"),
        ("stability", [0.0, 0.0, 0.0], "zero_variance"),
        ("k_ratio", [0.0, 0.0, 0.0], "zero_variance"),
        ("tail_ratio", [0.0] * 20 + [0.1], "zero_quantile"),
    ],
)
def test_few_or_idle_days_say_so(key: str, series: list[float], reason: str) -> None:
    assert note(returns(series), key) == reason


def test_days_without_gain_or_loss_have_no_share_of_winners() -> None:
    assert note(days(0, 0), "winning_day_share") == "no_outcomes"


def test_a_small_sample_still_has_its_value() -> None:
    assert figure(trades(1, -1), "win_rate").n < CATALOGUE["win_rate"].sample_min
    assert value(trades(1, -1), "win_rate") == 0.5


SERIES = [
    [], [0.0], [0.1], [-1.0], [-1.5, 2.0], [0.0] * 30, [-0.01] * 30, [0.01] * 30, [1e-300, -2e-300] * 15,
    [1e12, -0.5] * 15, [-1.0] * 30, [1e300] * 30, [5e-324, 0.0] * 10, [0.5] * 29 + [-1.0],
]  # fmt: skip


@pytest.mark.parametrize("series", SERIES, ids=str)
def test_no_series_however_odd_gives_nan_infinity_or_an_error(series: list[float]) -> None:
    amounts = [round(1000 * min(max(one, -1e9), 1e9)) for one in series]
    daily = returns(series).daily
    for sample in (trades(*amounts, r=series, held=np.abs(np.array(series)), daily=daily), days(*amounts, capital=1)):
        for metric in CATALOGUE.values():
            its = metric.compute(sample)
            if its.value is None:
                assert its.note in REASONS, metric.key
            else:
                assert its.note is None, metric.key
                assert str(its.value).lower() not in {"nan", "inf", "-inf"}, metric.key
            assert its.n >= 0
            assert its.interval is None or its.interval.low <= its.interval.high, metric.key
