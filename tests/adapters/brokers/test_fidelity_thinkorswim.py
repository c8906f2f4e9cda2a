"""Fidelity's history; thinkorswim's and paperMoney's statements."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, NEW_YORK, Expected, codes, file_of, ledger, read, told
from tradesense.domain.answers import Answers
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.statement import ReadOptions, StatedCash, StatedFill, StatedSplit
from tradesense.domain.trade import TradeStatus

FILES = [
    # (2.50 − 1.96) × 2 × 100 = 108; costs 1.35 + 1.33; = 498.65 − 393.33
    Expected("fidelity/synthetic__account_history_options.csv", "fidelity_history", 2, 1, 0, "105.32", new=2),
    # Short (11 − 9) × 50 − 0.02 = 99.98; QUUX put 80 − 0.66 = 79.34; WOMB call −100 − 0.66 = −100.66.
    # Open: 1 WOMB split to 2 and 0.5 reinvested; 100 QUUX assigned. New: 9 fills and the split.
    Expected(
        "fidelity/made__history_without_account.csv",
        "fidelity_history",
        9,
        3,
        2,
        "78.66",
        new=12,
        ignored=5,
        quarantined=1,
    ),
    # LGOY 1300 for 1300 become 130, sold at 12: 260. ZXCY, whose split names no symbol, 51 for 510 become 17, sold at 40:
    # 170. OLDY, sold as NEWY: 100. TARG 26 for 260, paid out with 312: 52. AAPLY 10 for 4000 become 40, sold at 110: 400.
    # The three rows of a merger into two, a spin-off, and shares of which none were held are asked about.
    Expected(
        "fidelity/made__corporate_actions.csv",
        "fidelity_history",
        9,
        5,
        0,
        "982",
        new=15,
        ignored=4,
        quarantined=5,
    ),
    # 13 NEWY and 52 of cash came for 26 ZEDY: the share of the cost that goes to NEWY is asked for, and its sale has
    # nothing to close meanwhile.
    Expected("fidelity/made__merger_with_cash.csv", "fidelity_history", 2, 0, 1, "0", new=1, ignored=1, quarantined=2),
    # 15499 − 15001: the amounts less what the fee column says
    Expected("thinkorswim/tradetally__bot_sold_descriptions.csv", "thinkorswim_statement", 2, 1, 0, "498", new=2),
    # Short 10000: (1.48 − 1.49) × 10000; the working order and the balance line are no fills.
    Expected(
        "papermoney/tradetally__account_statement_multi_section.csv",
        "thinkorswim_statement",
        2,
        1,
        0,
        "-100",
        new=2,
        ignored=2,
    ),
    Expected("papermoney/tradetally__exec_time_rows.csv", "thinkorswim_statement", 2, 1, 0, "500", new=2),
    Expected("papermoney/tradetally__filled_orders_section.csv", "thinkorswim_statement", 2, 1, 0, "500", new=2),
    # 6.25 × 20
    Expected("papermoney/tradetally__nq_future.csv", "thinkorswim_statement", 2, 1, 0, "125", new=2),
    # WOMB 50 − 0.02 − 0.15 = 49.83; MES 2 × 5 − 5 = 5; the spread's fees 1.35 shared: 300 − 0.675 and −175 − 0.675.
    Expected(
        "thinkorswim/made__statement_with_spread_and_fees.csv",
        "thinkorswim_statement",
        8,
        4,
        0,
        "178.48",
        new=9,
        ignored=11,
        quarantined=1,
    ),
    # Calls (0.60 − 0.52) × 2 × 100 − 2.64 = 13.36; 10-year note 111 24/32 to 112: 250 − 5 = 245; 100 ZZZZ
    # assigned stay short. The condor's legs, an option without its opening, two rows without words we know.
    Expected(
        "thinkorswim/made__cash_only.csv", "thinkorswim_statement", 6, 2, 1, "258.36", new=5, ignored=1, quarantined=4
    ),
    # /NQ with its month apart: 6.25 × 20; an option on /ES stays open; no day, no side; a cancelled order.
    Expected(
        "thinkorswim/made__canceled_orders.csv", "thinkorswim_statement", 3, 1, 1, "125", new=3, ignored=1, rejected=2
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_every_row_of_fidelity_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "fidelity" / "made__history_without_account.csv")) == {
        15: "corporate_action.by_hand",
        17: "cash.sweep",
        18: "cash.other",
        21: "file.disclaimer",
        22: "file.disclaimer",
        23: "file.disclaimer",
    }


def test_an_assigned_put_and_its_shares_belong_together() -> None:
    said = [
        one for one in read(IMPORTS / "fidelity" / "made__history_without_account.csv") if isinstance(one, StatedFill)
    ]
    assigned = [one for one in said if one.kind is ExecutionKind.ASSIGNMENT]
    assert [(one.instrument.symbol, one.side) for one in assigned] == [
        ("QUUX 2026-07-17 12 P", Side.BUY),
        ("QUUX", Side.BUY),
    ]
    assert len({one.delivery for one in assigned}) == 1


def test_fidelitys_split_states_its_ratio_by_its_words_its_two_rows_or_the_shares_it_added() -> None:
    def splits(name: str) -> list[tuple[str, int, int, Decimal]]:
        said = read(IMPORTS / "fidelity" / name)
        return [
            (one.instrument.symbol, one.numerator, one.denominator, one.added)
            for one in said
            if isinstance(one, StatedSplit)
        ]

    assert splits("made__history_without_account.csv") == [("WOMB", 2, 1, Decimal(0))]
    assert splits("made__corporate_actions.csv") == [
        ("AAPLY", 0, 0, Decimal(30)),
        ("ZXCY", 1, 3, Decimal(0)),
        ("LGOY", 1, 10, Decimal(0)),
    ]


def test_cash_in_lieu_of_a_fraction_is_a_dividend() -> None:
    said = read(IMPORTS / "fidelity" / "made__corporate_actions.csv")
    assert [(one.kind, str(one.amount)) for one in said if isinstance(one, StatedCash)] == [(CashKind.DIVIDEND, "7.77")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("07/17/2026,EXPIRED SOMETHING,WOMB,WOMBAT,1,,-1,,,0", "option.unknown"),
        ("07/17/2026,YOU BOUGHT WOMBAT,,WOMBAT,1,1,1,,,-1", "import.cell_invalid"),
        ("07/17/2026,YOU BOUGHT WOMBAT,WOMB,WOMBAT,1,,1,,,-1", "import.cell_invalid"),
    ],
)
def test_a_row_of_fidelity_that_cannot_be_settled_says_why(tmp_path: Path, row: str, code: str) -> None:
    header = "Run Date,Action,Symbol,Description,Type,Price,Quantity,Commission,Fees,Amount\n"
    assert codes(ledger(file_of(tmp_path, header + row + "\n"))) == {2: code}


def test_an_option_may_be_named_by_its_description_alone(tmp_path: Path) -> None:
    header = "Run Date,Action,Symbol,Description,Type,Price,Quantity,Commission,Fees,Amount\n"
    row = "07/17/2026,YOU BOUGHT OPENING TRANSACTION,,CALL (WOMB) WOMBAT INC JUL 31 26 $30 (100 SHS),Margin,1,1,0,0,-100\n"
    (fill,) = [one for one in read(file_of(tmp_path, header + row)) if isinstance(one, StatedFill)]
    assert fill.instrument.symbol == "WOMB 2026-07-31 30 C"


def test_every_row_of_a_statement_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "thinkorswim" / "made__statement_with_spread_and_fees.csv")) == {
        5: "cash.transfer",
        6: "cash.same_fill",
        7: "cash.same_fill",
        8: "cash.same_fill",
        9: "fees.unmatched",
        13: "row.total",
        17: "cash.same_fill",
        18: "cash.same_fill",
        22: "order.not_filled",
        23: "order.not_filled",
        36: "section.without_fills",
        37: "section.without_fills",
    }
    assert codes(ledger(IMPORTS / "thinkorswim" / "made__cash_only.csv")) == {
        4: "spread.legs_unknown",
        8: "execution.nothing_open",
        9: "option.unknown",
        10: "trade.unreadable",
        11: "cash.other",
    }


def test_the_statement_names_its_account() -> None:
    found = ledger(IMPORTS / "thinkorswim" / "made__statement_with_spread_and_fees.csv")
    assert {position.key.account for position in found.positions} == {"987654321SCHW"}


def test_the_fees_of_a_spread_are_shared_out_to_the_last_part(tmp_path: Path) -> None:
    text = (
        "Cash Balance\n"
        "DATE,TIME,TYPE,REF #,DESCRIPTION,Misc Fees,Commissions & Fees,AMOUNT,BALANCE\n"
        "5/1/26,10:35:00,TRD,=1,BOT +1 BUTTERFLY WOMB 100 19 JUN 26 50/55/60 CALL @1.25,-0.05,-0.95,-125.00,0\n\n"
        "Account Trade History\n"
        ",Exec Time,Spread,Side,Qty,Pos Effect,Symbol,Exp,Strike,Type,Price,Net Price,Order Type\n"
        ",5/1/26 10:35:00,BUTTERFLY,BUY,+1,TO OPEN,WOMB,19 JUN 26,50,CALL,5.00,1.25,LMT\n"
        ",,,SELL,-2,TO OPEN,WOMB,19 JUN 26,55,CALL,3.00,DEBIT,\n"
        ",,,BUY,+3,TO OPEN,WOMB,19 JUN 26,60,CALL,2.25,DEBIT,\n"
    )
    said = [one for one in read(file_of(tmp_path, text)) if isinstance(one, StatedFill)]
    # 1.00 by 1, 2 and 3 of 6 contracts.
    assert [one.fees for one in said] == [
        Decimal("0.166666666667"),
        Decimal("0.333333333333"),
        Decimal("0.500000000000"),
    ]


def test_a_fill_without_its_cash_row_has_unknown_fees(tmp_path: Path) -> None:
    text = (
        "Account Trade History\n"
        ",Exec Time,Spread,Side,Qty,Pos Effect,Symbol,Exp,Strike,Type,Price,Net Price,Order Type\n"
        ",5/1/26 10:35:00,STOCK,BUY,+1,TO OPEN,WOMB,,,STOCK,5.00,5.00,LMT\n"
        ",5/1/26 10:36:00,STOCK,BUY,+1,TO OPEN,,,,STOCK,5.00,5.00,LMT\n"
    )
    (fill,) = [one for one in read(file_of(tmp_path, text)) if isinstance(one, StatedFill)]
    assert fill.fees is None


def test_a_merger_for_shares_and_cash_is_told_once_its_share_of_the_cost_is_said() -> None:
    said = ReadOptions(NEW_YORK, answers=Answers({}, cost_shares={5: Decimal("0.25")}))
    found = ledger(IMPORTS / "fidelity" / "made__merger_with_cash.csv", options=said)
    # 26 for 260; a quarter of that, 65, is given for 52 of cash; what stays, 195, is sold for 390: −13 + 195 = 182.
    assert [(one.status, one.net) for one in found.trades] == [(TradeStatus.CLOSED, Decimal(182))]
    assert codes(found) == {6: "corporate_action.other_side"}
