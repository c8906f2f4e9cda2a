"""Options under every broker's spelling, as one instrument.

OCC `AAPL  260117C00150000` · IBKR `NVDA 18JUL25 150 C` · Schwab `SPY 03/21/2025 500.00 C` · Fidelity
`-NVDA260710P195` · thinkorswim `AAPL 100 19 JUN 26 200 CALL`, `.SPY260619C500` · E*TRADE
`PUT  MDB    07/17/26   312.500`, `AAPL Jan 17 '26 $150 Call` · Robinhood `SPY 4/17/2026 Call $500.00`.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tradesense.adapters.files.symbols import named
from tradesense.adapters.files.values import MONTHS, CellInvalid, number
from tradesense.domain.answers import own_multiplier
from tradesense.domain.contracts import EQUITY_OPTION_MULTIPLIER, ContractUnknown, root_of
from tradesense.domain.instrument import Instrument, Right, option
from tradesense.domain.money import Currency

TEXT_CHARACTERS_MAX: Final = 120

_ROOT: Final = r"(?P<root>\^?[A-Z][A-Z0-9]{0,5}(?:[./ ][A-Z]{1,2})?)"
_RIGHT: Final = r"(?P<right>C|P|CALL|PUT)"
_STRIKE: Final = r"\$?(?P<strike>[0-9,]*\.?[0-9]+)"
_SLASHED: Final = r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})"
_DIALECTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[-.]?{_ROOT}\s*(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?P<right>[CP])(?P<occ>[0-9]{{8}})$",
        (
            rf"^[-.]?{_ROOT}(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?P<right>[CP])"
            r"(?P<strike>[0-9]{1,6}(?:\.[0-9]{1,4})?)$"
        ),
        rf"^{_ROOT}\s+(?P<day>[0-9]{{1,2}})(?P<month>[A-Z]{{3}})(?P<year>[0-9]{{2}})\s+{_STRIKE}\s+{_RIGHT}$",
        rf"^{_ROOT}\s+{_SLASHED}\s+{_STRIKE}\s+{_RIGHT}$",
        rf"^{_ROOT}\s+{_SLASHED}\s+{_RIGHT}\s+{_STRIKE}$",
        rf"^{_RIGHT}\s+{_ROOT}\s+{_SLASHED}\s+{_STRIKE}$",
        rf"^{_ROOT}\s+(?P<month>[A-Z]{{3}})\s+(?P<day>[0-9]{{1,2}})\s+'(?P<year>[0-9]{{2}})\s+{_STRIKE}\s+{_RIGHT}$",
        (
            rf"^{_ROOT}\s+(?P<multiplier>[0-9]{{1,5}})\s+(?:\([^)]*\)\s+)?(?P<day>[0-9]{{1,2}})\s+(?P<month>[A-Z]{{3}})\s+"
            rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})(?:\s+\[[^\]]*\])?\s+{_STRIKE}\s+{_RIGHT}$"
        ),
        rf"^{_RIGHT}\s+\({_ROOT}\)\s.*?(?P<month>[A-Z]{{3}})\s+(?P<day>[0-9]{{1,2}})\s+(?P<year>[0-9]{{2}})\s+{_STRIKE}\b.*$",
    )
)


def option_of(text: str, currency: Currency, multiplier: Decimal | None = None) -> Instrument | None:
    """The option that `text` names, or None when it names none. `multiplier`: as the file states it.

    Raises CellInvalid for an impossible expiry, ContractUnknown for an adjusted contract (`AAPL1`) of which
    no multiplier is stated: those are not worth 100.
    """
    return _option_of(text, currency, multiplier) if len(text) <= TEXT_CHARACTERS_MAX else None


@lru_cache(maxsize=8_192)
def _option_of(text: str, currency: Currency, multiplier: Decimal | None) -> Instrument | None:
    name = " ".join(text.split()).upper()
    found = next((match for dialect in _DIALECTS if (match := dialect.match(name))), None)
    if found is None:
        return None
    said = found.groupdict()
    strike = Decimal(said["occ"]) / 1000 if said.get("occ") else number(said["strike"])
    printed = Decimal(said["multiplier"]) if said.get("multiplier") else None
    return stated_option(
        said["root"],
        _expiry(said["year"], said["month"], said["day"]),
        strike,
        said["right"],
        currency,
        multiplier or printed,
    )


def stated_option(
    root: str, expiry: date, strike: Decimal, right: str, currency: Currency, multiplier: Decimal | None
) -> Instrument:
    """An option whose parts the file states apart; worth 100 of its underlying unless stated or adjusted."""
    underlying = named(root)
    multiplier = multiplier or own_multiplier(underlying)
    if multiplier is None:
        if underlying[-1].isdigit():
            raise ContractUnknown(f"{underlying} is an adjusted option: state its multiplier.")
        multiplier = EQUITY_OPTION_MULTIPLIER
    side = {"C": Right.CALL, "P": Right.PUT}.get(right.strip().upper()[:1])
    if side is None:
        raise CellInvalid(f"{right[:20]!r} is neither a call nor a put.")
    return option(underlying, expiry, strike, side, currency, multiplier)


def future_option_multiplier(contract: Instrument | None, root: str) -> Decimal:
    """What an option on a future is worth per point: as much as the future; raises ContractUnknown."""
    if contract is not None:
        return contract.multiplier
    known = root_of(root.strip().upper().lstrip("/"))
    if known is None:
        raise ContractUnknown(f"The multiplier of options on {root[:20]!r} is not known: state it.")
    return known.multiplier


def _expiry(year: str, month: str, day: str) -> date:
    try:
        number_of_month = int(month) if month.isdigit() else MONTHS[month]
        return date(int(year) if len(year) == 4 else 2000 + int(year), number_of_month, int(day))
    except (ValueError, KeyError):
        raise CellInvalid(f"{year}-{month}-{day} is not a day an option can expire on.") from None
