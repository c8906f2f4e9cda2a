"""SQL of re-derivation: what a fold needs to begin, and the fills of its window."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ExecutionId, PositionId, TradeId
from tradesense.domain.instrument import MARGIN_CLASSES, AssetClass
from tradesense.domain.lots import Method
from tradesense.domain.matching import Rules
from tradesense.domain.split import Split

# A day off either end of datetime: the driver takes its ends for infinity, which comes back without a zone.
BEGINNING: Final = datetime(1, 1, 2, tzinfo=UTC)
END: Final = datetime(9999, 12, 30, tzinfo=UTC)
FETCH_ROWS: Final = 5_000

_SIDES: Final = {1: Side.BUY, -1: Side.SELL}
_KINDS: Final = {kind.value: kind for kind in ExecutionKind}


class Touched(NamedTuple):
    """A position of which fills were added, voided or reordered between two instants."""

    position: PositionId
    first_at: datetime
    last_at: datetime


class Place(NamedTuple):
    """Where a fold begins: the position's facts, and the stored trades around what changed.

    before    when the last trade opened that began before the change; its legs may change
    after     when the first trade opened that began after it; from there on nothing may change
    """

    position: PositionId
    account: UUID
    method: str
    long_only: bool
    base: str
    symbol: str
    underlying: str
    asset_class: str
    currency: str
    multiplier: Decimal
    snapshot: dict[str, Any] | None
    last_at: datetime | None
    before: datetime | None
    after: datetime | None
    first_at: datetime

    @property
    def goes_on(self) -> bool:
        """Every change lies after the snapshot of what is open: the fold goes on from there."""
        return self.snapshot is not None and self.last_at is not None and self.first_at > self.last_at

    @property
    def window(self) -> "Window":
        """What to fold."""
        if self.goes_on:
            return Window(self.position, self.first_at, END)
        return Window(self.position, self.before or BEGINNING, self.after or END)

    @property
    def changed(self) -> "Window":
        """Where anything may come out differently: what lies before the first change cannot."""
        return Window(self.position, self.first_at, self.after or END)

    @property
    def rules(self) -> Rules:
        return Rules(
            self.multiplier,
            Method(self.method),
            converts=self.currency != self.base,
            margin=AssetClass(self.asset_class) in MARGIN_CLASSES,
            long_only=self.long_only,
        )


class OldTrade(NamedTuple):
    id: TradeId
    opening: ExecutionId
    opening_quantity: Decimal
    opened_at: datetime


_PLACES: Final = """
    SELECT p.id, p.account_id, a.method, a.long_only, a.currency AS base, i.symbol, i.underlying, i.asset_class,
           i.currency, i.multiplier, p.snapshot, p.last_at, before.opened_at, after.opened_at, touched.first_at
    FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS touched(id, first_at, last_at)
    JOIN positions p ON p.workspace_id = $1 AND p.id = touched.id
    JOIN accounts a ON a.workspace_id = $1 AND a.id = p.account_id
    JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
    LEFT JOIN LATERAL (
        SELECT max(t.opened_at) AS opened_at FROM trades t
        WHERE t.workspace_id = $1 AND t.position_id = p.id AND t.opened_at < touched.first_at
    ) before ON true
    LEFT JOIN LATERAL (
        SELECT min(t.opened_at) AS opened_at FROM trades t
        WHERE t.workspace_id = $1 AND t.position_id = p.id AND t.opened_at > touched.last_at
    ) after ON true
    ORDER BY p.id
"""


async def list_places(session: Session, actor: Actor, touched: Sequence[Touched]) -> list[Place]:
    """In the order of the positions' ids, in which `stream_fills` gives their fills."""
    rows = await (await driver(session)).fetch(
        _PLACES,
        actor.workspace_id,
        [one.position for one in touched],
        [one.first_at for one in touched],
        [one.last_at for one in touched],
    )
    return [Place(*row) for row in rows]


class Window(NamedTuple):
    """Which fills of a position to fold, both ends included."""

    position: PositionId
    from_at: datetime
    to_at: datetime


_FILLS: Final = """
    SELECT e.position_id, e.id, e.side, e.quantity::text, e.price::text, e.fees::text, e.executed_at, e.day, e.kind,
           e.asset_fee::text, e.rate::text, e.closes, e.time_known
    FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS w(position_id, from_at, to_at)
    JOIN executions e ON e.workspace_id = $1 AND e.position_id = w.position_id
        AND e.executed_at >= w.from_at AND e.executed_at <= w.to_at AND e.counts
    ORDER BY e.position_id, e.executed_at, e.sequence, e.ordinal, e.fingerprint
"""
# At one instant an option's end precedes what it delivers.
_FILLS_IN_TIME: Final = _FILLS.replace(
    "ORDER BY e.position_id, e.executed_at,",
    """
    JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
    JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
    ORDER BY e.executed_at, i.asset_class <> 'option',
    """,
)


