"""Interactive Brokers: activity statements, Flex queries as CSV and as XML."""

from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, NEW_YORK, Expected, codes, file_of, ledger, read, told
from tradesense.domain.answers import Answers
from tradesense.domain.corporate_action import Terms
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.number import plain
from tradesense.domain.statement import (
    ReadOptions,
    RowNote,
    StatedAccount,
    StatedAction,
    StatedFill,
    StatedRate,
    StatedSplit,
)

FILES = [
    # Option (3.50 − 2.50) × 100 − 0.65 − 0.65 = 98.70; the ten shares stay open and do not net with it.
    Expected("ibkr/luxalgo-trade-journal__flex_csv_option_and_stock.csv", "ibkr_flex_csv", 3, 1, 1, "98.7", new=3),
    # (187.25 − 185.50) × 100 − 1 − 1
    Expected("ibkr/luxalgo-trade-journal__flex_csv_stock.csv", "ibkr_flex_csv", 2, 1, 0, "173", new=2),
    # Long 100: (11 − 10) × 100 − 1 − 1.00 of the flip's 1.50 = 98; short 50: (11 − 10.5) × 50 − 0.50 − 0.50 = 24.
    Expected("ibkr/synthetic__flip_in_one_fill.csv", "ibkr_flex_csv", 3, 2, 0, "122", new=3),
    # U1111111: 5 × 100 − 2 = 498; U2222222: −5 × 100 − 2 = −502.
    Expected("ibkr/synthetic__two_accounts_interleaved.csv", "ibkr_flex_csv", 4, 2, 0, "-4", new=4),
    # SAP 10 × 100 − 6 = 994 EUR, AAPL −2 USD. In USD: 20997 × 1.05 − 20003 × 1.10 = 43.55, and −2.
    Expected("ibkr/synthetic__two_currencies_with_fx.csv", "ibkr_activity", 4, 2, 0, "992", new=6, base="41.55"),
    # 5 × 100 − 2; title, account, subtotal and total are known rows without fills.
    Expected("ibkr/tradetally__activity_multi_section.csv", "ibkr_activity", 2, 1, 0, "498", new=2, ignored=4),
    # 5 × 100 − 2
    Expected("ibkr/tradetally__flex_min_columns.csv", "ibkr_flex_csv", 2, 1, 0, "498", new=2),
    # Seven sold to open, nothing closed.
    Expected("ibkr/tradetally__option_open_rebates.csv", "ibkr_flex_csv", 6, 0, 1, "0", new=6),
    # Code C without the openings: nothing to close in this file.
    Expected("ibkr/tradetally__option_partial_close_rebates.csv", "ibkr_flex_csv", 2, 0, 0, "0", quarantined=2),
    # 5 × 240 − 1.000309 − 0.200411 − 1.25
    Expected("ibkr/tradetally__partial_fills_exec_ids.csv", "ibkr_flex_csv", 3, 1, 0, "1197.54928", new=3),
    # (8.05 − 8.23) × 100 = −18; 100 × 8.41 + 200 × 8.28 − 200 × 8.10 − 100 × 8.45 = 32. Both 100 @ 8.10 are real.
    Expected("ibkr/tradetally__same_second_identical_fills.csv", "ibkr_flex_csv", 7, 2, 0, "14", new=7),
    Expected("ibkr/tradetally__trade_confirmation_option.csv", "ibkr_flex_csv", 1, 0, 1, "0", new=1),
    # GOLD: 100 of 691 sold, still open; AAPL 103 + 137; the position of 340 is a snapshot.
    Expected("ibkr/tradetally__ibkr-flex-report.xml", "ibkr_flex_xml", 4, 0, 2, "0", new=5),
    # Dividends and taxes only.
    Expected("ibkr/export-to-ghostfolio__ibkr-dividends-export.csv", "ibkr_flex_csv", 0, 0, 0, "0", new=11),
    # Eight purchases of two funds; three currency sales name no instrument.
    Expected("ibkr/export-to-ghostfolio__ibkr-trades-export.csv", "ibkr_flex_csv", 8, 0, 2, "0", new=8, rejected=3),
    # The three Trade rows: 0.50 × 1200 − 5 − 1 − 6.5; orders, lots, totals, dividends and deposits are no fills.
    Expected("ibkr/made__activity_levels_of_detail.csv", "ibkr_activity", 3, 1, 0, "587.5", new=5, ignored=9),
    # Shares (55 − 60) × 100 − 1 = −501; put −200 − 1 = −201.
    Expected("ibkr/made__activity_put_exercised.csv", "ibkr_activity", 4, 2, 0, "-702", new=4),
    # Put 150 − 1 = 149; shares (45 − 40) × 100 − 1 = 499; calls 100 − 2 = 98.
    Expected("ibkr/made__activity_put_assigned_expired.csv", "ibkr_activity", 6, 3, 0, "746", new=6),
    # Renamed: (36 − 30) × 100 − 2 = 598. Bought for cash: (95 − 80) × 50 − 1 = 749. For shares, 1 for 4:
    # 50 × 48 − 200 × 10 − 2 = 398. Delisted: −50 − 1. A spin-off without its share of the cost is asked for.
    # New: 7 fills and 4 actions; ignored: their other sides, the total, what heads the statement.
    Expected(
        "ibkr/made__activity_corporate_actions.csv", "ibkr_activity", 7, 4, 1, "1694", new=11, ignored=8, quarantined=1
    ),
    # Short: renamed, (30 − 26) × 100 − 2 = 398; for shares, 1 for 4: 200 × 10 − 50 × 48 − 2 = −402. KEPT, short 10, has a
    # new number only. New: 5 fills and 2 actions; ignored: three other sides, one new number, what heads the statement.
    Expected("ibkr/made__activity_short_actions.csv", "ibkr_activity", 5, 2, 1, "-4", new=7, ignored=9),
    # Two spin-offs and a merger for shares and cash, none with its share of the cost: asked for. Without them the
    # parents alone are (19 − 20) × 40 − 2 = −42 and (20 − 16) × 40 − 2 = 158; what came of them closes nothing.
    Expected("ibkr/made__activity_cost_shares.csv", "ibkr_activity", 8, 2, 1, "116", new=5, ignored=6, quarantined=6),
    # MES 10 × 2 × 5 − 2.48 = 97.52; XYZ worth 70 a point by its proceeds: 70 − 4 = 66 EUR; option on ES
    # 2 × 50 − 3 = 97; EUR.USD 0.01 × 10000 − 4 = 96. Open: TINY, the warrant, the bond, the CFD, the coin.
    # New: those 13 fills, a split and a rate. Base, at 1.08 for the EUR future: 97.52 + 71.28 + 97 + 96.
    Expected(
        "ibkr/made__activity_many_assets.csv",
        "ibkr_activity",
        13,
        4,
        5,
        "356.52",
        new=15,
        ignored=6,
        quarantined=4,
        rejected=1,
        base="361.8",
    ),
    # A day that is none, a word for a number, no symbol, no pair, no option, quantity zero; a skipped hour;
    # a close without opening.
    Expected("ibkr/made__activity_unreadable_rows.csv", "ibkr_activity", 1, 0, 0, "0", quarantined=2, rejected=6),
    # One of two identical purchases was cancelled: 2 × 50 − 2 = 98; another cancellation has no original here.
    Expected("ibkr/made__activity_cancelled.csv", "ibkr_activity", 2, 1, 0, "98", new=2, ignored=2, quarantined=1),
    # WOMB 100 − 1 − 1 − 0.5 tax = 97.5; FDXM 10 × 5 − 4 = 46 EUR; EUR.USD open. New: 5 fills, a split, a rate.
    Expected("ibkr/made__flex_sections.csv", "ibkr_flex_csv", 5, 2, 1, "143.5", new=8, ignored=8, rejected=1),
    # WOMB (52 × 200 − 50 × 100 − 48 × 100) − 3 = 597; put 120 − 0.70 = 119.30. In EUR: 10398 × 0.95
    # − 5001 × 0.90 − 4800 × 0.92 = 961.20, and 119.30 × 0.92 = 109.756. New: 5 fills, a split, a rate.
    Expected(
        "ibkr/made__flex_everything.xml",
        "ibkr_flex_xml",
        5,
        2,
        0,
        "716.3",
        new=8,
        ignored=9,
        quarantined=2,
        base="1070.96",
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(name: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / "ibkr" / name) if isinstance(one, StatedFill)]


def test_a_rebate_is_a_negative_cost() -> None:
    found = fills("tradetally__option_open_rebates.csv")
    assert sum(fill.fees or 0 for fill in found) == Decimal("-2.08572")
    assert {fill.instrument.symbol for fill in found} == {"AVAV 2026-01-09 320 C"}


def test_fills_are_known_by_their_execution_id() -> None:
    assert [fill.broker_ref for fill in fills("tradetally__partial_fills_exec_ids.csv")] == [
        "exec:EXEC-1",
        "exec:EXEC-2",
        "exec:EXEC-3",
    ]


def test_fees_that_the_file_does_not_state_are_unknown() -> None:
    found = ledger(IMPORTS / "ibkr" / "tradetally__same_second_identical_fills.csv")
    assert not any(trade.fees_known for trade in found.trades)


def test_an_assigned_put_and_the_shares_it_delivered_belong_together() -> None:
    found = fills("made__activity_put_assigned_expired.csv")
    assigned = [fill for fill in found if fill.kind is ExecutionKind.ASSIGNMENT]
    assert [fill.instrument.symbol for fill in assigned] == ["NIMB 2025-06-20 40 P", "NIMB"]
    assert {fill.delivery for fill in assigned} == {"NIMB 2025-06-20T20:20:00+00:00"}
    assert [fill.kind for fill in found if not fill.price and fill.quantity == 2] == [ExecutionKind.EXPIRY]


def test_what_closes_is_told_by_code_c_without_o() -> None:
    assert [fill.closes for fill in fills("made__activity_put_exercised.csv")] == [False, False, True, True]


def test_multipliers_are_those_of_the_report() -> None:
    found = {fill.instrument.symbol: fill.instrument.multiplier for fill in fills("made__activity_many_assets.csv")}
    assert {symbol: plain(multiplier) for symbol, multiplier in found.items()} == {
        "MESM25": "5",
        "XYZM5": "70",
        "ES 2025-06-20 5000 P": "50",
        "TINY 2025-07-18 15 C": "10",
        "GZ9ZZ1": "1",
        "T 4 1/4 12/31/26": "0.01",
        "IBUS30": "1",
        "BTC.USD-PAXOS": "1",
        "EUR.USD": "1",
    }


def test_every_row_without_a_fill_says_why() -> None:
    assert codes(ledger(IMPORTS / "ibkr" / "made__activity_many_assets.csv")) == {
        2: "section.without_fills",
        3: "section.without_fills",
        16: "instrument.class_unknown",
        17: "multiplier.differs",
        18: "row.total",
        23: "section.without_fills",
        26: "corporate_action.cost_share",
        27: "corporate_action.unsupported",
        28: "section.without_fills",
        30: "rate.undated",
        33: "import.cell_invalid",
    }
    assert codes(ledger(IMPORTS / "ibkr" / "made__flex_everything.xml")) == {
        5: "section.without_fills",
        8: "level.not_a_fill",
        13: "trade.cancelled",
        14: "trade.cancelled",
        15: "trade.cancellation",
        16: "level.not_a_fill",
        19: "row.told_by_trades",
        22: "position.snapshot",
        25: "fx.cash_view",
        29: "corporate_action.unsupported",
        33: "cash.other",
    }


def test_accounts_splits_and_rates_are_stated() -> None:
    said = list(read(IMPORTS / "ibkr" / "made__activity_many_assets.csv"))
    assert [one for one in said if isinstance(one, StatedAccount)] == [StatedAccount("U2468135", "USD")]  # type: ignore[arg-type]
    assert [
        (one.instrument.symbol, one.numerator, one.denominator) for one in said if isinstance(one, StatedSplit)
    ] == [("QUUX", 4, 1)]
    assert [(one.currency, one.base, plain(one.rate)) for one in said if isinstance(one, StatedRate)] == [
        ("EUR", "USD", "1.08")
    ]
    said = list(read(IMPORTS / "ibkr" / "made__flex_everything.xml"))
    assert [one for one in said if isinstance(one, StatedAccount)] == [StatedAccount("U8642", "EUR")]  # type: ignore[arg-type]
    assert [(one.numerator, one.denominator) for one in said if isinstance(one, StatedSplit)] == [(3, 2)]
    said = list(read(IMPORTS / "ibkr" / "made__flex_sections.csv"))
    assert [(one.numerator, one.denominator) for one in said if isinstance(one, StatedSplit)] == [(1, 2)]
    assert [one.base for one in said if isinstance(one, StatedRate)] == ["USD"]


def test_a_commission_in_the_other_currency_of_the_pair_converts_at_the_fills_price() -> None:
    pair = next(fill for fill in fills("made__flex_sections.csv") if fill.instrument.symbol == "EUR.USD")
    # 1.80 EUR × 1.10
    assert (pair.fees, pair.fee_currency) == (Decimal("1.980"), "")


def test_a_commission_in_a_third_currency_says_so(tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        "Symbol,DateTime,Quantity,TradePrice,IBCommission,IBCommissionCurrency,CurrencyPrimary,ClientAccountID\n"
        "WOMB,20260105;093000,1,10,-1,CHF,USD,U1\n",
    )
    (fill,) = [one for one in read(path) if isinstance(one, StatedFill)]
    assert (fill.fees, fill.fee_currency, fill.account) == (Decimal(1), "CHF", "U1")


@pytest.mark.parametrize(
    ("day", "clock", "at"),
    [
        ("20260105", "093000", "14:30:00"),
        ("2026-01-05", "09:30:00", "14:30:00"),
        ("01/05/26;093000", "", "14:30:00"),
        ("20260105", "", "05:00:00"),
        ("20260105", "soon", "05:00:00"),
    ],
)
def test_day_and_time_stand_together_or_apart(tmp_path: Path, day: str, clock: str, at: str) -> None:
    text = f"Symbol,TradeDate,TradeTime,Quantity,TradePrice,IBCommission\nWOMB,{day},{clock},1,10,-1\n"
    (fill,) = [one for one in read(file_of(tmp_path, text)) if isinstance(one, StatedFill)]
    assert str(fill.when.astimezone(UTC).time()) == at
    assert (fill.day is None) == (at == "14:30:00")


def test_orders_are_the_fills_where_nothing_finer_is_told(tmp_path: Path) -> None:
    header = "ClientAccountID,AssetClass,Symbol,DateTime,Quantity,TradePrice,LevelOfDetail\n"
    path = file_of(tmp_path, header + "U1,STK,WOMB,20260105;093000,1,10,ORDER\nU1,STK,WOMB,,1,10,CLOSED_LOT\n")
    assert codes(ledger(path)) == {3: "level.not_a_fill"}
    assert ledger(path).fills == 1


@pytest.mark.parametrize(
    ("row", "symbol", "multiplier"),
    [
        ("U1,FOP,EW3N6 C5000,20260105;093000,1,10,ESU6,5000,20260717,C,,", "ESU6 2026-07-17 5000 C", "50"),
        ("U1,FOP,ES OPT,20260105;093000,1,10,ES,5000,20260717,P,,", "ES 2026-07-17 5000 P", "50"),
        (
            "U1,OPT,AAPL1 260717C00100000,20260105;093000,1,10,AAPL1,100,20260717,C,150,",
            "AAPL1 2026-07-17 100 C",
            "150",
        ),
        ("U1,FUT,UNKM6,20260105;093000,1,10,,,,,12,", "UNKM6", "12"),
        ("U1,FUT,MESM6,20260105;093000,1,10,,,,,5,", "MESM26", "5"),
        ("U1,,ESM6,20260105;093000,1,10,,,,,,", "ESM26", "50"),
        ("U1,,EUR.USD,20260105;093000,1,1.1,,,,,,", "EUR.USD", "1"),
        ("U1,BOND,US T 5,20260105;093000,1000,99,,,,,,-990", "US T 5", "0.01"),
        ("U1,BOND,US T 6,20260105;093000,10,99,,,,,,-990", "US T 6", "1"),
        ("U1,CFD,IBDE40,20260105;093000,1,99,,,,,,-99", "IBDE40", "1"),
    ],
)
def test_contracts_are_named_and_worth_what_the_row_says(
    tmp_path: Path, row: str, symbol: str, multiplier: str
) -> None:
    header = (
        "ClientAccountID,AssetClass,Symbol,DateTime,Quantity,TradePrice,UnderlyingSymbol,Strike,Expiry,Put/Call,"
        "Multiplier,Proceeds\n"
    )
    (fill,) = [one for one in read(file_of(tmp_path, header + row + "\n")) if isinstance(one, StatedFill)]
    assert (fill.instrument.symbol, plain(fill.instrument.multiplier)) == (symbol, multiplier)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("U1,FUT,QQQM6,20260105;093000,1,10,,,,", "contract.unknown"),
        ("U1,FUT,QQQM6,20260105;093000,1,10,,,,-0.001", "contract.unknown"),
        ("U1,FOP,THING,20260105;093000,1,10,QQQ,5,20260717,", "contract.unknown"),
        ("U1,OPT,AAPL1 260717C00100000,20260105;093000,1,10,,,,", "contract.unknown"),
        ("U1,CASH,NOPAIR,20260105;093000,1,10,,,,", "import.cell_invalid"),
        ("U1,STK,WOMB,20260105;093000,SHORT,10,,,,", "import.cell_invalid"),
        ("U1,STK,,20260105;093000,1,10,,,,", "import.cell_invalid"),
        ("U1,OPT,WOMB260717C00100000,20260105;093000,1,10,WOMB,100,20260717,-5000", "multiplier.differs"),
    ],
)
def test_what_cannot_be_settled_is_never_guessed(tmp_path: Path, row: str, code: str) -> None:
    header = "ClientAccountID,AssetClass,Symbol,DateTime,Quantity,TradePrice,UnderlyingSymbol,Strike,Expiry,Proceeds\n"
    assert codes(ledger(file_of(tmp_path, header + row + "\n"))) == {2: code}


