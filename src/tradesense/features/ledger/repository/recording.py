"""SQL of recording: instruments, positions, and many fills at once."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from asyncpg import UniqueViolationError

from tradesense.db.bulk import copy_written, insert_rows, stage_table
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.ids import AccountId, ImportId, InstrumentId, PositionId
from tradesense.domain.instrument import Instrument
from tradesense.domain.recording import Recorded
from tradesense.features.ledger.repository.rebuild import Touched

EXECUTION_COLUMNS: Final = (
    "workspace_id", "id", "position_id", "side", "quantity", "price", "fees", "asset_fee", "rate", "executed_at",
    "day", "time_known", "kind", "closes", "sequence", "ordinal", "fingerprint", "delivery", "counts", "by_hand",
)  # fmt: skip
_NAMES: Final = ", ".join(EXECUTION_COLUMNS)


async def add_instruments(session: Session, actor: Actor, found: Sequence[tuple[InstrumentId, Instrument]]) -> None:
    columns = ("workspace_id", "id", "symbol", "asset_class", "currency", "multiplier", "underlying", "expiry",
               "strike", "right")  # fmt: skip
    rows = [(actor.workspace_id, id_, *one) for id_, one in found]
    await insert_rows(session, "instruments", columns, rows, on_conflict="DO NOTHING")


async def list_multipliers(session: Session, actor: Actor, ids: Sequence[InstrumentId]) -> dict[UUID, Decimal]:
    rows = await (await driver(session)).fetch(
        "SELECT id, multiplier FROM instruments WHERE workspace_id = $1 AND id = ANY($2)",
        actor.workspace_id,
        list(ids),
    )
    return {row[0]: row[1] for row in rows}


async def add_positions(
    session: Session, actor: Actor, found: Sequence[tuple[PositionId, AccountId, InstrumentId, str]]
) -> None:
    columns = ("workspace_id", "id", "account_id", "instrument_id", "ref")
    rows = [(actor.workspace_id, *one) for one in found]
    await insert_rows(session, "positions", columns, rows, on_conflict="DO NOTHING")


def execution_row(
    actor: Actor, recorded: Recorded, position: PositionId, *, by_hand: bool = False
) -> tuple[object, ...]:
    fill = recorded.execution
    return (
        actor.workspace_id, fill.id, position, int(fill.side), fill.quantity, fill.price, fill.fees, fill.asset_fee,
        fill.rate, fill.executed_at, fill.day, fill.time_known, fill.kind.value, fill.closes, fill.sequence,
        fill.ordinal, fill.fingerprint, recorded.delivery, True, by_hand,
    )  # fmt: skip


async def add_executions(session: Session, rows: Sequence[Sequence[object]]) -> None:
    await insert_rows(session, "executions", EXECUTION_COLUMNS, rows)


async def open_stage(session: Session) -> None:
    """The temporary tables through which an import's fills pass."""
    await stage_table(session, "executions", EXECUTION_COLUMNS, extra=", 0 AS line")
    await (await driver(session)).execute(
        "CREATE TEMPORARY TABLE changed_fills (id uuid, position_id uuid, executed_at timestamptz,"
        " is_new boolean) ON COMMIT DROP"
    )


async def stage_fills(session: Session, fills: Sequence[bytes]) -> None:
    """`fills`: rows of the execution columns and the line, as db.bulk writes them."""
    await copy_written(session, "stage_executions", (*EXECUTION_COLUMNS, "line"), fills)


async def store_fresh(session: Session, import_id: ImportId) -> bool:
    """Stores what is staged, all of it new, and empties the stage, in one message to the server.

    False, and nothing stored, when one of the fills is there already. Plain inserts cost a third less than
    those that look for conflicts.
    """
    connection = await driver(session)
    try:
        await connection.execute(
            f"""
            SAVEPOINT fresh;
            INSERT INTO executions ({_NAMES}) SELECT {_NAMES} FROM stage_executions;
            INSERT INTO changed_fills SELECT id, position_id, executed_at, true FROM stage_executions;
            INSERT INTO execution_sources (workspace_id, import_id, line, execution_id, ordinal)
            SELECT workspace_id, '{import_id}'::uuid, line, id, ordinal FROM stage_executions;
            TRUNCATE stage_executions;
            RELEASE SAVEPOINT fresh
            """  # noqa: S608  (names and ids of our own)
        )
    except UniqueViolationError:
        await connection.execute("ROLLBACK TO SAVEPOINT fresh; RELEASE SAVEPOINT fresh")
        return False
    return True


