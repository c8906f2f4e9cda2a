"""Exact decimals: reading them, bounding them, dividing what does not divide."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation
from typing import Final

from tradesense.domain.problem import Kind, Problem

ZERO: Final = Decimal(0)

# A fill's numbers stay within these; a product of three of them is still exact in EXACT.
DIGITS_BEFORE_POINT_MAX: Final = 18
DIGITS_AFTER_POINT_MAX: Final = 18

# Sums and products never round in this context: it refuses instead (ledger.md: no rounding until shown).
EXACT: Final = Context(prec=200, traps=[Inexact, InvalidOperation])

# What does not divide is rounded here and the last part takes the remainder (decision 14).
SHARE_STEP: Final = Decimal("1e-12")
_SHARE: Final = Context(prec=200, rounding=ROUND_HALF_EVEN)


class NumberInvalid(Problem):
    code, kind, title = "number.invalid", Kind.INVALID, "The number cannot be used."


def exact(text: str) -> Decimal:
    """The decimal written in `text` (ASCII digits, point, optional sign and exponent).

    Raises NumberInvalid for NaN, infinities, more than 18 digits before or after the point, or no number.
    """
    if not text.isascii() or "_" in text:
        raise NumberInvalid(f"{text[:40]!r} is not a number.")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise NumberInvalid(f"{text[:40]!r} is not a number.") from None
    return bounded(value)


def bounded(value: Decimal) -> Decimal:
    """`value`, if it is finite and within the digits a fill may have; else NumberInvalid."""
    if not value.is_finite():
        raise NumberInvalid(f"{value} is not a finite number.")
    if value and value.adjusted() >= DIGITS_BEFORE_POINT_MAX:
        raise NumberInvalid(f"the number is too large (more than {DIGITS_BEFORE_POINT_MAX} digits).")
    if _decimals(value) > DIGITS_AFTER_POINT_MAX:
        raise NumberInvalid(f"the number has more than {DIGITS_AFTER_POINT_MAX} digits after the point.")
    return value or ZERO


def share(whole: Decimal, part: Decimal, of: Decimal) -> Decimal:
    """whole × part ÷ of, rounded half to even at 12 decimals if it does not end before them."""
    return _SHARE.quantize(_SHARE.divide(_SHARE.multiply(whole, part), of), SHARE_STEP)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Their exact sum."""
    found = ZERO
    for amount in amounts:
        found = EXACT.add(found, amount)
    return found


def at_rate(amount: Decimal, rate: Decimal) -> Decimal:
    """An amount converted; rounded half to even at 12 decimals if it has more (decision 14)."""
    converted = _SHARE.multiply(amount, rate)
    exponent = converted.as_tuple().exponent
    assert isinstance(exponent, int)
    return converted if exponent >= -12 else _SHARE.quantize(converted, SHARE_STEP)


def trimmed(value: Decimal) -> Decimal:
    """Without superfluous zeros behind the point."""
    short = _SHARE.normalize(value)
    exponent = short.as_tuple().exponent
    return _SHARE.quantize(short, Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def plain(value: Decimal) -> str:
    """Digits without exponent or superfluous zeros: Decimal('1E+2') is '100', Decimal('1.50') is '1.5'."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def money_text(value: Decimal) -> str:
    """As `plain`, with at least two decimals: amounts read '146.00'. Nothing is rounded."""
    text = f"{value:f}"
    if value and text[-3:-2] == ".":  # two decimals: as most amounts are
        return text
    text = plain(value)
    decimals = len(text.partition(".")[2])
    if decimals >= 2:
        return text
    return f"{text}.00" if decimals == 0 else f"{text}0"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0:
        return 0
    if -exponent <= DIGITS_AFTER_POINT_MAX:
        return -exponent
    # Trailing zeros do not count: 1.5000000000000000000000 has one decimal.
    normal = value.normalize(Context(prec=max(len(value.as_tuple().digits), 1)))
    return max(0, -int(normal.as_tuple().exponent))
