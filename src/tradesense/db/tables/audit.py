"""The audit log: three tables of entries, by whose chain they belong to, and how far each chain has come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, TableKind, within_workspace


class AuditLink:
    """An entry (domain/audit). `person` and `key` are no references: whoever did it may be gone, and what they did
    was done."""

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person: Mapped[UUID | None]
    key: Mapped[UUID | None]
    action: Mapped[str]
    noun: Mapped[str]
    object: Mapped[str]
    result: Mapped[str]
    reason: Mapped[str]
    address: Mapped[str]
    request: Mapped[str]
    changes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntryRow(AuditLink, InWorkspace, Base):
    """What was done in a workspace. The runtime role may add and read, and nothing else."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        within_workspace(),
        CheckConstraint("result IN ('done', 'refused')", name="result"),
        Index(None, "workspace_id", "action", "seq"),
        Index(None, "workspace_id", "person", "seq"),
    )


class PersonAuditEntryRow(AuditLink, Base):
    """What somebody did about themselves: signing in, second factors, sessions."""

    __tablename__ = "person_audit_entries"
    table_kind = TableKind.PERSON

    user_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("result IN ('done', 'refused')", name="result"),
    )


class SystemAuditEntryRow(AuditLink, Base):
    """What concerns nobody who is known."""

    __tablename__ = "system_audit_entries"
    table_kind = TableKind.SYSTEM
    __table_args__ = (CheckConstraint("result IN ('done', 'refused')", name="result"),)


class AuditHeadRow(Base):
    """How far a chain has come. Its row is the lock that makes numbers gapless; it outlives whose chain it was."""

    __tablename__ = "audit_heads"
    table_kind = TableKind.SYSTEM

    chain: Mapped[str] = mapped_column(primary_key=True)
    of: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (CheckConstraint("chain IN ('workspace', 'person', 'system')", name="chain"),)
