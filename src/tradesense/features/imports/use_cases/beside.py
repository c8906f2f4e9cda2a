"""What a file says beside its fills, gathered while it is read: cash events, balances, positions, results."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from tradesense.domain.calendar import session_of, trading_day
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT
from tradesense.domain.recording import AccountFacts
from tradesense.domain.statement import (
    StatedBalance,
    StatedCash,
    StatedFill,
    StatedPosition,
    StatedProfit,
)
from tradesense.features.ledger import use_cases as ledger

StatedBeside = StatedCash | StatedBalance | StatedPosition | StatedProfit


class _OfFills(NamedTuple):
    """What the fills of an instrument realised, by what is printed beside them, and between which instants."""

    stated: StatedProfit
    realised: Decimal
    first: datetime
    last: datetime
    is_timed: bool


class Beside:
    """Rows count once: what stands on the line of a fill, a note or a cash event is no row of its own.

    `fill`: the fill read last, whose line the next thing may share.
    """

    def __init__(self) -> None:
        self.cash: list[StatedCash] = []
        self.balances: list[StatedBalance] = []
        self.positions: list[StatedPosition] = []
        self.profits: list[StatedProfit] = []
        self.fill: StatedFill | None = None
        self.cash_sums: list[ledger.CashSum] = []
        self.new = 0
        self._cash_lines: set[int] = set()
        self._statement_lines: set[int] = set()
        self._of_fills: dict[tuple[str, str], _OfFills] = {}

    @property
    def lines(self) -> int:
        """Rows that are nothing else."""
        return len(self._cash_lines) + len(self._statement_lines)

    def accounts(self) -> list[tuple[str, Currency]]:
        """The accounts that the file prints figures of, by its names, with the currencies of those."""
        named = [(one.account, one.currency) for one in self.balances]
        held = [(one.account, one.instrument.currency) for one in self.positions]
        made = [(one.account, one.instrument.currency) for one in (*self.profits, *self._made())]
        return [*named, *held, *made]

    def see(self, one: StatedBeside, *, is_own: bool) -> bool:
        """Keeps it; `is_own`: it is the first thing on its line. Answers whether it is a row of its own."""
        if isinstance(one, StatedCash):
            self.cash.append(one)
        elif isinstance(one, StatedBalance):
            self.balances.append(one)
        elif isinstance(one, StatedPosition):
            self.positions.append(one)
        elif self.fill is not None and self.fill.line == one.line:
            self._add_up(one, self.fill)
        else:
            self.profits.append(one)
        if is_own:
            (self._cash_lines if isinstance(one, StatedCash) else self._statement_lines).add(one.line)
        return is_own

    def give_up(self, line: int) -> bool:
        """The line is a fill's after all, which comes second on it; whether it was held to be a row of its own."""
        found = line in self._cash_lines or line in self._statement_lines
        self._cash_lines.discard(line)
        self._statement_lines.discard(line)
        return found

    def settle(self, cash: ledger.CashStored, stated_before: set[int]) -> None:
        """What storing them came to."""
        self.cash_sums = cash.sums
        self.new = len(self._cash_lines & cash.new_lines) + len(self._statement_lines - stated_before)

    def statements(self, accounts: dict[str, AccountFacts]) -> ledger.Statements:
        """With the accounts as the ledger knows them. Of several balances of a day the last one holds."""
        balances = {(accounts[one.account].id, one.currency, one.day): one for one in self.balances}
        positions = {(accounts[one.account].id, one.instrument.key, one.day): one for one in self.positions}
        profits = [*self.profits, *(_settled(one, accounts) for one in self._of_fills.values())]
        return ledger.Statements(
            [(one, account) for (account, _, _), one in balances.items()],
            [(one, account) for (account, _, _), one in positions.items()],
            [(one, accounts[one.account].id) for one in profits],
        )

    def _made(self) -> list[StatedProfit]:
        return [one.stated for one in self._of_fills.values()]

    def _add_up(self, one: StatedProfit, fill: StatedFill) -> None:
        key = one.account, one.instrument.key
        met = self._of_fills.get(key)
        if met is None:
            self._of_fills[key] = _OfFills(one, one.realised, fill.when, fill.when, fill.day is None)
            return
        self._of_fills[key] = _OfFills(
            one,
            EXACT.add(met.realised, one.realised),
            min(met.first, fill.when),
            max(met.last, fill.when),
            met.is_timed and fill.day is None,
        )


def _settled(found: _OfFills, accounts: dict[str, AccountFacts]) -> StatedProfit:
    """Its days are the trading days of its fills, as the ledger counts them."""
    stated, account = found.stated, accounts[found.stated.account]

    def day(at: datetime) -> date:
        if not found.is_timed:
            return at.date()
        return trading_day(at, session_of(stated.instrument.asset_class, account.zone, account.session_ends))

    return stated._replace(realised=found.realised, first_day=day(found.first), last_day=day(found.last))
