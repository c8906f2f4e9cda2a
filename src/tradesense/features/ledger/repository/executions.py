"""SQL of reading and voiding executions."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.bulk import insert_rows
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.ids import PositionId
from tradesense.features.ledger.repository.rebuild import Touched


class ExecutionFacts(NamedTuple):
    """One fill with the names around it. `sources`: import, file name, line."""

    id: UUID
    position_id: PositionId
    account_id: UUID
    symbol: str
    asset_class: str
    currency: str
    side: int
    quantity: Decimal
    price: Decimal
    fees: Decimal | None
    asset_fee: Decimal
    rate: Decimal | None
    executed_at: datetime
    day: date
    time_known: bool
    kind: str
    closes: bool
    sequence: int
    ordinal: int
    fingerprint: str
    delivery: str
    by_hand: bool
    counts: bool
    voided_at: datetime | None
    unmatched: Decimal | None
    sources: list[tuple[UUID, str, int]]


_SELECT = """
    SELECT e.id, e.position_id, p.account_id, i.symbol, i.asset_class, i.currency, e.side, e.quantity, e.price, e.fees,
           e.asset_fee, e.rate, e.executed_at, e.day, e.time_known, e.kind, e.closes, e.sequence, e.ordinal,
           e.fingerprint, e.delivery, e.by_hand, e.counts, e.voided_at, u.quantity AS unmatched,
           s.imports, s.files, s.lines
    FROM executions e
    JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
    JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
    LEFT JOIN unmatched u ON u.workspace_id = $1 AND u.execution_id = e.id
    LEFT JOIN LATERAL (
        SELECT array_agg(f.id ORDER BY f.created_at, o.line) AS imports,
               array_agg(f.file_name ORDER BY f.created_at, o.line) AS files,
               array_agg(o.line ORDER BY f.created_at, o.line) AS lines
        FROM (
            SELECT e.import_id, e.line
            UNION ALL
            SELECT import_id, line FROM execution_sources WHERE workspace_id = $1 AND execution_id = e.id
        ) o JOIN imports f ON f.workspace_id = $1 AND f.id = o.import_id
    ) s ON true
    WHERE e.workspace_id = $1
"""


class ExecutionQuery(NamedTuple):
    """Which executions to list; None: any."""

    account_id: UUID | None = None
    symbol: str | None = None
    day_from: date | None = None
    day_to: date | None = None
    only_unmatched: bool = False


async def list_executions(
    session: Session, actor: Actor, query: ExecutionQuery, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[ExecutionFacts]:
    """Newest first."""
    arguments: list[object] = [actor.workspace_id]

    def given(value: object) -> str:
        arguments.append(value)
        return f"${len(arguments)}"

    tests = []
    if query.account_id:
        tests.append(f"p.account_id = {given(query.account_id)}")
    if query.symbol:
        tests.append(f"i.symbol = {given(query.symbol)}")
    if query.day_from:
        tests.append(f"e.day >= {given(query.day_from)}")
    if query.day_to:
        tests.append(f"e.day <= {given(query.day_to)}")
    if query.only_unmatched:
        tests.append("u.execution_id IS NOT NULL")
    if after:
        tests.append(f"(e.executed_at, e.id) < ({given(after[0])}, {given(after[1])})")
    conditions = "".join(f" AND {test}" for test in tests)
    order = f" ORDER BY e.executed_at DESC, e.id DESC LIMIT {given(limit)}"
    rows = await (await driver(session)).fetch(_SELECT + conditions + order, *arguments)  # SQL of ours: conditions
    return [_facts(row) for row in rows]


async def list_position_executions(
    session: Session, actor: Actor, position_id: UUID, from_at: datetime, to_at: datetime | None
) -> list[ExecutionFacts]:
    """The fills of a position between two instants that count, in their order."""
    rows = await (await driver(session)).fetch(
        _SELECT
        + """
            AND e.position_id = $2 AND e.executed_at >= $3 AND ($4::timestamptz IS NULL OR e.executed_at <= $4)
            AND e.counts
        ORDER BY e.executed_at, e.sequence, e.ordinal, e.fingerprint
        """,
        actor.workspace_id,
        position_id,
        from_at,
        to_at,
    )
    return [_facts(row) for row in rows]


async def find_execution(session: Session, actor: Actor, execution_id: UUID) -> ExecutionFacts | None:
    row = await (await driver(session)).fetchrow(_SELECT + " AND e.id = $2", actor.workspace_id, execution_id)
    return _facts(row) if row else None


async def find_executions(session: Session, actor: Actor, ids: Sequence[UUID]) -> list[ExecutionFacts]:
    rows = await (await driver(session)).fetch(_SELECT + " AND e.id = ANY($2)", actor.workspace_id, ids)
    return [_facts(row) for row in rows]


def _facts(row: Record) -> ExecutionFacts:
    *values, imports, files, lines = row
    values.append(list(zip(imports or (), files or (), lines or (), strict=True)))
    return ExecutionFacts(*values)


async def void_execution(session: Session, actor: Actor, execution_id: UUID, now: datetime) -> list[Touched]:
    """Stops it counting; answers what that touched (nothing when it was voided already)."""
    return await _alter(
        session,
        "UPDATE executions SET voided_at = $3 WHERE workspace_id = $1 AND id = $2 AND voided_at IS NULL",
        actor.workspace_id,
        execution_id,
        now,
    )


async def restore_execution(session: Session, actor: Actor, execution_id: UUID) -> list[Touched]:
    """Takes a void back; it counts again if a live file, or its owner's hand, states it."""
    return await _alter(
        session,
        "UPDATE executions SET voided_at = NULL WHERE workspace_id = $1 AND id = $2 AND voided_at IS NOT NULL",
        actor.workspace_id,
        execution_id,
    )


async def _alter(session: Session, statement: str, *arguments: object) -> list[Touched]:
    rows = await (await driver(session)).fetch(
        statement + " RETURNING position_id, executed_at", *arguments
    )  # SQL of ours: callers' constants
    return [Touched(row[0], row[1], row[1]) for row in rows]


async def save_picks(session: Session, actor: Actor, closing_id: UUID, picks: Sequence[tuple[UUID, Decimal]]) -> None:
    await (await driver(session)).execute(
        "DELETE FROM lot_picks WHERE workspace_id = $1 AND closing_id = $2", actor.workspace_id, closing_id
    )
    rows = [(actor.workspace_id, closing_id, *pick) for pick in picks]
    await insert_rows(session, "lot_picks", ("workspace_id", "closing_id", "opening_id", "quantity"), rows)
