"""Shares: made and ended by members, opened by whoever has the link, or by the one person they are for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.shares import ShareRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.sharing import Hiding, Redacted, Results, Shown, check_hiding, redacted
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.ledger.problems import TradeNotFound
from tradesense.features.shares import repository
from tradesense.features.shares.problems import ShareForAnother, ShareNotFound, TooManyShares
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Clock

__all__ = ["ShareRow", "create_share", "end_share", "is_for_somebody", "list_shares", "open_share"]

SHARES_MAX: Final = 500
_TO_READ: Final = frozenset({Permission.TRADES_READ})


class Made(NamedTuple):
    """A share and the token that its link carries, which is kept nowhere."""

    row: ShareRow
    token: str


class Opened(NamedTuple):
    trade: Redacted
    expires_at: datetime


async def list_shares(session: Session, actor: Actor, *, trade_id: UUID | None, clock: Clock) -> Sequence[ShareRow]:
    actor.require(Permission.SHARES_READ)
    return await repository.list_shares(session, actor, clock.now(), trade_id)


async def create_share(
    session: Session,
    actor: Actor,
    *,
    trade_id: UUID,
    hiding: Hiding,
    days: int,
    for_email: str | None = None,
    clock: Clock,
) -> Made:
    """Raises TradeNotFound, SizesFollow, RiskMissing, TooManyShares."""
    actor.require(Permission.SHARES_WRITE)
    found = await ledger.get_trade(session, actor, trade_id)
    check_hiding(hiding, found.trade.risk)
    now = clock.now()
    await workspaces.lock_ledger(session, actor)
    await repository.delete_ended(session, actor, now)
    if await repository.count_shares(session, actor, now) >= SHARES_MAX:
        raise TooManyShares(f"At most {SHARES_MAX}: end one that is not needed.")
    token = new_token()
    row = {
        "id": new_id(),
        "trade": trade_id,
        "results": hiding.results.value,
        "hides_sizes": hiding.hides_sizes,
        "hides_symbol": hiding.hides_symbol,
        "token_hash": token_hash(token),
        "for_email": for_email.strip().casefold() if for_email else None,
        "created_by": actor.user_id,
        "created_at": now,
        "expires_at": now + timedelta(days=days),
    }
    told = ("trade", "results", "hides_sizes", "hides_symbol", "expires_at")
    changes = {name: (None, row[name]) for name in told}
    auditing.note(session, actor, Action.SHARE_CREATE, row["id"], changes=changes)
    return Made(await repository.add_share(session, actor, row), token)


async def end_share(session: Session, actor: Actor, share_id: UUID) -> None:
    """The link opens nothing from the next request on. Raises ShareNotFound."""
    actor.require(Permission.SHARES_WRITE)
    if not await repository.delete_share(session, actor, share_id):
        raise ShareNotFound


async def is_for_somebody(session: Session, *, token: str, clock: Clock) -> bool:
    """Whether only one person may open the link. Raises ShareNotFound."""
    found = await repository.enter_by_share(session, token_hash(token), clock.now())
    if found is None:
        raise ShareNotFound
    return found.for_email is not None


async def open_share(session: Session, *, token: str, reader_email: str | None = None, clock: Clock) -> Opened:
    """For whoever has the link, or whom it is for. Raises ShareNotFound, ShareForAnother."""
    found = await repository.enter_by_share(session, token_hash(token), clock.now())
    if found is None:
        raise ShareNotFound
    if found.for_email not in {None, reader_email}:
        raise ShareForAnother
    reader = Actor(found.user_id, found.workspace_id, None, _TO_READ)
    try:
        trade = (await ledger.get_trade(session, reader, found.trade)).trade
    except TradeNotFound:
        raise ShareNotFound from None
    hiding = Hiding(Results(found.results), found.hides_sizes, found.hides_symbol)
    return Opened(redacted(_shown(trade), hiding), found.expires_at)


def _shown(row: ledger.TradeRow) -> Shown:
    facts = {name: getattr(row, name) for name in Shown._fields if name != "quantity"}
    return Shown(**facts, quantity=row.entry_quantity)
