"""Firstrade, Questrade, TradeZero and TradeStation, Robinhood, Lightspeed, DAS."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, NEW_YORK, Expected, codes, file_of, ledger, read, told
from tradesense.adapters.brokers.das_trades import day_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.money import Currency
from tradesense.domain.statement import ReadOptions, StatedCash, StatedFill

FIRSTRADE = [
    Expected("firstrade/tradetally__exec_time_in_description.csv", "firstrade_history", 2, 1, 0, "500", new=2),
    # 2320.57 − 2329.36, though both prices are 0.15.
    Expected("firstrade/tradetally__hidden_fees_by_amount.csv", "firstrade_history", 2, 1, 0, "-8.79", new=2),
    # SPY 6100 − 6052.70 = 47.30; IAG put 11 − 15 = −4; the interest is cash.
    Expected("firstrade/tradetally__stock_option_financial_rows.csv", "firstrade_history", 4, 2, 0, "43.3", new=5),
    # 100599.92 − 100654.09
    Expected("firstrade/tradetally__treasury_percent_of_par.csv", "firstrade_history", 2, 1, 0, "-54.17", new=2),
    # WOMB 2099.95 − 2000 = 99.95; QUUX calls of a day 119.96 − 80 = 39.96; WOMB put 69.98; ZZZZ call −20.02.
    # The bond and half a fund, reinvested, stay open; YYYY's side is not said, nor what the warrant is.
    Expected(
        "firstrade/made__assignments_bonds_and_cash.csv",
        "firstrade_history",
        10,
        4,
        2,
        "189.87",
        new=15,
        quarantined=1,
        rejected=1,
    ),
    # WOMB 12 for 1200 become 48, sold at 30: 240; ZZZZ 1000 for 500 become 50, sold at 12: 100; OLDY, sold as NEWY: 10.
    # What was spun off is asked about, and the call that is another contract now.
    Expected(
        "firstrade/made__corporate_actions.csv", "firstrade_history", 6, 3, 0, "350", new=9, ignored=2, quarantined=2
    ),
]
QUESTRADE = [
    Expected("questrade/tradetally__executions.csv", "questrade_executions", 2, 1, 0, "490.1", new=2),
    Expected("questrade/tradetally__regional_dates.csv", "questrade_executions", 2, 1, 0, "490.1", new=2),
    # 10 − 9.90; the call stays open.
    Expected("questrade/made__executions_many_dates.csv", "questrade_executions", 3, 1, 1, "0.1", new=3, ignored=1),
    # 875.05 − 836.95; a short call stays open.
    Expected("questrade/made__confirmations.csv", "questrade_confirmations", 3, 1, 1, "38.1", new=3, quarantined=2),
]
TRADEZERO = [
    # 549 + 599 − 1001
    Expected("tradestation/synthetic__scale_out.csv", "tradezero_trades", 3, 1, 0, "147", new=3),
    # 15499 − 15001: there are no columns of charges.
    Expected("tradestation/tradetally__min_columns.csv", "tradezero_trades", 2, 1, 0, "498", new=2),
    # 1509 − 271
    Expected("tradestation/tradetally__option_occ.csv", "tradezero_trades", 2, 1, 0, "1238", new=2),
    # WOMB 2494.93 − 992 − 1494 = 8.93; QUUX short 899.97 − 889.98 = 9.99, long 4123.40 − 4100 = 23.40.
    # A sale of ZZZZ without its purchase; a purchase that brings money in.
    Expected(
        "tradezero_template/made__shorts_not_in_time_order.csv",
        "tradezero_trades",
        8,
        3,
        0,
        "42.32",
        new=7,
        quarantined=2,
    ),
]
ROBINHOOD = [
    # AAPL 2100 − 2000; call 299.96 − 200.04 = 99.92; the ACH is a deposit.
    Expected("robinhood/synthetic__activity.csv", "robinhood_activity", 4, 2, 0, "199.92", new=5),
    # WOMB 99.95; its put 49.96; QUUX 199.92; ZZZZ −30.04. SPLT split to 9.123456 stays.
    Expected(
        "robinhood/made__options_and_disclaimer.csv",
        "robinhood_activity",
        10,
        4,
        1,
        "319.79",
        new=14,
        ignored=1,
        quarantined=3,
    ),
]
LIGHTSPEED = [
    Expected("lightspeed/tradetally__dst_summer.csv", "lightspeed_trades", 1, 0, 1, "0", new=1),
    Expected("lightspeed/tradetally__roundtrip_et_times.csv", "lightspeed_trades", 2, 1, 0, "497.98", new=2),
    Expected("lightspeed/tradetally__title_row.csv", "lightspeed_trades", 2, 1, 0, "497.98", new=2),
    Expected("lightspeed/tradetally__two_symbols.csv", "lightspeed_trades", 4, 2, 0, "745.96", new=4),
    # Short 100 − 0.56 − 0.48 = 98.96; a sale in words of a purchase; a sale with nothing open.
    Expected(
        "lightspeed/made__shorts_and_fees.csv",
        "lightspeed_trades",
        3,
        1,
        0,
        "98.96",
        new=2,
        ignored=1,
        quarantined=1,
        rejected=1,
    ),
]
DAS = [
    Expected("das_like/tradetally__AXIL_no_date.csv", "das_trades", 0, 0, 0, "0", quarantined=2),
    # Short (9.75 − 9.70) × 20 = 1; long (8.14 − 8.26) × 20 = −2.40.
    Expected("das_like/made__trades 2026-05-02.csv", "das_trades", 5, 2, 0, "-1.4", new=5),
]
FILES = [*FIRSTRADE, *QUESTRADE, *TRADEZERO, *ROBINHOOD, *LIGHTSPEED, *DAS]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(path: Path) -> list[StatedFill]:
    return [one for one in read(path) if isinstance(one, StatedFill)]


def cash(name: str) -> list[tuple[CashKind, str]]:
    return [(one.kind, str(one.amount)) for one in read(IMPORTS / name) if isinstance(one, StatedCash)]


def test_firstrades_clock_times_stand_in_the_description() -> None:
    bought, sold = fills(IMPORTS / "firstrade" / "tradetally__exec_time_in_description.csv")
    assert (bought.when.isoformat(), bought.day) == ("2026-01-15T19:30:25+00:00", None)
    assert (sold.when.isoformat(), sold.day) == ("2026-01-15T20:45:10+00:00", None)


def test_where_firstrades_amount_and_fee_disagree_it_is_said_and_the_amount_counts() -> None:
    hidden = ledger(IMPORTS / "firstrade" / "tradetally__hidden_fees_by_amount.csv").remarks
    # 155 × 0.15 × 100 − 2320.57 = 4.43, of which the column says 0.07; 2329.36 − 2325 = 4.36.
    assert [(one.line, one.code) for one in hidden] == [(2, "fees.hidden_in_amount"), (3, "fees.hidden_in_amount")]
    (beside,) = ledger(IMPORTS / "firstrade" / "tradetally__stock_option_financial_rows.csv").remarks
    assert (beside.line, beside.code) == (3, "fees.not_in_amount")
    assert beside.detail == ("The columns of charges say 0.05, the amount leaves 0 for them: the amount counts.")


def test_a_treasury_is_quoted_in_percent_of_its_par() -> None:
    bought, sold = fills(IMPORTS / "firstrade" / "tradetally__treasury_percent_of_par.csv")
    assert (bought.instrument.symbol, str(bought.instrument.multiplier)) == ("UST 4.25 12/31/26", "0.01")
    # The accrued interest: paid with the purchase, received with the sale.
    assert (str(bought.fees), str(sold.fees)) == ("493.09", "-93.92")
    bond, fund = fills(IMPORTS / "firstrade" / "made__assignments_bonds_and_cash.csv")[-2:]
    assert (str(fund.quantity), str(fund.price)) == ("0.50", "24.0000")
    assert (bond.instrument.symbol, str(bond.fees)) == ("00000BND1", "12.5")


def test_firstrades_assignment_delivers_its_shares() -> None:
    said = fills(IMPORTS / "firstrade" / "made__assignments_bonds_and_cash.csv")
    assigned = [one for one in said if one.kind is ExecutionKind.ASSIGNMENT]
    assert [(one.instrument.symbol, one.side) for one in assigned] == [
        ("WOMB", Side.BUY),
        ("WOMB 2026-07-17 20 P", Side.BUY),
    ]
    assert len({one.delivery for one in assigned}) == 1


def test_every_row_of_firstrade_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "firstrade" / "made__assignments_bonds_and_cash.csv")) == {
        8: "option.side_unknown",
        16: "import.cell_invalid",
    }
    assert cash("firstrade/made__assignments_bonds_and_cash.csv") == [
        (CashKind.DIVIDEND, "12.00"),
        (CashKind.TAX, "-3.60"),
        (CashKind.DEPOSIT, "1000.00"),
        (CashKind.DIVIDEND, "12.00"),
    ]


def test_questrades_dates_are_in_the_order_and_the_zone_they_are_printed_in() -> None:
    bought, sold = fills(IMPORTS / "questrade" / "tradetally__regional_dates.csv")
    assert bought.when.isoformat() == "2026-07-20T07:30:00+00:00"
    assert sold.when.isoformat() == "2026-07-20T08:00:00+00:00"
    first = fills(IMPORTS / "questrade" / "made__executions_many_dates.csv")[0]
    assert first.when.isoformat() == "2026-07-27T13:30:00+00:00"


def test_questrades_label_names_the_account_and_the_currency() -> None:
    said = fills(IMPORTS / "questrade" / "made__confirmations.csv")
    assert {one.account for one in said} == {"77001234"}
    assert [(one.instrument.symbol, one.instrument.currency) for one in said] == [
        (".WMB", "CAD"),
        (".WMB", "CAD"),
        ("QUUX 2026-08-21 15 C", "USD"),
    ]
    assert codes(ledger(IMPORTS / "questrade" / "made__confirmations.csv")) == {
        5: "row.action_unknown",
        6: "currency.unknown",
    }


def test_tradezeros_net_proceeds_are_checked() -> None:
    found = ledger(IMPORTS / "tradezero_template" / "made__shorts_not_in_time_order.csv")
    # 4125 − 4123.40 = 1.60; the columns say 1.10.
    assert [(one.line, one.code) for one in found.remarks] == [(8, "fees.hidden_in_amount")]
    assert codes(found) == {9: "execution.nothing_open", 10: "amount.differs"}


def test_what_robinhood_calls_an_end_goes_the_way_that_was_open() -> None:
    said = fills(IMPORTS / "robinhood" / "made__options_and_disclaimer.csv")
    ended = {one.instrument.underlying: (one.kind, one.side) for one in said if one.kind is not ExecutionKind.TRADE}
    assert ended == {
        "QUUX": (ExecutionKind.EXPIRY, Side.BUY),
        "ZZZZ": (ExecutionKind.EXPIRY, Side.SELL),
        "WOMB": (ExecutionKind.ASSIGNMENT, Side.BUY),
    }
    assert codes(ledger(IMPORTS / "robinhood" / "made__options_and_disclaimer.csv")) == {
        6: "option.side_unknown",
        15: "row.action_unknown",
        20: "execution.nothing_open",
        21: "file.disclaimer",
    }
    assert cash("robinhood/made__options_and_disclaimer.csv") == [
        (CashKind.DIVIDEND, "3.20"),
        (CashKind.INTEREST, "0.42"),
        (CashKind.WITHDRAWAL, "-50.00"),
        (CashKind.FEE, "-5.00"),
    ]


def test_lightspeeds_clock_is_new_yorks_in_summer_and_winter() -> None:
    (summer,) = fills(IMPORTS / "lightspeed" / "tradetally__dst_summer.csv")
    assert summer.when.isoformat() == "2025-07-23T20:33:00+00:00"
    winter = fills(IMPORTS / "lightspeed" / "made__shorts_and_fees.csv")[0]
    assert (winter.when.isoformat(), winter.broker_ref) == ("2026-01-05T14:31:15+00:00", "trade:2026-01-05:1")


def test_a_header_alone_holds_nothing() -> None:
    assert ledger(IMPORTS / "lightspeed" / "tradetally__header_only.csv").rows == 0


def test_a_file_without_any_day_says_what_to_do() -> None:
    notes = ledger(IMPORTS / "das_like" / "tradetally__AXIL_no_date.csv").notes
    assert {note.code for note in notes} == {"date.missing"}
    assert "put the day into its name" in notes[0].detail


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("AXIL-2026-05-02.csv", "2026-05-02"),
        ("trades_20260502 (1).csv", "2026-05-02"),
        ("13-05-2026.csv", "2026-05-13"),
        ("05.13.2026.csv", "2026-05-13"),
        ("05-05-2026.csv", "2026-05-05"),
        # The fifth of February or the second of May: nobody can tell.
        ("02-05-2026.csv", "None"),
        ("31-31-2026.csv", "None"),
        ("20261341.csv", "None"),
        ("AXIL.csv", "None"),
    ],
)
def test_the_day_in_a_files_name_is_never_guessed(name: str, day: str) -> None:
    assert str(day_of(name, None)) == day


def test_a_day_of_either_order_is_read_by_the_order_that_is_told() -> None:
    assert str(day_of("02-05-2026.csv", "dmy")) == "2026-05-02"
    assert str(day_of("02-05-2026.csv", "mdy")) == "2026-02-05"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("AXLE,8.14,13,8h,S,Margin,", "import.cell_invalid"),
        (",8.14,13,08:09:38,S,Margin,", "import.cell_invalid"),
        ("AXLE,8.14,13,08:09:38,?,Margin,", "import.cell_invalid"),
    ],
)
def test_a_row_of_das_that_cannot_be_read_says_why(tmp_path: Path, row: str, code: str) -> None:
    path = file_of(tmp_path, f"Symbol,Price,Qty,Time,Side,Type,\n{row}\n", "2026-05-02.csv")
    assert codes(ledger(path)) == {2: code}


def test_a_broker_of_one_currency_trades_in_it_whatever_the_workspaces_is() -> None:
    path = IMPORTS / "robinhood" / "synthetic__activity.csv"
    said = read(path, options=ReadOptions(NEW_YORK, Currency("EUR")))
    assert {one.instrument.currency for one in said if isinstance(one, StatedFill)} == {"USD"}


def test_das_whole_window_is_read_as_well(tmp_path: Path) -> None:
    text = "Time,Symbol,Side,Price,Qty,Route,Broker,Account,Type,Cloid\n09:31:05,AXLE,B,8.10,100,SMAT,MNGD,TR77,Margin,11\n"
    (fill,) = fills(file_of(tmp_path, text, "Trades 2026-05-04.csv"))
    assert (fill.account, fill.when.isoformat()) == ("TR77", "2026-05-04T13:31:05+00:00")


def test_a_spreadsheets_day_has_a_midnight_that_does_not_count(tmp_path: Path) -> None:
    text = (
        (IMPORTS / "tradestation" / "synthetic__scale_out.csv").read_text().replace("4/30/26,", "2026-04-30 00:00:00,")
    )
    assert fills(file_of(tmp_path, text))[0].when.isoformat() == "2026-04-30T11:35:46+00:00"


def test_a_future_between_shares_is_worth_what_its_root_is(tmp_path: Path) -> None:
    text = "Account,T/D,Side,Symbol,Qty,Price,Exec Time,Net Proceeds\n"
    rows = "S1,07/08/2026,B,MESU6,1,6000.00,09:31:00,-0.62\nS1,07/08/2026,S,MESU6,1,6001.00,09:32:00,4.38\n"
    bought, sold = fills(file_of(tmp_path, text + rows))
    assert (bought.instrument.symbol, str(bought.instrument.multiplier)) == ("MESU26", "5")
    # What is booked for a future is no price, so it says nothing of its costs; a sale of one may open.
    assert (bought.fees, sold.closes) == (None, False)
    path = file_of(tmp_path, text + "S1,07/08/2026,B,QQQU6,1,6000.00,09:31:00,-0.62\n")
    assert codes(ledger(path)) == {2: "contract.unknown"}
