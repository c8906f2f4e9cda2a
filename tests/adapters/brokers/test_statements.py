"""What files say beside fills: cash events, and the balances, positions and results that statements print."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, codes, file_of, ledger, read
from tradesense.domain.number import plain
from tradesense.domain.statement import Stated, StatedBalance, StatedCash, StatedPosition, StatedProfit

IBKR_STATEMENT = """\
Statement,Header,Field Name,Field Value
Statement,Data,Title,Activity Statement
Statement,Data,Period,"January 1, 2026 - March 31, 2026"
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,U7654321
Account Information,Data,Base Currency,USD
Cash Report,Header,Currency Summary,Currency,Total,Securities,Futures
Cash Report,Data,Starting Cash,Base Currency Summary,1000,1000,0
Cash Report,Data,Ending Cash,Base Currency Summary,1493,1493,0
Cash Report,Data,Starting Cash,USD,1000,1000,0
Cash Report,Data,Commissions,USD,-2,-2,0
Cash Report,Data,Ending Cash,USD,"1,493.00",1493,0
Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Close Price,Value
Open Positions,Data,Summary,Stocks,USD,QUUX,100,1,10,1000,11,1100
Open Positions,Data,Lot,Stocks,USD,QUUX,100,,10,1000,11,1100
Open Positions,Data,Summary,Equity and Index Options,USD,WOMB 18JUL26 15 C,-2,100,1,-200,1,-200
Open Positions,Total,,Stocks,USD,,,,,1000,,1100
Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code
Trades,Data,Order,Stocks,USD,ZZZZ,"2026-01-05, 09:30:00",100,150.00,-15000,-1.00,15001,0,O
Trades,Data,Order,Stocks,USD,ZZZZ,"2026-01-06, 10:00:00",-100,155.00,15500,-1.00,-15001,498,C
Realized & Unrealized Performance Summary,Header,Asset Category,Symbol,Cost Adj.,Realized S/T Profit,Realized Total,Unrealized Total,Total,Code
Realized & Unrealized Performance Summary,Data,Stocks,ZZZZ,0,498,498,0,498,
Realized & Unrealized Performance Summary,Data,Total,,0,498,498,0,498,
Deposits & Withdrawals,Header,Currency,Settle Date,Description,Amount
Deposits & Withdrawals,Data,USD,2026-02-02,Electronic Fund Transfer,25
Deposits & Withdrawals,Data,USD,2026-02-03,Disbursement Initiated,-30
Deposits & Withdrawals,Data,Total,,,-5
"""


def beside(said: list[Stated]) -> list[tuple[str, ...]]:
    """Cash events, in a trader's words."""
    return [
        (one.kind, plain(one.amount), one.currency, str(one.day or one.when.date()), symbol(one))
        for one in said
        if isinstance(one, StatedCash)
    ]


def symbol(one: StatedCash) -> str:
    return one.instrument.symbol if one.instrument else ""


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "schwab/made__transactions_with_title_and_total.csv",
            [
                ("dividend", "5", "USD", "2026-06-08", "WOMB"),
                ("fee", "-0.5", "USD", "2026-06-07", ""),
                ("deposit", "1000", "USD", "2026-06-02", ""),
            ],
        ),
        (
            "fidelity/made__history_without_account.csv",
            [("dividend", "10", "USD", "2026-07-06", "WOMB"), ("deposit", "500", "USD", "2026-07-02", "")],
        ),
        (
            "ibkr/made__activity_levels_of_detail.csv",
            [("dividend", "12", "USD", "2025-03-05", "QUUX"), ("deposit", "5000", "USD", "2025-03-01", "")],
        ),
        ("ibkr/made__flex_sections.csv", [("dividend", "3.5", "USD", "2026-07-10", "WOMB")]),
        ("ibkr/made__flex_everything.xml", [("dividend", "10", "USD", "2026-03-15", "WOMB")]),
        ("metatrader4/made__statement_sections.html", [("deposit", "1000", "EUR", "2026-01-02", "")]),
        (
            "metatrader5/made__deals_netting.csv",
            [
                ("deposit", "1000", "USD", "2026-01-05", ""),
                ("transfer", "1", "USD", "2026-01-05", ""),
                ("dividend", "1", "USD", "2026-01-05", ""),
            ],
        ),
        (
            "thinkorswim/made__statement_with_spread_and_fees.csv",
            [("dividend", "25", "USD", "2026-05-02", "WOMB")],
        ),
    ],
)
def test_money_that_moved_is_stated(file: str, expected: list[tuple[str, ...]]) -> None:
    assert beside(list(read(IMPORTS / file))) == expected


