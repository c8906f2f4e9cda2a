"""SQL of recording: instruments, positions, and many fills at once."""

from collections.abc import Collection, Sequence
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
    "day", "time_known", "kind", "closes", "sequence", "ordinal", "fingerprint", "delivery", "by_hand", "import_id",
    "line", "stated_ordinal",
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
    actor: Actor, recorded: Recorded, position: PositionId, import_id: ImportId | None
) -> tuple[object, ...]:
    """The row of a fill that an import states; without one, of a fill entered by hand."""
    fill = recorded.execution
    source = (True, None, None, None) if import_id is None else (False, import_id, recorded.line, fill.ordinal)
    return (
        actor.workspace_id, fill.id, position, int(fill.side), fill.quantity, fill.price, fill.fees, fill.asset_fee,
        fill.rate, fill.executed_at, fill.day, fill.time_known, fill.kind.value, fill.closes, fill.sequence,
        fill.ordinal, fill.fingerprint, recorded.delivery, *source,
    )  # fmt: skip


async def add_executions(session: Session, rows: Sequence[Sequence[object]]) -> None:
    await insert_rows(session, "executions", EXECUTION_COLUMNS, rows)


async def lock_recording(session: Session, actor: Actor, *, alone: bool) -> None:
    """Files may be recorded side by side, but not while another is taken out: neither would see what the other
    states of a fill they share. Held until the transaction ends."""
    function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    await (await driver(session)).execute(
        f"SELECT {function}(hashtextextended($1, 0))",  # SQL of ours: one of two names
        f"recording|{actor.workspace_id}",
    )


async def open_stage(session: Session) -> None:
    """The temporary tables through which an import's fills pass."""
    await stage_table(session, "executions", EXECUTION_COLUMNS)
    await (await driver(session)).execute(
        "CREATE TEMPORARY TABLE changed_fills (id uuid, position_id uuid, executed_at timestamptz,"
        " is_new boolean) ON COMMIT DROP"
    )


async def stage_fills(session: Session, fills: Sequence[bytes]) -> None:
    """`fills`: rows of the execution columns, as db.bulk writes them."""
    await copy_written(session, "stage_executions", EXECUTION_COLUMNS, fills)


