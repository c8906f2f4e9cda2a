"""SQL of re-derivation: what a fold leaves behind."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.bulk import copy_written, insert_rows, stage_table, written
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.ids import ExecutionId, TradeId
from tradesense.features.ledger.repository.rebuild import Window, columns_of

TRADE_COLUMNS: Final = (
    "workspace_id", "id", "position_id", "account_id", "opening_id", "symbol", "underlying", "asset_class",
    "currency", "direction", "opened_at", "opened_on", "closed_at", "closed_on", "closed_by", "opening_quantity",
    "entry_quantity", "entry_notional", "entry_price", "exit_quantity", "exit_notional", "exit_price", "gross",
    "fees", "net", "fees_known", "base_gross", "base_fees", "base_net", "executions", "entries", "times_known",
    "exit_days", "changed_in",
)  # fmt: skip
DAY_COLUMNS: Final = ("workspace_id", "trade_id", "day", "gross", "fees", "base_gross", "base_fees")
ID_PLACE: Final = TRADE_COLUMNS.index("id")
_NAMES: Final = ", ".join(TRADE_COLUMNS)
_DAY_NAMES: Final = ", ".join(DAY_COLUMNS)
PROJECTED: Final = (
    "tags", "mistakes", "emotions", "notes", "playbook", "rating", "confidence", "stop", "target", "risk"
)  # fmt: skip
# What annotations show is emptied and gathered anew: a leg that carried one may have left the trade.
_TRADE_UPDATE: Final = "(workspace_id, id) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in (*TRADE_COLUMNS[2:], *PROJECTED)
)


class MadeRows(NamedTuple):
    """Trades made by a fold: new ones, ones that were stored before, and what each day of those on several realised."""

    fresh: list[Sequence[Any]]
    altered: list[Sequence[Any]]
    days: list[Sequence[Any]]


class WrittenRows(NamedTuple):
    """Made trades and their days as COPY reads them."""

    trades: list[bytes]
    days: list[bytes]


def write_trades(made: MadeRows) -> WrittenRows:
    rows = [*((*row, True) for row in made.fresh), *((*row, False) for row in made.altered)]
    return WrittenRows(written(rows), written(made.days))


async def save_trades(session: Session, actor: Actor, made: MadeRows) -> None:
    """Whoever saves has raised the version, so nobody else does: what is fresh conflicts with nothing."""
    await insert_rows(session, "trades", TRADE_COLUMNS, made.fresh)
    await insert_rows(session, "trades", TRADE_COLUMNS, made.altered, on_conflict=_TRADE_UPDATE)
    if made.altered:
        await (await driver(session)).execute(
            "DELETE FROM trade_days WHERE workspace_id = $1 AND trade_id = ANY($2)",
            actor.workspace_id,
            [row[ID_PLACE] for row in made.altered],
        )
    await insert_rows(session, "trade_days", DAY_COLUMNS, made.days)


async def stage_trades(session: Session, made: WrittenRows) -> None:
    """Sends them to the server, for `store_trades` to store."""
    if not await (await driver(session)).fetchval("SELECT to_regclass('pg_temp.stage_trades') IS NOT NULL"):
        await stage_table(session, "trades", TRADE_COLUMNS, extra=", true AS is_fresh")
        await stage_table(session, "trade_days", DAY_COLUMNS)
    await copy_written(session, "stage_trades", (*TRADE_COLUMNS, "is_fresh"), made.trades)
    await copy_written(session, "stage_trade_days", DAY_COLUMNS, made.days)


async def store_trades(session: Session) -> None:
    """Stores what is staged and empties the stage, in one message: the caller may fold on meanwhile."""
    await (await driver(session)).execute(
        f"""
        INSERT INTO trades ({_NAMES}) SELECT {_NAMES} FROM stage_trades WHERE is_fresh;
        INSERT INTO trades ({_NAMES}) SELECT {_NAMES} FROM stage_trades WHERE NOT is_fresh ON CONFLICT {_TRADE_UPDATE};
        DELETE FROM trade_days d USING stage_trades s
        WHERE NOT s.is_fresh AND d.workspace_id = s.workspace_id AND d.trade_id = s.id;
        INSERT INTO trade_days ({_DAY_NAMES}) SELECT {_DAY_NAMES} FROM stage_trade_days;
        TRUNCATE stage_trades, stage_trade_days
        """  # noqa: S608  (names of our own)
    )


async def delete_trades(session: Session, actor: Actor, trades: Sequence[UUID], version: int) -> None:
    """Takes trades away and notes it for the columns in memory."""
    if not trades:
        return
    connection = await driver(session)
    await connection.execute(
        "DELETE FROM trades WHERE workspace_id = $1 AND id = ANY($2)", actor.workspace_id, list(trades)
    )
    rows = [(actor.workspace_id, version, trade) for trade in trades]
    await insert_rows(session, "deleted_trades", ("workspace_id", "deleted_in", "trade_id"), rows)


async def save_positions(session: Session, rows: Sequence[Sequence[Any]], actor: Actor) -> None:
    """`rows`: id, quantity, cost, fees, snapshot as JSON text, last_at."""
    if not rows:
        return
    await (await driver(session)).execute(
        """
        UPDATE positions p SET quantity = s.quantity, cost = s.cost, fees = s.fees, snapshot = s.snapshot,
            last_at = s.last_at
        FROM unnest($2::uuid[], $3::numeric[], $4::numeric[], $5::numeric[], $6::jsonb[], $7::timestamptz[])
            AS s(id, quantity, cost, fees, snapshot, last_at)
        WHERE p.workspace_id = $1 AND p.id = s.id
        """,
        actor.workspace_id,
        *[list(column) for column in zip(*rows, strict=True)],
    )


async def delete_unmatched(session: Session, actor: Actor, windows: Sequence[Window]) -> None:
    await (await driver(session)).execute(
        """
        DELETE FROM unmatched u USING executions e,
            unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS w(position_id, from_at, to_at)
        WHERE u.workspace_id = $1 AND e.workspace_id = $1 AND e.id = u.execution_id
            AND e.position_id = w.position_id AND e.executed_at >= w.from_at AND e.executed_at <= w.to_at
        """,
        actor.workspace_id,
        *columns_of(windows),
    )


async def save_unmatched(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "execution_id", "quantity", "reason")
    update = "(workspace_id, execution_id) DO UPDATE SET quantity = excluded.quantity, reason = excluded.reason"
    await insert_rows(session, "unmatched", columns, rows, on_conflict=update)


async def save_anchors(session: Session, actor: Actor, anchors: Sequence[tuple[ExecutionId, TradeId | None]]) -> None:
    """In which trade each annotated fill is an entry now; None where it is in none."""
    if not anchors:
        return
    await (await driver(session)).execute(
        """
        UPDATE annotations n SET trade_id = s.trade_id
        FROM unnest($2::uuid[], $3::uuid[]) AS s(execution_id, trade_id)
        WHERE n.workspace_id = $1 AND n.execution_id = s.execution_id
        """,
        actor.workspace_id,
        [execution for execution, _ in anchors],
        [trade for _, trade in anchors],
    )
