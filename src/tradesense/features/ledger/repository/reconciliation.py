"""SQL of reconciliation: what an account's ledger says day by day, and what its statements print."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from tradesense.db.session import Session, driver
from tradesense.db.tables.trades import SEVERAL_DAYS
from tradesense.domain.access import Actor
from tradesense.domain.instrument import MARGIN_CLASSES, AssetClass
from tradesense.domain.money import Currency
from tradesense.domain.reconciliation import (
    About,
    DatedSplit,
    Flow,
    FlowKind,
    Name,
    Printed,
    PrintedBalance,
    PrintedPosition,
    PrintedProfit,
    Result,
    Source,
    Units,
)
from tradesense.domain.split import Split

_MARGIN: Final = sorted(one.value for one in MARGIN_CLASSES - {AssetClass.FOREX})

# The calendar's day of a fill; one without a clock time has its printed day.
_CIVIL: Final = "CASE WHEN e.time_known THEN (e.executed_at AT TIME ZONE a.timezone)::date ELSE e.day END"
_RATE: Final = "CASE WHEN i.currency = a.currency THEN 1 ELSE e.rate END"
_FILLS: Final = """
    executions e
    JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id AND p.account_id = $2
    JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
    JOIN accounts a ON a.workspace_id = $1 AND a.id = p.account_id
    WHERE e.workspace_id = $1 AND e.counts
"""
# What corporate actions did: units given up by one instrument, units that came of another, cash.
_ACTED: Final = """
    SELECT c.id, c.effective_at, (c.effective_at AT TIME ZONE a.timezone)::date AS day, i.currency,
           i.asset_class, i.symbol, t.asset_class AS to_class, t.symbol AS to_symbol, t.currency AS to_currency,
           e.given, e.received, e.cash, CASE WHEN i.currency = a.currency THEN 1 ELSE c.rate END AS rate
    FROM corporate_action_effects e
    JOIN corporate_actions c ON c.workspace_id = $1 AND c.id = e.action_id AND c.account_id = $2
    JOIN accounts a ON a.workspace_id = $1 AND a.id = c.account_id
    JOIN instruments i ON i.workspace_id = $1 AND i.id = c.instrument_id
    LEFT JOIN instruments t ON t.workspace_id = $1 AND t.id = c.target_id
    WHERE e.workspace_id = $1 AND e.applied
"""
_REALISED: Final = f"""
    SELECT t.asset_class, t.symbol, t.underlying, t.currency, t.closed_on AS day,
           CASE WHEN t.times_known THEN (t.closed_at AT TIME ZONE a.timezone)::date ELSE t.closed_on END AS civil,
           t.gross, t.fees, t.base_gross, t.base_fees
    FROM trades t JOIN accounts a ON a.workspace_id = $1 AND a.id = t.account_id
    WHERE t.workspace_id = $1 AND t.account_id = $2 AND t.exit_days > 0 AND NOT ({SEVERAL_DAYS.text})
    UNION ALL
    SELECT t.asset_class, t.symbol, t.underlying, t.currency, d.day, d.day, d.gross, d.fees, d.base_gross, d.base_fees
    FROM trades t JOIN trade_days d ON d.workspace_id = $1 AND d.trade_id = t.id
    WHERE t.workspace_id = $1 AND t.account_id = $2 AND ({SEVERAL_DAYS.text})
