"""What the ledger looks like outside. Money, prices and quantities are decimal strings."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from tradesense.domain.delivery import ExerciseView
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.filters.fields import FieldKind
from tradesense.domain.instrument import AssetClass, Right
from tradesense.domain.lots import Method
from tradesense.domain.trade import TradeStatus
from tradesense.edge.schemas import (
    CONTROLS,
    ExactIn,
    In,
    InstantIn,
    MoneyOut,
    NumberOut,
    Out,
    PositiveIn,
    Says,
    Text,
    TimeOfDayIn,
    TimeOfDayOut,
)

LABEL_CHARACTERS_MAX = 40
LABELS_MAX = 30
NOTES_CHARACTERS_MAX = 20_000

Loose = Field(strict=False)
_LABEL = r"^[^,\"\s](?:[^,\"]*[^,\"\s])?$"
Label = Annotated[
    Text,
    Field(min_length=1, max_length=LABEL_CHARACTERS_MAX, pattern=_LABEL),
    Says(pattern=_LABEL.replace("[^", f"[^{CONTROLS}")),
]
Labels = Annotated[list[Label], Field(max_length=LABELS_MAX)]


class AccountOut(Out):
    """A trading account. `method` settles which lot is realised when, never a trade's total."""

    id: UUID
    name: str
    broker: str
    number: str
    currency: str = Field(examples=["USD"])
    timezone: str = Field(examples=["America/New_York"])
    session_ends: TimeOfDayOut | None = Field(description="End of its trading day; null: by asset class.")
    method: Method
    long_only: bool = Field(description="A cash account: what exceeds a position is unmatched, not short.")
    exercise_view: ExerciseView = Field(description="How exercise and assignment share their money out.")
    capital: MoneyOut | None = Field(description="Money it began with; returns and percentages need it.")
    deriving: bool = Field(description="Its trades are being derived anew; figures are those before the change.")
    created_at: datetime


class AccountListOut(Out):
    items: list[AccountOut]
    next_cursor: str | None


class AccountIn(In):
    name: Text = Field(min_length=1, max_length=80)
    broker: Text = Field("", max_length=60)
    number: Text = Field("", max_length=60)
    currency: str = Field("USD", max_length=10)
    timezone: str | None = Field(None, max_length=60)
    session_ends: TimeOfDayIn | None = None
    method: Annotated[Method, Loose] = Method.FIFO
    long_only: bool = False
    exercise_view: Annotated[ExerciseView, Loose] = ExerciseView.PRINTED
    capital: PositiveIn | None = None


class AccountChangeIn(In):
    """Leave out what stays."""

    name: Text | None = Field(None, min_length=1, max_length=80)
    currency: str | None = Field(None, max_length=10)
    timezone: str | None = Field(None, max_length=60)
    session_ends: TimeOfDayIn | None = None
    method: Annotated[Method, Loose] | None = None
    long_only: bool | None = None
    exercise_view: Annotated[ExerciseView, Loose] | None = None
    capital: PositiveIn | None = None


class InstrumentIn(In):
    """What was traded. Futures are known by their name; anything else with a multiplier states it."""

    symbol: Text = Field(min_length=1, max_length=64, examples=["AAPL"])
    asset_class: Annotated[AssetClass, Loose] = AssetClass.EQUITY
    currency: str = Field("USD", max_length=10)
    multiplier: PositiveIn | None = None
    underlying: Text = Field("", max_length=64)
    expiry: Annotated[date, Loose] | None = None
    strike: ExactIn | None = None
    right: Annotated[Right, Loose] | None = None

    @model_validator(mode="after")
    def _options_are_whole(self) -> "InstrumentIn":
        if self.asset_class is AssetClass.OPTION and None in (self.expiry, self.strike, self.right):
            raise ValueError("an option needs its expiry, strike and right")
        return self


class ExecutionIn(In):
    """One fill, entered by hand."""

    account_id: Annotated[UUID, Loose]
    instrument: InstrumentIn
    side: Literal["buy", "sell"]
    quantity: PositiveIn
    price: ExactIn
    fees: ExactIn | None = Field(None, description="Cost > 0, rebate < 0; null: not known.")
    fees_confirmed: bool = Field(False, description="The fees are right, though more than was traded for.")
    executed_at: InstantIn
    time_known: bool = True
    kind: Annotated[ExecutionKind, Loose] = ExecutionKind.TRADE
    closes: bool = Field(False, description="It closes: what exceeds the position is unmatched, never a short.")
    asset_fee: ExactIn | None = Field(None, description="Units of the traded asset kept by the venue.")
    rate: PositiveIn | None = Field(None, description="Account currency per unit of the instrument's currency.")


class SourceOut(Out):
    """Where a fill was read."""

    import_id: UUID
    file_name: str
    line: int


