"""Archives: a whole workspace on its way out, or into an empty one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, within_workspace


class ArchiveRow(InWorkspace, Base):
    """A job and its file. `way`: out, the workspace is written to the file; in, the file is restored from."""

    __tablename__ = "archives"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    way: Mapped[str]
    state: Mapped[str]
    file_name: Mapped[str]
    file_bytes: Mapped[int | None]
    file_sha256: Mapped[bytes | None]
    blob_key: Mapped[str]
    # None: whoever it was is no longer here.
    created_by: Mapped[UUID | None]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    phase: Mapped[str] = mapped_column(server_default="")
    rows_done: Mapped[int] = mapped_column(server_default="0")
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="SET NULL"),
        CheckConstraint("way IN ('out', 'in')", name="way"),
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
        Index(None, "workspace_id", "created_at", "id"),
        Index(None, "created_by"),
    )
