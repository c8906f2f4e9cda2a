"""Money that moves without a fill, and what brokers' statements print: balances, positions, results."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference


class CashEventRow(InWorkspace, Base):
    """A fact, as executions are: it is voided, never changed. `amount`: received > 0, paid < 0.

    It counts while a live import states it, or its owner entered it by hand, and it is not voided.
    """

    __tablename__ = "cash_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    kind: Mapped[str]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    occurred_at: Mapped[datetime]
    day: Mapped[date]
    time_known: Mapped[bool]
    symbol: Mapped[str]
    detail: Mapped[str]
    fingerprint: Mapped[str]
    by_hand: Mapped[bool]
    voided_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        reference("account_id", "accounts"),
        CheckConstraint(
            "kind IN ('deposit', 'withdrawal', 'transfer', 'dividend', 'interest', 'fee', 'tax', 'funding')",
            name="kind",
        ),
        Index(None, "workspace_id", "account_id", "day"),
        Index(None, "workspace_id", "occurred_at", "id"),
    )


class CashEventSourceRow(InWorkspace, Base):
    """Where a cash event was read: one row for every file and line that states it."""

    __tablename__ = "cash_event_sources"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    cash_event_id: Mapped[UUID] = mapped_column(primary_key=True)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("cash_event_id", "cash_events"),
        Index(None, "workspace_id", "cash_event_id"),
    )


class StatedBalanceRow(InWorkspace, Base):
    """An account's cash in one currency at the end of a day, as an import's file prints it."""

    __tablename__ = "stated_balances"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal]
    line: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("account_id", "accounts"),
        Index(None, "workspace_id", "account_id"),
    )


class StatedPositionRow(InWorkspace, Base):
    """What an account held of an instrument at the end of a day, as an import's file prints it; short < 0.

    The instrument by its name, not by reference: a holding says nothing of multipliers.
    """

    __tablename__ = "stated_positions"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_class: Mapped[str] = mapped_column(primary_key=True)
    symbol: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    quantity: Mapped[Decimal]
    line: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("account_id", "accounts"),
        Index(None, "workspace_id", "account_id"),
    )


class StatedProfitRow(InWorkspace, Base):
    """What an instrument realised in an account over some days, both included, as an import's file prints it.

    `paid_in`: the currency of the amount, which may be the account's rather than the instrument's.
    """

    __tablename__ = "stated_profits"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_class: Mapped[str] = mapped_column(primary_key=True)
    symbol: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    paid_in: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date] = mapped_column(primary_key=True)
    realised: Mapped[Decimal]
    line: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("account_id", "accounts"),
        Index(None, "workspace_id", "account_id"),
    )
