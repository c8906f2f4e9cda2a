"""SQL of verification: everything stored about some positions, to hold against a recount."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ExecutionId


class StoredPosition(NamedTuple):
    """A position as it is kept, with the rules of its account and instrument."""

    id: UUID
    quantity: Decimal
    cost: Decimal
    fees: Decimal
    method: str
    long_only: bool
    base: str
    currency: str
    asset_class: str
    multiplier: Decimal
    account_id: UUID
    symbol: str
    underlying: str
    snapshot: dict[str, Any] | None
    last_at: datetime | None
    timezone: str


class StoredTrade(NamedTuple):
    position_id: UUID
    id: UUID
    opening_id: UUID
    direction: int
    opening_quantity: Decimal
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None
    closed_on: date | None
    entry_quantity: Decimal
    entry_notional: Decimal
    exit_quantity: Decimal
    exit_notional: Decimal
    gross: Decimal
    fees: Decimal
    net: Decimal
    fees_known: bool
    base_gross: Decimal | None
    base_fees: Decimal | None
    base_net: Decimal | None
    executions: int
    entries: int
    times_known: bool
    exit_days: int
    closed_by: str | None
    entry_price: Decimal
    exit_price: Decimal | None
    account_id: UUID
    symbol: str
    underlying: str
    asset_class: str
    currency: str
    tags: list[str]
    mistakes: list[str]
    emotions: list[str]
    notes: str
    playbook: str | None
    rating: int | None
    confidence: int | None
    stop: Decimal | None
    target: Decimal | None
    risk: Decimal | None


class StoredAnnotation(NamedTuple):
    """What the trader said of an entry leg, which is in `trade_id`; `order`: the leg's place in its position."""

    execution_id: ExecutionId
    trade_id: UUID | None
    tags: list[str]
    mistakes: list[str]
    emotions: list[str]
    notes: str
    playbook: str | None
    rating: int | None
    confidence: int | None
    stop: Decimal | None
    target: Decimal | None
    planned_risk: Decimal | None
    order: tuple[datetime, int, int, str]


class StoredCash(NamedTuple):
    """A cash event; `counts`: a file states it or its owner entered it, and it is not voided."""

    id: UUID
    account_id: UUID
    kind: str
    amount: Decimal
    currency: str
    occurred_at: datetime
    day: date
    time_known: bool
    symbol: str
    fingerprint: str
    timezone: str
    counts: bool


class StoredDay(NamedTuple):
    trade_id: UUID
    day: date
    gross: Decimal
    fees: Decimal
    base_gross: Decimal | None
    base_fees: Decimal | None


async def list_workspaces(session: Session) -> list[UUID]:
    """Every workspace there is; the one look-up that may see them all gives their ids only."""
    return [row[0] for row in await (await driver(session)).fetch("SELECT id FROM app_workspaces()")]


async def list_positions(session: Session, actor: Actor, after: UUID | None, limit: int) -> list[StoredPosition]:
    rows = await (await driver(session)).fetch(
        """
        SELECT p.id, p.quantity, p.cost, p.fees, a.method, a.long_only, a.currency, i.currency, i.asset_class,
               i.multiplier, p.account_id, i.symbol, i.underlying, p.snapshot, p.last_at, a.timezone
        FROM positions p
        JOIN accounts a ON a.workspace_id = $1 AND a.id = p.account_id
        JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
        WHERE p.workspace_id = $1 AND ($2::uuid IS NULL OR p.id > $2) ORDER BY p.id LIMIT $3
        """,
        actor.workspace_id,
        after,
        limit,
    )
    return [StoredPosition(*row) for row in rows]


