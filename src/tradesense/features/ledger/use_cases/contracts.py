"""What a point of each contract is worth: the registry's knowledge, and what the workspace states itself."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.answers import ContractFacts
from tradesense.domain.audit_actions import Action
from tradesense.domain.contracts import ROOTS, SOURCES
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import bounded
from tradesense.features.ledger.problems import ContractInvalid, ContractNotFound
from tradesense.features.ledger.repository import contracts as repository

ROOT_CHARACTERS_MAX: Final = 64


class Contract(NamedTuple):
    """A root or symbol, and what one point of its printed price is worth. `since`, `until`: the days on which
    that held. `own`: stated by the workspace."""

    root: str
    multiplier: Decimal
    currency: str
    exchange: str
    source: str
    since: date | None
    until: date | None
    own: bool


async def list_contracts(session: Session, actor: Actor) -> list[Contract]:
    """The workspace's own first, then the registry."""
    actor.require(Permission.ACCOUNTS_READ)
    own = [
        Contract(row.root, row.multiplier, row.currency, "", "You stated it.", None, None, own=True)
        for row in await repository.list_contracts(session, actor)
    ]
    known = [
        Contract(
            name, one.multiplier, one.currency, one.exchange, SOURCES[one.exchange], one.since, one.until, own=False
        )
        for name, found in sorted(ROOTS.items())
        for one in found
    ]
    return [*own, *known]


async def put_contract(session: Session, actor: Actor, root: str, multiplier: Decimal, paid_in: str) -> Contract:
    """Files that are read from now on go by it; raises ContractInvalid, CurrencyInvalid."""
    actor.require(Permission.ACCOUNTS_WRITE)
    name = named_root(root)
    if bounded(multiplier) <= 0:
        raise ContractInvalid("The multiplier must be above zero.")
    known = {row.root: row for row in await repository.list_contracts(session, actor)}.get(name)
    told = {
        "multiplier": (known.multiplier if known else None, multiplier),
        "currency": (known.currency if known else None, currency(paid_in)),
    }
    auditing.note(session, actor, Action.CONTRACT_PUT, name, changes=told)
    await repository.put_contract(session, actor, name, multiplier, currency(paid_in))
    return Contract(name, multiplier, currency(paid_in), "", "You stated it.", None, None, own=True)


async def delete_contract(session: Session, actor: Actor, root: str) -> None:
    actor.require(Permission.ACCOUNTS_WRITE)
    if not await repository.delete_contract(session, actor, named_root(root)):
        raise ContractNotFound


async def own_contracts(session: Session, actor: Actor) -> dict[str, ContractFacts]:
    """What the readers of files go by before they ask the registry."""
    actor.require(Permission.IMPORTS_WRITE)
    return {
        row.root: ContractFacts(row.multiplier, Currency(row.currency))
        for row in await repository.list_contracts(session, actor)
    }


def named_root(text: str) -> str:
    """As files are looked up: upper case, without the slash that some platforms put in front."""
    name = " ".join(text.split()).upper().lstrip("/")
    if not name or len(name) > ROOT_CHARACTERS_MAX or not name.isprintable():
        raise ContractInvalid("Name a root such as ES, or a symbol.")
    return name
