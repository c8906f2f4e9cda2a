"""Brokers of the continent (and Disnat, in French): what their files, in their languages, say."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.adapters.brokers.balances import bookings, left
from tests.adapters.brokers.reading import (
    BROKERS,
    IMPORTS,
    Expected,
    best_format,
    codes,
    file_of,
    ledger,
    read,
    told,
)
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.statement import StatedAccount, StatedBalance, StatedFill, StatedSplit, Verdict
from tradesense.domain.trade import TradeStatus

FILES = [
    Expected("bux/export-to-ghostfolio__bux-export.csv", "bux_transactions", 5, 0, 3, "0", new=23, ignored=2),
    # 10 × 2 = 20 USD − (1 + 1) EUR ÷ 0.8 = 17.50; in euro 176 − 160 − 2
    Expected(
        "bux/made__fee_apart_in_dollars.csv",
        "bux_transactions",
        2,
        1,
        0,
        "17.5",
        new=4,
        ignored=2,
        quarantined=1,
        base="14",
    ),
    Expected(
        "directa/export-to-ghostfolio__directa-export.csv",
        "directa_movements",
        11,
        0,
        11,
        "0",
        new=23,
        ignored=1,
        quarantined=1,
    ),
    # 220 − 200 USD; 176 − 160 EUR; the commission is a booking of its own
    Expected("directa/made__foreign_share.csv", "directa_movements", 2, 1, 0, "20", new=3, base="16"),
    Expected("disnat/export-to-ghostfolio__disnat-export.csv", "disnat_transactions", 7, 0, 5, "0", new=23),
    # 218.05 − 206.95
    Expected("disnat/made__american_share.csv", "disnat_transactions", 2, 1, 0, "11.1", new=2, quarantined=2),
    # Three positions were opened before the file begins; three rows are of contracts for difference.
    Expected(
        "etoro/export-to-ghostfolio__etoro-export.csv",
        "etoro_activity",
        6,
        0,
        3,
        "0",
        new=21,
        ignored=1,
        quarantined=6,
    ),
    # 12 − 20
    Expected("etoro/made__opened_and_closed.csv", "etoro_activity", 4, 2, 0, "-8", new=5),
    # 0.002 × 50.25 + 0.002 × 32.91 + 0.003 × 65.76; the sale of 0.002 on 16 May has no purchase here.
    Expected(
        "finpension/export-to-ghostfolio__finpension-3a-export.csv",
        "finpension_transactions",
        15,
        3,
        7,
        "0.3636",
        new=25,
        quarantined=1,
    ),
    # 260 − 250
    Expected(
        "finpension/made__portfolio_transactions.csv",
        "finpension_transactions",
        2,
        1,
        0,
        "10",
        new=5,
        quarantined=2,
    ),
    # TVBETETF: 65 × 27.185 + 145 × 27.19 − 20 × 24.745 − 96 × 25.93 − 94 × 26.39 − 24.57 of costs
    Expected(
        "investimental/export-to-ghostfolio__investimental-export.csv",
        "investimental_orders",
        15,
        1,
        2,
        "220.165",
        new=15,
        ignored=41,
    ),
    # 30 × 1 − 3 − 3
    Expected(
        "investimental/made__newest_first.csv",
        "investimental_orders",
        3,
        1,
        0,
        "24",
        new=3,
        ignored=2,
        quarantined=1,
    ),
    Expected("rabobank/export-to-ghostfolio__rabobank-export.csv", "rabobank_transactions", 6, 0, 2, "0", new=12),
    # 542.50 − 507.50
    Expected("rabobank/made__shares_with_costs.csv", "rabobank_transactions", 2, 1, 0, "35", new=3, quarantined=2),
    # Bought, never sold, except MA and what came before the file.
    Expected(
        "revolut/export-to-ghostfolio__revolut-invest-export.csv",
        "revolut_invest",
        4,
        0,
        3,
        "0",
        new=9,
        ignored=2,
        quarantined=1,
    ),
    # 329 − 301.30
    Expected("revolut/made__trades_with_costs.csv", "revolut_invest", 2, 1, 0, "27.7", new=3, quarantined=1),
    Expected("saxo/export-to-ghostfolio__saxo-export.csv", "saxo_transactions", 11, 0, 4, "0", new=29, quarantined=1),
    # 10 × 2.50 − 2 − 2 USD; 178.40 − 161.60 EUR
    Expected("saxo/made__booked_amount_nl.csv", "saxo_transactions", 2, 1, 0, "21", new=4, quarantined=1, base="16.8"),
    Expected(
        "swissquote/export-to-ghostfolio__swissquote-export.csv", "swissquote_transactions", 10, 0, 8, "0", new=21
    ),
    # 3129.15 − 3024.85
    Expected("swissquote/made__auf_deutsch.csv", "swissquote_transactions", 2, 1, 0, "104.3", new=3, quarantined=2),
    # 7198 − 7006.50 pounds, all printed in pence
    Expected("swissquote/made__kopf_auf_deutsch.csv", "swissquote_transactions", 2, 1, 0, "191.5", new=3),
    # 119 − 106, at twelve decimals a unit
    Expected("trade_republic/made__timeline_en.csv", "trade_republic_timeline", 2, 1, 0, "12.9999999999955", new=4),
    # 119 + 6 of tax − 106
    Expected("trade_republic/made__timeline_nl.csv", "trade_republic_timeline", 2, 1, 0, "19", new=6, quarantined=1),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(file: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / file) if isinstance(one, StatedFill)]


@pytest.mark.parametrize(
    ("file", "base", "balance"),
    [
        # The newest row's Balance.
        ("finpension/made__portfolio_transactions.csv", "CHF", "270.00"),
        ("swissquote/made__auf_deutsch.csv", "CHF", "1104.30"),
        ("bux/made__fee_apart_in_dollars.csv", "EUR", "513.00"),
        # 1250.50 + 1.21 − 106 + 0.73 + 119 − 50
        ("trade_republic/made__timeline_nl.csv", "EUR", "1215.44"),
        # −160 − 5 + 176
        ("directa/made__foreign_share.csv", "EUR", "11.00"),
    ],
)
def test_fills_costs_and_bookings_add_up_to_the_brokers_balance(file: str, base: str, balance: str) -> None:
    assert left(read(IMPORTS / file), Currency(base)) == Decimal(balance)


@pytest.mark.parametrize(
    ("file", "days", "closing"),
    [
        ("finpension/made__portfolio_transactions.csv", 5, "270"),
        ("swissquote/made__auf_deutsch.csv", 3, "1104.30"),
        # The day's last row is a cost that the fill tells: its balance is stated all the same.
        ("degiro/made__euro_only_en.csv", 3, "516.50"),
        # 7191.50 pounds in pence
        ("swissquote/made__kopf_auf_deutsch.csv", 3, "7191.5"),
        ("etoro/made__opened_and_closed.csv", 5, "1492"),
        # The ninth's is that of a fee which tells no trade; the spin-off of the eighth prints none.
        ("bux/made__fee_apart_in_dollars.csv", 4, "513"),
    ],
)
def test_the_last_balance_of_each_day_is_stated_and_what_was_read_adds_up_to_it(
    file: str, days: int, closing: str
) -> None:
    said = list(read(IMPORTS / file))
    found = {one.day: one for one in said if isinstance(one, StatedBalance)}
    last = found[max(found)]
    assert (len(found), last.amount) == (days, Decimal(closing))
    assert left(said, last.currency) == last.amount


def test_no_balance_is_stated_where_rows_run_neither_forward_nor_backward(tmp_path: Path) -> None:
    lines = (IMPORTS / "swissquote" / "made__auf_deutsch.csv").read_text().splitlines()
    path = file_of(tmp_path, "\n".join([lines[0], lines[2], lines[1], lines[3]]) + "\n")
    assert [one for one in read(path) if isinstance(one, StatedBalance)] == []


def test_a_price_in_percent_or_another_unit_is_for_the_trader() -> None:
    assert codes(ledger(IMPORTS / "degiro" / "made__order_in_parts.csv")) == {
        4: "cash.same_fill",
        10: "cash.same_fill",
        14: "amount.differs",
        15: "corporate_action.unknown",
        16: "corporate_action.unknown",
    }
    assert codes(ledger(IMPORTS / "saxo" / "export-to-ghostfolio__saxo-export.csv")) == {30: "amount.differs"}


def test_saxos_costs_are_what_the_amount_differs_and_months_may_be_dutch() -> None:
    buy, sell = fills("saxo/made__booked_amount_nl.csv")
    assert [(one.day, one.fees, one.rate, one.account) for one in (buy, sell)] == [
        (date(2026, 3, 2), Decimal(2), Decimal("0.8"), "77001"),
        (date(2026, 5, 5), Decimal(2), Decimal("0.8"), "77001"),
    ]
    assert bookings(IMPORTS / "saxo" / "made__booked_amount_nl.csv") == [
        (4, "dividend", "1.60", "EUR"),
        (6, "deposit", "1000", "EUR"),
    ]
    assert codes(ledger(IMPORTS / "saxo" / "made__booked_amount_nl.csv")) == {5: "contract.unknown"}


def test_saxos_account_is_kept_in_the_currency_that_was_paid_in() -> None:
    said = read(IMPORTS / "saxo" / "made__booked_amount_nl.csv")
    assert [one.base for one in said if isinstance(one, StatedAccount)] == ["EUR"]


def test_etoros_positions_close_by_their_number_and_a_cfd_is_for_the_trader() -> None:
    found = ledger(IMPORTS / "etoro" / "export-to-ghostfolio__etoro-export.csv")
    said = Counter(note.code for note in found.notes)
    assert said == {"cash.nothing": 1, "cfd.side_unknown": 3, "execution.nothing_open": 3}
    assert [one.position_ref for one in fills("etoro/made__opened_and_closed.csv")] == ["7001", "7002", "7001", "7002"]


def test_etoros_financing_is_funding_in_either_direction() -> None:
    said = bookings(IMPORTS / "etoro" / "export-to-ghostfolio__etoro-export.csv")
    assert [one for one in said if one[1] == "funding"] == [
        (24, "funding", "-0.10", "USD"),
        (26, "funding", "-0.31", "USD"),
        (27, "funding", "0.21", "USD"),
    ]


def test_an_orders_states_leave_only_its_fills() -> None:
    found = fills("investimental/export-to-ghostfolio__investimental-export.csv")
    # 263 wanted; 199, 194 and 189 left after the first three fills.
    last = [(one.quantity, one.fees) for one in found if one.line >= 54]
    assert last == [
        (Decimal(64), Decimal("16.03")),
        (Decimal(5), Decimal("1.14")),
        (Decimal(5), Decimal("1.14")),
        (Decimal(189), Decimal("43.06")),
    ]
    assert sum((one.quantity for one in found if one.side is Side.SELL), Decimal(0)) == 210


def test_buxs_fee_belongs_to_the_trade_of_its_second() -> None:
    found = fills("bux/export-to-ghostfolio__bux-export.csv")
    assert [(one.line, one.fees) for one in found[:2]] == [(4, Decimal("1.5")), (6, Decimal(0))]
    # A deposit with an empty cell too many.
    assert bookings(IMPORTS / "bux" / "export-to-ghostfolio__bux-export.csv")[0] == (2, "deposit", "500", "EUR")


def test_buxs_split_is_told_by_its_two_halves() -> None:
    said = read(IMPORTS / "bux" / "export-to-ghostfolio__bux-export.csv")
    # 8 shares instead of 2
    assert [one.added for one in said if isinstance(one, StatedSplit)] == [6]


def test_a_deposit_or_a_withdrawal_is_told_by_its_sign() -> None:
    said = bookings(IMPORTS / "rabobank" / "made__shares_with_costs.csv")
    assert said == [(4, "withdrawal", "-25.00", "EUR")]
    assert bookings(IMPORTS / "rabobank" / "export-to-ghostfolio__rabobank-export.csv")[:3] == [
        (6, "deposit", "250.00", "EUR"),
        (7, "fee", "-17.44", "EUR"),
        (8, "interest", "1.63", "EUR"),
    ]


def test_rabobanks_day_and_clock_are_one_instant() -> None:
    # 09:30 in New York, where the test's computer is said to stand
    bought = fills("rabobank/made__shares_with_costs.csv")[1]
    assert bought.when == datetime(2026, 3, 10, 13, 30, 0, 250_000, tzinfo=UTC)


def test_a_day_that_is_missing_is_the_day_it_settled() -> None:
    said = list(read(IMPORTS / "disnat" / "export-to-ghostfolio__disnat-export.csv"))
    first = said[0]
    assert not isinstance(first, StatedFill)
    assert getattr(first, "day", None) == date(2025, 9, 29)


def test_directas_account_stands_above_the_header() -> None:
    assert {one.account for one in fills("directa/made__foreign_share.csv")} == {"12345 WOMBAT MARIO"}
    assert codes(ledger(IMPORTS / "directa" / "export-to-ghostfolio__directa-export.csv")) == {
        34: "row.action_unknown",
        35: "row.empty",
    }


def test_trade_republics_price_is_worked_out_without_costs_and_taxes() -> None:
    sell, buy = fills("trade_republic/made__timeline_nl.csv")
    # (119 + 1 + 6) ÷ 10.5 and (106 − 1) ÷ 10.5
    assert (sell.price, buy.price) == (Decimal(12), Decimal(10))
    assert (3, "tax", "-6", "EUR") in bookings(IMPORTS / "trade_republic" / "made__timeline_nl.csv")


@pytest.mark.parametrize(
    ("header", "bought", "sold", "tax"),
    [
        (
            "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern;ISIN2;Stück2",
            "2026-03-10;Kauf;-1.051,00;Wombat;NL00WOMB0011;10,5;1,00;;;",
            "2026-03-12;Verkauf;1.148,50;Wombat;NL00WOMB0011;10,5;1,00;5,50;;",
            "2026-03-13;Steuerrückerstattung;2,50;Wombat;;;;;;",
        ),
        (
            "Date;Type;Valeur;Note;ISIN;Parts;Frais;Impôts / Taxes",
            "2026-03-10T09:00:00;Achat;-1\u202f051,00;Wombat;NL00WOMB0011;10,5;1,00;",
            "2026-03-12T09:00:00;Vente;1\u202f148,50;Wombat;NL00WOMB0011;10,5;1,00;5,50",
            "2026-03-13T09:00:00;Remboursement Impôts / Taxes;2,50;Wombat;;;;",
        ),
        (
            "Data;Tipo;Valore;Note;ISIN;Azioni;Commissioni;Tasse",
            "2026-03-10;Compra;-1.051,00;Wombat;NL00WOMB0011;10,5;1,00;",
            "2026-03-12;Vendi;1.148,50;Wombat;NL00WOMB0011;10,5;1,00;5,50",
            "2026-03-13;Rimborso tasse;2,50;Wombat;;;;",
        ),
        (
            "Fecha;Tipo;Valor;Nota;ISIN;Cantidad;Comisiones;Impuestos",
            "2026-03-10;Compra;-1.051,00;Wombat;NL00WOMB0011;10,5;1,00;",
            "2026-03-12;Venta;1.148,50;Wombat;NL00WOMB0011;10,5;1,00;5,50",
            "2026-03-13;Devolución de impuestos;2,50;Wombat;;;;",
        ),
    ],
)
def test_trade_republics_timeline_is_read_in_its_languages(
    tmp_path: Path, header: str, bought: str, sold: str, tax: str
) -> None:
    path = file_of(tmp_path, "\n".join([header, bought, sold, tax]) + "\n")
    found = ledger(path)
    assert (found.fills, found.notes) == (2, ())
    # (1148.50 + 1 + 5.50) − 1 − 1051, the tax by itself
    (trade,) = found.trades
    assert trade.net == Decimal(103)
    assert [one[1:] for one in bookings(path)] == [("tax", "-5.50", "EUR"), ("tax", "2.50", "EUR")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("05-03-2026 10:00:00;1;Kauf;WOMB;W;X;10;30;1;0;-301;0;EURO??", "money.currency_invalid"),
        ("05-03-2026 10:00:00;1;Kauf;WOMB;W;X;0;30;1;0;-301;0;CHF", "number.invalid"),
        ("31-02-2026 10:00:00;1;Kauf;WOMB;W;X;10;30;1;0;-301;0;CHF", "import.cell_invalid"),
        ("05-03-2026 10:00:00;1;;WOMB;W;X;10;30;1;0;-301;0;CHF", "import.cell_invalid"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(tmp_path: Path, row: str, code: str) -> None:
    header = (
        "Date;Order #;Transaction;Symbol;Name;ISIN;Quantity;Unit price;Costs;Accrued Interest;Net Amount;Balance;"
        "Currency\n"
    )
    assert codes(ledger(file_of(tmp_path, header + row + "\n"))) == {2: code}


def test_a_statement_of_no_known_broker_in_french_is_read_by_its_words() -> None:
    found = fills("generic/made__releve_francais.csv")
    # Semicolons, decimal commas, thousands in quotes; the share without an ISIN goes by its name.
    assert [(one.day, one.side, one.instrument.symbol, one.quantity, one.price, one.fees) for one in found] == [
        (date(2026, 1, 12), Side.BUY, "US00WOMB0003", Decimal(25), Decimal("160.50"), Decimal("0.99")),
        (date(2026, 1, 13), Side.BUY, "QUUX", Decimal(50), Decimal("8.10"), Decimal("0.99")),
        (date(2026, 2, 20), Side.SELL, "US00WOMB0003", Decimal(25), Decimal("170.75"), Decimal("1.25")),
    ]
    read_of = ledger(IMPORTS / "generic" / "made__releve_francais.csv")
    assert read_of.verdicts[Verdict.REJECTED] == read_of.verdicts[Verdict.QUARANTINED] == 0
    # 25 × 10.25 − 0.99 − 1.25
    assert [trade.net for trade in read_of.trades if trade.status is TradeStatus.CLOSED] == [Decimal("254.01")]


def test_etoros_activity_is_found_among_the_sheets_of_its_workbook(tmp_path: Path) -> None:
    path = tmp_path / "etoro-account-statement.xlsx"
    lines = list(csv.reader((IMPORTS / "etoro" / "made__opened_and_closed.csv").read_text().splitlines()))
    lines.append(["08/02/2026 10:00:00", "Position closed", "LONE/USD", "5", "1", "1", "5", "5", "9009", "Stocks", "0"])
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("Account Summary").write_row(0, 0, ["Details", "Totals"])
        workbook.add_worksheet("Closed Positions").write_row(0, 0, ["Position ID", "Action", "Amount"])
        sheet = workbook.add_worksheet("Account Activity")
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
    assert best_format(path) == "etoro_activity"
    found = ledger(path)
    assert (found.fills, sum(trade.net for trade in found.trades)) == (5, Decimal(-8))
    # One row each on the first two sheets, then a header and five rows: the ninth row of the workbook.
    assert codes(found) == {9: "execution.nothing_open"}
    assert "LONE/USD" in BROKERS.raw_rows(path, path.name, {9})[9]
