"""SQL of reading trades: lists by filter, sort and cursor; one trade with its fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, tuple_
from sqlalchemy.sql.util import ClauseAdapter

from tradesense.db.scope import mine
from tradesense.db.session import Session, driver
from tradesense.db.tables.ledger import AccountRow, InstrumentRow, PositionRow
from tradesense.db.tables.trades import TradeDayRow, TradeRow
from tradesense.domain.access import Actor
from tradesense.domain.filters import Node
from tradesense.domain.filters.context import FilterContext
from tradesense.domain.trade import Realised
from tradesense.features.ledger.repository.filtering import condition, held_seconds, narrowed

LAST: Final = "last"
FIRST_WHEN_FALLING: Final = "first when falling"


class SortField(NamedTuple):
    """`nulls`: an open trade's closing is later than any other; anything else unknown comes last."""

    column: Any
    read: Any
    nulls: str | None = None


EXPONENT_MAX: Final = 99


def _number(text: str) -> Decimal:
    """A number that a trade may have; raises for what a cursor made by somebody else may say."""
    value = Decimal(text)
    if not value.is_finite() or abs(value.adjusted()) > EXPONENT_MAX:
        raise ValueError(text)
    return value


SORTS: Final[dict[str, SortField]] = {
    "closed_at": SortField(TradeRow.closed_at, datetime.fromisoformat, FIRST_WHEN_FALLING),
    "opened_at": SortField(TradeRow.opened_at, datetime.fromisoformat),
    "symbol": SortField(TradeRow.symbol, str),
    "net": SortField(TradeRow.base_net, _number, LAST),
    "gross": SortField(TradeRow.base_gross, _number, LAST),
    "fees": SortField(TradeRow.base_fees, _number, LAST),
    "r": SortField(TradeRow.net / TradeRow.risk, _number, LAST),
    "quantity": SortField(TradeRow.entry_quantity, _number),
    "entry_price": SortField(TradeRow.entry_price, _number),
    "exit_price": SortField(TradeRow.exit_price, _number, LAST),
    "held": SortField(held_seconds(), _number, LAST),
    "rating": SortField(TradeRow.rating, int, LAST),
    "playbook": SortField(TradeRow.playbook, str, LAST),
}


WALKED: Final = frozenset({"opened_at", "closed_at"})
"""Orders that an index has from trade to trade."""
INDEXED: Final = WALKED | {"symbol"}
LOOKED_THROUGH: Final = 20_000
"""Trades looked through in the list's order, a few milliseconds, before all are read: most filters are met by then."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of an order; `falling`: greatest first."""

    name: str
    falling: bool

    @property
    def field(self) -> SortField:
        return SORTS[self.name]

    @property
    def nulls_first(self) -> bool:
        return self.field.nulls == FIRST_WHEN_FALLING and self.falling

    def order(self, column: Any = None) -> ColumnElement[Any]:
        """`column`: the key where a sub-query has it already."""
        column = self.field.column if column is None else column
        ordered: ColumnElement[Any] = column.desc() if self.falling else column.asc()
        if self.field.nulls is None or self.field.nulls == FIRST_WHEN_FALLING:
            return ordered  # PostgreSQL's own place for nulls
        return ordered.nulls_last()

    def after(self, value: Any) -> ColumnElement[bool]:
        """Rows that come after `value` by this key alone."""
        column = self.field.column
        if value is None:
            return column.is_not(None) if self.nulls_first else false()
        beyond = column < value if self.falling else column > value
        return beyond if self.field.nulls is None or self.nulls_first else or_(beyond, column.is_(None))

    def same(self, value: Any) -> ColumnElement[bool]:
        column = self.field.column
        return column.is_(None) if value is None else column == value  # type: ignore[no-any-return]


class TradePage(NamedTuple):
    """Trades with the values they were ordered by, which the next page's cursor takes up."""

    trades: list[TradeRow]
    keys: list[list[str | None]]


