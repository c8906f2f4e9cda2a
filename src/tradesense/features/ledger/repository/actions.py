"""SQL of corporate actions: stated, voided, read for folding, and what they did."""

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.bulk import insert_rows
from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.calendar import session_of, trading_day, zone
from tradesense.domain.corporate_action import ActionKind, CorporateAction, InLieu, Terms
from tradesense.domain.ids import AccountId, ActionId, ImportId, InstrumentId, PositionId
from tradesense.domain.instrument import AssetClass
from tradesense.domain.linked import Effect
from tradesense.features.ledger.repository.rebuild import Touched

ACTION_COLUMNS: Final = (
    "workspace_id", "id", "account_id", "kind", "instrument_id", "target_id", "numerator", "denominator", "cost_share",
    "cash", "lieu_units", "lieu_amount", "rate", "effective_at", "by_hand",
)  # fmt: skip
# What somebody states by hand counts, even if they voided it before.
_STATED_AGAIN: Final = """
    (workspace_id, id) DO UPDATE SET
        by_hand = corporate_actions.by_hand OR excluded.by_hand,
        voided_at = CASE WHEN excluded.by_hand THEN NULL ELSE corporate_actions.voided_at END
"""
_COUNTS: Final = """
    (c.voided_at IS NULL AND (c.by_hand OR EXISTS (
        SELECT FROM corporate_action_sources o WHERE o.workspace_id = $1 AND o.action_id = c.id)))
"""


class AccountAction(NamedTuple):
    """An action with its account. `counts`: it is stated and not voided."""

    account: AccountId
    counts: bool
    action: CorporateAction


class Holding(NamedTuple):
    """A position by what it is."""

    position: PositionId
    account: AccountId
    instrument: InstrumentId
    ref: str


async def list_actions(session: Session, actor: Actor, also: Sequence[UUID] = ()) -> list[AccountAction]:
    """The workspace's actions that count, and those in `also`."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT c.account_id, {_COUNTS} AS counts, c.id, c.kind, c.instrument_id, c.target_id, c.effective_at,
               c.numerator, c.denominator, c.cost_share, c.cash, c.lieu_units, c.lieu_amount, c.rate,
               a.timezone, a.session_ends, i.asset_class
        FROM corporate_actions c
        JOIN accounts a ON a.workspace_id = $1 AND a.id = c.account_id
        JOIN instruments i ON i.workspace_id = $1 AND i.id = c.instrument_id
        WHERE c.workspace_id = $1 AND ({_COUNTS} OR c.id = ANY($2)) ORDER BY c.effective_at, c.id
        """,  # noqa: S608  (conditions of our own)
        actor.workspace_id,
        list(also),
    )
    return [_account_action(row) for row in rows]


def _account_action(row: Record) -> AccountAction:
    account, counts, id_, kind, source, target, at, *terms, rate, timezone, session_ends, asset_class = row
    return AccountAction(
        account,
        counts,
        CorporateAction(
            id_,
            ActionKind(kind),
            source,
            target,
            at,
            _day(at, timezone, session_ends, asset_class),
            _terms(*terms),
            rate,
        ),
    )


def _day(at: datetime, timezone: str, session_ends: time | None, asset_class: str) -> Any:
    return trading_day(at, session_of(AssetClass(asset_class), zone(timezone), session_ends))


def _terms(
    numerator: int,
    denominator: int,
    cost_share: Decimal | None,
    cash: Decimal,
    lieu_units: Decimal | None,
    lieu_amount: Decimal | None,
) -> Terms:
    in_lieu = None if lieu_units is None or lieu_amount is None else InLieu(lieu_units, lieu_amount)
    return Terms(numerator, denominator, cost_share, cash, in_lieu)


async def list_holdings(
    session: Session, actor: Actor, pairs: Sequence[tuple[AccountId, InstrumentId]]
) -> list[Holding]:
    """The positions that accounts have in instruments."""
    rows = await (await driver(session)).fetch(
        """
        SELECT p.id, p.account_id, p.instrument_id, p.ref
        FROM unnest($2::uuid[], $3::uuid[]) AS pair(account_id, instrument_id)
        JOIN positions p ON p.workspace_id = $1 AND p.account_id = pair.account_id
            AND p.instrument_id = pair.instrument_id
        ORDER BY p.id
        """,
        actor.workspace_id,
        [account for account, _ in pairs],
        [instrument for _, instrument in pairs],
    )
    return [Holding(*row) for row in rows]


