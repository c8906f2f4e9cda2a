"""What metrics are computed from, and what they answer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tradesense.domain.columns.exact import Exact
from tradesense.domain.metrics import parts
from tradesense.domain.metrics.parts import Floats
from tradesense.domain.money import Currency

__all__ = ["Better", "DailySample", "Figure", "Floats", "Interval", "Sample", "TradeSample", "Unit"]


@dataclass(frozen=True, slots=True)
class TradeSample:
    """The closed trades of one filter, in closing order (ties in a fixed order), converted to one currency.

    net, gross, fees  exact, one value a trade
    r                 net ÷ initial risk, of the trades that have one, in closing order
    held              seconds from first fill to last, of the trades whose clock times are known; `held_net`
                      holds their net
    fees_known        how many of the trades had all their fees stated
    risked            how many of the trades have an initial risk (= len(r))
    quantity          units entered, one value a trade
    open_trades       trades of the filter that are still open; unconverted: closed ones without a rate
    """

    currency: Currency
    net: Exact
    gross: Exact
    fees: Exact
    r: Floats
    held: Floats
    held_net: Floats
    quantity: Floats
    fees_known: int
    open_trades: int = 0
    unconverted: int = 0

    @property
    def n(self) -> int:
        return len(self.net)


@dataclass(frozen=True, slots=True)
class DailySample:
    """The realised result of each trading day, oldest first; days without an exit are left out.

    net       exact, one value a day
    capital   money the accounts began with; None where one of them does not say
    returns   each day's net ÷ (capital + net of all days before), over every weekday from the first day to
              the last, days without a result counting as 0; empty without capital
    """

    days: tuple[date, ...]
    net: Exact
    capital: Decimal | None
    returns: Floats
    periods_per_year: int = 252


@dataclass(frozen=True, eq=False)
class Sample:
    """Both bases; they are never mixed within a metric (metrics.md 3.1, convention 2).

    What several metrics need is worked out at the first asking and kept with the sample.
    """

    trades: TradeSample
    daily: DailySample

    @cached_property
    def outcomes(self) -> parts.Outcomes:
        return parts.outcomes(self.trades.net)

    @cached_property
    def net_spread(self) -> parts.Spread:
        return parts.spread(self.trades.net.floats, "no_trades")

    @cached_property
    def r_spread(self) -> parts.Spread:
        return parts.spread(self.trades.r, "no_risk" if self.trades.n else "no_trades")

    @property
    def no_returns(self) -> parts.Reason:
        """Why there are no returns, when there are none."""
        return "no_capital" if self.daily.days else "no_days"

    @cached_property
    def returns_spread(self) -> parts.Spread:
        return parts.spread(self.daily.returns, self.no_returns)

    @cached_property
    def returns_shape(self) -> parts.Shape:
        """Only where `returns_spread` has no reason against it."""
        return parts.shape(self.daily.returns, self.returns_spread)

    @cached_property
    def returns_ordered(self) -> Floats:
        return np.sort(self.daily.returns)

    @cached_property
    def grown(self) -> Floats:
        return parts.growth(self.daily.returns)

    @cached_property
    def depths(self) -> Floats:
        return parts.depths(self.grown)

    @cached_property
    def fall(self) -> parts.Fall:
        return parts.fall(self.daily.net)


class Interval(NamedTuple):
    """The 95 % interval of a figure, and how it was got."""

    low: float
    high: float
    method: str


class Figure(NamedTuple):
    """A metric's value. None with a reason in `note` where it is not defined: never NaN, infinity or 0.

    value  Decimal for money (exact, or rounded at 12 decimals where it divides), else float or int;
           dates and other words as text
    n      the sample it rests on
    """

    value: Decimal | float | int | str | None
    n: int
    note: str | None = None
    interval: Interval | None = None


class Unit(StrEnum):
    MONEY = "money"
    RATIO = "ratio"
    PERCENT = "percent"
    R = "r"
    COUNT = "count"
    SECONDS = "seconds"
    DAYS = "days"
    YEARS = "years"
    DATE = "date"


class Better(StrEnum):
    MORE = "more"
    LESS = "less"
    NEITHER = "neither"
