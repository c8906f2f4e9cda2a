"""The auditor against examples worked out by hand (ledger.md, A to F, and the corners of its rules)."""

import random
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.domain.fills import OPENING_BELL, Tape, fill
from tests.domain.recounting import (
    METHODS,
    MONDAY,
    TINY,
    TUESDAY,
    WEDNESDAY,
    counted,
    example_a,
    f,
    only,
    pick,
    realised,
    row,
    rules,
    split_after,
)
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.ids import ExecutionId
from tradesense.domain.recount import Recount, RecountedDay, recount


@pytest.mark.parametrize(
    ("method", "picks", "at_150", "at_50"),
    [
        # Exit 150 × 12 = 1800; the last 50 × 9 = 450. Lots: 100 @ 10, 100 @ 11.
        ("fifo", [], 250, -100),  # 1800 − (1000 + 550); 450 − 550
        ("lifo", [], 200, -50),  # 1800 − (1100 + 500); 450 − 500
        ("hifo", [], 200, -50),  # 11 is dearer than 10: as lifo
        ("average", [], 225, -75),  # 1800 − 150 × 10.50; 450 − 50 × 10.50
        ("specific", [(0, 60), (1, 90)], 210, -60),  # 1800 − (600 + 990); 450 − (40 × 10 + 10 × 11)
    ],
)
def test_example_a_realises_by_method_but_totals_the_same(
    method: str, picks: list[tuple[int, int]], at_150: int, at_50: int
) -> None:
    tape = example_a(*picks)
    result = counted(tape, method=method)
    long, short = result.trades
    # Fees at the 150: 1.50 + three quarters of the entries' 2.00; at the closing 50: half of 1.00, and the last 0.50.
    assert long.days == (
        RecountedDay(TUESDAY, f(at_150), f(3), f(at_150), f(3)),
        RecountedDay(WEDNESDAY, f(at_50), f(1), f(at_50), f(1)),
    )
    assert row(long.gross, long.fees, long.base_gross, long.base_fees) == (150, 4, 150, 4)
    assert row(long.direction, long.opening_quantity, long.entry_quantity, long.exit_quantity) == (1, 100, 200, 200)
    assert long.entry_notional / long.entry_quantity == f("10.50")
    assert long.exit_notional / long.exit_quantity == f("11.25")
    assert row(long.executions, long.entries) == (4, 2)
    assert row(long.opened_at, long.opened_on) == (OPENING_BELL, MONDAY)
    assert row(long.closed_at, long.closed_on) == (OPENING_BELL + timedelta(minutes=3), WEDNESDAY)
    # Short 50 @ 9.00 with the other half of the flip's fee, bought back @ 8.50: (9.00 − 8.50) × 50 = 25.
    assert row(short.opening, short.direction, short.opening_quantity) == (tape.fills[3].id, -1, 50)
    assert row(short.entry_notional, short.exit_notional, short.gross, short.fees) == (450, 425, 25, 1)
    assert row(short.executions, short.entries) == (2, 1)
    assert row(*result[1:5]) == (0, 0, 0, ())


@pytest.mark.parametrize("method", [*METHODS, "specific"])
def test_example_b_counts_the_multiplier_of_a_future(method: str) -> None:
    tape = Tape().buy(2, "4500.25", "2.25").sell(2, "4510.50", "2.25")
    trade = only(counted(tape, method=method, multiplier="50"))
    # 2 × 4500.25 × 50 = 450 025; 2 × 4510.50 × 50 = 451 050; fees 4.50, so net 1020.50.
    assert row(trade.entry_notional, trade.exit_notional) == (450_025, 451_050)
    assert row(trade.gross, trade.fees, trade.gross - trade.fees) == (1025, f("4.50"), f("1020.50"))


@pytest.mark.parametrize("method", [*METHODS, "specific"])
def test_example_c_an_option_that_expires_worthless_loses_its_premium(method: str) -> None:
    tape = Tape().buy(3, "2.50").sell(3, 0, kind=ExecutionKind.EXPIRY, closes=True)
    trade = only(counted(tape, method=method, multiplier="100"))
    assert row(trade.gross, trade.exit_notional) == (-750, 0)  # 3 × 2.50 × 100


