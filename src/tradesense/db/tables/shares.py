"""Links to single trades: for everybody who has one, or for one person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, within_workspace


class ShareRow(InWorkspace, Base):
    """`trade`: its id, which outlives its row: trades are derived anew. The link's token is kept as a hash.
    `for_email`: only whoever signs in with that address may open it."""

    __tablename__ = "shares"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    trade: Mapped[UUID]
    results: Mapped[str]
    hides_sizes: Mapped[bool]
    hides_symbol: Mapped[bool]
    token_hash: Mapped[bytes]
    for_email: Mapped[str | None]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint("results IN ('money', 'r', 'percent')", name="results"),
        CheckConstraint("NOT (hides_sizes AND results = 'money')", name="sizes_follow"),
        Index(None, "workspace_id", "trade"),
        Index(None, "created_by"),
        Index(None, "token_hash"),
    )
