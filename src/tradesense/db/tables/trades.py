"""Trades as they are kept for reading: a projection of the executions, deletable and rebuildable."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, SmallInteger, func, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference, within_workspace

SEVERAL_DAYS: Final = text("exit_days > 1 OR (exit_days > 0 AND closed_at IS NULL)")
"""Trades whose daily figures are not simply their own on their closing day."""
_NO_TEXTS: Final = text("'{}'::text[]")
ANNOTATED: Final = text(
    "tags <> '{}'::text[] OR mistakes <> '{}'::text[] OR emotions <> '{}'::text[] OR notes <> ''::text"
    " OR playbook IS NOT NULL"
)
"""Trades of which the trader said something that filters ask for: one of its parts in a query lets it use the index."""


class TradeRow(InWorkspace, Base):
    """One round trip (domain.trade.Trade) with what lists filter by: its instrument, its annotations.

    `changed_in`: the ledger version that last changed the row; columns in memory follow by it.
    """

    __tablename__ = "trades"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    position_id: Mapped[UUID]
    account_id: Mapped[UUID]
    opening_id: Mapped[UUID]
    symbol: Mapped[str]
    underlying: Mapped[str]
    asset_class: Mapped[str]
    currency: Mapped[str]
    direction: Mapped[int] = mapped_column(SmallInteger)
    opened_at: Mapped[datetime]
    opened_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    closed_by: Mapped[str | None]
    opening_quantity: Mapped[Decimal]
    entry_quantity: Mapped[Decimal]
    entry_notional: Mapped[Decimal]
    entry_price: Mapped[Decimal]
    exit_quantity: Mapped[Decimal]
    exit_notional: Mapped[Decimal]
    exit_price: Mapped[Decimal | None]
    gross: Mapped[Decimal]
    fees: Mapped[Decimal]
    net: Mapped[Decimal]
    fees_known: Mapped[bool]
    base_gross: Mapped[Decimal | None]
    base_fees: Mapped[Decimal | None]
    base_net: Mapped[Decimal | None]
    executions: Mapped[int] = mapped_column(Integer)
    entries: Mapped[int] = mapped_column(Integer)
    times_known: Mapped[bool]
    exit_days: Mapped[int] = mapped_column(Integer)
    changed_in: Mapped[int]

    # What the trader added, gathered from the annotations of its entry legs (decision 7).
    tags: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    mistakes: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    emotions: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    playbook: Mapped[str | None]
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    stop: Mapped[Decimal | None]
    target: Mapped[Decimal | None]
    risk: Mapped[Decimal | None]
    notes: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (
        reference("position_id", "positions"),
        reference("account_id", "accounts"),
        reference("opening_id", "executions"),
        CheckConstraint("direction IN (1, -1)", name="direction"),
        Index(None, "workspace_id", "position_id", "opened_at"),
        Index(None, "workspace_id", "account_id", "opened_at"),
        Index(None, "workspace_id", "opening_id"),
        Index(None, "workspace_id", "opened_at", "id"),
        Index(None, "workspace_id", "closed_at", "id"),
        Index(None, "workspace_id", "symbol", "opened_at"),
        Index(None, "workspace_id", "changed_in"),
        Index("ix_trades_annotated", "workspace_id", "opened_at", "id", postgresql_where=ANNOTATED),
        Index("ix_trades_several_days", "workspace_id", postgresql_where=SEVERAL_DAYS),
    )


class TradeDayRow(InWorkspace, Base):
    """What one day's exits realised, of a trade on several days; any other's daily figures are its own."""

    __tablename__ = "trade_days"

    trade_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    gross: Mapped[Decimal]
    fees: Mapped[Decimal]
    base_gross: Mapped[Decimal | None]
    base_fees: Mapped[Decimal | None]

    __table_args__ = (reference("trade_id", "trades"),)


class DeletedTradeRow(InWorkspace, Base):
    """A trade that a re-derivation took away, so that columns in memory can follow."""

    __tablename__ = "deleted_trades"

    deleted_in: Mapped[int] = mapped_column(primary_key=True)
    trade_id: Mapped[UUID] = mapped_column(primary_key=True)

    __table_args__ = (within_workspace(),)


class AnnotationRow(InWorkspace, Base):
    """What the trader says of a trade, anchored to an entry leg, so that it survives re-derivation.

    `trade_id`: the trade that leg is in at present; none while the fill does not count.
    """

    __tablename__ = "annotations"

    execution_id: Mapped[UUID] = mapped_column(primary_key=True)
    trade_id: Mapped[UUID | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    mistakes: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    emotions: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=_NO_TEXTS)
    notes: Mapped[str] = mapped_column(server_default="")
    playbook: Mapped[str | None]
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    stop: Mapped[Decimal | None]
    target: Mapped[Decimal | None]
    planned_risk: Mapped[Decimal | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        reference("execution_id", "executions"),
        ForeignKeyConstraint(
            ["workspace_id", "trade_id"],
            ["trades.workspace_id", "trades.id"],
            ondelete="SET NULL (trade_id)",
        ),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("confidence BETWEEN 1 AND 5", name="confidence"),
        CheckConstraint("planned_risk > 0", name="planned_risk"),
        Index(None, "workspace_id", "trade_id"),
    )
