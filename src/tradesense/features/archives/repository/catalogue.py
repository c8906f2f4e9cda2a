"""The tables of a workspace as their own declarations describe them: nothing about them is written down twice."""

from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    Text,
    Time,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from tradesense.db import tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base, TableKind
from tradesense.kit.arrow import ColumnKind

WORKSPACE: Final = "workspace_id"
_KINDS: Final[tuple[tuple[type[Any], ColumnKind], ...]] = (
    (Uuid, ColumnKind.UUID),
    (Float, ColumnKind.REAL),
    (Numeric, ColumnKind.DECIMAL),
    (BigInteger, ColumnKind.INTEGER),
    (Integer, ColumnKind.INTEGER),
    (Boolean, ColumnKind.BOOLEAN),
    (DateTime, ColumnKind.INSTANT),
    (Date, ColumnKind.DAY),
    (Time, ColumnKind.CLOCK),
    (JSONB, ColumnKind.JSON),
    (ARRAY, ColumnKind.LABELS),
    (LargeBinary, ColumnKind.BYTES),
    (Text, ColumnKind.TEXT),
)


class Field(NamedTuple):
    """`is_optional`: a row may lack it. `refers_to`: the table of the workspace whose `id` it is."""

    name: str
    kind: ColumnKind
    is_optional: bool
    refers_to: str | None


class Shape(NamedTuple):
    """A table without its workspace_id; `key`: what its rows are ordered by."""

    table: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def has_id(self) -> bool:
        return any(field.name == "id" for field in self.fields)

    @property
    def refers_to_itself(self) -> bool:
        """Its rows may name one another: they are stored together."""
        return any(field.refers_to == self.table for field in self.fields)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@cache
def shapes() -> dict[str, Shape]:
    """Every table with rows of a workspace, those before that others refer to."""
    return {
        table.name: _shape(table)
        for table in Base.metadata.sorted_tables
        if WORKSPACE in table.columns and _kind_of(table.name) is TableKind.WORKSPACE
    }


def computed(table: str) -> frozenset[str]:
    """Columns that the database works out from the others."""
    return frozenset(one.name for one in Base.metadata.tables[table].columns if one.computed is not None)


def _kind_of(name: str) -> TableKind:
    kinds = {mapper.class_.__tablename__: mapper.class_.table_kind for mapper in Base.registry.mappers}
    return TableKind(kinds[name])


def _shape(table: Any) -> Shape:
    targets = {
        element.parent.name: element.column.table.name
        for key in table.foreign_key_constraints
        for element in key.elements
        if element.column.name == "id" and element.parent.name != WORKSPACE
        if WORKSPACE in element.column.table.columns
    }
    columns = [one for one in table.columns if one.name != WORKSPACE and one.computed is None]
    return Shape(
        table.name,
        tuple(Field(one.name, _kind(one), _is_optional(one), targets.get(one.name)) for one in columns),
        tuple(one.name for one in table.primary_key.columns if one.name != WORKSPACE),
    )


def _kind(column: Column[Any]) -> ColumnKind:
    for type_, kind in _KINDS:
        if isinstance(column.type, type_):
            return kind
    raise TypeError(f"{column}: say in _KINDS how a column of the type {column.type} is archived")


def _is_optional(column: Column[Any]) -> bool:
    return bool(column.nullable) or column.server_default is not None
