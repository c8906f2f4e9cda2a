"""Verification of what trades show of annotations: tags, notes, stop, target, risk, gathered by other code."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

from tradesense.features.ledger.repository.verify import StoredAnnotation, StoredPosition, StoredTrade
from tradesense.features.ledger.use_cases.differences import Difference, Pairs, compared

UNITED: Final = ("tags", "mistakes", "emotions")
EARLIEST: Final = ("playbook", "rating", "confidence", "stop", "target")


def anchor_differences(annotations: Iterable[StoredAnnotation], entered: Mapping[UUID, UUID]) -> list[Difference]:
    """Each annotation against the trade that its fill enters. `entered`: that trade, by fill."""
    found: list[Difference] = []
    for one in annotations:
        pairs: Pairs = {"trade": (one.trade_id, entered.get(one.execution_id))}
        found += compared("annotation", str(one.execution_id), pairs)
    return found


def shown_differences(
    position: StoredPosition,
    stored: Sequence[StoredTrade],
    annotations: Iterable[StoredAnnotation],
    entered: Mapping[UUID, UUID],
) -> list[Difference]:
    """Each trade of a position against the annotations of its legs; trades that should not be are told of elsewhere."""
    expected = set(entered.values())
    said: dict[UUID, list[StoredAnnotation]] = {}
    for one in sorted(annotations, key=lambda one: one.order):
        if one.execution_id in entered:
            said.setdefault(entered[one.execution_id], []).append(one)
    found: list[Difference] = []
    for kept in stored:
        if kept.id in expected:
            found += compared("trade", str(kept.id), _shown(kept, said.get(kept.id, []), Fraction(position.multiplier)))
    return found


def _shown(trade: StoredTrade, said: list[StoredAnnotation], multiplier: Fraction) -> Pairs:
    pairs: Pairs = {
        name: (getattr(trade, name), list(dict.fromkeys(label for one in said for label in getattr(one, name))))
        for name in UNITED
    }
    pairs |= {name: (getattr(trade, name), _first(said, name)) for name in EARLIEST}
    return pairs | {
        "notes": (trade.notes, "\n\n".join(one.notes for one in said if one.notes)),
        "risk": (trade.risk, _risk(trade, said, multiplier)),
    }


def _first(said: list[StoredAnnotation], name: str) -> object:
    return next((value for value in (getattr(one, name) for one in said) if value is not None), None)


def _risk(trade: StoredTrade, said: list[StoredAnnotation], multiplier: Fraction) -> object:
    """What was planned, else what the stop would have cost; nothing where that is nothing."""
    planned = [one.planned_risk for one in said if one.planned_risk is not None]
    stops = [one.stop for one in said if one.stop is not None]
    if planned:
        return planned[0]
    if not stops:
        return None
    distance = abs(Fraction(trade.entry_price) - Fraction(stops[0]))
    return distance * Fraction(trade.entry_quantity) * multiplier or None
