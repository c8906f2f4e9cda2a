"""Five hundred histories of fifty steps: what the fold makes of them, against the independent recount.

They are for the count; test_machine looks for the sequence that breaks an invariant, and shortens it.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.domain.properties.tape import History
from tests.support.scale import count
from tradesense.domain.matching import Fold, in_order
from tradesense.domain.position import open_position, restore, snapshot
from tradesense.domain.recount import RecountRules, recount
from tradesense.domain.trade import Trade

SEQUENCES = count(500, 1_000_000)
STEPS = 50
PARTS = 20


def histories(part: int) -> list[int]:
    return list(range(part, SEQUENCES, PARTS))


@pytest.mark.parametrize("part", range(PARTS))
def test_the_fold_and_the_independent_recount_agree_to_the_last_digit(part: int) -> None:
    for seed in histories(part):
        history = History(seed).run(STEPS)
        fold = Fold(history.rules)
        fold.run(in_order(history.fills.values(), history.splits))
        trades = fold.closed + ([fold.open_trade] if fold.open_trade else [])
        expected = recount(
            history.fills.values(),
            history.splits,
            RecountRules(
                history.rules.multiplier,
                history.rules.method.value,
                history.rules.converts,
                history.rules.margin,
                history.rules.long_only,
            ),
        )
        assert [told(trade) for trade in trades] == [tuple(one) for one in expected.trades], seed
        assert [tuple(map(exactly, day)) for trade in trades for day in trade.realised] == [
            tuple(day) for one in expected.trades for day in one.days
        ], seed
        now_open = open_position(fold.running)
        held = [Fraction(amount) for amount in (now_open.quantity, now_open.cost, now_open.fees)]
        assert held == [expected.quantity, expected.cost, expected.open_fees], seed
        assert [tuple(map(exactly, lot)) for lot in now_open.lots] == [tuple(lot) for lot in expected.lots], seed
        assert [(one.execution, Fraction(one.quantity)) for one in fold.unmatched] == list(expected.unmatched), seed


def told(trade: Trade) -> tuple[object, ...]:
    """The trade in the order of RecountedTrade, amounts as fractions."""
    return tuple(
        map(
            exactly,
            (
                trade.opening, int(trade.direction), trade.opening_quantity, trade.opened_at, trade.opened_on,
                trade.closed_at, trade.closed_on, trade.closed_by, trade.entry_quantity, trade.entry_notional,
                trade.exit_quantity, trade.exit_notional, trade.gross, trade.fees, trade.fees_known, trade.base_gross,
                trade.base_fees, trade.executions, trade.entries, trade.times_known,
                tuple(tuple(map(exactly, day)) for day in trade.realised), trade.spun_by,
            ),
        )
    )  # fmt: skip


def exactly(value: object) -> object:
    return Fraction(value) if isinstance(value, Decimal) else value


def test_a_fold_goes_on_from_its_snapshot_as_if_it_had_never_stopped() -> None:
    for seed in range(80):
        history = History(seed).run(40)
        events = in_order(history.fills.values(), history.splits)
        whole = Fold(history.rules)
        whole.run(events)
        for cut in (5, 17, 31):
            first = Fold(history.rules)
            first.run(events[:cut])
            second = Fold(history.rules, restore(snapshot(first.running)) if first.running else None)
            second.run(events[cut:])
            assert first.closed + second.closed == whole.closed, (seed, cut)
            assert second.open_trade == whole.open_trade, (seed, cut)
