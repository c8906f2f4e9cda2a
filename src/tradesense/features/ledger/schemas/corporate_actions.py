"""What corporate actions look like outside, splits among them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from tradesense.domain.corporate_action import ActionKind
from tradesense.domain.delivery import ExerciseView
from tradesense.edge.schemas import ExactIn, In, InstantIn, MoneyOut, NotNegativeIn, NumberOut, Out, PositiveIn, Text
from tradesense.features.ledger.schemas import InstrumentIn, Loose, SourceOut


class CorporateActionKind(StrEnum):
    SPLIT = "split"
    SYMBOL_CHANGE = ActionKind.SYMBOL_CHANGE.value
    SPIN_OFF = ActionKind.SPIN_OFF.value
    MERGER = ActionKind.MERGER.value
    DELISTING = ActionKind.DELISTING.value


class CashInLieuIn(In):
    """A fraction of the new units that was sold instead of delivered."""

    units: PositiveIn
    amount: ExactIn = Field(description="What was paid for them in all.")


class CorporateActionIn(In):
    """What the company gave for each old unit. A split has a ratio and nothing else."""

    account_id: Annotated[UUID, Loose]
    kind: Annotated[CorporateActionKind, Loose] = CorporateActionKind.SPLIT
    instrument: InstrumentIn
    target: InstrumentIn | None = Field(
        None, description="What the units go on under (symbol change, merger), or what was spun off."
    )
    numerator: int = Field(1, ge=1, le=1_000_000, description="New units for `denominator` old ones.")
    denominator: int = Field(1, ge=1, le=1_000_000)
    cost_share: ExactIn | None = Field(
        None, description="From 0 to below 1: the share of the cost that goes to what was received.", examples=["0.25"]
    )
    cash: ExactIn | None = Field(None, description="A merger's cash for each old unit.")
    cash_in_lieu: CashInLieuIn | None = None
    rate: PositiveIn | None = Field(
        None, description="Account currency per unit of the instrument's, for what was paid."
    )
    effective_at: InstantIn


class EffectOut(Out):
    """What it did to what was held. Units are signed: a short's are below zero."""

    given: NumberOut = Field(description="Units that were given up.")
    received: NumberOut = Field(description="Units that came instead, or beside them.")
    cost: MoneyOut = Field(description="Cost that went along with them.")
    cash: MoneyOut = Field(description="Received > 0, paid < 0.")
    applied: bool = Field(description="False: it stood aside, as the target is held the other way round.")


class CorporateActionOut(Out):
    """One action in an account: a fact. It is voided, never changed."""

    id: UUID
    kind: CorporateActionKind
    account_id: UUID
    symbol: str
    target_symbol: str | None
    currency: str
    numerator: int = Field(description="0: only the units it added are known, see `added`.")
    denominator: int
    added: NumberOut | None
    cost_share: NumberOut | None
    cash: NumberOut
    lieu_units: NumberOut | None
    lieu_amount: MoneyOut | None
    rate: NumberOut | None
    effective_at: datetime
    by_hand: bool
    voided_at: datetime | None
    effect: EffectOut | None = Field(description="Null: nothing was held, it is voided, or it is a split.")
    sources: list[SourceOut]


class CorporateActionListOut(Out):
    items: list[CorporateActionOut]
    next_cursor: str | None


class DeliveryOut(Out):
    """An exercise or assignment. `view`: how it is told, which is the broker's where the market's price is missing."""

    name: str
    underlying: str
    executed_at: datetime
    strike: NumberOut | None
    market: NumberOut | None = Field(description="The underlying's price then, as stated.")
    view: ExerciseView


class DeliveryListOut(Out):
    items: list[DeliveryOut]
    next_cursor: str | None


class MarketPriceIn(In):
    """What one share was worth on the market when it was delivered; null takes it back."""

    name: Text = Field(min_length=1, max_length=200)
    price: NotNegativeIn | None
