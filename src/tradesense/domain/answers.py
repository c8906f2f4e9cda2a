"""What the trader has said about a file or its contracts, for whatever reads the file to know.

Read far inside the formats, where a row meets a question; so it is held in a context variable, set round
the reading of one file, and not handed through every function of every format.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from tradesense.domain.money import Currency


class ContractFacts(NamedTuple):
    """What one point of a contract is worth, and in which currency."""

    multiplier: Decimal
    currency: Currency


class Answers(NamedTuple):
    """`contracts`: by root or symbol; `later`: lines whose clock time was skipped, to be read an hour later.

    `cost_shares`: by line, which share of the cost goes to what a corporate action brought; between 0 and 1.
    """

    contracts: Mapping[str, ContractFacts]
    later: frozenset[int] = frozenset()
    cost_shares: Mapping[int, Decimal] = MappingProxyType({})


NOTHING_SAID: Final = Answers({})
_ANSWERS: Final[ContextVar[Answers]] = ContextVar("answers", default=NOTHING_SAID)


def answers() -> Answers:
    return _ANSWERS.get()


@contextmanager
def answered(given: Answers) -> Iterator[None]:
    before = _ANSWERS.get()
    _ANSWERS.set(given)
    try:
        yield
    finally:
        # Not `reset`: a file that is left half read is closed in whichever context comes by.
        _ANSWERS.set(before)


def own_multiplier(name: str) -> Decimal | None:
    """What the trader said a point of `name` is worth."""
    said = answers().contracts.get(name.strip().upper().lstrip("/"))
    return said.multiplier if said else None
