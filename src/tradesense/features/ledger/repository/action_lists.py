"""SQL of listing corporate actions, splits among them, with what each did."""

from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor


class ActionFacts(NamedTuple):
    """An action or a split (kind `split`), and where it was read. Ratio 0:0: only the units `added` are printed.

    given, received, cost, cash_paid   over the account's positions (domain.linked.Effect); None for splits, and where
    nothing was held. `applied` False: it stood aside, the target being held the other way round
    """

    id: UUID
    kind: str
    account_id: UUID
    symbol: str
    target_symbol: str | None
    currency: str
    numerator: int
    denominator: int
    added: Decimal | None
    cost_share: Decimal | None
    cash: Decimal
    lieu_units: Decimal | None
    lieu_amount: Decimal | None
    rate: Decimal | None
    effective_at: datetime
    by_hand: bool
    voided_at: datetime | None
    given: Decimal | None
    received: Decimal | None
    cost: Decimal | None
    cash_paid: Decimal | None
    applied: bool | None
    sources: list[tuple[UUID, str, int]]


_FACTS: Final = """
    WITH stated AS (
        SELECT c.id, c.kind, c.account_id, c.instrument_id, c.target_id, c.numerator, c.denominator, NULL AS added,
               c.cost_share, c.cash, c.lieu_units, c.lieu_amount, c.rate, c.effective_at, c.by_hand, c.voided_at
        FROM corporate_actions c WHERE c.workspace_id = $1
        UNION ALL
        SELECT s.id, 'split', s.account_id, s.instrument_id, NULL, s.numerator, s.denominator, nullif(s.added, 0),
               NULL, 0, NULL, NULL, NULL, s.effective_at, s.by_hand, s.voided_at
        FROM splits s WHERE s.workspace_id = $1
    )
    SELECT c.id, c.kind, c.account_id, i.symbol, t.symbol, i.currency, c.numerator, c.denominator, c.added,
           c.cost_share, c.cash, c.lieu_units, c.lieu_amount, c.rate, c.effective_at, c.by_hand, c.voided_at,
           e.given, e.received, e.cost, e.cash AS cash_paid, e.applied, o.imports, o.files, o.lines
    FROM stated c
    JOIN instruments i ON i.workspace_id = $1 AND i.id = c.instrument_id
    LEFT JOIN instruments t ON t.workspace_id = $1 AND t.id = c.target_id
    LEFT JOIN LATERAL (
        SELECT sum(given) AS given, sum(received) AS received, sum(cost) AS cost, sum(cash) AS cash,
               bool_and(applied) AS applied
        FROM corporate_action_effects WHERE workspace_id = $1 AND action_id = c.id
    ) e ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(f.id ORDER BY f.created_at, s.line) AS imports,
               array_agg(f.file_name ORDER BY f.created_at, s.line) AS files,
               array_agg(s.line ORDER BY f.created_at, s.line) AS lines
        FROM (
            SELECT import_id, line FROM corporate_action_sources WHERE workspace_id = $1 AND action_id = c.id
            UNION ALL
            SELECT import_id, line FROM split_sources WHERE workspace_id = $1 AND split_id = c.id
        ) s JOIN imports f ON f.workspace_id = $1 AND f.id = s.import_id
    ) o ON true
    WHERE (c.by_hand OR c.voided_at IS NOT NULL OR o.imports IS NOT NULL)
        AND ($2::uuid IS NULL OR c.account_id = $2) AND ($3::uuid IS NULL OR c.id = $3)
    ORDER BY c.effective_at DESC, c.id
"""


async def list_facts(
    session: Session, actor: Actor, *, account_id: UUID | None = None, id_: UUID | None = None
) -> list[ActionFacts]:
    """Newest first."""
    rows = await (await driver(session)).fetch(_FACTS, actor.workspace_id, account_id, id_)
    found = []
    for row in rows:
        *values, imports, files, lines = row
        values.append(list(zip(imports or (), files or (), lines or (), strict=True)))
        found.append(ActionFacts(*values))
    return found
