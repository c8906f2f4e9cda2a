"""Trades: round trips from flat to flat, derived from executions and never stored as truth."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

from tradesense.domain.execution import ExecutionKind
from tradesense.domain.ids import ActionId, ExecutionId, TradeId, spun_trade_id, trade_id
from tradesense.domain.number import EXACT, share, trimmed


class Direction(IntEnum):
    """The sign of the position; a long earns when the price rises."""

    LONG = 1
    SHORT = -1


class TradeStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Realised(NamedTuple):
    """What one day's exits of a trade brought. `base_*`: in the account's currency, None without a rate."""

    day: date
    gross: Decimal
    fees: Decimal
    base_gross: Decimal | None
    base_fees: Decimal | None


class Trade(NamedTuple):
    """One round trip. Notionals are Σ quantity × price × multiplier, in the instrument's currency.

    opening            the execution whose leg took the position away from zero
    opening_quantity   units of that fill in this trade (less than the fill when it flipped the position)
    entry_quantity     units entered, restated by later splits; exit_quantity likewise
    gross, fees        realised so far (all of it once closed); base_* in the account's currency
    fees_known         False when a fill's file did not state its fees
    closed_by          the kind of the last exit: a trade, an expiry, an assignment, an exercise, …
    realised           one entry per day with exits, oldest first; sums equal gross and fees
    spun_by            the spin-off through which it began, under the opening of the trade it was spun from
    """

    opening: ExecutionId
    direction: Direction
    opening_quantity: Decimal
    opened_at: datetime
    opened_on: date
    closed_at: datetime | None
    closed_on: date | None
    closed_by: ExecutionKind | None
    entry_quantity: Decimal
    entry_notional: Decimal
    exit_quantity: Decimal
    exit_notional: Decimal
    gross: Decimal
    fees: Decimal
    fees_known: bool
    base_gross: Decimal | None
    base_fees: Decimal | None
    executions: int
    entries: int
    times_known: bool
    realised: tuple[Realised, ...]
    spun_by: ActionId | None = None

    @property
    def id(self) -> TradeId:
        return trade_id(self.opening) if self.spun_by is None else spun_trade_id(self.opening, self.spun_by)

    @property
    def status(self) -> TradeStatus:
        return TradeStatus.OPEN if self.closed_at is None else TradeStatus.CLOSED

    @property
    def net(self) -> Decimal:
        return EXACT.subtract(self.gross, self.fees)

    @property
    def base_net(self) -> Decimal | None:
        """Net in the account's currency, or None: then the trade stands beside the totals, unconverted."""
        if self.base_gross is None or self.base_fees is None:
            return None
        return EXACT.subtract(self.base_gross, self.base_fees)

    @property
    def on_several_days(self) -> bool:
        """Whether its daily figures are not simply its own on the day it was closed."""
        return len(self.realised) > 1 or (self.closed_at is None and bool(self.realised))

    @property
    def held(self) -> timedelta | None:
        """From the first fill to the last, when both clock times are known."""
        return self.closed_at - self.opened_at if self.closed_at is not None and self.times_known else None

    def entry_price(self, multiplier: Decimal) -> Decimal:
        """Average price paid (or received, for a short), rounded at 12 decimals."""
        return trimmed(share(self.entry_notional, Decimal(1), EXACT.multiply(self.entry_quantity, multiplier)))

    def exit_price(self, multiplier: Decimal) -> Decimal | None:
        """Average price of the exits so far, rounded at 12 decimals."""
        if not self.exit_quantity:
            return None
        return trimmed(share(self.exit_notional, Decimal(1), EXACT.multiply(self.exit_quantity, multiplier)))


class Unmatched(NamedTuple):
    """Units of a closing fill for which no position was open: kept outside every total (decision 10)."""

    execution: ExecutionId
    quantity: Decimal
    reason: str
