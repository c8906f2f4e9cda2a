"""What a file tells of itself: its manners, what its contracts are worth, what moves its money."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tradesense.adapters.files.cash import cash_event
from tradesense.adapters.files.guessing import Layout, squeezed
from tradesense.adapters.files.manners import Evidence
from tradesense.adapters.files.multipliers import Deduced, half_unit
from tradesense.domain.money import Currency


def mark_of(*cells: str) -> str | None:
    evidence = Evidence()
    for cell in cells:
        evidence.see_number(cell)
    return evidence.manners.mark


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("1.234,50",), ","),
        (("1,234.50",), "."),
        (("1.000", "1.234,50"), ","),
        (("1,000", "0.5"), "."),
        (("0,62 $",), ","),
        (("$62.90",), "."),
        (("1.234.567",), ","),
        (("1,234,567",), "."),
        (("0.125",), "."),
        (("1234.567",), "."),
        (("1.000", "2,000"), None),
        (("100", "n/a", ""), None),
        (("1,5", "2.5", "3,5"), ","),
    ],
)
def test_the_decimal_mark_is_proven_by_one_number_for_all(cells: Sequence[str], mark: str | None) -> None:
    assert mark_of(*cells) == mark


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("27/07/2026",), "dmy"),
        (("07/27/2026",), "mdy"),
        (("05/08/2026", "27/07/2026"), "dmy"),
        (("05/08/2026",), None),
        (("05.08.2026",), "dmy"),
        (("2026-08-05", "20260805"), None),
        (("Mon 05/13/2026 10:00",), "mdy"),
        (("not a date",), None),
    ],
)
def test_the_order_of_a_date_is_proven_by_a_day_above_twelve(cells: Sequence[str], order: str | None) -> None:
    evidence = Evidence()
    for cell in cells:
        evidence.see_date(cell)
    assert evidence.manners.order == order


def test_looking_stops_when_enough_is_proven() -> None:
    evidence = Evidence()
    rows = 0
    while evidence.see(["2026-01-05", "1.50"], [0, 9], [1, 9]):
        rows += 1
    assert 1_000 <= rows < 1_010


def deduced(*rows: tuple[str, str]) -> Decimal | None:
    told = Deduced()
    for move, profit in rows:
        told.see(Decimal(move), Decimal(profit), Decimal("0.005"))
    return told.value


@pytest.mark.parametrize(
    ("rows", "multiplier"),
    [
        ([("9.5", "475"), ("-10.25", "-512.5")], "50"),
        ([("0.00047", "2.35")], "5000"),
        ([("3.33", "33.30"), ("7.77", "77.70")], "10"),
        ([("0.123", "3.08"), ("1.57", "39.25")], "25"),
        ([("-2", "-1")], "0.5"),
        ([("1", "12.35"), ("100", "1234.56")], "12.3456"),
        ([("0", "0"), ("4", "8")], "2"),
    ],
)
def test_what_a_point_is_worth_is_the_roundest_number_that_all_profits_allow(
    rows: list[tuple[str, str]], multiplier: str
) -> None:
    assert deduced(*rows) == Decimal(multiplier)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("10", "1"), ("20", "5")],
        [("0", "5")],
        [("0", "0")],
        [("0.0002", "0.02")],
        [("1", "-5")],
        [("1", "0")],
    ],
)
def test_nothing_is_deduced_from_profits_that_disagree_or_are_too_small(rows: list[tuple[str, str]]) -> None:
    assert deduced(*rows) is None


def test_one_is_allowed_where_every_profit_fits_it() -> None:
    told = Deduced()
    assert told.allows(Decimal(1))
    told.see(Decimal(5), Decimal(5), Decimal("0.005"))
    assert told.allows(Decimal(1))
    assert not told.allows(Decimal(2))
    told.see(Decimal(0), Decimal(5), Decimal("0.005"))
    assert not told.allows(Decimal(1))


def test_yen_have_no_cents() -> None:
    assert (half_unit(Currency("JPY")), half_unit(Currency("USD"))) == (Decimal("0.5"), Decimal("0.005"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Qualified Dividend", "cash.dividend"),
        ("Withholding Tax", "cash.tax"),
        ("NRA Tax Adj", "cash.tax"),
        ("Credit Interest", "cash.interest"),
        ("ADR Mgmt Fee", "cash.fee"),
        ("MoneyLink Transfer", "cash.transfer"),
        ("Wire Funds Received", "cash.transfer"),
        ("Dividende", "cash.dividend"),
        ("Buy", None),
    ],
)
def test_money_that_moves_has_a_name(words: str, code: str | None) -> None:
    found = cash_event(words)
    assert (found.code if found else None) == code


def test_columns_are_recognised_without_case_accents_and_signs() -> None:
    assert squeezed("Date d'Opération") == "datedoperation"
    layout = Layout(["P&L", "Buy/Sell", "Commission Currency", "Exchange Fee", "Fee Type"])
    assert layout.places["profit"] == [0]
    assert layout.places["side"] == [1]
    assert layout.places["fees"] == [3]
    assert layout.places["fee_currency"] == [2]