def test_a_side_that_is_neither_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Symbol,Date/Time,Quantity,Price,Buy/Sell\nWOMB,20260105;093000,1,10,LEND\n")
    assert codes(ledger(path)) == {2: "import.cell_invalid"}


@pytest.mark.parametrize("description", ["WOMB SPLIT 0 FOR 1 (WOMB, W, 1)", "WOMB SPLIT 1.2.3 FOR 1 (WOMB, W, 1)"])
def test_a_split_without_a_ratio_is_refused(tmp_path: Path, description: str) -> None:
    text = (
        "Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity\n"
        f'Corporate Actions,Data,Stocks,USD,2026-01-05,"2026-01-05, 20:25:00","{description}",5\n'
    )
    assert codes(ledger(file_of(tmp_path, text), "ibkr_activity")) == {2: "import.cell_invalid"}


def test_an_account_whose_currency_cannot_be_read_is_still_an_account(tmp_path: Path) -> None:
    text = '<FlexQueryResponse><AccountInformation accountId="U1" currency="?"/></FlexQueryResponse>'
    assert StatedAccount("U1") in list(read(file_of(tmp_path, text, "file.xml")))


def test_trade_confirmations_in_xml_are_fills(tmp_path: Path) -> None:
    text = (
        '<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><TradeConfirms>'
        '<TradeConfirm accountId="U1" assetCategory="STK" symbol="WOMB" currency="USD" dateTime="20260105;093000" '
        'quantity="10" price="20" commission="-1" buySell="BUY" code="O" execID="C.1" levelOfDetail="EXECUTION"/>'
        '<SymbolSummary accountId="U1" symbol="WOMB" quantity="10" price="20"/>'
        "</TradeConfirms></FlexStatement></FlexStatements></FlexQueryResponse>"
    )
    found = ledger(file_of(tmp_path, text, "file.xml"))
    assert (found.fills, found.rows, list(codes(found).values())) == (1, 2, ["level.not_a_fill"])


