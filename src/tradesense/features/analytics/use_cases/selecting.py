"""Which trades a question is about: columns of the workspace's trades, and selections of them, kept in memory.

Levels, each tried before the next: the reader's own copy (304), answers kept by key, selections and
columns in memory brought up to date by what changed, PostgreSQL.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.columns.mask import mask
from tradesense.domain.columns.merge import merged
from tradesense.domain.columns.trades import TradeColumns
from tradesense.domain.filters import canonical, parse
from tradesense.domain.ids import WorkspaceId
from tradesense.domain.money import Currency, currency
from tradesense.domain.selection import AccountBase, Selection, select
from tradesense.features.analytics import repository
from tradesense.features.analytics.repository import Scales
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import Clock, Memory

P = ParamSpec("P")
T = TypeVar("T")

FORMULA_VERSION: Final = 1
"""Raise it when a formula or a shape changes: answers kept under the old one are then never asked for."""
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

    @property
    def selection(self) -> tuple[str, ...]:
        """What names its selection: questions of different kinds share one."""
        _, workspace, version, _, text, *manner = self.key
        return (workspace, version, text, *manner[:2])


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
    state = await workspaces.ledger_state(session, actor)
    shown_zone = ledger.zone_name(timezone or state.timezone)
    today = ledger.local_today(clock.now(), shown_zone)
    wanted = currency(report_currency) if report_currency else None
    key = (
        str(FORMULA_VERSION),
        str(actor.workspace_id),
        str(state.version),
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
        Currency(state.currency),
        state.version,
        Scales(state.money_scale, state.size_scale),
    )


def may_see(actor: Actor) -> None:
    actor.require(Permission.ANALYTICS_READ)


async def in_thread(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Off the event loop: arrays of a hundred thousand rows take milliseconds that others would wait."""
    return await asyncio.to_thread(work, *arguments, **named)


class Loaded:
    """A workspace's trades as columns, and the selections of them that were asked for last.

    Selections may take as much memory as the columns do; what several questions need of one is kept with it.
    """

    def __init__(self, columns: TradeColumns) -> None:
        self.columns = columns
        self._selections: OrderedDict[tuple[str, ...], tuple[Selection, int]] = OrderedDict()

    @property
    def size_bytes(self) -> int:
        return 2 * self.columns.size_bytes

    def find(self, key: tuple[str, ...]) -> Selection | None:
        if key not in self._selections:
            return None
        self._selections.move_to_end(key)
        return self._selections[key][0]

    def keep(self, key: tuple[str, ...], chosen: Selection) -> None:
        self._selections[key] = (chosen, chosen.size_bytes)
        while sum(size for _, size in self._selections.values()) > self.columns.size_bytes:
            _ = self._selections.popitem(last=False)


# One load at a time for each workspace in this process; forgotten when nobody waits any more.
_loading: WeakValueDictionary[WorkspaceId, asyncio.Lock] = WeakValueDictionary()


async def selection(session: Session, actor: Actor, question: Question, memory: Memory) -> Selection:
    """The rows the question is about, in its currency."""
    actor.require(Permission.ANALYTICS_READ)
    lock = _loading.setdefault(actor.workspace_id, asyncio.Lock())
    async with lock:
        loaded = await _loaded(session, actor, question, memory)
        found = loaded.find(question.selection)
        if found is None:
            found = await _select(session, actor, question, loaded.columns)
            loaded.keep(question.selection, found)
        return found


async def _select(session: Session, actor: Actor, question: Question, columns: TradeColumns) -> Selection:
    query = await ledger.read_query(session, actor, question.text, today=question.today, timezone=question.timezone)
    accounts = {
        str(row.id): AccountBase(Currency(row.currency), row.capital)
        for row in await ledger.list_accounts(session, actor)
    }
    rows = await asyncio.to_thread(mask, query.node, columns, query.context)
    return select(columns, rows, accounts, question.fallback, wanted=question.currency)


async def _loaded(session: Session, actor: Actor, question: Question, memory: Memory) -> Loaded:
    """The workspace's trades at the question's version."""
    known = memory.get(actor.workspace_id)
    if isinstance(known, Loaded) and known.columns.version >= question.version:
        return known
    fresh = None
    if isinstance(known, Loaded):
        fresh = await _followed(session, actor, question, known.columns)
    if fresh is None:
        fresh = await repository.load_columns(session, actor, question.scales, question.version)
    loaded = Loaded(fresh)
    memory.put(actor.workspace_id, loaded, loaded.size_bytes)
    return loaded


async def _followed(session: Session, actor: Actor, question: Question, known: TradeColumns) -> TradeColumns | None:
    """`known` with what has changed since; None when that is so much that a load is quicker."""
    changed = await repository.count_changed(session, actor, known.version)
    if changed * RELOAD_SHARE > len(known):
        return None
    rows = await repository.load_columns(session, actor, question.scales, question.version, since=known.version)
    deleted = await repository.list_deleted(session, actor, known.version)
    return await asyncio.to_thread(merged, known, rows, deleted)
