"""The trade a position is in: its sums so far, its open lots, and how both are kept between fills."""

from collections import deque
from datetime import date, datetime
from decimal import Decimal

from tradesense.domain.execution import Execution, ExecutionKind
from tradesense.domain.ids import ExecutionId
from tradesense.domain.lots import Lots
from tradesense.domain.number import ZERO
from tradesense.domain.split import Split
from tradesense.domain.trade import Direction, Realised, Trade

Base = tuple[Decimal | None, Decimal | None]


class Running:
    """An open trade being built; mutable, and seen by nobody but the fold."""

    __slots__ = (
        "base_fees", "base_gross", "closed_by", "direction", "entries", "entry_notional", "entry_quantity",
        "executions", "exit_notional", "exit_quantity", "fees", "fees_known", "gross", "last_at", "last_on",
        "lots", "open_quantity", "opened_at", "opened_on", "opening", "opening_quantity", "realised", "side", "times_known",
    )  # fmt: skip

    def __init__(self, opening: Execution, quantity: Decimal) -> None:
        self.opening: ExecutionId = opening.id
        self.side = opening.side
        self.direction = Direction(opening.side)
        self.opening_quantity = quantity
        self.opened_at: datetime = opening.executed_at
        self.opened_on: date = opening.day
        self.last_at: datetime = opening.executed_at
        self.last_on: date = opening.day
        self.closed_by: ExecutionKind | None = None
        self.entry_quantity = self.entry_notional = ZERO
        self.exit_quantity = self.exit_notional = ZERO
        self.gross = self.fees = ZERO
        self.base_gross: Decimal | None = ZERO
        self.base_fees: Decimal | None = ZERO
        self.fees_known = self.times_known = True
        self.executions = self.entries = 0
        self.open_quantity = ZERO
        self.realised: list[Realised] = []
        self.lots: Lots = deque()

    def enter(self, fill: Execution, quantity: Decimal, cost: Decimal) -> None:
        self.entries += 1
        self.entry_quantity += quantity
        self.entry_notional += cost
        self.open_quantity += quantity
        self._saw(fill)

    def leave(
        self, fill: Execution, quantity: Decimal, proceeds: Decimal, gross: Decimal, fees: Decimal, base: Base
    ) -> None:
        self.exit_quantity += quantity
        self.exit_notional += proceeds
        self.open_quantity -= quantity
        self.closed_by = fill.kind
        self._realise(Realised(fill.day, gross, fees, *base))
        self._saw(fill)

    def restate(self, split: Split) -> None:
        # Entered and left are restated to the units of today, so that average prices compare.
        self.open_quantity = split.units(self.open_quantity)
        self.exit_quantity = split.units(self.exit_quantity)
        self.entry_quantity = self.exit_quantity + self.open_quantity

    def as_trade(self, *, closed: bool = False) -> Trade:
        return Trade(
            opening=self.opening,
            direction=self.direction,
            opening_quantity=self.opening_quantity,
            opened_at=self.opened_at,
            opened_on=self.opened_on,
            closed_at=self.last_at if closed else None,
            closed_on=self.last_on if closed else None,
            closed_by=self.closed_by if closed else None,
            entry_quantity=self.entry_quantity,
            entry_notional=self.entry_notional,
            exit_quantity=self.exit_quantity,
            exit_notional=self.exit_notional,
            gross=self.gross,
            fees=self.fees,
            fees_known=self.fees_known,
            base_gross=self.base_gross,
            base_fees=self.base_fees,
            executions=self.executions,
            entries=self.entries,
            times_known=self.times_known,
            realised=tuple(self.realised),
        )

    def _saw(self, fill: Execution) -> None:
        self.executions += 1
        self.last_at, self.last_on = fill.executed_at, fill.day
        if fill.fees is None and not fill.asset_fee:
            self.fees_known = False
        if not fill.time_known:
            self.times_known = False

    def _realise(self, exit_: Realised) -> None:
        self.gross += exit_.gross
        self.fees += exit_.fees
        self.base_gross = _plus(self.base_gross, exit_.base_gross)
        self.base_fees = _plus(self.base_fees, exit_.base_fees)
        if not self.realised or self.realised[-1].day != exit_.day:
            self.realised.append(exit_)
            return
        day = self.realised[-1]
        self.realised[-1] = Realised(
            day.day,
            day.gross + exit_.gross,
            day.fees + exit_.fees,
            _plus(day.base_gross, exit_.base_gross),
            _plus(day.base_fees, exit_.base_fees),
        )


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """A sum with something unconverted in it is unconverted."""
    return None if one is None or other is None else one + other
