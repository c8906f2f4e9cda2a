"""Cash events: money that moves in an account without a fill."""

from enum import StrEnum


class CashKind(StrEnum):
    """What a cash event is. `transfer`: between the trader's own accounts or currencies."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"
    DIVIDEND = "dividend"
    INTEREST = "interest"
    FEE = "fee"
    TAX = "tax"
    FUNDING = "funding"
