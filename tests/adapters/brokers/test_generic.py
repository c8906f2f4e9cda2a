"""Tables of fills and of completed trades whose columns are recognised by name or mapped."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.adapters.brokers.reading import (
    BROKERS,
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
from tradesense.domain.execution import Side
from tradesense.domain.number import plain
from tradesense.domain.statement import FormatUnknown, ReadOptions, StatedFill

FILES = [
    # META sold 50 short (bought as FB, a change of name the file does not tell) and covered: −75.20.
    # 13 fills and a split; two dividends. Open: META 55 − 20 − 20, FB, BABA, OPRA, AMZN 1 + 209.
    Expected("generic/cgt-calc__cgt-raw_test_data.csv", "generic_fills", 13, 1, 5, "-75.2", new=14, ignored=2),
    # 101 − 100 and 102 − 100, both at one minute
    Expected("generic/luxalgo-trade-journal__completed_same_timestamp.csv", "generic_trades", 4, 2, 0, "3", new=2),
    # 4 × 110 + 6 × 120 − 10 × 100 = 160, less 3; the cancelled order is no fill
    Expected(
        "generic/luxalgo-trade-journal__pipe_fills_partial_exits.csv", "generic_fills", 3, 1, 0, "157", new=3, ignored=1
    ),
    # Profit 10 is before the commission of 2
    Expected("generic/luxalgo-trade-journal__profit_and_commission_columns.csv", "generic_trades", 2, 1, 0, "8", new=1),
    # "1.000" beside "1.234,50" is a thousand: 5.50 × 1000 − 5
    Expected("generic/synthetic__bom_crlf_blank_lines.csv", "generic_fills", 2, 1, 0, "5495", new=2),
    # Ten tenths make exactly one: (2 − 1) × 1, nothing left
    Expected("generic/synthetic__fractional_ten_tenths.csv", "generic_fills", 11, 1, 0, "1", new=11),
    # (5010 + 5010 − 5000 − 5001) × 50 − 8 = 942; 5 × 50 − 4 = 246
    Expected("generic/synthetic__two_entries_one_exit_es.csv", "generic_fills", 5, 2, 0, "1188", new=5),
    Expected("generic/tradetally__action_column.csv", "generic_fills", 2, 1, 0, "500", new=2),
    # 0.00035 × 2 × 125000 − 9.88 = 77.62; 270.75 × 5 − 1.24 = 1352.51
    Expected("generic/tradetally__completed_futures_rows.csv", "generic_trades", 4, 2, 0, "1430.13", new=2),
    # 5 × 10 − 1.25 − 0.42
    Expected("generic/tradetally__custom_mapping_costs.csv", "generic_trades", 2, 1, 0, "48.33", new=1),
    # −65 + 36.3 + 42.9 + 45.4 + 26.9 + 25; 27/07 proves that the day comes first
    Expected("generic/tradetally__index_cfd_ddmmyyyy.csv", "generic_trades", 12, 6, 0, "111.5", new=6),
    Expected("generic/tradetally__invalid_date.csv", "generic_fills", 0, 0, 0, "0", rejected=1),
    # 5 × 100 − 2
    Expected("generic/tradetally__min.csv", "generic_fills", 2, 1, 0, "498", new=2),
    # (95.172 − 96.56) × 150 = −208.20; (75.7503 − 77.61) × 183 = −340.3251
    Expected("generic/tradetally__moomoo_like_fills_newest_first.csv", "generic_fills", 4, 2, 0, "-548.5251", new=4),
    # 10 × 6.94 − 4 × 6.23 − 6 × 6.31
    Expected("generic/tradetally__newest_first_no_seconds_order.csv", "generic_fills", 3, 1, 0, "6.62", new=3),
    # Digits of other scripts, emoji, text that turns around, a tower of accents: all refused, none crashes.
    Expected("security/tradesense__malicious_unicode.csv", "generic_trades", 0, 0, 0, "0", rejected=4),
    # 50 − 1.10 − 1.15 = 47.75 (commissions all negative are costs, the exchange's positive ones too), told
    # twice under one id; A-2: 10. Zero, a footer and interest; a status and an hour that do not exist; no side,
    # no day, no symbol.
    Expected(
        "generic/made__charges_of_every_kind.csv",
        "generic_fills",
        4,
        2,
        0,
        "57.75",
        new=4,
        duplicate=1,
        ignored=3,
        quarantined=2,
        rejected=3,
    ),
    # Worked example F: 1948; EURUSD 100 − 4 = 96; option 50 − 1.30 = 48.70; ES 50 − 4 = 46.
    Expected(
        "generic/made__crypto_forex_options_futures.csv", "generic_fills", 10, 4, 2, "2138.7", new=10, quarantined=2
    ),
    # EURUSD 10 − 1 = 9 (so a lot is 100 000); GER40 500 + 250 (so a point is 25); ES 50 − 4 = 46.
    Expected(
        "generic/made__trades_lots_and_profits.csv",
        "generic_trades",
        8,
        4,
        0,
        "805",
        new=4,
        ignored=1,
        quarantined=3,
        rejected=1,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_table_yields_what_it_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_unknown_columns_are_not_guessed_but_can_be_mapped() -> None:
    path = IMPORTS / "generic" / "luxalgo-trade-journal__unknown_headers.csv"
    assert best_format(path) == ""
    with pytest.raises(FormatUnknown, match="say which ones hold symbol"):
        list(read(path, "generic_fills"))
    mapping = {"symbol": "Ticker", "when": "When", "side": "Way", "quantity": "Amount", "price": "Cost"}
    (fill,) = read(path, "generic_fills", ReadOptions(NEW_YORK, mapping=mapping))
    assert isinstance(fill, StatedFill)
    assert (fill.side, fill.quantity, fill.price) == (Side.BUY, Decimal(100), Decimal("185.50"))


def test_a_file_without_the_needed_columns_is_not_read() -> None:
    path = IMPORTS / "security" / "tradesense__malicious_missing_columns.csv"
    assert best_format(path) == ""
    with pytest.raises(FormatUnknown):
        list(read(path, "generic_trades"))


@pytest.mark.parametrize("mapping", [{"symbol": "No Such Column"}, {"nonsense": "Symbol"}])
def test_a_mapping_that_does_not_fit_the_file_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(FormatUnknown):
        list(read(IMPORTS / "generic" / "tradetally__min.csv", "generic_fills", ReadOptions(NEW_YORK, mapping=mapping)))


def test_a_mapping_wins_over_what_is_recognised(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date,Booked,Side,Quantity,Price,Fee\nWOMB,2026-01-05,2026-01-06,Buy,1,10,1\n")
    options = ReadOptions(NEW_YORK, mapping={"date": "Booked", "fee": ""})
    (fill,) = read(path, "generic_fills", options)
    assert isinstance(fill, StatedFill)
    assert (str(fill.day), fill.fees) == ("2026-01-06", None)


def test_completed_trades_keep_their_identity_whatever_the_order_of_rows(tmp_path: Path) -> None:
    path = IMPORTS / "generic" / "luxalgo-trade-journal__completed_same_timestamp.csv"
    header, *rows = path.read_text().splitlines()
    turned = file_of(tmp_path, "\n".join([header, *reversed(rows)]))

    def ids(file: Path) -> set[object]:
        return {trade.id for trade in ledger(file).trades}

    assert ids(path) == ids(turned)
    assert len(ids(path)) == 2


def test_two_identical_trades_both_count(tmp_path: Path) -> None:
    row = "WOMB,long,2026-01-05,2026-01-05,10,11,5\n"
    path = file_of(tmp_path, "Symbol,Side,Open Date,Close Date,Entry Price,Exit Price,Qty\n" + row + row)
    assert [plain(trade.net) for trade in closed(ledger(path))] == ["5", "5"]


def test_an_id_of_an_order_is_no_id_of_a_fill(tmp_path: Path) -> None:
    rows = "WOMB,2026-01-05 10:00:00,buy,1,10,O-1\n" * 2
    found = ledger(file_of(tmp_path, "Symbol,Date,Side,Quantity,Price,Order ID\n" + rows))
    assert found.fills == 2


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (("03/04/2026", "13/04/2026"), "2026-04-03"),
        (("03/04/2026", "04/13/2026"), "2026-03-04"),
        (("03/04/2026", "05/06/2026"), "2026-03-04"),
        (("03.04.2026", "05.06.2026"), "2026-04-03"),
        (("2026-04-03", "2026-06-05"), "2026-04-03"),
        (("20260403", "20260605"), "2026-04-03"),
        (("3 Apr 2026", "5 Jun 2026"), "2026-04-03"),
        (("Apr 3, 2026", "Jun 5, 2026"), "2026-04-03"),
    ],
)
def test_the_whole_file_tells_the_order_of_its_dates(tmp_path: Path, dates: tuple[str, str], day: str) -> None:
    rows = "".join(f'WOMB,"{date}",buy,1,10.50\n' for date in dates)
    first, _ = read(file_of(tmp_path, "Symbol,Date,Side,Quantity,Price\n" + rows))
    assert isinstance(first, StatedFill)
    assert str(first.day) == day


def test_a_decimal_comma_says_that_days_come_first(tmp_path: Path) -> None:
    (fill,) = read(file_of(tmp_path, "Symbol;Date;Side;Quantity;Price\nWOMB;03/04/2026;buy;1;10,50\n"))
    assert isinstance(fill, StatedFill)
    assert (str(fill.day), fill.price) == ("2026-04-03", Decimal("10.50"))


def test_the_trader_may_say_how_dates_and_numbers_are_written(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol;Date;Side;Quantity;Price\nWOMB;03/04/2026;buy;1.000;10\n")
    (fill,) = read(path, options=ReadOptions(NEW_YORK, date_order="dmy", decimal_mark=","))
    assert isinstance(fill, StatedFill)
    assert (str(fill.day), fill.quantity) == ("2026-04-03", Decimal(1000))
    (fill,) = read(path)
    assert isinstance(fill, StatedFill)
    assert (str(fill.day), fill.quantity) == ("2026-03-04", Decimal(1))


def test_two_digits_that_may_be_a_day_or_a_year_are_asked_about(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date,Side,Quantity,Price\nWOMB,16/09/21,buy,1,10\n")
    assert codes(ledger(path)) == {2: "import.cell_invalid"}
    assert ledger(path, options=ReadOptions(NEW_YORK, date_order="dmy")).fills == 1


def test_without_a_side_the_sign_of_the_quantity_is_the_side(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date,Quantity,Price\nWOMB,2026-01-05 10:00,-5,10\nWOMB,2026-01-05 11:00,5,9\n")
    (trade,) = closed(ledger(path))
    assert (trade.direction.name, plain(trade.net)) == ("SHORT", "5")


def test_an_empty_side_is_told_by_a_negative_quantity_only(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date,Side,Quantity,Price\nWOMB,2026-01-05,,-5,10\nWOMB,2026-01-05,,5,9\n")
    found = ledger(path)
    assert (found.fills, codes(found)) == (1, {3: "import.cell_invalid"})


def test_the_kind_of_contract_may_be_stated(tmp_path: Path) -> None:
    text = (
        "Symbol,Date,Side,Quantity,Price,Multiplier,Asset Class,Currency\n"
        "DAX,2026-01-05,buy,1,10,25,cfd,EUR\n"
        "SPX,2026-01-05,buy,1,10,,index,\n"
        "THING,2026-01-05,buy,1,10,5,,\n"
        "FDAXH6,2026-01-05,buy,1,10,25,,\n"
        "NQ,2026-01-05,buy,1,10,,future,\n"
        "QQQH6,2026-01-05,buy,1,10,,future,\n"
        "EURUSD,2026-01-05,buy,0.1,1.10,100000,,\n"
        "SOL-USDT,2026-01-05,buy,1,10,,,\n"
        "WOMB,2026-01-05,buy,1,10,1,stock,\n"
    )
    said = [one for one in read(file_of(tmp_path, text)) if isinstance(one, StatedFill)]
    assert [
        (
            one.instrument.symbol,
            one.instrument.asset_class.value,
            one.instrument.currency,
            plain(one.instrument.multiplier),
        )
        for one in said
    ] == [
        ("DAX", "cfd", "EUR", "25"),
        ("SPX", "index", "USD", "1"),
        ("THING", "cfd", "USD", "5"),
        ("FDAXH26", "future", "EUR", "25"),
        ("NQ", "future", "USD", "20"),
        ("EURUSD", "forex", "USD", "100000"),
        ("SOL-USDT", "crypto", "USDT", "1"),
        ("WOMB", "equity", "USD", "1"),
    ]
    assert codes(ledger(file_of(tmp_path, text))) == {7: "contract.unknown"}


def test_a_ledgers_split_is_read_by_its_ratio_or_its_shares(tmp_path: Path) -> None:
    text = (
        "Date,Action,Symbol,Quantity,Price,Description\n"
        "2026-01-05,BUY,WOMB,10,40,\n2026-01-06,STOCK_SPLIT,WOMB,30,0,4 for 1 split\n2026-01-07,SELL,WOMB,40,11,\n"
    )
    (trade,) = closed(ledger(file_of(tmp_path, text)))
    assert plain(trade.net) == "40"


def test_a_currency_pair_in_lots_is_told_by_its_profit() -> None:
    said = [
        one for one in read(IMPORTS / "generic" / "made__trades_lots_and_profits.csv") if isinstance(one, StatedFill)
    ]
    assert {one.instrument.symbol: plain(one.instrument.multiplier) for one in said} == {
        "EURUSD": "100000",
        "GER40": "25",
        "ES": "50",
    }
    assert codes(ledger(IMPORTS / "generic" / "made__trades_lots_and_profits.csv")) == {
        5: "profit.differs",
        6: "profit.differs",
        8: "trade.closes_before_opening",
        9: "import.cell_invalid",
        10: "file.footer",
    }


def test_a_currency_pair_without_a_profit_is_asked_about(tmp_path: Path) -> None:
    text = (
        "Symbol,Side,Open Date,Close Date,Entry Price,Exit Price,Qty,Profit\n"
        "EURUSD,long,2026-01-05,2026-01-05,1.10,1.11,0.1,\n"
    )
    assert codes(ledger(file_of(tmp_path, text))) == {2: "contract.unknown"}


def test_a_trade_with_one_date_opens_and_closes_on_it(tmp_path: Path) -> None:
    text = "Symbol,Side,Close Date,Entry Price,Exit Price,Qty\nWOMB,short,2026-01-05,11,10,3\n"
    (trade,) = closed(ledger(file_of(tmp_path, text)))
    assert (plain(trade.net), str(trade.opened_on), trade.times_known) == ("3", "2026-01-05", False)


def test_the_entrys_day_and_time_may_stand_apart(tmp_path: Path) -> None:
    text = (
        "Symbol,Side,Entry Date,Entry Time,Exit Date,Exit Time,Entry Price,Exit Price,Qty\n"
        "WOMB,long,2026-01-05,10:00:00,2026-01-05,10:30:00,10,11,3\n"
    )
    (trade,) = closed(ledger(file_of(tmp_path, text)))
    assert (str(trade.opened_at), str(trade.held)) == ("2026-01-05 15:00:00+00:00", "0:30:00")


def test_a_trade_without_an_exit_is_still_open(tmp_path: Path) -> None:
    text = "Symbol,Side,Open Date,Close Date,Entry Price,Exit Price,Qty\nWOMB,long,2026-01-05,,10,,3\n"
    assert codes(ledger(file_of(tmp_path, text))) == {2: "position.open"}


@pytest.mark.parametrize(
    ("header", "at"),
    [("Date(UTC)", "10:00:00"), ("Time (UTC-4)", "14:00:00"), ("Time (GMT+2)", "08:00:00"), ("Time", "15:00:00")],
)
def test_a_header_may_name_the_zone_of_its_times(tmp_path: Path, header: str, at: str) -> None:
    path = file_of(
        tmp_path, f"Symbol,{header},Side,Quantity,Price (USD),Change %\nWOMB,2026-01-05 10:00:00,buy,1,10,5\n"
    )
    (fill,) = read(path)
    assert isinstance(fill, StatedFill)
    assert str(fill.when.time()) == at


def test_a_spreadsheet_is_a_table_as_well(tmp_path: Path) -> None:
    path = tmp_path / "fills.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["My fills"])
    sheet.write_row(1, 0, ["Symbol", "Date", "Side", "Quantity", "Price", "Fee"])
    day = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number, (hour, side, price) in enumerate(((10, "buy", 10.1), (11, "sell", 10.3)), start=2):
        sheet.write_row(number, 0, ["WOMB", "", side, 100, price, 1])
        sheet.write_datetime(number, 1, datetime(2026, 1, 5, hour), day)
    workbook.close()
    (trade,) = closed(ledger(path))
    # (10.3 − 10.1) × 100 − 2: what a spreadsheet holds in binary is read as it is shown.
    assert (best_format(path), plain(trade.net)) == ("generic_fills", "18")


def test_the_first_rows_are_shown_to_somebody_who_maps_them() -> None:
    path = IMPORTS / "generic" / "luxalgo-trade-journal__pipe_fills_partial_exits.csv"
    names, rows = BROKERS.sample(path, path.name)
    assert names == ["Timestamp", "Ticker", "Buy/Sell", "Fill Quantity", "Execution Price", "Fees", "State"]
    assert len(rows) == 4
    assert BROKERS.sample(IMPORTS / "ibkr" / "made__flex_everything.xml", "x") == ([], [])


def test_the_text_of_a_row_can_be_shown_again() -> None:
    path = IMPORTS / "generic" / "tradetally__min.csv"
    assert BROKERS.raw_rows(path, path.name, {3}) == {3: "AAPL,01/02/2025,Sell,100,155.00,1.00"}
    xml = IMPORTS / "ibkr" / "made__flex_everything.xml"
    assert BROKERS.raw_rows(xml, xml.name, {5, 999}) == {
        5: '<AccountInformation accountId="U8642" currency="EUR" name="A Trader" />'
    }
