"""Stories of one account: what its ledger says, what its broker prints, and the name of what differs.

The account buys 100 WOMB @ 20.00 on Monday (fee 1.00), sells 40 @ 22.00 on Wednesday (fee 1.00), and began with a
deposit of 5 000: 5 000 − 2 001 + 879 = 3 878 and 60 WOMB on Friday; realised (22 − 20) × 40 − 1.00 − 0.40 = 78.60.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tradesense.domain.money import Currency
from tradesense.domain.reconciliation import (
    About,
    Book,
    DatedSplit,
    Flow,
    FlowKind,
    Name,
    Printed,
    PrintedBalance,
    PrintedPosition,
    PrintedProfit,
    Result,
    Source,
    Units,
)
from tradesense.domain.residuals import Cause, Reconciliation, Standing, reconcile
from tradesense.domain.split import split

USD, EUR = Currency("USD"), Currency("EUR")
WOMB, QUUX = Name("equity", "WOMB", "USD"), Name("equity", "QUUX", "USD")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 1, day) for day in range(5, 10))
SUNDAY = date(2026, 1, 4)
HERE = Source("import", "statement.csv", 7)


def deposit(day: date, amount: str, currency: Currency = USD, base: str | None = "") -> Flow:
    in_base = Decimal(amount) if base == "" else None if base is None else Decimal(base)
    return Flow(FlowKind.EVENT, day, day, currency, Decimal(amount), in_base)


class Fill:
    """`units` bought (> 0) or sold (< 0); `fee` None: not in the file."""

    def __init__(self, day: date, units: int, price: str, fee: str | None = "1.00", name: Name = WOMB) -> None:
        self.day, self.units, self.price, self.name = day, Decimal(units), Decimal(price), name
        self.fee = Decimal(fee or 0)
        self.is_feeless = fee is None

    @property
    def flow(self) -> Flow:
        notional = self.units * self.price
        amount = -notional - self.fee
        return Flow(FlowKind.SHARES, self.day, self.day, USD, amount, amount, 1, int(self.is_feeless), abs(notional))

    @property
    def moved(self) -> Units:
        return Units(self.name, datetime.combine(self.day, time(15), UTC), self.day, self.units)


BOUGHT, SOLD = Fill(MONDAY, 100, "20.00"), Fill(WEDNESDAY, -40, "22.00")
REALISED = Result(WOMB, WEDNESDAY, Decimal("78.60"), Decimal("78.60"))


def book(
    fills: Sequence[Fill] = (BOUGHT, SOLD),
    events: Sequence[Flow] = (deposit(MONDAY, "5000"),),
    splits: Sequence[DatedSplit] = (),
    results: Sequence[Result] = (REALISED,),
    more: Sequence[About] = (),
) -> Book:
    about = [
        About(
            name,
            name.symbol,
            Decimal(1),
            min(fill.price for fill in own),
            max(fill.price for fill in own),
            len(own),
            sum(fill.is_feeless for fill in own),
            sum((abs(fill.units * fill.price) for fill in own), Decimal(0)),
            Decimal(0),
            delivered=False,
        )
        for name in (WOMB, QUUX)
        if (own := [fill for fill in fills if fill.name == name])
    ]
    flows = [*events, *(fill.flow for fill in fills)]
    first = min((flow.day for flow in flows), default=None)
    return Book(USD, False, first, flows, [fill.moved for fill in fills], splits, results, [*about, *more])


def balance(day: date, amount: str, currency: Currency = USD) -> PrintedBalance:
    return PrintedBalance(currency, day, Decimal(amount), HERE)


def held(day: date, units: int, name: Name = WOMB) -> PrintedPosition:
    return PrintedPosition(name, day, Decimal(units), HERE)


def realised(amount: str, name: Name = WOMB, paid_in: Currency = USD) -> PrintedProfit:
    return PrintedProfit(name, paid_in, MONDAY, FRIDAY, Decimal(amount), HERE)


STATED = Printed((balance(FRIDAY, "3878.00"),), (held(FRIDAY, 60),), (realised("78.60"),))


def causes(found: Reconciliation) -> list[tuple[str, str, Cause]]:
    """What differs, by how much, and why."""
    return [
        (one.residual.subject.value, str(one.residual.difference.normalize()), one.cause) for one in found.differences
    ]


def test_everything_printed_agrees_to_the_cent() -> None:
    found = reconcile(book(), STATED)
    assert found == Reconciliation(Standing.RECONCILED, MONDAY, FRIDAY, 3, ())


def test_without_a_statement_nothing_is_ticked() -> None:
    found = reconcile(book(), Printed((), (), ()))
    assert (found.standing, found.since, found.until) == (Standing.UNSTATED, MONDAY, None)


def test_what_was_there_before_the_ledger_is_the_opening_balance() -> None:
    """Printed on Sunday, before the first fill: cash is compared from there on, so no deposit is missing."""
    printed = Printed((balance(SUNDAY, "5000"), balance(FRIDAY, "3878")), (), ())
    found = reconcile(book(events=()), printed)
    assert (found.standing, found.since, found.checked) == (Standing.RECONCILED, MONDAY, 1)


def test_a_first_balance_without_any_deposit_is_an_opening_balance() -> None:
    found = reconcile(book(events=()), Printed((balance(FRIDAY, "3878"),), (), ()))
    assert causes(found) == [("balance", "5E+3", Cause.OPENING_BALANCE)]


def test_a_missing_fill_is_named_by_its_units_and_price() -> None:
    # The sale of 40 is not in the ledger: the broker has 879.00 more and 40 shares less; 879 ÷ 40 = 21.975 a share.
    found = reconcile(book(fills=(BOUGHT,), results=()), STATED)
    assert causes(found) == [
        ("balance", "879", Cause.MISSING_FILL),
        ("position", "-4E+1", Cause.MISSING_FILL),
        ("profit", "78.6", Cause.MISSING_FILL),
    ]
    assert found.differences[0].detail == "A sale of 40 WOMB at about 21.98 is not in the ledger."
    assert (found.standing, found.since, found.until) == (Standing.UNRECONCILED, MONDAY, FRIDAY)


def test_a_fill_of_something_the_ledger_never_saw_is_missing() -> None:
    printed = Printed((balance(FRIDAY, "2877"),), (held(FRIDAY, 60), held(FRIDAY, 100, QUUX)), ())
    found = reconcile(book(), printed)
    assert [one.detail for one in found.differences] == [
        "A purchase of 100 QUUX at about 10.01 is not in the ledger.",
        "A purchase of 100 QUUX is not in the ledger.",
    ]


def test_a_position_that_a_statement_leaves_out_is_nothing() -> None:
    found = reconcile(book(), Printed((), (held(FRIDAY, 5, QUUX),), ()))
    assert causes(found) == [
        ("position", "5", Cause.MISSING_FILL),
        ("position", "-6E+1", Cause.MISSING_FILL),
    ]


@pytest.mark.parametrize("fee", [None, "0"])
def test_a_fee_that_the_file_does_not_state(fee: str | None) -> None:
    """Unknown to the file, or said to be nothing: the broker's balance and result tell of 2.00 and 1.40."""
    fills = (Fill(MONDAY, 100, "20.00", fee), Fill(WEDNESDAY, -40, "22.00", fee))
    free = Result(WOMB, WEDNESDAY, Decimal(80), Decimal(80))
    found = reconcile(book(fills=fills, results=(free,)), STATED)
    assert causes(found) == [("balance", "-2", Cause.FEE), ("profit", "-1.4", Cause.FEE)]