async def store_staged(session: Session, import_id: ImportId) -> None:
    """Stores what is staged and empties the stage, in one message to the server.

    A fill that is there already is not stored again; one that an undone import had left is counted
    again, unless the trader voided it; the smallest ordinal of its files settles its order (decision 9).
    """
    await (await driver(session)).execute(
        f"""
        WITH stored AS (
            INSERT INTO executions ({_NAMES}) SELECT {_NAMES} FROM stage_executions
            ON CONFLICT DO NOTHING RETURNING id, position_id, executed_at
        )
        INSERT INTO changed_fills SELECT id, position_id, executed_at, true FROM stored;

        WITH again AS (
            UPDATE executions e
            SET ordinal = least(e.ordinal, s.ordinal), counts = e.voided_at IS NULL
            FROM stage_executions s
            WHERE e.workspace_id = s.workspace_id AND e.id = s.id
                AND (s.ordinal < e.ordinal OR (NOT e.counts AND e.voided_at IS NULL))
            RETURNING e.id, e.position_id, e.executed_at
        )
        INSERT INTO changed_fills SELECT id, position_id, executed_at, false FROM again;

        INSERT INTO execution_sources (workspace_id, import_id, line, execution_id, ordinal)
        SELECT workspace_id, '{import_id}'::uuid, line, id, ordinal FROM stage_executions ON CONFLICT DO NOTHING;

        TRUNCATE stage_executions
        """  # noqa: S608  (names and ids of our own)
    )


async def list_changed(session: Session) -> list[Touched]:
    """The positions that this import's fills touched, in the order of their ids."""
    rows = await (await driver(session)).fetch(
        "SELECT position_id, min(executed_at), max(executed_at) FROM changed_fills GROUP BY 1 ORDER BY 1"
    )
    return [Touched(*row) for row in rows]


async def count_new(session: Session) -> int:
    return int(await (await driver(session)).fetchval("SELECT count(*) FROM changed_fills WHERE is_new"))


async def count_new_lines(session: Session, actor: Actor, import_id: ImportId) -> int:
    """Lines of which at least one fill is new: for layouts that state several fills on one line."""
    return int(
        await (await driver(session)).fetchval(
            """
            SELECT count(DISTINCT s.line) FROM changed_fills c
            JOIN execution_sources s ON s.workspace_id = $1 AND s.execution_id = c.id AND s.import_id = $2
            WHERE c.is_new
            """,
            actor.workspace_id,
            import_id,
        )
    )


async def list_set_apart(session: Session, actor: Actor, import_id: ImportId) -> list[tuple[int, str, str]]:
    """Lines whose new fills matched nothing at all: line, reason, symbol."""
    connection = await driver(session)
    if not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM unmatched WHERE workspace_id = $1)", actor.workspace_id
    ):
        return []
    apart = await connection.fetch(
        """
        SELECT s.line, min(u.reason), min(i.symbol), count(*) FROM unmatched u
        JOIN changed_fills c ON c.id = u.execution_id AND c.is_new
        JOIN executions e ON e.workspace_id = $1 AND e.id = u.execution_id
        JOIN execution_sources s ON s.workspace_id = $1 AND s.execution_id = u.execution_id AND s.import_id = $2
        JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
        JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
        WHERE u.workspace_id = $1 AND u.quantity = e.quantity - e.side * e.asset_fee
        GROUP BY s.line ORDER BY s.line
        """,
        actor.workspace_id,
        import_id,
    )
    if not apart:
        return []
    new_on_line = await connection.fetch(
        """
        SELECT s.line, count(*) FROM execution_sources s JOIN changed_fills c ON c.id = s.execution_id AND c.is_new
        WHERE s.workspace_id = $1 AND s.import_id = $2 AND s.line = ANY($3) GROUP BY s.line
        """,
        actor.workspace_id,
        import_id,
        [row[0] for row in apart],
    )
    counts = {row[0]: row[1] for row in new_on_line}
    return [(row[0], row[1], row[2]) for row in apart if row[3] == counts[row[0]]]


