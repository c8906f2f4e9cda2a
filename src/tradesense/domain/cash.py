"""Cash events: money that moves in an account without a fill."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.ids import AccountId, CashEventId
from tradesense.domain.money import Currency
from tradesense.domain.number import plain


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


class CashEvent(NamedTuple):
    """One of them, in an account. `amount`: received > 0, paid < 0; `line` of the file, 0 when entered by hand.

    day         the printed date, else the civil day in the account's zone
    symbol      of what paid the dividend or bore the financing; '' where that is not said
    """

    id: CashEventId
    line: int
    account: AccountId
    kind: CashKind
    amount: Decimal
    currency: Currency
    occurred_at: datetime
    day: date
    time_known: bool
    symbol: str
    detail: str
    fingerprint: str


def identity_of_cash(kind: CashKind, currency: Currency, amount: Decimal, symbol: str, at: datetime) -> str:
    """What an event without the broker's number is recognised by, beside which of the identical rows of its
    file it is. The symbol: two shares may pay the same dividend on the same day."""
    return "|".join((kind, currency, plain(amount), symbol, at.isoformat()))
