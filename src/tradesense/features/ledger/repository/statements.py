"""SQL of what statements print: balances, positions, results, each kept with its import."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from tradesense.db.bulk import insert_rows
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.ids import ImportId
from tradesense.domain.statement import StatedBalance, StatedPosition, StatedProfit

_INSTRUMENT: Final = ("asset_class", "symbol", "currency")


async def add_balances(
    session: Session, actor: Actor, import_id: ImportId, stated: Sequence[tuple[StatedBalance, UUID]]
) -> None:
    rows = [
        (actor.workspace_id, import_id, account, one.currency, one.day, one.amount, one.line) for one, account in stated
    ]
    columns = ("workspace_id", "import_id", "account_id", "currency", "day", "amount", "line")
    await insert_rows(session, "stated_balances", columns, rows, on_conflict="DO NOTHING")


async def add_stated_positions(
    session: Session, actor: Actor, import_id: ImportId, stated: Sequence[tuple[StatedPosition, UUID]]
) -> None:
    rows = [
        (
            actor.workspace_id, import_id, account, one.instrument.asset_class.value, one.instrument.symbol,
            one.instrument.currency, one.day, one.quantity, one.line,
        )
        for one, account in stated
    ]  # fmt: skip
    columns = ("workspace_id", "import_id", "account_id", *_INSTRUMENT, "day", "quantity", "line")
    await insert_rows(session, "stated_positions", columns, rows, on_conflict="DO NOTHING")


async def add_profits(
    session: Session, actor: Actor, import_id: ImportId, stated: Sequence[tuple[StatedProfit, UUID]]
) -> None:
    rows = [
        (
            actor.workspace_id, import_id, account, one.instrument.asset_class.value, one.instrument.symbol,
            one.instrument.currency, one.currency or one.instrument.currency, one.first_day, one.last_day,
            one.realised, one.line,
        )
        for one, account in stated
    ]  # fmt: skip
    columns = ("workspace_id", "import_id", "account_id", *_INSTRUMENT, "paid_in", "first_day", "last_day", "realised",
               "line")  # fmt: skip
    await insert_rows(session, "stated_profits", columns, rows, on_conflict="DO NOTHING")


async def list_lines_stated_before(session: Session, actor: Actor, import_id: ImportId) -> set[int]:
    """Lines of an import whose statement another import makes too, to the digit."""
    rows = await (await driver(session)).fetch(
        """
        SELECT b.line FROM stated_balances b JOIN stated_balances o USING (workspace_id, account_id, currency, day, amount)
        WHERE b.workspace_id = $1 AND b.import_id = $2 AND o.import_id <> $2
        UNION
        SELECT p.line FROM stated_positions p
        JOIN stated_positions o USING (workspace_id, account_id, asset_class, symbol, currency, day, quantity)
        WHERE p.workspace_id = $1 AND p.import_id = $2 AND o.import_id <> $2
        UNION
        SELECT r.line FROM stated_profits r JOIN stated_profits o
            USING (workspace_id, account_id, asset_class, symbol, currency, paid_in, first_day, last_day, realised)
        WHERE r.workspace_id = $1 AND r.import_id = $2 AND o.import_id <> $2
        """,
        actor.workspace_id,
        import_id,
    )
    return {row[0] for row in rows}


async def remove_statements(session: Session, actor: Actor, import_id: ImportId) -> bool:
    """Takes away what an import's file printed; whether there was anything."""
    return bool(
        await (await driver(session)).fetchval(
            """
            WITH balances AS (
                DELETE FROM stated_balances WHERE workspace_id = $1 AND import_id = $2 RETURNING line
            ), positions AS (
                DELETE FROM stated_positions WHERE workspace_id = $1 AND import_id = $2 RETURNING line
            ), profits AS (
                DELETE FROM stated_profits WHERE workspace_id = $1 AND import_id = $2 RETURNING line
            )
            SELECT EXISTS (SELECT FROM balances) OR EXISTS (SELECT FROM positions) OR EXISTS (SELECT FROM profits)
            """,
            actor.workspace_id,
            import_id,
        )
    )