async def remove_sources(session: Session, actor: Actor, import_id: ImportId) -> list[Touched]:
    """Takes an import's sources away: fills without another live source stop counting, the others keep the
    order that their remaining files give. Answers what that touched."""
    connection = await driver(session)
    await connection.execute(
        """
        CREATE TEMPORARY TABLE losing_source ON COMMIT DROP AS
        SELECT DISTINCT execution_id FROM execution_sources WHERE workspace_id = $1 AND import_id = $2
        """,
        actor.workspace_id,
        import_id,
    )
    await connection.execute(
        "DELETE FROM execution_sources WHERE workspace_id = $1 AND import_id = $2", actor.workspace_id, import_id
    )
    rows = await connection.fetch(
        """
        WITH remaining AS (
            SELECT l.execution_id, min(s.ordinal) AS ordinal FROM losing_source l
            LEFT JOIN execution_sources s ON s.workspace_id = $1 AND s.execution_id = l.execution_id
            GROUP BY l.execution_id
        ), altered AS (
            UPDATE executions e
            SET counts = e.counts AND (r.ordinal IS NOT NULL OR e.by_hand), ordinal = coalesce(r.ordinal, e.ordinal)
            FROM remaining r
            WHERE e.workspace_id = $1 AND e.id = r.execution_id
                AND ((e.counts AND r.ordinal IS NULL AND NOT e.by_hand) OR r.ordinal <> e.ordinal)
            RETURNING e.position_id, e.executed_at
        )
        SELECT position_id, min(executed_at), max(executed_at) FROM altered GROUP BY 1 ORDER BY 1
        """,
        actor.workspace_id,
    )
    return [Touched(*row) for row in rows]


async def add_splits(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "id", "account_id", "instrument_id", "numerator", "denominator", "added",
               "effective_at", "by_hand")  # fmt: skip
    await insert_rows(session, "splits", columns, rows, on_conflict="DO NOTHING")


async def add_split_sources(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "import_id", "line", "split_id")
    await insert_rows(session, "split_sources", columns, rows, on_conflict="DO NOTHING")


async def list_known_splits(session: Session, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """Those of `ids` that are in force already."""
    rows = await (await driver(session)).fetch(
        """
        SELECT s.id FROM splits s WHERE s.workspace_id = $1 AND s.id = ANY($2) AND (s.by_hand OR EXISTS (
            SELECT FROM split_sources o WHERE o.workspace_id = $1 AND o.split_id = s.id))
        """,
        actor.workspace_id,
        list(ids),
    )
    return {row[0] for row in rows}


async def remove_split_sources(session: Session, actor: Actor, import_id: ImportId) -> list[UUID]:
    """Takes an import's splits away; answers the splits that are no longer in force."""
    rows = await (await driver(session)).fetch(
        """
        WITH gone AS (
            DELETE FROM split_sources WHERE workspace_id = $1 AND import_id = $2 RETURNING split_id, line
        )
        SELECT DISTINCT g.split_id FROM gone g
        JOIN splits s ON s.workspace_id = $1 AND s.id = g.split_id AND NOT s.by_hand
        WHERE NOT EXISTS (SELECT FROM split_sources o WHERE o.workspace_id = $1 AND o.split_id = g.split_id
            AND o.import_id <> $2)
        """,
        actor.workspace_id,
        import_id,
    )
    return [row[0] for row in rows]


async def list_split_positions(
    session: Session, actor: Actor, splits: Sequence[UUID], until: datetime
) -> list[Touched]:
    """The positions that the splits restate, from the split on."""
    rows = await (await driver(session)).fetch(
        """
        SELECT p.id, min(s.effective_at), $3::timestamptz FROM splits s
        JOIN positions p ON p.workspace_id = $1 AND p.account_id = s.account_id AND p.instrument_id = s.instrument_id
        WHERE s.workspace_id = $1 AND s.id = ANY($2) GROUP BY p.id ORDER BY p.id
        """,
        actor.workspace_id,
        list(splits),
        until,
    )
    return [Touched(*row) for row in rows]


async def add_rates(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "import_id", "currency", "base", "day", "rate")
    await insert_rows(session, "rates", columns, rows, on_conflict="DO NOTHING")


async def list_rates(session: Session, actor: Actor) -> list[tuple[Any, ...]]:
    """Every stored rate: currency, base, day, rate."""
    rows = await (await driver(session)).fetch(
        "SELECT currency, base, day, rate FROM rates WHERE workspace_id = $1", actor.workspace_id
    )
    return [tuple(row) for row in rows]


async def remove_rates(session: Session, actor: Actor, import_id: ImportId) -> None:
    await (await driver(session)).execute(
        "DELETE FROM rates WHERE workspace_id = $1 AND import_id = $2", actor.workspace_id, import_id
    )
