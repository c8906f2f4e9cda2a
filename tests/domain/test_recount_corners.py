"""The auditor on splits, currencies, days and refusals."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.domain.fills import Tape
from tests.domain.recounting import (
    METHODS,
    MONDAY,
    TINY,
    TUESDAY,
    WEDNESDAY,
    counted,
    f,
    only,
    realised,
    row,
    split_after,
)
from tradesense.domain.recount import RecountedDay
from tradesense.domain.split import Split

# Splits


def test_a_reverse_split_rounds_each_lot_but_the_last_which_takes_the_rest() -> None:
    tape = Tape().buy(5, 6).buy(5, 9).sell(1, 30, day=MONDAY).sell("0.666666666667", 30, day=TUESDAY)
    result = counted(tape, split_after(1.5, 1, 3))
    trade = only(result)
    # 10 ÷ 3 = 3.333333333333; the first lot 1.666666666667, so the last 1.666666666666 (not …667).
    assert trade.entry_quantity == f("3.333333333333")
    assert row(result.quantity, result.cost) == (f("1.666666666666"), 45)
    # 30 × 1 ÷ 1.666666666667 = 17.99999999999640…, rounded …996; the second exit takes what is left of 30.
    assert realised(trade) == [f("12.000000000004"), 30 * f("0.666666666667") - f("12.000000000004")]
    assert row(trade.opening_quantity, trade.entry_notional) == (5, 75)
    tape.sell("1.666666666666", 30)
    assert only(counted(tape, split_after(1.5, 1, 3))).closed_on == MONDAY  # and so nothing of the last lot is left


def test_a_split_scales_what_was_closed_and_so_the_entries() -> None:
    trade = only(counted(Tape().buy(10, 3).sell(1, 4), split_after(9, 1, 3)))
    # Closed 1 → 0.333333333333, open 9 → 3; notionals stay.
    assert row(trade.exit_quantity, trade.entry_quantity) == (f("0.333333333333"), f("3.333333333333"))
    assert row(trade.entry_notional, trade.exit_notional, trade.gross) == (30, 4, 1)


def test_a_split_told_by_the_units_it_added_is_what_they_make_of_those_held() -> None:
    def added(units: str) -> Split:
        return split_after(9, 1, 1)._replace(numerator=0, denominator=0, added=Decimal(units))

    # 30 come to 10: four for one. 9 of 10 go: one for ten. All 10 going would be no split.
    long, short = Tape().buy(10, 3), Tape().sell(10, 3)
    assert [counted(long, added(units)).quantity for units in ("30", "-9", "-10", "0")] == [40, 1, 10, 10]
    assert [counted(short, added(units)).quantity for units in ("-30", "9", "10")] == [-40, -1, -10]


def test_a_result_that_ends_is_not_rounded_however_long() -> None:
    result = counted(Tape().buy(TINY, 8), split_after(1, 1, 8))
    assert result.quantity == f(TINY) / 8


def test_a_lot_keeps_an_exact_price_through_a_split_that_divides() -> None:
    trade = only(counted(Tape().buy(1, TINY).sell(1, 0), split_after(0.5, 2, 1)))
    assert trade.gross == -f(TINY) / 2


def test_a_lot_that_lost_its_exact_price_does_not_get_it_back() -> None:
    back = (split_after(0.6, 1, 7), split_after(0.5, 7, 1))
    result = counted(Tape().buy(1, TINY).sell("0.5", 0), *back)
    # 1e-13 ÷ 7 does not end; with the unit back at 1, the half is rounded: 5e-14 is 0 in 12 decimals.
    assert row(only(result).gross, result.quantity, result.cost) == (0, f("0.5"), f(TINY))


def test_a_merged_pool_gets_no_exact_price_from_a_split() -> None:
    result = counted(Tape().buy(1, TINY).buy(1, TINY).sell(1, 0), split_after(1.5, 2, 1), method="average")
    assert only(result).gross == 0  # a quarter of 2e-13, rounded


def test_a_split_precedes_the_fills_of_its_instant_and_finds_nothing_when_flat() -> None:
    tape = Tape().buy(1, 10).sell(2, 6).buy(3, 10)
    splits = (split_after(0, 5, 1), split_after(1, 2, 1), split_after(1.5, 5, 1), split_after(60, 2, 1))
    result = counted(tape, *splits)
    assert [trade.gross for trade in result.trades] == [2, 0]
    assert row(result.quantity, result.trades[1].opening_quantity, result.cost) == (6, 3, 30)


# The account's currency


def test_cash_converts_each_notional_at_the_rate_of_its_fill() -> None:
    tape = Tape().buy(10, 100, 1, rate=Decimal("0.70")).sell(4, 110, "0.50", rate=Decimal("0.75"))
    trade = only(counted(tape, converts=True))
    assert row(trade.gross, trade.fees) == (40, f("0.9"))
    # 440 × 0.75 − four tenths of 1000 × 0.70 = 330 − 280; 0.50 × 0.75 + four tenths of 0.70.
    assert row(trade.base_gross, trade.base_fees) == (50, f("0.655"))


def test_a_short_of_a_cash_account_converts_with_its_sign() -> None:
    tape = Tape().sell(1, 100, rate=Decimal(2)).buy(1, 90, rate=Decimal(3))
    assert only(counted(tape, converts=True)).base_gross == -70  # −(270 − 200)


def test_a_converted_share_is_rounded_even_where_the_lot_has_an_exact_price() -> None:
    tape = Tape().buy(3, 1, 3, rate=Decimal(TINY)).sell(1, 0, 0, rate=Decimal(1))
    trade = only(counted(tape, converts=True))
    assert row(trade.gross, trade.fees, trade.base_gross, trade.base_fees) == (-1, 1, 0, 0)


@pytest.mark.parametrize("margin", [True, False])
def test_an_exit_without_a_rate_leaves_its_day_and_trade_unconverted(margin: bool) -> None:
    rate = Decimal(1)
    tape = Tape().buy(3, 10, 3, rate=rate).sell(1, 12, day=MONDAY, rate=rate).sell(1, 12, day=MONDAY)
    tape.sell(1, 12, day=TUESDAY, rate=rate)
    trade = only(counted(tape, converts=True, margin=margin))
    assert trade.days == (
        RecountedDay(MONDAY, f(4), f(2), None, None),
        RecountedDay(TUESDAY, f(2), f(1), f(2), f(1)),
    )
    assert row(trade.gross, trade.fees, trade.base_gross, trade.base_fees) == (6, 3, None, None)


@pytest.mark.parametrize(
    ("method", "margin", "base"),
    [
        ("fifo", False, [1, None]),  # the lot with a rate first, then the one without
        ("lifo", False, [None, 1]),
        ("average", False, [None, None]),  # a pool with any unknown is unknown
        ("fifo", True, [1, 1]),  # margin asks for the exit's rate only
    ],
)
def test_an_entry_without_a_rate_matters_only_where_its_lot_is_taken(
    method: str, margin: bool, base: list[int | None]
) -> None:
    rate = Decimal(1)
    tape = (
        Tape().buy(1, 10, rate=rate).buy(1, 10).sell(1, 11, day=MONDAY, rate=rate).sell(1, 11, day=TUESDAY, rate=rate)
    )
    trade = only(counted(tape, method=method, converts=True, margin=margin))
    assert [day.base_gross for day in trade.days] == base


def test_a_pool_that_began_without_a_rate_stays_unconverted() -> None:
    rate = Decimal(1)
    tape = Tape().buy(1, 10).buy(1, 10, rate=rate).sell(2, 11, rate=rate)
    assert only(counted(tape, method="average", converts=True)).base_gross is None


def test_a_new_pool_forgets_the_missing_rate_of_the_old() -> None:
    rate = Decimal(1)
    tape = Tape().buy(1, 10).sell(1, 11, rate=rate).buy(1, 10, rate=rate).sell(1, 11, rate=rate)
    first, second = counted(tape, method="average", converts=True).trades
    assert row(first.base_gross, second.base_gross) == (None, 1)


# Days and what is known


def test_consecutive_exits_of_a_day_are_one_and_others_keep_their_order() -> None:
    tape = Tape().buy(4, 10)
    for price, day in ((11, TUESDAY), (12, TUESDAY), (13, WEDNESDAY), (14, TUESDAY)):
        tape.sell(1, price, 1, day=day)
    days = only(counted(tape)).days
    assert [row(day.day, day.gross, day.fees) for day in days] == [(TUESDAY, 3, 2), (WEDNESDAY, 3, 1), (TUESDAY, 4, 1)]


def test_one_unknown_fee_or_time_marks_each_trade_it_is_a_leg_of() -> None:
    tape = Tape().buy(1, 10).sell(2, 11, None, time_known=False).buy(2, 10).sell(1, 10)
    trades = counted(tape).trades
    assert [(trade.fees_known, trade.times_known) for trade in trades] == [(False, False), (False, False), (True, True)]


# What the rules do not cover is said, not guessed


def test_a_fill_that_moves_no_units_is_refused() -> None:
    with pytest.raises(ValueError, match="moves no units"):
        counted(Tape().buy(1, 10, asset_fee=Decimal(1)))


def test_a_split_that_leaves_a_lot_no_units_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves a lot no units"):
        counted(Tape().buy("0.000000000001", 10), split_after(1, 1, 3))


# Invariants (ledger.md 5.4: 1, 3, 10)


@pytest.mark.parametrize("seed", range(60))
def test_every_method_conserves_cash_and_fees_and_agrees_on_closed_trades(seed: int) -> None:
    chance = random.Random(seed)
    tape = Tape()
    for _ in range(chance.randint(1, 40)):
        add = chance.choice((tape.buy, tape.sell))
        add(
            str(chance.randint(1, 9)),
            f"{chance.randint(-5, 99)}.{chance.randint(0, 99):02}",
            f"0.{chance.randint(0, 99):02}",
        )
    splits = [split_after(chance.randint(0, 40), *chance.choice(((1, 3), (2, 1), (3, 7)))) for _ in range(seed % 3)]
    bought = sum(Fraction(one.quantity) * one.side * Fraction(one.price) for one in tape.fills)
    charged = sum(Fraction(one.fees or 0) for one in tape.fills)
    closed = []
    for method in METHODS:
        result = counted(tape, *splits, method=method)
        sign = (result.quantity > 0) - (result.quantity < 0)
        assert sum(trade.gross for trade in result.trades) == sign * result.cost - bought
        assert sum(trade.fees for trade in result.trades) + result.open_fees == charged
        assert result.unmatched == ()
        closed.append([trade._replace(days=()) for trade in result.trades if trade.closed_at])
    assert closed[1:] == closed[:-1]
