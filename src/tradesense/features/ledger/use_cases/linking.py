"""Which positions corporate actions join: those are folded together (domain.linked), all others by themselves."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.corporate_action import CorporateAction
from tradesense.domain.ids import AccountId, InstrumentId, position_id
from tradesense.features.ledger.repository import actions as repository
from tradesense.features.ledger.repository import recording as writing
from tradesense.features.ledger.repository.actions import AccountAction, Holding

Node = tuple[AccountId, InstrumentId]


class Group(NamedTuple):
    """Positions of one account, in the order of their ids, with the actions that join them and count."""

    holdings: list[Holding]
    actions: list[CorporateAction]


async def linked_groups(
    session: Session, actor: Actor, positions: Collection[UUID] | None = None, *, also: Sequence[UUID] = ()
) -> list[Group]:
    """The groups that hold one of `positions` (None: all there are). Positions to which something may go are made.

    `also`: actions that join although they no longer count, so that what they moved finds its way back.
    """
    found = await repository.list_actions(session, actor, also)
    if not found:
        return []
    nodes = _joined(found)
    holdings = await repository.list_holdings(session, actor, sorted(nodes))
    groups: dict[Node, Group] = {}
    for one in found:
        group = groups.setdefault(nodes[one.account, one.action.source], Group([], []))
        if one.counts:
            group.actions.append(one.action)
    for holding in holdings:
        groups[nodes[holding.account, holding.instrument]].holdings.append(holding)
    wanted = {
        root: group
        for root, group in groups.items()
        if positions is None or any(holding.position in positions for holding in group.holdings)
    }
    made = [await _completed(session, actor, root, wanted[root], nodes) for root in sorted(wanted)]
    return [group for group in made if group.holdings]


async def _completed(session: Session, actor: Actor, root: Node, group: Group, nodes: dict[Node, Node]) -> Group:
    """With a position in every instrument for whatever the broker keeps apart."""
    there = {(holding.instrument, holding.ref) for holding in group.holdings}
    instruments = sorted(instrument for (_, instrument), of in nodes.items() if of == root)
    refs = sorted({holding.ref for holding in group.holdings})
    missing = [(instrument, ref) for instrument in instruments for ref in refs if (instrument, ref) not in there]
    account = root[0]
    fresh = [
        Holding(position_id(actor.workspace_id, account, instrument, ref), account, instrument, ref)
        for instrument, ref in missing
    ]
    if fresh:
        await writing.add_positions(session, actor, list(fresh))
    return Group(sorted([*group.holdings, *fresh]), group.actions)


def _joined(found: Iterable[AccountAction]) -> dict[Node, Node]:
    """Every instrument of an account that an action touches, with the first of those it is joined to."""
    root: dict[Node, Node] = {}

    def of(node: Node) -> Node:
        root.setdefault(node, node)
        while root[node] != node:
            node = root[node]
        return node

    for account, _, action in found:
        source = of((account, action.source))
        target = of((account, action.target or action.source))
        root[max(source, target)] = min(source, target)
    return {node: of(node) for node in list(root)}
