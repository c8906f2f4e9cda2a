"""Currencies, as codes."""

from typing import NewType

from tradesense.domain.problem import Kind, Problem

Currency = NewType("Currency", str)
"""ISO 4217 letters, or a crypto asset's ticker: upper case, 3 to 10 letters or digits."""


class CurrencyInvalid(Problem):
    code, kind, title = "money.currency_invalid", Kind.INVALID, "The currency is not one."


def currency(text: str) -> Currency:
    """The currency written in `text`, in upper case; raises CurrencyInvalid."""
    code = text.strip().upper()
    if not (3 <= len(code) <= 10 and code.isascii() and code.isalnum() and code[0].isalpha()):
        raise CurrencyInvalid(f"{text[:20]!r} is not a currency code such as USD.")
    return Currency(code)
