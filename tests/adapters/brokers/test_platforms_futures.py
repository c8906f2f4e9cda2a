"""Platforms of futures firms: ProjectX, TopstepX, Apex, Rithmic, Quantower, ATAS, FTMO; NinjaTrader in French."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from tests.adapters.brokers.reading import IMPORTS, Expected, best_format, closed, codes, file_of, ledger, read, told
from tradesense.domain.number import plain
from tradesense.domain.statement import ReadOptions, StatedFill

FILES = [
    # 3.25 × 5 = 16.25; short (6810 − 6808) × 5 + (6810 − 6807) × 5 = 25; one rejected
    Expected("projectx/synthetic__order_history.csv", "projectx_orders", 5, 2, 0, "41.25", 5, ignored=1),
    # 10 × 50 − 1 − 2
    Expected("projectx/tradetally__trades_export.csv", "projectx_trades", 2, 1, 0, "497", 1),
    # −3.25 × 3 × 20 − 4.20 = −199.20; 10 × 2 × 2 − 1.48 = 38.52. An open one; an unknown root, a profit that is
    # not the prices', an exit before the entry.
    Expected(
        "projectx/made__trades_without_commissions.csv",
        "projectx_trades",
        4,
        2,
        0,
        "-160.68",
        2,
        ignored=1,
        quarantined=3,
    ),
    # 10.25 × 2 × 50
    Expected("topstepx/luxalgo-trade-journal__orders.csv", "projectx_orders", 2, 1, 0, "1025", 2),
    # 6 × 2 + 10 × 2 = 32 (the second sale was cancelled after one of two); 1.25 × 5 = 6.25. None filled; an unknown root.
    Expected("apex/made__orders_javascript_dates.csv", "apex_orders", 5, 2, 0, "38.25", 5, ignored=1, quarantined=1),
    # 10 × 2 × 2 − 4 × 0.51 = 37.96; 110 20.5/32 − 110 16/32 = 0.140625 × 1000 − 0.80 − 0.75 = 139.075. Two did
    # not fill; an unknown root.
    Expected("rithmic/made__completed_orders.csv", "rithmic_orders", 4, 2, 0, "177.035", 4, ignored=2, quarantined=1),
    # 40 − 2.04; −20 − 1.02; 140.625 − 1.60; in the second account 10 − 1.02. A profit that is not the prices'.
    Expected("rithmic/made__performance.csv", "rithmic_performance", 8, 4, 0, "164.945", 4, quarantined=1),
    # Short 2 ES: 0.50 × 50 + 0.75 × 50 − 8.80 = 53.70; shares 15 − 2. An unknown root; a value of the trade that is
    # not quantity × price × 20.
    Expected("quantower/made__trades_cqg_symbols.csv", "quantower_trades", 5, 2, 0, "66.7", 5, quarantined=2),
    # 1.25 × 2 × 5; 1 × 5 short; −1 × 20. An open one; volumes that do not cancel out; an unknown root.
    Expected("atas/made__journal.csv", "atas_journal", 6, 3, 0, "-2.5", 3, ignored=1, quarantined=1, rejected=1),
    # 0.0020 × 50 000 − 2.50 = 97.50; 49.5 × 2 × 1 − 1 = 98. An order; gold, of which no profit tells the lot.
    Expected("ftmo/made__journal_french.csv", "ftmo_trades", 4, 2, 0, "195.5", 2, ignored=1, quarantined=1),
    # 4.50 × 20 − 4.20 short, −4.50 × 20 − 4.20 long
    Expected("ninjatrader/made__performance_french.csv", "ninjatrader_performance", 4, 2, 0, "-8.4", 2),
    # 4 × 5 − 1.24
    Expected("ninjatrader/made__executions_french.csv", "ninjatrader_executions", 2, 1, 0, "18.76", 2),
    # 475 + 405 + 150 + 500 + 750; five profits are not the prices', a line of dots
    Expected(
        "tradesense/tradesense__futures_sample.csv",
        "generic_trades",
        10,
        5,
        0,
        "2280",
        5,
        quarantined=5,
        rejected=1,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_platform_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(path: Path, zone: str = "America/New_York") -> list[StatedFill]:
    return [one for one in read(path, options=ReadOptions(ZoneInfo(zone))) if isinstance(one, StatedFill)]


def test_a_trade_after_five_in_the_afternoon_in_chicago_is_the_next_days() -> None:
    found = {
        trade.opened_on.isoformat()
        for trade in ledger(IMPORTS / "projectx" / "made__trades_without_commissions.csv").trades
    }
    assert found == {"2026-05-07", "2026-05-08"}


def test_a_closing_order_whose_opening_is_not_in_the_file_is_set_apart(tmp_path: Path) -> None:
    first, *rest = (IMPORTS / "topstepx" / "luxalgo-trade-journal__orders.csv").read_text().strip().splitlines()
    assert codes(ledger(file_of(tmp_path, f"{first}\n{rest[1]}\n"))) == {2: "execution.nothing_open"}


def test_a_date_as_javascript_words_it_is_that_instant() -> None:
    instants = [fill.when for fill in fills(IMPORTS / "apex" / "made__orders_javascript_dates.csv")]
    assert instants[0] == datetime(2026, 7, 9, 13, 30, tzinfo=UTC)  # 16:30 at +03:00
    assert instants[3] == datetime(2026, 7, 9, 13, 35, 0, 500_000, tzinfo=UTC)  # seconds since 1970
    assert instants[4] == datetime(2026, 7, 9, 13, 40, tzinfo=UTC)


def test_two_executions_of_one_order_are_both_counted(tmp_path: Path) -> None:
    when = "Thu Jul 09 2026 15:30:00 GMT+0200 (Central European Summer Time)"
    text = (
        "name,order_id,symbol,mov_time,mov_type,exec_qty,price_done,points,profit,created_on\n"
        f"PA-1,9,CM.MNQU6,{when},T,1,29684.25,,,2026-07-09\n"
        f"PA-1,9,CM.MNQU6,{when},T,1,29684.25,,,2026-07-09\n"
        f"PA-1,10,CM.MNQU6,{when.replace('15:30', '15:31')},T,-2,29685.25,1,4,2026-07-09\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == "apex_orders"
    # 1 × 2 × 2
    assert [plain(trade.net) for trade in closed(ledger(path))] == ["4"]


@pytest.mark.parametrize(
    ("zone", "usual", "hour"),
    [
        ("EDT", "Europe/Berlin", 13),
        ("PDT", "Europe/Berlin", 16),
        ("CST", "Europe/Berlin", 14),  # Chicago's, unless the trader's own zone is called so
        ("CST", "Asia/Shanghai", 1),
        ("GMT+02:00", "Europe/Berlin", 7),
        ("UTC", "Europe/Berlin", 9),
    ],
)
def test_rithmics_zone_is_the_one_in_the_columns_name(tmp_path: Path, zone: str, usual: str, hour: int) -> None:
    text = (IMPORTS / "rithmic" / "made__completed_orders.csv").read_text().replace("(EDT)", f"({zone})")
    first = min(fill.when for fill in fills(file_of(tmp_path, text), usual))
    assert (first.hour, first.minute) == (hour, 42)  # 09:42 there


def test_a_zone_that_is_not_known_is_asked_for(tmp_path: Path) -> None:
    text = (IMPORTS / "rithmic" / "made__completed_orders.csv").read_text().replace("(EDT)", "(XYZ)")
    assert set(codes(ledger(file_of(tmp_path, text))).values()) == {"order.not_filled", "zone.unknown"}


def test_a_printed_profit_that_prices_and_point_value_do_not_make_is_for_the_trader() -> None:
    found = codes(ledger(IMPORTS / "tradesense" / "tradesense__futures_sample.csv"))
    # CL 0.55 × 3 × 1000 = 1650 and not 165; ES 5 × 2 × 50 = 500 and not −500; CL 1000 and not 100; ES 512.50 and
    # not 255; NQ 200 and not −350
    assert [line for line, code in found.items() if code == "profit.differs"] == [4, 6, 8, 10, 11]


def test_rithmics_trades_are_of_the_account_and_contract_above_them() -> None:
    found = ledger(IMPORTS / "rithmic" / "made__performance.csv")
    assert {(position.key.account, position.key.instrument.symbol) for position in found.positions} == {
        ("DEMO-ACCOUNT-1", "MNQM26"),
        ("DEMO-ACCOUNT-1", "ZNM26"),
        ("DEMO-ACCOUNT-2", "MNQM26"),
    }


def test_cqgs_symbols_are_the_exchanges_contracts() -> None:
    found = fills(IMPORTS / "quantower" / "made__trades_cqg_symbols.csv")
    assert {fill.instrument.symbol for fill in found} == {"ESZ24", "WOMB"}
    # 9:50:07 PM at +01:00
    assert min(fill.when for fill in found) == datetime(2024, 10, 7, 20, 50, 7, tzinfo=UTC)


def test_atas_writes_spreadsheets_with_real_dates(tmp_path: Path) -> None:
    path = tmp_path / "journal.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Journal")
    stamp = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for column, name in enumerate((IMPORTS / "atas" / "made__journal.csv").read_text().splitlines()[0].split(",")):
        sheet.write(0, column, name)
    sheet.write_row(1, 0, ["DEMO1", "MESU6@CME_Ind"])
    sheet.write_datetime(1, 2, datetime(2026, 6, 18, 13, 11, 5), stamp)
    sheet.write_row(1, 3, [7565, 2])
    sheet.write_datetime(1, 5, datetime(2026, 6, 18, 13, 11, 30), stamp)
    sheet.write_row(1, 6, [7566.25, -2, 1.25, 5, 12.5])
    sheet = workbook.add_worksheet("Executions")
    sheet.write_row(0, 0, ["Account", "Instrument", "Time", "Direction", "Price", "Volume"])
    workbook.close()
    assert best_format(path) == "atas_journal"
    (trade,) = ledger(path).trades
    # 13:11:05 in New York
    assert (plain(trade.net), trade.opened_at) == ("12.5", datetime(2026, 6, 18, 17, 11, 5, tzinfo=UTC))