"""  # noqa: S608  (names of our own)


async def list_flows(session: Session, actor: Actor, account_id: UUID) -> list[Flow]:
    """What moved cash, by day and kind."""
    rows = await (await driver(session)).fetch(
        f"""
        WITH fills AS (
            SELECT i.asset_class, i.currency, i.underlying, e.day, {_CIVIL} AS civil, {_RATE} AS rate,
                   e.side * e.quantity AS units, e.side * e.quantity * e.price * i.multiplier AS notional,
                   coalesce(e.fees, 0) AS fees, e.fees IS NULL AS feeless, e.kind = 'transfer' AS is_moved
            FROM {_FILLS}
        ), cash AS (
            SELECT CASE WHEN asset_class = ANY($3) THEN 'margin_fees' WHEN asset_class = 'forex' THEN 'forex_fees'
                        ELSE 'shares' END AS kind,
                   day, civil, currency, rate, feeless, abs(notional) AS turnover, 1 AS fills,
                   CASE WHEN asset_class = ANY($3) OR asset_class = 'forex' OR is_moved THEN 0 ELSE -notional END
                       - fees AS amount
            FROM fills
            UNION ALL
            SELECT 'forex_spot', day, civil, currency, rate, false, 0, 0, -notional FROM fills
            WHERE asset_class = 'forex'
            UNION ALL
            SELECT 'forex_spot', day, civil, underlying, NULL, false, 0, 0, units FROM fills
            WHERE asset_class = 'forex'
        )
        SELECT kind, day, civil, currency, sum(amount),
               CASE WHEN bool_and(rate IS NOT NULL) THEN sum(amount * rate) END, sum(fills),
               count(*) FILTER (WHERE feeless), sum(turnover)
        FROM cash GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT 'shares', x.day, x.day, x.currency, sum(x.cash),
               CASE WHEN bool_and(x.rate IS NOT NULL) THEN sum(x.cash * x.rate) END, 0, 0, 0
        FROM ({_ACTED}) x WHERE x.cash <> 0 GROUP BY 2, 3, 4
        UNION ALL
        SELECT CASE WHEN asset_class = 'forex' THEN 'forex_result' ELSE 'margin_result' END, day, civil, currency,
               sum(gross), CASE WHEN bool_and(base_gross IS NOT NULL) THEN sum(base_gross) END, 0, 0, 0
        FROM ({_REALISED}) realised WHERE asset_class = ANY($3) OR asset_class = 'forex' GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT 'event', c.day, c.day, c.currency, sum(c.amount), CASE WHEN bool_and(r.rate IS NOT NULL)
               THEN sum(c.amount * r.rate) END, 0, 0, 0
        FROM cash_events c JOIN accounts a ON a.workspace_id = $1 AND a.id = c.account_id
        LEFT JOIN LATERAL (
            SELECT 1 AS rate WHERE c.currency = a.currency
            UNION ALL
            SELECT max(rate) FROM rates WHERE workspace_id = $1 AND currency = c.currency AND base = a.currency
                AND day = c.day AND c.currency <> a.currency
        ) r ON r.rate IS NOT NULL
        WHERE c.workspace_id = $1 AND c.account_id = $2 AND c.voided_at IS NULL AND (c.by_hand OR EXISTS (
            SELECT FROM cash_event_sources s WHERE s.workspace_id = $1 AND s.cash_event_id = c.id))
        GROUP BY 2, 3, 4
        """,  # noqa: S608  (names of our own)
        actor.workspace_id,
        account_id,
        _MARGIN,
    )
    return [
        Flow(FlowKind(row[0]), row[1], row[2], Currency(row[3]), row[4], row[5], int(row[6]), int(row[7]), row[8])
        for row in rows
    ]


async def list_units(session: Session, actor: Actor, account_id: UUID, days: Sequence[date]) -> list[Units]:
    """What moved positions up to each of `days`, in order; fill by fill where a split came between."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT asset_class, symbol, currency, max(executed_at), ($3::date[])[place], sum(moved)
        FROM (
            SELECT i.asset_class, i.symbol, i.currency, e.executed_at, e.side * e.quantity - e.asset_fee AS moved,
                   width_bucket(e.day - 1, $3::date[]) + 1 AS place, EXISTS (
                       SELECT FROM splits s WHERE s.workspace_id = $1 AND s.account_id = $2 AND s.instrument_id = i.id
                   ) AS is_split
            FROM {_FILLS}
        ) fills
        WHERE place <= cardinality($3::date[])
        GROUP BY 1, 2, 3, place, CASE WHEN is_split THEN executed_at END
        UNION ALL
        SELECT asset_class, symbol, currency, effective_at, day, -given FROM ({_ACTED}) gave WHERE given <> 0
        UNION ALL
        SELECT to_class, to_symbol, to_currency, effective_at, day, received FROM ({_ACTED}) got WHERE received <> 0
        """,  # noqa: S608  (names of our own)
        actor.workspace_id,
        account_id,
        list(days),
    )
    return [Units(Name(*row[:3]), row[3], row[4], row[5]) for row in rows]


async def list_dated_splits(session: Session, actor: Actor, account_id: UUID) -> list[DatedSplit]:
    """The splits in force."""
    rows = await (await driver(session)).fetch(
        """
        SELECT i.asset_class, i.symbol, i.currency, (s.effective_at AT TIME ZONE a.timezone)::date, s.numerator,
               s.denominator, s.effective_at, s.added
        FROM splits s JOIN instruments i ON i.workspace_id = $1 AND i.id = s.instrument_id
        JOIN accounts a ON a.workspace_id = $1 AND a.id = s.account_id
        WHERE s.workspace_id = $1 AND s.account_id = $2 AND s.voided_at IS NULL AND (s.by_hand OR EXISTS (
            SELECT FROM split_sources o WHERE o.workspace_id = $1 AND o.split_id = s.id))
        """,
        actor.workspace_id,
        account_id,
    )
    return [DatedSplit(Name(*row[:3]), row[3], Split(*row[4:])) for row in rows]


async def list_results(session: Session, actor: Actor, account_id: UUID, symbols: Sequence[str]) -> list[Result]:
    """What trades realised, of `symbols` and of options on them."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT asset_class, symbol, currency, day, sum(gross - fees),
               CASE WHEN bool_and(base_gross IS NOT NULL AND base_fees IS NOT NULL) THEN sum(base_gross - base_fees) END
        FROM ({_REALISED}) realised WHERE symbol = ANY($3) OR underlying = ANY($3) GROUP BY 1, 2, 3, 4
        """,  # noqa: S608  (names of our own)
        actor.workspace_id,
        account_id,
        list(symbols),
    )
    return [Result(Name(*row[:3]), row[3], row[4], row[5]) for row in rows]


async def list_about(session: Session, actor: Actor, account_id: UUID) -> list[About]:
    """What is known of each instrument of the account: prices, fees, what found no opening."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT i.asset_class, i.symbol, i.currency, i.underlying, i.multiplier, min(e.price), max(e.price), count(*),
               count(*) FILTER (WHERE e.fees IS NULL), sum(abs(e.quantity * e.price * i.multiplier)),
               coalesce(sum(u.quantity), 0), bool_or(e.kind IN ('assignment', 'exercise'))
        FROM {_FILLS.replace("WHERE", "LEFT JOIN unmatched u ON u.workspace_id = $1 AND u.execution_id = e.id WHERE", 1)}
        GROUP BY 1, 2, 3, 4, 5
        """,  # noqa: S608  (names of our own)
        actor.workspace_id,
        account_id,
    )
    return [About(Name(*row[:3]), *row[3:]) for row in rows]


async def find_first_day(session: Session, actor: Actor, account_id: UUID) -> date | None:
    """The day of the account's first fill or cash event."""
    found: date | None = await (await driver(session)).fetchval(
        """
        SELECT least(
            (SELECT min(e.day) FROM executions e
             JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id AND p.account_id = $2
             WHERE e.workspace_id = $1 AND e.counts),
            (SELECT min(c.day) FROM cash_events c WHERE c.workspace_id = $1 AND c.account_id = $2
                AND c.voided_at IS NULL AND (c.by_hand OR EXISTS (
                    SELECT FROM cash_event_sources s WHERE s.workspace_id = $1 AND s.cash_event_id = c.id))))
        """,
        actor.workspace_id,
        account_id,
    )
    return found


