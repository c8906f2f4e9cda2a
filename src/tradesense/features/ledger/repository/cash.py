"""SQL of cash events: stored from files, listed, voided."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.bulk import insert_rows
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.cash import CashEvent
from tradesense.domain.ids import ImportId

_COLUMNS: Final = (
    "workspace_id", "id", "account_id", "kind", "amount", "currency", "occurred_at", "day", "time_known", "symbol",
    "detail", "fingerprint", "by_hand",
)  # fmt: skip


class CashFacts(NamedTuple):
    """One cash event with the files that state it: import, file name, line."""

    id: UUID
    account_id: UUID
    kind: str
    amount: Decimal
    currency: str
    occurred_at: datetime
    day: date
    time_known: bool
    symbol: str
    detail: str
    by_hand: bool
    voided_at: datetime | None
    sources: list[tuple[UUID, str, int]]


class CashQuery(NamedTuple):
    """Which cash events to list; None: any."""

    account_id: UUID | None = None
    kind: str | None = None
    day_from: date | None = None
    day_to: date | None = None


class CashSum(NamedTuple):
    """Cash events of a kind in one currency: how many, and what they come to."""

    kind: str
    currency: str
    events: int
    amount: Decimal


async def add_cash_events(session: Session, actor: Actor, events: Sequence[CashEvent], *, by_hand: bool) -> None:
    """Stores those that are not known yet; in the order of their ids, so that two overlapping files stored at
    once wait for each other one way only."""
    rows = [
        (
            actor.workspace_id, one.id, one.account, one.kind.value, one.amount, one.currency, one.occurred_at, one.day,
            one.time_known, one.symbol, one.detail, one.fingerprint, by_hand,
        )
        for one in sorted(events, key=lambda one: one.id)
    ]  # fmt: skip
    await insert_rows(session, "cash_events", _COLUMNS, rows, on_conflict="DO NOTHING")


async def list_known_cash(session: Session, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """Those of `ids` that a file or their owner states already, or that were voided."""
    rows = await (await driver(session)).fetch(
        """
        SELECT c.id FROM cash_events c WHERE c.workspace_id = $1 AND c.id = ANY($2)
            AND (c.by_hand OR c.voided_at IS NOT NULL OR EXISTS (
                SELECT FROM cash_event_sources s WHERE s.workspace_id = $1 AND s.cash_event_id = c.id))
        """,
        actor.workspace_id,
        list(ids),
    )
    return {row[0] for row in rows}


async def add_cash_sources(session: Session, actor: Actor, import_id: ImportId, events: Sequence[CashEvent]) -> None:
    rows = [(actor.workspace_id, import_id, one.line, one.id) for one in events]
    columns = ("workspace_id", "import_id", "line", "cash_event_id")
    await insert_rows(session, "cash_event_sources", columns, rows, on_conflict="DO NOTHING")


async def remove_cash_sources(session: Session, actor: Actor, import_id: ImportId) -> bool:
    """Takes an import's cash events away; whether any counts no more because of it."""
    return bool(
        await (await driver(session)).fetchval(
            """
            WITH gone AS (
                DELETE FROM cash_event_sources WHERE workspace_id = $1 AND import_id = $2 RETURNING cash_event_id
            )
            SELECT EXISTS (
                SELECT FROM gone g JOIN cash_events c ON c.workspace_id = $1 AND c.id = g.cash_event_id
                WHERE NOT c.by_hand AND c.voided_at IS NULL AND NOT EXISTS (
                    SELECT FROM cash_event_sources s
                    WHERE s.workspace_id = $1 AND s.cash_event_id = c.id AND s.import_id <> $2))
            """,
            actor.workspace_id,
            import_id,
        )
    )


_SELECT: Final = """
    SELECT c.id, c.account_id, c.kind, c.amount, c.currency, c.occurred_at, c.day, c.time_known, c.symbol, c.detail,
           c.by_hand, c.voided_at, s.imports, s.files, s.lines
    FROM cash_events c
    LEFT JOIN LATERAL (
        SELECT array_agg(f.id ORDER BY f.created_at, o.line) AS imports,
               array_agg(f.file_name ORDER BY f.created_at, o.line) AS files,
               array_agg(o.line ORDER BY f.created_at, o.line) AS lines
        FROM cash_event_sources o JOIN imports f ON f.workspace_id = $1 AND f.id = o.import_id
        WHERE o.workspace_id = $1 AND o.cash_event_id = c.id
    ) s ON true
    WHERE c.workspace_id = $1 AND (c.by_hand OR s.imports IS NOT NULL)
"""


async def list_cash_events(
    session: Session, actor: Actor, query: CashQuery, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[CashFacts]:
    """Newest first; those voided too, those of undone imports not."""
    arguments: list[object] = [actor.workspace_id]

    def given(value: object) -> str:
        arguments.append(value)
        return f"${len(arguments)}"

    tests = []
    if query.account_id:
        tests.append(f"c.account_id = {given(query.account_id)}")
    if query.kind:
        tests.append(f"c.kind = {given(query.kind)}")
    if query.day_from:
        tests.append(f"c.day >= {given(query.day_from)}")
    if query.day_to:
        tests.append(f"c.day <= {given(query.day_to)}")
    if after:
        tests.append(f"(c.occurred_at, c.id) < ({given(after[0])}, {given(after[1])})")
    conditions = "".join(f" AND {test}" for test in tests)
    order = f" ORDER BY c.occurred_at DESC, c.id DESC LIMIT {given(limit)}"
    rows = await (await driver(session)).fetch(_SELECT + conditions + order, *arguments)  # SQL of ours: conditions
    return [_facts(row) for row in rows]


async def find_cash_event(session: Session, actor: Actor, event_id: UUID) -> CashFacts | None:
    row = await (await driver(session)).fetchrow(_SELECT + " AND c.id = $2", actor.workspace_id, event_id)
    return _facts(row) if row else None


async def set_cash_voided(session: Session, actor: Actor, event_id: UUID, at: datetime | None) -> bool:
    """Voids it, or (None) takes the void back; False where it is so already."""
    row = await (await driver(session)).fetchrow(
        """
        UPDATE cash_events SET voided_at = $3
        WHERE workspace_id = $1 AND id = $2 AND (voided_at IS NULL) <> ($3::timestamptz IS NULL) RETURNING id
        """,
        actor.workspace_id,
        event_id,
        at,
    )
    return row is not None


def _facts(row: Record) -> CashFacts:
    *values, imports, files, lines = row
    values.append(list(zip(imports or (), files or (), lines or (), strict=True)))
    return CashFacts(*values)
