"""Exercise and assignment: how an option's end and what it delivers share the money between them.

As printed, the option closes at nothing and the shares change hands at the strike. The same money can be told in two
other ways, and no total differs once the shares are closed (ledger.md 5.2, invariant 17):

economic  the option closes at its intrinsic value, the shares change hands at the market's price
broker    the option closes at what it cost, and its premium is rolled into the shares' cost or proceeds
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.execution import Side
from tradesense.domain.ids import ExecutionId, PositionId
from tradesense.domain.instrument import Right
from tradesense.domain.number import EXACT, ZERO, share, total


class ExerciseView(StrEnum):
    PRINTED = "printed"
    ECONOMIC = "economic"
    BROKER = "broker"


class DeliveredFill(NamedTuple):
    """A fill that belongs to an exercise or assignment. `right`, `strike`: of an option; None: what it delivers.

    `name`: what joins the fills of one delivery; `market`: the underlying's price then, where it is known
    """

    id: ExecutionId
    position: PositionId
    name: str
    side: Side
    quantity: Decimal
    multiplier: Decimal
    strike: Decimal | None
    right: Right | None
    executed_at: datetime
    counts: bool
    market: Decimal | None


class Delivery(NamedTuple):
    """An exercise or assignment whose money is told otherwise than printed.

    options   with the value each closes at; None: at what it cost
    shares    what was delivered, by fill
    sign      of what the options are worth in the shares' notional
    """

    name: str
    options: dict[ExecutionId, Decimal | None]
    shares: dict[ExecutionId, Decimal]
    sign: int

    @property
    def view(self) -> ExerciseView:
        return ExerciseView.BROKER if None in self.options.values() else ExerciseView.ECONOMIC

    def carried(self, fill: ExecutionId, value: Decimal) -> Decimal:
        """The part of `value`, what all the options closed at, that belongs into this fill's notional."""
        whole, rest = total(self.shares.values()), value
        for one, quantity in self.shares.items():
            part = rest if one == next(reversed(self.shares)) else share(value, quantity, whole)
            if one == fill:
                return EXACT.multiply(part, Decimal(self.sign))
            rest = EXACT.subtract(rest, part)
        raise KeyError(fill)


def deliveries_of(fills: Iterable[DeliveredFill], view: ExerciseView) -> list[Delivery]:
    """Those that can be told in `view`; without the market's price the economic one is told as the broker's."""
    by_name: defaultdict[str, list[DeliveredFill]] = defaultdict(list)
    for fill in [one for one in fills if one.counts]:
        by_name[fill.name].append(fill)
    found = (_delivery(name, some, view) for name, some in sorted(by_name.items()))
    return [one for one in found if one is not None]


def _delivery(name: str, fills: list[DeliveredFill], view: ExerciseView) -> Delivery | None:
    """None where the fills do not say which option delivered which shares: then they stay as printed."""
    ordered = sorted(fills, key=lambda one: (one.executed_at, one.id))
    options, shares = [one for one in ordered if one.right], [one for one in ordered if not one.right]
    if view is ExerciseView.PRINTED or not options or not shares:
        return None
    due = total(EXACT.multiply(one.quantity, one.multiplier) for one in options)
    is_whole = due == total(EXACT.multiply(one.quantity, one.multiplier) for one in shares)
    is_one = len({(one.side, one.right) for one in options}) == len({one.side for one in shares}) == 1
    if not is_whole or not is_one or options[-1].executed_at > shares[0].executed_at:
        return None
    market = next((one.market for one in shares if one.market is not None), None)
    values: Mapping[ExecutionId, Decimal | None] = dict.fromkeys(one.id for one in options)
    if view is ExerciseView.ECONOMIC and market is not None:
        values = {one.id: _intrinsic(one, market) for one in options}
    sign = -int(options[0].side) * int(shares[0].side)
    return Delivery(name, dict(values), {one.id: one.quantity for one in shares}, sign)


def _intrinsic(option: DeliveredFill, market: Decimal) -> Decimal:
    assert option.strike is not None
    difference = EXACT.subtract(market, option.strike)
    each = max(ZERO, difference if option.right is Right.CALL else EXACT.minus(difference))
    return EXACT.multiply(EXACT.multiply(each, option.quantity), option.multiplier)
