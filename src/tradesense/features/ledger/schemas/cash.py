"""What cash events look like outside."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from tradesense.domain.cash import CashKind
from tradesense.edge.schemas import ExactIn, In, InstantIn, MoneyOut, Out, Text
from tradesense.features.ledger.schemas import Loose, SourceOut


class CashEventIn(In):
    """Money that moved without a fill, entered by hand."""

    account_id: Annotated[UUID, Loose]
    kind: Annotated[CashKind, Loose]
    amount: ExactIn = Field(description="Received > 0, paid < 0.")
    currency: str = Field("USD", max_length=10)
    occurred_at: InstantIn
    time_known: bool = True
    symbol: Text = Field("", max_length=64, description="Of what paid the dividend or bore the financing.")
    detail: Text = Field("", max_length=200)


class CashEventOut(Out):
    """One cash event: a fact, shown apart from trading results. It is voided, never changed."""

    id: UUID
    account_id: UUID
    kind: CashKind
    amount: MoneyOut = Field(description="Received > 0, paid < 0.")
    currency: str
    occurred_at: datetime
    day: date
    time_known: bool
    symbol: str
    detail: str
    by_hand: bool
    voided_at: datetime | None
    sources: list[SourceOut]


class CashEventListOut(Out):
    items: list[CashEventOut]
    next_cursor: str | None
