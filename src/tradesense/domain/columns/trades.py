"""A workspace's trades as columns."""

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact

Ints32 = NDArray[np.int32]
Ints64 = NDArray[np.int64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]

EPOCH: Final = date(2000, 1, 1)
"""Days and microseconds count from here, as PostgreSQL's do."""
NO_DAY: Final = np.iinfo(np.int32).min
NO_INSTANT: Final = np.iinfo(np.int64).min
QUARTER_HOUR: Final = 900_000_000


@dataclass(slots=True)
class TradeColumns:
    """Closed trades in closing order (ties by opening, then id), open ones first. Amounts in the account's
    currency; what is not converted has 0 there and False in `converted`.

    closed_on, closed_at  NO_DAY, NO_INSTANT while open
    net_own, risk         in the instrument's currency, of the rows in `risk_rows`
    notes                 texts of the rows that have one, in ASCII lower case
    extra_rows, extra_day, extra_net, extra_fees
                          realised days of trades whose exits lie on several days, or that are still open
    """

    version: int
    id_high: Words
    id_low: Words
    account: Coded
    symbol: Coded
    underlying: Coded
    asset_class: Coded
    playbook: Coded
    tags: Labelled
    mistakes: Labelled
    emotions: Labelled
    direction: NDArray[np.int8]
    opened_at: Ints64
    closed_at: Ints64
    opened_on: Ints32
    closed_on: Ints32
    times_known: Flags
    fees_known: Flags
    converted: Flags
    several_days: Flags
    has_stop: Flags
    has_target: Flags
    rating: NDArray[np.int16]
    confidence: NDArray[np.int16]
    net: Exact
    fees: Exact
    quantity: Exact
    entry_price: Exact
    exit_price: Exact
    has_exit: Flags
    risk_rows: Ints64
    risk: Exact
    net_own: Exact
    notes: dict[int, str]
    extra_rows: Ints64
    extra_day: Ints32
    extra_net: Exact
    extra_fees: Exact
    _hours: dict[str, NDArray[np.int8]] = field(default_factory=dict)
    _gross: Exact | None = None

    def __len__(self) -> int:
        return len(self.id_high)

    @property
    def is_open(self) -> Flags:
        no_instant: Flags = self.closed_at == NO_INSTANT
        return no_instant

    @property
    def gross(self) -> Exact:
        """Net plus fees: exact in either column's scale."""
        if self._gross is None:
            self._gross = self.net.plus(self.fees)
        return self._gross

    @property
    def size_bytes(self) -> int:
        """About what it takes in memory."""
        arrays = sum(getattr(getattr(self, one.name), "nbytes", 0) for one in fields(self))
        exact = sum(value.values.nbytes for one in fields(self) if isinstance(value := getattr(self, one.name), Exact))
        return int(arrays + exact + 24 * len(self) + sum(map(len, self.notes.values())))

    def opening_hour(self, zone: str) -> NDArray[np.int8]:
        """The hour of the clock in `zone` at which each trade opened; -1 where the clock time is unknown."""
        known = self._hours.get(zone)
        if known is None:
            quarters, places = np.unique(self.opened_at // QUARTER_HOUR, return_inverse=True)
            hours = np.array([_hour(zone, int(quarter)) for quarter in quarters], dtype=np.int8)
            known = self._hours[zone] = np.where(self.times_known, hours[places], np.int8(-1))
        return known

    def rows_of(self, ids: frozenset[UUID] | set[UUID]) -> Flags:
        """Which rows are the trades `ids`."""
        if not ids:
            return np.zeros(len(self), dtype=np.bool_)
        lows = np.array([one.int & (2**64 - 1) for one in ids], dtype=np.uint64)
        candidates = np.flatnonzero(np.isin(self.id_low, lows))
        found = np.zeros(len(self), dtype=np.bool_)
        for row in candidates:
            found[row] = self.id_at(int(row)) in ids
        return found

    def id_at(self, row: int) -> UUID:
        return UUID(int=(int(self.id_high[row]) << 64) | int(self.id_low[row]))


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


@lru_cache(maxsize=200_000)
def _hour(zone: str, quarter: int) -> int:
    """The hour shown in `zone` during a quarter of an hour, in which no zone changes its offset."""
    at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)
    return at.astimezone(ZoneInfo(zone)).hour


def in_closing_order(columns: dict[str, Any]) -> Ints64:
    """The order that TradeColumns keeps, of unordered arrays."""
    by_close = np.argsort(columns["closed_at"])
    closed = columns["closed_at"][by_close]
    is_tied = closed[1:] == closed[:-1]
    places = np.flatnonzero(np.concatenate((is_tied, [False])) | np.concatenate(([False], is_tied)))
    tied = by_close[places]
    keys = [columns[name][tied] for name in ("id_high", "opened_at", "closed_at")]
    by_close[places] = tied[np.lexsort(keys)]
    return by_close
