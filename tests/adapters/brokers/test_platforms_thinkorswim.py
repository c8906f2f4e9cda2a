"""thinkorswim's trade activity: orders, which say at what price they filled only where the fills stand beside them."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, told
from tradesense.domain.statement import Verdict

FILES = [
    # 0.20 × 75; a working order in two lines and a cancelled one
    Expected("thinkorswim/made__trade_activity_filled.csv", "thinkorswim_statement", 2, 1, 0, "15", 2, ignored=3),
    # Two orders filled at prices that are not told; a further line of the first, a cancelled one
    Expected(
        "thinkorswim/made__trade_activity_orders.csv", "thinkorswim_activity", 0, 0, 0, "0", ignored=2, quarantined=2
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_platform_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_an_orders_limit_is_not_what_it_filled_at() -> None:
    assert codes(ledger(IMPORTS / "thinkorswim" / "made__trade_activity_orders.csv")) == {
        5: "order.price_unknown",
        6: "order.continued",
        7: "order.price_unknown",
        8: "order.not_filled",
    }


def test_fills_that_stand_below_hundreds_of_orders_are_found(tmp_path: Path) -> None:
    text = (IMPORTS / "thinkorswim" / "made__trade_activity_filled.csv").read_text()
    working = ",,9/25/26 10:15:02,STOCK,BUY,+100,TO OPEN,WOMB,,,STOCK,.52,LMT,DAY,.55,WORKING\n"
    found = ledger(file_of(tmp_path, text.replace(working, working * 200)))
    assert found.verdicts[Verdict.NEW] == 2
    assert found.verdicts[Verdict.IGNORED] == 202
