"""E*TRADE's lists, and investment statements in OFX of any broker."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import BROKERS, IMPORTS, NEW_YORK, Expected, codes, file_of, ledger, read, told
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.statement import (
    FileUnreadable,
    FormatUnknown,
    ReadOptions,
    StatedAction,
    StatedBalance,
    StatedCash,
    StatedFill,
    StatedPosition,
    StatedSplit,
)

FILES = [
    # 15493.05 − 15006.95: the commission counts once.
    Expected("etrade/tradetally__generic_rows.csv", "etrade_transactions", 2, 1, 0, "486.1", new=2),
    # 1498.19 − 1091.81
    Expected("etrade/tradetally__suffixed_headers_option.csv", "etrade_transactions", 2, 1, 0, "406.38", new=2),
    # QUUX calls 198.98; WOMB put 49.49; 100 WOMB assigned at 20: 2099.94 − 2000 = 99.94.
    Expected(
        "etrade/made__all_transactions.csv",
        "etrade_transactions",
        6,
        3,
        0,
        "348.41",
        new=10,
        ignored=1,
        quarantined=1,
    ),
    # GOLDY 1000 for 1000 become 40, sold at 30: 200. OLDY, sold as NEWY: 50. COVY called away: 500, its call 99.34.
    # ATVY 40 for 3200, paid out with 3800: 600. AAPLY 10 for 4000 become 40, sold at 110: 400. A spin-off is asked about.
    Expected(
        "etrade/made__corporate_actions.csv",
        "etrade_transactions",
        11,
        6,
        0,
        "1849.34",
        new=15,
        ignored=2,
        quarantined=1,
    ),
    # 149.49 − 100.51
    Expected("etrade/made__old_header.csv", "etrade_transactions", 2, 1, 0, "48.98", new=3),
    # 221.71 − 205 − 2.60 = 14.11; 3 QUUX stay. Four fills, three cash events, a position and the balance.
    Expected("etrade/made__statement_sgml.qfx", "etrade_ofx", 4, 1, 1, "14.11", new=9),
    # Puts: (1.50 × 2 − 0.50) × 100 − 2.01 = 247.99; bond 10000 − 9975 = 25. The fund: 102.5 split to 205.
    Expected(
        "ofx/made__options_funds_and_bonds.ofx",
        "ofx_investments",
        7,
        2,
        1,
        "272.99",
        new=12,
        ignored=1,
        quarantined=1,
        rejected=1,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(name: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / name) if isinstance(one, StatedFill)]


def cash(name: str) -> list[tuple[CashKind, str]]:
    return [(one.kind, str(one.amount)) for one in read(IMPORTS / name) if isinstance(one, StatedCash)]


def test_shares_called_away_belong_to_the_assignment_and_actions_to_the_account() -> None:
    said = list(read(IMPORTS / "etrade" / "made__corporate_actions.csv"))
    called = [one for one in said if isinstance(one, StatedFill) and one.kind is ExecutionKind.ASSIGNMENT]
    assert [one.instrument.symbol for one in called] == ["COVY 2026-07-17 55 C", "COVY"]
    assert len({one.delivery for one in called}) == 1
    assert {one.account for one in said if isinstance(one, StatedSplit | StatedAction)} == {"7788"}


@pytest.mark.parametrize(
    "row",
    [
        "07/17/26,Stock Split,CALL QUUX   07/24/26    50.000,QUUX,4,0,0,0",
        "07/17/26,Reverse Split,QUUX CORP,QUUX,-4,0,0,0",
        "07/17/26,Stock Split,QUUX CORP,--,4,0,0,0",
    ],
)
def test_a_split_of_which_the_ratio_is_not_told_is_asked_about(tmp_path: Path, row: str) -> None:
    header = "Activity/Trade Date,Activity Type,Description,Symbol,Quantity #,Price $,Amount $,Commission\n"
    assert codes(ledger(file_of(tmp_path, header + row + "\n")))[2] in {"corporate_action.by_hand", "split.half"}


def test_every_row_of_etrade_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "etrade" / "made__all_transactions.csv")) == {
        12: "option.side_unknown",
        19: "file.footer",
    }
    assert cash("etrade/made__all_transactions.csv") == [
        (CashKind.DIVIDEND, "12.34"),
        (CashKind.TAX, "-1.85"),
        (CashKind.TRANSFER, "500.00"),
    ]


def test_the_account_stands_above_the_header() -> None:
    assert {one.account for one in fills("etrade/made__all_transactions.csv")} == {"7788"}
    assert {one.account for one in fills("etrade/made__old_header.csv")} == {"7788"}


def test_costs_hidden_in_the_amount_are_remarked_upon() -> None:
    # 100 × 21 − 2099.94 = 0.06, and the commission column says 0.
    remarks = ledger(IMPORTS / "etrade" / "made__all_transactions.csv").remarks
    assert [(one.line, one.code) for one in remarks] == [(8, "fees.hidden_in_amount")]


def test_a_statement_of_days_has_no_clock_times() -> None:
    said = fills("etrade/made__statement_sgml.qfx")
    assert [str(one.day) for one in said] == ["2026-06-02", "2026-06-15", "2026-07-01", "2026-07-02"]
    assert [one.instrument.symbol for one in said] == ["WOMB", "WOMB", "WOMB", "QUUX"]
    assert {one.account for one in said} == {"77001234"}
    assert said[0].broker_ref == "fitid:260602_B_0"
    # A line break or an entity in a name is text like any other.
    (tax, dividend, deposit) = [
        one for one in read(IMPORTS / "etrade" / "made__statement_sgml.qfx") if isinstance(one, StatedCash)
    ]
    assert (tax.kind, dividend.kind, deposit.kind) == (CashKind.TAX, CashKind.DIVIDEND, CashKind.DEPOSIT)
    assert str(deposit.day) == "2026-06-01"


def test_a_statement_prints_its_balance_and_positions() -> None:
    said = list(read(IMPORTS / "etrade" / "made__statement_sgml.qfx"))
    (balance,) = [one for one in said if isinstance(one, StatedBalance)]
    assert (str(balance.amount), balance.currency, str(balance.day)) == ("1001.71", "USD", "2026-07-09")
    (position,) = [one for one in said if isinstance(one, StatedPosition)]
    assert (position.instrument.symbol, str(position.quantity), position.account) == ("QUUX", "3", "77001234")


def test_a_statement_with_real_clock_times_keeps_them() -> None:
    first, second, expired = fills("ofx/made__options_funds_and_bonds.ofx")[:3]
    assert first.when.isoformat() == "2026-07-06T13:31:05+00:00"
    assert (first.instrument.symbol, first.closes, second.closes) == ("WOMB 2026-07-17 30 P", False, True)
    assert (expired.kind, str(expired.quantity), expired.side.name) == (ExecutionKind.EXPIRY, "1", "BUY")


def test_a_reinvestment_is_income_and_a_purchase() -> None:
    assert cash("ofx/made__options_funds_and_bonds.ofx") == [
        (CashKind.DIVIDEND, "25.00"),
        (CashKind.INTEREST, "-1.23"),
        (CashKind.DIVIDEND, "4.00"),
        (CashKind.WITHDRAWAL, "-100.00"),
    ]
    said = [one for one in read(IMPORTS / "ofx" / "made__options_funds_and_bonds.ofx") if isinstance(one, StatedCash)]
    assert said[0].detail == "REINVESTMENT <FUND> ©"
    assert said[3].detail == "WIRE OUT <1>"


def test_what_an_ofx_statement_leaves_open_is_said() -> None:
    found = ledger(IMPORTS / "ofx" / "made__options_funds_and_bonds.ofx")
    assert sorted(codes(found).values()) == ["balance.with_margin", "import.cell_invalid", "units.moved"]
    assert all(note.raw for note in found.notes)


HEAD = "OFXHEADER:100\n\n<OFX><INVSTMTMSGSRSV1><INVSTMTRS><CURDEF>USD<INVACCTFROM><BROKERID>b<ACCTID>1</INVACCTFROM>"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE OFX [<!ENTITY a "b">]><BUYSTOCK>',
        "<BUYSTOCK><INVBUY><UNITS>1",
        "<BUYSTOCK>" + "<A>" * 40 + "</BUYSTOCK>",
        "<BUYSTOCK>" + "<MEMO>x" * 300 + "</BUYSTOCK>",
    ],
)
def test_a_hostile_or_cut_off_statement_is_refused_by_line(tmp_path: Path, body: str) -> None:
    path = file_of(tmp_path, HEAD + body, "file.qfx")
    with pytest.raises(FileUnreadable, match=r"[Ll]ine 3"):
        list(read(path, "ofx_investments"))


def test_text_without_a_tag_for_a_million_characters_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEAD + "<MEMO>" + "x" * 1_200_000, "file.qfx")
    with pytest.raises(FileUnreadable, match="without a tag"):
        list(read(path, "ofx_investments"))


def test_a_bank_statement_is_no_investment_statement(tmp_path: Path) -> None:
    path = file_of(tmp_path, "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTRS><CURDEF>USD</STMTRS></OFX>", "file.ofx")
    assert BROKERS.detect(path, path.name) == []
    with pytest.raises(FormatUnknown):
        list(BROKERS.read(path, path.name, "ofx_investments", ReadOptions(NEW_YORK)))


def test_entities_that_are_not_known_stay_text(tmp_path: Path) -> None:
    body = (
        "<INVBANKTRAN><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260601<TRNAMT>1<NAME>&lol9;&amp;&#0;</STMTTRN></INVBANKTRAN>"
    )
    (one,) = [
        one
        for one in read(file_of(tmp_path, HEAD + body, "file.ofx"), "ofx_investments")
        if isinstance(one, StatedCash)
    ]
    assert one.detail == "&lol9;&"


def test_a_purchase_is_paid_for_whatever_the_sign_of_its_total(tmp_path: Path) -> None:
    body = (
        "<BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20260601</INVTRAN><SECID><UNIQUEID>WOMB</SECID>"
        "<UNITS>10<UNITPRICE>20.00<COMMISSION>1.00<TOTAL>201.00</INVBUY><BUYTYPE>BUY</BUYSTOCK>"
    )
    (fill,) = [
        one
        for one in read(file_of(tmp_path, HEAD + body, "file.ofx"), "ofx_investments")
        if isinstance(one, StatedFill)
    ]
    assert (str(fill.fees), fill.instrument.symbol, fill.account) == ("1", "WOMB", "1")
