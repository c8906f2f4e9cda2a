"""Contract facts: what one point of a future is worth. Known or asked, never guessed.

Sources: the exchanges' contract specifications (CME Group, Cboe, ICE, Eurex), as published in 2026.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.domain.answers import answers
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency
from tradesense.domain.problem import Kind, Problem

MONTH_CODES: Final = "FGHJKMNQUVXZ"
_MONTH_NAMES: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

EQUITY_OPTION_MULTIPLIER: Final = Decimal(100)
FOREX_LOT: Final = Decimal(100_000)
"""Units of the base currency in one standard lot, as MetaTrader and cTrader count."""


class ContractUnknown(Problem):
    code, kind, title = "contract.unknown", Kind.INVALID, "The contract's multiplier is not known."


class Root(NamedTuple):
    """A futures root: money per point of the printed price, its currency, its exchange, and the first and the
    last day of trading on which that held (None: as long as it is listed)."""

    multiplier: Decimal
    currency: Currency
    exchange: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


SOURCES: Final = {
    "CME": "CME Group, contract specifications (Rulebook, Chapters 8 to 10, Equity, FX and Crypto products)",
    "CBOT": "CME Group, CBOT Rulebook, contract specifications",
    "NYMEX": "CME Group, NYMEX Rulebook, contract specifications",
    "COMEX": "CME Group, COMEX Rulebook, contract specifications",
    "CFE": "Cboe Futures Exchange, Rulebook Chapter 12; VX: rescaled tenfold on 2007-03-26",
    "EUREX": "Eurex, Contract Specifications for Futures Contracts",
}
"""Where each exchange states what a point of its contracts is worth; all as published in 2026."""


def root_of(name: str, on: date | None = None) -> Root | None:
    """What is known of a root: what the trader said, else the registry's for that day (None: for today's)."""
    said = answers().contracts.get(name)
    if said is not None:
        return Root(said.multiplier, said.currency, "")
    return next((one for one in ROOTS.get(name, ()) if (one.until is None if on is None else one.holds(on))), None)


def _roots() -> dict[str, tuple[Root, ...]]:
    found: dict[str, tuple[Root, ...]] = {}
    for row in _SPECIFICATIONS.split("\n"):
        if row.strip():
            names, multiplier, currency, exchange, *days = row.split()
            since, _, until = (days[0] if days else "..").partition("..")
            root = Root(
                Decimal(multiplier),
                Currency(currency),
                exchange,
                date.fromisoformat(since) if since else None,
                date.fromisoformat(until) if until else None,
            )
            for name in names.split(","):
                found[name] = (*found.get(name, ()), root)
    return found


# One line per specification: the roots it holds for, the multiplier, the currency, the exchange, the days it held.
_SPECIFICATIONS: Final = """
ES 50 USD CME
MES 5 USD CME
NQ 20 USD CME
MNQ 2 USD CME
RTY 50 USD CME
M2K 5 USD CME
YM 5 USD CBOT
MYM 0.5 USD CBOT
EMD 100 USD CME
NKD 5 USD CME
6A 100000 USD CME
6B 62500 USD CME
6C 100000 USD CME
6E 125000 USD CME
6J 12500000 USD CME
6M 500000 USD CME
6N 100000 USD CME
6S 125000 USD CME
M6A 10000 USD CME
M6B 6250 USD CME
M6E 12500 USD CME
E7 62500 USD CME
BTC 5 USD CME
MBT 0.1 USD CME
ETH 50 USD CME
MET 0.1 USD CME
CL,BZ 1000 USD NYMEX
MCL 100 USD NYMEX
QM 500 USD NYMEX
NG 10000 USD NYMEX
MNG 1000 USD NYMEX
QG 2500 USD NYMEX
RB,HO 42000 USD NYMEX
PL 50 USD NYMEX
PA 100 USD NYMEX
GC 100 USD COMEX
MGC 10 USD COMEX
QO 50 USD COMEX
SI 5000 USD COMEX
SIL 1000 USD COMEX
QI 2500 USD COMEX
HG 25000 USD COMEX
MHG 2500 USD COMEX
ZT 2000 USD CBOT
ZF,ZN,ZB,UB,TN 1000 USD CBOT
ZC,ZS,ZW,KE,ZO 50 USD CBOT
XC,XK,XW 10 USD CBOT
ZM 100 USD CBOT
ZL 600 USD CBOT
LE,HE 400 USD CME
GF 500 USD CME
SP 500 USD CME ..1997-10-31
SP 250 USD CME 1997-11-03..2021-09-17
VX 100 USD CFE ..2007-03-25
VX 1000 USD CFE 2007-03-26..
VXM 100 USD CFE
FDAX 25 EUR EUREX
FDXM 5 EUR EUREX
FDXS 1 EUR EUREX
FESX 10 EUR EUREX
FSXE 1 EUR EUREX
FGBL,FGBM,FGBS 1000 EUR EUREX
"""
ROOTS: Final = _roots()

_CODED = re.compile(rf"^(?P<root>[A-Z0-9]{{1,4}}?)(?P<month>[{MONTH_CODES}])(?P<year>\d{{1,2}}|\d{{4}})$")
_SPELLED = re.compile(r"^(?P<root>[A-Z0-9]{1,4})[ _-]+(?P<month>[A-Z]{3}|\d{2})[ -]?(?P<year>\d{2}|\d{4})$")


def future(text: str, on: date) -> Instrument:
    """The futures contract that `text` names: `ESH6`, `/NQM26`, `MES JUN26`, `NQ 06-26`, `CM.MNQU6`.

    `on`: a day it traded, which settles the decade of a one-digit year. The symbol is root, month
    code and two-digit year (`ESH26`). Raises ContractUnknown when the root or the shape is not known.
    """
    name = text.strip().upper().lstrip("/").rpartition(".")[2].split(":")[0]
    found = _CODED.match(name) or _SPELLED.match(name)
    root = found and root_of(found["root"], on)
    month = found and _month(found["month"])
    if not (found and root and month):
        raise ContractUnknown(f"The multiplier of {text.strip()[:40]!r} is not known: state it, or name the contract.")
    year = _year(found["year"], on)
    symbol = f"{found['root']}{MONTH_CODES[month - 1]}{year % 100:02d}"
    return Instrument(
        symbol, AssetClass.FUTURE, root.currency, root.multiplier, found["root"], expiry=date(year, month, 1)
    )


def is_future(text: str, on: date) -> bool:
    try:
        future(text, on)
    except ContractUnknown:
        return False
    return True


def _month(text: str) -> int | None:
    if text in _MONTH_NAMES:
        return _MONTH_NAMES.index(text) + 1
    if len(text) == 1:
        return MONTH_CODES.index(text) + 1
    return int(text) if text.isdigit() and 1 <= int(text) <= 12 else None


def _year(text: str, on: date) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) == 2:
        return on.year // 100 * 100 + int(text)
    # The first year ending in that digit from one year before the trade: contracts trade ahead of expiry.
    return next(year for year in range(on.year - 1, on.year + 10) if year % 10 == int(text))
