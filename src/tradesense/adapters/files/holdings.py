"""What a file's own fills leave open: which way an option's end goes where the row does not say it."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.rows import RowQuarantined
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import StatedFill

UNSAID: Final = "option.side_unknown"


class Holdings:
    """Net units by account and instrument, of all fills seen that are no later than an option's end."""

    def __init__(self) -> None:
        self._moves: dict[tuple[str, str], list[tuple[datetime, Decimal]]] = {}

    def see(self, fill: StatedFill) -> None:
        signed = fill.quantity if fill.side is Side.BUY else fill.quantity.copy_negate()
        self._moves.setdefault((fill.account, fill.instrument.key), []).append((fill.when, signed))

    def held(self, account: str, instrument: Instrument, at: datetime) -> Decimal:
        """Net units bought (sold: negative) up to and at that instant."""
        total = ZERO
        for when, signed in self._moves.get((account, instrument.key), ()):
            if when <= at:
                total = EXACT.add(total, signed)
        return total

    def ending(self, account: str, instrument: Instrument, at: datetime) -> Side:
        """The side that ends what is open; raises RowQuarantined when the file's fills do not tell."""
        net = self.held(account, instrument, at)
        if not net:
            raise RowQuarantined(
                UNSAID,
                f"Whether {instrument.symbol} was held long or short is not in this file: import the file with its "
                "opening together with this one, or enter the end by hand.",
            )
        return Side.SELL if net > 0 else Side.BUY
