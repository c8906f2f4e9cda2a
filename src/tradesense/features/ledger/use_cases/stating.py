"""What a file says beside its fills, into the ledger and out again: cash events and a statement's own figures."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.cash import CashEvent, CashKind
from tradesense.domain.ids import ImportId
from tradesense.domain.money import Currency
from tradesense.domain.number import total
from tradesense.domain.statement import StatedBalance, StatedPosition, StatedProfit
from tradesense.features.ledger.repository import cash, statements
from tradesense.features.ledger.repository.cash import CashSum


class CashStored(NamedTuple):
    """What a file's cash events added. `new_lines`: lines with one that was not known."""

    new_lines: set[int]
    sums: list[CashSum]


class Statements(NamedTuple):
    """What a file prints of accounts as they stood, each with its account."""

    balances: list[tuple[StatedBalance, UUID]]
    positions: list[tuple[StatedPosition, UUID]]
    profits: list[tuple[StatedProfit, UUID]]


async def store_cash(session: Session, actor: Actor, import_id: ImportId, events: Sequence[CashEvent]) -> CashStored:
    """Stores an import's cash events; those that are known get one more source."""
    actor.require(Permission.IMPORTS_WRITE)
    await cash.add_cash_events(session, actor, events, by_hand=False)
    known = await cash.list_known_cash(session, actor, [one.id for one in events])
    fresh: dict[UUID, CashEvent] = {}
    for one in events:
        if one.id not in known:
            fresh.setdefault(one.id, one)
    await cash.add_cash_sources(session, actor, import_id, events)
    return CashStored({one.line for one in fresh.values()}, sums_of_cash(list(fresh.values())))


async def store_statements(session: Session, actor: Actor, import_id: ImportId, said: Statements) -> set[int]:
    """Stores what a file prints; answers the lines that other imports state alike."""
    actor.require(Permission.IMPORTS_WRITE)
    await statements.add_balances(session, actor, import_id, said.balances)
    await statements.add_stated_positions(session, actor, import_id, said.positions)
    await statements.add_profits(session, actor, import_id, said.profits)
    return await statements.list_lines_stated_before(session, actor, import_id)


async def forget_stated(session: Session, actor: Actor, import_id: ImportId) -> bool:
    """Takes an import's cash events and figures away; whether that can change anything shown."""
    actor.require(Permission.IMPORTS_WRITE)
    is_cash_gone = await cash.remove_cash_sources(session, actor, import_id)
    return await statements.remove_statements(session, actor, import_id) or is_cash_gone


def sums_of_cash(events: Sequence[CashEvent]) -> list[CashSum]:
    """By kind and currency."""
    found: defaultdict[tuple[CashKind, Currency], list[CashEvent]] = defaultdict(list)
    for one in events:
        found[one.kind, one.currency].append(one)
    return [
        CashSum(kind.value, paid_in, len(some), total([one.amount for one in some]))
        for (kind, paid_in), some in sorted(found.items())
    ]
