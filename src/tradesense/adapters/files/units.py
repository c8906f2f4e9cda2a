"""Currencies as quotes name them: some exchanges quote in a hundredth (pence, cents, agorot)."""

from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.domain.money import Currency, currency

_HUNDREDTHS: Final = {
    "GBX": "GBP",
    "GBp": "GBP",
    "GBPp": "GBP",
    "GBPX": "GBP",
    "ZAc": "ZAR",
    "ZAC": "ZAR",
    "ILA": "ILS",
    "ILa": "ILS",
    "ILX": "ILS",
}
_DIALECTS: Final = {"CAN": "CAD", "US": "USD", "USA": "USD", "€": "EUR", "$": "USD", "£": "GBP"}


class Unit(NamedTuple):
    """What a printed price is counted in: `worth` of `currency` for each 1 printed."""

    currency: Currency
    worth: Decimal


def unit_of(text: str) -> Unit:
    """`GBX` is a hundredth of GBP; `EUR` is itself. Raises CurrencyInvalid."""
    name = text.strip()
    if whole := _HUNDREDTHS.get(name):
        return Unit(Currency(whole), Decimal("0.01"))
    return Unit(currency(_DIALECTS.get(name, name)), Decimal(1))
