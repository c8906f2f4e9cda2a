"""The audit log: what is written down, and the chain that shows whether anybody changed it since.

An entry's hash is the SHA-256 of the hash before it and of the entry as canonical JSON: names sorted, no blanks, text,
whole numbers, lists and null only (of which RFC 8785 makes the same). The first entry of a chain follows 32 zero bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.domain.number import plain

FIRST: Final = bytes(32)
"""What the first entry of a chain follows."""
TEXT_MAX: Final = 200
"""Characters of a changed value, at most: longer ones are cut, and end with a sign of it."""

Changes = Mapping[str, tuple[Any, Any]]
"""Field -> before, after; None where there was, or is, nothing."""


class ChainKind(StrEnum):
    """Whose entries follow each other."""

    WORKSPACE = "workspace"
    PERSON = "person"
    SYSTEM = "system"


class Chain(NamedTuple):
    kind: ChainKind
    id: UUID

    def __str__(self) -> str:
        return str(self.kind) if self.kind is ChainKind.SYSTEM else f"{self.kind} {self.id}"


SYSTEM: Final = Chain(ChainKind.SYSTEM, UUID(int=0))
"""What concerns nobody who is known: refused sign-ins to unknown addresses, and chains that ended with their owners."""


class Result(StrEnum):
    DONE = "done"
    REFUSED = "refused"


class Link(NamedTuple):
    """An entry in its chain.

    person, key  who: a person, perhaps by an API key; neither where the system did it, or nobody is known
    object       what it was done to, by its noun and its id
    reason       why it was refused: the code of the problem
    request      the request's id, as in the log
    """

    seq: int
    at: datetime
    person: UUID | None
    key: UUID | None
    action: str
    noun: str
    object: str
    result: str
    reason: str
    address: str
    request: str
    changes: Mapping[str, Any]
    prev: bytes
    hash: bytes


class Head(NamedTuple):
    """How far a chain has come; 0 entries: FIRST."""

    seq: int
    hash: bytes


def link_hash(chain: Chain, link: Link) -> bytes:
    """What `link.hash` has to be."""
    said = {name: value for name, value in link._asdict().items() if name not in {"prev", "hash"}}
    said |= {"at": instant(link.at), "chain": str(chain.kind), "of": str(chain.id)}
    said |= {name: str(said[name]) if said[name] else None for name in ("person", "key")}
    return hashlib.sha256(link.prev + canonical(said)).digest()


def canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def stated(changes: Changes) -> dict[str, list[Any]]:
    """Changes as they are kept: numbers as text, exactly; nothing that stayed as it was."""
    return {name: [_said(before), _said(after)] for name, (before, after) in changes.items() if before != after}


def _said(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case Enum():
            return _said(value.value)
        case Decimal():
            return plain(value)
        case int():
            return str(value)
        case datetime():
            return instant(value)
        case list() | tuple() | set() | frozenset():
            return [_said(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
        case _:
            text = str(value)
            return text if len(text) <= TEXT_MAX else f"{text[:TEXT_MAX]}…"


class Fault(NamedTuple):
    """The first entry of a chain that is not as it was written. `seq` is its number."""

    chain: Chain
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.chain}, entry {self.seq}: {self.what}"


class CheckpointsBroken(Exception):
    """The signed checkpoints were changed; `line` is the first that is not as it was signed."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"checkpoint {line} is not as it was signed")


class Verifier:
    """Takes a chain's entries in order, and finds the first that is not as it was written."""

    def __init__(self, chain: Chain, signed: Mapping[int, bytes]) -> None:
        """`signed`: number -> hash, as signed checkpoints outside of the database have it."""
        self._chain = chain
        self._signed = signed
        self._seq, self._hash = 0, FIRST
        self.fault: Fault | None = None

    @property
    def count(self) -> int:
        """Entries that are as they were written."""
        return self._seq

    @property
    def head(self) -> Head:
        return Head(self._seq, self._hash)

    def take(self, links: Iterable[Link]) -> None:
        for link in links:
            if self.fault is not None:
                return
            self.fault = self._wrong(link)
            if self.fault is None:
                self._seq, self._hash = link.seq, link.hash

    def end(self, head: Head | None) -> Fault | None:
        """`head`: how far the chain came by the database's own note; None where that is gone."""
        if self.fault is not None:
            return self.fault
        beyond = [seq for seq in self._signed if seq > self._seq]
        after = self._seq + 1
        if beyond:
            self.fault = Fault(self._chain, after, f"is gone, and all after it: {max(beyond)} were signed for")
        elif head is None and self._seq:
            self.fault = Fault(self._chain, self._seq, "the note of how far the chain came is gone")
        elif head is not None and head.seq > self._seq:
            self.fault = Fault(self._chain, after, f"is gone, and all after it: there were {head.seq}")
        elif head is not None and head != Head(self._seq, self._hash):
            at = min(head.seq + 1, self._seq)
            self.fault = Fault(self._chain, at, "was added to the chain, or changed, from outside")
        return self.fault

    def _wrong(self, link: Link) -> Fault | None:
        expected = self._seq + 1
        if link.seq > expected:
            return Fault(self._chain, expected, "is gone")
        if link.seq < expected:
            return Fault(self._chain, link.seq, "stands there twice")
        if link.prev != self._hash:
            return Fault(self._chain, link.seq, "does not follow the one before it")
        if link.hash != link_hash(self._chain, link):
            return Fault(self._chain, link.seq, "was changed")
        if self._signed.get(link.seq, link.hash) != link.hash:
            since = max((seq for seq in self._signed if seq < link.seq), default=0)
            return Fault(self._chain, since + 1, f"or one up to {link.seq} was rewritten: what was signed was another")
        return None


def chained(chain: Chain, head: Head, links: Iterable[Link]) -> Iterator[Link]:
    """The entries with their numbers and hashes, following `head`."""
    for link in links:
        numbered = link._replace(seq=head.seq + 1, prev=head.hash)
        made = numbered._replace(hash=link_hash(chain, numbered))
        head = Head(made.seq, made.hash)
        yield made
