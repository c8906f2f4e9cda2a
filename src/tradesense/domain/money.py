"""Money: an amount that knows its currency."""

from decimal import Decimal
from typing import NamedTuple, NewType

from tradesense.domain.problem import Kind, Problem

Currency = NewType("Currency", str)
"""ISO 4217 letters, or a crypto asset's ticker: upper case, 3 to 10 letters or digits."""


class CurrencyMismatch(Problem):
    code, kind, title = "money.currency_mismatch", Kind.CONFLICT, "Two currencies cannot be added."


class CurrencyInvalid(Problem):
    code, kind, title = "money.currency_invalid", Kind.INVALID, "The currency is not one."


class Money(NamedTuple):
    """An exact amount in one currency; adding another currency raises."""

    amount: Decimal
    currency: Currency

    def plus(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} need a rate to be added.")
        return Money(self.amount + other.amount, self.currency)


def currency(text: str) -> Currency:
    """The currency written in `text`, in upper case; raises CurrencyInvalid."""
    code = text.strip().upper()
    if not (3 <= len(code) <= 10 and code.isascii() and code.isalnum() and code[0].isalpha()):
        raise CurrencyInvalid(f"{text[:20]!r} is not a currency code such as USD.")
    return Currency(code)