def test_withholding_and_payments_in_lieu_have_their_own_signs_and_currencies() -> None:
    found = beside(list(read(IMPORTS / "ibkr/export-to-ghostfolio__ibkr-dividends-export.csv")))
    assert found[:2] == [
        ("dividend", "137.23", "USD", "2023-06-23", "VT"),
        ("tax", "-14.68", "CHF", "2023-09-13", "SMMCHA"),
    ]
    assert ("dividend", "455", "JPY", "2025-06-25", "4543.T") in found


def test_an_activity_statement_states_cash_positions_and_results(tmp_path: Path) -> None:
    path = file_of(tmp_path, IBKR_STATEMENT)
    said = list(read(path, "ibkr_activity"))
    assert [(str(one.day), one.currency, plain(one.amount)) for one in said if isinstance(one, StatedBalance)] == [
        ("2025-12-31", "USD", "1000"),
        ("2026-03-31", "USD", "1493"),
    ]
    assert [
        (one.instrument.symbol, plain(one.quantity), str(one.day)) for one in said if isinstance(one, StatedPosition)
    ] == [("QUUX", "100", "2026-03-31"), ("WOMB 2026-07-18 15 C", "-2", "2026-03-31")]
    # The trade's own column in its currency, and the summary's in the account's.
    assert [
        (one.instrument.symbol, str(one.first_day), str(one.last_day), plain(one.realised), one.currency)
        for one in said
        if isinstance(one, StatedProfit)
    ] == [
        ("ZZZZ", "2026-01-06", "2026-01-06", "498", None),
        ("ZZZZ", "2026-01-01", "2026-03-31", "498", "USD"),
    ]
    assert beside(said) == [
        ("deposit", "25", "USD", "2026-02-02", ""),
        ("withdrawal", "-30", "USD", "2026-02-03", ""),
    ]
    assert codes(ledger(path, "ibkr_activity"))[11] == "cash_report.summary"
    assert codes(ledger(path, "ibkr_activity"))[15] == "level.not_a_position"


def test_flex_queries_state_cash_and_positions(tmp_path: Path) -> None:
    text = (
        '<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" fromDate="20260101" toDate="20260131">'
        '<AccountInformation accountId="U1" currency="USD"/>'
        '<CashReport><CashReportCurrency accountId="U1" currency="BASE_SUMMARY" fromDate="20260101" toDate="20260131" '
        'startingCash="5" endingCash="6"/>'
        '<CashReportCurrency accountId="U1" currency="EUR" fromDate="20260101" toDate="20260131" startingCash="5.00" '
        'endingCash="6.50"/></CashReport>'
        '<OpenPositions><OpenPosition accountId="U1" currency="USD" assetCategory="STK" symbol="WOMB" position="-40" '
        'markPrice="5" multiplier="1" levelOfDetail="SUMMARY"/></OpenPositions>'
        "<FIFOPerformanceSummaryInBase>"
        '<FIFOPerformanceSummaryUnderlying accountId="U1" assetCategory="STK" symbol="WOMB" currency="USD" '
        'totalRealizedPnl="12.5"/></FIFOPerformanceSummaryInBase>'
        "</FlexStatement></FlexStatements></FlexQueryResponse>"
    )
    said = list(read(file_of(tmp_path, text, "file.xml")))
    assert [(str(one.day), one.currency, plain(one.amount)) for one in said if isinstance(one, StatedBalance)] == [
        ("2025-12-31", "EUR", "5"),
        ("2026-01-31", "EUR", "6.5"),
    ]
    assert [
        (one.instrument.symbol, plain(one.quantity), str(one.day)) for one in said if isinstance(one, StatedPosition)
    ] == [("WOMB", "-40", "2026-01-31")]
    assert [(plain(one.realised), str(one.last_day)) for one in said if isinstance(one, StatedProfit)] == [
        ("12.5", "2026-01-31")
    ]


