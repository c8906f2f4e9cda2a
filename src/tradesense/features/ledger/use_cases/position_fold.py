"""Folding one position anew: where the fold begins, where it may stop, and what it then leaves."""

import json
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from tradesense.domain.execution import Execution, LotPick
from tradesense.domain.ids import ExecutionId, TradeId, trade_id
from tradesense.domain.lots import Method
from tradesense.domain.matching import Fold, split_order, with_splits
from tradesense.domain.position import open_position, restore, snapshot
from tradesense.domain.split import Split
from tradesense.domain.trade import Trade
from tradesense.features.ledger.repository.rebuild import OldTrade, Place

Picks = dict[ExecutionId, tuple[LotPick, ...]]


class Made(NamedTuple):
    """A trade as the fold has it, and where it belongs."""

    place: Place
    id: TradeId
    trade: Trade
    stored_before: bool


class PositionFold:
    """One position's fold, fed slice by slice in the order of its fills."""

    def __init__(
        self,
        place: Place,
        *,
        old: Sequence[OldTrade],
        splits: Sequence[Split],
        picks: Picks,
        watched: frozenset[ExecutionId],
    ) -> None:
        self.place = place
        self.fold = Fold(place.rules, watched=watched)
        self._old = {trade.id: trade for trade in old}
        self._picks = picks if place.method == Method.SPECIFIC else {}
        self._splits = deque(sorted(splits, key=split_order))
        self._last_split_at = self._splits[-1].effective_at if self._splits else None
        self._made: set[TradeId] = set()
        self._last_at: datetime | None = None
        self._openings: dict[ExecutionId, OldTrade] = {}
        if place.goes_on:
            assert place.snapshot is not None
            self.fold.running = restore(place.snapshot)
            self._skip_splits_to(place.last_at)
        elif place.before is not None:
            self._openings = {one.opening: one for one in old if one.opened_at == place.before}

    def feed(self, fills: list[Execution]) -> list[Made]:
        """Folds `fills`; answers the trades they completed, unless those must wait for `finish`."""
        if self._openings:
            fills = self._find_opening(fills)
        if not fills:
            return []
        if self._picks:
            fills = [fill._replace(picks=self._picks.get(fill.id, ())) for fill in fills]
        self._last_at = fills[-1].executed_at
        self.fold.run(with_splits(fills, self._splits))
        return [] if self.place.after is not None else self._take_closed()

    def finish(self) -> list[Made] | None:
        """The rest of the trades; None when the fold has not come into step with what is stored after it."""
        self.fold.run(with_splits([], self._splits, last=True))
        rest = self._take_closed(with_open=True)
        if self.place.after is None:
            return rest
        staying = {id_: one for id_, one in self._old.items() if one.opened_at == self.place.after}
        there = [made for made in rest if made.trade.opened_at == self.place.after]
        quantities = {made.id: made.trade.opening_quantity for made in there}
        if not there or quantities != {id_: one.opening_quantity for id_, one in staying.items()}:
            return None
        self._old = {id_: one for id_, one in self._old.items() if one.opened_at < self.place.after}
        return rest[: rest.index(there[0])]

    @property
    def deleted(self) -> list[TradeId]:
        """Stored trades that no longer come about. To be asked after `finish`."""
        return [id_ for id_ in self._old if id_ not in self._made]

    def position_row(self) -> tuple[object, ...] | None:
        """What is open at the end; None when the fold stopped before it."""
        if self.place.after is not None:
            return None
        now_open, running = open_position(self.fold.running), self.fold.running
        kept = json.dumps(snapshot(running)) if running else None
        last_at = self._last_at or (running.last_at if running else None)
        if last_at and self._last_split_at:
            # The snapshot has every split in it, those after the last fill as well.
            last_at = max(last_at, self._last_split_at)
        return (self.place.position, now_open.quantity, now_open.cost, now_open.fees, kept, last_at)

    def _find_opening(self, fills: list[Execution]) -> list[Execution]:
        """Skips what belongs to earlier trades, and resumes with the opening leg of the first stored one."""
        for index, fill in enumerate(fills):
            opened = self._openings.get(fill.id)
            if opened is not None:
                self._openings = {}
                self._skip_splits_to(fill.executed_at)
                self._last_at = fill.executed_at
                self.fold.resume(fill, opened.opening_quantity)
                return fills[index + 1 :]
        return []

    def _skip_splits_to(self, at: datetime | None) -> None:
        """A split precedes the fills of its instant: those up to `at` are in the state already."""
        while self._splits and at is not None and self._splits[0].effective_at <= at:
            self._splits.popleft()

    def _take_closed(self, *, with_open: bool = False) -> list[Made]:
        trades = self.fold.closed
        self.fold.closed = []
        if with_open and self.fold.open_trade is not None:
            trades.append(self.fold.open_trade)
        return [self._make(trade) for trade in trades]

    def _make(self, trade: Trade) -> Made:
        id_ = trade_id(trade.opening)
        self._made.add(id_)
        going_on = self.place.goes_on and trade.opening == self._running_opening
        return Made(self.place, id_, trade, stored_before=id_ in self._old or going_on)

    @property
    def _running_opening(self) -> ExecutionId | None:
        from_snapshot = self.place.snapshot
        return ExecutionId(UUID(from_snapshot["opening"])) if from_snapshot else None