@pytest.mark.parametrize("method", [*METHODS, "specific"])
def test_example_d_a_split_restates_what_is_open_but_not_what_was_traded(method: str) -> None:
    trade = only(counted(Tape().buy(10, "400.00").sell(40, "105.00"), split_after(0.5, 4, 1), method=method))
    assert trade.gross == 200  # 40 × 105 − 10 × 400
    assert row(trade.opening_quantity, trade.entry_quantity, trade.entry_notional) == (10, 40, 4000)


def test_example_e_margin_converts_at_the_rate_of_the_closing_fill() -> None:
    at_150, at_151 = Decimal(1) / 150, Decimal(1) / 151
    tape = Tape().buy(10_000, "150.00", 300, rate=at_150).sell(10_000, "151.00", 2, rate=at_151)
    trade = only(counted(tape, converts=True, margin=True))
    assert row(trade.gross, trade.fees) == (10_000, 302)
    assert trade.base_gross == round(10_000 * Fraction(at_151), 12)  # decision 14
    assert round(trade.base_gross, 2) == f("66.23")  # 10 000 ÷ 151 = 66.225165…
    assert trade.base_fees == round(302 * Fraction(at_151), 12)  # the entry's fees at the exit's rate too


@pytest.mark.parametrize("method", [*METHODS, "specific"])
def test_example_f_a_fee_in_the_asset_shortens_what_arrived(method: str) -> None:
    tape = Tape().buy(1, 50_000, None, asset_fee=Decimal("0.001")).sell("0.999", 52_000)
    result = counted(tape, method=method)
    trade = only(result)
    # Arrived 0.999, cost 49 950; sold for 51 948; the fee is 0.001 × 50 000.
    assert row(trade.entry_quantity, trade.entry_notional, trade.exit_notional) == (f("0.999"), 49_950, 51_948)
    assert row(trade.gross, trade.fees, result.quantity) == (1998, 50, 0)
    assert trade.fees_known


def test_a_fee_in_the_asset_lengthens_what_leaves() -> None:
    tape = Tape().buy(1, 100).sell("0.4", 200, 1, asset_fee=Decimal("0.1"))
    result = counted(tape)
    trade = only(result)
    assert row(result.quantity, result.cost) == (f("0.5"), 50)
    # 0.5 units left at 200, cost 50; fees 1 + 0.1 × 200.
    assert row(trade.exit_quantity, trade.gross, trade.fees) == (f("0.5"), 50, 21)


def test_an_open_trade_shows_what_is_realised_and_what_is_still_in_its_lots() -> None:
    tape = Tape().sell(4, 10, 2).sell(4, 12, 4).buy(6, 9, 3)
    result = counted(tape, multiplier="10")
    trade = only(result)
    # Short: lots 4 @ 10 (400), 4 @ 12 (480). Bought back 6 for 540 against 400 + 240; fees 2 + 2 + 3.
    assert row(trade.direction, trade.gross, trade.fees) == (-1, 100, 7)
    assert row(trade.closed_at, trade.closed_on) == (None, None)
    assert row(trade.entry_quantity, trade.exit_quantity) == (8, 6)
    assert row(trade.entry_notional, trade.exit_notional) == (880, 540)
    assert row(result.quantity, result.cost, result.open_fees) == (-2, 240, 2)


def test_a_trade_without_an_exit_has_realised_nothing_in_any_currency() -> None:
    trade = only(counted(Tape().buy(1, 10, 1), converts=True))
    assert row(trade.gross, trade.fees, trade.base_gross, trade.base_fees, trade.days) == (0, 0, 0, 0, ())


def test_no_fills_are_no_trades() -> None:
    assert counted(Tape(), split_after(0, 2, 1)) == Recount((), f(0), f(0), f(0), ())


def test_the_order_of_arrival_does_not_matter() -> None:
    same = OPENING_BELL + timedelta(hours=1)
    fills = [
        fill(Side.SELL, 5, 1, 15, 0, at=same, day=MONDAY, sequence=1, ordinal=1, fingerprint="b"),
        fill(Side.SELL, 4, 1, 14, 0, at=same, day=TUESDAY, sequence=1, ordinal=1, fingerprint="a"),
        fill(Side.SELL, 3, 1, 13, 0, at=same, day=MONDAY, sequence=1, ordinal=0, fingerprint="c"),
        fill(Side.SELL, 2, 1, 12, 0, at=same, day=TUESDAY, sequence=0, ordinal=2, fingerprint="d"),
        fill(Side.BUY, 1, 4, 10, 0, at=OPENING_BELL),
    ]
    expected = recount(fills, (), rules("lifo"))
    shuffler = random.Random(1)
    for _ in range(20):
        shuffler.shuffle(fills)
        assert recount(fills, (), rules("lifo")) == expected
    # BUY 4 @ 10, then sold one by one at 12, 13, 14, 15, on alternate days: sequence, ordinal, fingerprint.
    assert realised(only(expected)) == [2, 3, 4, 5]


