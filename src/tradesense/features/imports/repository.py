"""SQL of imports and their notes."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from tradesense.db.bulk import insert_rows
from tradesense.db.scope import mine
from tradesense.db.session import Session, driver
from tradesense.db.tables.imports import ImportMappingRow, ImportNoteRow, ImportRow
from tradesense.domain.access import Actor
from tradesense.domain.importing import ENDED
from tradesense.domain.statement import RowNote


async def add_import(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    values = {"workspace_id": actor.workspace_id, "created_by": actor.user_id, **row}
    await session.execute(insert(ImportRow).values(values))


async def find_import(session: Session, actor: Actor, import_id: UUID) -> ImportRow | None:
    return await session.scalar(
        select(ImportRow)
        .where(mine(ImportRow, actor), ImportRow.id == import_id)
        .execution_options(populate_existing=True)
    )


async def lock_import(session: Session, actor: Actor, import_id: UUID) -> ImportRow | None:
    """Not against those who only refer to it: a running import does, with every fill, and can yet be cancelled."""
    return await session.scalar(
        select(ImportRow).where(mine(ImportRow, actor), ImportRow.id == import_id).with_for_update(key_share=True)
    )


async def lock_work(session: Session, import_id: UUID) -> bool:
    """Whether this transaction is the only one at work on the import; held until it ends."""
    statement = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(await session.scalar(statement, {"name": f"import|{import_id}"}))


async def save_import(session: Session, actor: Actor, import_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(ImportRow)
        .where(mine(ImportRow, actor), ImportRow.id == import_id)
        .values({**changes, "revision": ImportRow.revision + 1})
    )


async def save_progress(session: Session, actor: Actor, import_id: UUID, *, phase: str, rows_read: int) -> bool:
    """False when the import is no longer being worked on: somebody cancelled it."""
    done = await session.execute(
        update(ImportRow)
        .where(mine(ImportRow, actor), ImportRow.id == import_id, ImportRow.state.in_(("parsing", "committing")))
        .values(phase=phase, rows_read=rows_read, revision=ImportRow.revision + 1)
        .returning(ImportRow.id)
    )
    return done.first() is not None


async def list_imports(
    session: Session, actor: Actor, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[ImportRow]:
    """Newest first."""
    statement = select(ImportRow).where(mine(ImportRow, actor))
    if after:
        statement = statement.where(tuple_(ImportRow.created_at, ImportRow.id) < tuple_(*after))
    found = await session.scalars(statement.order_by(ImportRow.created_at.desc(), ImportRow.id.desc()).limit(limit))
    return found.all()


async def list_blob_keys(session: Session, actor: Actor, keys: Sequence[str]) -> set[str]:
    """Those of `keys` that belong to an import."""
    statement = select(ImportRow.blob_key).where(mine(ImportRow, actor), ImportRow.blob_key.in_(keys))
    return set(await session.scalars(statement))


async def list_ended_files(session: Session, actor: Actor, keys: Sequence[str], before: datetime) -> list[str]:
    """Those of `keys` that belong to imports which ended before that instant."""
    mine_of = (mine(ImportRow, actor), ImportRow.blob_key.in_(keys))
    ended = (ImportRow.state.in_(ENDED), ImportRow.finished_at < before)
    return list(await session.scalars(select(ImportRow.blob_key).where(*mine_of, *ended)))


async def list_unpacked(session: Session, actor: Actor, import_id: UUID) -> Sequence[ImportRow]:
    """The imports of an archive's files, by name."""
    statement = select(ImportRow).where(mine(ImportRow, actor), ImportRow.unpacked_from == import_id)
    return (await session.scalars(statement.order_by(ImportRow.file_name, ImportRow.id))).all()


async def replace_notes(session: Session, actor: Actor, import_id: UUID, notes: Sequence[RowNote]) -> None:
    await session.execute(delete(ImportNoteRow).where(mine(ImportNoteRow, actor), ImportNoteRow.import_id == import_id))
    columns = ("workspace_id", "import_id", "number", "line", "verdict", "code", "detail", "raw")
    rows = [(actor.workspace_id, import_id, number, *note) for number, note in enumerate(notes)]
    await insert_rows(session, "import_notes", columns, rows)


