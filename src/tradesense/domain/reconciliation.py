"""Reconciliation: the ledger of an account against what its broker's statements print, to the cent.

Cash is compared between one printed balance and the next, so that a difference stays in the days it arose in.
Positions are compared at the end of a day, results over the days they are printed for. What differs is named
with its likely cause (domain/residuals). Pure; amounts exact until they are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, total
from tradesense.domain.split import Split

HALF_A_CENT: Final = Decimal("0.005")
A_CENT: Final = Decimal("0.01")
EVER: Final = date.min


class FlowKind(StrEnum):
    """Where money comes from. Which of them make an account's cash depends on how its broker keeps it: margin
    instruments settle their profit, unless a currency pair is a true exchange of money (spot)."""

    SHARES = "shares"
    MARGIN_FEES = "margin_fees"
    MARGIN_RESULT = "margin_result"
    FOREX_FEES = "forex_fees"
    FOREX_RESULT = "forex_result"
    FOREX_SPOT = "forex_spot"
    EVENT = "event"


class Flow(NamedTuple):
    """What moved in a currency on a day. `civil`: the day by the calendar, where the trading day ends before.

    base      the same in the account's currency; None where no rate is known
    fills     how many made it, `feeless` of them without their fees; turnover: Σ |quantity × price × multiplier|
    """

    kind: FlowKind
    day: date
    civil: date
    currency: Currency
    amount: Decimal
    base: Decimal | None
    fills: int = 0
    feeless: int = 0
    turnover: Decimal = ZERO


class Name(NamedTuple):
    """An instrument as statements name it."""

    asset_class: str
    symbol: str
    currency: str


class Units(NamedTuple):
    """What fills moved a position by: at one instant where the instrument was ever split, else in all the days
    up to `day` since the printed day before it."""

    name: Name
    at: datetime
    day: date
    quantity: Decimal


class DatedSplit(NamedTuple):
    name: Name
    day: date
    split: Split


class Result(NamedTuple):
    """What trades realised on a day, after costs; `base` in the account's currency, None without a rate."""

    name: Name
    day: date
    net: Decimal
    base: Decimal | None


class About(NamedTuple):
    """What causes are told by. `low`, `high`: prices of its fills; `unmatched`: closings without an opening;
    `delivered`: it was exercised or assigned."""

    name: Name
    underlying: str
    multiplier: Decimal
    low: Decimal
    high: Decimal
    fills: int
    feeless: int
    turnover: Decimal
    unmatched: Decimal
    delivered: bool


class Book(NamedTuple):
    """An account's ledger. `currency`: its own; `is_spot`: pairs of its broker are exchanges of money."""

    currency: Currency
    is_spot: bool
    first_day: date | None
    flows: Sequence[Flow]
    units: Sequence[Units]
    splits: Sequence[DatedSplit]
    results: Sequence[Result]
    about: Sequence[About]


class Source(NamedTuple):
    """Where it is printed."""

    import_id: object
    file_name: str
    line: int


class PrintedBalance(NamedTuple):
    currency: Currency
    day: date
    amount: Decimal
    source: Source


class PrintedPosition(NamedTuple):
    name: Name
    day: date
    quantity: Decimal
    source: Source


class PrintedProfit(NamedTuple):
    name: Name
    paid_in: Currency
    first_day: date
    last_day: date
    realised: Decimal
    source: Source


class Printed(NamedTuple):
    """What statements print of an account: each balance and position of a day once."""

    balances: Sequence[PrintedBalance]
    positions: Sequence[PrintedPosition]
    profits: Sequence[PrintedProfit]


class Subject(StrEnum):
    BALANCE = "balance"
    POSITION = "position"
    PROFIT = "profit"


class Residual(NamedTuple):
    """A difference: `stated` − `ledger`. first_day, last_day: when it arose, as far as the statements tell.

    `flows`: what the ledger knows of those days, for a balance; `names`: its instrument, for the others.
    """

    subject: Subject
    currency: Currency
    name: Name | None
    first_day: date
    last_day: date
    stated: Decimal
    ledger: Decimal
    source: Source
    flows: tuple[Flow, ...] = ()
    is_first: bool = False

    @property
    def difference(self) -> Decimal:
        return EXACT.subtract(self.stated, self.ledger)


class Comparison(NamedTuple):
    """What was compared, and what differs. `first_day`: since when the statements cover the ledger."""

    residuals: tuple[Residual, ...]
    checked: int
    first_day: date | None
    last_day: date | None


def printed_days(printed: Printed) -> list[date]:
    """The days at whose end holdings are asked for, in order."""
    days = {one.day for one in printed.balances} | {one.day for one in printed.positions}
    return sorted(days | {one.last_day for one in printed.profits})


def compare(book: Book, printed: Printed) -> Comparison:
    """Every printed figure against the ledger's."""
    by_trading_day = list(_balances(book, printed, civil=False))
    by_calendar = list(_balances(book, printed, civil=True))
    # A broker counts its days one way or the other: the way in which more of them agree.
    balances = min(by_trading_day, by_calendar, key=lambda found: sum(one is not None for one in found))
    positions, profits = list(_positions(book, printed)), list(_profits(book, printed))
    found = [*balances, *positions, *profits]
    residuals = tuple(one for one in found if one is not None)
    return Comparison(residuals, len(found), _covered(book, printed), max(printed_days(printed), default=None))


