"""What NinjaTrader's grids share: instruments as `MES JUN26`, `ES 09-26`, shares and currency pairs."""

import re
from typing import Final

from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.symbols import contract, pair, paired, share
from tradesense.domain.instrument import Instrument

_SHARE: Final = re.compile(r"^[A-Z]{1,5}$")


def instrument_of(row: Row, year: int) -> Instrument:
    """Raises ContractUnknown for what is neither a known future, a share nor a pair of currencies."""
    text = row.required("instrument")
    currencies = pair(text)
    if currencies is not None:
        return paired(text, *currencies)
    if _SHARE.match(text):
        return share(text, row.reading.currency)
    return contract(text, year)
