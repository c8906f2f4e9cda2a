"""API keys: what a program may do in one workspace, in the name of whoever made the key."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TEXT

from tradesense.db.base import Base, InWorkspace, within_workspace


class ApiKeyRow(InWorkspace, Base):
    """`hint`: the secret's last characters, to tell keys apart. After a rotation the former secret opens too, until
    `former_until`. The secrets themselves are nowhere: their hashes are looked up before any workspace is known."""

    __tablename__ = "api_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_by: Mapped[UUID]
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    hint: Mapped[str]
    secret_hash: Mapped[bytes]
    former_hash: Mapped[bytes | None]
    former_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(server_default="1")

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("cardinality(scopes) > 0", name="scopes"),
        CheckConstraint("(former_hash IS NULL) = (former_until IS NULL)", name="former"),
        Index(None, "created_by"),
        Index(None, "secret_hash"),
        Index(None, "former_hash"),
    )
