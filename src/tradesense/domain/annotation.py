"""Annotations: what the trader says of a trade, and what a trade shows when several of its legs carry one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tradesense.domain.ids import ExecutionId
from tradesense.domain.number import EXACT


class Annotation(NamedTuple):
    """Anchored to an entry leg by its execution, so that it survives every re-derivation (decision 7)."""

    execution: ExecutionId
    tags: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    notes: str = ""
    playbook: str | None = None
    rating: int | None = None
    confidence: int | None = None
    stop: Decimal | None = None
    target: Decimal | None = None
    planned_risk: Decimal | None = None


class Gathered(NamedTuple):
    """What a trade shows: lists and notes united, of single values the earliest."""

    tags: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    notes: str = ""
    playbook: str | None = None
    rating: int | None = None
    confidence: int | None = None
    stop: Decimal | None = None
    target: Decimal | None = None
    planned_risk: Decimal | None = None
    merged: bool = False


def gather(annotations: Sequence[Annotation]) -> Gathered:
    """Unites the annotations of a trade's entry legs, given oldest first."""
    if not annotations:
        return Gathered()

    def united(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for annotation in annotations for one in getattr(annotation, name)))

    def earliest(name: str) -> object:
        return next((value for one in annotations if (value := getattr(one, name)) is not None), None)

    return Gathered(
        tags=united("tags"),
        mistakes=united("mistakes"),
        emotions=united("emotions"),
        notes="\n\n".join(one.notes for one in annotations if one.notes),
        **{name: earliest(name) for name in _SINGLE},  # type: ignore[arg-type]  # each of its own type
        merged=len(annotations) > 1,
    )


_SINGLE = ("playbook", "rating", "confidence", "stop", "target", "planned_risk")


def initial_risk(gathered: Gathered, entry_price: Decimal, quantity: Decimal, multiplier: Decimal) -> Decimal | None:
    """What was put at risk: as planned, else from the stop: |entry − stop| × quantity × multiplier.

    None, never zero, when neither says: such trades have no R.
    """
    if gathered.planned_risk is not None:
        return gathered.planned_risk
    if gathered.stop is None:
        return None
    distance = EXACT.subtract(entry_price, gathered.stop).copy_abs()
    return EXACT.multiply(EXACT.multiply(distance, quantity), multiplier) or None
