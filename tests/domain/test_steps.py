"""A trade worked out step by step: what each of its fills did, with which lots it was matched."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.domain.fills import OPENING_BELL, Tape
from tradesense.domain.execution import Execution, LotPick
from tradesense.domain.lots import Method
from tradesense.domain.matching import Rules
from tradesense.domain.split import Split
from tradesense.domain.steps import work_out

D = Decimal


def worked(
    fills: list[Execution], *splits: Split, opening: int = 0, units: str | None = None, **rules: Any
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Steps as role, quantity, fees, position, realised; matches as quantity, cost, gross."""
    first = fills[opening]
    quantity = first.moved if units is None else D(units)
    steps, matches = work_out(fills, splits, Rules(**rules), first.id, quantity)
    return [tuple(step)[1:] for step in steps], [(one.quantity, one.cost, one.gross) for one in matches]


def split_at(minute: float, numerator: int, denominator: int) -> Split:
    return Split(numerator, denominator, OPENING_BELL + timedelta(minutes=minute))


def test_scale_in_partial_exit_and_the_closing_part_of_a_flip() -> None:
    # ledger.md, example A
    tape = Tape().buy(100, 10, 1).buy(100, 11, 1).sell(150, 12, "1.5").sell(100, 9, 1).buy(50, "8.5", "0.5")
    steps, matches = worked(tape.fills)
    assert steps == [
        ("entry", 100, 1, 100, None),
        ("entry", 100, 1, 200, None),
        ("exit", 150, D("1.5"), 50, 250),
        ("exit", 50, D("0.5"), 0, -100),
    ]
    assert matches == [(100, 1000, 200), (50, 550, 50), (50, 550, -100)]
    # The other trade begins with what the flip left: 50 units and half the fee.
    steps, matches = worked(tape.fills, opening=3, units="50")
    assert steps == [("entry", 50, D("0.5"), -50, None), ("exit", 50, D("0.5"), 0, 25)]
    assert matches == [(50, 450, 25)]


def test_a_trade_still_open_ends_where_it_stands() -> None:
    steps, _ = worked(Tape().sell(10, 10, 0).buy(4, 9, 0).fills)
    assert steps == [("entry", 10, 0, -10, None), ("exit", 4, 0, -6, 4)]


def test_splits_count_from_the_opening_on() -> None:
    tape = Tape().buy(10, 400, 0).sell(40, 105, 0)
    steps, matches = worked(tape.fills, split_at(-5, 2, 1), split_at(0.5, 4, 1), split_at(9, 2, 1))
    assert steps == [("entry", 10, 0, 10, None), ("exit", 40, 0, 0, 200)]
    assert matches == [(40, 4000, 200)]


def test_what_matched_nothing_is_no_step() -> None:
    tape = Tape().buy(10, 10, 0).buy(10, 20, 0).sell(5, 30, 0)
    assert worked(tape.fills, method=Method.SPECIFIC)[0] == [("entry", 10, 0, 10, None), ("entry", 10, 0, 20, None)]
    tape.fills[2] = tape.fills[2]._replace(picks=(LotPick(tape.fills[1].id, D(5)),))
    assert worked(tape.fills, method=Method.SPECIFIC)[0][2] == ("exit", 5, 0, 15, 50)


def test_a_fee_in_the_asset_is_what_did_not_arrive() -> None:
    # ledger.md, example F: 0.001 × 50 000 = 50
    tape = Tape().buy(1, 50_000, None, asset_fee=D("0.001")).sell("0.999", 52_000, 0)
    steps, _ = worked(tape.fills)
    assert steps == [("entry", D("0.999"), 50, D("0.999"), None), ("exit", D("0.999"), 0, 0, 1998)]
