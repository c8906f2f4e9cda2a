"""What a trader said of a table's columns, kept for the next table with the same header."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportMappingRow, ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.manners import header_signature
from tradesense.domain.statement import DateOrder, DecimalMark
from tradesense.features.imports import repository
from tradesense.features.imports.problems import MappingNotFound
from tradesense.kit.ids import new_id
from tradesense.ports import Clock

ORDERS: Final[tuple[DateOrder, ...]] = ("ymd", "mdy", "dmy")
MARKS: Final[tuple[DecimalMark, ...]] = (".", ",")


async def list_mappings(session: Session, actor: Actor) -> Sequence[ImportMappingRow]:
    """The one used last comes first."""
    actor.require(Permission.IMPORTS_READ)
    return await repository.list_mappings(session, actor)


async def get_mapping(session: Session, actor: Actor, mapping_id: UUID) -> ImportMappingRow:
    actor.require(Permission.IMPORTS_READ)
    found = await repository.find_mapping(session, actor, mapping_id)
    if found is None:
        raise MappingNotFound
    return found


async def rename_mapping(session: Session, actor: Actor, mapping_id: UUID, name: str) -> ImportMappingRow:
    actor.require(Permission.IMPORTS_WRITE)
    await get_mapping(session, actor, mapping_id)
    await repository.rename_mapping(session, actor, mapping_id, name)
    return await get_mapping(session, actor, mapping_id)


async def delete_mapping(session: Session, actor: Actor, mapping_id: UUID) -> None:
    """Imports made with it stay as they are."""
    actor.require(Permission.IMPORTS_WRITE)
    await get_mapping(session, actor, mapping_id)
    await repository.delete_mapping(session, actor, mapping_id)


async def find_mapping(session: Session, actor: Actor, header: Sequence[str]) -> ImportMappingRow | None:
    actor.require(Permission.IMPORTS_READ)
    return await repository.find_mapping_of(session, actor, header_signature(header)) if header else None


async def remember(
    session: Session,
    actor: Actor,
    row: ImportRow,
    saved: ImportMappingRow | None,
    *,
    format_key: str,
    header: Sequence[str],
    clock: Clock,
) -> None:
    """Keeps what was said of a committed table: of its columns, of its dates, of its numbers.

    What was said before and not said anew stays.
    """
    actor.require(Permission.IMPORTS_WRITE)
    said: dict[str, Any] = {name: row.options.get(name) for name in ("mapping", "date_order", "decimal_mark")}
    if not (saved or any(said.values())) or not header:
        return
    if saved:
        said = {name: value or getattr(saved, name) for name, value in said.items()}
    values = {
        "id": new_id(),
        "name": row.file_name,
        "signature": header_signature(header),
        "columns": list(header),
        "format_key": format_key,
        "used_at": clock.now(),
        **said,
    }
    await repository.save_mapping(session, actor, values)


def usual_order(saved: ImportMappingRow | None) -> DateOrder | None:
    return next((one for one in ORDERS if saved and saved.date_order == one), None)


def usual_mark(saved: ImportMappingRow | None) -> DecimalMark | None:
    return next((one for one in MARKS if saved and saved.decimal_mark == one), None)
