"""Corporate actions that move lots from one instrument to another, and what they did to each position."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, func
from sqlalchemy.orm import Mapped, mapped_column

from tradesense.db.base import Base, InWorkspace, reference


class CorporateActionRow(InWorkspace, Base):
    """One action in an account (domain.corporate_action). It counts while it is stated and not voided."""

    __tablename__ = "corporate_actions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    kind: Mapped[str]
    instrument_id: Mapped[UUID]
    target_id: Mapped[UUID | None]
    numerator: Mapped[int]
    denominator: Mapped[int]
    cost_share: Mapped[Decimal | None]
    cash: Mapped[Decimal]
    lieu_units: Mapped[Decimal | None]
    lieu_amount: Mapped[Decimal | None]
    rate: Mapped[Decimal | None]
    effective_at: Mapped[datetime]
    by_hand: Mapped[bool]
    voided_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        reference("account_id", "accounts"),
        reference("instrument_id", "instruments"),
        reference("target_id", "instruments"),
        CheckConstraint("kind IN ('symbol_change', 'spin_off', 'merger', 'delisting')", name="kind"),
        CheckConstraint("numerator > 0 AND denominator > 0", name="ratio"),
        CheckConstraint("cost_share >= 0 AND cost_share < 1", name="cost_share"),
        CheckConstraint("target_id <> instrument_id", name="target"),
        Index(None, "workspace_id", "account_id"),
        Index(None, "workspace_id", "instrument_id"),
        Index(None, "workspace_id", "target_id"),
    )


class CorporateActionSourceRow(InWorkspace, Base):
    __tablename__ = "corporate_action_sources"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    action_id: Mapped[UUID] = mapped_column(primary_key=True)

    __table_args__ = (
        reference("import_id", "imports"),
        reference("action_id", "corporate_actions"),
        Index(None, "workspace_id", "action_id"),
    )


class CorporateActionEffectRow(InWorkspace, Base):
    """What an action did to a position that was open: derived with the trades (domain.linked.Effect)."""

    __tablename__ = "corporate_action_effects"

    action_id: Mapped[UUID] = mapped_column(primary_key=True)
    position_id: Mapped[UUID] = mapped_column(primary_key=True)
    target_id: Mapped[UUID | None]
    given: Mapped[Decimal]
    received: Mapped[Decimal]
    cost: Mapped[Decimal]
    cash: Mapped[Decimal]
    applied: Mapped[bool]

    __table_args__ = (
        reference("action_id", "corporate_actions"),
        reference("position_id", "positions"),
        reference("target_id", "positions"),
        Index(None, "workspace_id", "position_id"),
        Index(None, "workspace_id", "target_id"),
    )


class ExercisePriceRow(InWorkspace, Base):
    """The market's price of what an exercise or assignment delivered, as the trader states it."""

    __tablename__ = "exercise_prices"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery: Mapped[str] = mapped_column(primary_key=True)
    price: Mapped[Decimal]

    __table_args__ = (reference("account_id", "accounts"), CheckConstraint("price >= 0", name="price"))
