"""Charles Schwab: transactions, realised lots, equity awards."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.statement import StatedFill, StatedSplit

FILES = [
    # BAR 300 × (140.35 − 135.0075) − 2.68 = 1600.07; FOO 500 × (100.0001 − 90.1234) − 1.23 = 4937.12;
    # QUX 1300 × (170.3521 − 160.1275) − 2.32 = 13289.66; the bank transfer is cash.
    Expected(
        "schwab/cgt-calc__cgt-schwab_2023_transactions.csv",
        "schwab_transactions",
        6,
        3,
        0,
        "19826.85",
        new=7,
    ),
    Expected("schwab/cgt-calc__cgt-schwab_interest_tax_transactions.csv", "schwab_transactions", 0, 0, 0, "0", new=2),
    Expected("schwab/cgt-calc__cgt-schwab_rsu_settlement_awards.csv", "schwab_equity_awards", 0, 0, 0, "0", ignored=2),
    # 300 bought, 200 sold, 100 left; the 200 of the stock plan came without a price.
    Expected(
        "schwab/cgt-calc__cgt-schwab_rsu_settlement_transactions.csv",
        "schwab_transactions",
        2,
        0,
        1,
        "0",
        new=3,
        quarantined=1,
    ),
    # Newest first. 2595 − 2506 = 89; 1395 − 1355 = 40; 3219 − 2905 − 120 = 194; 2965 − 2885 = 80; 30.5 left.
    Expected("schwab/cgt-calc__cgt-schwab_schwab_transactions.csv", "schwab_transactions", 10, 4, 1, "403", new=13),
    Expected("schwab/tradetally__realized_lots.csv", "schwab_realised_lots", 2, 1, 0, "500", new=1),
    Expected("schwab/tradetally__realized_lots_tab.csv", "schwab_realised_lots", 2, 1, 0, "500", new=1),
    Expected("schwab/tradetally__transactions.csv", "schwab_transactions", 2, 1, 0, "500", new=2),
    # Calls 820 − 600 − 2.64 = 217.36; WOMB put 100 − 0.66 = 99.34; short 550 − 450 − 0.02 = 99.98; QUUX put
    # 80 − 0.66 = 79.34. Open: 100 QUUX assigned, and 1 WOMB split to 4 with 0.25 reinvested.
    Expected(
        "schwab/made__transactions_with_title_and_total.csv",
        "schwab_transactions",
        11,
        4,
        2,
        "496.02",
        new=15,
        ignored=2,
        quarantined=2,
    ),
    # 20 + 20 (both lots are real) + 5 (short) + 100; the lot whose gain is not its prices' is for the trader.
    Expected(
        "schwab/made__realised_lots_details.csv",
        "schwab_realised_lots",
        8,
        4,
        0,
        "145",
        new=4,
        ignored=1,
        quarantined=1,
    ),
    # 1000 at 0.50 become 50; 450 − 500. Not a sale of 950 shares.
    Expected("generic/synthetic__reverse_split_in_position.csv", "schwab_transactions", 2, 1, 0, "-50", new=3),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_schwab_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_every_row_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "schwab" / "made__transactions_with_title_and_total.csv")) == {
        12: "row.action_unknown",
        18: "row.action_unknown",
        20: "cash.other",
        21: "row.total",
    }
    found = ledger(IMPORTS / "schwab" / "cgt-calc__cgt-schwab_rsu_settlement_transactions.csv")
    assert codes(found)[3] == "stock_plan.no_price"
    assert codes(ledger(IMPORTS / "schwab" / "cgt-calc__cgt-schwab_rsu_settlement_awards.csv")) == {
        2: "award.not_a_trade",
        3: "award.detail",
    }


def test_the_day_after_as_of_is_the_one_that_counts() -> None:
    said = read(IMPORTS / "schwab" / "made__transactions_with_title_and_total.csv")
    expired = next(one for one in said if isinstance(one, StatedFill) and one.kind is ExecutionKind.EXPIRY)
    assert (str(expired.day), expired.side, str(expired.price)) == ("2026-06-26", Side.BUY, "0")


def test_an_assignment_delivers_under_the_options_underlying() -> None:
    said = read(IMPORTS / "schwab" / "made__transactions_with_title_and_total.csv")
    assigned = next(one for one in said if isinstance(one, StatedFill) and one.kind is ExecutionKind.ASSIGNMENT)
    assert assigned.delivery.startswith("QUUX 2026-06-19")


def test_a_split_states_the_shares_it_added_or_its_ratio() -> None:
    said = read(IMPORTS / "schwab" / "made__transactions_with_title_and_total.csv")
    assert [(one.numerator, one.added) for one in said if isinstance(one, StatedSplit)] == [(0, Decimal(3))]
    said = read(IMPORTS / "generic" / "synthetic__reverse_split_in_position.csv")
    assert [(one.numerator, one.denominator) for one in said if isinstance(one, StatedSplit)] == [(1, 20)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("06/01/2026,Expired,WOMB,WOMBAT,-1,,,", "option.unknown"),
        ("06/01/2026,Buy,,WOMBAT,1,1,,-1", "import.cell_invalid"),
        ("06/01/2026,,WOMB,WOMBAT,1,1,,-1", "import.cell_invalid"),
        ("06/31/2026,Buy,WOMB,WOMBAT,1,1,,-1", "import.cell_invalid"),
        ("06/01/2026,Buy,WOMB1 260717C00100000,ADJUSTED,1,1,,-1", "contract.unknown"),
    ],
)
def test_a_row_that_cannot_be_settled_says_why(tmp_path: Path, row: str, code: str) -> None:
    header = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n"
    assert codes(ledger(file_of(tmp_path, header + row + "\n"))) == {2: code}


def test_a_lot_of_nothing_is_refused(tmp_path: Path) -> None:
    header = "Symbol,Quantity,Cost Per Share,Proceeds Per Share,Opened Date,Closed Date,Gain/Loss ($)\n"
    path = file_of(tmp_path, header + "WOMB,0,1,2,01/02/2026,01/03/2026,0\n")
    assert codes(ledger(path)) == {2: "import.cell_invalid"}
