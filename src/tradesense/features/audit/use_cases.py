"""The audit log's reading end: listed for whoever may, verified against itself and against what was signed."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, TypedDict
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Database, Session, enter
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit import SYSTEM, Chain, ChainKind, CheckpointsBroken, Fault, Head, Link, Verifier
from tradesense.domain.audit_actions import CATALOGUE, Action
from tradesense.features.audit import repository
from tradesense.features.audit.problems import ActionUnknown
from tradesense.features.audit.repository import Filter
from tradesense.ports import AuditCheckpoints

__all__ = [
    "Filter",
    "Verified",
    "Whose",
    "begin_export",
    "export_entries",
    "list_entries",
    "list_heads",
    "verify_all",
    "verify_chain",
    "verify_own",
    "wanted",
]

READ_AT_ONCE: Final = 2_000
ENDINGS: Final = {one.value for one in (Action.WORKSPACE_PURGE, Action.PERSON_ERASE)}
Signed = Mapping[Chain, Mapping[int, bytes]]
"""Checkpoints: number -> hash of each chain, as they were signed outside of the database."""


class Whose(StrEnum):
    """Which chain to read: the workspace's, or one's own."""

    WORKSPACE = "workspace"
    ME = "me"


class Verified(NamedTuple):
    """A chain, how many of its entries from the first on are as they were written, and the first that is not."""

    chain: Chain
    entries: int
    fault: Fault | None


async def list_entries(
    session: Session, actor: Actor, whose: Whose, wanted: Filter, *, before: int | None, limit: int
) -> Sequence[Link]:
    """Newest first. One's own chain needs no permission, only a person."""
    chain = await own_chain(session, actor, whose)
    return await repository.list_links(session, chain, wanted, before=before, limit=limit)


async def own_chain(_: Session, actor: Actor, whose: Whose) -> Chain:
    """Raises NotAllowed, NotByKey."""
    if whose is Whose.ME:
        actor.require_person()
        return Chain(ChainKind.PERSON, actor.user_id)
    actor.require(Permission.AUDIT_READ)
    return Chain(ChainKind.WORKSPACE, actor.workspace_id)


def wanted(
    *, action: str | None, person: UUID | None, result: str | None, since: datetime | None, until: datetime | None
) -> Filter:
    """`action`: a whole name, or a noun alone, such as `imports`, for all that is done to it. Raises ActionUnknown."""
    actions = [one.value for one in CATALOGUE if action in {one.value, one.value.partition(".")[0]}]
    if action is not None and not actions:
        raise ActionUnknown
    return Filter(actions, person, result or "", since, until)


async def begin_export(session: Session, actor: Actor, whose: Whose, file_format: str) -> Chain:
    """Writes down that the log is taken, and by whom."""
    chain = await own_chain(session, actor, whose)
    who = auditing.Who(actor.user_id, actor.key_id)
    auditing.note_in(session, chain, Action.AUDIT_EXPORT, who=who, changes={"format": (None, file_format)})
    return chain


async def export_entries(database: Database, chain: Chain, wanted: Filter) -> AsyncIterator[list[Link]]:
    """Page by page, in a transaction of one snapshot, for as long as somebody takes them."""
    before = None
    async with database.session(snapshot=True) as session:
        await enter(session, **_scope(chain))
        while links := await repository.list_links(session, chain, wanted, before=before, limit=READ_AT_ONCE):
            yield links
            before = links[-1].seq


async def verify_own(session: Session, actor: Actor, whose: Whose, *, checkpoints: AuditCheckpoints) -> Verified:
    """Reads the whole chain, in the transaction's one snapshot."""
    chain = await own_chain(session, actor, whose)
    try:
        signed = await asyncio.to_thread(checkpoints.read)
    except CheckpointsBroken as broken:
        return Verified(chain, 0, Fault(chain, 1, f"cannot be told: {broken}"))
    return await _verify(session, chain, signed.get(chain, {}), await repository.find_head(session, chain))


async def list_heads(session: Session) -> dict[Chain, Head]:
    """For whoever runs the server."""
    return await repository.list_heads(session)


async def verify_all(database: Database, signed: Signed) -> AsyncIterator[Verified]:
    """Every chain of the database, the system's first: it knows which others ended with their owners."""
    async with database.session(snapshot=True) as session:
        heads = await repository.list_heads(session)
        known = {Chain(ChainKind.WORKSPACE, one) for one in await repository.list_workspaces(session)}
        ended = await _ended(session)
    for chain in sorted({*heads, *signed, *known} - {SYSTEM}):
        yield await verify_chain(database, chain, signed.get(chain, {}), ended.get(chain))
    yield await verify_chain(database, SYSTEM, signed.get(SYSTEM, {}))


async def verify_chain(
    database: Database, chain: Chain, signed: Mapping[int, bytes], ended: Head | None = None
) -> Verified:
    """`ended`: what it had come to when it went with its owner, by the system's chain."""
    async with database.session(snapshot=True) as session:
        await enter(session, **_scope(chain), timeout_ms=0)
        head = await repository.find_head(session, chain)
        if ended is not None and ended == head and not await repository.next_links(session, chain, after=0, limit=1):
            return Verified(chain, 0, None)
        return await _verify(session, chain, signed, head)


class _Scope(TypedDict):
    workspace_id: UUID | None
    user_id: UUID | None


def _scope(chain: Chain) -> _Scope:
    """Whose rows a transaction has to see to read the chain."""
    return {
        "workspace_id": chain.id if chain.kind is ChainKind.WORKSPACE else None,
        "user_id": chain.id if chain.kind is ChainKind.PERSON else None,
    }


async def _verify(session: Session, chain: Chain, signed: Mapping[int, bytes], head: Head | None) -> Verified:
    verifier = Verifier(chain, signed)
    after = 0
    while verifier.fault is None:
        links = await repository.next_links(session, chain, after=after, limit=READ_AT_ONCE)
        if not links:
            break
        verifier.take(links)
        after = links[-1].seq
        await asyncio.sleep(0)  # others have their turn between two pages
    fault = verifier.end(head)
    return Verified(chain, verifier.count, fault)


async def _ended(session: Session) -> dict[Chain, Head]:
    """What the chains that ended with their owners had come to."""
    found: dict[Chain, Head] = {}
    after = 0
    while links := await repository.next_links(session, SYSTEM, after=after, limit=READ_AT_ONCE):
        for link in links:
            if link.action in ENDINGS and "entries" in link.changes:
                kind = ChainKind.WORKSPACE if link.action == Action.WORKSPACE_PURGE else ChainKind.PERSON
                entries, hash_ = link.changes["entries"][0], link.changes["hash"][0]
                found[Chain(kind, UUID(link.object))] = Head(int(entries), bytes.fromhex(hash_))
        after = links[-1].seq
    return found
