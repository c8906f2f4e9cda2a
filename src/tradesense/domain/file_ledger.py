"""The ledger of one file by itself: its executions, trades and what became of each row. In memory."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from tradesense.domain.cash_recording import cash_events
from tradesense.domain.execution import Execution
from tradesense.domain.file_groups import Folded, Held, fold_group
from tradesense.domain.ids import AccountId, CashEventId, ExecutionId, WorkspaceId, named
from tradesense.domain.instrument import Instrument
from tradesense.domain.lots import Method
from tradesense.domain.matching import NOTHING_OPEN, Rules, fold_trades, in_order
from tradesense.domain.money import Currency
from tradesense.domain.recording import AccountFacts, RateTable, Recorder, ranked
from tradesense.domain.split import Split
from tradesense.domain.statement import (
    RowNote,
    Stated,
    StatedAccount,
    StatedAction,
    StatedBalance,
    StatedCash,
    StatedFill,
    StatedPosition,
    StatedProfit,
    StatedRate,
    StatedRemark,
    StatedSplit,
    Verdict,
)
from tradesense.domain.trade import Trade, Unmatched

NOTHING_OPEN_CODE: Final = f"execution.{NOTHING_OPEN}"
ALONE = WorkspaceId(UUID(int=0))
"""The name space of a file read without a workspace."""


class PositionKey(NamedTuple):
    account: str
    instrument: Instrument
    ref: str

    @property
    def place(self) -> tuple[str, str]:
        return (self.instrument.key, self.ref)


class PositionLedger(NamedTuple):
    """One position: what happened, and the trades it makes."""

    key: PositionKey
    base: Currency
    executions: tuple[Execution, ...]
    trades: tuple[Trade, ...]
    unmatched: tuple[Unmatched, ...]


class FileLedger(NamedTuple):
    """`verdicts` counts rows, by what became of them; `notes` says why, row by row; `remarks`: of rows that count."""

    positions: tuple[PositionLedger, ...]
    verdicts: Counter[Verdict]
    notes: tuple[RowNote, ...]
    remarks: tuple[StatedRemark, ...] = ()

    @property
    def fills(self) -> int:
        return sum(len(position.executions) for position in self.positions)

    @property
    def trades(self) -> list[Trade]:
        return [trade for position in self.positions for trade in position.trades]

    @property
    def rows(self) -> int:
        return self.verdicts.total()


def read_ledger(
    stated: Iterable[Stated], *, zone: ZoneInfo, currency: Currency, method: Method = Method.FIFO
) -> FileLedger:
    """Everything one file says, recorded, matched and counted.

    zone      of the accounts' trading days
    currency  of an account whose base currency the file neither states nor implies
    """
    return read_ledgers([stated], zone=zone, currency=currency, method=method)


def read_ledgers(
    files: Sequence[Iterable[Stated]], *, zone: ZoneInfo, currency: Currency, method: Method = Method.FIFO
) -> FileLedger:
    """As `read_ledger`, of several files together: what two of them state counts once."""
    read = [list(stated) for stated in files]
    said = [one for stated in read for one in stated]
    rates = stated_rates(said, currency)
    names = dict.fromkeys(one.account for one in said if isinstance(one, StatedFill | StatedCash | StatedAction))
    accounts = {name: _facts(name, said, zone, currency) for name in names}
    books: dict[PositionKey, dict[ExecutionId, Execution]] = {}
    counts: Counter[Verdict] = Counter()
    notes: list[RowNote] = []
    cash: set[CashEventId] = set()
    for verdicts, lines in [_record(stated, rates, accounts, books, cash) for stated in read]:
        for position in _positions(books, said, accounts, method, rates):
            verdicts.see_unmatched(position, lines)
        verdicts.set_apart(lines)
        counts.update(verdicts.rows.values())
        notes += verdicts.notes
    positions = tuple(_positions(books, said, accounts, method, rates))
    remarks = tuple(one for one in said if isinstance(one, StatedRemark))
    return FileLedger(positions, counts, tuple(notes), remarks)


def _record(
    stated: list[Stated],
    rates: RateTable,
    accounts: dict[str, AccountFacts],
    books: dict[PositionKey, dict[ExecutionId, Execution]],
    cash: set[CashEventId],
) -> tuple["_Verdicts", dict[ExecutionId, int]]:
    """Adds one file's fills to the books, its cash events to `cash`; answers what became of its rows, and the
    line of each new fill."""
    verdicts = _Verdicts()
    lines: dict[ExecutionId, int] = {}
    for one in stated:
        match one:
            case RowNote():
                verdicts.notes.append(one)
                verdicts.rows[one.line] = one.verdict
            case StatedSplit() | StatedRate() | StatedAction():
                verdicts.rows[one.line] = Verdict.NEW
    recorder = Recorder(ALONE, rates)
    for one_ranked in ranked(one for one in stated if isinstance(one, StatedFill)):
        recorded = recorder.record(one_ranked, accounts[one_ranked.fill.account])
        key = PositionKey(one_ranked.fill.account, recorded.instrument, recorded.position_ref)
        book = books.setdefault(key, {})
        is_new = recorded.execution.id not in book
        verdicts.saw(recorded.line, is_new=is_new)
        if is_new:
            book[recorded.execution.id] = recorded.execution
            lines[recorded.execution.id] = recorded.line
    # Beside a fill or a note they are no rows of their own.
    own = {one.line for one in stated if isinstance(one, _BESIDE)} - verdicts.rows.keys()
    moved = [(one, accounts[one.account]) for one in stated if isinstance(one, StatedCash)]
    for event in cash_events(ALONE, moved):
        if event.line in own:
            verdicts.saw(event.line, is_new=event.id not in cash)
        cash.add(event.id)
    for line in own - verdicts.rows.keys():
        verdicts.rows[line] = Verdict.NEW
    return verdicts, lines


_BESIDE = StatedCash | StatedBalance | StatedPosition | StatedProfit


class _Verdicts:
    def __init__(self) -> None:
        self.rows: dict[int, Verdict] = {}
        self.notes: list[RowNote] = []
        self._unmatched: dict[int, list[RowNote]] = {}

    def saw(self, line: int, *, is_new: bool) -> None:
        if is_new or line not in self.rows:
            self.rows[line] = Verdict.NEW if is_new else Verdict.DUPLICATE

    def see_unmatched(self, position: PositionLedger, lines: dict[ExecutionId, int]) -> None:
        """Remembers the fills that matched nothing at all, by their lines."""
        whole = {execution.id: execution.moved for execution in position.executions}
        for unmatched in position.unmatched:
            if unmatched.execution in lines and unmatched.quantity == whole[unmatched.execution]:
                line = lines[unmatched.execution]
                note = unmatched_note(line, unmatched.reason, position.key.instrument.symbol)
                self._unmatched.setdefault(line, []).append(note)

    def set_apart(self, lines: dict[ExecutionId, int]) -> None:
        """A row is quarantined when none of its fills matched anything."""
        fills = Counter(lines.values())
        for line, notes in self._unmatched.items():
            if len(notes) == fills[line]:
                self.rows[line] = Verdict.QUARANTINED
                self.notes.append(notes[0])


def unmatched_note(line: int, reason: str, symbol: str) -> RowNote:
    """Why a row's fill is kept outside the totals, and what to do."""
    why = (
        f"Closes {symbol}, but nothing is open: import the file with its opening, or enter it by hand."
        if reason == NOTHING_OPEN
        else f"Closes part of {symbol}, and it is not said which lots: name them."
    )
    return RowNote(line, Verdict.QUARANTINED, f"execution.{reason}", why, "")


