"""Workspaces and who belongs to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, TableKind, within_workspace

ROLES = "'owner', 'admin', 'trader', 'coach', 'risk', 'viewer'"


class WorkspaceRow(Base):
    """`deletes_at`: somebody deleted it; until then it can be brought back. `files_kept_days`: so long after its end an
    import's file is kept; 0: as long as the workspace."""

    __tablename__ = "workspaces"
    table_kind = TableKind.WORKSPACE

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]
    timezone: Mapped[str]
    currency: Mapped[str]
    ledger_version: Mapped[int] = mapped_column(server_default="0")
    # Most decimals that any stored amount, and any quantity or price, has: columns are loaded at these scales.
    money_scale: Mapped[int] = mapped_column(SmallInteger, server_default="2")
    size_scale: Mapped[int] = mapped_column(SmallInteger, server_default="2")
    revision: Mapped[int] = mapped_column(server_default="1")
    files_kept_days: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    deletes_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (UniqueConstraint("slug"), CheckConstraint("files_kept_days >= 0", name="files_kept_days"))


class MembershipRow(InWorkspace, Base):
    """`role_before`: while the workspace is about to go everybody only looks; what they are again if it is brought
    back. A person sees their own ones of every workspace."""

    __tablename__ = "memberships"

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str]
    role_before: Mapped[str | None]
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint(f"role IN ({ROLES})", name="role"),
        CheckConstraint(f"role_before IN ({ROLES})", name="role_before"),
        Index(None, "user_id"),
    )


class InvitationRow(InWorkspace, Base):
    """Of somebody by their address. The link's token is kept as a hash: it is looked up before any workspace is
    known, serves once, and only whoever has that address."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    role: Mapped[str]
    token_hash: Mapped[bytes]
    invited_by: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["invited_by"], ["users.id"], ondelete="CASCADE"),
        CheckConstraint(f"role IN ({ROLES}) AND role <> 'owner'", name="role"),
        Index(None, "workspace_id", "email"),
        Index(None, "invited_by"),
        Index(None, "token_hash"),
    )
