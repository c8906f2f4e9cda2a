"""What a file's own fills leave open: which way an option's end goes where the row does not say it."""

from bisect import bisect_left, bisect_right
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.rows import RowQuarantined
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import StatedFill

UNSAID: Final = "option.side_unknown"


class _Held(NamedTuple):
    """Instants in ascending order, and the net units after each; `units` has one more, for before the first."""

    instants: list[datetime]
    units: list[Decimal]


class Holdings:
    """Net units by account and instrument: all fills are seen first, then it is asked."""

    def __init__(self) -> None:
        self._moves: dict[tuple[str, str], list[tuple[datetime, Decimal]]] = {}
        self._held: dict[tuple[str, str], _Held] = {}

    def see(self, fill: StatedFill) -> None:
        signed = fill.quantity if fill.side is Side.BUY else fill.quantity.copy_negate()
        self._moves.setdefault((fill.account, fill.instrument.key), []).append((fill.when, signed))

    def held(self, account: str, instrument: Instrument, at: datetime) -> Decimal:
        """Net units bought (sold: negative) up to and at that instant."""
        found = self._sums(account, instrument)
        return found.units[bisect_right(found.instants, at)]

    def held_before(self, account: str, instrument: Instrument, at: datetime) -> Decimal:
        found = self._sums(account, instrument)
        return found.units[bisect_left(found.instants, at)]

    def _sums(self, account: str, instrument: Instrument) -> _Held:
        key = (account, instrument.key)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = _Held([], [ZERO])
            for instant, signed in sorted(self._moves.get(key, ()), key=lambda move: move[0]):
                found.instants.append(instant)
                found.units.append(EXACT.add(found.units[-1], signed))
        return found

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
