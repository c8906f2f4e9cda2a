"""The audit log's writing end: verbs note what they do, and the session writes it down just before it commits.

So an entry is there if, and only if, its change is; the lock of its chain is held for the last two statements of a
transaction, never while somebody works; and workers and commands are recorded as requests are.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from tradesense.db.tables.audit import AuditEntryRow, AuditHeadRow, PersonAuditEntryRow, SystemAuditEntryRow
from tradesense.domain.access import Actor
from tradesense.domain.audit import FIRST, SYSTEM, Chain, ChainKind, Changes, Head, Link, Result, chained, stated
from tradesense.domain.audit_actions import CATALOGUE, Action
from tradesense.kit import circumstances

_NOTED: Final = "audit"
_ORDER: Final = (ChainKind.WORKSPACE, ChainKind.PERSON, ChainKind.SYSTEM)
_NOT_YET: Final = datetime.min.replace(tzinfo=UTC)
_ROWS: Final = {ChainKind.WORKSPACE: AuditEntryRow, ChainKind.PERSON: PersonAuditEntryRow, ChainKind.SYSTEM: SystemAuditEntryRow}  # fmt: skip
_OWNERS: Final = {ChainKind.WORKSPACE: "workspace_id", ChainKind.PERSON: "user_id"}

# One statement: says whose rows are written, makes sure of the head, locks it and reads it as it is then.
_LOCK: Final = text("""
    INSERT INTO audit_heads AS h (chain, of, seq, hash)
    SELECT :chain, CAST(:of AS uuid), 0, :first
    WHERE set_config('app.workspace_id', :workspace, true) IS NOT NULL
      AND set_config('app.user_id', :person, true) IS NOT NULL
    ON CONFLICT (chain, of) DO UPDATE SET seq = h.seq
    RETURNING h.seq, h.hash, clock_timestamp()
""")


class Who(NamedTuple):
    """Who did it; nobody: the system, or somebody unknown."""

    person: UUID | None = None
    key: UUID | None = None


def note(
    session: AsyncSession,
    actor: Actor,
    action: Action,
    object_: object = "",
    *,
    changes: Changes | None = None,
    refused: str = "",
) -> None:
    """What `actor` does, in the chain where the catalogue has it: their own, or the workspace's.

    `refused`: the code of the problem, where it was not done.
    """
    kind = CATALOGUE[action].chain
    chain = Chain(kind, actor.user_id if kind is ChainKind.PERSON else actor.workspace_id)
    # The worker's own actor bears the workspace's id: nobody's.
    person = None if actor.user_id == UUID(str(actor.workspace_id)) else actor.user_id
    note_in(session, chain, action, object_, who=Who(person, actor.key_id), changes=changes, refused=refused)


def note_person(
    session: AsyncSession,
    user_id: UUID | None,
    action: Action,
    object_: object = "",
    *,
    changes: Changes | None = None,
    refused: str = "",
) -> None:
    """What somebody does, or tries, about themselves before they are an actor. None: whoever it is is not known."""
    chain = SYSTEM if user_id is None else Chain(ChainKind.PERSON, user_id)
    who = Who() if refused else Who(user_id)
    note_in(session, chain, action, object_ or user_id or "", who=who, changes=changes, refused=refused)


def note_in(
    session: AsyncSession,
    chain: Chain,
    action: Action,
    object_: object = "",
    *,
    who: Who,
    changes: Changes | None = None,
    refused: str = "",
) -> None:
    here = circumstances.present()
    link = Link(
        seq=0,
        at=_NOT_YET,
        person=who.person,
        key=who.key,
        action=action.value,
        noun=CATALOGUE[action].noun,
        object=str(object_),
        result=Result.REFUSED if refused else Result.DONE,
        reason=refused,
        address=here.address,
        request=here.request,
        changes=stated(changes or {}),
        prev=FIRST,
        hash=FIRST,
    )
    session.info.setdefault(_NOTED, []).append((chain, link))


def has_noted(session: AsyncSession) -> bool:
    return bool(session.info.get(_NOTED))


async def write(session: AsyncSession) -> None:
    """Writes down what was noted: the last thing before the commit, since it ends whose rows may be seen."""
    noted: list[tuple[Chain, Link]] = session.info.pop(_NOTED, [])
    for chain in sorted({one for one, _ in noted}, key=lambda one: (_ORDER.index(one.kind), one.id)):
        await _append(session, chain, [link for of, link in noted if of == chain])
    if noted:
        circumstances.mark_recorded()


async def _append(session: AsyncSession, chain: Chain, links: Sequence[Link]) -> None:
    scope = {"workspace": "", "person": ""}
    if chain.kind is not ChainKind.SYSTEM:
        scope[chain.kind] = str(chain.id)
    named = {"chain": chain.kind.value, "of": chain.id, "first": FIRST}
    seq, former, now = (await session.execute(_LOCK, {**named, **scope})).one()
    made = list(chained(chain, Head(seq, former), [link._replace(at=now) for link in links]))
    owner = {_OWNERS[chain.kind]: chain.id} if chain.kind in _OWNERS else {}
    values = [{**link._asdict(), **owner} for link in made]
    # One at a time, as it mostly is, is compiled once.
    rows = insert(_ROWS[chain.kind]).values(values[0] if len(values) == 1 else values)
    head = update(AuditHeadRow).where(AuditHeadRow.chain == chain.kind.value, AuditHeadRow.of == chain.id)
    await session.execute(
        head.values(seq=made[-1].seq, hash=made[-1].hash).add_cte(rows.cte("written")),
        execution_options={"synchronize_session": False},
    )


async def lock_chain(session: AsyncSession, chain: Chain) -> Head:
    """How far it has come, and no further until the transaction ends. Before whose it is goes, and its entries with
    them: whoever writes to it locks it before it asks for its owner, too."""
    where = (AuditHeadRow.chain == chain.kind.value, AuditHeadRow.of == chain.id)
    row = await session.scalar(select(AuditHeadRow).where(*where).with_for_update())
    return Head(row.seq, row.hash) if row else Head(0, FIRST)


def note_end(session: AsyncSession, chain: Chain, action: Action, head: Head) -> None:
    """Whose it was is gone: what it came to is kept, so that nobody can call another loss of entries by this name."""
    changes = {"entries": (head.seq, None), "hash": (head.hash.hex(), None)}
    note_in(session, SYSTEM, action, chain.id, who=Who(), changes=changes)


async def key_owner(session: AsyncSession, key_hash: bytes) -> tuple[UUID, UUID] | None:
    """The workspace and the key that this hash is of, though it opens nothing any more."""
    found = (await session.execute(text("SELECT * FROM app_key_owner(:hash)"), {"hash": key_hash})).first()
    return (found[0], found[1]) if found else None
