"""Books that traders keep elsewhere: Ghostfolio, Wealthfolio, Sharesight, Parqet."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.balances import bookings
from tests.adapters.brokers.reading import BROKERS, IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.statement import FileUnreadable, FormatUnknown, StatedAccount, StatedFill, StatedSplit

FILES = [
    # 4 × 1.25 − 1.50 − 1.50
    Expected("ghostfolio/made__export.json", "ghostfolio_export", 3, 1, 1, "2", new=4),
    # 10 × 1.50 − 1 − 1
    Expected(
        "ghostfolio/made__four_shapes_of_days.csv",
        "ghostfolio_activities",
        4,
        1,
        2,
        "13",
        new=6,
        ignored=2,
        quarantined=1,
        rejected=2,
    ),
    # 10 at 80.50 become 20 at 40.25: 20 × 1.75 − 1.95 − 1.95
    Expected("wealthfolio/made__cash_and_splits.csv", "wealthfolio_activities", 4, 1, 2, "31.1", new=11, quarantined=2),
    # XBT 3532.66 − 2262.49 = 1270.17 GBP; BAR 3.15 × 34 = 107.10 USD; BAZ 25.1 × −2.48 + 20 × −3.49 = −132.048 USD.
    # In pounds: BAR 804.157549 − 731.911765 = 72.245784; BAZ 1579.261887 + 1243.599122 − 2934.483088 = −111.622079.
    Expected(
        "sharesight/cgt-calc__all-trades.csv",
        "sharesight_trades",
        13,
        3,
        3,
        "1245.222",
        new=13,
        ignored=1,
        base="1230.79",
    ),
    # 550 − 520 − 6 − 6
    Expected("sharesight/made__base_by_par.csv", "sharesight_trades", 4, 1, 2, "18", new=4, ignored=2, quarantined=1),
    # 110 − 1 bought for 9.6805 × 10.33 + 1 and 0.3195 × 10, the price within its rounding: 4.805435; the transfer out
    # has no purchase here.
    Expected("parqet/made__activities.csv", "parqet_activities", 5, 1, 1, "4.805435", new=5, quarantined=2),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_book_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(file: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / file) if isinstance(one, StatedFill)]


def test_days_in_four_shapes_are_the_days_meant() -> None:
    found = fills("ghostfolio/made__four_shapes_of_days.csv")
    assert [one.day for one in found] == [date(2026, 3, 3), date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 23)]


def test_a_price_in_cents_and_its_fee_are_a_hundredth() -> None:
    found = {one.instrument.symbol: one for one in fills("ghostfolio/made__four_shapes_of_days.csv")}
    assert (found["ZZZ.JO"].price, found["ZZZ.JO"].fees, found["ZZZ.JO"].instrument.currency) == (
        Decimal(150),
        Decimal(1),
        "ZAR",
    )
    assert bookings(IMPORTS / "ghostfolio" / "made__export.json") == [(15, "interest", "0.0321", "GBP")]


def test_a_year_of_two_digits_a_wrong_currency_and_an_unknown_action_are_told_apart() -> None:
    assert codes(ledger(IMPORTS / "ghostfolio" / "made__four_shapes_of_days.csv")) == {
        7: "valuable.not_traded",
        9: "import.cell_invalid",
        10: "money.currency_invalid",
        11: "row.action_unknown",
        12: "order.not_filled",
    }


def test_an_export_names_its_accounts_and_a_midnight_is_a_day() -> None:
    sell, buy, coin = fills("ghostfolio/made__export.json")
    assert (sell.account, buy.account, coin.account) == ("Bank of Wombats", "Bank of Wombats", "")
    assert (sell.day, buy.day) == (date(2026, 3, 8), None)
    # 1e-2 of a coin at 4.2E4
    assert (coin.instrument.symbol, coin.quantity, coin.price) == ("BTC/USD", Decimal("0.01"), Decimal(42000))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('{"activities": [{"unitPrice": 1,', FileUnreadable),
        ('{"activities": ' + "[" * 100_000, FileUnreadable),
        ('{"meta": {}, "unitPrice": 1}', FormatUnknown),
        ('{"activities": [' + '{"a":' * 20 + "1" + "}" * 20 + "]}", FileUnreadable),
        ("[1, 2]", FormatUnknown),
    ],
)
def test_json_that_is_cut_off_too_deep_or_something_else_is_refused(
    tmp_path: Path, text: str, refused: type[Exception]
) -> None:
    path = file_of(tmp_path, text, "a.json")
    BROKERS.detect(path, path.name)
    with pytest.raises(refused):
        list(read(path, "ghostfolio_export"))


def test_wealthfolios_types_say_the_sign_of_an_amount() -> None:
    assert bookings(IMPORTS / "wealthfolio" / "made__cash_and_splits.csv") == [
        (2, "deposit", "5000.00", "USD"),
        (4, "dividend", "7.50", "USD"),
        (7, "dividend", "1.50", "USD"),
        (8, "withdrawal", "-502.00", "USD"),
        (9, "fee", "-12", "USD"),
        (10, "interest", "12.5", "USD"),
    ]


def test_wealthfolios_split_has_a_ratio_and_a_transfer_is_no_trade() -> None:
    said = list(read(IMPORTS / "wealthfolio" / "made__cash_and_splits.csv"))
    assert [(one.numerator, one.denominator) for one in said if isinstance(one, StatedSplit)] == [(2, 1)]
    assert [
        one.instrument.symbol for one in said if isinstance(one, StatedFill) and one.kind is ExecutionKind.TRANSFER
    ] == ["QUUX.TO"]


def test_the_currency_of_a_portfolio_is_that_of_rows_at_par() -> None:
    said = list(read(IMPORTS / "sharesight" / "made__base_by_par.csv"))
    assert [one.base for one in said if isinstance(one, StatedAccount)] == ["GBP"]
    found = {one.instrument.symbol: one for one in said if isinstance(one, StatedFill)}
    # 320 pounds for a hundredth of a coin; 1.25 dollars are a pound.
    assert found["BTC/GBP"].price == 32000
    assert found["QUUX"].rate == Decimal("0.8")


def test_taxes_withheld_are_bookings_of_their_own() -> None:
    assert bookings(IMPORTS / "parqet" / "made__activities.csv") == [
        (2, "tax", "-2.5", "EUR"),
        (3, "dividend", "2.4", "EUR"),
        (3, "tax", "-0.6", "EUR"),
    ]
