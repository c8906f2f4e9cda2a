"""Which positions corporate actions join: those are folded together (domain.linked), all others by themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.corporate_action import CorporateAction
from tradesense.domain.delivery import DeliveredFill, Delivery, ExerciseView, deliveries_of
from tradesense.domain.ids import AccountId, InstrumentId, position_id
from tradesense.features.ledger.repository import actions as repository
from tradesense.features.ledger.repository import deliveries as deliveries_repository
from tradesense.features.ledger.repository import recording as writing
from tradesense.features.ledger.repository.actions import AccountAction, Holding
from tradesense.features.ledger.repository.deliveries import Delivered

Node = tuple[AccountId, InstrumentId]


class Group(NamedTuple):
    """Positions of one account, in the order of their ids, with what joins them: the corporate actions that count,
    and exercises and assignments that are told otherwise than printed."""

    holdings: list[Holding]
    actions: list[CorporateAction]
    deliveries: list[Delivery]


async def linked_groups(
    session: Session, actor: Actor, positions: Collection[UUID] | None = None, *, also: Sequence[UUID] = ()
) -> list[Group]:
    """The groups that hold one of `positions` (None: all there are). Positions to which something may go are made.

    `also`: actions that join although they no longer count, so that what they moved finds its way back.
    """
    found = await repository.list_actions(session, actor, also)
    delivered = await deliveries_repository.list_told_otherwise(session, actor)
    if not found and not delivered:
        return []
    nodes = _joined([*_pairs_of_actions(found), *_pairs_of_deliveries(delivered)])
    acted = {(one.account, key) for one in found for key in (one.action.source, one.action.target) if key}
    holdings = await repository.list_holdings(session, actor, sorted(nodes))
    groups: dict[Node, Group] = {}
    for one in found:
        group = groups.setdefault(nodes[one.account, one.action.source], Group([], [], []))
        if one.counts:
            group.actions.append(one.action)
    for (_, view, root), fills in _by_group(delivered, nodes).items():
        groups.setdefault(root, Group([], [], [])).deliveries.extend(deliveries_of(fills, view))
    for holding in holdings:
        groups[nodes[holding.account, holding.instrument]].holdings.append(holding)
    wanted = {
        root: group
        for root, group in groups.items()
        if positions is None or any(holding.position in positions for holding in group.holdings)
    }
    made = [
        await _completed(session, actor, root[0], wanted[root], [node for node in sorted(acted) if nodes[node] == root])
        for root in sorted(wanted)
    ]
    return [group for group in made if group.holdings]


async def _completed(session: Session, actor: Actor, account: AccountId, group: Group, acted: Sequence[Node]) -> Group:
    """With a position in every instrument that an action touches, for whatever the broker keeps apart."""
    there = {(holding.instrument, holding.ref) for holding in group.holdings}
    instruments = [instrument for _, instrument in acted]
    refs = sorted({holding.ref for holding in group.holdings if holding.instrument in instruments})
    missing = [(instrument, ref) for instrument in instruments for ref in refs if (instrument, ref) not in there]
    fresh = [
        Holding(position_id(actor.workspace_id, account, instrument, ref), account, instrument, ref)
        for instrument, ref in missing
    ]
    if fresh:
        await writing.add_positions(session, actor, list(fresh))
    return group._replace(holdings=sorted([*group.holdings, *fresh]))


def _pairs_of_actions(found: Iterable[AccountAction]) -> Iterator[tuple[Node, Node]]:
    for account, _, action in found:
        yield (account, action.source), (account, action.target or action.source)


def _pairs_of_deliveries(found: Iterable[Delivered]) -> Iterator[tuple[Node, Node]]:
    """Each instrument with the first of its delivery."""
    first: dict[tuple[AccountId, str], Node] = {}
    for one in found:
        node = (one.account, one.instrument)
        yield first.setdefault((one.account, one.fill.name), node), node


def _by_group(
    found: Iterable[Delivered], nodes: dict[Node, Node]
) -> dict[tuple[AccountId, ExerciseView, Node], list[DeliveredFill]]:
    grouped: defaultdict[tuple[AccountId, ExerciseView, Node], list[DeliveredFill]] = defaultdict(list)
    for one in found:
        grouped[one.account, one.view, nodes[one.account, one.instrument]].append(one.fill)
    return grouped


def _joined(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Every instrument of an account that stands in a pair, with the first of those it is joined to."""
    root: dict[Node, Node] = {}

    def of(node: Node) -> Node:
        root.setdefault(node, node)
        while root[node] != node:
            node = root[node]
        return node

    for one, other in pairs:
        source, target = of(one), of(other)
        root[max(source, target)] = min(source, target)
    return {node: of(node) for node in list(root)}