def _covered(book: Book, printed: Printed) -> date | None:
    """The first day that something printed speaks of."""
    firsts = [one.first_day for one in printed.profits]
    if printed.positions and book.first_day:
        firsts.append(book.first_day)
    if printed.balances:
        first = min(one.day for one in printed.balances)
        is_opening = book.first_day is None or first < book.first_day
        firsts.append(first + timedelta(days=1) if is_opening else book.first_day or first)
    return min(firsts, default=None)


def _balances(book: Book, printed: Printed, *, civil: bool) -> Iterable[Residual | None]:
    """None for each balance that agrees with the one before it and what moved since."""
    by_currency: defaultdict[Currency, list[PrintedBalance]] = defaultdict(list)
    for one in printed.balances:
        by_currency[one.currency].append(one)
    flows = cash_flows(book, set(by_currency))
    for paid_in, found in by_currency.items():
        own = [flow for flow in flows if flow.currency == paid_in]
        found.sort(key=lambda one: one.day)
        firsts = [flow.civil if civil else flow.day for flow in own]
        starts_before = not firsts or found[0].day < min(firsts)
        if not starts_before:
            nothing = found[0]._replace(day=EVER, amount=ZERO)
            yield _moved(nothing, found[0], own, civil=civil, is_first=True)
        for before, after in pairwise(found):
            yield _moved(before, after, own, civil=civil, is_first=False)


def _moved(
    before: PrintedBalance, after: PrintedBalance, flows: Sequence[Flow], *, civil: bool, is_first: bool
) -> Residual | None:
    own = tuple(flow for flow in flows if before.day < (flow.civil if civil else flow.day) <= after.day)
    ledger = EXACT.add(before.amount, total(flow.amount for flow in own))
    if abs(EXACT.subtract(after.amount, ledger)) < HALF_A_CENT:
        return None
    first = min((flow.day for flow in own), default=after.day) if is_first else before.day + timedelta(days=1)
    return Residual(
        Subject.BALANCE, after.currency, None, first, after.day, after.amount, ledger, after.source, own, is_first
    )


def cash_flows(book: Book, stated_in: set[Currency]) -> list[Flow]:
    """What moves the account's cash: each currency by itself, where the broker states several or another than
    the account's; else everything in the account's own."""
    kinds = {FlowKind.SHARES, FlowKind.MARGIN_FEES, FlowKind.MARGIN_RESULT, FlowKind.FOREX_FEES, FlowKind.EVENT}
    if stated_in - {book.currency}:
        pairs = FlowKind.FOREX_SPOT if book.is_spot else FlowKind.FOREX_RESULT
        return [flow for flow in book.flows if flow.kind in kinds | {pairs}]
    own = kinds | {FlowKind.FOREX_RESULT}
    return [
        flow._replace(currency=book.currency, amount=flow.base if flow.base is not None else ZERO)
        if flow.currency != book.currency
        else flow
        for flow in book.flows
        if flow.kind in own
    ]


def _positions(book: Book, printed: Printed) -> Iterable[Residual | None]:
    """A day that lists positions lists all of them: what it leaves out is nothing."""
    by_day: defaultdict[date, list[PrintedPosition]] = defaultdict(list)
    for one in printed.positions:
        by_day[one.day].append(one)
    agreed: dict[Name, date] = {}
    for day, found in sorted(by_day.items()):
        held = holdings(book, day)
        stated = {one.name: one for one in found}
        for name in {**dict.fromkeys(stated), **dict.fromkeys(held)}:
            said = stated.get(name)
            quantity, ours = said.quantity if said else ZERO, held.get(name, ZERO)
            if quantity == ours:
                agreed[name] = day
                yield None
                continue
            first = agreed[name] + timedelta(days=1) if name in agreed else book.first_day or day
            source = said.source if said else found[0].source._replace(line=0)
            currency = Currency(name.currency)
            yield Residual(Subject.POSITION, currency, name, min(first, day), day, quantity, ours, source)


def holdings(book: Book, day: date) -> dict[Name, Decimal]:
    """Units held at the end of `day`, splits applied; what is flat is left out."""
    events: defaultdict[Name, list[tuple[datetime, int, Units | Split]]] = defaultdict(list)
    for moved in book.units:
        if moved.day <= day:
            events[moved.name].append((moved.at, 1, moved))
    for dated in book.splits:
        if dated.day <= day:
            events[dated.name].append((dated.split.effective_at, 0, dated.split))
    held = {name: _fold(found) for name, found in events.items()}
    return {name: quantity for name, quantity in held.items() if quantity}


def _fold(events: list[tuple[datetime, int, Units | Split]]) -> Decimal:
    quantity = ZERO
    for _, _, event in sorted(events, key=lambda one: one[:2]):
        if isinstance(event, Units):
            quantity = EXACT.add(quantity, event.quantity)
        elif quantity:
            quantity = event.of(quantity).units(quantity)
    return quantity


def _profits(book: Book, printed: Printed) -> Iterable[Residual | None]:
    of_name: defaultdict[Name, list[Result]] = defaultdict(list)
    for result in book.results:
        of_name[result.name].append(result)
    for one in printed.profits:
        in_base = one.paid_in == book.currency and one.paid_in != one.name.currency
        amounts = [
            (result.base or ZERO) if in_base else result.net
            for result in of_name[one.name]
            if one.first_day <= result.day <= one.last_day
        ]
        ours = total(amounts)
        if abs(EXACT.subtract(one.realised, ours)) <= A_CENT:
            yield None
            continue
        yield Residual(
            Subject.PROFIT, one.paid_in, one.name, one.first_day, one.last_day, one.realised, ours, one.source
        )
