"""SQL of annotations, and of what trades show of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from tradesense.db.scope import mine
from tradesense.db.session import Session, driver
from tradesense.db.tables.trades import AnnotationRow
from tradesense.domain.access import Actor
from tradesense.domain.annotation import Annotation
from tradesense.domain.ids import ExecutionId, TradeId

_FIELDS: Final = Annotation._fields[1:]


class Anchored(NamedTuple):
    """An annotation with what its trade's risk is computed from."""

    trade: TradeId
    annotation: Annotation
    entry_price: Decimal
    entry_quantity: Decimal
    multiplier: Decimal


async def list_anchored(
    session: Session, actor: Actor, *, version: int | None = None, trades: Sequence[TradeId] = ()
) -> list[Anchored]:
    """Annotations of the trades changed in `version`, or of `trades`; each trade's oldest leg first."""
    fields = ", ".join(f"n.{field}" for field in _FIELDS)
    rows = await (await driver(session)).fetch(
        f"""
        SELECT n.trade_id, n.execution_id, {fields}, t.entry_price, t.entry_quantity, i.multiplier
        FROM annotations n
        JOIN trades t ON t.workspace_id = $1 AND t.id = n.trade_id
        JOIN positions p ON p.workspace_id = $1 AND p.id = t.position_id
        JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
        JOIN executions e ON e.workspace_id = $1 AND e.id = n.execution_id
        WHERE n.workspace_id = $1 AND (t.changed_in = $2 OR n.trade_id = ANY($3))
        ORDER BY n.trade_id, e.executed_at, e.sequence, e.ordinal, e.fingerprint
        """,  # noqa: S608  (field names of our own)
        actor.workspace_id,
        version,
        list(trades),
    )
    return [_anchored(row) for row in rows]


def _anchored(row: Sequence[Any]) -> Anchored:
    trade, execution, *values = row
    said: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values[: len(_FIELDS)]]
    return Anchored(trade, Annotation(execution, *said), *values[len(_FIELDS) :])


async def save_projection(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    """`rows`: workspace, trade, version, then what the trade shows."""
    await (await driver(session)).executemany(
        """
        UPDATE trades SET changed_in = $3, tags = $4, mistakes = $5, emotions = $6, notes = $7, playbook = $8,
            rating = $9, confidence = $10, stop = $11, target = $12, risk = $13
        WHERE workspace_id = $1 AND id = $2
        """,
        rows,
    )


async def save_annotation(
    session: Session, actor: Actor, execution: ExecutionId, trade: TradeId, values: dict[str, Any]
) -> None:
    row = {"workspace_id": actor.workspace_id, "execution_id": execution, "trade_id": trade, **values}
    await session.execute(
        insert(AnnotationRow)
        .values(row)
        .on_conflict_do_update(index_elements=["workspace_id", "execution_id"], set_={**values, "trade_id": trade})
    )


async def delete_annotations(session: Session, actor: Actor, trade: TradeId) -> None:
    await session.execute(delete(AnnotationRow).where(mine(AnnotationRow, actor), AnnotationRow.trade_id == trade))


async def list_tags(session: Session, actor: Actor) -> list[tuple[str, int]]:
    """Every tag with the number of trades that carry it, most used first."""
    rows = await (await driver(session)).fetch(
        """
        SELECT tag, count(DISTINCT trade_id) FROM annotations, unnest(tags) AS tag
        WHERE workspace_id = $1 AND trade_id IS NOT NULL
        GROUP BY tag ORDER BY 2 DESC, tag
        """,
        actor.workspace_id,
    )
    return [(row[0], row[1]) for row in rows]


async def list_filter_values(session: Session, actor: Actor, limit: int) -> dict[str, list[str]]:
    """What each open-ended field of the filter language can find, at most `limit` values of each."""
    rows = await (await driver(session)).fetch(
        """
        SELECT field, (array_agg(value ORDER BY value))[:$2] FROM (
            SELECT 'symbol' AS field, symbol AS value FROM instruments WHERE workspace_id = $1
            UNION SELECT 'underlying', underlying FROM instruments WHERE workspace_id = $1
            UNION SELECT 'account', name FROM accounts WHERE workspace_id = $1
            UNION SELECT 'broker', broker FROM accounts WHERE workspace_id = $1
            UNION SELECT 'playbook', playbook FROM annotations WHERE workspace_id = $1
            UNION SELECT 'tag', unnest(tags) FROM annotations WHERE workspace_id = $1
            UNION SELECT 'mistake', unnest(mistakes) FROM annotations WHERE workspace_id = $1
            UNION SELECT 'emotion', unnest(emotions) FROM annotations WHERE workspace_id = $1
        ) AS used WHERE value <> '' GROUP BY field
        """,
        actor.workspace_id,
        limit,
    )
    return {row[0]: row[1] for row in rows}
