"""Coins: Coinbase, Binance, Revolut's coins, and the books that CoinTracking and Delta keep."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.balances import bookings
from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass
from tradesense.domain.statement import StatedCash, StatedFill

FILES = [
    # BTC 0.00166779 of 70.00 EUR sold at 338.92698 ÷ 0.00363125 a coin: 155.6651 − 67.01 − 2.99; the rest of what
    # was converted, and the ETH, were bought before the file begins.
    Expected(
        "coinbase/export-to-ghostfolio__coinbase-export.csv",
        "coinbase_transactions",
        8,
        1,
        4,
        "85.66513679151807315469",
        new=8,
    ),
    # 417.50 − 402.00
    Expected("coinbase/made__with_preamble.csv", "coinbase_transactions", 2, 1, 0, "15.5", new=3, quarantined=2),
    # 310 − 0.31 − 300 − 0.30
    Expected("binance/made__fee_coin.csv", "binance_trades", 2, 1, 0, "9.39", new=2, rejected=1),
    # 0.1 BTC bought, 0.0001 kept as the fee: 4095.90 − 4.0959 − 4000
    Expected("binance/made__units_glued.csv", "binance_trades", 4, 1, 2, "91.8041", new=4, ignored=1, rejected=1),
    # 42 − 0.63 − 40 − 0.60
    Expected("revolut/made__crypto.csv", "revolut_crypto", 3, 1, 1, "0.77", new=5, ignored=1, quarantined=1),
    Expected("cointracking/export-to-ghostfolio__cointracking-export.csv", "cointracking_trades", 3, 0, 2, "0", new=6),
    # 41990 received − 40010 paid, the fees within
    Expected("cointracking/made__fees_in_every_coin.csv", "cointracking_trades", 4, 1, 2, "1980", new=7, quarantined=1),
    Expected("delta/export-to-ghostfolio__delta-export.csv", "delta_transactions", 3, 0, 3, "0", new=7),
    # 2 SOL bought, 0.01 of them the fee: 218.90 − 0.90 − 200
    Expected(
        "delta/made__round_trip_and_transfer.csv",
        "delta_transactions",
        2,
        1,
        0,
        "18",
        new=3,
        ignored=1,
        quarantined=3,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_venue_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(file: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / file) if isinstance(one, StatedFill)]


def test_a_coin_costs_what_was_paid_not_what_the_market_showed() -> None:
    bought = next(one for one in fills("coinbase/export-to-ghostfolio__coinbase-export.csv") if one.line == 8)
    # 67.01 ÷ 0.00166779, and 2.99 on top: 70.00 in all
    assert (bought.quantity * bought.price).quantize(Decimal("0.01")) == Decimal("67.01")
    assert bought.fees == Decimal("2.99")
    assert bought.instrument.asset_class is AssetClass.CRYPTO


def test_a_conversion_sells_one_coin_and_buys_another_at_the_same_value() -> None:
    sold, bought = [one for one in fills("coinbase/export-to-ghostfolio__coinbase-export.csv") if one.line == 6]
    assert (sold.side, sold.instrument.symbol, bought.side, bought.instrument.symbol) == (
        Side.SELL,
        "BTC/EUR",
        Side.BUY,
        "XRP/EUR",
    )
    assert (sold.quantity * sold.price).quantize(Decimal("0.00001")) == Decimal("338.92698")
    assert (bought.quantity * bought.price).quantize(Decimal("0.00001")) == Decimal("338.92698")


def test_a_reward_is_income_and_a_purchase_that_cancel_out_in_money() -> None:
    bought, income = list(read(IMPORTS / "coinbase" / "export-to-ghostfolio__coinbase-export.csv"))[:2]
    assert isinstance(income, StatedCash)
    assert isinstance(bought, StatedFill)
    assert (income.kind, income.amount) == ("interest", Decimal("0.12649"))
    assert (bought.quantity * bought.price).quantize(Decimal("0.00001")) == income.amount


def test_coins_that_come_and_go_are_booked_in_their_own_units() -> None:
    assert bookings(IMPORTS / "coinbase" / "export-to-ghostfolio__coinbase-export.csv")[2:] == [
        (4, "transfer", "-0.180914809326", "ETH2"),
        (5, "transfer", "0.180914809326", "ETH"),
    ]
    assert bookings(IMPORTS / "revolut" / "made__crypto.csv") == [
        (6, "interest", "0.00002061", "ETH"),
        (7, "transfer", "-0.00010000", "BTC"),
    ]


def test_a_fee_in_the_coin_itself_shortens_what_arrives() -> None:
    (buy, sell, pair, inch) = fills("binance/made__units_glued.csv")
    assert (buy.asset_fee, buy.fees) == (Decimal("0.0001"), Decimal(0))
    assert (sell.asset_fee, sell.fees) == (Decimal(0), Decimal("4.0959"))
    assert (pair.instrument.symbol, pair.instrument.currency, pair.fee_currency) == ("ETH/BTC", "BTC", "BNB")
    # The pair says where the number ends: not a thousand and one of INCH.
    assert (inch.quantity, inch.instrument.symbol) == (Decimal(100), "1INCH/USDT")
    (position,) = [
        one
        for one in ledger(IMPORTS / "binance" / "made__units_glued.csv").positions
        if one.key.instrument.symbol == "BTC/USDT"
    ]
    assert position.unmatched == ()


def test_a_fee_within_the_amounts_is_not_counted_twice() -> None:
    buy, sell, in_coin, third = fills("cointracking/made__fees_in_every_coin.csv")
    # 40010 paid with 10 of fee is 40000 for the coin; 41990 received after 10 of fee is 42000.
    assert [(one.price, one.fees) for one in (buy, sell)] == [
        (Decimal(40000), Decimal(10)),
        (Decimal(42000), Decimal(10)),
    ]
    # 0.999 arrived: the 0.001 never did.
    assert (in_coin.quantity, in_coin.asset_fee, in_coin.fees) == (Decimal("0.999"), Decimal(0), Decimal(0))
    assert (third.fees, third.fee_currency) == (Decimal("0.002"), "BNB")


def test_a_row_that_no_fill_can_be_made_of_says_why() -> None:
    assert codes(ledger(IMPORTS / "coinbase" / "made__with_preamble.csv")) == {
        9: "conversion.unknown",
        10: "row.action_unknown",
    }
    assert codes(ledger(IMPORTS / "delta" / "made__round_trip_and_transfer.csv")) == {
        4: "coins.moved",
        5: "position.moved",
        6: "contract.unknown",
        8: "row.action_unknown",
    }
    assert codes(ledger(IMPORTS / "revolut" / "made__crypto.csv")) == {5: "coins.staked", 8: "row.action_unknown"}
    assert codes(ledger(IMPORTS / "binance" / "made__units_glued.csv")) == {
        6: "import.cell_invalid",
        7: "order.not_filled",
    }
    assert codes(ledger(IMPORTS / "cointracking" / "made__fees_in_every_coin.csv")) == {9: "fee.differs"}


def test_a_trade_without_a_fee_column_filled_has_an_unknown_fee(tmp_path: Path) -> None:
    text = "Date(UTC),Pair,Side,Price,Executed,Amount,Fee\n2026-02-03 09:00:00,BTCUSDT,BUY,40000,0.1BTC,4000USDT,\n"
    (fill,) = [one for one in read(file_of(tmp_path, text)) if isinstance(one, StatedFill)]
    assert fill.fees is None
