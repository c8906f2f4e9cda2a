"""What somebody agreed to, and the files with everything that is kept about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, TableKind


class ConsentRow(Base):
    """One agreement to one version of a document, or to one optional use. Agreeing anew is a row of its own: what was
    agreed to when can be shown later."""

    __tablename__ = "consents"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    kind: Mapped[str]
    version: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("kind IN ('terms', 'privacy', 'product_mail')", name="kind"),
        Index(None, "user_id", "kind"),
    )


class PersonalExportRow(Base):
    """A job and its file, until `expires_at`."""

    __tablename__ = "personal_exports"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    state: Mapped[str]
    file_name: Mapped[str]
    file_bytes: Mapped[int | None]
    file_sha256: Mapped[bytes | None]
    blob_key: Mapped[str]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
        Index(None, "user_id", "created_at"),
        Index(None, "expires_at"),
    )