def test_a_dividend_is_a_small_part_of_what_is_held() -> None:
    # Thursday: 60 WOMB pay 0.15 a share, 9.00.
    printed = Printed((balance(WEDNESDAY, "3878"), balance(FRIDAY, "3887")), (), ())
    found = reconcile(book(), printed)
    assert causes(found) == [("balance", "9", Cause.DIVIDEND)]
    assert found.differences[0].detail == "A dividend of WOMB, 0.15 a share, is not in the ledger."
    # In the days it arose in, and no others.
    assert (found.differences[0].residual.first_day, found.differences[0].residual.last_day) == (THURSDAY, FRIDAY)


def test_a_dividend_on_a_short_is_paid() -> None:
    short = (Fill(MONDAY, -100, "20.00"),)
    # 5 000 + 1 999 on Monday; 100 × 0.12 go out on Thursday.
    printed = Printed((balance(MONDAY, "6999"), balance(FRIDAY, "6987")), (), ())
    assert causes(reconcile(book(fills=short, results=()), printed)) == [("balance", "-12", Cause.DIVIDEND)]


def test_interest_is_odd_and_small() -> None:
    printed = Printed((balance(MONDAY, "5000"), balance(FRIDAY, "5001.37")), (), ())
    assert causes(reconcile(book(fills=(), results=()), printed)) == [("balance", "1.37", Cause.INTEREST)]