async def stream_fills(
    session: Session, actor: Actor, windows: Sequence[Window], *, in_time: bool = False
) -> AsyncIterator[list[tuple[UUID, Execution]]]:
    """The fills that count, position by position, each in its order, some thousands at a time; `in_time`: all of
    them in one order of time."""
    if not windows:
        return
    query = _FILLS_IN_TIME if in_time else _FILLS
    cursor = await (await driver(session)).cursor(query, actor.workspace_id, *columns_of(windows))
    while rows := await cursor.fetch(FETCH_ROWS):
        yield [(row[0], _execution(row)) for row in rows]


def _execution(row: Record) -> Execution:
    # Numbers travel as text: read so, they cost a fifth.
    _, id_, side, quantity, price, fees, at, day, kind, asset_fee, rate, closes, time_known = row
    return Execution(
        id_,
        _SIDES[side],
        Decimal(quantity),
        Decimal(price),
        None if fees is None else Decimal(fees),
        at,
        day,
        _KINDS[kind],
        Decimal(asset_fee),
        None if rate is None else Decimal(rate),
        closes,
        time_known,
    )


async def list_splits(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[UUID, list[Split]]:
    """Splits in force, by position."""
    rows = await (await driver(session)).fetch(
        """
        SELECT p.id, s.numerator, s.denominator, s.effective_at, s.added
        FROM splits s
        JOIN positions p ON p.workspace_id = $1 AND p.account_id = s.account_id AND p.instrument_id = s.instrument_id
        WHERE s.workspace_id = $1 AND p.id = ANY($2) AND s.voided_at IS NULL
            AND (s.by_hand OR EXISTS (
                SELECT FROM split_sources o WHERE o.workspace_id = $1 AND o.split_id = s.id))
        """,
        actor.workspace_id,
        list(positions),
    )
    found: dict[UUID, list[Split]] = {}
    for position, *values in rows:
        found.setdefault(position, []).append(Split(*values))
    return found


async def list_picks(
    session: Session, actor: Actor, positions: Sequence[UUID]
) -> dict[ExecutionId, tuple[LotPick, ...]]:
    rows = await (await driver(session)).fetch(
        """
        SELECT l.closing_id, l.opening_id, l.quantity FROM lot_picks l
        JOIN executions e ON e.workspace_id = $1 AND e.id = l.closing_id
        WHERE l.workspace_id = $1 AND e.position_id = ANY($2) ORDER BY l.closing_id, l.opening_id
        """,
        actor.workspace_id,
        list(positions),
    )
    found: dict[ExecutionId, tuple[LotPick, ...]] = {}
    for closing, opening, quantity in rows:
        found[closing] = (*found.get(closing, ()), LotPick(opening, quantity))
    return found


async def list_annotated(session: Session, actor: Actor, windows: Sequence[Window]) -> list[ExecutionId]:
    """Fills in the windows that carry an annotation, whether they count or not. None: a quick answer."""
    rows = await (await driver(session)).fetch(
        """
        SELECT n.execution_id FROM annotations n
        JOIN executions e ON e.workspace_id = $1 AND e.id = n.execution_id
        JOIN unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS w(position_id, from_at, to_at)
            ON w.position_id = e.position_id AND e.executed_at >= w.from_at AND e.executed_at <= w.to_at
        WHERE n.workspace_id = $1
        """,
        actor.workspace_id,
        *columns_of(windows),
    )
    return [row[0] for row in rows]


async def list_old_trades(session: Session, actor: Actor, windows: Sequence[Window]) -> dict[UUID, list[OldTrade]]:
    """The stored trades that opened in the windows, by position."""
    rows = await (await driver(session)).fetch(
        """
        SELECT t.position_id, t.id, t.opening_id, t.opening_quantity, t.opened_at
        FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS w(position_id, from_at, to_at)
        JOIN trades t ON t.workspace_id = $1 AND t.position_id = w.position_id
            AND t.opened_at >= w.from_at AND t.opened_at <= w.to_at
        """,
        actor.workspace_id,
        *columns_of(windows),
    )
    found: dict[UUID, list[OldTrade]] = {}
    for position, *values in rows:
        found.setdefault(position, []).append(OldTrade(*values))
    return found


def columns_of(windows: Sequence[Window]) -> tuple[list[UUID], list[datetime], list[datetime]]:
    return [w.position for w in windows], [w.from_at for w in windows], [w.to_at for w in windows]


async def scales_of(session: Session, actor: Actor, version: int) -> tuple[int, int]:
    """Most decimals of the amounts, and of the quantities and prices, of the trades that `version` changed."""
    row = await (await driver(session)).fetchrow(
        """
        SELECT greatest(max(min_scale(t.gross)), max(min_scale(t.fees)), max(min_scale(t.base_gross)),
                        max(min_scale(t.base_fees)), max(min_scale(t.risk)), max(d.decimals)),
               greatest(max(min_scale(t.entry_quantity)), max(min_scale(t.entry_price)), max(min_scale(t.exit_price)))
        FROM trades t
        LEFT JOIN LATERAL (
            SELECT max(greatest(min_scale(base_gross), min_scale(base_fees))) AS decimals FROM trade_days
            WHERE workspace_id = $1 AND trade_id = t.id
        ) d ON t.exit_days > 1
        WHERE t.workspace_id = $1 AND t.changed_in = $2
        """,
        actor.workspace_id,
        version,
    )
    return (row[0] or 0, row[1] or 0) if row else (0, 0)