class ExecutionOut(Out):
    """One fill: a fact. It is voided, never changed or deleted."""

    id: UUID
    account_id: UUID
    symbol: str
    asset_class: AssetClass
    currency: str
    side: Literal["buy", "sell"]
    quantity: NumberOut
    price: NumberOut
    fees: MoneyOut | None
    asset_fee: NumberOut
    executed_at: datetime
    day: date
    time_known: bool
    kind: ExecutionKind
    closes: bool
    by_hand: bool
    counts: bool = Field(description="False once it is voided, or every import that stated it is undone.")
    voided_at: datetime | None
    unmatched: NumberOut | None = Field(description="Units that found nothing open to close.")
    sources: list[SourceOut]


class ExecutionListOut(Out):
    items: list[ExecutionOut]
    next_cursor: str | None


class LotPickIn(In):
    opening_id: Annotated[UUID, Loose]
    quantity: PositiveIn


class LotsIn(In):
    """Which lots a closing fill takes, for accounts with the method `specific`."""

    lots: list[LotPickIn] = Field(max_length=200)


class TradeOut(Out):
    """A round trip, from flat to flat. Amounts are in `currency`, `base_*` in the account's."""

    id: UUID
    account_id: UUID
    symbol: str
    underlying: str
    asset_class: AssetClass
    currency: str
    side: Literal["long", "short"]
    status: TradeStatus
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None
    closed_on: date | None
    closed_by: ExecutionKind | None
    times_known: bool
    quantity: NumberOut = Field(description="Units entered, in today's units.")
    exit_quantity: NumberOut
    entry_price: NumberOut
    exit_price: NumberOut | None
    gross: MoneyOut
    fees: MoneyOut
    fees_known: bool = Field(description="False: a file did not state its fees, so net is before those.")
    net: MoneyOut
    base_currency: str
    base_net: MoneyOut | None = Field(description="Null: no exchange rate is known; not in any total.")
    held_seconds: int | None
    executions: int
    entries: int
    risk: MoneyOut | None
    r: float | None = Field(description="Net ÷ initial risk; null without a stop or planned risk.")
    tags: list[str]
    mistakes: list[str]
    emotions: list[str]
    playbook: str | None
    rating: int | None
    confidence: int | None
    stop: NumberOut | None
    target: NumberOut | None
    has_notes: bool


class FilterFieldOut(Out):
    """A field of the filter language, with the values to offer for it."""

    name: str = Field(examples=["symbol"])
    kind: FieldKind
    meaning: str
    values: list[str] = Field(description="Choices, or what the workspace holds, most useful first; may be cut.")


class FilterFieldListOut(Out):
    items: list[FilterFieldOut]
    next_cursor: str | None


class TradeListOut(Out):
    items: list[TradeOut]
    next_cursor: str | None
    total: int | None = Field(description="With `include=total`.")


class MatchOut(Out):
    """Units of an exit matched with units of an entry: how the profit comes about, step by step."""

    closing_id: UUID
    opening_id: UUID
    quantity: NumberOut
    cost: MoneyOut
    proceeds: MoneyOut
    gross: MoneyOut
    fees: MoneyOut
    net: MoneyOut


class LegOut(Out):
    """The part of one fill that belongs to the trade."""

    execution: ExecutionOut
    role: Literal["entry", "exit"]
    quantity: NumberOut
    fees: MoneyOut
    position: NumberOut = Field(description="Units open after it, signed.")
    realised: MoneyOut | None = Field(description="Gross realised by it; null for an entry.")


class DayOut(Out):
    """What one day's exits realised."""

    day: date
    gross: MoneyOut
    fees: MoneyOut
    net: MoneyOut


class AnnotationOut(Out):
    """What the trader says of the trade. `merged`: gathered from several entry legs."""

    tags: list[str]
    mistakes: list[str]
    emotions: list[str]
    notes: str
    playbook: str | None
    rating: int | None
    confidence: int | None
    stop: NumberOut | None
    target: NumberOut | None
    planned_risk: MoneyOut | None
    merged: bool


class AnnotationIn(In):
    """Leave out what stays; null empties."""

    tags: Labels | None = None
    mistakes: Labels | None = None
    emotions: Labels | None = None
    notes: Text | None = Field(None, max_length=NOTES_CHARACTERS_MAX)
    playbook: Text | None = Field(None, max_length=80)
    rating: int | None = Field(None, ge=1, le=5)
    confidence: int | None = Field(None, ge=1, le=5)
    stop: ExactIn | None = None
    target: ExactIn | None = None
    planned_risk: PositiveIn | None = None


class TagOut(Out):
    name: str
    trades: int


class TagListOut(Out):
    items: list[TagOut]
    next_cursor: str | None
