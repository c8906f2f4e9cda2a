"""Analytics: every figure a pure function of one ledger version, a filter, a zone and a currency.

Levels, each tried before the next: the reader's own copy (304), answers kept by key, columns in
memory brought up to date by what changed, PostgreSQL.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, ParamSpec, TypeVar
from weakref import WeakValueDictionary

import numpy as np

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.grouping import PARTITIONS, Dimension, Group, groups
from tradesense.domain.columns.mask import mask
from tradesense.domain.columns.merge import merged
from tradesense.domain.columns.trades import TradeColumns, day_of
from tradesense.domain.filters import canonical, parse
from tradesense.domain.ids import WorkspaceId
from tradesense.domain.metrics import CATALOGUE, DEFAULT, Figure, Sample, summarise
from tradesense.domain.metrics.sample import DailySample
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT
from tradesense.domain.selection import (
    AccountBase,
    Selection,
    daily_sample,
    realised_days,
    sample,
    select,
    trade_sample,
)
from tradesense.features.analytics import repository
from tradesense.features.analytics.problems import DimensionUnknown
from tradesense.features.analytics.repository import Scales
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import Clock, Memory

P = ParamSpec("P")
T = TypeVar("T")

FORMULA_VERSION: Final = 1
"""Raise it when a formula or a shape changes: answers kept under the old one are then never asked for."""

BREAKDOWN_METRICS: Final = ("trades", "net_pnl", "win_rate", "expectancy", "profit_factor", "payoff_ratio")
NO_DAYS: Final = DailySample((), Exact.scaled([], 0), None, np.empty(0))
RELOAD_SHARE: Final = 4
"""When more than a quarter of the rows changed, loading all of them anew is quicker."""


class Question(NamedTuple):
    """A question put to one ledger version. `key` names its answer for ever (decision 23)."""

    key: tuple[str, ...]
    text: str
    today: date
    timezone: str
    currency: Currency | None
    fallback: Currency
    version: int
    scales: Scales


async def ask(
    session: Session,
    actor: Actor,
    *,
    clock: Clock,
    kind: str,
    text: str,
    timezone: str | None,
    report_currency: str | None,
    details: tuple[str, ...] = (),
) -> Question:
    """Reads the version first, and what it guards afterwards. Raises FilterInvalid, ZoneUnknown."""
    actor.require(Permission.ANALYTICS_READ)
    workspace = await workspaces.current_workspace(session, actor)
    shown_zone = ledger.zone_name(timezone or workspace.timezone)
    today = ledger.local_today(clock.now(), shown_zone)
    wanted = currency(report_currency) if report_currency else None
    key = (
        str(FORMULA_VERSION),
        str(actor.workspace_id),
        str(workspace.ledger_version),
        kind,
        canonical(parse(text, today)),
        shown_zone,
        wanted or "",
        *details,
    )
    return Question(
        key,
        text,
        today,
        shown_zone,
        wanted,
        Currency(workspace.currency),
        workspace.ledger_version,
        Scales(workspace.money_scale, workspace.size_scale),
    )


def may_see(actor: Actor) -> None:
    actor.require(Permission.ANALYTICS_READ)


async def in_thread(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Off the event loop: arrays of a hundred thousand rows take milliseconds that others would wait."""
    return await asyncio.to_thread(work, *arguments, **named)


async def selection(session: Session, actor: Actor, question: Question, memory: Memory) -> Selection:
    """The rows the question is about, in its currency."""
    query = await ledger.read_query(session, actor, question.text, today=question.today, timezone=question.timezone)
    columns = await current_columns(session, actor, question, memory)
    accounts = {
        str(row.id): AccountBase(Currency(row.currency), row.capital)
        for row in await ledger.list_accounts(session, actor)
    }
    rows = await asyncio.to_thread(mask, query.node, columns, query.context)
    return select(columns, rows, accounts, question.fallback, wanted=question.currency)


# One load at a time for each workspace in this process; forgotten when nobody waits any more.
_loading: WeakValueDictionary[WorkspaceId, asyncio.Lock] = WeakValueDictionary()


async def current_columns(session: Session, actor: Actor, question: Question, memory: Memory) -> TradeColumns:
    """The workspace's trades at the question's version; one load at a time for each workspace."""
    lock = _loading.setdefault(actor.workspace_id, asyncio.Lock())
    async with lock:
        known = memory.get(actor.workspace_id)
        if isinstance(known, TradeColumns) and known.version >= question.version:
            return known
        fresh = None
        if isinstance(known, TradeColumns):
            fresh = await _followed(session, actor, question, known)
        if fresh is None:
            fresh = await repository.load_columns(session, actor, question.scales, question.version)
        memory.put(actor.workspace_id, fresh, fresh.size_bytes)
        return fresh


