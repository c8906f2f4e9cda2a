"""A column of exact decimals as scaled whole numbers: sums to the last digit, at the speed of arrays.

Values are 64-bit integers wherever each of them fits; otherwise Python's own, which have no bounds. Sums
are taken over two 32-bit words: `bincount` adds in floating point, which is exact up to 2^53, and words
stay below that for two million rows (decision 24).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.number import EXACT

Ints = NDArray[Any]
"""int64, or object holding Python integers."""
Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]

_WORD_BITS: Final = 32
_WORD: Final = 1 << _WORD_BITS
_EXACT_ROWS_MAX: Final = 1 << 21
_EXACT_FLOAT: Final = 1 << 53
_SAFE: Final = 1 << 62


class Exact:
    """`values[i] / 10**scale` is row i's amount."""

    __slots__ = ("_floats", "scale", "values")

    def __init__(self, values: Ints, scale: int) -> None:
        self.values = values
        self.scale = scale
        self._floats: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, amounts: Sequence[Decimal]) -> "Exact":
        scale = max((max(0, -int(amount.as_tuple().exponent)) for amount in amounts), default=0)
        return cls.scaled([int(EXACT.scaleb(amount, scale)) for amount in amounts], scale)

    @classmethod
    def scaled(cls, values: Sequence[int], scale: int) -> "Exact":
        fits = max(map(abs, values), default=0) < _SAFE
        return cls(np.array(values, dtype=np.int64 if fits else object), scale)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def floats(self) -> NDArray[np.float64]:
        """The amounts as floating-point numbers, for statistics."""
        if self._floats is None:
            self._floats = self.values.astype(np.float64) / 10.0**self.scale
        return self._floats

    def decimal(self, value: int) -> Decimal:
        """A sum or a value of this column as the amount it stands for."""
        return EXACT.scaleb(Decimal(int(value)), -self.scale)

    def decimals(self) -> list[Decimal]:
        """Every value as the amount it stands for."""
        step = Decimal(1).scaleb(-self.scale)
        return [EXACT.multiply(value, step) for value in map(Decimal, self.values.tolist())]

    def part(self, start: int, stop: int) -> "Exact":
        """Some neighbouring rows, without copying them."""
        return Exact(self.values[start:stop], self.scale)

    def take(self, rows: Mask | Codes) -> "Exact":
        return Exact(self.values[rows], self.scale)

    def plus(self, other: "Exact") -> "Exact":
        """Row by row, at the finer of the two scales."""
        scale = max(self.scale, other.scale)
        sums = self.rescaled(scale) + other.rescaled(scale)
        return Exact(sums, scale)

    def rescaled(self, scale: int) -> Ints:
        """The values at a finer scale; Python's integers where 64 bits would not hold them or their sum."""
        if scale == self.scale and self.values.dtype == object:
            return self.values
        factor = 10 ** (scale - self.scale)
        largest = int(np.abs(self.values).max()) if len(self.values) else 0
        wide: Ints = self.values
        if self.values.dtype == object or largest * factor >= _SAFE // 2:
            wide = self.values.astype(object)
        scaled: Ints = wide * factor
        return scaled

    def joined(self, other: "Exact") -> "Exact":
        """These rows, then `other`'s."""
        scale = max(self.scale, other.scale)
        return Exact(np.concatenate([self.rescaled(scale), other.rescaled(scale)]), scale)

    def total(self) -> Decimal:
        return self.decimal(self.total_scaled())

    def total_scaled(self) -> int:
        if self.values.dtype == object:
            return sum(self.values.tolist())
        return int((self.values >> _WORD_BITS).sum()) * _WORD + int((self.values & (_WORD - 1)).sum())

    def cumulative(self) -> Ints:
        """Running sums, scaled; never wraps round."""
        steps = self.values
        if steps.dtype != object and len(steps) and int(np.abs(steps).max()) * len(steps) >= _SAFE:
            steps = steps.astype(object)
        return np.cumsum(steps, dtype=steps.dtype)

    def group_sums(self, codes: Codes, groups: int) -> list[int]:
        """The sum of each group's amounts, scaled; `codes[i]` is row i's group."""
        if self.values.dtype == object:
            return _summed_one_by_one(self.values, codes, groups)
        if len(self.values) and int(np.abs(self.values).max()) * len(self.values) < _EXACT_FLOAT:
            return list(map(int, np.bincount(codes, self.values, groups).tolist()))
        sums = [0] * groups
        for start in range(0, len(self.values), _EXACT_ROWS_MAX):
            values, group = self.values[start : start + _EXACT_ROWS_MAX], codes[start : start + _EXACT_ROWS_MAX]
            lows = np.bincount(group, values & (_WORD - 1), groups)
            highs = np.bincount(group, values >> _WORD_BITS, groups)
            sums = [known + int(high) * _WORD + int(low) for known, high, low in zip(sums, highs, lows, strict=True)]
        return sums

    def bound(self, limit: Decimal, *, up: bool) -> int:
        """`limit` in this column's units, rounded up or down: comparisons with it stay exact."""
        scaled = EXACT.scaleb(limit, self.scale)
        whole = int(scaled.to_integral_value())
        if whole < scaled and up:
            return whole + 1
        return whole - 1 if whole > scaled and not up else whole


def _summed_one_by_one(values: Ints, codes: Codes, groups: int) -> list[int]:
    sums = [0] * groups
    for code, value in zip(codes.tolist(), values.tolist(), strict=True):
        sums[code] += value
    return sums
