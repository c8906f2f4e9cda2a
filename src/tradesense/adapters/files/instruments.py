"""What a symbol of a journal or a charting platform names, where no column says what class it is of."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.symbols import (
    COINS,
    FIAT,
    STABLE,
    contract,
    looks_like_a_future,
    named,
    pair,
    paired,
    share,
)
from tradesense.domain.answers import answers, own_multiplier
from tradesense.domain.contracts import ContractUnknown, root_of
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency

FUTURES_EXCHANGES: Final = frozenset(
    {"CME", "CME_MINI", "CME_MICRO", "CME_DL", "CBOT", "CBOT_MINI", "CBOT_MICRO", "NYMEX", "NYMEX_MINI", "COMEX"}
    | {"COMEX_MINI", "CBOE", "CFE", "EUREX", "ICEUS", "ICEEUR", "ICEUSA", "SGX", "OSE", "HKEX", "MOEX"}
)
CFD_BROKERS: Final = frozenset(
    {"OANDA", "FX", "FX_IDC", "FXCM", "FOREXCOM", "CAPITALCOM", "PEPPERSTONE", "EIGHTCAP", "ICMARKETS", "BLACKBULL"}
    | {"VANTAGE", "EASYMARKETS", "SAXO", "FPMARKETS", "FUSIONMARKETS", "GLOBALPRIME", "THINKMARKETS", "TVC"}
    | {"TICKMILL", "IG", "CITYINDEX", "ACTIVTRADES", "SKILLING", "WHSELFINVEST", "SPREADEX"}
)
METALS: Final = frozenset({"XAU", "XAG", "XPT", "XPD"})
_PREFIXED: Final = re.compile(r"^([A-Z0-9_]{2,20}):(?=[A-Z0-9.^])")
_CONTINUOUS: Final = re.compile(r"^([A-Z0-9]{1,5})[1-9]!$")
_LISTED: Final = re.compile(r"^F\.[A-Z]{2}\.(?=[A-Z0-9])")
_PERPETUAL: Final = re.compile(r"\.(?:P|PERP)$")


def instrument_of(text: str, year: int, currency: Currency) -> Instrument:
    """`AAPL`, `NASDAQ:AAPL`, `ESM24`, `CME_MINI:MES1!`, `OANDA:EURUSD`, `BINANCE:BTCUSDT.P`, an option.

    A unit of a pair, a coin or a CFD is one unit of it, as these platforms count. Raises ContractUnknown for a
    future of which it is not known what a point is worth.
    """
    if answers().contracts:
        return _instrument_of(text, year, currency)  # what one workspace says is not kept for the others
    return _remembered(text, year, currency)


@lru_cache(maxsize=8_192)
def _remembered(text: str, year: int, currency: Currency) -> Instrument:
    return _instrument_of(text, year, currency)


def _instrument_of(text: str, year: int, currency: Currency) -> Instrument:
    name = named(text)
    found = _PREFIXED.match(name)
    exchange = found[1] if found else ""
    name = name[len(exchange) + 1 :] if found else name
    if (option := option_of(name, currency)) is not None:
        return option
    if continuous := _CONTINUOUS.match(name):
        return _root(name, continuous[1])
    if listed := _LISTED.match(name):
        return contract(name[listed.end() :], year)
    if exchange in FUTURES_EXCHANGES or (not exchange and looks_like_a_future(name, year)):
        return _root(name, name.lstrip("/")) if root_of(name.lstrip("/")) else contract(name, year)
    if (parts := _pair(name, exchange)) is not None:
        return paired("".join(parts), *parts)
    if len(name) == 6 and name[:3] in METALS and name[3:] in FIAT:
        return Instrument(name, AssetClass.CFD, Currency(name[3:]), _unit(name), name[:3])
    if exchange in CFD_BROKERS:
        return Instrument(name, AssetClass.CFD, currency, _unit(name), name)
    return share(name, currency)


def _unit(name: str) -> Decimal:
    """What a unit of a CFD is worth: one of its price, unless the trader said otherwise."""
    return own_multiplier(name) or Decimal(1)


def _root(name: str, root: str) -> Instrument:
    """A continuous contract: its month is not said, what a point is worth is."""
    known = root_of(root)
    if known is None:
        raise ContractUnknown(f"What a point of {name[:40]!r} is worth is not known: state its multiplier.")
    return Instrument(name.lstrip("/"), AssetClass.FUTURE, known.currency, known.multiplier, root)


def _pair(name: str, exchange: str) -> tuple[str, str] | None:
    """Base and quote: two currencies, or a coin and what it is quoted in."""
    bare = _PERPETUAL.sub("", name)
    if (parts := pair(bare)) is not None:
        return parts
    is_of_coins = bool(exchange) and exchange not in CFD_BROKERS
    for quote in (*sorted(STABLE, key=len, reverse=True), "USD", "EUR", "GBP", "BTC"):
        base = bare.removesuffix(quote)
        if base != bare and (base in COINS or (is_of_coins and quote in STABLE and 2 <= len(base) <= 10)):
            return base, quote
    return None
