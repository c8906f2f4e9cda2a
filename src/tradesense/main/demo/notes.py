"""What the demo's trader says of the trades: tags, playbooks, risks, so that the pages show what they are for.

Chosen by what the trade is, so that every demo has the same.
"""

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from statistics import median
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Database, Session
from tradesense.db.tables.trades import TradeRow
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.importing import SETTLED
from tradesense.features.imports import use_cases as imports
from tradesense.features.ledger import use_cases as ledger

JOB: Final = "demo.annotate"
TRADES_MAX: Final = 300
IMPORTS_MAX: Final = 50
TRADES_AT_ONCE: Final = 50

PLAYBOOKS: Final = ("Opening range", "Pullback", "Trend day", "Failed breakout")
TAGS: Final = ("a-setup", "news", "earnings", "first-hour", "counter-trend", "size-up")
MISTAKES: Final = ("chased", "moved stop", "too early", "no plan")
EMOTIONS: Final = ("calm", "impatient", "confident", "anxious")
NOTES: Final = (
    "Waited for the retest, took it at the line.",
    "Late by two minutes, and paid for it.",
    "By the book. Nothing to add.",
    "Out too soon: the target traded ten minutes later.",
)


async def annotate(database: Database, payload: bytes) -> bool:
    """Some of the demo's trades, the newest last; False while its imports are under way."""
    said = json.loads(payload)
    workspace_id, user_id = WorkspaceId(UUID(said["workspace_id"])), UserId(UUID(said["user_id"]))
    actor = system_actor(user_id, workspace_id)
    async with database.transaction(workspace_id=workspace_id, user_id=user_id) as session:
        runs = await imports.list_imports(session, actor, after_=None, limit=IMPORTS_MAX)
        if any(run.state not in SETTLED for run in runs):
            return False
        trades = await _closed_trades(session, actor)
    usual = Decimal(median(abs(trade.net) for trade in trades)) if trades else Decimal(0)
    notes = [(trade.id, values) for trade in trades if not trade.tags and (values := _said_of(trade, usual))]
    for start in range(0, len(notes), TRADES_AT_ONCE):
        async with database.transaction(workspace_id=workspace_id, user_id=user_id) as session:
            for trade_id, values in notes[start : start + TRADES_AT_ONCE]:
                await ledger.annotate_trade(session, actor, trade_id, values)
    return True


async def _closed_trades(session: Session, actor: Actor) -> list[TradeRow]:
    """The last ones, oldest first: people begin to keep notes at some time."""
    query = await ledger.read_query(session, actor, "status:closed", today=date.min, timezone="UTC")
    newest = [ledger.Sort("opened_at", falling=True)]
    page = await ledger.list_trades(session, actor, query, sorts=newest, after=None, limit=TRADES_MAX)
    return page.trades[::-1]


def _said_of(trade: TradeRow, usual: Decimal) -> dict[str, Any]:
    """Nothing for one trade in three, as people are."""
    digits = int.from_bytes(sha256(f"{trade.symbol} {trade.opened_at.isoformat()}".encode()).digest())
    if digits % 3 == 0:
        return {}
    is_loss = trade.net < 0
    said: dict[str, Any] = {
        "playbook": PLAYBOOKS[_pick(digits, 1, len(PLAYBOOKS))],
        "tags": sorted({TAGS[_pick(digits, 2, len(TAGS))], TAGS[_pick(digits, 3, len(TAGS))]}),
        "planned_risk": max(usual * (2 + _pick(digits, 4, 3)) / 4, Decimal(1)).quantize(Decimal(1)),
        "rating": 1 + _pick(digits, 5, 3) if is_loss else 3 + _pick(digits, 5, 3),
    }
    if is_loss and _pick(digits, 6, 2):
        said["mistakes"] = [MISTAKES[_pick(digits, 7, len(MISTAKES))]]
    if _pick(digits, 8, 3) == 0:
        said["emotions"] = [EMOTIONS[_pick(digits, 9, len(EMOTIONS))]]
    if _pick(digits, 10, 6) == 0:
        said["notes"] = NOTES[_pick(digits, 11, len(NOTES))]
    return said


def _pick(digits: int, place: int, choices: int) -> int:
    """One of `choices`, by the byte at `place`."""
    return (digits >> (8 * place)) % 256 % choices
