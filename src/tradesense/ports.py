"""What we need from outside: protocols, no code. Implementations are in adapters, chosen in main/wiring."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tradesense.domain.audit import Chain, Head
from tradesense.domain.broker_sync import BrokerFacts
from tradesense.domain.ids import KeyHash, SessionId
from tradesense.domain.providers import Asking, Claimed, ProviderFacts
from tradesense.domain.statement import Detected, FormatFacts, ReadOptions, Stated


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class PasswordHasher(Protocol):
    async def hash(self, password: str) -> str: ...

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Takes as long for None, nobody's hash, as for a real one."""
        ...

    def is_outdated(self, password_hash: str) -> bool: ...


class AccessTokens(Protocol):
    def issue(self, session_id: SessionId, now: datetime) -> str: ...

    def read(self, token: str, now: datetime) -> SessionId | None:
        """The session the token was issued for; None if it is not ours, not this kind, or expired."""
        ...


class ApiKeys(Protocol):
    def issue(self) -> str:
        """A new secret, to be shown once."""
        ...

    def read(self, secret: str) -> KeyHash | None:
        """What is stored instead of it; None for what cannot be one of ours, its checksum being wrong."""
        ...


class StoredBlob(NamedTuple):
    size: int
    sha256: bytes


class BlobStore(Protocol):
    """Bytes by key, written part by part; a key exists once it is finished.

    What still grows has one writer at a time: a part is appended at the very byte its writer believes to be the end,
    so that a writer who was taken for dead can add nothing to what another has written since.
    """

    async def put_part(self, key: str, part: bytes, at: int) -> int:
        """Appends `part` at byte `at`; answers the size so far. Raises BlobMoved where the end is elsewhere, BlobsFull."""
        ...

    async def sync(self, key: str) -> None:
        """What was put so far outlives a power cut."""
        ...

    async def cut(self, key: str, size: int) -> int:
        """Discards what grew beyond `size` bytes; answers how many there are: fewer, where some were lost."""
        ...

    async def finish(self, key: str) -> StoredBlob:
        """Makes it whole, and durable; doing so again changes nothing."""
        ...

    async def join(self, key: str, sources: Sequence[str]) -> StoredBlob:
        """A whole blob of the whole blobs `sources`, one after the other; they stay. Raises BlobMissing, BlobsFull."""
        ...

    async def open(self, key: str, sha256: bytes | None, /) -> Path:
        """A local file with the blob's content, for reading only. Raises BlobMissing; BlobChanged where what is there is
        not what `sha256`, noted as it was stored, says (None: nothing was noted)."""
        ...

    async def size(self, key: str) -> int:
        """Of a whole blob, in bytes. Raises BlobMissing."""
        ...

    async def delete(self, key: str) -> None:
        """Removes it, finished or not; nothing happens where there is none."""
        ...

    def untouched(self, folder: str, before: datetime) -> AsyncIterator[str]:
        """Keys below `folder`, finished or not, last written before that instant."""
        ...


class ArchiveMember(NamedTuple):
    """A file of an archive: its path in it, the path as it may be shown, its size in bytes."""

    path: str
    name: str
    size: int


class ArchiveContent(NamedTuple):
    """`left_out`: names of files that hold no statement, and why."""

    members: list[ArchiveMember]
    left_out: list[tuple[str, str]]


class BrokerFiles(Protocol):
    def archive(self, path: Path, name: str) -> ArchiveContent | None:
        """The files of an archive; None for what is none, such as a spreadsheet. Raises ArchiveRefused."""
        ...

    def unpacked(self, path: Path, member: str) -> Iterator[bytes]:
        """The bytes of an archive's file, part by part. Raises ArchiveRefused."""
        ...

    def formats(self) -> Sequence[FormatFacts]: ...

    def detect(self, path: Path, name: str) -> list[Detected]: ...

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]: ...

    def states_rates(self, path: Path, name: str, key: str) -> bool:
        """Whether it may state exchange rates or base currencies, perhaps after the fills they are for."""
        ...

    def sample(self, path: Path, name: str) -> tuple[list[str], list[list[str]]]:
        """Column names and the first rows, for somebody to map them. Raises FileUnreadable."""
        ...

    def proposal(self, path: Path, name: str) -> dict[str, str]:
        """Our field -> the column it may be, for somebody to begin with who maps them. Raises FileUnreadable."""
        ...

    def raw_rows(self, path: Path, name: str, lines: set[int]) -> dict[int, str]:
        """The text of those lines, as it stands in the file."""
        ...


