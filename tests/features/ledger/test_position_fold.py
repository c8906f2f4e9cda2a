"""Incremental re-derivation equals the full one, bit for bit, after any sequence of edits."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import pytest

from tests.domain.properties.tape import History
from tests.support.scale import count
from tradesense.domain.execution import Execution
from tradesense.domain.ids import ExecutionId, PositionId, TradeId
from tradesense.domain.matching import Fold, Rules, in_order
from tradesense.domain.position import Snapshot
from tradesense.domain.trade import Trade, Unmatched
from tradesense.features.ledger.repository.rebuild import OldTrade, Place
from tradesense.features.ledger.use_cases.position_fold import PositionFold

SEQUENCES = count(120, 20_000)
STEPS = 40
POSITION = PositionId(UUID(int=1))


class Kept(NamedTuple):
    """What a database would hold of one position."""

    trades: dict[TradeId, Trade]
    snapshot: Snapshot | None
    last_at: datetime | None
    unmatched: dict[ExecutionId, Unmatched]


def refolded(kept: Kept, history: History, first: datetime, last: datetime) -> Kept:
    """As rebuild_trades does it, with dictionaries for tables."""
    openings = [trade.opened_at for trade in kept.trades.values()]
    place = _place(
        history.rules,
        kept,
        before=max((at for at in openings if at < first), default=None),
        after=min((at for at in openings if at > last), default=None),
        first=first,
    )
    done = _fold(place, kept, history)
    return done if done is not None else _fold(place._replace(after=None), kept, history) or kept


def _fold(place: Place, kept: Kept, history: History) -> Kept | None:
    window = place.window
    inside = [fill for fill in _ordered(history) if window.from_at <= fill.executed_at <= window.to_at]
    old = [
        OldTrade(id_, trade.opening, trade.opening_quantity, trade.opened_at)
        for id_, trade in kept.trades.items()
        if window.from_at <= trade.opened_at <= window.to_at
    ]
    fold = PositionFold(
        place,
        old=old,
        splits=history.splits,
        picks={fill.id: fill.picks for fill in inside if fill.picks},
        watched=frozenset(),
    )
    made = [one for start in range(0, len(inside), 7) for one in fold.feed(inside[start : start + 7])]
    rest = fold.finish()
    if rest is None:
        return None
    trades = {id_: trade for id_, trade in kept.trades.items() if id_ not in fold.deleted}
    trades |= {one.id: one.trade for one in [*made, *rest]}
    changed = place.changed
    executed = {fill.id: fill.executed_at for fill in (*history.fills.values(), *history.voided.values())}
    unmatched = {
        id_: one for id_, one in kept.unmatched.items() if not changed.from_at <= executed[id_] <= changed.to_at
    }
    unmatched |= {one.execution: one for one in fold.fold.unmatched}
    row = fold.position_row()
    if row is None:
        return Kept(trades, kept.snapshot, kept.last_at, unmatched)
    return Kept(trades, json.loads(str(row[4])) if row[4] else None, row[5], unmatched)  # type: ignore[arg-type]


def _place(rules: Rules, kept: Kept, *, before: datetime | None, after: datetime | None, first: datetime) -> Place:
    return Place(
        POSITION, UUID(int=2), rules.method.value, rules.long_only, "EUR" if rules.converts else "USD", "X", "X",
        "future" if rules.margin else "equity", "USD", rules.multiplier, kept.snapshot, kept.last_at, before, after,
        first,
    )  # fmt: skip


def _ordered(history: History) -> Sequence[Execution]:
    return sorted(history.fills.values(), key=lambda fill: fill.order)


@pytest.mark.parametrize("part", range(4))
def test_refolding_the_touched_part_equals_folding_everything(part: int) -> None:
    for seed in range(part, SEQUENCES, 4):
        history = History(1_000_000 + seed)
        kept = Kept({}, None, None, {})
        for step in range(STEPS):
            fills, splits = dict(history.fills), len(history.splits)
            history.step()
            changed = [at for id_, at in _instants(fills, history.fills)]
            changed += [split.effective_at for split in history.splits[splits:]]
            last = max(changed) if len(history.splits) == splits else datetime.max.replace(tzinfo=changed[0].tzinfo)
            kept = refolded(kept, history, min(changed), last)
            whole = Fold(history.rules)
            whole.run(in_order(history.fills.values(), history.splits))
            trades = whole.closed + ([whole.open_trade] if whole.open_trade else [])
            assert kept.trades == {trade.id: trade for trade in trades}, (seed, step)
            assert kept.unmatched == {one.execution: one for one in whole.unmatched}, (seed, step)


def _instants(
    before: dict[ExecutionId, Execution], now: dict[ExecutionId, Execution]
) -> list[tuple[ExecutionId, datetime]]:
    return [(id_, (before.get(id_) or now[id_]).executed_at) for id_ in set(before) ^ set(now)]
