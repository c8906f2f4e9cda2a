"""SQL of an import that is read again: what it stated first stays its own, whoever states it too."""

from typing import Final

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.ids import ImportId


async def inherit_fills(session: Session, actor: Actor, import_id: ImportId) -> None:
    """After the import was taken out to come again (repository.recording) and has come: fills that it does not
    state any more go to what states them next, and each has the order that all its files give."""
    connection = await driver(session)
    await connection.execute(_INHERIT, actor.workspace_id, import_id)
    await connection.execute(_ORDER, actor.workspace_id)


async def claim_fills(session: Session, actor: Actor, import_id: ImportId) -> None:
    """What the import states and a later one inherited, while the trader had left it out, is its own again."""
    await (await driver(session)).execute(_CLAIM, actor.workspace_id, import_id)


_CLAIM: Final = """
    WITH own AS (
        SELECT DISTINCT ON (s.execution_id) s.* FROM execution_sources s
        JOIN executions e ON e.workspace_id = $1 AND e.id = s.execution_id
        JOIN imports holder ON holder.workspace_id = $1 AND holder.id = e.import_id
        JOIN imports claimant ON claimant.workspace_id = $1 AND claimant.id = $2
        WHERE s.workspace_id = $1 AND s.import_id = $2 AND (holder.finished_at, holder.created_at) > (claimant.finished_at, claimant.created_at)
        ORDER BY s.execution_id, s.ordinal, s.line
    ), moved AS (
        DELETE FROM execution_sources s USING own
        WHERE s.workspace_id = $1 AND s.execution_id = own.execution_id AND s.import_id = $2 AND s.line = own.line
    ), given AS (
        INSERT INTO execution_sources (workspace_id, import_id, line, execution_id, ordinal)
        SELECT $1, e.import_id, e.line, e.id, e.stated_ordinal FROM own
        JOIN executions e ON e.workspace_id = $1 AND e.id = own.execution_id
        ON CONFLICT DO NOTHING
    ), claimed AS (
        UPDATE executions e SET import_id = $2, line = own.line, stated_ordinal = own.ordinal FROM own
        WHERE e.workspace_id = $1 AND e.id = own.execution_id
        RETURNING e.id, e.position_id, e.executed_at, e.counts, e.ordinal
    ), noted AS (
        INSERT INTO losing_source SELECT id, counts, ordinal FROM claimed
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, true FROM claimed WHERE counts
"""

_INHERIT: Final = """
    WITH heir AS (
        SELECT DISTINCT ON (s.execution_id) s.* FROM losing_source l
        JOIN executions e ON e.workspace_id = $1 AND e.id = l.execution_id AND e.import_id IS NULL
        JOIN execution_sources s ON s.workspace_id = $1 AND s.execution_id = l.execution_id AND s.import_id <> $2
        ORDER BY s.execution_id, s.ordinal, s.import_id, s.line
    ), moved AS (
        DELETE FROM execution_sources s USING heir h
        WHERE s.workspace_id = $1 AND s.execution_id = h.execution_id AND s.import_id = h.import_id AND s.line = h.line
    ), inherited AS (
        UPDATE executions e SET import_id = h.import_id, line = h.line, stated_ordinal = h.ordinal FROM heir h
        WHERE e.workspace_id = $1 AND e.id = h.execution_id
        RETURNING e.id, e.position_id, e.executed_at, e.counts
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, false FROM inherited WHERE counts
"""

_ORDER: Final = """
    WITH ordered AS (
        UPDATE executions e SET ordinal = least(e.stated_ordinal, further.ordinal)
        FROM losing_source l CROSS JOIN LATERAL (
            SELECT min(s.ordinal) AS ordinal FROM execution_sources s
            WHERE s.workspace_id = $1 AND s.execution_id = l.execution_id
        ) further
        WHERE e.workspace_id = $1 AND e.id = l.execution_id AND NOT e.by_hand
            AND e.ordinal <> least(e.stated_ordinal, further.ordinal)
        RETURNING e.id, e.position_id, e.executed_at, e.counts
    )
    INSERT INTO changed_fills SELECT id, position_id, executed_at, false FROM ordered WHERE counts
"""
