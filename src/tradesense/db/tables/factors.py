"""What else proves who somebody is: codes of an authenticator app, recovery codes, passkeys, other providers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, TableKind


class TotpFactorRow(Base):
    """The seed that an authenticator app shares with us, sealed. It counts once a code of it was confirmed."""

    __tablename__ = "totp_factors"
    table_kind = TableKind.PERSON

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    seed: Mapped[bytes]
    seed_key: Mapped[str]
    # The newest step of which a code was accepted: none of it or before is ever accepted again (RFC 6238, 5.2).
    last_step: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    __table_args__ = (ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),)


class RecoveryCodeRow(Base):
    __tablename__ = "recovery_codes"
    table_kind = TableKind.PERSON

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),)


class PasskeyRow(Base):
    __tablename__ = "passkeys"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    credential: Mapped[bytes]
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    name: Mapped[str]
    transports: Mapped[str]
    # Whether the authenticator copies it to the person's other devices.
    synced: Mapped[bool]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("credential"),
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        Index(None, "user_id"),
    )


class LinkedIdentityRow(Base):
    """Somebody at another provider: who they are is its issuer and their subject there, never an address."""

    __tablename__ = "linked_identities"
    table_kind = TableKind.PERSON

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    issuer: Mapped[str]
    subject: Mapped[str]
    email: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        Index(None, "user_id"),
    )
