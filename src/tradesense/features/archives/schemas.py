"""What archives look like outside, and what an archive says of itself."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from tradesense.edge.schemas import Out

FORMAT: Final = "tradesense-archive"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TableSaid(_Said):
    """A table of the archive: `rows` of them in `file`, an Arrow stream of `bytes` with this `sha256`."""

    name: str
    file: str
    rows: Count
    bytes: Count
    sha256: Digest


class FileSaid(_Said):
    """A file as it came in: what the row `id` of `table` was read from."""

    table: str
    id: UUID
    file: str
    bytes: Count
    sha256: Digest


class WorkspaceSaid(_Said):
    id: UUID
    name: str = Field(min_length=1, max_length=200)
    timezone: str = Field(max_length=60)
    currency: str = Field(max_length=10)
    ledger_version: Count


class Manifest(_Said):
    """`manifest.json`: what is in the archive, and what is not, with the reason."""

    format: str
    version: int
    product: str
    made_at: datetime
    workspace: WorkspaceSaid
    tables: list[TableSaid]
    files: list[FileSaid]
    left_out: dict[str, str]


class ArchiveProblemOut(Out):
    code: str
    title: str
    detail: str


class ArchiveCountsOut(Out):
    tables: dict[str, int] = Field(description="Rows of each table.")
    files: int = Field(description="Brokers' files in it.")
    trades: int | None = Field(None, description="Trades that a restored archive's executions made.")


class ArchiveOut(Out):
    """A workspace on its way into a file (`out`), or from one (`in`). Poll it until `state` is done or failed."""

    id: UUID
    way: Literal["out", "in"]
    state: Literal["waiting", "running", "done", "failed"]
    file_name: str
    file_bytes: int | None
    sha256: str | None
    phase: str
    rows_done: int
    counts: ArchiveCountsOut | None
    problem: ArchiveProblemOut | None
    created_at: datetime
    finished_at: datetime | None


class ArchiveListOut(Out):
    items: list[ArchiveOut]
    next_cursor: str | None
