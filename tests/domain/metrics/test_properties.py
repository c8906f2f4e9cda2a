"""What must hold for any sample: laws of scale, order, partition and of figures beside each other."""

from decimal import Decimal
from fractions import Fraction
from math import isclose
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.metrics.samples import days, figure, returns, trades, value
from tests.support.scale import count
from tradesense.domain.metrics import CATALOGUE, Figure
from tradesense.domain.metrics.parts import lower_moment
from tradesense.domain.metrics.ratios import kappa

fast = settings(max_examples=count(25, 1_000), deadline=None, database=None, derandomize=True)
cents = st.integers(-100_000, 100_000)
results = st.lists(cents.map(lambda amount: Decimal(amount).scaleb(-2)), min_size=1, max_size=30)
# A return is a whole number of basis points: sums of them are not lost in rounding.
series = st.lists(st.integers(-5_000, 8_000).map(lambda points: points / 10_000), min_size=1, max_size=40)
factors = st.sampled_from([0.001, 0.5, 2.0, 1000.0])

WHOLE_FACTOR: Final = Decimal(7)
WITHOUT_UNIT = [
    "win_rate", "win_rate_all", "profit_factor", "payoff_ratio", "breakeven_win_rate", "trade_sharpe", "trade_t",
    "cost_ratio", "largest_win_share", "max_consecutive_wins", "max_consecutive_losses", "current_streak",
]  # fmt: skip
IN_MONEY = [key for key, metric in CATALOGUE.items() if metric.unit == "money" and metric.basis == "trades"]
RATIOS_OF_RETURNS = [
    "sharpe", "sharpe_per_period", "sortino", "kappa_3", "omega", "upside_potential", "skewness", "excess_kurtosis",
    "psr", "min_track_record", "sharpe_ar1", "tail_ratio", "autocorrelation",
]  # fmt: skip
OF_PATHS = {"max_consecutive_wins", "max_consecutive_losses", "current_streak"}


def same(one: Figure, other: Figure, *, rel: float = 1e-9) -> bool:
    if one.note or other.note:
        return one.note == other.note
    assert isinstance(one.value, Decimal | float | int)
    assert isinstance(other.value, Decimal | float | int)
    return one.n == other.n and isclose(float(one.value), float(other.value), rel_tol=rel, abs_tol=1e-9)


@fast
@given(results)
def test_a_larger_account_trades_no_better(net: list[Decimal]) -> None:
    small, large = trades(*net), trades(*[one * WHOLE_FACTOR for one in net])
    for key in WITHOUT_UNIT:
        assert same(figure(small, key), figure(large, key)), key
    for key in IN_MONEY:
        one, other = figure(small, key), figure(large, key)
        assert one.note == other.note
        if one.note is None:
            assert float(value(large, key)) == pytest.approx(7 * float(value(small, key)), rel=1e-12, abs=1e-10)


@fast
@given(series, factors)
def test_leverage_does_not_change_a_ratio(numbers: list[float], factor: float) -> None:
    one, other = returns(numbers), returns([factor * number for number in numbers])
    for key in RATIOS_OF_RETURNS:
        assert same(figure(one, key), figure(other, key), rel=1e-7), key


@fast
@given(series.filter(lambda numbers: len(set(numbers)) > 1), factors)
def test_the_kelly_leverage_shrinks_as_the_bets_grow(numbers: list[float], factor: float) -> None:
    one, other = returns(numbers), returns([factor * number for number in numbers])
    assert value(other, "kelly_continuous") == pytest.approx(value(one, "kelly_continuous") / factor, rel=1e-9)


@fast
@given(results, st.randoms(use_true_random=False))
def test_the_order_of_trades_matters_to_streaks_only(net: list[Decimal], chance: Any) -> None:
    mixed = [*net]
    chance.shuffle(mixed)
    forth, back = (
        trades(*order, r=[float(one) for one in order], held=[abs(float(one)) for one in order])
        for order in (net, mixed)
    )
    for key, metric in CATALOGUE.items():
        if metric.basis in {"trades", "r"} and key not in OF_PATHS:
            assert same(figure(forth, key), figure(back, key), rel=1e-7), key