async def list_printed(session: Session, actor: Actor, account_id: UUID) -> Printed:
    """What statements print of the account; of a figure that several print, the latest import's."""
    connection = await driver(session)
    arguments = (actor.workspace_id, account_id)
    balances = await connection.fetch(
        """
        SELECT DISTINCT ON (b.currency, b.day) b.currency, b.day, b.amount, f.id, f.file_name, b.line
        FROM stated_balances b JOIN imports f ON f.workspace_id = $1 AND f.id = b.import_id
        WHERE b.workspace_id = $1 AND b.account_id = $2 ORDER BY b.currency, b.day, f.created_at DESC, f.id
        """,
        *arguments,
    )
    positions = await connection.fetch(
        """
        SELECT DISTINCT ON (b.asset_class, b.symbol, b.currency, b.day)
               b.asset_class, b.symbol, b.currency, b.day, b.quantity, f.id, f.file_name, b.line
        FROM stated_positions b JOIN imports f ON f.workspace_id = $1 AND f.id = b.import_id
        WHERE b.workspace_id = $1 AND b.account_id = $2
        ORDER BY b.asset_class, b.symbol, b.currency, b.day, f.created_at DESC, f.id
        """,
        *arguments,
    )
    # What a file says of its last day may be of half a day: a later file that goes on from there replaces it.
    profits = await connection.fetch(
        """
        WITH stated AS (
            SELECT b.*, f.file_name, f.created_at FROM stated_profits b
            JOIN imports f ON f.workspace_id = $1 AND f.id = b.import_id
            WHERE b.workspace_id = $1 AND b.account_id = $2
        )
        SELECT DISTINCT ON (b.asset_class, b.symbol, b.currency, b.paid_in, b.first_day, b.last_day)
               b.asset_class, b.symbol, b.currency, b.paid_in, b.first_day, b.last_day, b.realised, b.import_id,
               b.file_name, b.line
        FROM stated b
        WHERE NOT EXISTS (
            SELECT FROM stated later
            WHERE (later.asset_class, later.symbol, later.currency, later.paid_in)
                  = (b.asset_class, b.symbol, b.currency, b.paid_in)
              AND later.first_day <= b.last_day AND later.last_day > b.last_day AND later.import_id <> b.import_id
        )
        ORDER BY b.asset_class, b.symbol, b.currency, b.paid_in, b.first_day, b.last_day, b.created_at DESC, b.import_id
        """,
        *arguments,
    )
    return Printed(
        [PrintedBalance(Currency(row[0]), row[1], row[2], Source(*row[3:])) for row in balances],
        [PrintedPosition(Name(*row[:3]), row[3], row[4], Source(*row[5:])) for row in positions],
        [PrintedProfit(Name(*row[:3]), Currency(row[3]), row[4], row[5], row[6], Source(*row[7:])) for row in profits],
    )