async def list_notes(
    session: Session,
    actor: Actor,
    import_id: UUID,
    *,
    verdict: str | None,
    codes: Sequence[str] | None,
    after: int | None,
    limit: int,
) -> Sequence[ImportNoteRow]:
    """In the order of the file."""
    statement = select(ImportNoteRow).where(mine(ImportNoteRow, actor), ImportNoteRow.import_id == import_id)
    if verdict:
        statement = statement.where(ImportNoteRow.verdict == verdict)
    if codes is not None:
        statement = statement.where(ImportNoteRow.code.in_(codes))
    if after is not None:
        statement = statement.where(ImportNoteRow.number > after)
    found = await session.scalars(statement.order_by(ImportNoteRow.number).limit(limit))
    return found.all()


async def list_asked(session: Session, actor: Actor, import_id: UUID) -> list[tuple[int, str]]:
    """Lines in quarantine, and why."""
    found = await session.execute(
        select(ImportNoteRow.line, ImportNoteRow.code).where(
            mine(ImportNoteRow, actor), ImportNoteRow.import_id == import_id, ImportNoteRow.verdict == "quarantined"
        )
    )
    return [(row[0], row[1]) for row in found]


class TradePreview(NamedTuple):
    symbol: str
    direction: int
    quantity: Decimal
    opened_at: datetime
    closed_at: datetime | None
    times_known: bool
    net: Decimal
    currency: str


# Trades that the ledger version in $2 made; those that were stored before are told of as changes.
_MADE: Final = """
    FROM trades t WHERE t.workspace_id = $1 AND t.changed_in = $2
        AND NOT EXISTS (SELECT FROM trades_before b WHERE b.id = t.id)
"""


async def list_made(session: Session, actor: Actor, version: int, limit: int) -> list[TradePreview]:
    """Some of the trades that `version` made, newest first; in the transaction that made them."""
    rows = await (await driver(session)).fetch(
        f"""
        SELECT symbol, direction, entry_quantity, opened_at, closed_at, times_known, net, currency {_MADE}
        ORDER BY opened_at DESC, id LIMIT $3
        """,
        actor.workspace_id,
        version,
        limit,
    )
    return [TradePreview(*row) for row in rows]


async def list_made_net(session: Session, actor: Actor, version: int) -> list[tuple[str, Decimal]]:
    """Net of the trades that `version` made, by currency; in the transaction that made them."""
    rows = await (await driver(session)).fetch(
        f"SELECT currency, sum(net) {_MADE} GROUP BY 1 ORDER BY 1",
        actor.workspace_id,
        version,
    )
    return [(row[0], row[1]) for row in rows]


async def list_mappings(session: Session, actor: Actor) -> Sequence[ImportMappingRow]:
    statement = select(ImportMappingRow).where(mine(ImportMappingRow, actor))
    return (await session.scalars(statement.order_by(ImportMappingRow.used_at.desc(), ImportMappingRow.id))).all()


async def find_mapping(session: Session, actor: Actor, mapping_id: UUID) -> ImportMappingRow | None:
    return await session.scalar(
        select(ImportMappingRow)
        .where(mine(ImportMappingRow, actor), ImportMappingRow.id == mapping_id)
        .execution_options(populate_existing=True)
    )


async def find_mapping_of(session: Session, actor: Actor, signature: str) -> ImportMappingRow | None:
    return await session.scalar(
        select(ImportMappingRow).where(mine(ImportMappingRow, actor), ImportMappingRow.signature == signature)
    )


async def save_mapping(session: Session, actor: Actor, values: dict[str, Any]) -> None:
    """One for each header: what is said later replaces what was said before; its name stays."""
    made = upsert(ImportMappingRow).values({"workspace_id": actor.workspace_id, **values})
    changed = {name: made.excluded[name] for name in values if name not in {"id", "name", "signature"}}
    await session.execute(
        made.on_conflict_do_update(
            index_elements=["workspace_id", "signature"],
            set_={**changed, "revision": ImportMappingRow.revision + 1},
        )
    )


async def rename_mapping(session: Session, actor: Actor, mapping_id: UUID, name: str) -> None:
    await session.execute(
        update(ImportMappingRow)
        .where(mine(ImportMappingRow, actor), ImportMappingRow.id == mapping_id)
        .values(name=name, revision=ImportMappingRow.revision + 1)
    )


async def delete_mapping(session: Session, actor: Actor, mapping_id: UUID) -> None:
    await session.execute(
        delete(ImportMappingRow).where(mine(ImportMappingRow, actor), ImportMappingRow.id == mapping_id)
    )