def stated_rates(said: Iterable[Stated], currency: Currency) -> RateTable:
    """The file's own exchange rates; `currency` is the base where a rate does not name one."""
    base = next((one.base for one in said if isinstance(one, StatedAccount) and one.base), currency)
    rates = RateTable()
    for one in said:
        if isinstance(one, StatedRate):
            rates[one.currency, one.base or base, one.day] = one.rate
    return rates


def base_currency(name: str, said: Iterable[Stated], default: Currency) -> Currency:
    """What the file states; else the one currency of all the account's fills; else `default`."""
    traded: set[Currency] = set()
    for one in said:
        if isinstance(one, StatedAccount) and one.base and one.account in {name, ""}:
            return one.base
        if isinstance(one, StatedFill) and one.account == name:
            traded.add(one.instrument.currency)
    return traded.pop() if len(traded) == 1 else default


def _facts(name: str, said: list[Stated], zone: ZoneInfo, default: Currency) -> AccountFacts:
    return AccountFacts(AccountId(named(ALONE, "account", name)), base_currency(name, said, default), zone)


def _positions(
    books: dict[PositionKey, dict[ExecutionId, Execution]],
    said: list[Stated],
    accounts: dict[str, AccountFacts],
    method: Method,
    rates: RateTable,
) -> list[PositionLedger]:
    """Each by itself, or with those that a corporate action joins it to."""
    found = {}
    for name, account in accounts.items():
        actions = [one for one in said if isinstance(one, StatedAction) and one.account == name]
        joined = {one.key: one for action in actions for one in (action.instrument, action.target) if one}
        own = [key for key in books if key.account == name]
        refs = {key.ref for key in own if key.instrument.key in joined}
        there = {(key.instrument.key, key.ref) for key in own}
        # What nothing was traded of yet, and something may go to.
        own += [PositionKey(name, joined[key], ref) for key in joined for ref in refs if (key, ref) not in there]
        held = {key: _held(key, list(books.get(key, {}).values()), said, account, method) for key in own}
        together = {key.place: one for key, one in held.items() if key.instrument.key in joined}
        folded = fold_group(together, actions, account, rates) if together else {}
        for key, one in held.items():
            fold = folded.get(key.place) or Folded(*fold_trades(in_order(one.executions, one.splits), one.rules))
            found[key] = PositionLedger(
                key, account.currency, tuple(one.executions), tuple(fold.trades), tuple(fold.unmatched)
            )
    return [found[key] for key in dict.fromkeys([*books, *found])]


def _held(
    key: PositionKey, executions: list[Execution], said: list[Stated], account: AccountFacts, method: Method
) -> Held:
    instrument = key.instrument
    splits = [
        Split(one.numerator, one.denominator, one.when, one.added)
        for one in said
        if isinstance(one, StatedSplit) and one.account == key.account and one.instrument.key == instrument.key
    ]
    rules = Rules(
        multiplier=instrument.multiplier,
        method=method,
        converts=instrument.currency != account.currency,
        margin=instrument.is_margin,
    )
    return Held(instrument.key, key.ref, executions, splits, rules)
