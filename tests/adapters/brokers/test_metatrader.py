"""MetaTrader 4 and 5: closed positions, deals, statements; as CSV, HTML and XLSX."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.adapters.brokers.reading import (
    IMPORTS,
    NEW_YORK,
    Expected,
    best_format,
    closed,
    codes,
    file_of,
    ledger,
    read,
    told,
)
from tradesense.domain.number import plain
from tradesense.domain.statement import ReadOptions, StatedAccount, StatedFill

FILES = [
    # 0.0035 × 100 000 = 350; less 7 commission and 0.50 swap
    Expected("metatrader4/luxalgo-trade-journal__statement.html", "metatrader4_statement", 2, 1, 0, "342.5", new=1),
    # EUR account: EURUSD 90.09 − 0.50, EURGBP 117.65 − 0.20. Deposit, unfilled order, total, open trade.
    Expected(
        "metatrader4/made__statement_sections.html",
        "metatrader4_statement",
        4,
        2,
        0,
        "199.275003694893",
        new=3,
        ignored=3,
        base="207.04",
    ),
    # 20 − 2 + 0.5 = 18.50; −20 − 2 − 1 = −23
    Expected("metatrader5/luxalgo-trade-journal__positions.csv", "metatrader5_positions", 4, 2, 0, "-4.5", new=2),
    # 65.53 + 18.30 + 0 + 1.43 − 0.70 + 64.10 + 20 + 20. US30 is worth 1 and 1.2 by turns, a profit of 2.43 is not
    # its prices', one closes before it opens: those four are for the trader.
    Expected(
        "metatrader5/made__positions_many_symbols.csv",
        "metatrader5_positions",
        16,
        8,
        0,
        "9899.037715536766",
        new=9,
        ignored=2,
        quarantined=4,
        base="188.66",
    ),
    # EURUSD 20 − 0.50 − 0.50 of the turning deal = 19, then 20 − 1.00 − 1.00 − 0.30 = 17.70; USDJPY 66.23 − 1.40;
    # XAUUSD 10.
    Expected(
        "metatrader5/made__deals_netting.csv",
        "metatrader5_deals",
        8,
        4,
        0,
        "9835.315431073532",
        new=10,
        ignored=1,
        quarantined=1,
        rejected=1,
        base="111.53",
    ),
    # Long and short at once, kept apart: 50 − 2 = 48 and −20 − 1 = −21.
    Expected("metatrader5/made__deals_hedging.csv", "metatrader5_deals", 6, 2, 0, "27", new=6),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_report_yields_what_metatrader_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_the_net_of_every_position_is_its_printed_profit_and_costs_to_the_cent() -> None:
    printed = {"101": "65.53", "102": "18.30", "103": "0.00", "106": "1.43", "108": "-0.70", "109": "64.10"}
    found = ledger(IMPORTS / "metatrader5" / "made__positions_many_symbols.csv")
    nets = {
        position.key.ref: plain_cents(position.trades[0].base_net)
        for position in found.positions
        if position.key.ref in printed
    }
    assert nets == printed


def plain_cents(amount: Decimal | None) -> str:
    assert amount is not None
    return f"{amount.quantize(Decimal('0.01')) or Decimal('0.00')}"


def test_a_profit_rounded_up_counts_as_printed(tmp_path: Path) -> None:
    # 0.00011 × 100 000 × 0.13 = 1.43; where the report says 1.44, that is what counts.
    text = (IMPORTS / "metatrader5" / "made__positions_many_symbols.csv").read_text().replace(",1.43", ",1.44")
    found = ledger(file_of(tmp_path, text))
    assert [plain(one.trades[0].net) for one in found.positions if one.key.ref == "106"] == ["1.44"]


def test_what_a_lot_is_worth_is_told_by_the_profits_or_asked() -> None:
    said = [
        one for one in read(IMPORTS / "metatrader5" / "made__positions_many_symbols.csv") if isinstance(one, StatedFill)
    ]
    assert {one.instrument.symbol: plain(one.instrument.multiplier) for one in said} == {
        "USDJPY": "100000",
        "XAUUSD": "100",
        "EURUSD": "100000",
        "EURGBP": "100000",
    }
    assert codes(ledger(IMPORTS / "metatrader5" / "made__positions_many_symbols.csv")) == {
        5: "contract.unknown",
        6: "contract.unknown",
        8: "profit.differs",
        13: "order.not_filled",
        15: "trade.closes_before_opening",
        16: "row.total",
    }


def test_a_position_closed_in_parts_keeps_them_apart() -> None:
    said = [
        one for one in read(IMPORTS / "metatrader5" / "made__positions_many_symbols.csv") if isinstance(one, StatedFill)
    ]
    assert len({one.broker_ref for one in said}) == len(said)
    assert [one.broker_ref for one in said if one.position_ref == "101"] == ["position:101:in", "position:101:out"]


def test_the_report_names_the_account_and_its_currency() -> None:
    said = read(IMPORTS / "metatrader4" / "made__statement_sections.html")
    assert next(one for one in said if isinstance(one, StatedAccount)) == StatedAccount("7654321", "EUR")  # type: ignore[arg-type]


def test_every_deal_that_is_no_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "metatrader5" / "made__deals_netting.csv")) == {
        10: "deal.opening_missing",
        11: "import.cell_invalid",
        14: "row.total",
    }


def test_a_deal_that_does_not_fit_its_only_opening_is_for_the_trader(tmp_path: Path) -> None:
    text = (IMPORTS / "metatrader5" / "made__deals_netting.csv").read_text().replace("66.23,1101.53", "166.23,1101.53")
    assert codes(ledger(file_of(tmp_path, text)))[7] == "profit.differs"


def test_deals_without_costs_leave_them_unknown(tmp_path: Path) -> None:
    text = (
        "Time,Deal,Symbol,Type,Direction,Volume,Price,Profit\n"
        "2026.01.05 09:00,1,EURUSD,buy,in,0.2,1.1000,0\n"
        "2026.01.05 10:00,2,EURUSD,sell,out,0.1,1.1010,10\n"
        "2026.01.05 11:00,3,EURUSD,sell,in/out,0.3,1.1020,20\n"
        "2026.01.05 12:00,4,GER40,sell,out,0.3,1.1020,20\n"
        "2026.01.05 12:00,5,,sell,out,0.3,1.1020,20\n"
    )
    found = ledger(file_of(tmp_path, text))
    assert not any(trade.fees_known for trade in found.trades)
    assert [plain(trade.net) for trade in closed(found)] == ["30"]
    assert codes(found) == {5: "contract.unknown", 6: "import.cell_invalid"}


def test_a_crosss_costs_wait_for_the_rate_that_its_profit_tells(tmp_path: Path) -> None:
    text = (
        "Time,Deal,Symbol,Type,Direction,Volume,Price,Commission,Profit\n"
        "2026.01.05 09:00,1,GBPCHF,buy,in,0.2,1.1000,-2.00,0\n"
        "2026.01.05 10:00,2,GBPCHF,sell,out,0.1,1.1010,-1.00,11.30\n"
        "2026.01.05 11:00,3,GBPCHF,sell,out,0.1,1.1010,-1.00,11.30\n"
    )
    (trade,) = ledger(file_of(tmp_path, text)).trades
    assert plain_cents(trade.base_net) == "18.60"


REPORT = """<!DOCTYPE html><html><head><title>Trade History Report</title></head><body><table>
<tr><th colspan=14>Trade History Report</th></tr>
<tr><th colspan=3>Name:</th><th colspan=11>A Trader</th></tr>
<tr><th colspan=3>Account:</th><th colspan=11>12345678 (EUR, Broker-Server, real, Hedge)</th></tr>
<tr><th colspan=14><div><b>Positions</b></div></th></tr>
<tr><td>Time</td><td>Position</td><td>Symbol</td><td>Type</td><td>Volume</td><td>Price</td><td>S / L</td><td>T / P</td>
<td>Time</td><td>Price</td><td>Commission</td><td>Swap</td><td colspan=2>Profit</td></tr>
<tr><td>2026.01.05 09:00:00</td><td>7</td><td>GER40.x</td><td>buy</td><td class="hidden" colspan=8></td><td>1</td>
<td>18 577,86</td><td></td><td></td><td>2026.01.05 10:00:00</td><td>18 587,86</td><td>0,00</td><td>-1,50</td><td colspan=2>10,00</td></tr>
<tr><td colspan=10></td><td>0,00</td><td>-1,50</td><td colspan=2>10,00</td></tr>
<tr><th colspan=14><div><b>Orders</b></div></th></tr>
<tr><td>Open Time</td><td>Order</td><td>Symbol</td><td>Type</td><td>Volume</td><td>Price</td><td>S / L</td><td>T / P</td><td>Time</td><td>State</td></tr>
<tr><td>2026.01.05 09:00:00</td><td>9</td><td>GER40.x</td><td>buy</td><td>1 / 1</td><td>market</td><td></td><td></td><td>2026.01.05 09:00:00</td><td>filled</td></tr>
<tr><th colspan=14><div><b>Deals</b></div></th></tr>
<tr><td>Time</td><td>Deal</td><td>Symbol</td><td>Type</td><td>Direction</td><td>Volume</td><td>Price</td><td>Order</td><td>Commission</td><td>Fee</td><td>Swap</td><td>Profit</td><td>Balance</td></tr>
<tr><td>2026.01.05 09:00:00</td><td>8</td><td>GER40.x</td><td>buy</td><td>in</td><td>1</td><td>18 577,86</td><td>9</td><td>0,00</td><td>0,00</td><td>0,00</td><td>0,00</td><td>1 000,00</td></tr>
<tr><th colspan=14>Open Positions</th></tr>
<tr><td>Time</td><td>Position</td><td>Symbol</td><td>Type</td><td>Volume</td><td>Price</td><td>S / L</td><td>T / P</td><td>Market Price</td><td>Swap</td><td>Profit</td></tr>
<tr><td>2026.01.05 09:00:00</td><td>17</td><td>GER40.x</td><td>buy</td><td>1</td><td>18 577,86</td><td></td><td></td><td>1</td><td>0,00</td><td>0,00</td></tr>
<tr><th colspan=14>Results</th></tr>
<tr><td>Total Net Profit:</td><td>8,50</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-16-le"])
def test_the_html_report_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = file_of(tmp_path, REPORT.encode(encoding), "ReportHistory.html")
    assert best_format(path) == "metatrader5_positions"
    found = ledger(path)
    (trade,) = found.trades
    # 10 points of a lot worth 1 EUR a point, less 1.50 swap; decimal commas, blanks between thousands.
    assert (plain(trade.net), found.positions[0].key.account, found.positions[0].base) == ("8.5", "12345678", "EUR")
    assert sorted(codes(found).values()) == [
        "position.open",
        "row.told_by_positions",
        "row.told_by_positions",
        "row.total",
    ]


