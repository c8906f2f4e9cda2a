"""Folding joined positions anew: always whole, as what one of them hands on depends on all that came before."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain
from uuid import UUID

from tradesense.domain.execution import Execution
from tradesense.domain.ids import ExecutionId, PositionId, TradeId
from tradesense.domain.linked import Effect, LinkedFold, Member
from tradesense.domain.lots import Method
from tradesense.domain.position import open_position, snapshot
from tradesense.domain.split import Split
from tradesense.domain.trade import Unmatched
from tradesense.features.ledger.repository.rebuild import Place
from tradesense.features.ledger.use_cases.linking import Group
from tradesense.features.ledger.use_cases.position_fold import Made, Picks


class GroupFold:
    """The positions of one group, fed slice by slice with the fills of all of them, in the order of time."""

    def __init__(
        self,
        group: Group,
        places: Sequence[Place],
        *,
        splits: Mapping[UUID, Sequence[Split]],
        picks: Picks,
        watched: frozenset[ExecutionId] = frozenset(),
        trace: bool = False,
    ) -> None:
        self._places = {place.position: place for place in places}
        self._picks = picks if any(place.method == Method.SPECIFIC for place in places) else {}
        members = [
            Member(one.position, one.instrument, one.ref, self._places[one.position].rules) for one in group.holdings
        ]
        settled = {PositionId(position): some for position, some in splits.items()}
        self._splits = settled
        self._last_at: dict[UUID, datetime] = {}
        self.fold = LinkedFold(
            members, group.actions, settled, deliveries=group.deliveries, trace=trace, watched=watched
        )

    def feed(self, fills: Sequence[tuple[UUID, Execution]]) -> None:
        for position, fill in fills:
            self._last_at[position] = fill.executed_at
        self.fold.run((PositionId(position), self.picked(fill)) for position, fill in fills)

    def picked(self, fill: Execution) -> Execution:
        """With the lots that the trader named for it."""
        return fill._replace(picks=self._picks.get(fill.id, ())) if self._picks else fill

    def finish(self, stored: Collection[TradeId]) -> list[Made]:
        """All trades, each where it ended or is held."""
        self.fold.finish()
        made: list[Made] = []
        for position, one in self.fold.folds.items():
            trades = [*one.closed, *([one.open_trade] if one.open_trade else [])]
            made += [Made(self._places[position], trade.id, trade, trade.id in stored) for trade in trades]
        return made

    @property
    def unmatched(self) -> list[Unmatched]:
        return list(chain.from_iterable(one.unmatched for one in self.fold.folds.values()))

    @property
    def effects(self) -> list[Effect]:
        return self.fold.effects

    def entered(self) -> dict[ExecutionId, TradeId]:
        return self.fold.entered()

    def position_rows(self) -> list[tuple[object, ...]]:
        """As PositionFold.position_row."""
        rows: list[tuple[object, ...]] = []
        for position, one in self.fold.folds.items():
            now_open, last_at = open_position(one.running), self._last_at.get(position)
            kept = json.dumps(snapshot(one.running)) if one.running else None
            if last_at is not None:
                last_at = max([last_at, *(split.effective_at for split in self._splits.get(position, ()))])
            rows.append((position, now_open.quantity, now_open.cost, now_open.fees, kept, last_at))
        return rows
