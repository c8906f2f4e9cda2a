"""tastytrade and Webull."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.statement import StatedCash, StatedFill

TASTYTRADE = [
    Expected("tastytrade/tastyworks-pnl__deposit_by_wire_and_interest.csv", "tastytrade_history", 0, 0, 0, "0", new=2),
    # 500 − 2; the sign of Value is the wrong way round, the action is right.
    Expected("tastytrade/tradetally__equity.csv", "tastytrade_history", 2, 1, 0, "498", new=2),
    # (6 − 5) × 100 − 2
    Expected("tastytrade/tradetally__option_occ.csv", "tastytrade_history", 2, 1, 0, "98", new=2),
    # XSPW (12.50 − 10) × 100 − 1.15 = 248.85; oil (58.35 − 57.10) × 100 − 3.14 = 121.86;
    # option on MES (82.5 − 50.5) × 5 − 2.42 = 157.58; QUUX −300 − 2.30 = −302.30; WOMB put 80 − 1.15 = 78.85.
    # Open: 100 WOMB assigned, 0.01 BTC. Cash: dividend, tax, withdrawal.
    Expected(
        "tastytrade/made__lifecycle_futures_and_cash.csv",
        "tastytrade_history",
        12,
        5,
        2,
        "304.84",
        new=15,
        ignored=2,
        quarantined=3,
    ),
    # OLDY becomes NEWY: (36 − 30) × 100 − 0.20 = 599.80. SPLT 4 for 1: 40 × 105 − 10 × 400 − 0.20 = 199.80.
    Expected(
        "tastytrade/made__splits_and_symbol_changes.csv", "tastytrade_history", 4, 2, 0, "799.6", new=6, ignored=2
    ),
    # WOMB put 80 − 1.14 = 78.86; QUUX −480 − 2.28 = −482.28; 100 WOMB assigned stay open.
    Expected("tastytrade/made__before_2022.csv", "tastyworks_history", 5, 2, 1, "-403.42", new=7, quarantined=2),
]
WEBULL = [
    # 254.00 − 0.29 − (250.00 + 0.29)
    Expected("webull/tradetally__international_symbol_name.csv", "webull_trade_records", 2, 1, 0, "3.42", new=2),
    Expected("webull/tradetally__invalid_timestamp.csv", "webull_orders", 0, 0, 0, "0", rejected=1),
    # (1.55 − 1.25) × 2 × 100
    Expected("webull/tradetally__option_export_dollar_prices.csv", "webull_orders", 2, 1, 0, "60", new=2),
    Expected("webull/tradetally__orders_classic.csv", "webull_orders", 2, 1, 0, "500", new=2),
    # 10 bought, 5 of 10 sold; the cancelled one did not fill.
    Expected("webull/made__orders_cells_in_two_lines.csv", "webull_orders", 2, 0, 1, "0", new=2, ignored=1),
    # Calls (2.25 − 1.30) × 200 = 190 and (0.50 − 1.00) × 200 = −100; short 10 × 20.10 − 4 × 19 − 6 × 19.50 = 8.
    Expected("webull/made__orders_spread_and_cancelled.csv", "webull_orders", 7, 3, 0, "98", new=7, ignored=3),
    # The second sale closes nothing.
    Expected("webull/made__orders_short_layout.csv", "webull_orders", 3, 1, 0, "5", new=2, quarantined=1),
    # 89.89 − 86.16 = 3.73; 2 QUUX and 100 Tencent stay open.
    Expected("webull/made__trade_records_of_a_month.csv", "webull_trade_records", 4, 1, 2, "3.73", new=4, ignored=1),
]
FILES = [*TASTYTRADE, *WEBULL]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def cash(name: str) -> list[tuple[CashKind, str]]:
    return [(one.kind, str(one.amount)) for one in read(IMPORTS / name) if isinstance(one, StatedCash)]


def fills(path: Path) -> list[StatedFill]:
    return [one for one in read(path) if isinstance(one, StatedFill)]


def test_money_that_moved_is_cash_with_its_kind() -> None:
    assert cash("tastytrade/tastyworks-pnl__deposit_by_wire_and_interest.csv") == [
        (CashKind.INTEREST, "0.06"),
        (CashKind.DEPOSIT, "1000.00"),
    ]
    # A negative dividend is the tax on it; a withdrawal costs its fee.
    assert cash("tastytrade/made__lifecycle_futures_and_cash.csv") == [
        (CashKind.TAX, "-3.00"),
        (CashKind.DIVIDEND, "20.00"),
        (CashKind.WITHDRAWAL, "-525.00"),
    ]


def test_every_row_of_tastytrade_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "tastytrade" / "made__lifecycle_futures_and_cash.csv")) == {
        5: "row.told_by_settlement",
        8: "cash.mark_to_market",
        15: "option.side_unknown",
        16: "corporate_action.by_hand",
        21: "row.action_unknown",
    }


def test_an_assigned_put_and_the_shares_it_delivered_belong_together() -> None:
    said = fills(IMPORTS / "tastytrade" / "made__lifecycle_futures_and_cash.csv")
    assigned = [one for one in said if one.kind is ExecutionKind.ASSIGNMENT]
    assert [(one.instrument.symbol, one.side, str(one.price)) for one in assigned] == [
        ("WOMB", Side.BUY, "30.00"),
        ("WOMB 2026-06-19 30 P", Side.BUY, "0"),
    ]
    assert len({one.delivery for one in assigned}) == 1


def test_the_layout_before_2022_tells_the_same() -> None:
    path = IMPORTS / "tastytrade" / "made__before_2022.csv"
    said = fills(path)
    assert {one.account for one in said} == {"Individual...77"}
    ended = [one for one in said if one.kind is not ExecutionKind.TRADE]
    assert [(one.instrument.symbol, one.side, one.kind) for one in ended] == [
        ("WOMB", Side.BUY, ExecutionKind.ASSIGNMENT),
        ("WOMB 2018-07-20 30 P", Side.BUY, ExecutionKind.ASSIGNMENT),
        ("QUUX 2018-07-20 70 C", Side.SELL, ExecutionKind.EXPIRY),
    ]
    assert codes(ledger(path)) == {5: "option.side_unknown", 6: "corporate_action.by_hand"}
    assert cash("tastytrade/made__before_2022.csv") == [(CashKind.DIVIDEND, "12.50"), (CashKind.DEPOSIT, "5000")]


def test_an_option_traded_after_its_expiry_is_remarked_upon() -> None:
    remarks = ledger(IMPORTS / "tastytrade" / "tradetally__option_occ.csv").remarks
    assert [(one.line, one.code) for one in remarks] == [(2, "option.expired_before"), (3, "option.expired_before")]


def test_an_option_on_a_future_whose_value_is_not_its_futures_is_for_the_trader(tmp_path: Path) -> None:
    text = (IMPORTS / "tastytrade" / "made__lifecycle_futures_and_cash.csv").read_text().splitlines()
    path = file_of(tmp_path, "\n".join([text[0], text[10].replace("412.50", "4125.00")]))
    assert codes(ledger(path)) == {2: "contract.unknown"}


def test_webulls_zones_are_those_printed() -> None:
    bought, sold = sorted(fills(IMPORTS / "webull" / "made__orders_cells_in_two_lines.csv"), key=lambda one: one.when)
    assert (bought.when.isoformat(), str(bought.price)) == ("2026-07-20T12:03:06+00:00", "11.00")
    assert (sold.when.isoformat(), str(sold.price), str(sold.quantity)) == ("2026-07-20T14:03:06+00:00", "12.05", "5")
    # The file of a month in Bangkok: days before months, seven hours ahead.
    first = fills(IMPORTS / "webull" / "made__trade_records_of_a_month.csv")[0]
    assert first.when.isoformat() == "2026-07-03T15:31:05+00:00"


def test_each_table_of_a_month_has_its_currency() -> None:
    said = fills(IMPORTS / "webull" / "made__trade_records_of_a_month.csv")
    assert [(one.instrument.symbol, one.instrument.currency) for one in said] == [
        ("WOMB", "USD"),
        ("WOMB", "USD"),
        ("QUUX", "USD"),
        ("00700", "HKD"),
    ]


def test_charges_hidden_in_the_net_amount_count_and_are_remarked_upon() -> None:
    found = ledger(IMPORTS / "webull" / "made__trade_records_of_a_month.csv")
    # 20.55 − 20.00 − (0.09 + 0.01)
    assert [(one.line, one.code) for one in found.remarks] == [(8, "fees.hidden_in_amount")]
    assert "0.45 more" in found.remarks[0].detail


def test_a_contract_that_is_no_option_symbol_is_for_the_trader(tmp_path: Path) -> None:
    header = "Symbol,B/S,Side Type,Option Type,Filled Qty,Filled Avg Price,Filled Time\n"
    path = file_of(tmp_path, header + "WOMB 50,Buy,Open,Call,1,$1.00,01/22/2026 09:30:00 EST\n")
    assert codes(ledger(path)) == {2: "option.unknown"}


def test_an_amount_a_hundred_times_too_large_is_no_cost(tmp_path: Path) -> None:
    header = "Symbol & Name,Trade Date,Buy/Sell,Quantity,Traded Price,Comm/Fee/Tax,Net Amount\n"
    path = file_of(tmp_path, header + "WOMB W,30/06/2026,BUY,1,250.00,-0.27,-25000.27\n")
    assert codes(ledger(path)) == {2: "amount.differs"}


def test_an_action_may_stand_in_the_sub_type_alone(tmp_path: Path) -> None:
    header = (
        "Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees\n"
    )
    row = (
        "2026-06-10T16:00:00+0200,Trade,Sell to Open,,WOMB  260619P00030000,Equity Option,Sold 1 @ 0.80,80,1,80,-1,0\n"
    )
    (fill,) = fills(file_of(tmp_path, header + row))
    assert (fill.side, fill.closes, str(fill.price)) == (Side.SELL, False, "0.80")
