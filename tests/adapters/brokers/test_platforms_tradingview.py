"""TradingView's exports, and AvaTrade's order table, which is TradingView's in German."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import (
    IMPORTS,
    NEW_YORK,
    Expected,
    best_format,
    closed,
    codes,
    file_of,
    ledger,
    told,
    total,
)
from tradesense.domain.answers import Answers, ContractFacts
from tradesense.domain.money import Currency
from tradesense.domain.number import plain
from tradesense.domain.statement import ReadOptions

TV = "tradingview"
FILES = [
    # 1.75 × 10; one cancelled
    Expected(f"{TV}/luxalgo-trade-journal__orders_with_cancelled.csv", f"{TV}_orders", 2, 1, 0, "17.5", 2, ignored=1),
    # 10 × 50; one cancelled
    Expected(f"{TV}/tradetally__orders_cancelled_row.csv", f"{TV}_orders", 2, 1, 0, "500", 2, ignored=1),
    Expected(f"{TV}/tradetally__orders_es.csv", f"{TV}_orders", 2, 1, 0, "500", 2),
    # 5 × 100
    Expected(f"{TV}/tradetally__orders_german_headers.csv", f"{TV}_orders", 2, 1, 0, "500", 2),
    # 0.10 × 10
    Expected(f"{TV}/tradetally__orders_mislabelled_as_tradestation.csv", f"{TV}_orders", 2, 1, 0, "1", 2),
    # Sold short 1963.16, covered 1000: 963.16 are left
    Expected(f"{TV}/tradetally__orders_sell_first_partial_cover.csv", f"{TV}_orders", 2, 0, 1, "0", 2),
    # MES 5.50 × 2 × 5 − 2.48 = 52.52; EURUSD 0.0050 × 10 000 = 50; BTCUSDT 100 × 0.5 − 25 = 25. Rejected; an
    # unknown root, a part of unknown size, an unknown status.
    Expected(f"{TV}/made__orders_many_markets.csv", f"{TV}_orders", 6, 3, 0, "127.52", 6, ignored=1, quarantined=3),
    # 4 × 1.25 + 6 × 0.25 − 2: the four had filled before the rest was cancelled
    Expected(f"{TV}/made__orders_german_commas.csv", f"{TV}_orders", 3, 1, 0, "4.5", 3, ignored=1),
    # Sold before bought: (5010 − 5000) × 5 = 50; (5010 − 5012) × 5 = −10
    Expected(f"{TV}/synthetic__performance_short.csv", f"{TV}_performance", 4, 2, 0, "40", 2),
    # 5 × 100
    Expected(f"{TV}/tradetally__performance_min.csv", f"{TV}_performance", 2, 1, 0, "500", 1),
    # Nothing says what was traded
    Expected(f"{TV}/luxalgo-trade-journal__strategy_list_of_trades.csv", f"{TV}_strategy", 0, 0, 0, "0", quarantined=4),
    # 5 × 2 × 50 − 9 = 491; −50 − 4.50. A profit that is not the prices' (two rows), an open trade (two), one row alone.
    Expected(
        f"{TV}/made__strategy_open_and_half.csv",
        f"{TV}_strategy",
        4,
        2,
        0,
        "436.5",
        4,
        ignored=2,
        quarantined=3,
        rejected=1,
    ),
    # 5 × 5
    Expected("avatrade/tradetally__german_orders.csv", "avatrade_orders", 2, 1, 0, "25", 2),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_platform_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_what_was_covered_of_a_short_is_realised_with_its_part_of_the_opening_commission() -> None:
    # 0.12 × 1000 = 120; 1.50 + 1.50 × 1000 / 1963.16 = 2.264074… in commissions
    (trade,) = ledger(IMPORTS / TV / "tradetally__orders_sell_first_partial_cover.csv").trades
    assert plain(trade.entry_quantity - trade.exit_quantity) == "963.16"
    assert f"{trade.net:.6f}" == "117.735926"


def test_an_order_that_is_no_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / TV / "made__orders_many_markets.csv")) == {
        2: "order.status_unknown",
        3: "order.partly_filled",
        4: "order.not_filled",
        5: "contract.unknown",
    }


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            "Symbole,Côté,Type,Quantité,Prix d’exécution,Statut,Commission,Heure de clôture,Numéro de commande",
            "Achat Vente Exécuté",
        ),
        (
            "Símbolo,Lado,Tipo,Cantidad,Precio de ejecución,Estado,Comisión,Hora de cierre,Número de orden",
            "Compra Venta Ejecutado",
        ),
        (
            "Simbolo,Lato,Tipo,Quantità,Prezzo di esecuzione,Stato,Commissione,Ora di chiusura,ID ordine",
            "Acquisto Vendita Eseguito",
        ),
    ],
)
def test_the_page_may_have_spoken_another_language(tmp_path: Path, header: str, words: str) -> None:
    bought, sold, done = words.split()
    text = (
        f"{header}\n"
        f"NASDAQ:WOMB,{bought},Market,10,100.00,{done},0,2026-01-05 09:31:00,1\n"
        f"NASDAQ:WOMB,{sold},Market,10,101.50,{done},0,2026-01-05 09:41:00,2\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == "tradingview_orders"
    # 1.50 × 10
    assert [plain(trade.net) for trade in closed(ledger(path))] == ["15"]


def test_a_strategys_symbol_stands_in_the_name_that_tradingview_gave_the_file(tmp_path: Path) -> None:
    text = (IMPORTS / TV / "luxalgo-trade-journal__strategy_list_of_trades.csv").read_text()
    found = ledger(file_of(tmp_path, text, "My_Strategy_NASDAQ_AAPL_2026-09-02.csv"))
    # 10 × 2 − 1 and −10 − 1, kept apart though they overlap
    assert sorted(plain(trade.net) for trade in closed(found)) == ["-11", "19"]
    assert {position.key.instrument.symbol for position in found.positions} == {"AAPL"}
    assert len(found.positions) == 2


def test_a_strategys_symbol_may_stand_in_a_column_of_its_own(tmp_path: Path) -> None:
    text = (IMPORTS / TV / "luxalgo-trade-journal__strategy_list_of_trades.csv").read_text().strip()
    first, *rest = text.splitlines()
    found = ledger(file_of(tmp_path, "\n".join([f"{first},Symbol", *(f"{line},MSFT" for line in rest)]) + "\n"))
    assert {position.key.instrument.symbol for position in found.positions} == {"MSFT"}
    assert plain(total([trade.net for trade in closed(found)])) == "8"


def test_a_strategys_symbol_may_be_said_by_the_trader() -> None:
    path = IMPORTS / TV / "luxalgo-trade-journal__strategy_list_of_trades.csv"
    found = ledger(path, "", ReadOptions(NEW_YORK, mapping={"symbol": "NASDAQ:AAPL"}))
    assert {position.key.instrument.symbol for position in found.positions} == {"AAPL"}
    assert sorted(plain(trade.net) for trade in closed(found)) == ["-11", "19"]


def test_each_row_of_a_strategy_says_what_became_of_it() -> None:
    assert codes(ledger(IMPORTS / TV / "made__strategy_open_and_half.csv")) == {
        8: "profit.differs",
        9: "profit.differs",
        10: "position.open",
        11: "position.open",
        12: "trade.half",
        13: "import.cell_invalid",
    }


def test_what_a_workspace_says_of_a_root_is_not_remembered_for_another() -> None:
    path = IMPORTS / TV / "made__orders_many_markets.csv"
    said = ReadOptions(NEW_YORK, answers=Answers({"ABC": ContractFacts(Decimal(25), Currency("USD"))}))
    found = {position.key.instrument.symbol: position.key.instrument for position in ledger(path, "", said).positions}
    assert found["ABC1!"].multiplier == 25
    assert codes(ledger(path))[5] == "contract.unknown"


def test_an_export_without_status_holds_fills_only(tmp_path: Path) -> None:
    text = (
        "Symbol,Side,Type,Qty,Fill Price,Commission,Placing Time,Closing Time,Order ID,Leverage,Margin\n"
        "BTCUSD,Sell,Market,0.5,43200.00,12.50,2025-12-06 20:00:00,2025-12-06 20:00:00,6,10,2125\n"
        "BTCUSD,Buy,Market,0.5,42500.00,12.50,2025-12-06 08:00:00,2025-12-06 08:00:00,5,10,2125\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == "tradingview_orders"
    # 700 × 0.5 − 25
    assert [plain(trade.net) for trade in closed(ledger(path))] == ["325"]