def test_flex_tables_state_cash_and_positions(tmp_path: Path) -> None:
    text = (
        '"HEADER","CRTT","ClientAccountID","CurrencyPrimary","FromDate","ToDate","StartingCash","EndingCash"\n'
        '"DATA","CRTT","U1","USD","20260101","20260131","10","12.5"\n'
        '"HEADER","POST","ClientAccountID","CurrencyPrimary","AssetClass","Symbol","ReportDate","Quantity","MarkPrice",'
        '"LevelOfDetail"\n'
        '"DATA","POST","U1","USD","STK","WOMB","20260131","7","10","SUMMARY"\n'
        '"DATA","POST","U1","USD","STK","WOMB","20260131","7","10","LOT"\n'
    )
    said = list(read(file_of(tmp_path, text), "ibkr_flex_csv"))
    assert [(str(one.day), plain(one.amount)) for one in said if isinstance(one, StatedBalance)] == [
        ("2025-12-31", "10"),
        ("2026-01-31", "12.5"),
    ]
    assert [plain(one.quantity) for one in said if isinstance(one, StatedPosition)] == ["7"]


def test_a_running_balance_is_the_days_at_its_last_row() -> None:
    said = list(read(IMPORTS / "metatrader5/made__deals_netting.csv"))
    # The day's last deal but for the total, which has no number.
    assert [(one.line, str(one.day), plain(one.amount)) for one in said if isinstance(one, StatedBalance)] == [
        (13, "2026-01-05", "1113.53")
    ]


def test_thinkorswim_states_its_balance_where_futures_have_no_cash_of_their_own(tmp_path: Path) -> None:
    text = (
        "DATE,TIME,TYPE,REF #,DESCRIPTION,Misc Fees,Commissions & Fees,AMOUNT,BALANCE\n"
        "5/4/26,01:00:00,BAL,,Cash balance at the start of business day 04.05 CST,,,,1000.00\n"
        '5/4/26,09:31:02,TRD,="1",BOT +10 WOMB @15.00,-0.02,,-150.00,849.98\n'
        '5/4/26,10:31:02,DOI,="2",ORDINARY DIVIDEND~WOMB,,,25.00,874.98\n'
    )
    said = list(read(file_of(tmp_path, text), "thinkorswim_statement"))
    assert [(str(one.day), plain(one.amount)) for one in said if isinstance(one, StatedBalance)] == [
        ("2026-05-03", "1000"),
        ("2026-05-04", "874.98"),
    ]
    with_futures = list(read(IMPORTS / "thinkorswim/made__statement_with_spread_and_fees.csv"))
    assert not any(isinstance(one, StatedBalance) for one in with_futures)


def test_a_metatrader_statement_ends_with_its_balance(tmp_path: Path) -> None:
    text = (IMPORTS / "metatrader4/made__statement_sections.html").read_text()
    # 1 000 + 90.09 − 0.50 + 117.65 − 0.20
    row = "<tr><td>Balance:</td><td colspan=3>1 207.04</td></tr>"
    head, _, tail = text.rpartition("</table>")
    path = file_of(tmp_path, f"{head}{row}</table>{tail}", "statement.html")
    found = [one for one in read(path) if isinstance(one, StatedBalance)]
    assert [(str(one.day), one.currency, plain(one.amount)) for one in found] == [("2026-01-05", "EUR", "1207.04")]
