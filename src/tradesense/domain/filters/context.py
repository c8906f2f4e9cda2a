"""What a filter needs besides its text: the workspace's accounts, the zone of clock times, imports' trades."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from tradesense.domain.filters.fields import ascii_lower
from tradesense.domain.filters.tree import And, Match, Node, Not, Or


class KnownAccount(NamedTuple):
    id: UUID
    name: str
    broker: str


class FilterContext(NamedTuple):
    """`imports`: the trades that each import named in the filter stated a fill of."""

    accounts: tuple[KnownAccount, ...]
    zone: str
    imports: Mapping[str, frozenset[UUID]]

    def accounts_named(self, value: str) -> list[UUID]:
        """By name or id, without regard to ASCII case."""
        return [one.id for one in self.accounts if value in {ascii_lower(one.name), str(one.id)}]

    def accounts_at(self, broker: str) -> list[UUID]:
        return [one.id for one in self.accounts if ascii_lower(one.broker) == broker]


def imports_in(node: Node) -> set[str]:
    """The imports that the filter names."""
    match node:
        case And(nodes) | Or(nodes):
            return {one for inner in nodes for one in imports_in(inner)}
        case Not(inner):
            return imports_in(inner)
        case Match("import", values):
            return {str(value) for value in values}
        case _:
            return set()
