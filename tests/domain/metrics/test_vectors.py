"""Published numbers, and those that design/metrics.md 3.4 worked out from first principles."""

from math import sqrt

import numpy as np
import pytest

from tests.domain.metrics.samples import BACON, TEN_TRADES, days, returns, trades, value
from tradesense.domain.metrics import Sample
from tradesense.domain.metrics.parts import dependence, lower_moment, shape, spread
from tradesense.domain.metrics.sharpe import eta, iid_error, mertens_error, probability, track_record

NORMAL = (0.0, 3.0)  # skewness and raw kurtosis


def about(expected: float) -> object:
    return pytest.approx(expected, rel=1e-9)


def printed(expected: str) -> object:
    """To the digits that the publication prints."""
    decimals = len(expected.partition(".")[2])
    return pytest.approx(float(expected), abs=0.5000001 * 10**-decimals)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # metrics.md D01; Bacon 2008 by way of PerformanceAnalytics, which documents .7591435 for the adjusted ratio
        ("total_return", 0.218105767220917),
        ("annualised_return", 0.10367828972980941),
        ("mean_return", 0.009),
        ("volatility", 0.0395485392463709 * sqrt(12)),
        ("sharpe", 0.7883202548144858),
        ("sharpe_per_period", 0.009 / 0.0395485392463709),
        ("sharpe_geometric", 0.7567749609123466),
        ("sharpe_adjusted", 0.7591434663423579),
        # metrics.md D03; the documented digits are the comments
        ("max_drawdown_percent", -0.144672955739218),
        ("ulcer_index", 0.06118428726189615),
        ("martin", 1.6945247606794847),  # 1.70
        ("pain_index", 0.03998969),  # .04
        ("omega", 1.7797833935018048),  # 1.78
        ("sortino", 1.359216578683863),
        ("calmar", 0.7166390511623746),
        ("skewness", -0.0825624552),
        ("excess_kurtosis", 2.4324537941 - 3),
        ("excess_kurtosis_corrected", -0.4076603212),  # -.41
        ("cvar_historical", -0.0643333333),
        ("var_historical", -0.0592),
        # metrics.md 3.2: quantstats gives .8622 and .8577
        ("psr", 0.8580),
    ],
)
def test_bacon_s_portfolio_has_the_figures_that_are_documented_for_it(key: str, expected: float) -> None:
    rounded = {"pain_index": 1e-7, "psr": 1e-4, "excess_kurtosis": 1e-9, "skewness": 1e-8, "cvar_historical": 1e-8}
    assert value(returns(BACON), key) == pytest.approx(expected, rel=rounded.get(key, 1e-9))


def test_bacon_s_portfolio_earns_its_pain() -> None:
    sample = returns(BACON)
    assert value(sample, "sterling") == about(0.10367828972980941 / (0.144672955739218 + 0.1))  # by its definition
    assert value(sample, "pain_ratio") == printed("2.59")  # .10367829 / .03998969, worked out by hand


def test_downside_figures_against_half_a_percent_a_month() -> None:
    # metrics.md D02: a minimum acceptable return moves the returns; documented: .0255, .0137, .157, 1.29, .01771
    sample = returns(np.array(BACON) - 0.005, per_year=1)
    assert value(sample, "downside_deviation") == about(0.02553673824120849)
    assert lower_moment(sample.daily.returns, 1) == pytest.approx(0.0137083, rel=1e-5)
    assert value(sample, "sortino") == about(0.15663707566008658)
    assert value(sample, "omega") == about(1.2917933130699086)
    assert value(sample, "upside_potential") == pytest.approx(0.0177083 / 0.0255367, rel=1e-5)


def test_sortino_divides_by_all_years_not_only_the_losing_ones() -> None:
    # metrics.md D04, Red Rock Capital: the wrong variants give 14.14 and 2.2086
    sample = returns([0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04], per_year=1)
    assert value(sample, "downside_deviation") == about(0.022638462845343543)  # √((.05² + .04²) / 8)
    assert value(sample, "sortino") == about(4.417261042993862)


def test_omega_above_one_percent() -> None:
    # metrics.md D05, investexcel
    series = [0.0089, 0.0012, -0.002, 0.01, -0.0002, 0.02, 0.03, 0.01, -0.003, 0.01, 0.0102, -0.01]
    assert value(returns(np.array(series) - 0.01), "omega") == about(0.4639016897081413)


def test_sharpe_over_a_five_percent_riskless_rate() -> None:
    # metrics.md D06, pypbo
    series = [0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526]
    assert value(returns(np.array(series) - 0.05, per_year=1), "sharpe") == about(0.8343639209671241)


def test_two_good_years_are_less_certain_when_the_losses_are_fat() -> None:
    # metrics.md D07, Bailey & López de Prado 2012
    assert probability(0.458, 0.0, *NORMAL, 24) == about(0.981674919)
    assert probability(0.458, 0.0, -2.448, 10.164, 24) == about(0.913361084)


@pytest.mark.parametrize(("per_year", "years"), [(250, "2.73"), (52, "2.83"), (12, "3.24")])
def test_a_ratio_of_two_takes_about_three_years_to_be_told_from_one(per_year: int, years: str) -> None:
    # metrics.md D08, Bailey & López de Prado 2012
    root = sqrt(per_year)
    periods = track_record(2 / root, 1 / root, *NORMAL)
    assert periods is not None
    assert periods / per_year == printed(years)


