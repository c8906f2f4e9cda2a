"""Corporate actions that move lots: symbol changes, spin-offs, mergers, delistings. Splits: domain.split.

No fill is rewritten. Open lots keep the fills that opened them, their times and, in sum, their cost: it is shared
between what was given up and what came of it, never made or lost.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.ids import ActionId, ExecutionId, InstrumentId, PositionId, named
from tradesense.domain.number import ZERO, bounded, plain
from tradesense.domain.problem import Kind, Problem
from tradesense.domain.split import RATIO_MAX, Split

COST_SHARE_DECIMALS: Final = 12
COST_SHARE_UNKNOWN: Final = "corporate_action.cost_share"
"""The code of a row that tells everything but that: no broker's file prints it."""


class ActionKind(StrEnum):
    SYMBOL_CHANGE = "symbol_change"
    SPIN_OFF = "spin_off"
    MERGER = "merger"
    DELISTING = "delisting"


class ActionInvalid(Problem):
    code, kind, title = "corporate_action.invalid", Kind.INVALID, "These terms make no corporate action."


class InLieu(NamedTuple):
    """Units of the new instrument that were paid out in cash, and what was paid for them in all."""

    units: Decimal
    amount: Decimal


class Terms(NamedTuple):
    """What an action gives for each old unit; money in the instruments' currency.

    numerator, denominator   new units of the target for old units of the source
    cost_share               of the cost: what goes to the spun-off units, or is given up for a merger's cash
    cash                     paid for each old unit (times the multiplier, as a price is)
    in_lieu                  a fraction of the new units that was sold instead of delivered
    """

    numerator: int = 1
    denominator: int = 1
    cost_share: Decimal | None = None
    cash: Decimal = ZERO
    in_lieu: InLieu | None = None


class CorporateAction(NamedTuple):
    """`source` and `target`: instruments; no target: what was held ends here. `day`: the account's trading day.

    rate   account currency per unit of the instruments' currency, for what is paid; None: not known
    """

    id: ActionId
    kind: ActionKind
    source: InstrumentId
    target: InstrumentId | None
    effective_at: datetime
    day: date
    terms: Terms = Terms()
    rate: Decimal | None = None

    @property
    def order(self) -> tuple[datetime, ActionId]:
        """Actions precede the fills of their instant, and follow its splits."""
        return (self.effective_at, self.id)

    @property
    def ratio(self) -> Split:
        return Split(self.terms.numerator, self.terms.denominator, self.effective_at)

    @property
    def cost_share(self) -> Decimal:
        return self.terms.cost_share or ZERO

    def sale_id(self, position: PositionId) -> ExecutionId:
        """The name of the sale that it makes in a position: derived like the trades, not a fill of any file."""
        return ExecutionId(named(self.id, "sale", str(position)))


def checked_terms(kind: ActionKind, terms: Terms, *, has_target: bool) -> Terms:
    """`terms`, if they say all that the kind needs and nothing else; raises ActionInvalid. Nothing is guessed."""
    _check_numbers(terms)
    needs_target = kind in {ActionKind.SYMBOL_CHANGE, ActionKind.SPIN_OFF}
    if needs_target and not has_target:
        raise ActionInvalid("Name the instrument that the new units are of.")
    if has_target and kind is ActionKind.DELISTING:
        raise ActionInvalid("What is delisted goes on under no other instrument.")
    if terms.cash and kind is not ActionKind.MERGER:
        raise ActionInvalid("Only a merger pays cash for each unit.")
    if kind is ActionKind.MERGER and not (has_target or terms.cash):
        raise ActionInvalid("A merger gives new units, cash, or both. What became worthless is a delisting.")
    if terms.in_lieu and not has_target:
        raise ActionInvalid("Cash in lieu is paid for fractions of new units, and there are none.")
    needs_share = kind is ActionKind.SPIN_OFF or (kind is ActionKind.MERGER and has_target and bool(terms.cash))
    if needs_share and terms.cost_share is None:
        raise ActionInvalid("State which share of the cost goes to what was received: the company publishes it.")
    if not needs_share and terms.cost_share is not None:
        raise ActionInvalid("No share of the cost is given up here: leave it out.")
    return terms


def _check_numbers(terms: Terms) -> None:
    given, in_lieu = terms.cost_share, terms.in_lieu
    if not (1 <= terms.numerator <= RATIO_MAX and 1 <= terms.denominator <= RATIO_MAX):
        raise ActionInvalid("The ratio needs two positive whole numbers.")
    if bounded(terms.cash) < 0:
        raise ActionInvalid("The cash for each unit cannot be below zero.")
    if given is not None and not (0 <= bounded(given) < 1 and round(given, COST_SHARE_DECIMALS) == given):
        raise ActionInvalid("The share of the cost is a number from 0 to below 1, with at most 12 decimals.")
    if in_lieu and not (bounded(in_lieu.units) > 0 and bounded(in_lieu.amount) >= 0):
        raise ActionInvalid("Cash in lieu needs the units that were sold and what was paid for them.")


def said_by(numerator: int, denominator: int, *numbers: Decimal | None) -> tuple[object, ...]:
    """The terms as an action is named by them, in the order of Terms: 0.20 says the same as 0.2."""
    return (numerator, denominator, *[None if one is None else plain(one) for one in numbers])
