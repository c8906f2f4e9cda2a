"""SQL of what a change makes of the trades that were stored before it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor

# What of a trade is compared, and told of both its standings.
_COMPARED: Final = ("entry_quantity", "exit_quantity", "closed_at", "net")
_KEPT: Final = ("id", "position_id", "symbol", "direction", "currency", "opened_at", "times_known", *_COMPARED)
_KEPT_NAMES: Final = ", ".join(_KEPT)


class Standing(NamedTuple):
    """How a trade stands: what it entered and left in units, when it closed, what it realised."""

    entered: Decimal
    left: Decimal
    closed_at: datetime | None
    net: Decimal


class Changed(NamedTuple):
    """A stored trade that comes out otherwise. `after` None: it is no trade of its own any more, and its fills
    are of `merged_into`, if of any. `parts`: trades made anew of what was its time."""

    id: UUID
    symbol: str
    direction: int
    currency: str
    opened_at: datetime
    times_known: bool
    before: Standing
    after: Standing | None
    merged_into: UUID | None
    parts: int


class ChangedNet(NamedTuple):
    """What the changed trades of a currency come to."""

    currency: str
    trades: int
    before: Decimal
    after: Decimal


async def open_before(session: Session) -> None:
    """The temporary table of trades as they stood before a change."""
    await (await driver(session)).execute(
        f"CREATE TEMPORARY TABLE trades_before ON COMMIT DROP AS SELECT {_KEPT_NAMES} FROM trades WITH NO DATA"  # noqa: S608
    )


async def keep_before(session: Session, actor: Actor, trades: Sequence[UUID]) -> None:
    """Notes how they stand, before they are overwritten or deleted."""
    if trades:
        await (await driver(session)).execute(
            f"INSERT INTO trades_before SELECT {_KEPT_NAMES} FROM trades WHERE workspace_id = $1 AND id = ANY($2)",  # noqa: S608
            actor.workspace_id,
            list(trades),
        )


_DIFFERENT: Final = f"""
    FROM trades_before b LEFT JOIN trades t ON t.workspace_id = $1 AND t.id = b.id
    WHERE t.id IS NULL
        OR ({", ".join(f"b.{name}" for name in _COMPARED)}) IS DISTINCT FROM
           ({", ".join(f"t.{name}" for name in _COMPARED)})
"""

# Trades of a position follow one another: what opened within another's time is made of the same fills.
_CHANGED: Final = f"""
    SELECT c.id, c.symbol, c.direction, c.currency, c.opened_at, c.times_known,
        c.entry_quantity, c.exit_quantity, c.closed_at, c.net, c.stays, c.entered_now, c.left_now, c.closed_now,
        c.net_now, into_.id, parts.trades
    FROM (
        SELECT b.*, t.id IS NOT NULL AS stays, t.entry_quantity AS entered_now, t.exit_quantity AS left_now,
            t.closed_at AS closed_now, t.net AS net_now
        {_DIFFERENT} ORDER BY b.opened_at DESC, b.id LIMIT $2
    ) c
    LEFT JOIN LATERAL (
        SELECT m.id FROM trades m
        WHERE NOT c.stays AND m.workspace_id = $1 AND m.position_id = c.position_id AND m.opened_at <= c.opened_at
            AND (m.closed_at IS NULL OR m.closed_at >= c.opened_at)
        ORDER BY m.opened_at DESC, m.id LIMIT 1
    ) into_ ON true
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS trades FROM trades m
        WHERE c.stays AND m.workspace_id = $1 AND m.position_id = c.position_id AND m.opened_at > c.opened_at
            AND m.opened_at < c.closed_at AND NOT EXISTS (SELECT FROM trades_before k WHERE k.id = m.id)
    ) parts
    ORDER BY c.opened_at DESC, c.id
"""  # noqa: S608  (names of our own)


async def list_changed_trades(session: Session, actor: Actor, limit: int) -> list[Changed]:
    """Stored trades that this import changed, the last opened first."""
    rows = await (await driver(session)).fetch(_CHANGED, actor.workspace_id, limit)
    return [_changed(row) for row in rows]


def _changed(row: Record) -> Changed:
    facts, before, after = row[:6], Standing(*row[6:10]), Standing(*row[11:15]) if row[10] else None
    return Changed(*(*facts, before, after, row[15], row[16]))


async def list_changed_nets(session: Session, actor: Actor) -> list[ChangedNet]:
    """How many stored trades changed, and their net before and after, by currency."""
    rows = await (await driver(session)).fetch(
        f"SELECT b.currency, count(*)::int, sum(b.net), coalesce(sum(t.net), 0) {_DIFFERENT} GROUP BY 1 ORDER BY 1",
        actor.workspace_id,
    )
    return [ChangedNet(*row) for row in rows]