@pytest.mark.parametrize(
    ("ratio", "errors"),
    [
        (0.5, [".306", ".217", ".177", ".153", ".137", ".095", ".067", ".047"]),
        (1.0, [".354", ".250", ".204", ".177", ".158", ".110", ".077", ".055"]),
    ],
)
def test_errors_of_the_sharpe_ratio_are_those_of_lo_s_table(ratio: float, errors: list[str]) -> None:
    # metrics.md D09, Lo 2002, table 1; Mertens' error of normal returns is the same with n - 1 for n
    for n, expected in zip([12, 24, 36, 48, 60, 125, 250, 500], errors, strict=True):
        assert iid_error(ratio, n) == printed(expected)
        assert mertens_error(ratio, *NORMAL, n + 1) == about(iid_error(ratio, n))


@pytest.mark.parametrize(("rho", "expected"), [(0.5, "2.121"), (0.2, "2.879"), (0.0, "3.464"), (-0.2, "4.171")])
def test_dependent_months_are_not_annualised_by_the_root_of_twelve(rho: float, expected: str) -> None:
    # metrics.md D10, from Lo's formula 20, summed here term by term
    summed = 12 / sqrt(12 + 2 * sum((12 - k) * rho**k for k in range(1, 12)))
    assert eta(12, rho) == printed(expected)
    assert eta(12, rho) == about(summed)


def test_hard_columns_of_numbers_keep_their_digits() -> None:
    # metrics.md D23, NIST StRD: NumAcc1, then 1 001 values around 1.2, 1 000 000.2 and 10 000 000.2
    easy = spread(np.array([10000001.0, 10000003.0, 10000002.0]), "no_trades")
    assert (easy.mean, easy.sd) == (10000002.0, 1.0)
    for middle, loose in ((1.2, 1e-13), (1000000.2, 1e-8), (10000000.2, 1e-8)):
        column = np.array([middle] + [middle - 0.1, middle + 0.1] * 500)
        its = spread(column, "no_trades")
        assert its.mean == pytest.approx(middle, rel=1e-15)
        assert its.sd == pytest.approx(0.1, rel=loose)  # one pass over squares loses it all
        assert dependence(column, its) == pytest.approx(-0.999, abs=1e-8)


def test_three_winners_have_a_sharpe_ratio_but_no_profit_factor() -> None:
    # metrics.md D26, Lean TradeStatisticsTests: mean 16.6667, sd 5.773502691896; Lean's profit factor of 10 is made up
    sample = trades(20, 20, 10)
    assert value(sample, "trade_sharpe") == about(2.886751345948)
    assert sample.net_spread.sd == about(5.773502691896)


@pytest.mark.parametrize(
    ("r", "fraction"),
    [([1.0] * 53 + [-1.0] * 47, 0.06), ([0.02] * 6 + [-0.01] * 4, 40.0)],
)
def test_kelly_bets_on_a_coin_and_on_a_small_stake(r: list[float], fraction: float) -> None:
    # metrics.md D28: Thorp 2006, p = .53 at even money; quantstats #537, 60 % win 2 %, the others lose 1 % (it says 0.40)
    assert value(trades(*([0] * len(r)), r=r), "kelly") == about(fraction)


def ten_trades() -> Sample:
    daily = days(*TEN_TRADES).daily
    return trades(*TEN_TRADES, r=[net / 100 for net in TEN_TRADES], daily=daily)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("net_pnl", 750),
        ("profit_factor", 2.3636363636363638),  # 1300 / 550
        ("win_rate", 5 / 9),
        ("win_rate_all", 5 / 10),
        ("payoff_ratio", 1.8909090909090909),  # (1300 / 5) / (550 / 4) = 260 / 137.5
        ("breakeven_win_rate", 137.5 / 397.5),
        ("expectancy", 75),
        ("max_drawdown", 200),  # from 700 after the sixth trade to 500 after the seventh
        ("recovery_factor", 3.75),
        ("sqn", 1.0834726777),
    ],
)
def test_ten_trades_worked_out_by_hand(key: str, expected: float) -> None:
    # metrics.md D30
    assert float(value(ten_trades(), key)) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([5000, 5100, 4900, 5200, 4800, 5050], 4800 / 5200 - 1),  # -7.692 %; quantstats says -95.2 %
        ([50, 55, 52, 60, 54, 58], 54 / 60 - 1),  # -10 %; quantstats says -50 %
        ([100, 90, 120], -0.1),  # the first day's loss counts (quantstats #438)
    ],
)
def test_the_deepest_fall_is_from_a_peak_that_was_there(prices: list[float], expected: float) -> None:
    moves = np.diff(prices) / prices[:-1]
    assert value(returns(moves), "max_drawdown_percent") == about(expected)


def test_three_large_gains_are_gains() -> None:
    # metrics.md 3.2: quantstats takes them for prices; 1.5 × 2.2 × 1.1 = 3.63
    assert value(returns([0.5, 1.2, 0.1]), "total_return") == about(2.63)


def test_a_losing_series_has_a_negative_recovery_factor() -> None:
    # metrics.md 3.2: quantstats drops the sign; -300 + 100 = -200 over a fall of 300
    assert value(days(-300, 100), "recovery_factor") == about(-200 / 300)


def test_skewness_of_the_normal_distribution_is_that_of_its_moments() -> None:
    # 1, 2, 3: no skewness, and g4 = (1 + 0 + 1)/3 ÷ (2/3)² = 1.5
    its = spread(np.array([1.0, 2.0, 3.0]), "no_days")
    assert shape(np.array([1.0, 2.0, 3.0]), its) == pytest.approx((0.0, 1.5))