@pytest.mark.parametrize(("printed", "difference"), [("4378.00", "5E+2"), ("878.00", "-3E+3")])
def test_money_moved_in_or_out_is_a_transfer(printed: str, difference: str) -> None:
    statement = Printed((balance(WEDNESDAY, "3878"), balance(FRIDAY, printed)), (held(FRIDAY, 60),), ())
    assert causes(reconcile(book(), statement)) == [("balance", difference, Cause.TRANSFER)]


def test_units_that_no_money_paid_for_are_a_transfer_or_a_split() -> None:
    moved = Printed((balance(FRIDAY, "3878"),), (held(FRIDAY, 67),), ())
    assert causes(reconcile(book(), moved)) == [("position", "7", Cause.TRANSFER)]
    doubled = Printed((balance(FRIDAY, "3878"),), (held(FRIDAY, 120),), ())
    found = reconcile(book(), doubled)
    assert causes(found) == [("position", "6E+1", Cause.SPLIT)]
    assert found.differences[0].detail == "A split 2:1 of WOMB is not in the ledger: enter it."
    # Entered, it agrees.
    known = DatedSplit(WOMB, THURSDAY, split(2, 1, datetime(2026, 1, 8, 1, tzinfo=UTC)))
    assert reconcile(book(splits=(known,)), doubled).standing is Standing.RECONCILED


def test_without_balances_more_units_may_be_a_split_or_a_fill() -> None:
    found = reconcile(book(), Printed((), (held(FRIDAY, 120),), ()))
    assert [(one.cause, one.detail) for one in found.differences] == [
        (Cause.MISSING_FILL, "A purchase of 60 WOMB (or a split 2:1) is not in the ledger.")
    ]


def test_a_cent_of_rounding_is_named_and_not_hidden() -> None:
    found = reconcile(book(), STATED._replace(balances=(balance(FRIDAY, "3878.01"),)))
    assert causes(found) == [("balance", "0.01", Cause.ROUNDING)]
    assert found.standing is Standing.UNRECONCILED


def test_an_exchange_rate_differs_in_an_account_of_one_currency() -> None:
    # 1 000 EUR came in, 1 080.00 by our rate; the broker made 1 085.00 of them.
    events = (deposit(MONDAY, "5000"), deposit(TUESDAY, "1000", EUR, "1080"))
    found = reconcile(book(events=events), Printed((balance(FRIDAY, "4963"),), (), ()))
    assert causes(found) == [("balance", "5", Cause.EXCHANGE_RATE)]


def test_an_amount_without_a_rate_says_so() -> None:
    events = (deposit(MONDAY, "5000"), deposit(TUESDAY, "1000", EUR, None))
    found = reconcile(book(events=events), Printed((balance(FRIDAY, "4963"),), (), ()))
    assert [(one.cause, one.detail) for one in found.differences] == [
        (Cause.EXCHANGE_RATE, "Amounts in another currency have no exchange rate: import or enter one.")
    ]


def test_each_currency_is_compared_where_the_broker_states_several() -> None:
    events = (deposit(MONDAY, "5000"), deposit(MONDAY, "1000", EUR, "1080"))
    both = Printed((balance(FRIDAY, "3878"), balance(FRIDAY, "1000", EUR)), (), ())
    assert reconcile(book(events=events), both).standing is Standing.RECONCILED
    # 100 EUR were exchanged for 108 USD, and the ledger has not heard.
    exchanged = Printed(
        (*both.balances, balance(date(2026, 1, 12), "3986"), balance(date(2026, 1, 12), "900", EUR)), (), ()
    )
    found = reconcile(book(events=events), exchanged)
    assert causes(found) == [
        ("balance", "108", Cause.TRANSFER),
        ("balance", "-1E+2", Cause.TRANSFER),
    ]
    assert found.differences[0].detail == "An exchange between EUR and USD is not in the ledger."


