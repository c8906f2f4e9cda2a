"""Intervals against printed tables and by hand; against scipy they are in test_against_libraries.py."""

import pytest

from tests.domain.metrics.samples import figure, returns, trades
from tradesense.domain.metrics.intervals import Z_975, t_975

# Student's t, 97.5 %, as printed in every table of it
TABLE = {1: "12.706", 2: "4.303", 3: "3.182", 5: "2.571", 9: "2.262", 10: "2.228", 30: "2.042", 120: "1.980"}


def test_quantiles_are_those_of_the_printed_table() -> None:
    for df, expected in TABLE.items():
        assert f"{t_975(df):.3f}" == expected


def test_quantiles_fall_towards_the_normal_one() -> None:
    quantiles = [t_975(df) for df in range(1, 200)]
    assert sorted(quantiles, reverse=True) == quantiles
    assert t_975(10**9) == pytest.approx(Z_975, rel=1e-8)


def test_eight_wins_of_ten_may_be_one_in_two() -> None:
    # Wilson for 8 of 10: (8 + 1.92073)/13.84146 ± 1.95996/13.84146 × √(8×2/10 + .96036) = .7167 ± .2266
    its = figure(trades(*[1] * 8, *[-1] * 2), "win_rate").interval
    assert its is not None
    assert its[:2] == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_winners_and_losers_are_each_known_within_their_own_interval() -> None:
    # winners 2 4 6: mean 4, s 2, t(2) 4.302653: ± 4.968276; losers -1 -3: mean -2, s √2, t(1) 12.706205: ± 12.706205
    net = [2, 4, 6, -1, -3]
    both = trades(*net, r=net)
    for key, low, high in (
        ("average_win", -0.968276, 8.968276),
        ("average_win_r", -0.968276, 8.968276),
        ("average_loss", -14.706205, 10.706205),
        ("average_loss_r", -14.706205, 10.706205),
    ):
        its = figure(both, key).interval
        assert its is not None
        assert its[:2] == pytest.approx((low, high), abs=1e-6)


def test_the_sharpe_ratio_s_interval_is_two_errors_wide() -> None:
    sample = returns([0.01, -0.004, 0.006, 0.0, 0.011, -0.002] * 8)
    its, error = figure(sample, "sharpe"), figure(sample, "sharpe_error").value
    assert its.interval is not None
    assert isinstance(error, float)
    assert its.interval.high - its.interval.low == pytest.approx(2 * 1.959963984540054 * error)
