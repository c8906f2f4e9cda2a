"""What a symbol of a broker in the United States names: an option, a future, else a share.

No share's ticker there ends in a month's letter and a year, so that `MESU6` and `/ESU26` are futures.
"""

from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.symbols import contract, looks_like_a_future, share
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency


def listed(text: str, traded: Currency, year: int) -> Instrument:
    """Raises CellInvalid for no name at all, ContractUnknown for a future of which no multiplier is known."""
    if not text:
        raise CellInvalid("The row names no instrument.")
    if (option := option_of(text, traded)) is not None:
        return option
    return contract(text, year) if looks_like_a_future(text, year) else share(text, traded)