def test_a_result_in_the_accounts_currency_may_have_another_rate() -> None:
    sap = Name("equity", "SAP", "EUR")
    results = (Result(sap, WEDNESDAY, Decimal(994), Decimal("1043.55")),)
    about = About(sap, "SAP", Decimal(1), Decimal(200), Decimal(210), 2, 0, Decimal(41000), Decimal(0), delivered=False)
    found = reconcile(book(results=results, more=(about,)), Printed((), (), (realised("1040.00", sap),)))
    assert causes(found) == [("profit", "-3.55", Cause.EXCHANGE_RATE)]


def test_an_exercised_option_gives_its_premium_to_the_shares() -> None:
    # Shares 100 × (55 − 60) − 1 = −501; the put cost 201: the broker says −702 of the shares and 0 of the put.
    put = Name("option", "WOMB 2025-05-16 55 P", "USD")
    results = (
        Result(WOMB, WEDNESDAY, Decimal(-501), Decimal(-501)),
        Result(put, WEDNESDAY, Decimal(-201), Decimal(-201)),
    )
    about = About(put, "WOMB", Decimal(100), Decimal(0), Decimal(2), 2, 0, Decimal(200), Decimal(0), delivered=True)
    found = reconcile(book(results=results, more=(about,)), Printed((), (), (realised("-702"),)))
    assert causes(found) == [("profit", "-201", Cause.PREMIUM_MOVED)]


def test_a_delivery_without_its_option_says_whose_premium_is_missing() -> None:
    """A short of 100 covered at 40 by an assignment; the put was sold before the file begins."""
    plain = book()
    (womb,) = plain.about
    found = reconcile(plain._replace(about=(womb._replace(delivered=True),)), Printed((), (), (realised("216.55"),)))
    assert [(one.cause, one.detail) for one in found.differences] == [
        (Cause.PREMIUM_MOVED, "An option delivered WOMB: 137.95 USD may be its premium, whose fills are in no file.")
    ]


def test_open_futures_are_paid_before_they_close() -> None:
    mes = Name("future", "MESM26", "USD")
    plain = book()
    units = (*plain.units, Units(mes, datetime(2026, 1, 8, 15, tzinfo=UTC), THURSDAY, Decimal(1)))
    found = reconcile(
        plain._replace(units=units), Printed((balance(WEDNESDAY, "3878"), balance(FRIDAY, "3903.13")), (), ())
    )
    assert causes(found) == [("balance", "25.13", Cause.VARIATION_MARGIN)]


def test_an_older_difference_does_not_spoil_what_agrees_after_it() -> None:
    printed = Printed((balance(MONDAY, "3000"), balance(FRIDAY, "3879")), (), ())
    # 3 000 is one more than 5 000 − 2 001; from there to Friday the sale's 879 agree.
    found = reconcile(book(), printed)
    assert (found.standing, found.since, found.until) == (Standing.RECONCILED, TUESDAY, FRIDAY)
    assert len(found.differences) == 1


def test_a_broker_that_counts_days_by_the_calendar_is_understood() -> None:
    """A fill at 18:00 in New York belongs to Tuesday's session, and to Monday's balance."""
    evening = Flow(FlowKind.MARGIN_RESULT, TUESDAY, MONDAY, USD, Decimal(50), Decimal(50))
    ledger = book(fills=(), events=(deposit(MONDAY, "100"), evening), results=())
    for day in (MONDAY, TUESDAY):
        assert reconcile(ledger, Printed((balance(day, "150"),), (), ())).standing is Standing.RECONCILED


