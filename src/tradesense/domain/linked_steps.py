"""A trade worked out step by step where corporate actions led it from one position to another."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import NamedTuple

from tradesense.domain.corporate_action import CorporateAction
from tradesense.domain.execution import Execution
from tradesense.domain.ids import PositionId, TradeId
from tradesense.domain.linked import LinkedFold
from tradesense.domain.matching import Match
from tradesense.domain.number import EXACT, ZERO, share
from tradesense.domain.steps import Role, Step


class LinkedSteps(NamedTuple):
    """What each fill did to the trade, its matched lots, and the actions that it went through."""

    steps: list[Step]
    matches: list[Match]
    actions: list[CorporateAction]


def work_out_linked(fold: LinkedFold, fills: Iterable[tuple[PositionId, Execution]], trade: TradeId) -> LinkedSteps:
    """`fold`: fresh, and tracing; `fills`: of all its positions, in the order of time."""
    steps: list[tuple[TradeId, Step]] = []
    with localcontext(EXACT):
        for position, fill in fills:
            fold.catch_up(fill.executed_at)
            steps += _taken(fold, position, fill)
        fold.finish()
    own = [step for of, step in steps if fold.name_of(of) == trade]
    concerns = fold.concerns(trade)
    closing = {step.execution for step in own if step.role is Role.EXIT}
    closing |= {action.sale_id(position) for action, position in concerns}
    matches = [match for match in fold.matches() if match.closing in closing]
    return LinkedSteps(own, matches, [action for action, _ in concerns])


def _taken(fold: LinkedFold, position: PositionId, fill: Execution) -> list[tuple[TradeId, Step]]:
    one = fold.folds[position]
    assert one.matches is not None
    before, seen, closed = one.running, len(one.matches), len(one.closed)
    name, held = (before.id, before.open_quantity * before.direction) if before else (None, ZERO)
    fold.run([(position, fill)])
    matches = one.matches[seen:]
    fees = (fill.fees or ZERO) + fill.asset_fee * fill.price * one.rules.multiplier
    found: list[tuple[TradeId, Step]] = []
    part = ZERO
    if matches and name is not None:
        left = sum((match.quantity for match in matches), ZERO)
        part = fees if left == fill.moved else share(fees, left, fill.moved)
        gross = sum((match.gross for match in matches), ZERO)
        after = ZERO if len(one.closed) > closed else held + left * fill.side
        found.append((name, Step(fill.id, Role.EXIT, left, part, after, gross)))
    running = one.running
    if running is not None and running.side is fill.side:
        now = running.open_quantity * running.direction
        entered = abs(now - held) if running is before else abs(now)
        found.append((running.id, Step(fill.id, Role.ENTRY, Decimal(entered), fees - part, now, None)))
    return found
