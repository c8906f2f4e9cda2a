"""Five hundred histories of fifty steps: what the fold makes of them, against the independent recount."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.domain.properties.tape import History
from tests.support.scale import count
from tradesense.domain.lots import Method
from tradesense.domain.matching import Fold, fold_trades, in_order
from tradesense.domain.position import open_position, restore, snapshot
from tradesense.domain.recount import RecountRules, recount
from tradesense.domain.split import split
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


def test_cash_is_conserved_whatever_the_method() -> None:
    # Σ realised gross − fees of what closed = cash flow + cost and fees of what is open (invariant 1)
    for seed in range(60):
        history = History(seed).run(30)
        history.splits.clear()
        for method in (Method.FIFO, Method.LIFO, Method.AVERAGE, Method.HIFO):
            rules = history.rules._replace(method=method, converts=False)
            fold = Fold(rules)
            fold.run(in_order(history.fills.values()))
            trades = fold.closed + ([fold.open_trade] if fold.open_trade else [])
            lost = {one.execution: one.quantity for one in fold.unmatched}
            cash = sum(
                (
                    -Fraction(int(fill.side)) * Fraction(fill.price) * Fraction(rules.multiplier)
                    * (Fraction(fill.moved) - Fraction(lost.get(fill.id, Decimal(0))))
                    for fill in history.fills.values()
                ),
                Fraction(0),
            )  # fmt: skip
            now_open = open_position(fold.running)
            sign = -1 if now_open.quantity < 0 else 1
            gross = sum((Fraction(trade.gross) for trade in trades), Fraction(0))
            assert gross == cash + sign * Fraction(now_open.cost), (seed, method)


def test_every_method_gives_a_closed_trade_the_same_total() -> None:
    for seed in range(60):
        history = History(seed).run(40)
        totals = []
        for method in (Method.FIFO, Method.LIFO, Method.AVERAGE, Method.HIFO):
            trades, _ = fold_trades(
                in_order(history.fills.values(), history.splits), history.rules._replace(method=method, converts=False)
            )
            totals.append([(trade.opening, trade.gross, trade.fees) for trade in trades if trade.closed_at])
        assert totals[0] == totals[1] == totals[2] == totals[3], seed


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


def test_splitting_a_fill_into_parts_leaves_every_total_unchanged() -> None:
    for seed in range(60):
        history = History(seed).run(25)
        rules = history.rules._replace(method=Method.FIFO, converts=False)
        parts = []
        for fill in history.fills.values():
            half = (fill.quantity / 2).quantize(Decimal("1e-18"))
            fees = (fill.fees or Decimal(0)) * half / fill.quantity
            rest = (fill.fees or Decimal(0)) - fees
            one = fill._replace(quantity=half, fees=fees, asset_fee=Decimal(0))
            other = fill._replace(
                quantity=fill.quantity - half, fees=rest, asset_fee=Decimal(0), id=history.next_id(),
                fingerprint=fill.fingerprint + "\x01",
            )  # fmt: skip
            parts += [one, other] if half else [other]
        whole, _ = fold_trades(in_order([f._replace(asset_fee=Decimal(0)) for f in history.fills.values()]), rules)
        split_up, _ = fold_trades(in_order(parts), rules)
        assert [(t.gross, t.entry_quantity) for t in whole if t.closed_at] == [
            (t.gross, t.entry_quantity) for t in split_up if t.closed_at
        ], seed
        for before, after in zip(whole, split_up, strict=True):
            assert abs(Fraction(before.fees) - Fraction(after.fees)) < Fraction(1, 10**9), seed


def test_a_split_and_its_reverse_at_once_change_nothing() -> None:
    for seed in range(40):
        history = History(seed).run(25)
        history.splits.clear()
        plain, _ = fold_trades(in_order(history.fills.values()), history.rules)
        for numerator, denominator in ((4, 1), (1, 2), (10, 1), (5, 2)):
            at = sorted(fill.executed_at for fill in history.fills.values())[len(history.fills) // 2]
            both = [split(numerator, denominator, at), split(denominator, numerator, at)]
            twice, _ = fold_trades(in_order(history.fills.values(), sorted(both)), history.rules)
            assert [(t.gross, t.fees) for t in twice] == [(t.gross, t.fees) for t in plain], seed
