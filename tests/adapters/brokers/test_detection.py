"""Which layout a file has: the specific one wins, and no broker claims another's file."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import BROKERS, IMPORTS, NEW_YORK, best_format, file_of, fixtures
from tradesense.adapters.brokers import FORMATS
from tradesense.domain.statement import FormatUnknown, ReadOptions

CERTAIN = 0.9
OWN = {
    "alpaca": {"alpaca_sync"},
    "apex": {"apex_orders"},
    "atas": {"atas_journal"},
    "avatrade": {"avatrade_orders"},
    "binance": {"binance_sync", "binance_trades"},
    "bux": {"bux_transactions"},
    "captrader": {"ibkr_transactions"},
    "coinbase": {"coinbase_transactions"},
    "cointracking": {"cointracking_trades"},
    "ctrader_like": {"ctrader_positions"},
    "das_like": {"das_trades"},
    "degiro": {"degiro_account", "degiro_transactions"},
    "delta": {"delta_transactions"},
    "directa": {"directa_movements"},
    "disnat": {"disnat_transactions"},
    "etoro": {"etoro_activity"},
    "etrade": {"etrade_ofx", "etrade_transactions"},
    "fidelity": {"fidelity_history"},
    "finpension": {"finpension_transactions"},
    "firstrade": {"firstrade_history"},
    "freetrade": {"freetrade_activity"},
    "ftmo": {"ftmo_trades"},
    "generic": {"schwab_transactions"},
    "ghostfolio": {"ghostfolio_activities", "ghostfolio_export"},
    "hl": {"hargreaves_transactions"},
    "ibkr": {"ibkr_activity", "ibkr_flex_csv", "ibkr_flex_xml"},
    "investengine": {"investengine_trades"},
    "investimental": {"investimental_orders"},
    "lightspeed": {"lightspeed_trades"},
    "metatrader4": {"metatrader4_statement"},
    "metatrader5": {"metatrader5_deals", "metatrader5_positions"},
    "moomoo": {"moomoo_history"},
    "ninjatrader": {"ninjatrader_executions", "ninjatrader_performance"},
    "oanda": {"oanda_sync"},
    "ofx": {"ofx_investments"},
    "papermoney": {"thinkorswim_statement"},
    "parqet": {"parqet_activities"},
    "projectx": {"projectx_orders", "projectx_trades"},
    "quantower": {"quantower_trades"},
    "questrade": {"questrade_confirmations", "questrade_executions"},
    "rabobank": {"rabobank_transactions"},
    "revolut": {"revolut_crypto", "revolut_invest"},
    "rithmic": {"rithmic_orders", "rithmic_performance"},
    "robinhood": {"robinhood_activity"},
    "saxo": {"saxo_transactions"},
    "schwab": {"schwab_equity_awards", "schwab_realised_lots", "schwab_transactions"},
    "schwab_api": {"schwab_api"},
    "security": set[str](),
    "sharesight": {"sharesight_trades"},
    "swissquote": {"swissquote_transactions"},
    "tastytrade": {"tastytrade_history", "tastyworks_history"},
    "thinkorswim": {"thinkorswim_activity", "thinkorswim_statement"},
    "tiger": {"tiger_trades"},
    "topstepx": {"projectx_orders"},
    "trade_republic": {"trade_republic_timeline"},
    "tradervue": {"tradervue_executions", "tradervue_trades"},
    "tradesense": set[str](),
    "tradestation": {"tradezero_trades"},
    "tradezella": {"tradezella_trades"},
    "tradezero_template": {"tradezero_trades"},
    "trading212": {"trading212_history"},
    "trading212_api": {"trading212_orders"},
    "tradingview": {"tradingview_orders", "tradingview_performance", "tradingview_strategy"},
    "tradovate": {"tradovate_orders", "tradovate_pairs", "tradovate_sync"},
    "vanguard_uk": {"vanguard_uk_cash"},
    "wealthfolio": {"wealthfolio_activities"},
    "webull": {"webull_orders", "webull_trade_records"},
    "zerodha_like": {"zerodha_tradebook"},
}
"""Formats that may be certain of a folder's files. One generic sample is Schwab's layout."""


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_file_is_claimed_by_another_brokers_format(path: Path) -> None:
    certain = {one.format.key for one in BROKERS.detect(path, path.name) if one.confidence >= CERTAIN}
    assert certain <= OWN[path.parent.name]
    assert len(certain) <= 1


def test_every_folder_of_fixtures_is_looked_at() -> None:
    assert {path.parent.name for path in fixtures()} == set(OWN)


def test_every_format_has_a_fixture() -> None:
    assert {best_format(path) for path in fixtures()} - {""} == {known.key for known in FORMATS}


def test_generic_tables_are_never_more_than_half_certain() -> None:
    for path in fixtures():
        for found in BROKERS.detect(path, path.name):
            assert found.confidence <= 0.5 or not found.format.key.startswith("generic")
            assert found.confidence <= 0.5 or found.format.broker


def test_formats_are_listed_in_alphabetical_order() -> None:
    keys = [facts.key for facts in BROKERS.formats()]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FormatUnknown):
        list(BROKERS.read(IMPORTS / "generic" / "tradetally__min.csv", "x", "no_such_format", None))  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [known.key for known in FORMATS if known.key != "ibkr_flex_xml"])
def test_a_file_read_by_the_wrong_format_is_refused_and_not_read_as_empty(key: str, tmp_path: Path) -> None:
    path = file_of(tmp_path, "A,B,C,D\n1,2,3,4\n5,6,7,8\n")
    with pytest.raises(FormatUnknown):
        list(BROKERS.read(path, path.name, key, ReadOptions(NEW_YORK)))


def test_a_table_that_no_layout_fits_is_left_to_the_trader(tmp_path: Path) -> None:
    path = file_of(tmp_path, "A,B,C,D\n1,2,3,4\n")
    assert BROKERS.detect(path, path.name) == []


def test_another_brokers_statement_in_ibkrs_manner_is_not_an_activity_statement(tmp_path: Path) -> None:
    text = "Statement,Header,Field Name,Field Value\nStatement,Data,Title,Transaction History\n"
    path = file_of(tmp_path, text)
    assert BROKERS.detect(path, path.name) == []


def test_xml_that_is_no_flex_query_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "<OFX><BANK a='1'/></OFX>", "file.xml")
    assert BROKERS.detect(path, path.name) == []
    with pytest.raises(FormatUnknown):
        list(BROKERS.read(path, path.name, "ibkr_flex_xml", ReadOptions(NEW_YORK)))
