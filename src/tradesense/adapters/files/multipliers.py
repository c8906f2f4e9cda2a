"""What one unit of price is worth, deduced from printed profits: only if every row of the symbol agrees.

A profit printed in cents leaves a small range for the multiplier. The ranges of all rows must share
one; of the numbers in it the roundest is taken. When they share none, nothing is deduced.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO

CENT: Final = Decimal("0.01")
DIGITS_MAX: Final = 6
WIDTH_MAX: Final = Fraction(1, 5)
"""How wide the shared range may be, beside its middle: wider, and the profits are too small to tell."""

_WITHOUT_CENTS: Final = frozenset({"JPY", "KRW", "CLP", "HUF", "TWD", "IDR", "COP"})


def half_unit(currency: Currency) -> Decimal:
    """Half of the smallest amount printed in `currency`."""
    return Decimal("0.5") if currency in _WITHOUT_CENTS else Decimal("0.005")


class Deduced:
    """The multiplier of one symbol, narrowed row by row."""

    def __init__(self) -> None:
        self._low: Fraction | None = None
        self._high: Fraction | None = None
        self._contradicted = False

    def see(self, move: Decimal, profit: Decimal, tolerance: Decimal) -> None:
        """`move`: units × (exit − entry), signed for the direction; `profit`: as printed, before costs."""
        if not move:
            self._contradicted |= profit.copy_abs() > tolerance
            return
        low = Fraction(EXACT.subtract(profit, tolerance)) / Fraction(move)
        high = Fraction(EXACT.add(profit, tolerance)) / Fraction(move)
        low, high = min(low, high), max(low, high)
        self._low = low if self._low is None else max(low, self._low)
        self._high = high if self._high is None else min(high, self._high)

    def allows(self, multiplier: Decimal) -> bool:
        """Whether `multiplier` explains every row."""
        if self._contradicted:
            return False
        return self._low is None or self._high is None or self._low <= Fraction(multiplier) <= self._high

    @property
    def value(self) -> Decimal | None:
        """The roundest multiplier that explains every row; None when none does, or too many do."""
        low, high = self._low, self._high
        if self._contradicted or low is None or high is None or low > high or high <= 0:
            return None
        if low <= 0 or (high - low) > WIDTH_MAX * (high + low) / 2:
            return None
        return _roundest(low, high)


def _roundest(low: Fraction, high: Fraction) -> Decimal | None:
    middle = (low + high) / 2
    for digits in range(1, DIGITS_MAX + 1):
        context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
        near = context.divide(Decimal(middle.numerator), Decimal(middle.denominator))
        step = Decimal(1).scaleb(near.adjusted() - digits + 1)
        candidates = [near, context.add(near, step), context.subtract(near, step)]
        fitting = [one for one in candidates if one > ZERO and low <= Fraction(one) <= high]
        if fitting:
            best = min(fitting, key=lambda one: (_plainness(one), abs(Fraction(one) - middle)))
            return EXACT.quantize(best, Decimal(1)) if best == best.to_integral_value() else best
    return None


def _plainness(value: Decimal) -> int:
    """Powers of ten first, then fives and twos: what contracts are worth."""
    return {"1": 0, "5": 1, "2": 2}.get("".join(map(str, value.normalize().as_tuple().digits)), 3)
