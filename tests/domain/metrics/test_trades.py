"""Figures of closed trades on samples small enough to work out in the head."""

from decimal import Decimal
from statistics import mean, median, stdev

import numpy as np
import pytest

from tests.domain.metrics.samples import TEN_TRADES, figure, trades, value
from tradesense.domain.columns.exact import Exact
from tradesense.domain.metrics import summarise


def test_money_figures_are_exact_to_the_last_digit() -> None:
    sample = trades("0.1", "0.2", "-0.00000000001", fees=["0.01", "0.02", "-0.005"])
    assert value(sample, "net_pnl") == Decimal("0.29999999999")
    assert value(sample, "fees") == Decimal("0.025")  # the rebate lowers them
    assert value(sample, "gross_pnl") == Decimal("0.32499999999")
    assert value(sample, "sum_of_wins") == Decimal("0.3")
    assert value(sample, "sum_of_losses") == Decimal("-0.00000000001")


def test_amounts_beyond_any_machine_word_stay_exact() -> None:
    huge = 10**40
    sample = trades(1, 1, 1)
    column = Exact.scaled([huge + 1, -huge, 7], 2)
    assert column.values.dtype == object
    wide = trades(1, 1, 1, net=column, gross=column)
    assert value(wide, "net_pnl") == Decimal("0.08")
    assert value(wide, "sum_of_wins").as_tuple().digits == (1, *[0] * 39, 8)  # 10^40 + 8 cents
    assert value(wide, "largest_loss") == Decimal(-huge).scaleb(-2)
    assert value(wide, "median_trade") == Decimal("0.07")
    assert value(wide, "wins") == 2
    assert summarise(wide).keys() == summarise(sample).keys()


def test_a_trade_without_result_is_neither_won_nor_lost() -> None:
    sample = trades(10, 0, 0, -5)
    counts = {key: value(sample, key) for key in ("trades", "wins", "losses", "breakevens")}
    assert counts == {"trades": 4, "wins": 1, "losses": 1, "breakevens": 2}
    assert value(sample, "win_rate") == 1 / 2
    assert value(sample, "win_rate_all") == 1 / 4
    assert (figure(sample, "win_rate").n, figure(sample, "win_rate_all").n) == (2, 4)


def test_fees_are_shown_per_trade_per_share_and_against_what_they_bought() -> None:
    sample = trades(90, -10, fees=[10, 5], quantity=[100, 50], fees_known=1)
    assert value(sample, "average_fee") == Decimal("7.5")
    assert value(sample, "fees_per_unit") == Decimal("0.1")  # 15 / 150
    assert value(sample, "cost_ratio") == pytest.approx(15 / 95)  # gross 100 - 5
    assert value(sample, "fees_known") == 0.5


def test_a_third_of_a_dollar_is_rounded_at_twelve_decimals() -> None:
    assert value(trades(1, 0, 0), "expectancy") == Decimal("0.333333333333")


def test_what_is_not_in_the_figures_is_counted_beside_them() -> None:
    sample = trades(1, open_trades=3, unconverted=2)
    assert value(sample, "open_trades") == 3
    assert value(sample, "unconverted") == 2


def test_winners_and_losers_have_their_average_middle_and_extreme() -> None:
    sample = trades(*TEN_TRADES)
    won = [300, 200, 450, 100, 250]
    assert value(sample, "average_win") == mean(won)
    assert value(sample, "average_loss") == Decimal("-137.5")
    assert value(sample, "median_win") == median(won)
    assert value(sample, "median_loss") == -125  # of -200 -150 -100 -100
    assert value(sample, "median_trade") == 50  # of ten: between 0 and 100
    assert value(sample, "largest_win") == 450
    assert value(sample, "largest_loss") == -200
    assert value(sample, "largest_win_share") == 450 / 1300
    assert figure(sample, "average_win").n == 5


def test_the_average_trade_is_known_within_its_interval() -> None:
    # s = 216.3458…, t(9) = 2.26215716…, √10 = 3.16227766: half a width of 154.7634
    its = figure(trades(*TEN_TRADES), "expectancy")
    assert its.interval is not None
    half = 2.2621571627409915 * stdev(TEN_TRADES) / 10**0.5
    assert its.interval[:2] == pytest.approx((75 - half, 75 + half))
    assert its.interval.method == "t"


def test_a_single_trade_or_equal_trades_say_nothing_about_their_spread() -> None:
    for sample in (trades(5), trades(5, 5, 5)):
        assert figure(sample, "expectancy").interval is None
        assert value(sample, "expectancy") == 5


