"""What verification finds: a stored value beside the one it should be."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Pairs = dict[str, tuple[object, object]]
"""By name: what is stored, and what is expected."""


class Difference(NamedTuple):
    """One stored value that is not what the facts give. `kind`: trade, day, position, unmatched, annotation, cash
    event or cash."""

    kind: str
    id: str
    name: str
    stored: str
    expected: str


def compared(kind: str, id_: str, pairs: Pairs) -> list[Difference]:
    return [
        Difference(kind, id_, name, str(stored), str(expected))
        for name, (stored, expected) in pairs.items()
        if not _same(stored, expected)
    ]


def _same(stored: object, expected: object) -> bool:
    if isinstance(stored, Decimal) and isinstance(expected, Fraction):
        return Fraction(stored) == expected
    return stored == expected
