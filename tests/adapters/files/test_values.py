"""Numbers, dates and times as people print them."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tradesense.adapters.files.values import CellInvalid, cost, is_nothing, moment, number, thirty_seconds
from tradesense.domain.statement import DateOrder, DecimalMark


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("150.25", ".", "150.25"),
        ("-0.00", ".", "0"),
        ("+5", ".", "5"),
        (".52", ".", "0.52"),
        ("5.", ".", "5"),
        ("$1,234.56", ".", "1234.56"),
        ("-$3320.05", ".", "-3320.05"),
        ("$-0.88", ".", "-0.88"),
        (" -393.33", ".", "-393.33"),
        ("(10.00)", ".", "-10.00"),
        ("($62.90)", ".", "-62.90"),
        ("$(10.00)", ".", "-10.00"),
        ("(5) €", ".", "-5"),
        ("90.00 $", ".", "90.00"),
        ("1,234,567.8", ".", "1234567.8"),
        ("1,00,000.50", ".", "100000.50"),
        ("1'234.50", ".", "1234.50"),
        ("1\u00a0234.5", ".", "1234.5"),
        ("USD 5", ".", "5"),
        ("5 EUR", ".", "5"),
        ("A$5", ".", "5"),
        ("£5", ".", "5"),
        ("\u22125", ".", "-5"),
        ("1E+5", ".", "100000"),
        ("1.5e-05", ".", "0.000015"),
        ("-1.234,50 €", ",", "-1234.50"),
        ("0,62 $", ",", "0.62"),
        ("1 234,50", ",", "1234.50"),
        ("1\u202f234,50", ",", "1234.50"),
        ("4 577,86", ",", "4577.86"),
        ("1.000", ",", "1000"),
        ("7200,75", ",", "7200.75"),
        ("150", ",", "150"),
        ("123456789012345678", ".", "123456789012345678"),
        ("0.000000000000000001", ".", "0.000000000000000001"),
    ],
)
def test_a_number_is_read_in_its_locale(text: str, mark: DecimalMark, value: str) -> None:
    assert number(text, mark) == Decimal(value)


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            ".",
            "abc",
            "1_000",
            "NaN",
            "sNaN",
            "Infinity",
            "-inf",
            "10^40",
            "1e999",
            "9" * 41,
            "0x1F",
            "1 2",
            "12 34",
        ),
        *(
            "--5",
            "+-5",
            "(-5)",
            "((5))",
            "5-",
            "5%",
            "1/2",
            "١٢",
            "１２",
            "12a",
            "$",
            "1e",
            "1,2,3",
            "1.2.3",
            "=1",
            "1\n2",
        ),
        "1" * 101,
    ],
)
def test_what_is_no_number_is_refused(text: str, mark: DecimalMark) -> None:
    with pytest.raises(CellInvalid):
        number(text, mark)


@pytest.mark.parametrize(("text", "mark"), [("1,5", "."), ("1,50", "."), ("1.50", ","), ("1.5", ","), ("12,34.5", ".")])
def test_a_mark_of_another_locale_is_refused_and_not_skipped(text: str, mark: DecimalMark) -> None:
    with pytest.raises(CellInvalid):
        number(text, mark)


def test_zero_has_no_sign() -> None:
    assert f"{number('-0.00')} {number('(0)')} {cost('0.00')}" == "0 0 0"


@pytest.mark.parametrize("text", ["", " ", "-", "--", "—", "n/a", "N/A", "null", "None"])
def test_a_dash_is_nothing(text: str) -> None:
    assert is_nothing(text)
    assert cost(text) is None


def test_a_charge_printed_negative_is_a_cost() -> None:
    assert (cost("-1.00"), cost("0.65"), cost("-1,00", ",")) == (Decimal("1.00"), Decimal("-0.65"), Decimal("1.00"))


NINE_THIRTY = datetime(2026, 1, 5, 9, 30)


@pytest.mark.parametrize(
    ("text", "order", "when"),
    [
        ("2026-01-05 09:30:00", "mdy", NINE_THIRTY),
        ("2026-01-05T09:30:00", "mdy", NINE_THIRTY),
        ("2026-01-05, 09:30:00", "mdy", NINE_THIRTY),
        ("2026-01-05;09:30", "dmy", NINE_THIRTY),
        ("20260105;093000", "mdy", NINE_THIRTY),
        ("20260105 09:30:00", "mdy", NINE_THIRTY),
        ("'2026-01-05 09:30:00", "ymd", NINE_THIRTY),
        ("2026.01.05 09:30", "ymd", NINE_THIRTY),
        ("1/5/2026 9:30:00 AM", "mdy", NINE_THIRTY),
        ("01/05/26 09:30:00", "mdy", NINE_THIRTY),
        ("01/05/26;093000", "mdy", NINE_THIRTY),
        ("05.01.2026 093000", "dmy", NINE_THIRTY),
        ("05/01/2026 09:30", "dmy", NINE_THIRTY),
        ("5.1.2026 09:30", "dmy", NINE_THIRTY),
        ("Mon, 05/01/2026 09:30", "dmy", NINE_THIRTY),
        ("5 Jan 2026 09:30", "ymd", NINE_THIRTY),
        ("05-Jan-26 09:30", "ymd", NINE_THIRTY),
        ("January 5, 2026 9:30 am", "ymd", NINE_THIRTY),
        ("1/5/2026 9:30:00 PM", "mdy", datetime(2026, 1, 5, 21, 30)),
        ("1/5/2026 12:30 AM", "mdy", datetime(2026, 1, 5, 0, 30)),
        ("2026-01-05 09:30:00.123456789", "ymd", datetime(2026, 1, 5, 9, 30, 0, 123456)),
        ("2026-01-05T09:30:00Z", "ymd", NINE_THIRTY.replace(tzinfo=UTC)),
        ("2026-01-05 09:30:00 UTC", "ymd", NINE_THIRTY.replace(tzinfo=UTC)),
        ("2026-01-05 09:30:00+0200", "ymd", NINE_THIRTY.replace(tzinfo=timezone(timedelta(hours=2)))),
        ("2026-01-05 09:30:00 -04:30", "ymd", NINE_THIRTY.replace(tzinfo=timezone(-timedelta(hours=4, minutes=30)))),
        ("05.01.2026 09:30:00 UTC+02", "dmy", NINE_THIRTY.replace(tzinfo=timezone(timedelta(hours=2)))),
        ("20260105;093000 EST", "mdy", NINE_THIRTY.replace(tzinfo=timezone(-timedelta(hours=5)))),
        ("2026-01-05 09:30:00 EDT", "mdy", NINE_THIRTY.replace(tzinfo=timezone(-timedelta(hours=4)))),
    ],
)
def test_a_time_is_read_in_its_spelling(text: str, order: DateOrder, when: datetime) -> None:
    assert moment(text, order) == (when, True)


@pytest.mark.parametrize(
    ("text", "order"),
    [("2026-01-05", "mdy"), ("20260105", "dmy"), ("1/5/26", "mdy"), ("05.01.2026", "dmy"), ("5 Jan 2026", "ymd")],
)
def test_a_day_without_a_time_has_none(text: str, order: DateOrder) -> None:
    assert moment(text, order) == (datetime(2026, 1, 5), False)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "not-a-date",
            "20xx-08-23",
            "2026-02-30",
            "2026-13-01",
            "31/31/2026",
            "2026-01-05 25:00",
            "2026-01-05 13:00 PM",
        ),
        *(
            "2026-01-05 09:61",
            "0001-01-01",
            "1969-12-31",
            "2101-01-01",
            "9999-12-31",
            "08:09:38",
            "2026-W01-1",
            "202601",
        ),
        *("۲۰۲۴-۰۱-۰۲", "5 Foo 2026", "2026-01-05 09:30 +99:99", "1/5/126", "Jan 45, 2026"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellInvalid):
        moment(text, "mdy")


def test_days_and_months_are_not_guessed_without_an_order() -> None:
    with pytest.raises(CellInvalid):
        moment("03/04/2026")


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("111'24", "111.75"),
        ("111'245", "111.765625"),
        ("110'16", "110.5"),
        ("-0'08", "-0.25"),
        ("112'002", "112.0078125"),
        ("5.25", "5.25"),
    ],
)
def test_a_bond_future_is_quoted_in_thirty_seconds(text: str, price: str) -> None:
    assert thirty_seconds(text) == Decimal(price)


def test_there_are_only_thirty_two_of_them() -> None:
    with pytest.raises(CellInvalid):
        thirty_seconds("111'32")