async def add_actions(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    await insert_rows(session, "corporate_actions", ACTION_COLUMNS, rows, on_conflict=_STATED_AGAIN)


async def add_action_sources(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    columns = ("workspace_id", "import_id", "line", "action_id")
    await insert_rows(session, "corporate_action_sources", columns, rows, on_conflict="DO NOTHING")


async def list_known_actions(session: Session, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """Those of `ids` that are stated already, or voided by the trader, whom a file does not overrule."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT c.id FROM corporate_actions c
        WHERE c.workspace_id = $1 AND c.id = ANY($2) AND (c.voided_at IS NOT NULL OR {_COUNTS})
        """,  # noqa: S608  (a condition of our own)
        actor.workspace_id,
        list(ids),
    )
    return {row[0] for row in rows}


async def remove_action_sources(session: Session, actor: Actor, import_id: ImportId) -> list[UUID]:
    """Takes an import's actions away; answers those that are no longer stated."""
    rows = await (await driver(session)).fetch(
        """
        WITH gone AS (
            DELETE FROM corporate_action_sources WHERE workspace_id = $1 AND import_id = $2 RETURNING action_id
        )
        SELECT DISTINCT g.action_id FROM gone g
        JOIN corporate_actions c ON c.workspace_id = $1 AND c.id = g.action_id AND NOT c.by_hand
        WHERE NOT EXISTS (SELECT FROM corporate_action_sources o WHERE o.workspace_id = $1
            AND o.action_id = g.action_id AND o.import_id <> $2)
        """,
        actor.workspace_id,
        import_id,
    )
    return [row[0] for row in rows]


async def list_action_positions(
    session: Session, actor: Actor, actions: Sequence[UUID], until: datetime
) -> list[Touched]:
    """The positions that the actions take from or give to, from the action on."""
    rows = await (await driver(session)).fetch(
        """
        SELECT p.id, min(c.effective_at), $3::timestamptz FROM corporate_actions c
        JOIN positions p ON p.workspace_id = $1 AND p.account_id = c.account_id
            AND p.instrument_id IN (c.instrument_id, c.target_id)
        WHERE c.workspace_id = $1 AND c.id = ANY($2) GROUP BY p.id ORDER BY p.id
        """,
        actor.workspace_id,
        list(actions),
        until,
    )
    return [Touched(*row) for row in rows]


async def set_voided(session: Session, actor: Actor, table: str, id_: UUID, at: datetime | None) -> bool:
    """Voids (or, with None, restores) an action or a split; whether that changed anything."""
    rows = await (await driver(session)).fetch(
        f"""
        UPDATE {table} SET voided_at = $3
        WHERE workspace_id = $1 AND id = $2 AND (voided_at IS NULL) = ($3::timestamptz IS NOT NULL) RETURNING id
        """,  # noqa: S608  (one of our two tables)
        actor.workspace_id,
        id_,
        at,
    )
    return bool(rows)


async def save_effects(session: Session, actor: Actor, positions: Sequence[UUID], effects: Sequence[Effect]) -> None:
    """Replaces what actions did to the positions."""
    await (await driver(session)).execute(
        "DELETE FROM corporate_action_effects WHERE workspace_id = $1 AND position_id = ANY($2)",
        actor.workspace_id,
        list(positions),
    )
    columns = ("workspace_id", "action_id", "position_id", "target_id", "given", "received", "cost", "cash", "applied")
    await insert_rows(session, "corporate_action_effects", columns, [(actor.workspace_id, *one) for one in effects])


async def list_effects(session: Session, actor: Actor, positions: Sequence[UUID]) -> dict[tuple[UUID, UUID], Effect]:
    """By action and position."""
    rows = await (await driver(session)).fetch(
        """
        SELECT action_id, position_id, target_id, given, received, cost, cash, applied FROM corporate_action_effects
        WHERE workspace_id = $1 AND position_id = ANY($2)
        """,
        actor.workspace_id,
        list(positions),
    )
    return {(row[0], row[1]): Effect(ActionId(row[0]), PositionId(row[1]), *row[2:]) for row in rows}