def test_at_one_instant_sequence_then_ordinal_then_fingerprint_settle_which_fill_opens() -> None:
    def opening(first: dict[str, Any], second: dict[str, Any]) -> ExecutionId:
        fills = [
            fill(Side.SELL, 2, 1, 10, 0, at=OPENING_BELL, **second),
            fill(Side.BUY, 1, 1, 10, 0, at=OPENING_BELL, **first),
        ]
        return only(recount(fills, (), rules())).opening

    bought = fill(Side.BUY, 1, 1, 10, 0).id
    assert opening({"sequence": 1, "ordinal": 2}, {"sequence": 2, "ordinal": 1}) == bought
    assert opening({"ordinal": 1, "fingerprint": "b"}, {"ordinal": 2, "fingerprint": "a"}) == bought
    assert opening({"fingerprint": "a"}, {"fingerprint": "b"}) == bought


# Flips


def test_a_flip_divides_its_fee_by_quantity_and_the_opening_part_takes_the_rest() -> None:
    result = counted(Tape().buy(1, 10).sell(3, 11, "1.00"))
    long, short = result.trades
    assert long.fees == f("0.333333333333")  # 1.00 × 1 ÷ 3
    assert row(short.fees, result.open_fees) == (0, f("0.666666666667"))
    assert row(short.opening_quantity, result.quantity, result.cost) == (2, -2, 22)


@pytest.mark.parametrize(
    ("fee", "closing"),
    [("0.000000000001", "0"), ("0.000000000003", "0.000000000002"), ("-0.000000000003", "-0.000000000002")],
)
def test_a_half_is_rounded_to_even(fee: str, closing: str) -> None:
    result = counted(Tape().buy(1, 10).sell(2, 11, fee))
    assert result.trades[0].fees == f(closing)  # half of 1e-12 is nearer to even 0, half of 3e-12 to even 2e-12
    assert result.open_fees == f(fee) - f(closing)


def test_a_fee_that_is_not_divided_is_not_rounded() -> None:
    assert only(counted(Tape().buy(1, 10, TINY).sell(1, 11, TINY))).fees == 2 * f(TINY)


# What matches nothing


def test_a_fill_that_closes_matches_nothing_when_flat() -> None:
    result = counted(Tape().sell(5, 10, 1, closes=True))
    assert result == Recount((), f(0), f(0), f(0), ((ExecutionId(fill(Side.SELL, 0, 5, 10, 1).id), f(5)),))


def test_what_a_closing_fill_has_too_much_is_unmatched_with_its_share_of_the_fee() -> None:
    tape = Tape().buy(1, 10).sell(4, 12, 2, closes=True)
    result = counted(tape)
    trade = only(result)
    assert row(trade.gross, trade.fees, trade.executions) == (2, f("0.5"), 2)  # a quarter of the fee
    assert row(*result[1:5]) == (0, 0, 0, ((tape.fills[1].id, f(3)),))


def test_a_closing_fill_on_the_side_of_the_position_adds_nothing() -> None:
    tape = Tape().sell(2, 10).sell(3, 11, None, closes=True, time_known=False)
    result = counted(tape)
    trade = only(result)
    assert row(result.quantity, result.open_fees, result.unmatched) == (-2, 0, ((tape.fills[1].id, f(3)),))
    assert row(trade.executions, trade.fees_known, trade.times_known) == (1, True, True)


def test_a_cash_account_never_goes_short_but_buys_as_it_likes() -> None:
    tape = Tape().sell(1, 9).buy(2, 10).buy(1, 10).sell(5, 12)
    result = counted(tape, long_only=True)
    assert only(result).gross == 6
    assert result.unmatched == ((tape.fills[0].id, f(1)), (tape.fills[3].id, f(2)))


# Which lot


def test_hifo_takes_the_dearest_and_of_equals_the_older() -> None:
    tape = Tape().buy(1, 10).buy(1, 12, 1).buy(1, 11).buy(1, 12, 2)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        tape.sell(1, 12, day=day)
    result = counted(tape, method="hifo")
    trade = only(result)
    # 12 of the older (fee 1), 12 of the younger (fee 2), 11; the 10 stays.
    assert [row(day.gross, day.fees) for day in trade.days] == [(0, 1), (0, 2), (1, 0)]
    assert result.cost == 10