def test_the_realised_part_of_an_open_trade_counts_rebates_by_quantity() -> None:
    opened = fills("tradetally__option_open_rebates.csv")
    closing = fills("tradetally__option_partial_close_rebates.csv")
    # 2 of 7: (0.90 − 0.45) × 100 × 2 = 90.00; rebates 0.60250 on the closing, 0.59592 of the openings.
    assert sum(fill.fees or 0 for fill in closing) == Decimal("-0.60250")
    assert len({fill.instrument for fill in opened + closing}) == 1


def test_what_came_of_shares_is_told_once_their_share_of_the_cost_is_said() -> None:
    told_by_line = answered_actions({18: "0.125", 20: "0.25", 21: "0.125"})
    assert [(one.line, one.kind, one.instrument.symbol, one.target and one.target.symbol) for one in told_by_line] == [
        (18, "spin_off", "PRNT", "CHLD"),
        (20, "merger", "MIXD", "BUYR"),
        (21, "spin_off", "DOWN", "KIDS"),
    ]
    assert [one.terms for one in told_by_line] == [
        Terms(1, 5, Decimal("0.125")),
        Terms(1, 2, Decimal("0.25"), Decimal("3.50")),
        Terms(1, 5, Decimal("0.125")),
    ]


def test_a_share_said_of_one_row_is_not_taken_for_another() -> None:
    assert [one.line for one in answered_actions({20: "0.25"})] == [20]


