"""SQL of reading the audit log. Nothing here writes: db/auditing does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, text
from sqlalchemy.orm import InstrumentedAttribute

from tradesense.db.session import Session
from tradesense.db.tables.audit import AuditEntryRow, AuditHeadRow, PersonAuditEntryRow, SystemAuditEntryRow
from tradesense.domain.audit import Chain, ChainKind, Head, Link

Row = AuditEntryRow | PersonAuditEntryRow | SystemAuditEntryRow
_NAMES: Final = Link._fields


class Filter(NamedTuple):
    """What to list; None, '' or () leaves it open. `actions`: whole names, or the nouns before their dots."""

    actions: Sequence[str] = ()
    person: UUID | None = None
    result: str = ""
    since: datetime | None = None
    until: datetime | None = None


async def list_links(session: Session, chain: Chain, wanted: Filter, *, before: int | None, limit: int) -> list[Link]:
    """Newest first, from below `before` on."""
    table: Any = _table(chain)
    conditions = [*_whose(chain), *_wanted(table, wanted)]
    if before is not None:
        conditions.append(table.seq < before)
    return await _links(session, _select(table).where(*conditions).order_by(table.seq.desc()).limit(limit))


async def next_links(session: Session, chain: Chain, *, after: int, limit: int) -> list[Link]:
    """In the chain's order."""
    table: Any = _table(chain)
    conditions = [*_whose(chain), table.seq > after]
    return await _links(session, _select(table).where(*conditions).order_by(table.seq).limit(limit))


async def list_heads(session: Session) -> dict[Chain, Head]:
    """Of every chain there is, or was."""
    rows = await session.scalars(select(AuditHeadRow))
    return {Chain(ChainKind(row.chain), row.of): Head(row.seq, row.hash) for row in rows}


async def find_head(session: Session, chain: Chain) -> Head | None:
    where = (AuditHeadRow.chain == chain.kind.value, AuditHeadRow.of == chain.id)
    row = await session.scalar(select(AuditHeadRow).where(*where))
    return Head(row.seq, row.hash) if row else None


async def list_workspaces(session: Session) -> list[UUID]:
    """Every one: of those that there are each has a chain."""
    return list(await session.scalars(text("SELECT id FROM app_workspaces()")))


def _select(table: Any) -> Select[Any]:
    columns: list[InstrumentedAttribute[Any]] = [getattr(table, name) for name in _NAMES]
    return select(*columns)


async def _links(session: Session, statement: Select[Any]) -> list[Link]:
    return [Link(*row) for row in await session.execute(statement)]


def _table(chain: Chain) -> type[Row]:
    match chain.kind:
        case ChainKind.WORKSPACE:
            return AuditEntryRow
        case ChainKind.PERSON:
            return PersonAuditEntryRow
        case ChainKind.SYSTEM:
            return SystemAuditEntryRow


def _whose(chain: Chain) -> list[ColumnElement[bool]]:
    match chain.kind:
        case ChainKind.WORKSPACE:
            return [AuditEntryRow.workspace_id == chain.id]
        case ChainKind.PERSON:
            return [PersonAuditEntryRow.user_id == chain.id]
        case ChainKind.SYSTEM:
            return []


def _wanted(table: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.actions:
        found.append(table.action.in_(wanted.actions))
    if wanted.person is not None:
        found.append(table.person == wanted.person)
    if wanted.result:
        found.append(table.result == wanted.result)
    if wanted.since is not None:
        found.append(table.at >= wanted.since)
    if wanted.until is not None:
        found.append(table.at < wanted.until)
    return found
