"""What a public link tells of a trade: its result in money, in R or per cent, with or without sizes and symbol.

What is hidden cannot be worked out from the rest either: a size follows from money and prices, a symbol from a price and
the minute it was paid in.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.problem import Kind, Problem

PLACES: Final = Decimal("0.01")
_SHOWN: Final = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""For what is only shown, to two decimals."""


class Results(StrEnum):
    """In what a result is told."""

    MONEY = "money"
    R = "r"
    PERCENT = "percent"


class SizesFollow(Problem):
    code, kind, title = "share.sizes_follow", Kind.INVALID, "With results in money, sizes can be worked out."


class RiskMissing(Problem):
    code, kind, title = "share.risk_missing", Kind.CONFLICT, "The trade has no planned risk to tell its result in R."


class Hiding(NamedTuple):
    """In what results are told, and what is not."""

    results: Results
    hides_sizes: bool
    hides_symbol: bool


class Shown(NamedTuple):
    """A closed or open trade, as it is. `risk`: planned, in the trade's currency."""

    symbol: str
    asset_class: str
    currency: str
    direction: int
    opened_at: datetime
    closed_at: datetime | None
    opened_on: date
    closed_on: date | None
    quantity: Decimal
    entry_price: Decimal
    exit_price: Decimal | None
    entry_notional: Decimal
    net: Decimal
    risk: Decimal | None


class Redacted(NamedTuple):
    """What is told; None is hidden, or not known. `result`: in what `results` says, to two decimals."""

    symbol: str | None
    asset_class: str
    currency: str | None
    direction: int
    opened_on: date
    closed_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    quantity: Decimal | None
    entry_price: Decimal | None
    exit_price: Decimal | None
    results: Results
    result: Decimal | None


def check_hiding(hiding: Hiding, risk: Decimal | None) -> None:
    """Raises SizesFollow or RiskMissing."""
    if hiding.hides_sizes and hiding.results is Results.MONEY:
        raise SizesFollow("Tell the result in R or per cent instead.")
    if hiding.results is Results.R and not risk:
        raise RiskMissing


def redacted(trade: Shown, hiding: Hiding) -> Redacted:
    """A result is told once the trade is closed."""
    named = not hiding.hides_symbol
    return Redacted(
        symbol=trade.symbol if named else None,
        asset_class=trade.asset_class,
        currency=trade.currency if hiding.results is Results.MONEY else None,
        direction=trade.direction,
        opened_on=trade.opened_on,
        closed_on=trade.closed_on,
        opened_at=trade.opened_at if named else None,
        closed_at=trade.closed_at if named else None,
        quantity=None if hiding.hides_sizes else trade.quantity,
        entry_price=trade.entry_price if named else None,
        exit_price=trade.exit_price if named else None,
        results=hiding.results,
        result=_result(trade, hiding.results) if trade.closed_at else None,
    )


def _result(trade: Shown, results: Results) -> Decimal | None:
    match results:
        case Results.MONEY:
            return _rounded(trade.net)
        case Results.R:
            return _rounded(_SHOWN.divide(trade.net, trade.risk)) if trade.risk else None
        case _:
            # Of what stood behind the entries; for a short as much as for a long one.
            put_in = abs(trade.entry_notional)
            return _rounded(_SHOWN.divide(100 * trade.net, put_in)) if put_in else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(PLACES, context=_SHOWN)
