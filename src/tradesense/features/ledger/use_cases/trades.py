"""Trades: found by filter, read with everything behind them, annotated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing, outbox
from tradesense.db.session import Session
from tradesense.db.tables.ledger import AccountRow
from tradesense.db.tables.trades import TradeRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.annotation import Gathered, gather
from tradesense.domain.audit_actions import Action
from tradesense.domain.calendar import zone
from tradesense.domain.execution import Execution, ExecutionKind, Side
from tradesense.domain.filters import Node, parse
from tradesense.domain.filters.context import FilterContext, KnownAccount, imports_in
from tradesense.domain.filters.fields import FIELDS, Field
from tradesense.domain.ids import ExecutionId, TradeId
from tradesense.domain.ids import trade_id as domain_trade_id
from tradesense.domain.lots import Method
from tradesense.domain.matching import Match, Rules
from tradesense.domain.steps import Step, work_out
from tradesense.domain.trade import Realised
from tradesense.features.ledger.problems import SpunOff, TradeNotFound
from tradesense.features.ledger.repository import accounts as accounts_repository
from tradesense.features.ledger.repository import annotations as annotations_repository
from tradesense.features.ledger.repository import executions as executions_repository
from tradesense.features.ledger.repository import rebuild as rebuild_repository
from tradesense.features.ledger.repository import trades as repository
from tradesense.features.ledger.repository.action_lists import ActionFacts
from tradesense.features.ledger.repository.executions import ExecutionFacts
from tradesense.features.ledger.repository.trades import Sort, TradeContext, TradePage
from tradesense.features.ledger.use_cases.linked_trades import worked_out_linked
from tradesense.features.ledger.use_cases.linking import linked_groups
from tradesense.features.ledger.use_cases.projection import refresh_projection
from tradesense.features.ledger.use_cases.rebuild import widen_scales
from tradesense.features.ledger.use_cases.recording import TOPIC_CHANGED
from tradesense.features.workspaces import use_cases as workspaces

OFFERED_VALUES_MAX: Final = 2_000
RISK_FIELDS: Final[tuple[str, ...]] = ("stop", "target", "planned_risk")
"""What figures come of: told in the audit log as it was and is. Of the rest it says only that it was changed."""


class Query(NamedTuple):
    """A parsed filter with what it needs to be applied."""

    node: Node
    context: FilterContext


async def read_query(session: Session, actor: Actor, text: str, *, today: date, timezone: str) -> Query:
    """The filter that `text` says; raises FilterInvalid. The same for lists and for analytics."""
    actor.require(Permission.TRADES_READ)
    node = parse(text, today)
    rows = await accounts_repository.list_accounts(session, actor)
    known = tuple(KnownAccount(row.id, row.name, row.broker) for row in rows)
    named = imports_in(node)
    imports = await repository.list_import_trades(session, actor, sorted(named)) if named else {}
    return Query(node, FilterContext(known, timezone, imports))


async def list_trades(
    session: Session,
    actor: Actor,
    query: Query,
    *,
    sorts: Sequence[Sort],
    after: Sequence[str | None] | None,
    limit: int,
) -> TradePage:
    actor.require(Permission.TRADES_READ)
    return await repository.list_trades(
        session, actor, where=query.node, context=query.context, sorts=sorts, after=after, limit=limit
    )


async def count_trades(session: Session, actor: Actor, query: Query) -> int:
    actor.require(Permission.TRADES_READ)
    return await repository.count_trades(session, actor, where=query.node, context=query.context)


class Leg(NamedTuple):
    """A step of the trade, and the fill it comes from."""

    step: Step
    execution: ExecutionFacts


@dataclass(frozen=True, slots=True)
class TradeDetail:
    """A trade and everything it is made of. `matches`: entries and exits paired by the account's method."""

    trade: TradeRow
    account: AccountRow
    multiplier: Decimal
    legs: list[Leg]
    matches: list[Match]
    days: Sequence[Realised]
    annotation: Gathered
    linked: list[UUID]
    actions: list[ActionFacts]


async def get_trade(session: Session, actor: Actor, trade_id: UUID) -> TradeContext:
    actor.require(Permission.TRADES_READ)
    found = await repository.find_trade(session, actor, trade_id)
    if found is None:
        raise TradeNotFound
    return found


async def get_trade_detail(session: Session, actor: Actor, trade_id: UUID) -> TradeDetail:
    """The trade worked out step by step from its fills, each with its file and line."""
    found = await get_trade(session, actor, trade_id)
    trade = found.trade
    groups = await linked_groups(session, actor, {trade.position_id})
    actions: list[ActionFacts] = []
    if groups:
        worked = await worked_out_linked(session, actor, groups[0], trade)
        legs, matches, actions = [Leg(*leg) for leg in worked.legs], worked.matches, worked.actions
    else:
        fills = await executions_repository.list_position_executions(
            session, actor, trade.position_id, trade.opened_at, trade.closed_at
        )
        legs, matches = await _worked_out(session, actor, found, fills)
    return TradeDetail(
        trade=trade,
        account=found.account,
        multiplier=found.instrument.multiplier,
        legs=legs,
        matches=matches,
        days=await repository.list_days(session, actor, trade),
        annotation=await _gathered(session, actor, TradeId(trade.id)),
        linked=await repository.list_linked(session, actor, trade),
        actions=actions,
    )