def answered_actions(shares: dict[int, str]) -> list[StatedAction]:
    said = Answers({}, cost_shares={line: Decimal(share) for line, share in shares.items()})
    stated = read(IMPORTS / "ibkr/made__activity_cost_shares.csv", options=ReadOptions(NEW_YORK, answers=said))
    return [one for one in stated if isinstance(one, StatedAction)]


@pytest.mark.parametrize(
    ("description", "code"),
    [
        # What is given beside the shares is not understood, or in another currency; the same symbol at another ratio.
        ("MIXD(US1) Merged(Acquisition) WITH US2 1 for 2 AND A RIGHT (BUYR, BUYER, US2)", "corporate_action.unsupported"),
        ("MIXD(US1) Cash and Stock Merger (Acquisition) US2 1 for 2 and EUR 3 (BUYR, BUYER, US2)", "corporate_action.unsupported"),
        ("MIXD(US1) Merged(Acquisition) WITH US2 1 for 2 (MIXD, MIXED NEW, US2)", "corporate_action.unsupported"),
        ("MIXD(US1) Merged(Acquisition) WITH US2 1 for 2 AND USD 3 PER SHARE (BUYR, BUYER, US2)", "corporate_action.cost_share"),
        ("MIXD(US1) Spinoff  1 for 0 (KIDS, KIDS, US2)", "import.cell_invalid"),
    ],
)  # fmt: skip
def test_an_action_that_tells_too_little_is_asked_about(tmp_path: Path, description: str, code: str) -> None:
    file = tmp_path / "statement.csv"
    whole = (IMPORTS / "ibkr/made__activity_cost_shares.csv").read_text().splitlines()[:17]
    row = f'Corporate Actions,Data,Stocks,USD,2025-02-18,"2025-02-14, 20:25:00","{description}",8,0,0,0,'
    file.write_text("\n".join([*whole, row, ""]))
    assert [one.code for one in read(file) if isinstance(one, RowNote) and one.line == 18] == [code]
