"""Splits and symbol changes at tastytrade: a row closes what was held, another opens what is held now.

Only where the file has both, once each, is it told what became of what; a single row stays in quarantine.
"""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tradesense.adapters.files.rows import Row
from tradesense.domain.corporate_action import ActionKind, Terms
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.split import RATIO_MAX
from tradesense.domain.statement import Stated, StatedAction, StatedSplit

_SPLIT, _SYMBOL_CHANGE = "split", "symbol change"


class Moved(NamedTuple):
    """Units that a row closes or opens, at no price."""

    line: int
    instrument: Instrument
    side: Side
    closes: bool
    quantity: Decimal
    when: datetime


class _Sides(NamedTuple):
    gone: list[Moved]
    come: list[Moved]


class Exchanged:
    """The rows of a file that close or open a position in an exchange, by kind and instant."""

    def __init__(self) -> None:
        self._sides: defaultdict[tuple[str, datetime], _Sides] = defaultdict(lambda: _Sides([], []))

    def see(self, row: Row, moved: Moved) -> None:
        kind = kind_of(row)
        if kind:
            sides = self._sides[kind, moved.when]
            (sides.gone if moved.closes else sides.come).append(moved)

    def told(self, row: Row, moved: Moved) -> Stated | None:
        """What the two rows tell; None where they do not tell it."""
        kind = kind_of(row)
        sides = self._sides.get((kind, moved.when), _Sides([], []))
        if len(sides.gone) != 1 or len(sides.come) != 1:
            return None
        (gone,), (come,) = sides
        if not gone.quantity or not come.quantity:
            return None
        ratio = Fraction(come.quantity) / Fraction(gone.quantity)
        is_same = gone.instrument.key == come.instrument.key
        is_shares = gone.instrument.asset_class is come.instrument.asset_class is AssetClass.EQUITY
        if not is_shares or gone.side is come.side or is_same is not (kind == _SPLIT):
            return None
        if max(ratio.numerator, ratio.denominator) > RATIO_MAX:
            return None
        if moved.line != come.line:
            return row.ignored(
                "corporate_action.other_side", "What was held before: the row of what is held now tells it."
            )
        terms = Terms(ratio.numerator, ratio.denominator)
        if kind == _SPLIT:
            return StatedSplit(row.line, "", come.instrument, *ratio.as_integer_ratio(), come.when)
        return StatedAction(row.line, "", ActionKind.SYMBOL_CHANGE, gone.instrument, come.instrument, terms, come.when)


def kind_of(row: Row) -> str:
    """`split`, `symbol change`, or '' for everything else."""
    what = row.text("sub type").casefold()
    return next((kind for kind in (_SPLIT, _SYMBOL_CHANGE) if kind in what), "")
