"""What the review shows of an import's effect: the trades it makes, and those it changes."""

from datetime import datetime
from typing import Any, Final

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.number import money_text, plain
from tradesense.features.imports import repository
from tradesense.features.imports.use_cases.reading import Reading
from tradesense.features.ledger import use_cases as ledger

PREVIEW_TRADES: Final = 50
PREVIEW_CHANGES: Final = 100


async def preview_of(session: Session, actor: Actor, reading: Reading, done: ledger.Written) -> dict[str, Any]:
    """In the transaction that wrote it, before a review takes that back."""
    rebuilt = done.rebuilt
    fresh = rebuilt.saved - rebuilt.stored_before
    made = await repository.list_made(session, actor, done.version, PREVIEW_TRADES) if fresh else []
    nets = await repository.list_made_net(session, actor, done.version) if fresh else []
    changes = await ledger.list_changes(session, actor, rebuilt, limit=PREVIEW_CHANGES)
    return {
        "zone": reading.options.zone.key,
        "zone_because": reading.zone_because,
        "accounts": reading.accounts_met(),
        "trades_saved": rebuilt.saved,
        "trades_new": fresh,
        "trades_deleted": rebuilt.deleted,
        "net": [{"currency": currency, "net": money_text(net)} for currency, net in nets],
        "trades": [_made(one) for one in made],
        "changes": _changes(changes),
        "cash": [
            {"kind": one.kind, "currency": one.currency, "count": one.events, "amount": money_text(one.amount)}
            for one in reading.beside.cash_sums
        ],
    }


def _made(one: repository.TradePreview) -> dict[str, Any]:
    return {
        "symbol": one.symbol,
        "side": _side(one.direction),
        "status": "closed" if one.closed_at else "open",
        "quantity": plain(one.quantity),
        "opened_at": one.opened_at.isoformat(),
        "closed_at": _instant(one.closed_at),
        "times_known": one.times_known,
        "net": money_text(one.net),
        "currency": one.currency,
    }


def _changes(changes: ledger.Changes) -> dict[str, Any]:
    return {
        "count": changes.total,
        "net": [
            {"currency": one.currency, "before": money_text(one.before), "after": money_text(one.after)}
            for one in changes.nets
        ],
        "trades": [_changed(one) for one in changes.trades],
    }


def _changed(one: ledger.Changed) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "symbol": one.symbol,
        "side": _side(one.direction),
        "currency": one.currency,
        "opened_at": one.opened_at.isoformat(),
        "times_known": one.times_known,
        "change": _kind(one),
        "before": _standing(one.before),
        "after": one.after and _standing(one.after),
        "merged_into": str(one.merged_into) if one.merged_into else None,
        "parts": one.parts,
    }


def _kind(one: ledger.Changed) -> str:
    """The most telling name of what happens to it."""
    if one.after is None:
        return "merged" if one.merged_into else "removed"
    if one.parts:
        return "split"
    if (one.before.closed_at is None) == (one.after.closed_at is None):
        return "altered"
    return "reopened" if one.after.closed_at is None else "closed"


def _standing(one: ledger.Standing) -> dict[str, Any]:
    return {
        "status": "closed" if one.closed_at else "open",
        "quantity": plain(one.entered),
        "open_quantity": plain(one.entered - one.left),
        "closed_at": _instant(one.closed_at),
        "net": money_text(one.net),
    }


def _side(direction: int) -> str:
    return "long" if direction > 0 else "short"


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