def test_lifo_takes_the_newest_of_the_moment() -> None:
    tape = Tape().buy(2, 10).buy(2, 11).sell(1, 20, day=MONDAY).buy(1, 12).sell(3, 20, day=TUESDAY)
    # First one @ 11; then the one @ 12, the other @ 11 and one @ 10: 60 − 33.
    assert realised(only(counted(tape, method="lifo"))) == [9, 27]


def test_an_average_that_does_not_divide_is_rounded_and_the_last_exit_takes_the_rest() -> None:
    tape = Tape().buy(1, 10).buy(2, 11).sell(1, 12, day=MONDAY).sell(2, 12, day=TUESDAY)
    # The pool of 3 costs 32: one of them 10.666666666667, the rest 21.333333333333.
    assert realised(only(counted(tape, method="average"))) == [f("1.333333333333"), f("2.666666666667")]


def test_a_pool_of_one_entry_is_exact_until_a_second_is_merged_and_again_once_it_was_empty() -> None:
    tape = Tape().buy(4, TINY).sell(1, 0, day=MONDAY)  # exact: −1e-13
    tape.buy(1, TINY).sell(1, 0, day=TUESDAY)  # pool of 4 for 4e-13: 1e-13 rounds to 0
    tape.sell(5, 0, day=WEDNESDAY)  # the rest, −4e-13; then short 2 @ 0
    tape.buy(5, TINY).sell(1, 0)  # closes 2 for 2e-13, a new pool of 3: exact again
    long, short, open_long = counted(tape, method="average").trades
    assert realised(long) == [-f(TINY), 0, -4 * f(TINY)]
    assert short.gross == -2 * f(TINY)
    assert realised(open_long) == [-f(TINY)]


def specific_tape(*picks: tuple[int, str | int]) -> Tape:
    tape = Tape().buy(2, 10).buy(3, 11, 3)
    return tape.sell(3, 20, 1, picks=tuple(pick(fill(Side.BUY, n, 1, 1, 0), units) for n, units in picks))


def test_specific_picks_take_the_named_lots() -> None:
    result = counted(specific_tape((1, 2), (0, 1)), method="specific")
    trade = only(result)
    # 60 − (2 × 11 + 10); fees 1 + two thirds of 3; left: one of each.
    first, second = (tape_fill.id for tape_fill in Tape().buy(2, 10).buy(3, 11, 3).fills)
    assert [row(*lot) for lot in result.lots] == [(first, 1, 10, 0), (second, 1, 11, 1)]
    assert row(trade.gross, trade.fees) == (28, 3)
    assert row(result.quantity, result.cost, result.open_fees) == (2, 21, 1)


@pytest.mark.parametrize(
    "picks",
    [
        pytest.param([], id="none"),
        pytest.param([(0, 3)], id="more than is left in the lot"),
        pytest.param([(1, 1), (1, 2)], id="a lot twice"),
        pytest.param([(1, 1), (1, 3)], id="a lot twice and too many"),
        pytest.param([(1, 2)], id="too few"),
        pytest.param([(0, 1), (1, 3)], id="too many"),
        pytest.param([(1, 2), (7, 1)], id="a lot that is not open"),
        pytest.param([(1, 3), (0, 0)], id="nothing of a lot"),
    ],
)
def test_specific_picks_that_do_not_fit_leave_the_position_as_it_was(picks: list[tuple[int, str | int]]) -> None:
    tape = specific_tape(*picks)
    result = counted(tape, method="specific")
    trade = only(result)
    assert row(trade.executions, trade.exit_quantity, trade.gross, trade.fees) == (2, 0, 0, 0)
    assert row(*result[1:5]) == (5, 53, 3, ((tape.fills[2].id, f(3)),))


def test_specific_needs_no_picks_for_the_only_lot_or_the_whole_position() -> None:
    tape = Tape().buy(3, 10).sell(1, 12, day=MONDAY).buy(2, 11).sell(5, 12, day=TUESDAY)
    long, short = counted(tape, method="specific").trades
    assert realised(long) == [2, 6]  # 12 − 10; 4 × 12 − (2 × 10 + 2 × 11)
    assert short.opening_quantity == 1
