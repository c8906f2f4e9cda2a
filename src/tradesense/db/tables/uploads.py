"""Uploads: files that arrive in pieces, until something takes them over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, within_workspace


class UploadRow(InWorkspace, Base):
    """`received`: bytes that are durable; `reserved`: those that count against the quota; `writer`: who may add to it
    until `writer_until`; `concat`, `told`: Upload-Concat and Upload-Metadata as the client sent them."""

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_by: Mapped[UUID]
    blob_key: Mapped[str]
    length: Mapped[int | None]
    received: Mapped[int] = mapped_column(server_default="0")
    reserved: Mapped[int]
    concat: Mapped[str | None]
    told: Mapped[str | None]
    writer: Mapped[UUID | None]
    writer_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("received BETWEEN 0 AND length", name="received"),
        Index(None, "workspace_id", "expires_at"),
        Index(None, "created_by"),
    )