async def list_trades(
    session: Session,
    actor: Actor,
    *,
    where: Node,
    context: FilterContext,
    sorts: Sequence[Sort],
    after: Sequence[str | None] | None,
    limit: int,
) -> TradePage:
    """A page in the order of `sorts`, ties by id. `after`: the keys of the last row before it."""
    mine_after = [mine(TradeRow, actor), *([] if after is None else [_after(sorts, after)])]
    by, is_all = narrowed(where, context)
    test = condition(where, context)
    asked = [*mine_after, by, test]
    if is_all or sorts[0].name not in INDEXED:
        return await _read(session, actor, sorts, _chosen(sorts).where(*asked).limit(limit))
    if sorts[0].name in WALKED:
        nearest = select(TradeRow.__table__).where(*mine_after, by).order_by(*_order(sorts)).limit(LOOKED_THROUGH)
        chosen = ClauseAdapter(nearest.subquery("walked")).traverse(_chosen(sorts).where(test).limit(limit))
        page = await _read(session, actor, sorts, chosen)
        if len(page.trades) == limit:
            return page
    return await _read(session, actor, sorts, _chosen(sorts, all_at_once=True).where(*asked).limit(limit))


def _chosen(sorts: Sequence[Sort], *, all_at_once: bool = False) -> Select[Any]:
    """The ids of trades and the keys they are ordered by. Rows are wide: what is sorted should not be.

    `all_at_once`: an order that no index has, so that the planner, which cannot know how few trades match, does not walk
    along the whole index for them, but reads the table, in parallel.
    """
    keys = [sort.field.column.label(f"key{place}") for place, sort in enumerate(sorts)]
    same_for_all = [TradeRow.direction * 0] if all_at_once else []
    return select(TradeRow.id, *keys).order_by(*same_for_all, *_order(sorts))


def _order(sorts: Sequence[Sort]) -> list[ColumnElement[Any]]:
    return [*(sort.order() for sort in sorts), TradeRow.id.desc() if sorts[0].falling else TradeRow.id.asc()]


async def _read(session: Session, actor: Actor, sorts: Sequence[Sort], chosen: Select[Any]) -> TradePage:
    page = chosen.subquery("page")
    identity, *keys = page.c
    statement = (
        select(TradeRow, *keys)
        .join(page, TradeRow.id == identity)
        .where(mine(TradeRow, actor))
        .order_by(
            *(sort.order(key) for sort, key in zip(sorts, keys, strict=True)),
            TradeRow.id.desc() if sorts[0].falling else TradeRow.id,
        )
    )
    rows = (await session.execute(statement)).all()
    return TradePage([row[0] for row in rows], [[_spelled(key) for key in row[1:]] + [str(row[0].id)] for row in rows])


def _after(sorts: Sequence[Sort], after: Sequence[str | None]) -> ColumnElement[bool]:
    """Row-wise comparison: later by the first key, or the same and later by the next, …"""
    *texts, last_id = after
    values = [None if text is None else sort.field.read(text) for sort, text in zip(sorts, texts, strict=True)]
    identity = UUID(str(last_id))
    beyond = TradeRow.id < identity if sorts[0].falling else TradeRow.id > identity
    ways = []
    for index, sort in enumerate(sorts):
        same = [before.same(value) for before, value in zip(sorts[:index], values, strict=False)]
        ways.append(and_(*same, sort.after(values[index])))
    ways.append(and_(*(sort.same(value) for sort, value in zip(sorts, values, strict=True)), beyond))
    first = sorts[0]
    if values[0] is not None and (first.field.nulls is None or first.nulls_first):
        # Says no more than the rest, and lets the index begin at the page instead of at the list.
        column = first.field.column
        return and_(column <= values[0] if first.falling else column >= values[0], or_(*ways))
    return or_(*ways)


