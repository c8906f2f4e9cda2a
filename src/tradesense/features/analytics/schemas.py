"""What analytics look like outside. Amounts are decimal strings, ratios are numbers, undefined is null."""

from datetime import date

from pydantic import Field

from tradesense.domain.columns.grouping import Dimension
from tradesense.domain.metrics import Better, Unit
from tradesense.edge.schemas import MoneyOut, Out


class IntervalOut(Out):
    """The 95 % interval, and how it was got."""

    low: float
    high: float
    method: str


class FigureOut(Out):
    """A metric's value on a sample of `n`. `enough`: n reaches the smallest honest sample."""

    key: str = Field(examples=["win_rate"])
    value: str | float | int | None = Field(description="A string for money, a number for ratios, null if undefined.")
    n: int
    enough: bool
    note: str | None = Field(description="Why it is undefined, or what to know about it.")
    interval: IntervalOut | None


class MetricOut(Out):
    """A metric's definition."""

    key: str
    name: str
    unit: Unit
    better: Better
    formula: str = Field(description="LaTeX.")
    convention: str
    source: str
    sample_min: int
    basis: str
    is_default: bool


class MetricListOut(Out):
    items: list[MetricOut]
    next_cursor: str | None


class BesideOut(Out):
    """Closed trades without a rate to the report's currency: beside the totals, never in them."""

    currency: str
    trades: int
    net: MoneyOut


class SummaryOut(Out):
    currency: str
    timezone: str
    first_day: date | None
    last_day: date | None
    figures: list[FigureOut]
    unconverted: list[BesideOut]


class EquityPointOut(Out):
    """A trading day: what it realised, and where the running total then stood."""

    day: date
    net: MoneyOut
    fees: MoneyOut
    trades: int
    equity: MoneyOut
    drawdown: MoneyOut = Field(description="From the highest running total so far, at most 0.")


class EquityOut(Out):
    currency: str
    capital: MoneyOut | None
    points: list[EquityPointOut]


class GroupOut(Out):
    key: str = Field(description="As the filter language spells it; empty: no value.")
    figures: list[FigureOut]


class BreakdownOut(Out):
    by: Dimension
    currency: str
    partition: bool = Field(description="False: a trade can stand in several groups, so sums exceed the total.")
    groups: list[GroupOut]
    total: list[FigureOut]


class CalendarDayOut(Out):
    day: date
    net: MoneyOut
    fees: MoneyOut
    trades: int


class CalendarSpanOut(Out):
    """A week (by its Monday) or a month (by its first day)."""

    first: date
    net: MoneyOut
    trades: int
    days: int


class CalendarOut(Out):
    currency: str
    days: list[CalendarDayOut]
    weeks: list[CalendarSpanOut]
    months: list[CalendarSpanOut]