async def store_fresh(session: Session) -> bool:
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
            TRUNCATE stage_executions;
            RELEASE SAVEPOINT fresh
            """  # noqa: S608  (names of our own)
        )
    except UniqueViolationError:
        await connection.execute("ROLLBACK TO SAVEPOINT fresh; RELEASE SAVEPOINT fresh")
        return False
    return True


async def store_staged(session: Session) -> None:
    """Stores what is staged and empties the stage, in one message to the server.

    A fill that is there already is not stored again; one that an undone import had left is counted again and
    as new, unless the trader voided it; the smallest ordinal of its files settles its order (decision 9).
    """
    await (await driver(session)).execute(_STORE_STAGED)


_STORE_STAGED: Final = f"""
    WITH stored AS (
        INSERT INTO executions ({_NAMES}) SELECT {_NAMES} FROM stage_executions
        ON CONFLICT DO NOTHING RETURNING id, position_id, executed_at
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, true FROM stored;

    WITH adopted AS (
        UPDATE executions e
        SET import_id = s.import_id, line = s.line, stated_ordinal = s.stated_ordinal,
            ordinal = CASE WHEN e.by_hand THEN least(e.ordinal, s.ordinal) ELSE s.ordinal END,
            closes = CASE WHEN e.by_hand THEN e.closes ELSE s.closes END
        FROM (SELECT DISTINCT ON (id) * FROM stage_executions ORDER BY id, ordinal, line) s
        WHERE e.workspace_id = s.workspace_id AND e.id = s.id AND e.import_id IS NULL
        RETURNING e.id, e.position_id, e.executed_at, e.counts, e.by_hand
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, NOT by_hand FROM adopted WHERE counts;

    INSERT INTO execution_sources (workspace_id, import_id, line, execution_id, ordinal)
    SELECT s.workspace_id, s.import_id, s.line, s.id, s.ordinal FROM stage_executions s
    JOIN executions e ON e.workspace_id = s.workspace_id AND e.id = s.id
        AND (e.import_id, e.line) IS DISTINCT FROM (s.import_id, s.line)
    ON CONFLICT DO NOTHING;

    WITH earlier AS (
        UPDATE executions e SET ordinal = s.ordinal
        FROM (SELECT workspace_id, id, min(ordinal) AS ordinal FROM stage_executions GROUP BY 1, 2) s
        WHERE e.workspace_id = s.workspace_id AND e.id = s.id AND s.ordinal < e.ordinal
        RETURNING e.id, e.position_id, e.executed_at, e.counts
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, false FROM earlier WHERE counts;

    TRUNCATE stage_executions
"""  # noqa: S608  (names of our own)


async def take_back(
    session: Session, actor: Actor, import_id: ImportId, left_out: Collection[int], surely_new: Collection[int]
) -> tuple[list[int], list[tuple[int, str, str]]]:
    """Takes back new fills: those on the lines `left_out`, and those that another file seems to state too, under
    another kind of name: one numbered by the broker, the other not. Answers the lines of the first, and those of
    the second with the symbol and the other file's name.

    Alike are fills of one account, instrument, side, quantity and price at one instant, or on one day where a
    clock time is missing. Each stored fill explains one new one; a line counts unless all its new fills are
    explained, or it is `surely_new`.
    """
    connection = await driver(session)
    arguments = (actor.workspace_id, import_id)
    is_stated_elsewhere = await connection.fetchval(_ANOTHER_STATES, *arguments)
    if not left_out and not is_stated_elsewhere:
        return [], []
    await connection.execute(_NOTE_LEFT_OUT, *arguments, list(left_out))
    await connection.execute(_NOTE_DUPLICATES, *arguments, list({*left_out, *surely_new}))
    rows = await connection.fetch("SELECT DISTINCT ON (line) line, symbol, file FROM taken_back ORDER BY 1")
    if rows:
        await connection.execute(_TAKE_BACK, actor.workspace_id)
    return [row[0] for row in rows if row[2] is None], [(row[0], row[1], row[2]) for row in rows if row[2] is not None]


_ANOTHER_STATES: Final = """
    SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT position_id FROM changed_fills WHERE is_new) c
        JOIN positions p ON p.workspace_id = $1 AND p.id = c.position_id
        JOIN positions o ON o.workspace_id = $1 AND o.account_id = p.account_id AND o.instrument_id = p.instrument_id
        JOIN executions e ON e.workspace_id = $1 AND e.position_id = o.id AND e.import_id IS DISTINCT FROM $2)
"""

# `file` is that of the fill's double; a fill that is left out has none.
_NOTE_LEFT_OUT: Final = """
    CREATE TEMPORARY TABLE taken_back ON COMMIT DROP AS
    SELECT e.id, e.line, NULL::text AS symbol, NULL::text AS file FROM changed_fills c
    JOIN executions e ON e.workspace_id = $1 AND e.id = c.id AND e.import_id = $2
    WHERE c.is_new AND e.line = ANY ($3::int[])
"""

_NOTE_DUPLICATES: Final = """
    INSERT INTO taken_back
    WITH fresh AS (
        SELECT e.id, e.line, e.executed_at, e.day, e.time_known, e.side, e.quantity, e.price,
            e.fingerprint LIKE 'ref|%' AS numbered, p.account_id, p.instrument_id,
            row_number() OVER (PARTITION BY p.account_id, p.instrument_id, e.executed_at, e.side, e.quantity, e.price
                ORDER BY e.line, e.id) AS nth
        FROM changed_fills c
        JOIN executions e ON e.workspace_id = $1 AND e.id = c.id AND e.import_id = $2
        JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
        WHERE c.is_new
    ), explained AS (
        SELECT f.id, f.line, f.instrument_id, other.file, other.stored
        FROM fresh f CROSS JOIN LATERAL (
            SELECT count(*) AS stored, min(i.file_name) AS file
            FROM positions p
            JOIN executions o ON o.workspace_id = $1 AND o.position_id = p.id
                AND o.executed_at BETWEEN f.executed_at - interval '2 days' AND f.executed_at + interval '2 days'
            LEFT JOIN imports i ON i.workspace_id = $1 AND i.id = o.import_id
            WHERE p.workspace_id = $1 AND p.account_id = f.account_id AND p.instrument_id = f.instrument_id
                AND o.counts AND o.import_id IS DISTINCT FROM $2
                AND o.side = f.side AND o.quantity = f.quantity AND o.price = f.price
                AND (o.fingerprint LIKE 'ref|%') <> f.numbered
                AND (o.executed_at = f.executed_at OR (o.day = f.day AND NOT (o.time_known AND f.time_known)))
                AND NOT EXISTS (SELECT FROM execution_sources s
                    WHERE s.workspace_id = $1 AND s.execution_id = o.id AND s.import_id = $2)
        ) other
        WHERE f.nth <= other.stored
    )
    SELECT x.id, x.line, n.symbol, coalesce(x.file, '') AS file FROM explained x
    JOIN instruments n ON n.workspace_id = $1 AND n.id = x.instrument_id
    WHERE x.line <> ALL ($3::int[])
        AND NOT EXISTS (SELECT FROM fresh f WHERE f.line = x.line AND f.id NOT IN (SELECT id FROM explained))
"""

# A fill that was there before (of an undone import) is given up again, one that was not goes.
_TAKE_BACK: Final = """
    WITH gone AS (
        DELETE FROM executions e USING taken_back d
        WHERE e.workspace_id = $1 AND e.id = d.id AND e.created_at = now()
    ), given_up AS (
        UPDATE executions e SET import_id = NULL, line = NULL, stated_ordinal = NULL FROM taken_back d
        WHERE e.workspace_id = $1 AND e.id = d.id AND e.created_at <> now()
    )
    DELETE FROM changed_fills c USING taken_back d WHERE c.id = d.id
"""


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
            SELECT count(DISTINCT e.line) FROM changed_fills c
            JOIN executions e ON e.workspace_id = $1 AND e.id = c.id AND e.import_id = $2
            WHERE c.is_new
            """,
            actor.workspace_id,
            import_id,
        )
    )


