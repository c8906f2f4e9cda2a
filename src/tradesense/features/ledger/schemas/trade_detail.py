"""What a trade looks like with everything behind it."""

from uuid import UUID

from pydantic import Field

from tradesense.domain.lots import Method
from tradesense.edge.schemas import NumberOut
from tradesense.features.ledger.schemas import AnnotationOut, DayOut, LegOut, MatchOut, TradeOut
from tradesense.features.ledger.schemas.corporate_actions import CorporateActionOut


class TradeDetailOut(TradeOut):
    account_name: str
    multiplier: NumberOut
    method: Method
    legs: list[LegOut]
    matches: list[MatchOut]
    days: list[DayOut]
    annotation: AnnotationOut
    linked: list[UUID] = Field(description="Trades joined to it by an assignment or exercise.")
    corporate_actions: list[CorporateActionOut] = Field(description="What it went through, oldest first.")
