"""Splits: a new number of units for each old one. Raw fills keep what was traded; open lots are restated."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from tradesense.domain.number import EXACT, share
from tradesense.domain.problem import Kind, Problem


class SplitInvalid(Problem):
    code, kind, title = "split.invalid", Kind.INVALID, "A split needs two positive whole numbers."


class Split(NamedTuple):
    """`numerator` new units for `denominator` old ones: 4:1 doubles twice, 1:20 is a reverse split."""

    numerator: int
    denominator: int
    effective_at: datetime

    def units(self, quantity: Decimal) -> Decimal:
        """Old units as new ones; what does not divide is rounded at 12 decimals (decision 14)."""
        numerator, denominator = Decimal(self.numerator), Decimal(self.denominator)
        scaled = EXACT.multiply(quantity, numerator)
        if self.denominator == 1:
            return scaled
        try:
            return EXACT.divide(scaled, denominator)
        except ArithmeticError:
            return share(quantity, numerator, denominator)


def split(numerator: int, denominator: int, effective_at: datetime) -> Split:
    if numerator < 1 or denominator < 1 or max(numerator, denominator) > 1_000_000:
        raise SplitInvalid(f"{numerator}:{denominator} is not a split.")
    return Split(numerator, denominator, effective_at)
