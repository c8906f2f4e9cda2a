"""Splits: a new number of units for each old one. Raw fills keep what was traded; open lots are restated."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.domain.number import EXACT, ZERO, share
from tradesense.domain.problem import Kind, Problem

RATIO_MAX: Final = 1_000_000


class SplitInvalid(Problem):
    code, kind, title = "split.invalid", Kind.INVALID, "A split needs two positive whole numbers."


class Split(NamedTuple):
    """`numerator` new units for `denominator` old ones: 4:1 doubles twice, 1:20 is a reverse split.

    Brokers often print only how many units were added to the position (taken away: negative): then
    `added` says so, the ratio is what it makes of the units then held, and the other two are zero.
    """

    numerator: int
    denominator: int
    effective_at: datetime
    added: Decimal = ZERO

    def of(self, held: Decimal) -> "Split":
        """With its ratio settled for a position of `held` units (signed); unchanged where it would close it."""
        ratio = 1 + Fraction(self.added) / Fraction(held)
        if not self.added or ratio <= 0:
            return self
        return self._replace(numerator=ratio.numerator, denominator=ratio.denominator, added=ZERO)

    def units(self, quantity: Decimal) -> Decimal:
        """Old units as new ones; what does not divide is rounded at 12 decimals (decision 14)."""
        if not self.denominator:
            return quantity
        numerator, denominator = Decimal(self.numerator), Decimal(self.denominator)
        try:
            return EXACT.divide(EXACT.multiply(quantity, numerator), denominator)
        except ArithmeticError:
            return share(quantity, numerator, denominator)


def split(numerator: int, denominator: int, effective_at: datetime) -> Split:
    """The split `numerator`:`denominator`; raises SplitInvalid."""
    if not (1 <= numerator <= RATIO_MAX and 1 <= denominator <= RATIO_MAX):
        raise SplitInvalid(f"{numerator}:{denominator} is not a split.")
    return Split(numerator, denominator, effective_at)
