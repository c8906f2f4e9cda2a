"""What is traded: its class, its currency, and how much one unit of price is worth."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.money import Currency
from tradesense.domain.number import plain


class AssetClass(StrEnum):
    EQUITY = "equity"
    OPTION = "option"
    FUTURE = "future"
    FOREX = "forex"
    CRYPTO = "crypto"
    CFD = "cfd"
    INDEX = "index"


MARGIN_CLASSES = frozenset({AssetClass.FUTURE, AssetClass.FOREX, AssetClass.CFD, AssetClass.INDEX})
"""Classes of which only the profit changes hands: it converts at the closing fill's rate (decision 13)."""

SESSION_CLASSES = frozenset({AssetClass.FUTURE, AssetClass.FOREX})
"""Classes whose trading day ends at 17:00 New York unless the account says otherwise (ledger.md, rule 6)."""


class Right(StrEnum):
    CALL = "call"
    PUT = "put"


class Instrument(NamedTuple):
    """One tradable thing. `multiplier`: money per 1.0 of price per unit (ES 50, an equity option 100)."""

    symbol: str
    asset_class: AssetClass
    currency: Currency
    multiplier: Decimal = Decimal(1)
    underlying: str = ""
    expiry: date | None = None
    strike: Decimal | None = None
    right: Right | None = None

    @property
    def key(self) -> str:
        """What makes it this one and no other. The multiplier is a fact about it, not its identity."""
        return "|".join((self.asset_class, self.symbol, self.currency))

    @property
    def is_margin(self) -> bool:
        return self.asset_class in MARGIN_CLASSES


def option(
    underlying: str, expiry: date, strike: Decimal, right: Right, currency: Currency, multiplier: Decimal
) -> Instrument:
    """An option under one symbol whatever dialect named it: `AAPL 2026-01-17 150 C`."""
    root = underlying.strip().upper()
    symbol = f"{root} {expiry.isoformat()} {plain(strike)} {right.value[0].upper()}"
    return Instrument(symbol, AssetClass.OPTION, currency, multiplier, root, expiry, strike, right)


def equity(symbol: str, currency: Currency) -> Instrument:
    name = symbol.strip().upper()
    return Instrument(name, AssetClass.EQUITY, currency, underlying=name)
