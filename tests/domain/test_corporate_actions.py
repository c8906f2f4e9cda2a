"""Symbol changes, spin-offs, mergers and delistings, worked out by hand."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.domain.fills import OPENING_BELL, Tape
from tests.domain.recounting import row
from tradesense.domain.corporate_action import (
    ActionInvalid,
    ActionKind,
    CorporateAction,
    InLieu,
    Terms,
    checked_terms,
)
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.ids import ActionId, ExecutionId, InstrumentId, PositionId, spun_trade_id, trade_id
from tradesense.domain.linked import LinkedFold, Member, in_time
from tradesense.domain.lots import Method
from tradesense.domain.matching import Rules
from tradesense.domain.position import open_position
from tradesense.domain.trade import Trade

OLD, NEW = InstrumentId(UUID(int=1)), InstrumentId(UUID(int=2))
OLD_HELD, NEW_HELD = PositionId(UUID(int=11)), PositionId(UUID(int=12))
ACTION = ActionId(UUID(int=99))


def d(text: str | int) -> Decimal:
    return Decimal(text)


def action(kind: ActionKind, minute: float, *, target: bool = True, **terms: Any) -> CorporateAction:
    at = OPENING_BELL + timedelta(minutes=minute)
    settled = checked_terms(kind, Terms(**terms), has_target=target)
    return CorporateAction(ACTION, kind, OLD, NEW if target else None, at, at.date(), settled)


def held(old: Tape, new: Tape, *actions: CorporateAction, method: Method = Method.FIFO) -> LinkedFold:
    rules = Rules(method=method)
    fold = LinkedFold([Member(OLD_HELD, OLD, "", rules), Member(NEW_HELD, NEW, "", rules)], actions, {}, trace=True)
    # Two tapes number their fills alike: those of the new instrument get names of their own.
    later = [one._replace(id=ExecutionId(UUID(int=1000 + int(one.id)))) for one in new.fills]
    fold.run(in_time({OLD_HELD: old.fills, NEW_HELD: later}))
    fold.finish()
    return fold


def after(minutes: float) -> dict[str, Any]:
    return {"at": OPENING_BELL + timedelta(minutes=minutes)}


def only_trade(fold: LinkedFold) -> Trade:
    trades = [trade for one in fold.folds.values() for trade in one.closed]
    (trade,) = trades
    return trade


def test_a_symbol_change_leaves_one_trade_from_its_first_fill_to_its_last() -> None:
    # 100 FB at 300, then META: 60 sold at 320, 40 at 290. 100 × 300 = 30 000; 19 200 + 11 600 = 30 800.
    fb = Tape().buy(100, 300, 1)
    meta = Tape().sell(60, 320, 1, **after(20)).sell(40, 290, 1, **after(30))
    fold = held(fb, meta, action(ActionKind.SYMBOL_CHANGE, 10))
    trade = only_trade(fold)
    assert trade.id == trade_id(fb.fills[0].id)
    assert row(trade.opened_at, trade.closed_at) == (OPENING_BELL, OPENING_BELL + timedelta(minutes=30))
    assert row(trade.entry_quantity, trade.executions, trade.gross, trade.fees) == (100, 3, 800, 3)
    assert not fold.folds[OLD_HELD].closed
    assert fold.folds[OLD_HELD].running is None
    assert [row(one.given, one.received, one.cost, one.cash) for one in fold.effects] == [(100, 100, 30000, 0)]


def test_a_symbol_change_with_a_reverse_split_restates_the_units_at_the_same_cost() -> None:
    # 100 at 1.00 become 5 (1 for 20), sold at 22: 110 − 100.
    fold = held(
        Tape().buy(100, 1), Tape().sell(5, 22, **after(20)), action(ActionKind.SYMBOL_CHANGE, 10, denominator=20)
    )
    trade = only_trade(fold)
    assert row(trade.entry_quantity, trade.exit_quantity, trade.gross) == (5, 5, 10)
    assert trade.entry_price(d(1)) == 20


def test_what_is_bought_under_the_new_name_beforehand_joins_the_trade_that_arrives() -> None:
    # 10 META at 305 are held when 100 FB at 300 become META: one trade, as old as the FB. First in, first out sells
    # the 100 first: 100 × (310 − 300) = 1 000, then 10 × (310 − 305) = 50.
    fb = Tape().buy(100, 300)
    meta = Tape().buy(10, 305, **after(5)).sell(100, 310, **after(20)).sell(10, 310, **after(30))
    fold = held(fb, meta, action(ActionKind.SYMBOL_CHANGE, 10))
    trade = only_trade(fold)
    assert row(trade.id, trade.entry_quantity, trade.gross) == (trade_id(fb.fills[0].id), 110, 1050)
    assert [match.gross for match in fold.matches()] == [1000, 50]


def test_what_is_held_the_other_way_round_lets_the_action_stand_aside() -> None:
    fold = held(Tape().buy(100, 300), Tape().sell(10, 305, **after(5)), action(ActionKind.SYMBOL_CHANGE, 10))
    assert [one.applied for one in fold.effects] == [False]
    quantities = [open_position(fold.folds[one].running).quantity for one in (OLD_HELD, NEW_HELD)]
    assert quantities == [100, -10]


def test_a_spin_off_shares_the_cost_out_and_both_are_as_old_as_the_first_fill() -> None:
    # 100 T at 30 and 50 at 20 cost 4 000. WBD, 1 for 4 and 25 % of the cost: 37.5 units that cost 1 000 (750 + 250),
    # and 150 T that cost 3 000. WBD sold at 24: 900 − 1 000 = −100. T sold at 22: 3 300 − 3 000 = 300.
    t = Tape().buy(100, 30).buy(50, 20).sell(150, 22, **after(30))
    wbd = Tape().sell("37.5", 24, **after(20))
    fold = held(t, wbd, action(ActionKind.SPIN_OFF, 10, denominator=4, cost_share=d("0.25")))
    (parent,), (spun,) = fold.folds[OLD_HELD].closed, fold.folds[NEW_HELD].closed
    assert row(parent.entry_notional, parent.gross, parent.executions) == (3000, 300, 3)
    assert row(spun.entry_notional, spun.gross, spun.entry_quantity) == (1000, -100, d("37.5"))
    assert row(spun.opened_at, spun.opening) == (parent.opened_at, parent.opening)
    assert spun.id == spun_trade_id(parent.opening, ACTION) != parent.id
    # The lots keep the fills that opened them: 25 units of the first at 750, 12.5 of the second at 250.
    lots = [row(match.opening, match.quantity, match.cost) for match in fold.matches() if match.closing.int >= 1000]
    assert lots == [(t.fills[0].id, 25, 750), (t.fills[1].id, d("12.5"), 250)]


@pytest.mark.parametrize("method", [Method.FIFO, Method.LIFO, Method.AVERAGE, Method.HIFO, Method.SPECIFIC])
def test_a_cost_that_does_not_divide_is_conserved_to_the_last_digit(method: Method) -> None:
    t = Tape().buy(3, "10.01").buy(7, "9.99")
    fold = held(
        t, Tape(), action(ActionKind.SPIN_OFF, 10, denominator=3, cost_share=d("0.333333333333")), method=method
    )
    costs = [open_position(fold.folds[one].running).cost for one in (OLD_HELD, NEW_HELD)]
    assert sum(costs) == d("99.96")  # 30.03 + 69.93
    assert costs[1] == sum(one.cost for one in fold.effects)


def test_a_fraction_paid_out_in_cash_is_a_sale_of_it() -> None:
    # 37.5 WBD that cost 1 000: the half unit, 13.333333333333 of the cost, is sold for 12.34; 37 are left.
    t = Tape().buy(100, 30).buy(50, 20)
    terms: dict[str, Any] = {"denominator": 4, "cost_share": d("0.25"), "in_lieu": InLieu(d("0.5"), d("12.34"))}
    fold = held(t, Tape(), action(ActionKind.SPIN_OFF, 10, **terms))
    running = fold.folds[NEW_HELD].running
    assert running is not None
    # The first lot's 25 units cost 750: half a unit 15.
    assert row(running.open_quantity, running.exit_notional, running.gross) == (37, d("12.34"), d("-2.66"))
    assert [row(one.received, one.cost, one.cash) for one in fold.effects] == [(37, 1000, d("12.34"))]


def test_a_merger_for_shares_carries_the_trade_over_at_its_ratio() -> None:
    # 100 at 50; 3 new for 2 old: 150 units at 5 000, sold at 40.
    fold = held(
        Tape().buy(100, 50),
        Tape().sell(150, 40, **after(20)),
        action(ActionKind.MERGER, 10, numerator=3, denominator=2),
    )
    trade = only_trade(fold)
    assert row(trade.entry_quantity, trade.gross) == (150, 1000)


def test_a_merger_for_cash_sells_everything_on_its_day() -> None:
    # 100 ATVI at 80, taken over for 95 each.
    fold = held(Tape().buy(100, 80, 1), Tape(), action(ActionKind.MERGER, 10, target=False, cash=d(95)))
    trade = only_trade(fold)
    assert row(trade.gross, trade.fees, trade.closed_by) == (1500, 1, ExecutionKind.CORPORATE_ACTION)
    assert trade.closed_at == OPENING_BELL + timedelta(minutes=10)
    assert [one.cash for one in fold.effects] == [9500]


def test_a_merger_for_shares_and_cash_realises_the_cash_against_its_share_of_the_cost() -> None:
    # 100 at 50 cost 5 000. 0.5 new shares and 20.00 each, 40 % of the cost for the cash: 2 000 − 2 000 = 0 at once.
    # The 50 new shares cost 3 000 and are sold at 70: 3 500 − 3 000 = 500. All in all 5 500 − 5 000.
    terms: dict[str, Any] = {"denominator": 2, "cash": d(20), "cost_share": d("0.4")}
    fold = held(Tape().buy(100, 50), Tape().sell(50, 70, **after(20)), action(ActionKind.MERGER, 10, **terms))
    trade = only_trade(fold)
    assert row(trade.entry_notional, trade.exit_notional, trade.gross) == (5000, 5500, 500)
    assert row(trade.entry_quantity, trade.exit_quantity, trade.executions) == (50, 50, 2)
    assert [row(one.cost, one.cash) for one in fold.effects] == [(3000, 2000)]


def test_a_short_pays_what_a_merger_pays() -> None:
    fold = held(Tape().sell(100, 80), Tape(), action(ActionKind.MERGER, 10, target=False, cash=d(95)))
    assert row(only_trade(fold).gross, fold.effects[0].cash) == (-1500, -9500)


def test_what_is_delisted_closes_at_nothing() -> None:
    fold = held(Tape().buy(100, 8, 1), Tape(), action(ActionKind.DELISTING, 10, target=False))
    trade = only_trade(fold)
    assert row(trade.gross, trade.net, trade.exit_price(d(1))) == (-800, -801, 0)


def test_an_action_finds_nothing_when_nothing_is_held() -> None:
    fold = held(Tape().buy(1, 10).sell(1, 11), Tape(), action(ActionKind.DELISTING, 10, target=False))
    assert row(only_trade(fold).gross, fold.effects) == (1, [])


@pytest.mark.parametrize(
    ("kind", "target", "terms"),
    [
        (ActionKind.SYMBOL_CHANGE, False, {}),
        (ActionKind.SYMBOL_CHANGE, True, {"cash": d(1)}),
        (ActionKind.SPIN_OFF, True, {}),
        (ActionKind.SPIN_OFF, True, {"cost_share": d(1)}),
        (ActionKind.SPIN_OFF, True, {"cost_share": d("-0.1")}),
        (ActionKind.SPIN_OFF, True, {"cost_share": d("0.1234567890123")}),
        (ActionKind.MERGER, False, {}),
        (ActionKind.MERGER, True, {"cash": d(1)}),
        (ActionKind.MERGER, True, {"cost_share": d("0.1")}),
        (ActionKind.MERGER, False, {"cash": d(1), "in_lieu": InLieu(d(1), d(1))}),
        (ActionKind.DELISTING, True, {}),
        (ActionKind.DELISTING, False, {"cash": d(1)}),
        (ActionKind.SYMBOL_CHANGE, True, {"numerator": 0}),
        (ActionKind.SYMBOL_CHANGE, True, {"in_lieu": InLieu(d(0), d(1))}),
    ],
)
def test_terms_that_say_too_little_or_too_much_are_refused(
    kind: ActionKind, target: bool, terms: dict[str, Any]
) -> None:
    with pytest.raises(ActionInvalid):
        action(kind, 10, target=target, **terms)
