"""A parsed filter: a small tree of typed conditions."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tradesense.domain.number import plain

Scalar = str | Decimal | date


class Bound(NamedTuple):
    """One end of a range."""

    value: Decimal | date
    included: bool


class Range(NamedTuple):
    """Values between two ends; None: open."""

    low: Bound | None
    high: Bound | None


class Match(NamedTuple):
    """The field has one of the values (a comma means OR). Texts are in ASCII lower case, symbols in upper."""

    field: str
    values: tuple[Scalar | Range, ...]


class Text(NamedTuple):
    """The words occur in symbol, notes, tags or playbook; ASCII lower case."""

    words: str


class Not(NamedTuple):
    node: "Node"


class And(NamedTuple):
    nodes: tuple["Node", ...]


class Or(NamedTuple):
    nodes: tuple["Node", ...]


Node = And | Or | Not | Match | Text

EVERYTHING = And(())


def canonical(node: Node) -> str:
    """One spelling for filters that mean the same by their form: what caches are keyed by."""
    match node:
        case And(nodes):
            return "(" + " ".join(sorted(canonical(one) for one in nodes)) + ")"
        case Or(nodes):
            return "(" + " OR ".join(sorted(canonical(one) for one in nodes)) + ")"
        case Not(inner):
            return "-" + canonical(inner)
        case Text(words):
            return repr(words)
    return f"{node.field}:" + ",".join(sorted(_spelled(value) for value in node.values))


def _spelled(value: Scalar | Range) -> str:
    if isinstance(value, Range):
        low = ("[" if value.low.included else "(") + _spelled(value.low.value) if value.low else ""
        high = _spelled(value.high.value) + ("]" if value.high.included else ")") if value.high else ""
        return f"{low}..{high}"
    if isinstance(value, Decimal):
        return plain(value)
    return repr(value) if isinstance(value, str) else value.isoformat()