async def list_set_apart(session: Session, actor: Actor, import_id: ImportId) -> list[tuple[int, str, str, int]]:
    """Lines whose new fills matched nothing at all: line, reason, symbol, and how many fills."""
    connection = await driver(session)
    if not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM unmatched WHERE workspace_id = $1)", actor.workspace_id
    ):
        return []
    rows = await connection.fetch(
        """
        WITH apart AS (
            SELECT e.line, u.reason, i.symbol FROM unmatched u
            JOIN executions e ON e.workspace_id = $1 AND e.id = u.execution_id AND e.import_id = $2
            JOIN changed_fills c ON c.id = e.id AND c.is_new
            JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
            JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
            WHERE u.workspace_id = $1 AND u.quantity = e.quantity - e.side * e.asset_fee
        )
        SELECT a.line, min(a.reason), min(a.symbol), count(*)::int FROM apart a GROUP BY a.line
        HAVING count(*) = (
            SELECT count(*) FROM executions e JOIN changed_fills c ON c.id = e.id AND c.is_new
            WHERE e.workspace_id = $1 AND e.import_id = $2 AND e.line = a.line
        )
        ORDER BY a.line
        """,
        actor.workspace_id,
        import_id,
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def remove_sources(
    session: Session, actor: Actor, import_id: ImportId, *, comes_again: bool = False
) -> list[Touched]:
    """Takes an import's sources away: fills without another live source stop counting, the others keep the
    order that their remaining files give. Answers what that touched. `comes_again`: in this transaction; what it
    stated first waits for it, instead of going to what states it next."""
    connection = await driver(session)
    await connection.execute(_NOTE_LOSING, actor.workspace_id, import_id)
    await connection.execute(
        "DELETE FROM execution_sources WHERE workspace_id = $1 AND import_id = $2", actor.workspace_id, import_id
    )
    await connection.execute(_SET_ASIDE if comes_again else _TAKE_AWAY, actor.workspace_id, import_id)
    await connection.execute(_ORDER_ANEW, actor.workspace_id, import_id)
    rows = await connection.fetch(
        """
        SELECT e.position_id, min(e.executed_at), max(e.executed_at) FROM losing_source l
        JOIN executions e ON e.workspace_id = $1 AND e.id = l.execution_id
        WHERE l.counts AND (NOT e.counts OR e.ordinal <> l.ordinal) GROUP BY 1 ORDER BY 1
        """,
        actor.workspace_id,
    )
    return [Touched(*row) for row in rows]


_NOTE_LOSING: Final = """
    CREATE TEMPORARY TABLE losing_source ON COMMIT DROP AS
    SELECT id AS execution_id, counts, ordinal FROM executions WHERE workspace_id = $1 AND id IN (
        SELECT id FROM executions WHERE workspace_id = $1 AND import_id = $2
        UNION
        SELECT execution_id FROM execution_sources WHERE workspace_id = $1 AND import_id = $2)
"""

# What stated a fill next becomes its first source.
_TAKE_AWAY: Final = """
    WITH heir AS (
        SELECT DISTINCT ON (s.execution_id) s.* FROM losing_source l
        JOIN executions e ON e.workspace_id = $1 AND e.id = l.execution_id AND e.import_id = $2
        JOIN execution_sources s ON s.workspace_id = $1 AND s.execution_id = l.execution_id
        ORDER BY s.execution_id, s.ordinal, s.import_id, s.line
    ), moved AS (
        DELETE FROM execution_sources s USING heir h
        WHERE s.workspace_id = $1 AND s.execution_id = h.execution_id AND s.import_id = h.import_id AND s.line = h.line
    )
    UPDATE executions e SET import_id = h.import_id, line = h.line, stated_ordinal = h.ordinal
    FROM losing_source l LEFT JOIN heir h ON h.execution_id = l.execution_id
    WHERE e.workspace_id = $1 AND e.id = l.execution_id AND e.import_id = $2
"""

_SET_ASIDE: Final = """
    UPDATE executions SET import_id = NULL, line = NULL, stated_ordinal = NULL WHERE workspace_id = $1 AND import_id = $2
"""

_ORDER_ANEW: Final = """
    UPDATE executions e SET ordinal = least(e.stated_ordinal, further.ordinal)
    FROM losing_source l LEFT JOIN LATERAL (
        SELECT min(s.ordinal) AS ordinal FROM execution_sources s
        WHERE s.workspace_id = $1 AND s.execution_id = l.execution_id
    ) further ON true
    WHERE e.workspace_id = $1 AND e.id = l.execution_id AND e.import_id IS DISTINCT FROM $2
        AND e.ordinal <> least(e.stated_ordinal, further.ordinal)
"""


# What somebody states by hand counts, even if they voided it before.
_SPLIT_STATED_AGAIN: Final = """
    (workspace_id, id) DO UPDATE SET
        by_hand = splits.by_hand OR excluded.by_hand,
        voided_at = CASE WHEN excluded.by_hand THEN NULL ELSE splits.voided_at END
"""


async def add_splits(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "id", "account_id", "instrument_id", "numerator", "denominator", "added",
               "effective_at", "by_hand")  # fmt: skip
    await insert_rows(session, "splits", columns, rows, on_conflict=_SPLIT_STATED_AGAIN)


async def add_split_sources(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "import_id", "line", "split_id")
    await insert_rows(session, "split_sources", columns, rows, on_conflict="DO NOTHING")


async def list_known_splits(session: Session, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """Those of `ids` that are stated already, or voided by the trader, whom a file does not overrule."""
    rows = await (await driver(session)).fetch(
        """
        SELECT s.id FROM splits s WHERE s.workspace_id = $1 AND s.id = ANY($2)
            AND (s.voided_at IS NOT NULL OR s.by_hand OR EXISTS (
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