async def list_executions(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[UUID, list[Execution]]:
    """The fills that count: those with a live source or entered by hand, and not voided. Not by the stored flag."""
    rows = await (await driver(session)).fetch(
        """
        SELECT e.position_id, e.id, e.side, e.quantity, e.price, e.fees, e.executed_at, e.day, e.kind, e.asset_fee,
               e.rate, e.closes, e.time_known, e.sequence, e.ordinal, e.fingerprint
        FROM executions e
        WHERE e.workspace_id = $1 AND e.position_id = ANY($2) AND e.voided_at IS NULL
            AND (e.by_hand OR e.import_id IS NOT NULL)
        """,
        actor.workspace_id,
        list(positions),
    )
    picks = await _list_picks(session, actor, positions)
    found: dict[UUID, list[Execution]] = {}
    for position, id_, side, quantity, price, fees, at, day, kind, *rest in rows:
        fill = Execution(id_, Side(side), quantity, price, fees, at, day, ExecutionKind(kind), *rest)
        found.setdefault(position, []).append(fill._replace(picks=picks.get(id_, ())))
    return found


async def _list_picks(
    session: Session, actor: Actor, positions: Sequence[UUID]
) -> dict[ExecutionId, tuple[LotPick, ...]]:
    rows = await (await driver(session)).fetch(
        """
        SELECT l.closing_id, l.opening_id, l.quantity FROM lot_picks l
        JOIN executions e ON e.workspace_id = $1 AND e.id = l.closing_id
        WHERE l.workspace_id = $1 AND e.position_id = ANY($2)
        """,
        actor.workspace_id,
        list(positions),
    )
    found: dict[ExecutionId, tuple[LotPick, ...]] = {}
    for closing, opening, quantity in rows:
        found[closing] = (*found.get(closing, ()), LotPick(opening, quantity))
    return found


async def list_trades(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[UUID, list[StoredTrade]]:
    names = ", ".join(StoredTrade._fields)
    rows = await (await driver(session)).fetch(
        f"SELECT {names} FROM trades WHERE workspace_id = $1 AND position_id = ANY($2)",  # noqa: S608  (our names)
        actor.workspace_id,
        list(positions),
    )
    found: dict[UUID, list[StoredTrade]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(StoredTrade(*row))
    return found


async def list_days(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[UUID, list[StoredDay]]:
    """By trade."""
    rows = await (await driver(session)).fetch(
        """
        SELECT d.trade_id, d.day, d.gross, d.fees, d.base_gross, d.base_fees FROM trade_days d
        JOIN trades t ON t.workspace_id = $1 AND t.id = d.trade_id
        WHERE d.workspace_id = $1 AND t.position_id = ANY($2) ORDER BY d.trade_id, d.day
        """,
        actor.workspace_id,
        list(positions),
    )
    found: dict[UUID, list[StoredDay]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(StoredDay(*row))
    return found


async def list_unmatched(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[UUID, dict[UUID, Decimal]]:
    """Units by execution, by position."""
    rows: Sequence[Any] = await (await driver(session)).fetch(
        """
        SELECT e.position_id, u.execution_id, u.quantity FROM unmatched u
        JOIN executions e ON e.workspace_id = $1 AND e.id = u.execution_id
        WHERE u.workspace_id = $1 AND e.position_id = ANY($2)
        """,
        actor.workspace_id,
        list(positions),
    )
    found: dict[UUID, dict[UUID, Decimal]] = {}
    for position, execution, quantity in rows:
        found.setdefault(position, {})[execution] = quantity
    return found


async def list_annotations(session: Session, actor: Actor, positions: Sequence[UUID]) -> list[StoredAnnotation]:
    names = ", ".join(f"n.{name}" for name in StoredAnnotation._fields[:-1])
    rows = await (await driver(session)).fetch(
        f"""
        SELECT e.executed_at, e.sequence, e.ordinal, e.fingerprint, {names}
        FROM annotations n JOIN executions e ON e.workspace_id = $1 AND e.id = n.execution_id
        WHERE n.workspace_id = $1 AND e.position_id = ANY($2) ORDER BY 1, 2, 3, 4
        """,  # noqa: S608  (our names)
        actor.workspace_id,
        list(positions),
    )
    return [StoredAnnotation._make([*row[4:], tuple(row[:4])]) for row in map(tuple, rows)]


async def list_cash_events(session: Session, actor: Actor, after: UUID | None, limit: int) -> list[StoredCash]:
    rows = await (await driver(session)).fetch(
        """
        SELECT c.id, c.account_id, c.kind, c.amount, c.currency, c.occurred_at, c.day, c.time_known, c.symbol,
               c.fingerprint, a.timezone, c.voided_at IS NULL AND (c.by_hand OR EXISTS (
                   SELECT FROM cash_event_sources s WHERE s.workspace_id = $1 AND s.cash_event_id = c.id))
        FROM cash_events c JOIN accounts a ON a.workspace_id = $1 AND a.id = c.account_id
        WHERE c.workspace_id = $1 AND ($2::uuid IS NULL OR c.id > $2) ORDER BY c.id LIMIT $3
        """,
        actor.workspace_id,
        after,
        limit,
    )
    return [StoredCash(*row) for row in rows]


async def list_accounts(session: Session, actor: Actor) -> list[UUID]:
    rows = await (await driver(session)).fetch(
        "SELECT id FROM accounts WHERE workspace_id = $1 ORDER BY id", actor.workspace_id
    )
    return [row[0] for row in rows]