async def get_annotation(session: Session, actor: Actor, trade_id: UUID, *, lock: bool = False) -> Gathered:
    """What the trade shows; `lock` keeps other changes of the workspace out until the transaction ends."""
    if lock:
        actor.require(Permission.TRADES_ANNOTATE)
        await workspaces.lock_ledger(session, actor)
    await get_trade(session, actor, trade_id)
    return await _gathered(session, actor, TradeId(trade_id))


async def annotate_trade(session: Session, actor: Actor, trade_id: UUID, changes: dict[str, Any]) -> Gathered:
    """Changes what is given; kept at the trade's opening leg, so that it survives every re-derivation.

    What a merged trade shows is brought together at its opening leg first.
    """
    actor.require(Permission.TRADES_ANNOTATE)
    found = await get_trade(session, actor, trade_id)
    opening = domain_trade_id(ExecutionId(found.trade.opening_id))
    if trade_id != opening:
        # What is noted is kept at the opening fill, which belongs to the trade it was spun off from.
        raise SpunOff(f"Write it at the trade it was spun off from: {opening}.")
    version = await workspaces.raise_ledger_version(session, actor)
    id_ = TradeId(trade_id)
    shown = await _gathered(session, actor, id_)
    values = shown._asdict()
    values.pop("merged")
    values |= {name: _emptied(name) if value is None else value for name, value in changes.items()}
    for name in ("tags", "mistakes", "emotions"):
        values[name] = list(dict.fromkeys(values[name]))
    told = {name: (getattr(shown, name), values[name]) for name in RISK_FIELDS if name in changes}
    told |= {name: ("", "changed") for name in changes if name not in RISK_FIELDS}
    auditing.note(session, actor, Action.ANNOTATION_CHANGE, trade_id, changes=told)
    if shown.merged:
        await annotations_repository.delete_annotations(session, actor, id_)
    await annotations_repository.save_annotation(session, actor, ExecutionId(found.trade.opening_id), id_, values)
    await refresh_projection(session, actor, version=version, trades=[id_])
    await widen_scales(session, actor, version)
    await outbox.put(session, TOPIC_CHANGED, actor.workspace_id, {"version": version})
    session.expire_all()
    return await _gathered(session, actor, id_)


class OfferedField(NamedTuple):
    """A field of the filter language and the values to offer for it."""

    field: Field
    values: list[str]


async def list_filter_fields(session: Session, actor: Actor) -> list[OfferedField]:
    actor.require(Permission.TRADES_READ)
    used = await annotations_repository.list_filter_values(session, actor, OFFERED_VALUES_MAX)
    return [OfferedField(field, list(field.choices) or used.get(name, [])) for name, field in FIELDS.items()]


async def list_tags(session: Session, actor: Actor) -> list[tuple[str, int]]:
    actor.require(Permission.TRADES_READ)
    return await annotations_repository.list_tags(session, actor)


def _emptied(name: str) -> Any:
    return {"tags": [], "mistakes": [], "emotions": [], "notes": ""}.get(name)


async def _gathered(session: Session, actor: Actor, trade_id: TradeId) -> Gathered:
    anchored = await annotations_repository.list_anchored(session, actor, trades=[trade_id])
    return gather([one.annotation for one in anchored])


async def _worked_out(
    session: Session, actor: Actor, found: TradeContext, fills: list[ExecutionFacts]
) -> tuple[list[Leg], list[Match]]:
    """Folds the trade's own fills once more, writing down every step."""
    trade, account, instrument = found
    splits = await rebuild_repository.list_splits(session, actor, [trade.position_id])
    picks = await rebuild_repository.list_picks(session, actor, [trade.position_id])
    rules = Rules(instrument.multiplier, Method(account.method), long_only=account.long_only)
    steps, matches = work_out(
        [_execution(one)._replace(picks=picks.get(ExecutionId(one.id), ())) for one in fills],
        splits.get(trade.position_id, ()),
        rules,
        ExecutionId(trade.opening_id),
        trade.opening_quantity,
    )
    by_id = {one.id: one for one in fills}
    return [Leg(step, by_id[step.execution]) for step in steps], matches


def _execution(one: ExecutionFacts) -> Execution:
    return Execution(
        id=ExecutionId(one.id),
        side=Side(one.side),
        quantity=one.quantity,
        price=one.price,
        fees=one.fees,
        executed_at=one.executed_at,
        day=one.day,
        kind=ExecutionKind(one.kind),
        asset_fee=one.asset_fee,
        closes=one.closes,
    )


def zone_name(text: str) -> str:
    """The name of the zone that `text` means; raises ZoneUnknown."""
    return zone(text).key


def local_today(now: datetime, timezone: str) -> date:
    """The present day in the workspace's zone: what relative days of a filter mean."""
    return now.astimezone(zone(timezone)).date()
