"""Imports: a file on its way into the ledger, and what became of each of its rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, SmallInteger, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference, within_workspace


class ImportRow(InWorkspace, Base):
    __tablename__ = "imports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    file_name: Mapped[str]
    file_bytes: Mapped[int]
    file_sha256: Mapped[bytes]
    blob_key: Mapped[str]
    # None: whoever it was is no longer here.
    created_by: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    connection_id: Mapped[UUID | None]
    review_first: Mapped[bool]
    format_key: Mapped[str | None]
    confidence: Mapped[float | None]
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    phase: Mapped[str] = mapped_column(server_default="")
    bytes_read: Mapped[int] = mapped_column(server_default="0")
    rows_read: Mapped[int] = mapped_column(Integer, server_default="0")
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]
    # The archive it was in.
    unpacked_from: Mapped[UUID | None]

    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="SET NULL"),
        reference("account_id", "accounts", ondelete="SET NULL (account_id)"),
        reference("unpacked_from", "imports", ondelete="SET NULL (unpacked_from)"),
        reference("connection_id", "broker_connections", ondelete="SET NULL (connection_id)"),
        CheckConstraint(
            "state IN ('received', 'parsing', 'review', 'committing', 'committed', 'undone', 'failed', 'cancelled',"
            " 'unpacked')",
            name="state",
        ),
        Index(None, "workspace_id", "created_at", "id"),
        Index(None, "workspace_id", "account_id"),
        Index(None, "workspace_id", "unpacked_from"),
        Index(None, "workspace_id", "connection_id"),
        Index(None, "created_by"),
    )


class ImportMappingRow(InWorkspace, Base):
    """What was said of the columns, dates and numbers of a table, for the next one with the same header."""

    __tablename__ = "import_mappings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    signature: Mapped[str]
    columns: Mapped[list[str]] = mapped_column(JSONB)
    format_key: Mapped[str]
    mapping: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    date_order: Mapped[str | None]
    decimal_mark: Mapped[str | None]
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime]

    __table_args__ = (within_workspace(), UniqueConstraint("workspace_id", "signature"))


class ImportNoteRow(InWorkspace, Base):
    """What is to be said of a row: why it is neither new nor a duplicate, or what to know of it; a code, what to do."""

    __tablename__ = "import_notes"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    line: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str]
    code: Mapped[str]
    detail: Mapped[str]
    raw: Mapped[str]

    __table_args__ = (
        reference("import_id", "imports"),
        CheckConstraint("verdict IN ('ignored', 'quarantined', 'rejected', 'remark')", name="verdict"),
    )
