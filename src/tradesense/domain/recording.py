"""From what a file says to executions: order, identity, clock times, days and rates.

Pure and streaming: it keeps counters, never the file. The same code serves the import pipeline
and the command-line report.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import islice, pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.domain.calendar import session_of, trading_day
from tradesense.domain.execution import (
    Execution,
    ExecutionKind,
    fingerprint_by_content,
    fingerprint_by_ref,
    identity_by_content,
)
from tradesense.domain.ids import AccountId, ExecutionId, WorkspaceId, execution_space, named_in
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import share
from tradesense.domain.statement import StatedFill

PEEK_FILLS: Final = 2_000
RATE_DIGITS: Final = Decimal("1e-18")
_RATE: Final = Context(prec=80, rounding=ROUND_HALF_EVEN)


class AccountFacts(NamedTuple):
    """What recording needs of a trading account; `session_ends` None: by asset class."""

    id: AccountId
    currency: Currency
    zone: ZoneInfo
    session_ends: time | None = None


class Recorded(NamedTuple):
    """An execution with where it came from. `delivery`: see StatedFill."""

    line: int
    account: AccountId
    instrument: Instrument
    position_ref: str
    execution: Execution
    delivery: str


class RateTable(dict[tuple[Currency, Currency, date], Decimal]):
    """Known daily rates: (from, to, day) -> units of `to` per unit of `from`."""

    def find(self, source: Currency, target: Currency, day: date) -> Decimal | None:
        if source == target:
            return Decimal(1)
        direct = self.get((source, target, day))
        if direct is not None:
            return direct
        inverse = self.get((target, source, day))
        return inverted(inverse) if inverse else None


def inverted(rate: Decimal) -> Decimal:
    """1 ÷ rate at 18 decimals."""
    return _RATE.quantize(_RATE.divide(Decimal(1), rate), RATE_DIGITS)


class Ranked(NamedTuple):
    fill: StatedFill
    ordinal: int


def ranked(fills: Iterable[StatedFill]) -> Iterator[Ranked]:
    """Numbers the fills of each instant from 0, as if the file were in ascending order (decision 9).

    Brokers print oldest or newest first; which one is told from the first fills that differ in time.
    """
    stream = iter(fills)
    head = list(islice(stream, PEEK_FILLS))
    newest_first = _falls(head)
    seen: dict[datetime, int] = {}
    group: deque[StatedFill] = deque()
    for fill in _chain(head, stream):
        if group and fill.when != group[0].when:
            yield from _number(group, seen, newest_first)
        group.append(fill)
    yield from _number(group, seen, newest_first)


def _number(group: deque[StatedFill], seen: dict[datetime, int], newest_first: bool) -> Iterator[Ranked]:
    if not group:
        return
    # An instant met again later in an unsorted file goes on counting where it stopped.
    first = seen.get(group[0].when, 0)
    seen[group[0].when] = first + len(group)
    for number in range(len(group)):
        yield Ranked(group.pop() if newest_first else group.popleft(), first + number)


def _falls(fills: list[StatedFill]) -> bool:
    falls = sum(1 for one, next_ in pairwise(fills) if next_.when < one.when)
    rises = sum(1 for one, next_ in pairwise(fills) if next_.when > one.when)
    return falls > rises


def _chain(head: list[StatedFill], rest: Iterator[StatedFill]) -> Iterator[StatedFill]:
    yield from head
    yield from rest


class Recorder:
    """Turns stated fills into executions of known accounts. `rates`: what the file and the store know."""

    def __init__(self, workspace: WorkspaceId, rates: RateTable) -> None:
        self._workspace = workspace
        self._rates = rates
        self._occurrences: dict[tuple[AccountId, str], int] = {}
        self._spaces: dict[AccountId, bytes] = {}

    def record(self, ranked_fill: Ranked, account: AccountFacts) -> Recorded:
        fill = ranked_fill.fill
        day = fill.day
        if day is None:
            session = session_of(fill.instrument.asset_class, account.zone, account.session_ends)
            day = trading_day(fill.when, session)
        fingerprint = self._fingerprint(fill, account.id)
        execution = Execution(
            id=ExecutionId(named_in(self._space(account.id), fingerprint)),
            side=fill.side,
            quantity=fill.quantity,
            price=fill.price,
            fees=self._fees(fill, account.currency, day),
            executed_at=fill.when,
            day=day,
            kind=fill.kind,
            asset_fee=fill.asset_fee,
            rate=self._rate(fill, account.currency, day),
            closes=fill.closes,
            time_known=fill.day is None,
            sequence=fill.sequence,
            ordinal=ranked_fill.ordinal,
            fingerprint=fingerprint,
        )
        return Recorded(fill.line, account.id, fill.instrument, fill.position_ref, execution, fill.delivery)

    def _space(self, account: AccountId) -> bytes:
        space = self._spaces.get(account)
        if space is None:
            space = self._spaces[account] = execution_space(self._workspace, account)
        return space

    def _fingerprint(self, fill: StatedFill, account: AccountId) -> str:
        if fill.broker_ref:
            return fingerprint_by_ref(fill.broker_ref)
        identity = identity_by_content(
            fill.instrument.key, fill.position_ref, fill.side, fill.quantity, fill.price, fill.when
        )
        occurrence = self._occurrences.get((account, identity), 0) + 1
        self._occurrences[account, identity] = occurrence
        return fingerprint_by_content(identity, occurrence)

    def _fees(self, fill: StatedFill, base: Currency, day: date) -> Decimal | None:
        """Fees in the instrument's currency; None where they are unknown or have no rate to convert by."""
        if fill.fees is None and fill.kind in _FREE_KINDS:
            return Decimal(0)
        if not fill.fees or not fill.fee_currency or fill.fee_currency == fill.instrument.currency:
            return fill.fees
        charged = Currency(fill.fee_currency)
        rate = self._rates.find(charged, fill.instrument.currency, day)
        if rate is None and charged == base and fill.rate:
            return share(fill.fees, Decimal(1), fill.rate)
        return None if rate is None else share(fill.fees, rate, Decimal(1))

    def _rate(self, fill: StatedFill, base: Currency, day: date) -> Decimal | None:
        """The file's rate, the fill's own price, the day's, else none (decision 13)."""
        if fill.instrument.currency == base:
            return None
        if fill.rate is not None:
            return fill.rate
        if fill.instrument.asset_class is AssetClass.FOREX and fill.instrument.underlying == base and fill.price > 0:
            return inverted(fill.price)
        return self._rates.find(fill.instrument.currency, base, day)


_FREE_KINDS = frozenset({ExecutionKind.EXPIRY, ExecutionKind.TRANSFER})