def _spelled(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


async def count_trades(session: Session, actor: Actor, *, where: Node, context: FilterContext) -> int:
    statement = select(func.count()).select_from(TradeRow).where(mine(TradeRow, actor), condition(where, context))
    return int(await session.scalar(statement) or 0)


class TradeContext(NamedTuple):
    """A trade with the account and instrument it belongs to."""

    trade: TradeRow
    account: AccountRow
    instrument: InstrumentRow


async def find_trade(session: Session, actor: Actor, trade_id: UUID) -> TradeContext | None:
    statement = (
        select(TradeRow, AccountRow, InstrumentRow)
        .join(
            PositionRow,
            tuple_(PositionRow.workspace_id, PositionRow.id) == tuple_(TradeRow.workspace_id, TradeRow.position_id),
        )
        .join(
            AccountRow,
            tuple_(AccountRow.workspace_id, AccountRow.id) == tuple_(PositionRow.workspace_id, PositionRow.account_id),
        )
        .join(
            InstrumentRow,
            tuple_(InstrumentRow.workspace_id, InstrumentRow.id)
            == tuple_(PositionRow.workspace_id, PositionRow.instrument_id),
        )
        .where(mine(TradeRow, actor), TradeRow.id == trade_id)
    )
    row = (await session.execute(statement)).first()
    return TradeContext(row[0], row[1], row[2]) if row else None


async def list_days(session: Session, actor: Actor, trade: TradeRow) -> Sequence[Realised]:
    """What each day's exits realised; of a trade on one day that is its own result, and not kept again."""
    if trade.closed_on is not None and trade.exit_days == 1:
        return [Realised(trade.closed_on, trade.gross, trade.fees, trade.base_gross, trade.base_fees)]
    found = await session.scalars(
        select(TradeDayRow).where(mine(TradeDayRow, actor), TradeDayRow.trade_id == trade.id).order_by(TradeDayRow.day)
    )
    return [Realised(day.day, day.gross, day.fees, day.base_gross, day.base_fees) for day in found]


async def list_import_trades(session: Session, actor: Actor, import_ids: Sequence[str]) -> dict[str, frozenset[UUID]]:
    """The trades that each import stated a fill of: those of its positions that were open at the fill's instant."""
    rows = await (await driver(session)).fetch(
        """
        SELECT DISTINCT s.import_id, t.id FROM (
            SELECT import_id, id AS execution_id FROM executions
            WHERE workspace_id = $1 AND import_id = ANY($2::uuid[])
            UNION ALL
            SELECT import_id, execution_id FROM execution_sources
            WHERE workspace_id = $1 AND import_id = ANY($2::uuid[])
        ) s
        JOIN executions e ON e.workspace_id = $1 AND e.id = s.execution_id AND e.counts
        JOIN trades t ON t.workspace_id = $1 AND t.position_id = e.position_id AND t.opened_at <= e.executed_at
            AND (t.closed_at IS NULL OR t.closed_at >= e.executed_at)
        """,
        actor.workspace_id,
        list(import_ids),
    )
    found: dict[str, set[UUID]] = {}
    for import_id, trade in rows:
        found.setdefault(str(import_id), set()).add(trade)
    return {import_id: frozenset(trades) for import_id, trades in found.items()}


async def list_linked(session: Session, actor: Actor, trade: TradeRow) -> list[UUID]:
    """Trades of the same account joined to it by an assignment's or exercise's two fills."""
    rows = await (await driver(session)).fetch(
        """
        SELECT DISTINCT other.id FROM executions e
        JOIN executions f ON f.workspace_id = $1 AND f.delivery = e.delivery AND f.delivery <> ''
            AND f.position_id <> e.position_id AND f.counts
        JOIN trades other ON other.workspace_id = $1 AND other.position_id = f.position_id
            AND other.account_id = $3 AND other.opened_at <= f.executed_at
            AND (other.closed_at IS NULL OR other.closed_at >= f.executed_at)
        WHERE e.workspace_id = $1 AND e.position_id = $2 AND e.delivery <> '' AND e.counts
            AND e.executed_at >= $4 AND ($5::timestamptz IS NULL OR e.executed_at <= $5)
        """,
        actor.workspace_id,
        trade.position_id,
        trade.account_id,
        trade.opened_at,
        trade.closed_at,
    )
    return [row[0] for row in rows]
