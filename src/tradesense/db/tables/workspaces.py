"""Workspaces and who belongs to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, TableKind


class WorkspaceRow(Base):
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
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (UniqueConstraint("slug"),)


class MembershipRow(Base):
    __tablename__ = "memberships"
    table_kind = TableKind.PERSON

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        CheckConstraint("role IN ('owner', 'viewer')", name="role"),
        Index(None, "workspace_id"),
    )