async def _followed(session: Session, actor: Actor, question: Question, known: TradeColumns) -> TradeColumns | None:
    """`known` with what has changed since; None when that is so much that a load is quicker."""
    changed = await repository.count_changed(session, actor, known.version)
    if changed * RELOAD_SHARE > len(known):
        return None
    rows = await repository.load_columns(session, actor, question.scales, question.version, since=known.version)
    deleted = await repository.list_deleted(session, actor, known.version)
    return await asyncio.to_thread(merged, known, rows, deleted)


@dataclass(frozen=True, slots=True)
class Beside:
    """Closed trades of one currency that have no rate to the report's."""

    currency: str
    trades: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    currency: Currency
    first_day: date | None
    last_day: date | None
    figures: dict[str, Figure]
    beside: list[Beside]


def summarised(chosen: Selection, keys: tuple[str, ...]) -> Summary:
    """The metrics `keys` (or the default ones) of the selection; raises MetricUnknown."""
    whole = sample(chosen)
    days = whole.daily.days
    return Summary(
        chosen.currency,
        days[0] if days else None,
        days[-1] if days else None,
        summarise(whole, keys or DEFAULT),
        [Beside(*one) for one in chosen.beside()],
    )


class EquityPoint(NamedTuple):
    day: date
    net: Decimal
    fees: Decimal
    trades: int
    equity: Decimal
    drawdown: Decimal


def equity_curve(chosen: Selection) -> list[EquityPoint]:
    """The running total of realised results, day by day, and how far it is below its highest."""
    days = realised_days(chosen)
    running = days.net.cumulative().tolist()
    points, peak = [], 0
    for place, number in enumerate(days.numbers.tolist()):
        peak = max(peak, running[place])
        points.append(
            EquityPoint(
                day_of(number),
                days.net.decimal(int(days.net.values[place])),
                days.fees.decimal(int(days.fees.values[place])),
                int(days.trades[place]),
                days.net.decimal(running[place]),
                days.net.decimal(running[place] - peak),
            )
        )
    return points


class GroupFigures(NamedTuple):
    key: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Breakdown:
    by: Dimension
    currency: Currency
    partition: bool
    groups: list[GroupFigures]
    total: dict[str, Figure]


def read_dimension(name: str) -> Dimension:
    try:
        return Dimension(name)
    except ValueError:
        raise DimensionUnknown(f"{name[:40]!r} is none of {', '.join(Dimension)}.") from None


def broken_down(chosen: Selection, by: Dimension, timezone: str, keys: tuple[str, ...]) -> Breakdown:
    """The metrics of each group of closed trades, and of all of them."""
    rows = np.flatnonzero(chosen.counted)
    wanted = keys or BREAKDOWN_METRICS
    by_day = any(CATALOGUE[key].basis in {"returns", "days"} for key in wanted if key in CATALOGUE)

    def figures(group: Group) -> GroupFigures:
        daily = daily_sample(chosen.only(group.rows)) if by_day else NO_DAYS
        return GroupFigures(group.key, summarise(Sample(trade_sample(chosen, group.rows), daily), wanted))

    return Breakdown(
        by,
        chosen.currency,
        by in PARTITIONS,
        [figures(group) for group in groups(chosen.columns, rows, by, timezone)],
        summarise(sample(chosen), wanted),
    )


class Span(NamedTuple):
    """A week or a month, by its first day."""

    first: date
    net: Decimal
    trades: int
    days: int


@dataclass(frozen=True, slots=True)
class Calendar:
    currency: Currency
    days: list[EquityPoint]
    weeks: list[Span]
    months: list[Span]


def calendar(chosen: Selection, first: date | None, last: date | None) -> Calendar:
    """What each day realised; weeks and months are sums of their days."""
    points = [
        point
        for point in equity_curve(chosen)
        if (first is None or point.day >= first) and (last is None or point.day <= last)
    ]
    return Calendar(
        chosen.currency,
        points,
        _spans(points, lambda day: date.fromordinal(day.toordinal() - day.weekday())),
        _spans(points, lambda day: day.replace(day=1)),
    )


def _spans(points: list[EquityPoint], first_of: Callable[[date], date]) -> list[Span]:
    found: dict[date, Span] = {}
    for point in points:
        first = first_of(point.day)
        known = found.get(first, Span(first, Decimal(0), 0, 0))
        found[first] = Span(first, EXACT.add(known.net, point.net), known.trades + point.trades, known.days + 1)
    return list(found.values())