class SyncAccess(NamedTuple):
    """What opens a broker's service: the trader's credentials, and what the broker gave for them last time."""

    kind: str
    fields: Mapping[str, str]
    session: Mapping[str, str]


class SyncPage(NamedTuple):
    """A part of what a broker answered.

    content  to be appended to the run's file; b'' when there was nothing
    records  how many fills and bookings it holds
    cursor   where to go on once this page is kept
    session  what to present next time instead of logging in; None: as before
    """

    content: bytes
    records: int
    cursor: Mapping[str, Any]
    session: Mapping[str, str] | None = None


class BrokerSync(Protocol):
    """Brokers' own services. Every call raises CredentialsRefused, SyncThrottled, BrokerUnavailable, AnswerUnreadable."""

    @property
    def is_on(self) -> bool:
        """Whether this server may ask brokers at all."""
        ...

    def facts(self) -> Sequence[BrokerFacts]: ...

    async def check(self, access: SyncAccess) -> list[str]:
        """The numbers or names of the accounts that the credentials open."""
        ...

    def pages(self, access: SyncAccess, cursor: Mapping[str, Any], since: date | None) -> AsyncIterator[SyncPage]:
        """What is new after `cursor` ({}: from the beginning, or from `since`), oldest first.

        The contents of the pages, one after the other, are a file that a format reads. Raises ReportNotReady too.
        """
        ...


class Place(NamedTuple):
    """Where a secret is kept: it opens nowhere else."""

    workspace_id: str
    table: str
    row: str
    column: str


class Sealed(NamedTuple):
    """An encrypted secret, and the id of the key that opens it."""

    key_id: str
    content: bytes


class Vault(Protocol):
    """Secrets at rest."""

    @property
    def current_key(self) -> str: ...

    def seal(self, secret: bytes, place: Place) -> Sealed: ...

    def open(self, sealed: Sealed, place: Place) -> bytes:
        """Raises SecretUnopenable: changed, moved from another place, or its key is gone."""
        ...


class Mail(NamedTuple):
    """One letter to one address; `text` and `html` say the same."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    @property
    def is_on(self) -> bool:
        """Whether this server can send mail at all."""
        ...

    async def send(self, mail: Mail) -> None:
        """Handed over to the mail server. Raises MailUndeliverable, or MailDelayed where trying again may help."""
        ...


class IdentityProviders(Protocol):
    """Other providers to sign in with. Calls raise ProviderNotFound, ProviderUnavailable and ProviderRefused."""

    def facts(self) -> Sequence[ProviderFacts]: ...

    async def ask(self, key: str, state: str) -> Asking: ...

    async def claimed(self, key: str, code: str, asked: Asking, issuer: str | None, now: datetime) -> Claimed:
        """Who the provider says it is, for the code that it sent back; `issuer`: who said so in the address."""
        ...


class AuditCheckpoints(Protocol):
    """How far the audit log's chains had come, signed, outside of the database. Both raise CheckpointsBroken."""

    def add(self, heads: Mapping[Chain, Head], at: datetime) -> None: ...

    def read(self) -> Mapping[Chain, Mapping[int, bytes]]:
        """Number -> hash, of each chain."""
        ...


class Memory(Protocol):
    """Values kept in this process under a byte budget; the least recently used go first."""

    def get(self, key: object) -> object | None: ...

    def put(self, key: object, value: object, size_bytes: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The bundle that main/wiring builds and routes and tasks hand on."""

    clock: Clock
    passwords: PasswordHasher
    access_tokens: AccessTokens
    api_keys: ApiKeys
    blobs: BlobStore
    broker_files: BrokerFiles
    columns: Memory
    results: Memory
    broker_sync: BrokerSync
    vault: Vault
    mailer: Mailer
    providers: IdentityProviders
    checkpoints: AuditCheckpoints
