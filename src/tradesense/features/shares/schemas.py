"""What shares look like outside."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from tradesense.domain.sharing import Results
from tradesense.edge.schemas import In, MoneyOut, NumberOut, Out

DAYS_MAX = 366


class ShareIn(In):
    trade_id: UUID = Field(strict=False)
    results: Results = Field(Results.PERCENT, strict=False, description="R needs the trade's planned risk.")
    hides_sizes: bool = Field(True, description="Not with results in money: sizes would follow from them.")
    hides_symbol: bool = Field(False, description="Prices and times are hidden with it; days stay.")
    expires_in_days: int = Field(30, ge=1, le=DAYS_MAX)
    for_email: str | None = Field(
        None,
        min_length=3,
        max_length=254,
        pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        description="Only whoever signs in with this address may open it; null: whoever has the link.",
        examples=["coach@example.org"],
    )


class ShareOut(Out):
    id: UUID
    trade_id: UUID = Field(validation_alias="trade")
    results: Results
    hides_sizes: bool
    hides_symbol: bool
    for_email: str | None
    created_by: UUID
    created_at: datetime
    expires_at: datetime


class ShareMadeOut(ShareOut):
    trade_id: UUID
    path: str | None = Field(
        description="The link, below the application's address. Told this once: null where an answer is repeated for "
        "its `Idempotency-Key`, since its token is kept nowhere.",
        examples=["/shared#3kTMd…"],
    )


class ShareListOut(Out):
    items: list[ShareOut]
    next_cursor: str | None


class ShareTokenIn(In):
    token: str = Field(min_length=1, max_length=100, description="What follows the # in the link.")


class SharedTradeOut(Out):
    """What the link tells; null is hidden, or not known yet."""

    side: Literal["long", "short"]
    symbol: str | None
    asset_class: str
    opened_on: date
    closed_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    quantity: NumberOut | None
    entry_price: NumberOut | None
    exit_price: NumberOut | None
    results: Results
    result: MoneyOut | None = Field(description="In the currency, in R, or per cent of the entries' worth.")
    currency: str | None
    expires_at: datetime
