"""Figures of returns where the right answer can be worked out by hand."""

from datetime import date, timedelta
from math import exp, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from tests.domain.metrics.samples import BACON, figure, note, returns, value, weekdays
from tradesense.domain.metrics.parts import Shape
from tradesense.domain.metrics.risk import expanded_z


def test_a_year_and_a_half_is_annualised_by_its_length() -> None:
    # 1.21 after 18 months: 1.21^(12/18) - 1
    series = [0.1, 0.1] + [0.0] * 16
    assert value(returns(series), "annualised_return") == pytest.approx(1.21 ** (2 / 3) - 1)


def test_eleven_months_are_not_annualised() -> None:
    sample = returns([0.01] * 5 + [-0.01] * 6)
    for key in (
        "annualised_return",
        "sharpe_geometric",
        "sharpe_adjusted",
        "calmar",
        "martin",
        "pain_ratio",
        "sterling",
    ):
        assert note(sample, key) == "under_a_year"
    assert value(sample, "total_return") == pytest.approx(1.01**5 * 0.99**6 - 1)


@pytest.mark.parametrize("last", [-1.0, -1.5])
def test_who_loses_everything_has_lost_everything_and_no_more(last: float) -> None:
    sample = returns([0.5] * 6 + [last] + [0.5] * 6)
    assert value(sample, "total_return") == -1.0
    assert value(sample, "annualised_return") == -1.0
    assert value(sample, "max_drawdown_percent") == -1.0
    assert value(sample, "calmar") == -1.0
    assert note(sample, "k_ratio") == "ruined"
    assert note(sample, "stability") == "ruined"


def test_the_calmar_ratio_looks_back_thirty_six_months() -> None:
    # an early halving is outside the window; inside it, one fall of 10 % and a rise of 20 %
    early, late = [-0.5], [-0.1, 0.2] + [0.0] * 34
    sample = returns(early + late)
    assert value(sample, "calmar") == pytest.approx((1.08 ** (1 / 3) - 1) / 0.1)
    assert figure(sample, "calmar").n == 36
    # the Sterling ratio does not: from 1 down to .5 × .9, and 10 % more
    assert value(sample, "sterling") == pytest.approx((0.54 ** (12 / 37) - 1) / (0.55 + 0.1))


def test_ulcers_and_pain_count_the_days_at_the_peak_as_painless() -> None:
    # V: 1.0 .9 .81 1.0: depths 0 -.1 -.19 0
    sample = returns([0.0, -0.1, -0.1, 1 / 0.81 - 1])
    assert value(sample, "ulcer_index") == pytest.approx(sqrt((0.01 + 0.0361) / 4))
    assert value(sample, "pain_index") == pytest.approx(0.29 / 4)


def test_months_are_counted_by_the_calendar_for_gain_to_pain() -> None:
    # January: +10 % and -5 % on weekdays, 1.1 × .95 - 1 = 4.5 %; February: -3 %; March: +2 %
    dates = weekdays(70)  # 1 January to 5 April 2024
    series = {date(2024, 1, 3): 0.10, date(2024, 1, 31): -0.05, date(2024, 2, 1): -0.03, date(2024, 3, 4): 0.02}
    sample = returns([series.get(day, 0.0) for day in dates], on=(dates[0], dates[-1]))
    assert value(sample, "gain_to_pain") == pytest.approx((0.045 - 0.03 + 0.02) / 0.03)
    assert figure(sample, "gain_to_pain").n == 4


def test_bacon_s_months_have_an_omega_one_above_their_gain_to_pain() -> None:
    # metrics.md D03 and M28: each month's return on its first weekday, nothing on the others
    first, last = date(2022, 1, 3), date(2023, 12, 29)
    span = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    dates = [day for day in span if day.weekday() < 5]
    series: list[float] = []
    months: set[tuple[int, int]] = set()
    for day in dates:
        month = (day.year, day.month)
        series.append(0.0 if month in months else BACON[len(months)])
        months.add(month)
    assert value(returns(series, on=dates), "gain_to_pain") == pytest.approx(0.7797833935018048)


