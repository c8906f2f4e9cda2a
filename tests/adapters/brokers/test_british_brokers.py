"""British brokers: Trading 212, Freetrade, Vanguard, Hargreaves Lansdown, InvestEngine."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.balances import bookings, left
from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.money import Currency
from tradesense.domain.statement import StatedBalance, StatedFill, StatedSplit, Verdict

GBP = Currency("GBP")
EUR = Currency("EUR")

FILES = [
    # 24 × 40 USD less 4.71 GBP twice at 0.7985 (the rate at which the totals come out); in pounds 3138.50 − 2381.35,
    # the gain that the sample's own tax report states.
    Expected(
        "trading212/cgt-calc__cgt-trading212_2024_transactions.csv",
        "trading212_history",
        2,
        1,
        0,
        "948.203388887189",
        new=7,
        base="757.15",
    ),
    # Astra was bought before the file begins, XBTI too; a split's halves are one split and one note.
    Expected(
        "trading212/export-to-ghostfolio__trading212-export.csv",
        "trading212_history",
        6,
        0,
        4,
        "0",
        new=10,
        ignored=1,
        quarantined=2,
    ),
    # WOMB 20 × (5.30 − 5.125) − 0.51 = 2.99 GBP; QUUX 2.5 × 2 = 5 USD − 0.01 GBP ÷ 0.8 = 4.9875; in pounds 2.99 + 3.99.
    Expected(
        "trading212/made__columns_of_2020.csv",
        "trading212_history",
        4,
        2,
        0,
        "7.9775",
        new=7,
        quarantined=1,
        base="6.98",
    ),
    # WOMB 40 at 10 become 10 at 40: 100 USD − (0.48 + 0.60) ÷ 0.8 = 98.65; QUUX 10 × (21 − 20) − 0.80 = 9.20.
    # In euro 399.40 − 320.48 = 78.92, and 9.20.
    Expected(
        "trading212/made__columns_of_2026.csv",
        "trading212_history",
        4,
        2,
        0,
        "107.85",
        new=9,
        ignored=1,
        quarantined=1,
        base="88.12",
    ),
    Expected("trading212_api/made__flat_orders.json", "trading212_orders", 0, 0, 0, "0", ignored=1, quarantined=2),
    # 1.5 × 4 = 6 − 0.10 − 0.20
    Expected("trading212_api/tradetally__history_orders.json", "trading212_orders", 2, 1, 0, "5.7", new=2),
    # S&P 500: 2930.36 − 1256.78 − 1245.72 = 427.86, as the sample's tax report states; the free share 10.63 − 11.04.
    Expected(
        "freetrade/cgt-calc__cgt-freetrade_transactions.csv",
        "freetrade_activity",
        13,
        2,
        3,
        "427.333801498127",
        new=17,
        base="427.45",
    ),
    # 2093 − 2010, but for the eight decimals of the price
    Expected(
        "freetrade/made__stamp_duty_and_withdrawal.csv",
        "freetrade_activity",
        2,
        1,
        0,
        "83.0000015",
        new=3,
        ignored=1,
        quarantined=1,
    ),
    # One Bar ETF of 294 is sold; fills are told once, by the investment table.
    Expected(
        "vanguard_uk/cgt-calc__cgt-vanguard_cash_investment_report.csv",
        "vanguard_uk_cash",
        5,
        0,
        4,
        "0",
        new=17,
        ignored=8,
    ),
    Expected("vanguard_uk/cgt-calc__cgt-vanguard_cash_report.csv", "vanguard_uk_cash", 5, 0, 4, "0", new=19),
    # 840 − 800.10
    Expected("vanguard_uk/made__two_tables.csv", "vanguard_uk_cash", 2, 1, 0, "39.9", new=4, ignored=5, rejected=1),
    Expected("hl/cgt-calc__cgt-hl_hl-transaction-summary.csv", "hargreaves_transactions", 2, 0, 1, "0", new=5),
    # 538.05 − 511.95
    Expected("hl/made__round_trip.csv", "hargreaves_transactions", 2, 1, 0, "26.1", new=4, quarantined=1),
    # 105.00 − 100.01, at twelve decimals a unit
    Expected(
        "investengine/made__trading_statement.csv",
        "investengine_trades",
        2,
        1,
        0,
        "4.989999999999",
        new=2,
        quarantined=1,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


@pytest.mark.parametrize(
    ("file", "base", "balance"),
    [
        # As the sample's own report states.
        ("trading212/cgt-calc__cgt-trading212_2024_transactions.csv", GBP, "1758.05"),
        # The Balance column's last row.
        ("vanguard_uk/cgt-calc__cgt-vanguard_cash_report.csv", GBP, "23.59"),
        # 10000 + 9.02 + 0.93 + 0.74 − 4006.56 bought + 2940.99 sold … = 8945.12, the free share paid for by its gift.
        ("freetrade/cgt-calc__cgt-freetrade_transactions.csv", GBP, "8945.12"),
        # 50000 − 150006.84 + 44988.05 + 3.87 − 4.05
        ("hl/cgt-calc__cgt-hl_hl-transaction-summary.csv", GBP, "-55018.97"),
        # 500 − 103.01 + 106 − 80 + 83.99 + 0.60 − 100
        ("trading212/made__columns_of_2020.csv", GBP, "407.58"),
    ],
)
def test_fills_costs_and_bookings_add_up_to_the_brokers_balance(file: str, base: Currency, balance: str) -> None:
    assert left(read(IMPORTS / file), base) == Decimal(balance)


def test_london_prices_are_in_pence_and_their_costs_in_pounds() -> None:
    fills = [one for one in read(IMPORTS / "trading212" / "made__columns_of_2020.csv") if isinstance(one, StatedFill)]
    assert [(one.price, one.instrument.currency, one.fees, one.fee_currency) for one in fills[:2]] == [
        (Decimal("5.125"), GBP, Decimal("0.51"), "GBP"),
        (Decimal("5.3"), GBP, Decimal(0), ""),
    ]


def test_both_halves_of_a_split_are_one_split() -> None:
    said = list(read(IMPORTS / "trading212" / "made__columns_of_2026.csv"))
    (split,) = [one for one in said if isinstance(one, StatedSplit)]
    # 10 shares instead of 40
    assert (split.instrument.symbol, split.added) == ("WOMB", Decimal(-30))


def test_rows_in_the_newer_order_of_columns_are_read_under_an_older_header() -> None:
    fills = {
        one.instrument.symbol: one
        for one in read(IMPORTS / "trading212" / "export-to-ghostfolio__trading212-export.csv")
        if isinstance(one, StatedFill)
    }
    assert (fills["PALAF"].quantity, fills["PALAF"].price) == (Decimal("11.0563304"), Decimal(0))
    assert (fills["XBTI"].quantity, fills["XBTI"].kind, fills["XBTI"].side) == (
        Decimal(595),
        ExecutionKind.TRANSFER,
        Side.SELL,
    )


def test_an_exchange_of_money_takes_from_one_currency_and_adds_to_another() -> None:
    assert bookings(IMPORTS / "trading212" / "made__columns_of_2026.csv")[1:] == [
        (8, "transfer", "-50.00", "EUR"),
        (8, "transfer", "62.50", "USD"),
        (9, "withdrawal", "-12.34", "EUR"),
        (10, "interest", "0.07", "EUR"),
    ]


def test_a_row_that_no_fill_can_be_made_of_says_why() -> None:
    found = ledger(IMPORTS / "trading212" / "made__columns_of_2026.csv")
    assert codes(found) == {5: "split.other_half", 11: "split.half"}
    assert codes(ledger(IMPORTS / "trading212" / "made__columns_of_2020.csv")) == {8: "row.action_unknown"}
    assert codes(ledger(IMPORTS / "trading212_api" / "made__flat_orders.json")) == {
        3: "currency.unknown",
        7: "currency.unknown",
        12: "order.not_filled",
    }
    assert codes(ledger(IMPORTS / "hl" / "made__round_trip.csv")) == {10: "position.moved"}
    assert codes(ledger(IMPORTS / "investengine" / "made__trading_statement.csv")) == {5: "amount.differs"}
    assert codes(ledger(IMPORTS / "freetrade" / "made__stamp_duty_and_withdrawal.csv")) == {
        2: "file.paper",
        6: "row.action_unknown",
    }


def test_an_order_that_answers_for_another_account_currency_converts_its_taxes(tmp_path: Path) -> None:
    text = """{"items": [{"fill": {"id": 7, "quantity": 10, "price": 500, "filledAt": "2026-07-01T09:00:00Z",
    "walletImpact": {"currency": "EUR", "fxRate": 80, "taxes": [{"name": "STAMP_DUTY", "quantity": -0.25}]}},
    "order": {"side": "BUY", "ticker": "VODl_EQ", "instrument": {"currency": "GBX"}}}]}"""
    (fill,) = [one for one in read(file_of(tmp_path, text, "a.json")) if isinstance(one, StatedFill)]
    # 500 pence; 80 pence are a euro, so a pound is 1.25 euro.
    assert (fill.instrument.symbol, fill.price, fill.rate) == ("VOD", Decimal(5), Decimal("1.25"))
    assert (fill.fees, fill.fee_currency) == (Decimal("0.25"), "EUR")


def test_a_cost_in_a_currency_of_which_nothing_is_known_is_for_the_trader(tmp_path: Path) -> None:
    header = (
        "Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,"
        "Currency (Total),Transaction fee,Currency (Transaction fee)\n"
    )
    known = "Market buy,2026-01-05 14:30:00,X,WOMB,W,10,10,USD,1.25,80.80,EUR,1,USD\n"
    unknown = "Market buy,2026-01-05 14:30:00,X,WOMB,W,10,10,USD,1.25,80.80,EUR,1,SEK\n"
    path = file_of(tmp_path, header + known + unknown)
    (fill,) = [one for one in read(path) if isinstance(one, StatedFill)]
    # 1 USD at 1.25 is 0.80 EUR, and 80.80 − 0.80 for 100 USD is the rate.
    assert (fill.fees, fill.fee_currency, fill.rate) == (Decimal("0.8"), "EUR", Decimal("0.8"))
    assert codes(ledger(path)) == {3: "fee.currency_unknown"}


def test_a_dividend_may_be_taken_back() -> None:
    said = bookings(IMPORTS / "vanguard_uk" / "cgt-calc__cgt-vanguard_cash_report.csv")
    assert [(line, amount) for line, kind, amount, _ in said if kind == "dividend"] == [
        (7, "225.83"),
        (12, "170.83"),
        (13, "-170.83"),
        (14, "170.83"),
    ]


def test_two_rows_that_differ_under_one_number_are_two_and_the_same_row_twice_is_one(tmp_path: Path) -> None:
    lines = (IMPORTS / "trading212" / "made__columns_of_2020.csv").read_text().splitlines()
    same_number = [line.replace("EOF101", "EOF100") for line in lines]
    assert ledger(file_of(tmp_path, "\n".join(same_number) + "\n")).fills == 4
    found = ledger(file_of(tmp_path, "\n".join([*lines, lines[2]]) + "\n"))
    assert (found.fills, found.verdicts[Verdict.DUPLICATE]) == (4, 1)


def test_the_balances_of_a_cash_report_are_stated_by_day() -> None:
    said = [
        one
        for one in read(IMPORTS / "vanguard_uk" / "cgt-calc__cgt-vanguard_cash_report.csv")
        if isinstance(one, StatedBalance)
    ]
    # Three dividends on one day, two of them taken back or paid again: its last balance.
    assert [(one.day, one.amount) for one in said if one.day == date(2022, 7, 29)] == [
        (date(2022, 7, 29), Decimal("693.83"))
    ]
    assert said[-1].amount == Decimal("23.59")
    both = read(IMPORTS / "vanguard_uk" / "made__two_tables.csv")
    assert [one for one in both if isinstance(one, StatedBalance)] == []


def test_a_sale_of_what_was_never_bought_is_no_short_position(tmp_path: Path) -> None:
    text = "Date,Details,Amount,Balance\n17/07/2026,Sold 1 Wombat ETF (WOMB),104.06,536.91\n"
    found = ledger(file_of(tmp_path, text))
    assert codes(found) == {2: "execution.nothing_open"}
    assert found.trades == []
