"""Broker connections: whose service is asked, with which sealed credentials, how far it has come."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference, within_workspace

OUTCOMES = (
    "'running', 'synced', 'partial', 'nothing_new', 'waiting', 'throttled', 'unavailable', 'refused', 'failed',"
    " 'interrupted'"
)


class BrokerConnectionRow(InWorkspace, Base):
    """`shown`: the fields that are no secrets. `turn` rises with every run: one that was overtaken keeps nothing."""

    __tablename__ = "broker_connections"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    created_by: Mapped[UUID]
    account_id: Mapped[UUID | None]
    shown: Mapped[dict[str, Any]] = mapped_column(JSONB)
    credentials: Mapped[bytes]
    credentials_key: Mapped[str]
    broker_session: Mapped[bytes | None]
    broker_session_key: Mapped[str | None]
    schedule: Mapped[str]
    since: Mapped[date | None]
    review_first: Mapped[bool]
    cursor: Mapped[dict[str, Any]] = mapped_column(JSONB)
    turn: Mapped[int] = mapped_column(Integer, server_default="0")
    failures: Mapped[int] = mapped_column(Integer, server_default="0")
    last_outcome: Mapped[str | None]
    last_detail: Mapped[str] = mapped_column(server_default="")
    last_run_at: Mapped[datetime | None]
    last_synced_at: Mapped[datetime | None]
    next_run_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime]

    __table_args__ = (
        within_workspace(),
        ForeignKeyConstraint(["created_by"], ["users.id"], ondelete="CASCADE"),
        reference("account_id", "accounts", ondelete="SET NULL (account_id)"),
        CheckConstraint("schedule IN ('off', 'hourly', 'daily')", name="schedule"),
        CheckConstraint(f"last_outcome IN ({OUTCOMES})", name="last_outcome"),
        Index(None, "workspace_id", "account_id"),
        Index(None, "created_by"),
    )


class BrokerSyncRunRow(InWorkspace, Base):
    """One visit to the broker, and what came of it."""

    __tablename__ = "broker_sync_runs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    connection_id: Mapped[UUID]
    outcome: Mapped[str]
    detail: Mapped[str] = mapped_column(server_default="")
    records: Mapped[int] = mapped_column(server_default="0")
    import_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        reference("connection_id", "broker_connections"),
        reference("import_id", "imports", ondelete="SET NULL (import_id)"),
        CheckConstraint(f"outcome IN ({OUTCOMES})", name="outcome"),
        Index(None, "workspace_id", "connection_id", "id"),
        Index(None, "workspace_id", "import_id"),
    )