@pytest.mark.parametrize(("series", "per_year"), [([-0.1, 0.2, 0.1], 252), ([-0.1, 0.2, 0.0, 0.1], 365)])
def test_a_saturday_s_result_falls_into_its_own_month(series: list[float], per_year: int) -> None:
    # Friday 31 May, Saturday 1 June, Monday 3 June, with the Sunday for coins: May -10 %, June 1.2 × 1.1 - 1
    on = (date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 3))
    assert value(returns(series, per_year, on), "gain_to_pain") == pytest.approx((0.32 - 0.1) / 0.1)


def test_months_end_where_the_capital_did() -> None:
    # the loss on 31 May takes everything; June has no returns
    sample = returns([0.1, -1.0], on=(date(2024, 5, 30), date(2024, 5, 31), date(2024, 6, 3)))
    assert value(sample, "gain_to_pain") == -1.0
    assert figure(sample, "gain_to_pain").n == 1


def test_months_are_not_guessed_when_there_are_more_returns_than_days() -> None:
    on = (date(2024, 5, 31), date(2024, 6, 3))
    assert note(returns([0.1] * 7, on=on), "gain_to_pain") == "unaligned_days"


def test_expected_shortfall_counts_the_day_on_the_border_by_its_fraction() -> None:
    # 5 % of 30 days is a day and a half: (-.30 + .5 × -.29) / 1.5
    series = [-0.30, -0.29, -0.28] + [0.01] * 27
    assert value(returns(series), "cvar_historical") == pytest.approx((-0.30 - 0.145) / 1.5)
    assert value(returns(series[:20]), "cvar_historical") == pytest.approx(-0.30)  # one day in twenty
    assert value(returns([-0.2, 0.1]), "cvar_historical") == pytest.approx(-0.2)


def test_the_deepest_twentieth_of_all_days_makes_the_drawdown_at_risk() -> None:
    # V: .5, then 1 nineteen times and more: one depth of -.5 among 40 days, 5 % of which are two
    sample = returns([-0.5, 1.0] + [0.0] * 38)
    assert value(sample, "cdar") == pytest.approx(-0.25)


def test_gaussian_risk_is_mean_and_spread() -> None:
    # mean 0, population sd .01: z = -1.6448536, φ(z) / .05 = 2.0627128
    sample = returns([0.01, -0.01] * 10)
    assert value(sample, "var_gaussian") == pytest.approx(-0.016448536269514722)
    assert value(sample, "es_gaussian") == pytest.approx(-0.02062712807507427)


def test_skewed_tails_move_the_value_at_risk_where_the_expansion_holds() -> None:
    # metrics.md M41 with g3 = -.3, excess 1, z = -1.6448536:
    # z + (z² - 1)(-.05) + (z³ - 3z)/24 - (2z³ - 5z)(.0025) = -1.6448536 - .0852772 + .0201825 + .0016888
    z = NormalDist().inv_cdf(0.05)
    by_hand = z + (z**2 - 1) * -0.3 / 6 + (z**3 - 3 * z) / 24 - (2 * z**3 - 5 * z) * 0.09 / 36
    assert expanded_z(z, Shape(-0.3, 4.0)) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(-1.7082595, abs=1e-6)


@pytest.mark.parametrize("shape", [Shape(0.0, 2.4), Shape(-1.5, 4.0), Shape(0.0, 11.5), Shape(3.0, 20.0)])
def test_tails_too_thin_or_too_skewed_have_no_cornish_fisher_value(shape: Shape) -> None:
    assert expanded_z(-1.6448536, shape) is None
    steps = np.linspace(-8.0, 8.0, 4001)
    g3, excess = shape.g3, shape.g4 - 3
    bent = steps + (steps**2 - 1) * g3 / 6 + (steps**3 - 3 * steps) * excess / 24
    bent -= (2 * steps**3 - 5 * steps) * g3**2 / 36
    assert np.diff(bent).min() < 0  # a worse chance would mean a smaller loss


