"""The ledger: accounts, what was executed in them, and the trades derived from that."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index, Integer, SmallInteger, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference, within_workspace


class AccountRow(InWorkspace, Base):
    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    broker: Mapped[str]
    number: Mapped[str]
    currency: Mapped[str]
    timezone: Mapped[str]
    session_ends: Mapped[time | None]
    method: Mapped[str]
    long_only: Mapped[bool]
    capital: Mapped[Decimal | None]
    exercise_view: Mapped[str] = mapped_column(server_default="printed")
    deriving: Mapped[bool] = mapped_column(server_default="false")
    revision: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        within_workspace(),
        Index(None, "workspace_id", "broker", "number", unique=True, postgresql_where=text("number <> ''")),
        CheckConstraint("method IN ('fifo', 'lifo', 'average', 'hifo', 'specific')", name="method"),
        CheckConstraint("exercise_view IN ('printed', 'economic', 'broker')", name="exercise_view"),
    )


class InstrumentRow(InWorkspace, Base):
    __tablename__ = "instruments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    symbol: Mapped[str]
    asset_class: Mapped[str]
    currency: Mapped[str]
    multiplier: Mapped[Decimal]
    underlying: Mapped[str]
    expiry: Mapped[date | None]
    strike: Mapped[Decimal | None]
    right: Mapped[str | None]

    __table_args__ = (
        within_workspace(),
        UniqueConstraint("workspace_id", "asset_class", "symbol", "currency"),
        CheckConstraint("multiplier > 0", name="multiplier"),
    )


class PositionRow(InWorkspace, Base):
    """One account's holding of one instrument; `ref` keeps apart what the broker keeps apart."""

    __tablename__ = "positions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    instrument_id: Mapped[UUID]
    ref: Mapped[str]
    quantity: Mapped[Decimal] = mapped_column(server_default="0")
    cost: Mapped[Decimal] = mapped_column(server_default="0")
    fees: Mapped[Decimal] = mapped_column(server_default="0")
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    last_at: Mapped[datetime | None]

    __table_args__ = (
        reference("account_id", "accounts"),
        reference("instrument_id", "instruments"),
        UniqueConstraint("workspace_id", "account_id", "instrument_id", "ref"),
        Index(None, "workspace_id", "instrument_id"),
    )


class ExecutionRow(InWorkspace, Base):
    """An immutable fact. `counts`: it has a live source and is not voided.

    Where it was first read stands in its own row (`import_id`, `line`, and the ordinal it had there), as most
    fills are stated once; whatever states it again is in execution_sources. No import: entered by hand, or
    every import that stated it is undone.
    """

    __tablename__ = "executions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    position_id: Mapped[UUID]
    side: Mapped[int] = mapped_column(SmallInteger)
    quantity: Mapped[Decimal]
    price: Mapped[Decimal]
    fees: Mapped[Decimal | None]
    asset_fee: Mapped[Decimal]
    rate: Mapped[Decimal | None]
    executed_at: Mapped[datetime]
    day: Mapped[date]
    time_known: Mapped[bool]
    kind: Mapped[str]
    closes: Mapped[bool]
    sequence: Mapped[int]
    ordinal: Mapped[int] = mapped_column(Integer)
    fingerprint: Mapped[str]
    delivery: Mapped[str]
    by_hand: Mapped[bool]
    import_id: Mapped[UUID | None]
    line: Mapped[int | None] = mapped_column(Integer)
    stated_ordinal: Mapped[int | None] = mapped_column(Integer)
    voided_at: Mapped[datetime | None]
    counts: Mapped[bool] = mapped_column(
        Computed("voided_at IS NULL AND (by_hand OR import_id IS NOT NULL)", persisted=True)
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        reference("position_id", "positions"),
        reference("import_id", "imports", ondelete="SET NULL (import_id)"),
        CheckConstraint("side IN (1, -1)", name="side"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(None, "workspace_id", "position_id", "executed_at"),
        Index(None, "workspace_id", "executed_at", "id"),
        Index(None, "workspace_id", "import_id"),
        Index("ix_executions_delivery", "workspace_id", "delivery", postgresql_where=text("delivery <> ''")),
    )


class ExecutionSourceRow(InWorkspace, Base):
    """Where a fill was read again, after its first source: one row for every further file and line."""

    __tablename__ = "execution_sources"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    execution_id: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("execution_id", "executions"),
        Index(None, "workspace_id", "execution_id"),
    )


class SplitRow(InWorkspace, Base):
    """A split of an instrument in an account. It counts while it is stated and not voided."""

    __tablename__ = "splits"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    instrument_id: Mapped[UUID]
    numerator: Mapped[int]
    denominator: Mapped[int]
    added: Mapped[Decimal]
    effective_at: Mapped[datetime]
    by_hand: Mapped[bool]
    voided_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        reference("account_id", "accounts"),
        reference("instrument_id", "instruments"),
        Index(None, "workspace_id", "account_id", "instrument_id"),
        Index(None, "workspace_id", "instrument_id"),
    )


class SplitSourceRow(InWorkspace, Base):
    __tablename__ = "split_sources"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    split_id: Mapped[UUID] = mapped_column(primary_key=True)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("split_id", "splits"),
        Index(None, "workspace_id", "split_id"),
    )


class RateRow(InWorkspace, Base):
    """A day's exchange rate as an import stated it: units of `base` per unit of `currency`."""

    __tablename__ = "rates"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    base: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rate: Mapped[Decimal]

    __table_args__ = (reference("import_id", "imports"), Index(None, "workspace_id", "currency", "base", "day"))


class LotPickRow(InWorkspace, Base):
    """Which lot a closing fill takes, as the trader named it (specific identification)."""

    __tablename__ = "lot_picks"

    closing_id: Mapped[UUID] = mapped_column(primary_key=True)
    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal]

    __table_args__ = (
        reference("closing_id", "executions"),
        reference("opening_id", "executions"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(None, "workspace_id", "opening_id"),
    )


class UnmatchedRow(InWorkspace, Base):
    """Units of a closing fill that found nothing open: outside every total until that is settled."""

    __tablename__ = "unmatched"

    execution_id: Mapped[UUID] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal]
    reason: Mapped[str]

    __table_args__ = (reference("execution_id", "executions"),)


class ContractRow(InWorkspace, Base):
    """What the trader says one point of a contract is worth: it goes before what the registry knows."""

    __tablename__ = "contracts"

    root: Mapped[str] = mapped_column(primary_key=True)
    multiplier: Mapped[Decimal]
    currency: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (within_workspace(), CheckConstraint("multiplier > 0", name="multiplier"))
