"""What a file's own fills leave open: which way an option's end goes where the row does not say it, and what was held
when a corporate action met it."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.rows import RowQuarantined
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import StatedFill

UNSAID: Final = "option.side_unknown"


class _Held(NamedTuple):
    """Days in ascending order, and the net units after each; `units` has one more, for before the first."""

    days: list[date]
    units: list[Decimal]


class Holdings:
    """Net units of options (`of_shares`: of shares, too) by account, contract and day (UTC): all fills are seen first,
    then it is asked."""

    def __init__(self, *, of_shares: bool = False) -> None:
        self._of_shares = of_shares
        self._moves: dict[tuple[str, str], dict[date, Decimal]] = {}
        self._held: dict[tuple[str, str], _Held] = {}

    def see(self, fill: StatedFill) -> None:
        if fill.instrument.right is None and not self._of_shares:
            return
        signed = fill.quantity if fill.side is Side.BUY else fill.quantity.copy_negate()
        days, day = self._moves.setdefault((fill.account, fill.instrument.key), {}), _day(fill.when)
        days[day] = EXACT.add(days.get(day, ZERO), signed)

    def held(self, account: str, instrument: Instrument, at: datetime) -> Decimal:
        """Net units bought (sold: negative) up to the end of that day."""
        found = self._sums(account, instrument)
        return found.units[bisect_right(found.days, _day(at))]

    def held_before(self, account: str, instrument: Instrument, at: datetime) -> Decimal:
        """Net units before that day."""
        found = self._sums(account, instrument)
        return found.units[bisect_left(found.days, _day(at))]

    def trades(self, account: str, instrument: Instrument) -> bool:
        return (account, instrument.key) in self._moves

    def _sums(self, account: str, instrument: Instrument) -> _Held:
        key = (account, instrument.key)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = _Held([], [ZERO])
            for day, signed in sorted(self._moves.get(key, {}).items()):
                found.days.append(day)
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


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