@fast
@given(series, st.randoms(use_true_random=False))
def test_the_order_of_days_matters_to_drawdowns_only(numbers: list[float], chance: Any) -> None:
    mixed = [*numbers]
    chance.shuffle(mixed)
    for key in [*RATIOS_OF_RETURNS, "total_return", "volatility", "var_historical", "cvar_historical", "var_gaussian"]:
        if key not in {"sharpe_ar1", "autocorrelation"}:
            assert same(figure(returns(numbers), key), figure(returns(mixed), key), rel=1e-7), key


@fast
@given(results, st.integers(0, 30))
def test_a_trade_without_result_changes_only_what_counts_it(net: list[Decimal], place: int) -> None:
    before, after = trades(*net), trades(*net[:place], Decimal(0), *net[place:])
    for key in (
        "net_pnl", "gross_pnl", "fees", "wins", "losses", "win_rate", "payoff_ratio", "breakeven_win_rate",
        "average_win", "average_loss", "median_win", "median_loss", "largest_win", "largest_loss", "sum_of_wins",
        "sum_of_losses",
    ):  # fmt: skip
        one, other = figure(before, key), figure(after, key)
        assert (one.value, one.note) == (other.value, other.note), key
    assert figure(before, "profit_factor").value == figure(after, "profit_factor").value
    assert value(after, "trades") == value(before, "trades") + 1
    assert value(after, "breakevens") == value(before, "breakevens") + 1


@fast
@given(results)
def test_expectancy_is_what_winners_bring_less_what_losers_take(net: list[Decimal]) -> None:
    # metrics.md M07, exactly: (#W/N)·(ΣW/#W) - (#L/N)·|ΣL/#L|
    sample = trades(*net)
    n, wins, losses = (value(sample, key) for key in ("trades", "wins", "losses"))
    won, lost = Fraction(value(sample, "sum_of_wins")), Fraction(value(sample, "sum_of_losses"))
    parts = Fraction(wins, n) * (won / wins if wins else 0) - Fraction(losses, n) * abs(lost / losses if losses else 0)
    assert parts == Fraction(value(sample, "net_pnl")) / n
    assert value(sample, "sum_of_wins") + value(sample, "sum_of_losses") == value(sample, "net_pnl")
    assert abs(Fraction(value(sample, "expectancy")) - parts) <= Fraction(1, 2 * 10**12)


@fast
@given(results)
def test_gross_less_fees_is_net(net: list[Decimal]) -> None:
    sample = trades(*net, fees=[abs(one) / 100 for one in net])
    assert value(sample, "gross_pnl") - value(sample, "fees") == value(sample, "net_pnl")


@fast
@given(results, st.integers(0, 30))
def test_the_parts_add_up_to_the_whole(net: list[Decimal], cut: int) -> None:
    whole, parts = trades(*net), [trades(*part) for part in (net[:cut], net[cut:]) if part]
    for key in ("net_pnl", "gross_pnl", "fees", "sum_of_wins", "sum_of_losses", "trades", "wins", "losses"):
        assert sum(value(part, key) for part in parts) == value(whole, key)


@fast
@given(series)
def test_omega_is_one_more_than_gain_to_pain_of_the_same_series(numbers: list[float]) -> None:
    ours = figure(returns(numbers), "omega")
    lost = sum(number for number in numbers if number < 0)
    if lost:
        assert value(returns(numbers), "omega") - 1 == pytest.approx(sum(numbers) / abs(lost), rel=1e-9, abs=1e-9)
    else:
        assert ours.note == "no_losses"


@fast
@given(series)
def test_kappa_of_order_two_is_the_sortino_ratio_of_a_period(numbers: list[float]) -> None:
    assert same(figure(returns(numbers, per_year=1), "sortino"), kappa(returns(numbers), 2))
    assert same(figure(returns(numbers), "kappa_3"), kappa(returns(numbers), 3))


@fast
@given(series)
def test_kappa_of_order_one_is_omega_less_one(numbers: list[float]) -> None:
    one = kappa(returns(numbers), 1)
    if one.note is None:
        assert value(returns(numbers), "omega") - 1 == pytest.approx(one.value, rel=1e-9, abs=1e-9)


