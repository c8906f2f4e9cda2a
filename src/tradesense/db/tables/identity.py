"""People, their sessions, and the refresh tokens that keep sessions alive."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, TableKind


class UserRow(Base):
    __tablename__ = "users"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    # None: this person signs in by a passkey or another provider only.
    password_hash: Mapped[str | None]
    default_workspace_id: Mapped[UUID | None]
    password_changed_at: Mapped[datetime]
    email_verified_at: Mapped[datetime | None]
    # Whether a password alone does not sign in.
    second_factor: Mapped[bool] = mapped_column(server_default="false")
    # They asked for their erasure: until then they can undo it.
    deletes_at: Mapped[datetime | None]
    # Whoever runs the server shut them out: the look-ups know them no more.
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        UniqueConstraint("email"),
        ForeignKeyConstraint(["default_workspace_id"], ["workspaces.id"], ondelete="SET NULL"),
        Index(None, "default_workspace_id"),
        Index(None, "deletes_at"),
    )


class SessionRow(Base):
    __tablename__ = "sessions"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None]
    user_agent: Mapped[str]
    # Where it was last used from, and when and how the person last proved who they are.
    address: Mapped[str] = mapped_column(server_default="")
    authenticated_at: Mapped[datetime]
    methods: Mapped[str] = mapped_column(server_default="password")

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        Index(None, "user_id", "created_at"),
    )


class RefreshTokenRow(Base):
    __tablename__ = "refresh_tokens"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    session_id: Mapped[UUID]
    token_hash: Mapped[bytes]
    parent_id: Mapped[UUID | None]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("token_hash"),
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["parent_id"], ["refresh_tokens.id"], ondelete="CASCADE"),
        Index(None, "user_id"),
        Index(None, "session_id"),
        Index(None, "parent_id"),
    )


class LoginThrottleRow(Base):
    """Failed log-ins by a hash of who was tried from where: no address and no name is kept."""

    __tablename__ = "login_throttles"
    table_kind = TableKind.SYSTEM

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    failures: Mapped[int]
    first_failed_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]

    __table_args__ = (Index(None, "first_failed_at"),)


class OneTimeTokenRow(Base):
    """Something that works once, and soon: a link in a mail, the challenge of a second factor or a passkey, the state
    of a sign-in at another provider, an invitation. Kept as a hash; what belongs to it is sealed."""

    __tablename__ = "one_time_tokens"
    table_kind = TableKind.SYSTEM

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    user_id: Mapped[UUID | None]
    sealed: Mapped[bytes | None]
    sealed_key: Mapped[str | None]
    failures: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        Index(None, "user_id", "purpose"),
        Index(None, "expires_at"),
    )
