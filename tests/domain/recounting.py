"""Sentences for the auditor's tests: tapes, rules, rows."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.domain.fills import OPENING_BELL, Tape
from tradesense.domain.execution import Execution, LotPick
from tradesense.domain.recount import Recount, RecountedTrade, RecountRules, recount
from tradesense.domain.split import Split

METHODS = ["fifo", "lifo", "average", "hifo"]
MONDAY, TUESDAY, WEDNESDAY = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)
TINY = "0.0000000000001"  # 1e-13, less than the 12 decimals that a rounded share keeps


def f(text: str | int) -> Fraction:
    return Fraction(text)


def row(*values: object) -> tuple[object, ...]:
    """Fractions beside whole numbers: equal in value, which mypy doubts in a plain tuple."""
    return values


def rules(method: str = "fifo", multiplier: str = "1", **more: bool) -> RecountRules:
    settled = {"converts": False, "margin": False, "long_only": False} | more
    return RecountRules(Decimal(multiplier), method, **settled)


def split_after(minute: float, numerator: int, denominator: int) -> Split:
    return Split(numerator, denominator, OPENING_BELL + timedelta(minutes=minute))


def counted(tape: Tape, *splits: Split, method: str = "fifo", **more: Any) -> Recount:
    return recount(tape.fills, splits, rules(method, **more))


def only(result: Recount) -> RecountedTrade:
    (trade,) = result.trades
    return trade


def pick(fill_of_lot: Execution, quantity: str | int) -> LotPick:
    return LotPick(fill_of_lot.id, Decimal(quantity))


def realised(trade: RecountedTrade) -> list[Fraction]:
    return [day.gross for day in trade.days]


def example_a(*picks: tuple[int, int]) -> Tape:
    tape = Tape().buy(100, "10.00", "1.00").buy(100, "11.00", "1.00")
    chosen = tuple(pick(tape.fills[place], quantity) for place, quantity in picks)
    tape.sell(150, "12.00", "1.50", day=TUESDAY, picks=chosen)
    return tape.sell(100, "9.00", "1.00", day=WEDNESDAY).buy(50, "8.50", "0.50", day=WEDNESDAY)
