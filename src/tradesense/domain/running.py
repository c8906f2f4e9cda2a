"""The trade a position is in: its sums so far, its open lots, and how both are kept between fills."""

from collections import deque
from datetime import date, datetime
from decimal import Decimal

from tradesense.domain.execution import Execution, ExecutionKind
from tradesense.domain.ids import ActionId, ExecutionId, TradeId, spun_trade_id, trade_id
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
        "lots", "open_quantity", "opened_at", "opened_on", "opening", "opening_quantity", "realised", "side", "spun_by",
        "times_known",
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
        self.spun_by: ActionId | None = None

    @property
    def id(self) -> TradeId:
        return trade_id(self.opening) if self.spun_by is None else spun_trade_id(self.opening, self.spun_by)

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

    def receive(self, day: date, proceeds: Decimal, gross: Decimal, base: Base) -> None:
        """Money for a share of the cost: an exit that takes no units away."""
        self.exit_notional += proceeds
        self._realise(Realised(day, gross, ZERO, *base))

    def spin_off(self, action: ActionId, lots: Lots) -> "Running":
        """What begins with `lots`, whose cost was this trade's: it is as old as this one."""
        spun = Running.__new__(Running)
        for name in ("opening", "side", "direction", "opened_at", "opened_on", "last_at", "last_on", "times_known"):
            setattr(spun, name, getattr(self, name))
        spun.spun_by, spun.closed_by, spun.fees_known = action, None, True
        spun.exit_quantity = spun.exit_notional = spun.gross = spun.fees = ZERO
        spun.base_gross = spun.base_fees = ZERO
        spun.executions = spun.entries = 0
        spun.realised = []
        spun.lots = lots
        spun.open_quantity = spun.entry_quantity = spun.opening_quantity = sum((lot.quantity for lot in lots), ZERO)
        spun.entry_notional = sum((lot.cost for lot in lots), ZERO)
        self.entry_notional -= spun.entry_notional
        return spun

    def unite(self, other: "Running") -> None:
        """Takes in another trade of the same direction, all but its lots: two that are open at once become one."""
        for name in ("open_quantity", "entry_quantity", "entry_notional", "exit_quantity", "exit_notional"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.executions += other.executions
        self.entries += other.entries
        self.fees_known = self.fees_known and other.fees_known
        self.times_known = self.times_known and other.times_known
        if other.last_at > self.last_at:
            self.last_at, self.last_on, self.closed_by = other.last_at, other.last_on, other.closed_by
        both = sorted([*self.realised, *other.realised], key=lambda one: one.day)
        self.realised, self.gross, self.fees = [], ZERO, ZERO
        self.base_gross = self.base_fees = ZERO
        for one in both:
            self._realise(one)

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
            spun_by=self.spun_by,
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
