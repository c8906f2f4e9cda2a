"""Interactive Brokers' transaction history, as CapTrader's clients get it as well, and trade confirmations."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, best_format, closed, codes, file_of, ledger, read, told
from tradesense.domain.cash import CashKind
from tradesense.domain.number import plain
from tradesense.domain.statement import StatedBalance, StatedCash, StatedFill

FORMAT = "ibkr_transactions"
FILES = [
    # 1.37 × 2 × 100 = 274 less 4.28. Statement, summary, a position's revaluation; a fee moves money.
    Expected("captrader/tradetally__transaction_history_de.csv", FORMAT, 2, 1, 0, "269.72", 3, ignored=3),
    # WOMB 100 less twice 0.90 € at 0.9 = 98; the option −200 less 0.90 € at 0.9 = −201; euros bought stay open. In
    # euros 90 − 1.80 = 88.20 and −180 − 0.90 = −180.90. Six rows of cash and the cash at the end; three lines above
    # the table and a revaluation; a type that is not known.
    Expected(
        "captrader/made__transaction_history_wide.csv",
        FORMAT,
        5,
        2,
        1,
        "-103",
        12,
        ignored=4,
        quarantined=1,
        base="-92.7",
    ),
    # 5 × 10 − 4. Three rows of cash; two lines above the table, a revaluation; an amount that is not 10 × 100.
    Expected("captrader/made__transaktionen_deutsch.csv", FORMAT, 2, 1, 0, "46", 5, ignored=3, quarantined=1),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def test_money_that_moves_is_told_by_kind_and_sign() -> None:
    said = list(read(IMPORTS / "captrader" / "made__transaction_history_wide.csv"))
    assert [(one.kind, plain(one.amount), one.currency) for one in said if isinstance(one, StatedCash)] == [
        (CashKind.DIVIDEND, "4.5", "EUR"),
        (CashKind.TAX, "-0.68", "EUR"),
        (CashKind.INTEREST, "1.23", "EUR"),
        (CashKind.FEE, "-10", "EUR"),
        (CashKind.WITHDRAWAL, "-200", "EUR"),
        (CashKind.DEPOSIT, "5000", "EUR"),
    ]
    (dividend, *_) = [one for one in said if isinstance(one, StatedCash)]
    assert dividend.instrument is not None
    assert (dividend.instrument.symbol, dividend.instrument.currency) == ("WOMB", "USD")


def test_the_cash_at_the_end_is_the_accounts_on_the_last_day() -> None:
    (balance,) = [
        one
        for one in read(IMPORTS / "captrader" / "made__transaction_history_wide.csv")
        if isinstance(one, StatedBalance)
    ]
    assert (balance.account, balance.currency, balance.day, balance.amount) == (
        "U***00001",
        "EUR",
        date(2026, 3, 31),
        Decimal("4321.09"),
    )


def test_the_amount_in_the_accounts_currency_tells_the_days_rate() -> None:
    fills = [
        one
        for one in read(IMPORTS / "captrader" / "tradetally__transaction_history_de.csv")
        if isinstance(one, StatedFill)
    ]
    # 17 128.51 € for 2 × 99.94 × 100 = 19 988 $, 17 363.31 € for 20 262 $
    assert [f"{fill.rate:.6f}" for fill in fills] == ["0.856940", "0.856940"]


def test_a_report_without_the_prices_currency_is_in_the_accounts_if_amounts_agree(tmp_path: Path) -> None:
    head = "Transaction History,Header,Date,Account,Description,Transaction Type,Symbol,Quantity,Price,Gross Amount ,Commission,Net Amount\n"
    text = (
        "Summary,Header,Field Name,Field Value\nSummary,Data,Base Currency,GBP\n"
        + head
        + "Transaction History,Data,2025-08-15,U***1,WOMB FUND,Sell,WOMB,-2.0,1001.00,2002.0,-3.0,1999.0\n"
        + "Transaction History,Data,2025-03-15,U***1,WOMB FUND,Buy,WOMB,2.0,1000.0,-2000.0,-3.0,-2003.0\n"
        + "Transaction History,Data,2025-03-14,U***1,OTHER INC,Buy,OTHR,2.0,1000.0,-1500.0,-3.0,-1503.0\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == FORMAT
    found = ledger(path)
    # 2 − 6
    assert [(plain(trade.net), plain(trade.base_net or Decimal(0))) for trade in closed(found)] == [("-4", "-4")]
    assert codes(found)[6] == "currency.unknown"


def test_a_confirmation_of_sales_alone_opens_short_where_it_says_so(tmp_path: Path) -> None:
    text = (
        "Symbol,UnderlyingSymbol,Strike,Expiry,Put/Call,Multiplier,Buy/Sell,Date/Time,Quantity,Price,Commission,Code\n"
        "AAPL  230120C00150000,AAPL,150,20230120,C,100,SELL,20230110;093000,-1,5.00,-1.00,O\n"
        "AAPL  230120C00155000,AAPL,155,20230120,C,100,SELL,20230110;093100,-2,3.00,-1.30,O\n"
    )
    path = file_of(tmp_path, text)
    assert best_format(path) == "ibkr_flex_csv"
    found = ledger(path)
    assert {(trade.direction.name, plain(trade.entry_notional)) for trade in found.trades} == {
        ("SHORT", "500"),
        ("SHORT", "600"),
    }
    assert codes(found) == {}
