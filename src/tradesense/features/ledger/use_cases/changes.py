"""What recording made of the trades that were stored before, to be asked within its transaction."""

from typing import NamedTuple

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.features.ledger.repository import changes as repository
from tradesense.features.ledger.repository.changes import Changed, ChangedNet, Standing
from tradesense.features.ledger.use_cases.rebuild import Rebuilt

__all__ = ["Changed", "ChangedNet", "Changes", "Standing", "list_changes"]


class Changes(NamedTuple):
    """Stored trades that come out otherwise, the last opened first: not all of them, but `nets` counts them all."""

    trades: list[Changed]
    nets: list[ChangedNet]

    @property
    def total(self) -> int:
        return sum(one.trades for one in self.nets)


async def list_changes(session: Session, actor: Actor, rebuilt: Rebuilt, *, limit: int) -> Changes:
    """`rebuilt`: what a FillWriter's close came to, in this transaction."""
    actor.require(Permission.IMPORTS_WRITE)
    if not rebuilt.stored_before and not rebuilt.deleted:
        return Changes([], [])
    nets = await repository.list_changed_nets(session, actor)
    return Changes(await repository.list_changed_trades(session, actor, limit) if nets else [], nets)
