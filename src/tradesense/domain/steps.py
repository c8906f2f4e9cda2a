"""A trade worked out step by step: what each of its fills did."""

from collections import deque
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import NamedTuple

from tradesense.domain.execution import Execution
from tradesense.domain.ids import ExecutionId
from tradesense.domain.matching import Fold, Match, Rules, split_order, with_splits
from tradesense.domain.number import EXACT, ZERO, share
from tradesense.domain.split import Split


class Role(StrEnum):
    ENTRY = "entry"
    EXIT = "exit"


class Step(NamedTuple):
    """The part of one fill that belongs to the trade.

    position  signed units open after it
    realised  gross that it realised; None for an entry
    """

    execution: ExecutionId
    role: Role
    quantity: Decimal
    fees: Decimal
    position: Decimal
    realised: Decimal | None


def work_out(
    fills: Sequence[Execution], splits: Iterable[Split], rules: Rules, opening: ExecutionId, opening_quantity: Decimal
) -> tuple[list[Step], list[Match]]:
    """The steps of the trade that `opening` began with `opening_quantity` units, and its matched lots.

    `fills`: the position's, in order, from the opening on; what lies before it or after the trade is
    passed over.
    """
    start = next(index for index, fill in enumerate(fills) if fill.id == opening)
    first, rest = fills[start], fills[start + 1 :]
    fold = Fold(rules, trace=True)
    fold.resume(first, opening_quantity)
    waiting = deque(sorted((one for one in splits if one.effective_at > first.executed_at), key=split_order))
    with localcontext(EXACT):
        steps = [_opening(fold, first, opening_quantity)]
        for fill in rest:
            if fold.closed:
                break
            steps += _taken(fold, fill, waiting)
    return steps, fold.matches or []


def _opening(fold: Fold, fill: Execution, quantity: Decimal) -> Step:
    assert fold.running is not None
    fees = sum((lot.fees for lot in fold.running.lots), ZERO)
    return Step(fill.id, Role.ENTRY, quantity, fees, quantity * fold.running.direction, None)


def _taken(fold: Fold, fill: Execution, waiting: deque[Split]) -> list[Step]:
    """What `fill` did; nothing, when it matched nothing."""
    assert fold.running is not None
    assert fold.matches is not None
    direction, before, unmatched = fold.running.direction, len(fold.matches), len(fold.unmatched)
    fold.run(with_splits([fill], waiting))
    matches = fold.matches[before:]
    if not matches and len(fold.unmatched) > unmatched:
        return []
    left = ZERO if fold.closed else fold.running.open_quantity * direction
    fees = (fill.fees or ZERO) + fill.asset_fee * fill.price * fold.rules.multiplier
    if not matches:
        return [Step(fill.id, Role.ENTRY, fill.moved, fees, left, None)]
    closed = sum((match.quantity for match in matches), ZERO)
    part = fees if closed == fill.moved else share(fees, closed, fill.moved)
    return [Step(fill.id, Role.EXIT, closed, part, left, sum((match.gross for match in matches), ZERO))]
