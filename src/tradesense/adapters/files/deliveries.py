"""Shares that an option delivered, where their row is printed as a common purchase or sale at the strike."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Right
from tradesense.domain.number import EXACT, total
from tradesense.domain.statement import StatedFill


class _Due(NamedTuple):
    side: Side
    strike: Decimal
    units: Decimal
    kind: ExecutionKind


class Deliveries:
    """The assignments and exercises of a file: all are seen first, then each purchase or sale is asked for."""

    def __init__(self) -> None:
        self._due: defaultdict[tuple[str, str, datetime], list[_Due]] = defaultdict(list)

    def see(self, end: StatedFill) -> None:
        """An option's end; one that delivers nothing is passed over."""
        option = end.instrument
        if end.kind is ExecutionKind.EXPIRY or option.strike is None:
            return
        # A short put and a long call bring shares, a short call and a long put take them.
        brings = (option.right is Right.PUT) is (end.side is Side.BUY)
        units = EXACT.multiply(end.quantity, option.multiplier)
        due = _Due(Side.BUY if brings else Side.SELL, option.strike, units, end.kind)
        self._due[end.account, option.underlying, end.when].append(due)

    def told(self, fill: StatedFill) -> StatedFill:
        """The fill, as what was delivered where day, side, strike and units are those of an option's end."""
        due = self._due.get((fill.account, fill.instrument.symbol, fill.when), [])
        fits = [one for one in due if (one.side, one.strike) == (fill.side, fill.price)]
        if not fits or fill.quantity not in {total(one.units for one in fits), *(one.units for one in fits)}:
            return fill
        name = f"{fill.instrument.symbol} {fill.when.isoformat()}"
        return fill._replace(kind=fits[0].kind, delivery=name, closes=False)