def test_the_spreadsheet_report_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "ReportHistory.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet()
    rows: list[list[Any]] = [
        ["Trade History Report"],
        ["Account:", "", "", "12345678 (USD, Broker, real, Hedge)"],
        ["Positions"],
        [
            "Time",
            "Position",
            "Symbol",
            "Type",
            "Volume",
            "Price",
            "S / L",
            "T / P",
            "Time",
            "Price",
            "Commission",
            "Swap",
            "Profit",
        ],
        ["2026.01.05 09:00:00", 7, "EURUSD", "sell", "0.1", 1.105, "", "", "2026.01.05 10:00:00", 1.1, -0.5, 0, 50],
        ["", "", "", "", "", "", "", "", "", "", -0.5, 0, 50],
    ]
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    workbook.close()
    found = ledger(path)
    (trade,) = found.trades
    assert (plain(trade.net), found.rows, codes(found)) == ("49.5", 2, {6: "row.total"})


def test_the_trader_may_say_the_decimal_mark(tmp_path: Path) -> None:
    path = file_of(tmp_path, REPORT, "ReportHistory.html")
    assert ledger(path, options=ReadOptions(NEW_YORK, decimal_mark=",")).fills == 2


def test_a_report_of_deals_alone_is_read_by_deals(tmp_path: Path) -> None:
    start, _, rest = REPORT.partition("<tr><th colspan=14><div><b>Positions</b></div></th></tr>")
    deals = "<tr><th colspan=14><div><b>Deals" + rest.partition("<tr><th colspan=14><div><b>Deals")[2]
    path = file_of(tmp_path, start + deals, "ReportHistory.html")
    assert best_format(path) == "metatrader5_deals"
