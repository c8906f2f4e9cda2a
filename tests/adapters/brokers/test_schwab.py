"""Charles Schwab: transactions, realised lots, equity awards."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.corporate_action import ActionKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.number import plain
from tradesense.domain.statement import StatedAction, StatedFill, StatedSplit

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
    # GOLDY 1000 for 2000 become 40, sold at 60: 400. OLDY 200 for 2000, sold as NEWY at 12: 400; QQQY only changes its name:
    # 102. 35 DATAY for 3500 become 38 CRMY, sold at 110: 680; ATVY 40 for 3200, paid out with 3800: 600. COVY called away
    # 500, its call 99.34. AAPLY 10 for 4000 become 40, sold at 110: 400; TSLAY, split the same day, stays. A spin-off and
    # half of a reverse split are asked about.
    Expected(
        "schwab/made__corporate_actions.csv",
        "schwab_transactions",
        16,
        8,
        1,
        "3181.34",
        new=23,
        ignored=7,
        quarantined=2,
    ),
    # One call sold for 3000 becomes three of a third of its strike, bought back for 1200; the put on FBY, now on METY,
    # 700 − 500. 30 TESLY and 10 METY stay. Six fills, the split and the change of symbol; what they did to the options
    # stands on their rows.
    Expected("schwab/made__options_of_a_split.csv", "schwab_transactions", 6, 2, 2, "2000", new=8, ignored=1),
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


def test_the_rows_of_an_exchange_are_told_once_and_what_is_not_told_is_asked() -> None:
    path = IMPORTS / "schwab" / "made__corporate_actions.csv"
    assert codes(ledger(path)) == {
        11: "split.half",
        12: "corporate_action.by_hand",
        13: "corporate_action.other_side",
        19: "corporate_action.other_side",
        22: "corporate_action.same_symbol",
        23: "corporate_action.same_symbol",
        27: "corporate_action.other_side",
        31: "corporate_action.other_side",
        33: "row.total",
    }
    said = {
        one.line: (
            one.kind,
            one.instrument.symbol,
            one.target and one.target.symbol,
            *one.terms[:2],
            plain(one.terms.cash),
        )
        for one in read(path)
        if isinstance(one, StatedAction)
    }
    assert said == {
        14: (ActionKind.MERGER, "ATVY", None, 1, 1, "95"),  # 3800 / 40
        18: (ActionKind.MERGER, "DATAY", "CRMY", 38, 35, "0"),
        26: (ActionKind.SYMBOL_CHANGE, "OLDY", "NEWY", 1, 1, "0"),
    }


def test_shares_sold_at_the_strike_on_the_day_of_an_assignment_are_what_it_delivered() -> None:
    said = [one for one in read(IMPORTS / "schwab" / "made__corporate_actions.csv") if isinstance(one, StatedFill)]
    called = [one for one in said if one.kind is ExecutionKind.ASSIGNMENT]
    assert [(one.instrument.symbol, one.side) for one in called] == [
        ("COVY 2026-07-17 55 C", Side.BUY),
        ("COVY", Side.SELL),
    ]
    assert len({one.delivery for one in called}) == 1


HEADER = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n"


def test_shares_held_short_are_split_the_other_way_round(tmp_path: Path) -> None:
    # Short 100 at 2; 1 for 20: short 5, bought back at 30: 200 − 150.
    rows = (
        "06/01/2026,Sell Short,WOMB,WOMBAT INC,100,2,,200\n06/02/2026,Reverse Split,WOMB,WOMBAT INC,-5,,,\n"
        "06/02/2026,Reverse Split,WOMB,WOMBAT INC,100,,,\n06/03/2026,Buy to Cover,WOMB,WOMBAT INC,5,30,,-150\n"
    )
    found = ledger(file_of(tmp_path, HEADER + rows))
    assert [(trade.status.value, str(trade.net)) for trade in found.trades] == [("closed", "50")]


def test_a_file_that_names_old_shares_by_their_cusip_splits_and_renames_them(tmp_path: Path) -> None:
    # 1530 of the old CUSIP for 1530 become 306, sold at 6.
    rows = (
        "06/01/2026,Buy,00000X102,OXLY CAPITAL,1530,1,,-1530\n06/02/2026,Reverse Split,OXLY,OXLY CAPITAL,306,,,\n"
        "06/02/2026,Reverse Split,00000X102,OXLY CAPITAL XXXREVERSE SPLIT EFF: 06/02/26,-1530,,,\n"
        "06/03/2026,Sell,OXLY,OXLY CAPITAL,306,6,,1836\n"
    )
    found = ledger(file_of(tmp_path, HEADER + rows))
    assert [(trade.status.value, str(trade.net)) for trade in found.trades] == [("closed", "306")]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        # Nobody says what 00000A104 was called.
        (["Name Change,NEWY,NEWCO INC,200,,,", "Name Change,00000A104,OLDCO HOLDINGS,-200,,,"], {2, 3}),
        (["Cash Merger,OLDY,OLDCO,,,,$10"], {2}),
        (["Stock Split,OLDY,OLDCO,,,,"], {2}),
        (["Stock Merger,OLDY,OLDCO,-5,,,"], {2}),
        (["Options Frwd Split,OLDY 07/17/2026 55.00 C,CALL OLDCO,-2,,,"], {2}),
        # Two exchanges in one day whose names do not tell which is which.
        (
            ["Stock Merger,AY,A,1,,,", "Stock Merger,BY,B,1,,,", "Stock Merger,CY,C,-1,,,", "Stock Merger,DY,D,-1,,,"],
            {2, 3, 4, 5},
        ),
    ],
)
def test_an_exchange_that_is_not_told_is_asked_about(tmp_path: Path, rows: list[str], lines: set[int]) -> None:
    path = file_of(tmp_path, HEADER + "".join(f"06/01/2026,{row}\n" for row in rows))
    assert codes(ledger(path)) == dict.fromkeys(lines, "corporate_action.by_hand")


def test_a_merger_for_shares_and_cash_asks_for_the_share_of_the_cost_at_its_new_shares(tmp_path: Path) -> None:
    rows = (
        "06/01/2026,Cash/Stock Merger,NEWY,NEWCO,5,,,$10\n06/01/2026,Cash/Stock Merger,OLDY,OLDCO XXXMANDATORY,-5,,,\n"
    )
    found = ledger(file_of(tmp_path, HEADER + rows))
    assert codes(found) == {2: "corporate_action.cost_share", 3: "corporate_action.other_side"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("06/01/2026,Buy,WOMB,WOMBAT,0,1,,-1", "number.invalid"),
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