def test_too_much_to_be_fees_or_a_rate_is_money_that_left() -> None:
    # 5 000 − 2 000 without fees known; 500 less is more than any fee on 2 000.
    feeless = book(fills=(Fill(MONDAY, 100, "20.00", None),), results=())
    found = reconcile(feeless, Printed((balance(FRIDAY, "2500"),), (), ()))
    assert causes(found) == [("balance", "-5E+2", Cause.TRANSFER)]
    # 5 000 + 1 080 − 2 001 + 879 = 4 958; no rate of 1 000 EUR is 500 off.
    events = (deposit(MONDAY, "5000"), deposit(TUESDAY, "1000", EUR, "1080"))
    found = reconcile(book(events=events), Printed((balance(FRIDAY, "4458"),), (), ()))
    assert causes(found) == [("balance", "-5E+2", Cause.TRANSFER)]


def test_units_closed_without_an_opening_say_so() -> None:
    plain = book()
    (womb,) = plain.about
    unopened = plain._replace(about=(womb._replace(unmatched=Decimal(5)),))
    found = reconcile(unopened, Printed((), (held(FRIDAY, 65),), ()))
    assert [one.detail for one in found.differences] == ["The opening of 5 WOMB is not in the ledger."]


def test_a_premium_of_another_size_explains_nothing() -> None:
    put = Name("option", "WOMB 2025-05-16 55 P", "USD")
    results = (REALISED, Result(put, WEDNESDAY, Decimal(-201), Decimal(-201)))
    about = About(put, "WOMB", Decimal(100), Decimal(0), Decimal(2), 2, 0, Decimal(200), Decimal(0), delivered=True)
    # 78.60 − 3.55 = 75.05: a charge, not the premium of 201.
    found = reconcile(book(results=results, more=(about,)), Printed((), (), (realised("75.05"),)))
    assert causes(found) == [("profit", "-3.55", Cause.FEE)]


def test_a_result_of_what_was_never_filled_is_a_missing_fill() -> None:
    found = reconcile(book(), Printed((), (), (realised("10", QUUX),)))
    assert [one.detail for one in found.differences] == ["No fill of QUUX is in the ledger."]


def test_a_result_with_days_of_no_rate_says_so() -> None:
    sap = Name("equity", "SAP", "EUR")
    about = About(sap, "SAP", Decimal(1), Decimal(200), Decimal(210), 2, 0, Decimal(41000), Decimal(0), delivered=False)
    results = (Result(sap, WEDNESDAY, Decimal(994), Decimal("1043.55")), Result(sap, THURSDAY, Decimal(10), None))
    found = reconcile(book(results=results, more=(about,)), Printed((), (), (realised("1054.00", sap),)))
    assert [one.detail for one in found.differences] == ["SAP has no exchange rate for some days: import or enter one."]


def test_a_result_that_nothing_explains_is_unknown() -> None:
    sap = Name("equity", "SAP", "EUR")
    about = About(sap, "SAP", Decimal(1), Decimal(200), Decimal(210), 2, 0, Decimal(410), Decimal(0), delivered=False)
    results = (Result(sap, WEDNESDAY, Decimal(994), Decimal("1043.55")),)
    found = reconcile(book(results=results, more=(about,)), Printed((), (), (realised("2000.00", sap),)))
    assert causes(found) == [("profit", "956.45", Cause.UNKNOWN)]


def test_a_result_of_what_is_still_open_may_be_of_other_lots() -> None:
    # 78.60 − 50 = 28.60, with 60 of 100 still held.
    found = reconcile(book(), Printed((), (), (realised("28.60"),)))
    assert causes(found) == [("profit", "-5E+1", Cause.LOT_METHOD)]


def test_positions_are_those_of_the_day_printed() -> None:
    assert reconcile(book(), Printed((), (held(MONDAY, 100),), ())).standing is Standing.RECONCILED
    late = DatedSplit(WOMB, FRIDAY, split(2, 1, datetime(2026, 1, 9, 1, tzinfo=UTC)))
    assert reconcile(book(splits=(late,)), Printed((), (held(MONDAY, 100),), ())).standing is Standing.RECONCILED
    # A split of what was not held yet changes nothing.
    early = DatedSplit(WOMB, SUNDAY, split(2, 1, datetime(2026, 1, 4, 1, tzinfo=UTC)))
    assert reconcile(book(splits=(early,)), Printed((), (held(FRIDAY, 60),), ())).standing is Standing.RECONCILED
