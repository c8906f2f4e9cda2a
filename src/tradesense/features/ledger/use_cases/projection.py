"""What trades show of their annotations: gathered from the entry legs, kept in the trade for filtering."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.annotation import Gathered, gather, initial_risk
from tradesense.domain.ids import TradeId
from tradesense.features.ledger.repository import annotations as repository
from tradesense.features.ledger.repository.annotations import Anchored


async def refresh_projection(session: Session, actor: Actor, *, version: int, trades: Sequence[TradeId] = ()) -> None:
    """Gathers anew for the trades that `version` changed, and for `trades`."""
    anchored = await repository.list_anchored(session, actor, version=version, trades=trades)
    rows = [_row(actor, trade, version, list(group)) for trade, group in groupby(anchored, key=lambda one: one.trade)]
    bare = set(trades) - {one.trade for one in anchored}
    rows += [(actor.workspace_id, trade, version, *_shown(Gathered()), None) for trade in sorted(bare)]
    if rows:
        await repository.save_projection(session, rows)


def _row(actor: Actor, trade: TradeId, version: int, group: list[Anchored]) -> tuple[Any, ...]:
    gathered = gather([one.annotation for one in group])
    first = group[0]
    risk = initial_risk(gathered, first.entry_price, first.entry_quantity, first.multiplier)
    return (actor.workspace_id, trade, version, *_shown(gathered), risk)


def _shown(gathered: Gathered) -> tuple[Any, ...]:
    return (
        list(gathered.tags),
        list(gathered.mistakes),
        list(gathered.emotions),
        gathered.notes,
        gathered.playbook,
        gathered.rating,
        gathered.confidence,
        gathered.stop,
        gathered.target,
    )
