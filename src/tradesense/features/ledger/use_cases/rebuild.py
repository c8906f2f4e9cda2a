"""Re-derivation: from the fills that changed to the trades they make, touching nothing before or after.

A fold begins at the snapshot of what is open, when every change lies after it, or else at the last
trade that opened before the first change. It ends where a stored trade opens exactly as the fold has
it: from there on nothing can differ (decision 16).
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.execution import Execution
from tradesense.domain.ids import ExecutionId, TradeId, trade_id
from tradesense.features.ledger.repository import actions as actions_repository
from tradesense.features.ledger.repository import changes as changes_repository
from tradesense.features.ledger.repository import rebuild as repository
from tradesense.features.ledger.repository import saving as saving_repository
from tradesense.features.ledger.repository.rebuild import BEGINNING, END, Place, Touched
from tradesense.features.ledger.repository.saving import ID_PLACE, MadeRows, WrittenRows, write_trades
from tradesense.features.ledger.use_cases.group_fold import GroupFold
from tradesense.features.ledger.use_cases.linking import Group, linked_groups
from tradesense.features.ledger.use_cases.position_fold import Made, PositionFold
from tradesense.features.ledger.use_cases.projection import refresh_projection
from tradesense.features.workspaces import use_cases as workspaces

POSITIONS_AT_ONCE: Final = 2_000
FEW_TRADES: Final = 200


class Rebuilt(NamedTuple):
    """How many trades the change made or altered, how many of them were stored before, how many it took away."""

    saved: int
    stored_before: int
    deleted: int


NOTHING_REBUILT: Final = Rebuilt(0, 0, 0)


async def rebuild_trades(
    session: Session,
    actor: Actor,
    touched: Sequence[Touched],
    version: int,
    *,
    unlinked: Sequence[UUID] = (),
    keeps_before: bool = False,
) -> Rebuilt:
    """Re-derives the trades of the touched positions. `version`: the ledger version this change makes.

    `unlinked`: corporate actions that have just stopped to count: what they joined is derived together once more.
    `keeps_before`: how trades stood that are overwritten or deleted is noted (repository.changes).
    The caller has raised the version, so that no other change of the workspace is under way.
    """
    saved = stored_before = deleted = 0
    positions = {one.position for one in touched}
    for group in await linked_groups(session, actor, positions, also=unlinked):
        batch = _Batch(session, actor, version, keeps_before=keeps_before)
        await batch.fold_linked(group)
        saved, deleted = saved + batch.saved, deleted + batch.deleted
        stored_before += batch.stored_before
        positions -= {holding.position for holding in group.holdings}
    touched = [one for one in touched if one.position in positions]
    for start in range(0, len(touched), POSITIONS_AT_ONCE):
        places = await repository.list_places(session, actor, touched[start : start + POSITIONS_AT_ONCE])
        while places:
            batch = _Batch(session, actor, version, keeps_before=keeps_before)
            await batch.fold(places)
            saved, deleted = saved + batch.saved, deleted + batch.deleted
            stored_before += batch.stored_before
            # Out of step with what is stored after the change: once more, to the end.
            places = [place._replace(after=None) for place in batch.unsettled]
    await refresh_projection(session, actor, version=version)
    await widen_scales(session, actor, version)
    return Rebuilt(saved, stored_before, deleted)


async def widen_scales(session: Session, actor: Actor, version: int) -> None:
    """Makes room in the columns for the decimals that this version brought."""
    money, sizes = await repository.scales_of(session, actor, version)
    await workspaces.widen_scales(session, actor, money=money, sizes=sizes)


def touched_by(changes: Iterable[Touched]) -> list[Touched]:
    """One entry a position, from its first change to its last, in the order of their ids."""
    found: dict[UUID, Touched] = {}
    for change in changes:
        known = found.get(change.position, change)
        found[change.position] = Touched(
            change.position, min(known.first_at, change.first_at), max(known.last_at, change.last_at)
        )
    return [found[position] for position in sorted(found)]


class _Ready(NamedTuple):
    """Trades to be stored; `many`: written for COPY, where they are not few."""

    made: MadeRows
    many: WrittenRows | None


class _Batch:
    """The folds of some thousand positions, and what they leave to be stored."""

    def __init__(self, session: Session, actor: Actor, version: int, *, keeps_before: bool) -> None:
        self._session = session
        self._actor = actor
        self._version = version
        self._keeps_before = keeps_before
        self.saved = 0
        self.stored_before = 0
        self.deleted = 0
        self.unsettled: list[Place] = []
        self._made: list[Made] = []
        self._deleted: list[TradeId] = []
        self._positions: list[tuple[object, ...]] = []
        self._unmatched: list[tuple[object, ...]] = []
        self._anchors: dict[ExecutionId, TradeId | None] = {}

    async def fold(self, places: Sequence[Place]) -> None:
        """`places` are in the order of their positions' ids, as the fills will come."""
        session, actor = self._session, self._actor
        old = await repository.list_old_trades(session, actor, [place.window for place in places])
        ids = [place.position for place in places]
        splits = await repository.list_splits(session, actor, ids)
        picks = await repository.list_picks(session, actor, ids)
        changed = [place.changed for place in places]
        watched = frozenset(await repository.list_annotated(session, actor, changed))
        await saving_repository.delete_unmatched(session, actor, changed)
        self._anchors = dict.fromkeys(watched)
        folds = iter(
            PositionFold(
                place,
                old=old.get(place.position, ()),
                splits=splits.get(place.position, ()),
                picks=picks,
                watched=watched,
            )
            for place in places
        )
        current, ready = next(folds, None), self._ready()
        async for batch in repository.stream_fills(session, actor, [place.window for place in places]):
            # The server stores the trades of the last batch while this one is folded and written.
            saving = await self._begin_saving(ready)
            for position, fills in _by_position(batch):
                while current is not None and current.place.position != position:
                    self._end(current)
                    current = next(folds, None)
                assert current is not None
                self._made += current.feed(fills)
            ready = self._ready()
            await saving
        await (await self._begin_saving(ready))
        while current is not None:
            self._end(current)
            current = next(folds, None)
        await self._save_rest()

    async def fold_linked(self, group: Group) -> None:
        """Positions that corporate actions join, from their beginning to their end."""
        session, actor = self._session, self._actor
        ids = [holding.position for holding in group.holdings]
        places = await repository.list_places(session, actor, [Touched(id_, BEGINNING, END) for id_ in ids])
        windows = [place.window for place in places]
        old = await repository.list_old_trades(session, actor, windows)
        splits = await repository.list_splits(session, actor, ids)
        picks = await repository.list_picks(session, actor, ids)
        watched = frozenset(await repository.list_annotated(session, actor, windows))
        await saving_repository.delete_unmatched(session, actor, windows)
        fold = GroupFold(group, places, splits=splits, picks=picks, watched=watched)
        async for batch in repository.stream_fills(session, actor, windows, in_time=True):
            fold.feed(batch)
        stored = {trade.id for trades in old.values() for trade in trades}
        self._made = fold.finish(stored)
        self._deleted = sorted(stored - {made.id for made in self._made})
        self._positions = fold.position_rows()
        for one in fold.unmatched:
            self._unmatched.append((actor.workspace_id, one.execution, one.quantity, one.reason))
        self._anchors = dict.fromkeys(watched) | fold.entered()
        await self._save_rest()
        await actions_repository.save_effects(session, actor, ids, fold.effects)

    def _end(self, fold: PositionFold) -> None:
        rest = fold.finish()
        if rest is None:
            self.unsettled.append(fold.place)
            return
        self._made += rest
        self._deleted += fold.deleted
        row = fold.position_row()
        if row is not None:
            self._positions.append(row)
        for one in fold.fold.unmatched:
            self._unmatched.append((self._actor.workspace_id, one.execution, one.quantity, one.reason))
        self._anchors |= {fill: trade_id(opening) for fill, opening in fold.fold.entered.items()}

    async def _begin_saving(self, ready: _Ready) -> asyncio.Task[None]:
        """Sends what is ready; the task ends when it is stored."""
        made, many = ready
        await self._keep_before([row[ID_PLACE] for row in made.altered])
        if many is not None:
            await saving_repository.stage_trades(self._session, many)
        storing = asyncio.create_task(
            saving_repository.save_trades(self._session, self._actor, made)
            if many is None
            else saving_repository.store_trades(self._session)
        )
        await asyncio.sleep(0)  # lets the statement go out before the caller folds on
        return storing

    def _ready(self) -> _Ready:
        """Takes what was made so far."""
        trades, self._made = self._made, []
        self.saved += len(trades)
        workspace, version = self._actor.workspace_id, self._version
        made = MadeRows(
            [_trade_row(workspace, one, version) for one in trades if not one.stored_before],
            [_trade_row(workspace, one, version) for one in trades if one.stored_before],
            [(workspace, one.id, *day) for one in trades if one.trade.on_several_days for day in one.trade.realised],
        )
        return _Ready(made, write_trades(made) if len(trades) > FEW_TRADES else None)

    async def _keep_before(self, trades: Sequence[TradeId]) -> None:
        self.stored_before += len(trades)
        if self._keeps_before:
            await changes_repository.keep_before(self._session, self._actor, trades)

    async def _save_rest(self) -> None:
        session, actor = self._session, self._actor
        if self._keeps_before:
            await changes_repository.keep_before(session, actor, self._deleted)
        await saving_repository.delete_trades(session, actor, self._deleted, self._version)
        await (await self._begin_saving(self._ready()))
        await saving_repository.save_positions(session, self._positions, actor)
        await saving_repository.save_unmatched(session, self._unmatched)
        await saving_repository.save_anchors(session, actor, list(self._anchors.items()))
        self.deleted = len(self._deleted)


def _by_position(batch: list[tuple[UUID, Execution]]) -> list[tuple[UUID, list[Execution]]]:
    """Runs of fills of one position."""
    runs: list[tuple[UUID, list[Execution]]] = []
    for position, fill in batch:
        if not runs or runs[-1][0] != position:
            runs.append((position, []))
        runs[-1][1].append(fill)
    return runs


def _trade_row(workspace: UUID, made: Made, version: int) -> tuple[object, ...]:
    place, trade = made.place, made.trade
    multiplier = place.multiplier
    return (
        workspace, made.id, place.position, place.account, trade.opening, place.symbol, place.underlying,
        place.asset_class, place.currency, int(trade.direction), trade.opened_at, trade.opened_on, trade.closed_at,
        trade.closed_on, trade.closed_by, trade.opening_quantity, trade.entry_quantity, trade.entry_notional,
        trade.entry_price(multiplier), trade.exit_quantity, trade.exit_notional, trade.exit_price(multiplier),
        trade.gross, trade.fees, trade.net, trade.fees_known, trade.base_gross, trade.base_fees, trade.base_net,
        trade.executions, trade.entries, trade.times_known, len(trade.realised), version,
    )  # fmt: skip