def test_r_figures_leave_out_trades_without_a_stop_and_count_them() -> None:
    sample = trades(200, -100, 50, 70, r=[2.0, -1.0])
    assert value(sample, "risk_known") == 0.5
    assert value(sample, "total_r") == 1.0
    assert value(sample, "expectancy_r") == 0.5
    assert figure(sample, "expectancy_r").n == 2


def test_r_multiples_have_a_middle_a_spread_and_a_lean() -> None:
    r = [3.0, -1.0, 2.0, -0.5]
    sample = trades(*[0] * 4, r=r)
    assert value(sample, "median_r") == 0.75
    assert value(sample, "deviation_r") == pytest.approx(stdev(r))
    assert value(sample, "average_win_r") == 2.5
    assert value(sample, "average_loss_r") == -0.75
    assert value(sample, "skewness_r") > 0  # the winners reach further
    assert value(trades(*[0] * 3, r=r[:3]), "median_r") == 2.0
    assert value(trades(0, 0, r=[1.0, 1.0]), "deviation_r") == 0.0


def test_quality_stops_growing_with_the_hundredth_trade() -> None:
    pair = [2.0, -1.0]
    hundred, thousand = (trades(*[0] * n, r=pair * (n // 2)) for n in (100, 1000))
    # mean .5, population sd 1.5: √100 × .5 / (1.5 × √(n / (n - 1)))
    assert value(hundred, "sqn") == pytest.approx(10 * 0.5 / (1.5 * (100 / 99) ** 0.5))
    assert value(thousand, "sqn") == pytest.approx(10 * 0.5 / (1.5 * (1000 / 999) ** 0.5))


def test_the_t_statistic_grows_with_the_root_of_the_trades() -> None:
    sample = trades(*TEN_TRADES)
    assert value(sample, "trade_t") == pytest.approx(value(sample, "trade_sharpe") * 10**0.5)


@pytest.mark.parametrize(
    ("net", "wins", "losses", "current"),
    [
        ((1, 1, -1, 1, 1, 1), 3, 1, 3),
        ((1, 1, 0, 1, -1, -1), 2, 2, -2),  # the breakeven breaks a run of three
        ((-1, -1, -1), 0, 3, -3),
        ((1,), 1, 0, 1),
        ((0,), 0, 0, 0),
        ((1, 2, 0), 2, 0, 0),
        ((5, 5), 2, 0, 2),
    ],
)
def test_streaks_end_with_a_loss_or_a_breakeven(net: tuple[int, ...], wins: int, losses: int, current: int) -> None:
    sample = trades(*net)
    assert value(sample, "max_consecutive_wins") == wins
    assert value(sample, "max_consecutive_losses") == losses
    assert value(sample, "current_streak") == current


def test_holding_times_of_winners_and_losers_are_compared() -> None:
    # winners 60 and 180 s, losers 600 and 1000 and 800 s, one breakeven of 30 s
    sample = trades(5, -5, 5, -5, -5, 0, held=[60, 600, 180, 1000, 800, 30])
    assert value(sample, "average_hold_wins") == 120
    assert value(sample, "average_hold_losses") == 800
    assert value(sample, "median_hold_wins") == 120
    assert value(sample, "median_hold_losses") == 800
    assert value(sample, "average_hold") == pytest.approx(2670 / 6)
    assert value(sample, "median_hold") == 390  # between 180 and 600
    assert value(sample, "hold_ratio") == 0.15
    assert figure(sample, "hold_ratio").n == 5


def test_trades_without_clock_times_do_not_shorten_the_average_hold() -> None:
    assert value(trades(5, 6, 7, held=[100]), "average_hold") == 100


def test_the_kelly_fraction_of_a_losing_system_is_negative() -> None:
    # .25 / 1 - .75 / 1
    assert value(trades(*[0] * 4, r=[1.0, -1.0, -1.0, -1.0]), "kelly") == -0.5


def test_the_breakeven_win_rate_is_where_expectancy_vanishes() -> None:
    # a winner earns 300, a loser costs 100: one in four
    assert value(trades(300, -100), "breakeven_win_rate") == 0.25
    assert value(trades(300, -100, -100, -100), "expectancy") == 0


def test_a_summary_asks_for_what_it_shows_in_that_order() -> None:
    sample = trades(1, -2)
    assert list(summarise(sample, ["losses", "wins"])) == ["losses", "wins"]
    assert 20 <= len(summarise(sample)) <= 30


def test_results_are_read_in_closing_order_only_where_order_matters() -> None:
    forth, back = trades(1, 2, -3, 4), trades(4, -3, 2, 1)
    assert value(forth, "net_pnl") == value(back, "net_pnl")
    assert (value(forth, "current_streak"), value(back, "current_streak")) == (1, 2)
    assert np.array_equal(forth.trades.net.values[::-1], back.trades.net.values)
