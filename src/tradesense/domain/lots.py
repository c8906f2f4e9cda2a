"""Open lots, and the cost-basis methods: which of them a closing fill takes.

Sums and products here are exact because the fold runs them in the EXACT context (number.py).
"""

from collections import deque
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tradesense.domain.execution import Execution
from tradesense.domain.ids import ExecutionId
from tradesense.domain.number import EXACT, ZERO, share
from tradesense.domain.split import Split


class Method(StrEnum):
    FIFO = "fifo"
    LIFO = "lifo"
    AVERAGE = "average"
    HIFO = "hifo"
    SPECIFIC = "specific"


class Lot:
    """What is left of an opening leg. Cost and fees are totals for what is left: in the instrument's
    currency, and, where the account's differs, in that too (None: no rate is known)."""

    __slots__ = ("base_cost", "base_fees", "cost", "fees", "opening", "price", "quantity")

    def __init__(
        self,
        opening: ExecutionId,
        quantity: Decimal,
        price: Decimal | None,
        cost: Decimal,
        fees: Decimal,
        base_cost: Decimal | None = ZERO,
        base_fees: Decimal | None = ZERO,
    ) -> None:
        self.opening = opening
        self.quantity = quantity
        # Money per unit (price × multiplier); None once a unit's cost no longer has a finite decimal.
        self.price = price
        self.cost = cost
        self.fees = fees
        self.base_cost = base_cost
        self.base_fees = base_fees

    def take(self, quantity: Decimal) -> "Lot":
        """Removes `quantity` from this lot and returns it as a lot; the last part takes every remainder."""
        if quantity == self.quantity:
            part = Lot(self.opening, quantity, self.price, self.cost, self.fees, self.base_cost, self.base_fees)
            self.quantity = self.cost = self.fees = ZERO
            return part
        whole = self.quantity
        cost = quantity * self.price if self.price is not None else share(self.cost, quantity, whole)
        fees = share(self.fees, quantity, whole) if self.fees else ZERO
        base_cost = share(self.base_cost, quantity, whole) if self.base_cost else self.base_cost
        base_fees = share(self.base_fees, quantity, whole) if self.base_fees else self.base_fees
        self.quantity = whole - quantity
        self.cost -= cost
        self.fees -= fees
        if base_cost is not None and self.base_cost is not None:
            self.base_cost -= base_cost
        if base_fees is not None and self.base_fees is not None:
            self.base_fees -= base_fees
        return Lot(self.opening, quantity, self.price, cost, fees, base_cost, base_fees)

    def give(self, cost_share: Decimal) -> "Lot":
        """Gives up a share of its cost, but no units and none of the fees."""
        cost = share(self.cost, cost_share, _ONE)
        base_cost = share(self.base_cost, cost_share, _ONE) if self.base_cost else self.base_cost
        self.cost -= cost
        if base_cost is not None and self.base_cost is not None:
            self.base_cost -= base_cost
        self.restate(self.quantity)
        return Lot(self.opening, ZERO, ZERO, cost, ZERO, base_cost, None if self.base_fees is None else ZERO)

    def merge(self, other: "Lot") -> None:
        """Pools `other` with this lot (average cost)."""
        self.price = None
        self.quantity += other.quantity
        self.cost += other.cost
        self.fees += other.fees
        self.base_cost = _sum(self.base_cost, other.base_cost)
        self.base_fees = _sum(self.base_fees, other.base_fees)

    def restate(self, quantity: Decimal) -> None:
        """The same cost over the new number of units."""
        self.quantity = quantity
        if self.price is not None and quantity:
            try:
                self.price = EXACT.divide(self.cost, quantity)
            except ArithmeticError:
                self.price = None


Lots = deque[Lot]
_ONE: Final = Decimal(1)


class AmbiguousLots(Exception):
    """Specific identification, and the fill does not say which of several lots it closes."""


def add_lot(lots: Lots, lot: Lot, method: Method) -> None:
    if method is Method.AVERAGE and lots:
        lots[0].merge(lot)
    else:
        lots.append(lot)


def united_lots(lots: Iterable[Lot], method: Method) -> Lots:
    """Lots of two trades, in the order of their entries, as one trade's: of one entry there is one lot."""
    united: Lots = deque()
    for lot in lots:
        same = next((one for one in united if one.opening == lot.opening), None)
        if same is not None:
            same.merge(lot)
        else:
            add_lot(united, lot, method)
    return united


def take_lots(lots: Lots, quantity: Decimal, closing: Execution, method: Method) -> list[Lot]:
    """Removes `quantity` units (at most what is open) in the method's order.

    Raises AmbiguousLots, leaving the lots as they were.
    """
    if method is Method.SPECIFIC:
        return _take_picked(lots, quantity, closing)
    taken: list[Lot] = []
    choose = _CHOICES[method]
    while quantity:
        index = choose(lots)
        lot = lots[index]
        part = min(lot.quantity, quantity)
        taken.append(lot.take(part))
        if not lot.quantity:
            del lots[index]
        quantity -= part
    return taken


def restate_lots(lots: Lots, split: Split, total: Decimal) -> None:
    """Restates every lot; the last takes what rounding left of the position's `total` new units."""
    rest = total
    for lot in lots:
        units = split.units(lot.quantity) if lot is not lots[-1] else rest
        rest -= units
        lot.restate(units)


def _take_picked(lots: Lots, quantity: Decimal, closing: Execution) -> list[Lot]:
    """Explicit picks, or the whole position, or its only lot; anything else would be a guess."""
    if len(lots) == 1 or quantity == sum((lot.quantity for lot in lots), ZERO):
        return take_lots(lots, quantity, closing, Method.FIFO)
    open_lots = {lot.opening: lot for lot in lots}
    wanted = sum((pick.quantity for pick in closing.picks), ZERO)
    fits = all(
        pick.opening in open_lots and 0 < pick.quantity <= open_lots[pick.opening].quantity for pick in closing.picks
    )
    if wanted != quantity or not fits or len({pick.opening for pick in closing.picks}) != len(closing.picks):
        raise AmbiguousLots
    taken = [open_lots[pick.opening].take(pick.quantity) for pick in closing.picks]
    for lot in [lot for lot in lots if not lot.quantity]:
        lots.remove(lot)
    return taken


def _dearest(lots: Lots) -> int:
    """Highest cost per unit first, the older of equals (HIFO)."""
    return max(range(len(lots)), key=lambda index: (_unit_cost(lots[index]), -index))


def _unit_cost(lot: Lot) -> Fraction:
    return Fraction(lot.price) if lot.price is not None else Fraction(lot.cost) / Fraction(lot.quantity)


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


_CHOICES: Final[dict[Method, Callable[[Lots], int]]] = {
    Method.FIFO: lambda lots: 0,
    Method.LIFO: lambda lots: -1,
    Method.AVERAGE: lambda lots: 0,
    Method.HIFO: _dearest,
}
