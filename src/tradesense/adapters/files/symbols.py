"""What a symbol names: shares, futures, currency pairs, coins. Remembered, since files repeat them."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tradesense.adapters.files.values import CellInvalid, words
from tradesense.domain.answers import answers
from tradesense.domain.contracts import ContractUnknown, future, is_future
from tradesense.domain.instrument import AssetClass, Instrument, equity
from tradesense.domain.money import Currency

SYMBOL_CHARACTERS_MAX: Final = 64

USD: Final = Currency("USD")
FIAT: Final = words(
    "AED AUD BGN BRL CAD CHF CLP CNH CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW KWD MXN MYR NOK NZD PHP PLN "
    "QAR RON RUB SAR SEK SGD THB TRY TWD USD ZAR"
)
STABLE: Final = frozenset({"USDT", "USDC", "BUSD", "DAI", "FDUSD", "TUSD"})
COINS: Final = words("ADA AVAX BCH BNB BTC DOGE DOT ETC ETH LINK LTC SOL TRX XBT XLM XMR XRP")

_PAIR: Final = re.compile(r"^([A-Z0-9]{2,10})[./_-]([A-Z]{3,5})$")
_CONTRACT: Final = re.compile(r"^(?:[A-Z][A-Z0-9]|[0-9][A-Z])[A-Z0-9]?[FGHJKMNQUVXZ](?P<year>[0-9]{1,2})$")
_YEARS_AHEAD: Final = 2


def named(text: str) -> str:
    """The symbol in `text`, in upper case, if it can be shown as it is; else CellInvalid.

    Control and format characters (such as the mark that turns text around) would make it look like another.
    """
    name = " ".join(text.split()).upper()
    if not name:
        raise CellInvalid("The row names no instrument.")
    if len(name) > SYMBOL_CHARACTERS_MAX or not name.isprintable():
        raise CellInvalid(
            f"The symbol's cell: {name[:40]!r} cannot be a symbol: at most {SYMBOL_CHARACTERS_MAX} printable characters."
        )
    return name


@lru_cache(maxsize=8_192)
def share(text: str, currency: Currency) -> Instrument:
    """A share, a fund, a warrant: one unit of price is one unit of money."""
    return equity(named(text), currency)


def contract(text: str, year: int) -> Instrument:
    """The future that `text` names, traded in `year`; raises ContractUnknown."""
    if answers().contracts:
        return future(named(text), date(year, 1, 1))  # what one workspace says is not kept for the others
    return _contract(text, year)


@lru_cache(maxsize=2_048)
def _contract(text: str, year: int) -> Instrument:
    return future(named(text), date(year, 1, 1))


def stated_contract(text: str, on: date, currency: Currency, multiplier: Decimal | None) -> Instrument:
    """A future whose file states its multiplier: what is stated wins over what is known."""
    if multiplier is None:
        return contract(text, on.year)
    try:
        known = contract(text, on.year)
    except ContractUnknown:
        name = named(text)
        return Instrument(name, AssetClass.FUTURE, currency, multiplier, name)
    return known._replace(multiplier=multiplier, currency=currency)


def pair(text: str) -> tuple[str, str] | None:
    """Base and quote of `EUR.USD`, `BTC/USDT`, `EURUSD`; None for anything else."""
    name = text.strip().upper()
    if found := _PAIR.match(name):
        base, quote = found.groups()
        return (base, quote) if quote in FIAT | STABLE and (base in FIAT | COINS or "." not in name) else None
    if len(name) == 6 and name[:3] in FIAT and name[3:] in FIAT:
        return name[:3], name[3:]
    return None


def paired(text: str, base: str, quote: str, multiplier: Decimal = Decimal(1)) -> Instrument:
    """A currency pair or a coin: quantity in units of `base`, price in `quote`."""
    asset_class = AssetClass.FOREX if base in FIAT and quote in FIAT else AssetClass.CRYPTO
    return Instrument(named(text), asset_class, Currency(quote), multiplier, base)


def looks_like_a_future(text: str, year: int) -> bool:
    """Whether a future is named: by a known root, a slash in front (`/ABC`), or the shape of one that expires
    in the year it traded or the two after (`ABCH6`) — which neither `ABEV3` nor the index `CHN50` does."""
    name = text.strip().upper()
    if name.startswith("/") or is_future(name, date(year, 1, 1)):
        return True
    found = _CONTRACT.match(name)
    if found is None:
        return False
    printed = int(found["year"])
    return (printed - year) % (10 if printed < 10 else 100) <= _YEARS_AHEAD