def test_bacon_s_thin_tails_are_outside_the_expansion() -> None:
    assert note(returns(BACON), "var_cornish_fisher") == "outside_domain"  # excess kurtosis -.57


def test_fat_but_even_tails_are_inside_it() -> None:
    series = [-0.06, 0.06] + [-0.02, 0.02] * 12 + [0.0] * 4
    sample = returns(series)
    assert value(sample, "excess_kurtosis") > 0
    assert value(sample, "var_cornish_fisher") < 0


def test_the_k_ratio_of_2003_is_the_slope_over_its_error_and_the_days() -> None:
    # log V = 0 1 1 2 on t = 1…4: slope 3/5, residuals -.1 .3 -.3 .1, SE = √(.2/2/5) = .1414
    steps = [0.0, 1.0, 0.0, 1.0]
    sample = returns([exp(step) - 1 for step in steps])
    assert value(sample, "k_ratio") == pytest.approx(0.6 / sqrt(0.02) / 4)
    assert value(sample, "stability") == pytest.approx(0.9)  # .6² × 5 / 2


def test_a_perfectly_straight_line_has_stability_one_and_no_k_ratio() -> None:
    sample = returns([0.01] * 30)
    assert value(sample, "stability") == pytest.approx(1.0)
    assert note(sample, "k_ratio") == "zero_variance"


def test_alternating_days_are_anticorrelated_and_their_ratio_is_understated() -> None:
    sample = returns([0.03, -0.01] * 20)
    assert value(sample, "autocorrelation") == pytest.approx(-39 / 40)
    assert value(sample, "sharpe_ar1") > value(sample, "sharpe") > 0


def test_a_losing_record_is_never_long_enough() -> None:
    assert note(returns([0.01, -0.02, 0.005]), "min_track_record") == "sharpe_not_positive"


def test_a_ratio_without_error_has_no_probability() -> None:
    # two outcomes, one day in four: g3 = (1 - 2/4)/√(3/16), g4 = g3² + 1, so the variance is (1 - g3·SR/2)²:
    # shifted so that SR = 2/g3 it vanishes; the sample standard deviation of 0 0 0 1 is 1/2
    g3 = 0.5 / sqrt(3 / 16)
    sample = returns(np.array([0.0, 0.0, 0.0, 1.0]) - 0.25 + 2 / g3 / 2)
    assert value(sample, "skewness") == pytest.approx(g3)
    assert value(sample, "sharpe_per_period") == pytest.approx(2 / g3)
    assert value(sample, "sharpe_error") == 0.0
    assert note(sample, "psr") == "zero_variance"


def test_what_no_float_can_hold_has_no_value_instead_of_infinity() -> None:
    sample = returns([1e12] * 60, per_year=60)
    assert note(sample, "total_return") == "out_of_range"  # (1 + 1e12)^60
    assert note(sample, "annualised_return") == "out_of_range"
    three_days = returns([1e300, 1e300, -0.5], on=(date(2024, 1, 30), date(2024, 2, 1)))
    assert note(three_days, "gain_to_pain") == "out_of_range"


def test_the_figures_of_daily_returns_follow_the_account_s_calendar() -> None:
    shares, coins = (returns([0.01, -0.005, 0.002] * 10, per_year) for per_year in (252, 365))
    for key in ("sharpe", "sortino", "volatility", "downside_deviation"):
        assert value(coins, key) / value(shares, key) == pytest.approx(sqrt(365 / 252))
    assert value(coins, "annual_mean_return") / value(shares, "annual_mean_return") == pytest.approx(365 / 252)
    assert value(coins, "mean_return") == value(shares, "mean_return")


def test_exactly_a_year_is_its_own_annual_return() -> None:
    sample = returns([0.01, -0.005] * 6)
    assert value(sample, "annualised_return") == pytest.approx(value(sample, "total_return"))
