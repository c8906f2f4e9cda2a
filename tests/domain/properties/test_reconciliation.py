"""Accounts of random days: their own figures, printed, agree; one of them altered by a cent or a unit does not."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.domain.test_reconciliation import QUUX, WOMB, Fill, balance, book, deposit, held
from tests.support.scale import count
from tradesense.domain.reconciliation import Flow, Name, Printed, PrintedBalance, PrintedPosition
from tradesense.domain.residuals import Standing, reconcile

ACCOUNTS = count(300, 50_000)
DAYS = [date(2026, 1, 5) + timedelta(days=number) for number in range(30)]


class Account(NamedTuple):
    fills: list[Fill]
    events: list[Flow]
    printed: Printed


def account(random: Random) -> Account:
    """Its balance and holdings are carried from day to day by plain addition, as a trader would with a pencil."""
    fills: list[Fill] = []
    events: list[Flow] = []
    balances: list[PrintedBalance] = []
    positions: list[PrintedPosition] = []
    cash = Decimal(0)
    units: dict[Name, int] = {WOMB: 0, QUUX: 0}
    for day in DAYS:
        for _ in range(random.randrange(3)):
            name = random.choice((WOMB, QUUX))
            fill = Fill(day, random.choice((-1, 1)) * random.randrange(1, 50), _cents(random, 5_000), "0.35", name)
            fills.append(fill)
            cash -= fill.units * fill.price + fill.fee
            units[name] += int(fill.units)
        if random.random() < 0.3:
            events.append(deposit(day, _cents(random, 100_000, signed=True)))
            cash += events[-1].amount
        if random.random() < 0.2 or day == DAYS[-1]:
            balances.append(balance(day, str(cash)))
            positions += [held(day, quantity, name) for name, quantity in units.items() if quantity]
    return Account(fills, events, Printed(balances, positions, ()))


def accounts() -> Iterator[tuple[Random, Account]]:
    for seed in range(ACCOUNTS):
        random = Random(seed)
        yield random, account(random)


def test_an_account_agrees_with_its_own_figures() -> None:
    for _, found in accounts():
        told = reconcile(book(found.fills, found.events, results=()), found.printed)
        assert (told.standing, told.differences) == (Standing.RECONCILED, ())


def test_a_cent_or_a_unit_more_is_never_passed_over() -> None:
    for random, found in accounts():
        ledger, printed = book(found.fills, found.events, results=()), found.printed
        number = random.randrange(len(printed.balances))
        balances = list(printed.balances)
        balances[number] = balances[number]._replace(amount=balances[number].amount + Decimal("0.01"))
        told = reconcile(ledger, printed._replace(balances=balances))
        # The altered one differs from the one before it, if there is one or money moved before; the next from it.
        assert [abs(one.residual.difference) for one in told.differences] in (
            [Decimal("0.01")],
            [Decimal("0.01")] * 2,
        )
        assert all(one.detail for one in told.differences)
        if printed.positions:
            number = random.randrange(len(printed.positions))
            positions = list(printed.positions)
            positions[number] = positions[number]._replace(quantity=positions[number].quantity + 1)
            told = reconcile(ledger, printed._replace(positions=positions))
            assert [one.residual.difference for one in told.differences] == [1]


def test_what_is_left_out_of_the_ledger_is_always_missed() -> None:
    for random, found in accounts():
        if not found.fills:
            continue
        left_out = random.randrange(len(found.fills))
        fills = [fill for number, fill in enumerate(found.fills) if number != left_out]
        told = reconcile(book(fills, found.events, results=()), found.printed)
        lost = -found.fills[left_out].units * found.fills[left_out].price - found.fills[left_out].fee
        # In cash once, in the interval it belongs to (the first fill of all may be before the first balance counts).
        of_cash = [one.residual.difference for one in told.differences if one.residual.name is None]
        assert of_cash in ([lost], [])
        assert of_cash or told.differences or not found.printed.positions


def _cents(random: Random, most: int, *, signed: bool = False) -> str:
    amount = Decimal(random.randrange(1, most)) / 100
    return str(-amount if signed and random.random() < 0.5 else amount)
