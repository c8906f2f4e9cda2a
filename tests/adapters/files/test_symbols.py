"""Shares, futures, pairs and options under every broker's spelling."""

from datetime import date
from decimal import Decimal

import pytest

from tradesense.adapters.files.option_symbols import future_option_multiplier, option_of, stated_option
from tradesense.adapters.files.sides import action_of, find_action
from tradesense.adapters.files.symbols import contract, looks_like_a_future, named, pair, paired, share, stated_contract
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import plain

USD = Currency("USD")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("AAPL  260117C00150000", "AAPL 2026-01-17 150 C"),
        ("AAPL260117C00150000", "AAPL 2026-01-17 150 C"),
        ("spxw  260117p05000500", "SPXW 2026-01-17 5000.5 P"),
        ("NVDA 18JUL25 150 C", "NVDA 2025-07-18 150 C"),
        ("BRK B 18JUL25 400.5 P", "BRK B 2025-07-18 400.5 P"),
        ("SPY 03/21/2025 500.00 C", "SPY 2025-03-21 500 C"),
        ("TSLA  230317P00180000", "TSLA 2023-03-17 180 P"),
        ("-NVDA260710P195", "NVDA 2026-07-10 195 P"),
        ("-AAPL260117C150.5", "AAPL 2026-01-17 150.5 C"),
        (".SPY260619C500", "SPY 2026-06-19 500 C"),
        ("AAPL 100 19 JUN 26 200 CALL", "AAPL 2026-06-19 200 C"),
        ("SPY 100 (Weeklys) 19 JUN 26 1,500 PUT", "SPY 2026-06-19 1500 P"),
        ("PUT  MDB    07/17/26   312.500", "MDB 2026-07-17 312.5 P"),
        ("SPY 4/17/2026 Call $500.00", "SPY 2026-04-17 500 C"),
        ("PUT (NVDA) NVIDIA CORP JUL 10 26 $195 (100 SHS)", "NVDA 2026-07-10 195 P"),
    ],
)
def test_one_option_has_one_name(text: str, symbol: str) -> None:
    found = option_of(text, USD)
    assert found is not None
    assert (found.symbol, plain(found.multiplier)) == (symbol, "100")


@pytest.mark.parametrize("text", ["", "AAPL", "ESH6", "BRK.B", "AAPL 2026", "CALL ME", "A" * 500, "US0378331005"])
def test_what_is_no_option_is_none(text: str) -> None:
    assert option_of(text, USD) is None


def test_a_multiplier_is_stated_or_printed_or_that_of_an_equity_option() -> None:
    printed, stated = option_of("TINY 10 19 JUN 26 20 CALL", USD), option_of("TINY 19JUN26 20 C", USD, Decimal(5))
    assert printed
    assert stated
    assert (plain(printed.multiplier), plain(stated.multiplier)) == ("10", "5")


def test_an_adjusted_option_is_worth_what_is_stated_only() -> None:
    with pytest.raises(ContractUnknown):
        option_of("AAPL1 260117C00150000", USD)
    found = option_of("AAPL1 260117C00150000", USD, Decimal(150))
    assert found
    assert found.multiplier == 150


@pytest.mark.parametrize("text", ["AAPL  269917C00150000", "AAPL 31FEB26 10 C", "AAPL 10FOO26 10 C"])
def test_an_impossible_expiry_is_refused(text: str) -> None:
    with pytest.raises(CellInvalid):
        option_of(text, USD)


def test_an_option_is_a_call_or_a_put() -> None:
    with pytest.raises(CellInvalid):
        stated_option("WOMB", date(2026, 1, 16), Decimal(1), "X", USD, None)


def test_an_option_on_a_future_is_worth_what_the_future_is() -> None:
    assert future_option_multiplier(contract("ESM6", 2026), "ES") == 50
    assert future_option_multiplier(None, "/CL") == 1000
    with pytest.raises(ContractUnknown):
        future_option_multiplier(None, "ZZZ")


@pytest.mark.parametrize("text", ["ESH6", "/NQM26", "MES JUN26", "ES 09-26", "6EM5", "ABH6", "XYZM7", "/ABC"])
def test_a_future_looks_like_one(text: str) -> None:
    assert looks_like_a_future(text, 2026 if text != "6EM5" else 2025)


@pytest.mark.parametrize(
    "text", ["AAPL", "ABEV3", "CHN50", "HK33", "SPAIN35", "STOXX50", "UK100", "US30", "GER40", "BRK.B", "X"]
)
def test_shares_and_indices_do_not_look_like_futures(text: str) -> None:
    assert not looks_like_a_future(text, 2026)


def test_a_stated_multiplier_wins_over_the_known_one() -> None:
    assert stated_contract("ESH6", date(2026, 1, 1), USD, Decimal(49)).multiplier == 49
    assert stated_contract("QQQH6", date(2026, 1, 1), USD, Decimal(7)).symbol == "QQQH6"
    assert stated_contract("ESH6", date(2026, 1, 1), USD, None).multiplier == 50
    with pytest.raises(ContractUnknown):
        stated_contract("QQQH6", date(2026, 1, 1), USD, None)


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("EUR.USD", ("EUR", "USD")),
        ("EUR/USD", ("EUR", "USD")),
        ("eurusd", ("EUR", "USD")),
        ("BTC-USDT", ("BTC", "USDT")),
        ("BTC.USD", ("BTC", "USD")),
        ("AAPL", None),
        ("BRK.B", None),
        ("ABC.USD", None),
        ("XAUUSD", None),
        ("BTC/XYZ", None),
    ],
)
def test_a_pair_names_two_currencies(text: str, currencies: tuple[str, str] | None) -> None:
    assert pair(text) == currencies


def test_a_pair_is_priced_in_its_second_currency() -> None:
    forex, coin = paired("EUR.USD", "EUR", "USD"), paired("BTC-USDT", "BTC", "USDT")
    assert (forex.asset_class.value, forex.currency, forex.underlying) == ("forex", "USD", "EUR")
    assert (coin.asset_class.value, coin.currency, plain(coin.multiplier)) == ("crypto", "USDT", "1")


def test_a_symbol_is_kept_in_upper_case_without_superfluous_blanks() -> None:
    assert named("  brk   b ") == "BRK B"
    assert share("womb", USD).symbol == "WOMB"


@pytest.mark.parametrize("text", ["", "  ", "W" * 65, "\u202eBMOW", "WO\u200dMB", "WO\x00MB"])
def test_a_symbol_that_cannot_be_shown_is_refused(text: str) -> None:
    with pytest.raises(CellInvalid):
        named(text)


@pytest.mark.parametrize(
    ("word", "side", "closes"),
    [
        ("Buy", Side.BUY, False),
        ("B", Side.BUY, False),
        ("BOT", Side.BUY, False),
        ("Bought", Side.BUY, False),
        ("Long", Side.BUY, False),
        ("Buy to cover", Side.BUY, True),
        ("BTC", Side.BUY, True),
        ("Sell", Side.SELL, False),
        ("SELL_SHORT", Side.SELL, False),
        ("SS", Side.SELL, False),
        ("Sell to close", Side.SELL, True),
        ("Verkauf", Side.SELL, False),
        ("Achat", Side.BUY, False),
    ],
)
def test_the_words_for_buying_and_selling(word: str, side: Side, closes: bool) -> None:
    assert find_action(word) == (side, closes)


def test_a_word_that_is_neither_is_refused() -> None:
    with pytest.raises(CellInvalid):
        action_of("lend", "side")
