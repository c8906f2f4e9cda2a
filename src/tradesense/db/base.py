"""The declarative base: names of constraints, and the three kinds of table (decision 19)."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKeyConstraint, MetaData, Numeric, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class TableKind(StrEnum):
    """Whose rows a table holds, and so which row-level security guards it."""

    WORKSPACE = "workspace"
    PERSON = "person"
    SYSTEM = "system"


class Base(DeclarativeBase):
    """`table_kind` is declared by every table and tested against the database's policies."""

    table_kind: ClassVar[TableKind]
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        Decimal: Numeric(),
        UUID: Uuid(),
        str: Text(),
        int: BigInteger(),
    }


class InWorkspace:
    """Begins the primary key of every table of a workspace, and every foreign and unique key."""

    table_kind = TableKind.WORKSPACE
    workspace_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)


def reference(column: str, target: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A foreign key within the workspace: (workspace_id, column) -> target(workspace_id, id)."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], ondelete=ondelete)


def within_workspace() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE")
