"""What contracts look like outside."""

from datetime import date

from pydantic import Field

from tradesense.edge.schemas import In, NumberOut, Out, PositiveIn, Text


class ContractIn(In):
    """What one point of the printed price is worth."""

    multiplier: PositiveIn
    currency: Text = Field("USD", max_length=10)


class ContractOut(Out):
    """A futures root, or a symbol, and what one point of its printed price is worth."""

    root: str = Field(examples=["ES"])
    multiplier: NumberOut
    currency: str
    exchange: str
    source: str = Field(description="Where that stands.")
    since: date | None = Field(description="The first day on which it held.")
    until: date | None = Field(description="The last day on which it held.")
    own: bool = Field(description="Stated by this workspace: it goes before the registry.")


class ContractListOut(Out):
    items: list[ContractOut]
    next_cursor: str | None
