"""Figures of trading days and of the way their results add up."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.metrics.samples import NO_TRADES, days, figure, note, value, weekdays
from tradesense.domain.columns.exact import Exact
from tradesense.domain.metrics import DailySample, Sample

JANUARY = [date(2024, 1, day) for day in (2, 3, 5, 9, 12, 16, 19)]


def test_a_drawdown_is_told_with_its_peak_trough_and_recovery() -> None:
    #   2nd   3rd   5th   9th  12th  16th  19th
    #   100   150   120    90    90   140   160   equity: the peak of 150 is regained on the 19th
    sample = days(100, 50, -30, -30, 0, 50, 20, on=JANUARY)
    assert value(sample, "max_drawdown") == 60
    assert value(sample, "max_drawdown_peak") == "2024-01-03"
    assert value(sample, "max_drawdown_trough") == "2024-01-09"  # the first of two days at 90
    assert value(sample, "max_drawdown_days") == 16  # 3rd to 19th
    assert value(sample, "max_drawdown_decline_days") == 6
    assert value(sample, "max_drawdown_recovery_days") == 10
    assert value(sample, "longest_under_water_days") == 16
    assert value(sample, "current_drawdown") == 0
    assert value(sample, "recovery_factor") == pytest.approx(160 / 60)


def test_a_loss_on_the_first_day_is_a_drawdown_from_the_start() -> None:
    sample = days(-40, 10, on=JANUARY[:2])
    assert value(sample, "max_drawdown") == 40
    assert value(sample, "max_drawdown_peak") == "start"
    assert value(sample, "max_drawdown_trough") == "2024-01-02"
    assert value(sample, "max_drawdown_days") == 1
    assert value(sample, "longest_under_water_days") == 1
    assert value(sample, "current_drawdown") == 30
    assert note(sample, "max_drawdown_recovery_days") == "not_recovered"


def test_the_peak_is_the_last_day_that_stood_that_high() -> None:
    # equity 50 20 50 10: back at the peak on the 5th, so the fall to 10 begins there
    sample = days(50, -30, 30, -40, on=JANUARY[:4])
    assert value(sample, "max_drawdown_peak") == "2024-01-05"
    assert value(sample, "max_drawdown_days") == 4  # still open on the 9th
    assert value(sample, "longest_under_water_days") == 4  # 5th to 9th, longer than 2nd to 5th


def test_the_longest_time_under_water_need_not_be_the_deepest() -> None:
    # equity 100 99 98 100 40 100: shallow from the 2nd to the 9th, deep from the 9th to the 16th
    sample = days(100, -1, -1, 2, -60, 60, on=[*JANUARY[:4], date(2024, 1, 10), date(2024, 1, 12)])
    assert value(sample, "max_drawdown") == 60
    assert value(sample, "max_drawdown_days") == 3
    assert value(sample, "longest_under_water_days") == 7


def test_who_never_fell_back_has_no_drawdown_and_was_never_under_water() -> None:
    sample = days(10, 0, 20)
    assert value(sample, "max_drawdown") == 0
    assert value(sample, "longest_under_water_days") == 0
    for key in ("max_drawdown_peak", "max_drawdown_trough", "recovery_factor"):
        assert note(sample, key) == "no_drawdown"


def test_a_drawdown_of_forty_digits_is_exact() -> None:
    huge = 10**40
    net = Exact.scaled([huge, -huge - 3, 5], 2)
    sample = Sample(NO_TRADES, DailySample(weekdays(3), net, None, days().daily.returns))
    assert value(sample, "current_drawdown").as_tuple().digits == (*[9] * 39, 8)
    assert value(sample, "max_drawdown").as_tuple().digits == (1, *[0] * 39, 3)


def test_days_have_their_best_worst_and_average() -> None:
    sample = days(10, -4, 0, 3)
    assert value(sample, "trading_days") == 4
    assert value(sample, "best_day") == 10
    assert value(sample, "worst_day") == -4
    assert value(sample, "average_day") == Decimal("2.25")
    assert value(sample, "winning_day_share") == 2 / 3  # the day of 0 is in neither number
    assert figure(sample, "winning_day_share").n == 3


def test_runs_of_days_break_at_a_day_without_gain_or_loss() -> None:
    sample = days(1, 1, 0, 1, -1, -1)
    assert value(sample, "max_consecutive_winning_days") == 2
    assert value(sample, "max_consecutive_losing_days") == 2
