"""Tradovate and NinjaTrader."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.statement import StatedFill

FILES = [
    # (22006.50 − 22000) × 2 × 2 = 26; (22023 − 22030) × 2 = −14
    Expected("tradovate/synthetic__paired_trades.csv", "tradovate_pairs", 4, 2, 0, "12", new=2),
    # (6714 − 6713.75) × 8 × 5
    Expected("tradovate/tradetally__orders_mes_short.csv", "tradovate_orders", 2, 1, 0, "10", new=2),
    # 10 × 50
    Expected("tradovate/tradetally__orders_min_no_status.csv", "tradovate_orders", 2, 1, 0, "500", new=2),
    # Bought 3 @ 5000 and 2 @ 5001, sold 3 @ 5004 and 2 @ 5006: 22 points × 5 = 40 + 30 + 25 + 15. Pair 51 again,
    # a pair whose fills are told already, a wrong profit, another price for a known fill, one fill twice.
    Expected(
        "tradovate/made__fill_in_several_pairs.csv",
        "tradovate_pairs",
        4,
        1,
        0,
        "110",
        new=3,
        duplicate=1,
        ignored=1,
        quarantined=2,
        rejected=1,
    ),
    # 0.0010 × 125000 − 4 = 121; 0.01 × 25000 − 4 = 246
    Expected("ninjatrader/synthetic__fx_and_copper_futures.csv", "ninjatrader_executions", 4, 2, 0, "367", new=4),
    # 4 × 5 − 1.24
    Expected("ninjatrader/tradetally__executions_semicolon_eu.csv", "ninjatrader_executions", 2, 1, 0, "18.76", new=2),
    # (23960 − 23955.50) × 20
    Expected(
        "ninjatrader/tradetally__trade_performance_suffix_dollar.csv", "ninjatrader_performance", 2, 1, 0, "90", new=1
    ),
    # EVAL-1: 2 × 5 − 1.24 = 8.76, turned short by the same fill, 1 × 5 − 1.24 = 3.76; EVAL-2: 8.76, then an exit
    # of nothing; shares and a currency pair stay open.
    Expected(
        "ninjatrader/made__executions_copied_accounts.csv",
        "ninjatrader_executions",
        8,
        3,
        2,
        "21.28",
        new=7,
        quarantined=1,
    ),
    # 10 × 2 × 50 − 4.40 = 995.60; twice −2 × 50 − 2.20 = −102.20 (both are real); a profit that is not the prices',
    # an exit before its entry, an unknown contract; the total.
    Expected(
        "ninjatrader/made__performance_european.csv",
        "ninjatrader_performance",
        6,
        3,
        0,
        "791.2",
        new=3,
        ignored=1,
        quarantined=3,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_platform_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_a_fill_in_several_pairs_is_one_fill_of_their_sum() -> None:
    said = [
        one for one in read(IMPORTS / "tradovate" / "made__fill_in_several_pairs.csv") if isinstance(one, StatedFill)
    ]
    assert {one.broker_ref: one.quantity for one in said} == {
        "fill:61": Decimal(3),
        "fill:62": Decimal(2),
        "fill:71": Decimal(3),
        "fill:72": Decimal(2),
    }
    assert all(one.fees is None for one in said)


def test_every_pair_without_a_new_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "tradovate" / "made__fill_in_several_pairs.csv")) == {
        5: "pair.told_above",
        7: "profit.differs",
        8: "fill.differs",
        9: "import.cell_invalid",
    }


def test_a_pairs_number_that_comes_again_with_other_fills_is_for_the_trader(tmp_path: Path) -> None:
    text = (IMPORTS / "tradovate" / "synthetic__paired_trades.csv").read_text()
    again = text.splitlines()[1].replace(",6001,6002,", ",6091,6092,")
    assert codes(ledger(file_of(tmp_path, text.rstrip() + "\n" + again + "\n"))) == {4: "fill.differs"}


def test_orders_that_did_not_fill_are_ignored(tmp_path: Path) -> None:
    text = (
        "orderId,B/S,Contract,Fill Time,avgPrice,filledQty,Status\n"
        "1, Buy,ESM6,01/05/2026 09:30:00,5000,1,Canceled\n"
        "2, Buy,ESM6,,,,Filled\n"
        "3, Lend,ESM6,01/05/2026 09:30:00,5000,1,Filled\n"
        "4, Sell,ESM6,01/05/2026 09:31:00,5000,1,Filled\n"
    )
    found = ledger(file_of(tmp_path, text))
    assert codes(found) == {2: "order.not_filled", 3: "order.not_filled", 4: "import.cell_invalid"}
    assert found.fills == 1


def test_the_same_execution_in_two_accounts_is_two_fills() -> None:
    found = ledger(IMPORTS / "ninjatrader" / "made__executions_copied_accounts.csv")
    assert {position.key.account for position in found.positions} == {"EVAL-1", "EVAL-2"}
    assert codes(found) == {7: "execution.nothing_open"}


def test_a_performance_row_that_cannot_be_settled_says_why() -> None:
    assert codes(ledger(IMPORTS / "ninjatrader" / "made__performance_european.csv")) == {
        5: "profit.differs",
        6: "trade.closes_before_opening",
        7: "contract.unknown",
        8: "row.total",
    }


def test_dashes_put_the_day_first_and_slashes_the_month() -> None:
    (trade,) = ledger(IMPORTS / "ninjatrader" / "tradetally__trade_performance_suffix_dollar.csv").trades
    assert trade.opened_on.isoformat() == "2026-04-01"
    text = (IMPORTS / "ninjatrader" / "tradetally__trade_performance_suffix_dollar.csv").read_text()
    assert "01-04-2026" in text


def test_a_performance_report_with_slashes_is_american(tmp_path: Path) -> None:
    text = (IMPORTS / "ninjatrader" / "tradetally__trade_performance_suffix_dollar.csv").read_text()
    (trade,) = ledger(file_of(tmp_path, text.replace("01-04-2026", "01/04/2026"))).trades
    # A Sunday night: the trading day is Monday's.
    assert (trade.opened_at.day, trade.opened_on.isoformat()) == (4, "2026-01-05")


def test_a_performance_report_without_trades_has_none(tmp_path: Path) -> None:
    text = (IMPORTS / "ninjatrader" / "tradetally__trade_performance_suffix_dollar.csv").read_text()
    assert ledger(file_of(tmp_path, text.splitlines()[0] + "\n")).rows == 0
