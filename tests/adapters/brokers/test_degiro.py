"""DEGIRO: the account statement, in any language, and the transactions, in any layout."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import IMPORTS, NEW_YORK, Expected, codes, file_of, ledger, read, told
from tradesense.domain.execution import Side
from tradesense.domain.file_ledger import read_ledgers
from tradesense.domain.money import Currency
from tradesense.domain.statement import StatedFill, StatedSplit, Verdict

FILES = [
    Expected(
        "degiro/export-to-ghostfolio__degiro-export.csv",
        "degiro_account",
        13,
        0,
        11,
        "0",
        new=57,
        ignored=16,
        quarantined=1,
    ),
    # Wombat 30 USD − (3 + 4.20) EUR ÷ 0.8 = 21; Quux 17.50 − 8 EUR ÷ 1.2 = 10.83 GBP. In euro 504 − 480 − 7.20 = 16.80
    # and 636 − 615 − 8 = 13.
    Expected(
        "degiro/made__transactions_new.csv",
        "degiro_transactions",
        4,
        2,
        0,
        "31.833333333334",
        new=4,
        quarantined=1,
        base="29.8",
    ),
    # 2 at 50 become 20 at 5: 20 USD − 1 EUR ÷ 0.8; 96 − 80 − 1 EUR
    Expected(
        "degiro/made__transactions_old.csv",
        "degiro_transactions",
        2,
        1,
        0,
        "18.75",
        new=3,
        ignored=1,
        quarantined=1,
        base="15",
    ),
    # 520 − 2 − 500 − 2.50 − 1 of tax
    Expected("degiro/made__euro_only_en.csv", "degiro_account", 2, 1, 0, "14.5", new=3, ignored=3),
    # Wombat 60 × 0.50 = 30 USD − (3 + 2) EUR ÷ 0.8 = 23.75; Quux 100 × (5.30 − 5.125) = 17.50 GBP. In euro
    # 504 − 480 − 5 = 19; pounds have no rate here.
    Expected(
        "degiro/made__order_in_parts.csv",
        "degiro_account",
        6,
        2,
        0,
        "41.25",
        new=11,
        ignored=2,
        quarantined=3,
        base="19",
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(file: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / file) if isinstance(one, StatedFill)]


def test_the_costs_of_an_order_are_shared_by_its_fills() -> None:
    found = [one for one in fills("degiro/made__order_in_parts.csv") if one.instrument.symbol == "US00WOMB0003"]
    assert [(one.side, one.quantity, one.fees, one.fee_currency, one.rate) for one in found] == [
        (Side.SELL, Decimal(60), Decimal(2), "EUR", Decimal("0.8")),
        (Side.BUY, Decimal(20), Decimal(1), "EUR", Decimal("0.8")),
        (Side.BUY, Decimal(20), Decimal(1), "EUR", Decimal("0.8")),
        (Side.BUY, Decimal(20), Decimal(1), "EUR", Decimal("0.8")),
    ]


def test_an_order_id_that_runs_over_into_the_next_row_is_one() -> None:
    found = ledger(IMPORTS / "degiro" / "export-to-ghostfolio__degiro-export.csv")
    assert codes(found)[19] == "row.continued"
    vici = next(one for one in fills("degiro/export-to-ghostfolio__degiro-export.csv") if one.line == 22)
    # The costs and the rate stand under the whole Order Id: 1.0624 dollars for a euro.
    assert (vici.fees, vici.fee_currency) == (Decimal(1), "EUR")
    assert vici.rate is not None
    assert vici.rate.quantize(Decimal("0.0001")) == Decimal("0.9413")


def test_degiros_descriptions_are_told_in_every_language() -> None:
    found = {one.line: one for one in fills("degiro/export-to-ghostfolio__degiro-export.csv")}
    assert (found[29].side, found[29].quantity, found[29].price) == (Side.SELL, Decimal(1), Decimal("63.97"))
    assert (found[42].side, found[42].quantity, found[42].price) == (Side.BUY, Decimal(6), Decimal("49.785"))
    # 4 at 496 pence
    assert (found[56].side, found[56].price, found[56].instrument.currency) == (Side.SELL, Decimal("4.96"), "GBP")
    # A stock dividend: shares for nothing.
    assert (found[65].quantity, found[65].price) == (Decimal(999), Decimal(0))


def test_the_same_fills_in_degiros_two_exports_are_the_same(tmp_path: Path) -> None:
    header = "Date,Time,Product,ISIN,Reference exchange,Venue,Quantity,Price,,Local value,,Value EUR,Exchange rate,"
    rows = (
        "AutoFX Fee,Transaction and/or third party fees EUR,Total EUR,Order ID,\n"
        '12-03-2026,10:05,WOMBAT NV,NL00WOMB0011,EAM,XAMS,-10,"52,0000",EUR,"520,00",EUR,"520,00",,"0,00","-2,00",'
        '"518,00",,0c0c0c0c-1111-2222-3333-444444444444\n'
        '10-03-2026,15:30,WOMBAT NV,NL00WOMB0011,EAM,XAMS,10,"50,0000",EUR,"-500,00",EUR,"-500,00",,"0,00","-3,50",'
        '"-503,50",0d0d0d0d-1111-2222-3333-444444444444\n'
    )
    statement = read(IMPORTS / "degiro" / "made__euro_only_en.csv")
    both = read_ledgers([statement, read(file_of(tmp_path, header + rows))], zone=NEW_YORK, currency=Currency("EUR"))
    assert (both.fills, both.verdicts[Verdict.DUPLICATE]) == (2, 2)


def test_a_product_that_only_changed_its_name_keeps_its_position() -> None:
    found = codes(ledger(IMPORTS / "degiro" / "export-to-ghostfolio__degiro-export.csv"))
    assert (found[34], found[35], found[69]) == ("product.renamed", "product.renamed", "amount.differs")


def test_a_split_is_told_by_two_rows_without_a_venue() -> None:
    path = IMPORTS / "degiro" / "made__transactions_old.csv"
    # 20 shares instead of 2; another position went without saying where to.
    assert [one.added for one in read(path) if isinstance(one, StatedSplit)] == [Decimal(18)]
    assert codes(ledger(path)) == {4: "split.other_half", 5: "corporate_action.unknown"}