@fast
@given(series)
def test_the_mean_of_the_worst_is_no_better_than_their_border(numbers: list[float]) -> None:
    sample = returns(numbers)
    slack = 1e-12
    assert value(sample, "cvar_historical") <= value(sample, "var_historical") + slack
    assert value(sample, "cvar_historical") <= value(sample, "mean_return") + slack
    assert value(sample, "es_gaussian") <= value(sample, "var_gaussian") + slack
    assert value(sample, "var_gaussian") <= value(sample, "mean_return") + slack
    assert value(sample, "cvar_historical") >= min(numbers) - slack


def test_one_disaster_puts_the_mean_below_the_value_at_risk() -> None:
    # "VaR ≤ mean" of metrics.md 3.5 holds for the normal distribution, not for any: of forty days one loses all
    sample = returns([-1.0] + [0.01] * 39)
    assert value(sample, "mean_return") < 0 < value(sample, "var_historical")


@fast
@given(series)
def test_drawdowns_lie_between_nothing_and_everything(numbers: list[float]) -> None:
    sample = returns(numbers)
    deepest = value(sample, "max_drawdown_percent")
    assert -1 <= deepest <= value(sample, "cdar") + 1e-12 <= 1e-12
    assert 0 <= value(sample, "pain_index") <= value(sample, "ulcer_index") + 1e-12 <= -deepest + 2e-12


@fast
@given(series, st.floats(0.1, 1.0))
def test_less_leverage_never_falls_deeper(numbers: list[float], factor: float) -> None:
    part = returns([factor * number for number in numbers])
    whole = returns(numbers)
    assert value(part, "max_drawdown_percent") >= value(whole, "max_drawdown_percent") - 1e-12


@fast
@given(results)
def test_a_drawdown_is_the_largest_fall_between_any_two_days(net: list[Decimal]) -> None:
    equity = [sum(net[:day], Decimal(0)) for day in range(len(net) + 1)]
    deepest = max(high - low for day, high in enumerate(equity) for low in equity[day:])
    sample = days(*net)
    assert value(sample, "max_drawdown") == deepest
    assert 0 <= value(sample, "current_drawdown") <= deepest
    if deepest:
        recovery = value(sample, "recovery_factor")
        assert recovery == pytest.approx(float(equity[-1]) / float(deepest))
        assert value(sample, "max_drawdown_decline_days") <= value(sample, "max_drawdown_days")
        assert value(sample, "max_drawdown_days") <= value(sample, "longest_under_water_days")


@fast
@given(results)
def test_runs_are_those_that_counting_one_by_one_finds(net: list[Decimal]) -> None:
    best = run = 0
    for one in net:
        run = run + 1 if one > 0 else 0
        best = max(best, run)
    assert value(trades(*net), "max_consecutive_wins") == best
    assert value(trades(*[-one for one in net]), "max_consecutive_losses") == best
    assert value(days(*net), "max_consecutive_winning_days") == best
    if net[-1] > 0:
        assert value(trades(*net), "current_streak") == run


@fast
@given(series.filter(lambda numbers: len(set(numbers)) > 1))
def test_a_probability_grows_with_the_record(numbers: list[float]) -> None:
    once, thrice = returns(numbers), returns(numbers * 3)
    if figure(once, "psr").note or figure(thrice, "psr").note:
        return
    ratio = value(once, "sharpe_per_period")
    sure, surer = value(once, "psr"), value(thrice, "psr")
    assert 0 <= sure <= 1
    assert (surer >= sure - 1e-9) if ratio > 0 else (surer <= sure + 1e-9)


@fast
@given(series, st.integers(1, 4))
def test_lower_moments_are_those_of_their_definition(numbers: list[float], order: int) -> None:
    plain = (sum(max(-number, 0.0) ** order for number in numbers) / len(numbers)) ** (1 / order)
    assert lower_moment(np.array(numbers), order) == pytest.approx(plain, rel=1e-9, abs=1e-12)
