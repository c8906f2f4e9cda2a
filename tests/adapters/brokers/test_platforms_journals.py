"""Reports of whole trades: journals' exports (Tradervue, TradeZella) and cTrader's closed positions."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, best_format, closed, codes, file_of, ledger, told
from tradesense.domain.number import plain

FILES = [
    # 0.3803 × 200; 0.1803 × 200; 0.23 × 200
    Expected("tradervue/tradetally__completed_trades.csv", "tradervue_trades", 6, 3, 0, "158.12", 3),
    # Average prices make 100.02, printed are 100 − 1.50 = 98.50; 2 × 50 − 2.50 = 97.50. An open one; a profit that
    # is not the prices'.
    Expected("tradervue/made__completed_wide.csv", "tradervue_trades", 4, 2, 0, "196", 2, ignored=1, quarantined=1),
    # 1.75 × 100 − 2.70 = 172.30; 4.50 × 2 × 5 − 2.48 = 42.52; a side that is none
    Expected("tradervue/made__executions.csv", "tradervue_executions", 4, 2, 0, "214.82", 4, rejected=1),
    # 175 − 4; −100 − 2.50
    Expected("tradezella/luxalgo-trade-journal__completed.csv", "tradezella_trades", 4, 2, 0, "68.5", 2),
    # 175 − 4 = 171 with costs below zero; 10 × 20 − 4.20 = 195.80. An open one; an unknown root.
    Expected(
        "tradezella/made__trades_with_times_apart.csv",
        "tradezella_trades",
        4,
        2,
        0,
        "366.8",
        2,
        ignored=1,
        quarantined=1,
    ),
    # 16.04 and −2.35, as printed
    Expected("ctrader_like/tradetally__closed_positions_lots.csv", "ctrader_positions", 4, 2, 0, "13.69", 2),
    # In euros 60.23 + 84.83 + 524 − 25.50 = 643.56. Beside it in yen 0.5 × 20 000 less 1.50 € at 61.73 / 10 000,
    # and in dollars 0.0010 × 100 000 less 6 € at 90.83 / 100. One closes before it opens.
    Expected(
        "ctrader_like/made__statement_in_euros.csv",
        "ctrader_positions",
        8,
        4,
        0,
        "10348.900570835846",
        4,
        quarantined=1,
        base="643.56",
    ),
    # In euros 401.75 + 42.41 + 87.74, the same in dollars beside it (0.3 × 1500 ounces, two halves of a position
    # less their costs); the last half stands twice, a direction is none.
    Expected(
        "ctrader_like/made__statement_with_banner.csv",
        "ctrader_positions",
        6,
        3,
        0,
        "589.779502278505",
        3,
        duplicate=1,
        rejected=1,
        base="531.9",
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_program_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_trades_of_a_journal_are_kept_apart_though_they_follow_each_other() -> None:
    found = ledger(IMPORTS / "tradervue" / "tradetally__completed_trades.csv")
    assert [plain(trade.net) for trade in closed(found)] == ["76.06", "36.06", "46"]


@pytest.mark.parametrize(
    ("sides", "net"),
    [
        (("B", "S"), "15"),
        (("SS", "BC"), "-15"),
        (("BOT", "SLD"), "15"),
    ],
)
def test_tradervues_sides_in_every_spelling(tmp_path: Path, sides: tuple[str, str], net: str) -> None:
    text = (
        "Date,Time,Symbol,Quantity,Price,Side,Commision,TransFee,ECNFee\n"
        f"01/05/2026,09:31:00,WOMB,10,100.00,{sides[0]},,,\n"
        f"01/05/2026,09:41:00,WOMB,10,101.50,{sides[1]},,,\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == "tradervue_executions"
    assert [plain(trade.net) for trade in closed(ledger(path))] == [net]


def test_days_come_first_where_the_file_proves_it(tmp_path: Path) -> None:
    text = (
        "Date,Time,Symbol,Quantity,Price,Side,Commission,TransFee,ECNFee\n"
        "05/01/2026,09:31:00,WOMB,10,100.00,Buy,0,0,0\n"
        "13/01/2026,09:41:00,WOMB,10,101.50,Sell,0,0,0\n"
    )
    (trade,) = ledger(file_of(tmp_path, text)).trades
    assert trade.opened_on.isoformat() == "2026-01-05"


def test_a_net_without_columns_of_costs_tells_them(tmp_path: Path) -> None:
    text = (IMPORTS / "tradezella" / "luxalgo-trade-journal__completed.csv").read_text()
    bare = "\n".join(line.rpartition(",")[0] for line in text.strip().splitlines())
    assert [plain(trade.fees) for trade in closed(ledger(file_of(tmp_path, bare + "\n")))] == ["4", "2.5"]


def test_a_future_without_its_month_is_one_where_the_class_is_said(tmp_path: Path) -> None:
    text = (
        "Symbol,Instrument,Side,Quantity,Open Date,Close Date,Entry Price,Exit Price,Gross P&L,Net P&L,Commission\n"
        "ES,FUTURES,long,1,2026-01-05 09:31:00,2026-01-05 10:15:00,6900.00,6901.50,75.00,70.80,4.20\n"
        "ES,STOCKS,long,10,2026-01-05 09:31:00,2026-01-05 10:15:00,60.00,61.00,10.00,9.00,1.00\n"
    )
    # 1.50 × 50 − 4.20; 10 − 1
    assert sorted(plain(trade.net) for trade in closed(ledger(file_of(tmp_path, text)))) == ["70.8", "9"]


def test_results_tell_what_a_lot_or_a_root_is_worth_but_never_a_share(tmp_path: Path) -> None:
    text = (
        "Open Datetime,Close Datetime,Symbol,Side,Volume,Exec Count,Entry Price,Exit Price,Gross P&L,Notes,Tags\n"
        "2026-01-05 09:31:00,2026-01-05 09:41:00,NQ,L,1,2,21000.00,21010.00,200.00,,\n"
        "2026-01-05 09:31:00,2026-01-05 09:41:00,EURUSD,S,0.5,2,1.10000,1.09900,50.00,,\n"
        "2026-01-05 09:31:00,2026-01-05 09:41:00,US30,L,2,2,42000.0,42010.0,200.00,,\n"
        "2026-01-05 09:31:00,2026-01-05 09:41:00,WOMB,L,2,2,10.00,11.00,200.00,,\n"
    )
    found = ledger(file_of(tmp_path, text))
    # 10 × 20; 0.001 × 0.5 × 100 000; 10 × 2 × 10; and 1 × 2, whatever is printed
    assert {
        position.key.instrument.symbol: plain(position.key.instrument.multiplier) for position in found.positions
    } == {
        "NQ": "20",
        "EURUSD": "100000",
        "US30": "10",
    }
    assert codes(found) == {5: "profit.differs"}


def test_costs_of_a_tenth_of_the_money_traded_are_not_believed(tmp_path: Path) -> None:
    text = (
        "Open Date,Close Date,Symbol,Side,Volume,Entry Price,Exit Price,Net P&L\n"
        "2026-01-05 09:31:00,2026-01-05 10:15:00,WOMB,LONG,100,10.00,11.00,-100.00\n"
    )
    assert codes(ledger(file_of(tmp_path, text))) == {2: "profit.differs"}


def test_ctraders_times_are_in_the_zone_of_their_columns_name() -> None:
    found = ledger(IMPORTS / "ctrader_like" / "tradetally__closed_positions_lots.csv").trades
    # 15:09:58 and 19:43:15 at UTC−4
    assert {(trade.opened_at.hour, trade.opened_at.minute) for trade in found} == {(19, 9), (23, 43)}


def test_a_zone_of_half_an_hour_is_one(tmp_path: Path) -> None:
    text = (IMPORTS / "ctrader_like" / "tradetally__closed_positions_lots.csv").read_text()
    found = ledger(file_of(tmp_path, text.replace("UTC-4", "UTC+5:30"))).trades
    assert {(trade.opened_at.hour, trade.opened_at.minute) for trade in found} == {(9, 39), (14, 13)}


def test_the_account_stands_in_the_banner() -> None:
    found = ledger(IMPORTS / "ctrader_like" / "made__statement_with_banner.csv")
    assert {(position.key.account, position.base) for position in found.positions} == {("7654321", "EUR")}


def test_a_lot_that_no_round_number_explains_is_asked_for(tmp_path: Path) -> None:
    text = (
        '"Symbol","Opening direction","Opening time (UTC)","Closing time (UTC)","Entry price","Closing price",'
        '"Closing Quantity","Net $"\n'
        '"GER40","Buy","15/04/2026 15:09:58","15/04/2026 15:19:58","18000","18010","1.00 Lots","137.31"\n'
        '"US500","Buy","15/04/2026 15:09:58","15/04/2026 15:19:58","5000","5001","1.00 Lots","50.00"\n'
    )
    found = ledger(file_of(tmp_path, text))
    assert codes(found) == {2: "contract.unknown"}
    # 50 an index point explains the other to the cent
    assert [plain(trade.net) for trade in closed(found)] == ["50"]
