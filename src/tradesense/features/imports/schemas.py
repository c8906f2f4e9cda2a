"""What imports look like outside."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from tradesense.domain.importing import ImportState
from tradesense.domain.statement import Verdict
from tradesense.edge.schemas import In, MoneyOut, Out, Text

Loose = Field(strict=False)


class FormatOut(Out):
    """A layout that can be read."""

    key: str = Field(examples=["ibkr_flex_csv"])
    broker: str
    title: str
    zone: str = Field(description="Zone of its clock times; empty: that of the computer that exported it.")


class FormatListOut(Out):
    items: list[FormatOut]
    next_cursor: str | None


class CountsOut(Out):
    """rows = new + duplicate + ignored + quarantined + rejected."""

    rows: int
    new: int
    duplicate: int
    ignored: int
    quarantined: int
    rejected: int
    fills: int = Field(description="New fills: a row may state more than one.")


class ImportAccountOut(Out):
    id: UUID
    name: str
    number: str
    is_new: bool


class PreviewTradeOut(Out):
    symbol: str
    side: Literal["long", "short"]
    status: Literal["open", "closed"]
    quantity: str
    opened_at: datetime
    closed_at: datetime | None
    times_known: bool = Field(description="False: the file says on which day only.")
    net: MoneyOut
    currency: str


class PreviewNetOut(Out):
    currency: str
    net: MoneyOut


class PreviewOut(Out):
    """What committing would do; and what a mapping needs, where no broker's layout fits."""

    zone: str = ""
    zone_because: str = ""
    accounts: list[ImportAccountOut] = Field(default_factory=list)
    trades_saved: int = 0
    trades_deleted: int = 0
    net: list[PreviewNetOut] = Field(default_factory=list)
    trades: list[PreviewTradeOut] = Field(default_factory=list)
    columns: list[str] = Field(default_factory=list)
    sample: list[list[str]] = Field(default_factory=list)


class ImportProblemOut(Out):
    code: str
    title: str
    detail: str


class OptionsOut(Out):
    format: str | None
    timezone: str | None
    date_order: str | None
    decimal_mark: str | None
    mapping: dict[str, str] | None


class ImportSummaryOut(Out):
    """An import as lists show it."""

    id: UUID
    state: ImportState
    file_name: str
    file_bytes: int
    format: str | None
    format_title: str | None
    confidence: float | None
    account_id: UUID | None
    connection_id: UUID | None = Field(description="The broker connection that fetched it; null: somebody sent it.")
    review_first: bool
    options: OptionsOut
    phase: str
    bytes_read: int
    rows_read: int
    counts: CountsOut | None
    problem: ImportProblemOut | None
    created_at: datetime
    finished_at: datetime | None


class ImportOut(ImportSummaryOut):
    """An import with what it would do or did. Poll it while `phase` is not empty."""

    preview: PreviewOut | None


class ImportListOut(Out):
    items: list[ImportSummaryOut]
    next_cursor: str | None


class NoteOut(Out):
    """A row that is neither new nor a duplicate, and what to do about it."""

    line: int
    verdict: Verdict
    code: str
    detail: str
    raw: str


class NoteListOut(Out):
    items: list[NoteOut]
    next_cursor: str | None


class OptionsIn(In):
    """How to read the file; leave out what it says itself."""

    format: Text | None = Field(None, max_length=60)
    timezone: Text | None = Field(None, max_length=60)
    account_id: Annotated[UUID, Loose] | None = None
    date_order: Literal["ymd", "mdy", "dmy"] | None = None
    decimal_mark: Literal[".", ","] | None = None
    mapping: dict[Text, Text] | None = Field(None, description="Our field -> the file's column.", max_length=40)
    review: bool | None = Field(None, description="False: commit without waiting.")
