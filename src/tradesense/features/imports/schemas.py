"""What imports look like outside."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.importing import ImportState
from tradesense.domain.instrument import AssetClass, Right
from tradesense.domain.manners import Because
from tradesense.domain.settling import Settlement
from tradesense.domain.statement import Verdict
from tradesense.edge.schemas import ExactIn, In, InstantIn, MoneyOut, Out, PositiveIn, Says, Text

Loose = Field(strict=False)
FILLS_MAX = 100_000


class FormatOut(Out):
    """A layout that can be read."""

    key: str = Field(examples=["ibkr_flex_csv"])
    broker: str
    title: str
    zone: str = Field(description="Zone of its clock times; empty: that of the computer that exported it.")
    package: str = Field(description="The Python distribution that brings it; empty: TradeSense itself.")


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
    fills: int = Field(description="New fills that count: a row may state several; those set apart are not among them.")


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


class TradeStandingOut(Out):
    status: Literal["open", "closed"]
    quantity: str = Field(description="All that was entered.")
    open_quantity: str
    closed_at: datetime | None
    net: MoneyOut


class ChangedTradeOut(Out):
    """A stored trade that committing would alter. Without `after` it is no trade of its own any more."""

    id: UUID
    symbol: str
    side: Literal["long", "short"]
    currency: str
    opened_at: datetime
    times_known: bool
    change: Literal["closed", "reopened", "altered", "split", "merged", "removed"]
    before: TradeStandingOut
    after: TradeStandingOut | None
    merged_into: UUID | None = Field(description="The trade that its fills are part of.")
    parts: int = Field(description="Trades made anew of what was its time.")


class ChangedNetOut(Out):
    """What the changed trades of a currency come to."""

    currency: str
    before: MoneyOut
    after: MoneyOut


class ChangesOut(Out):
    """How stored trades would change: all of them counted and summed, the last opened listed."""

    count: int = 0
    net: list[ChangedNetOut] = Field(default_factory=list)
    trades: list[ChangedTradeOut] = Field(default_factory=list, description="At most a hundred.")


class PreviewCashOut(Out):
    """New cash events of a kind in one currency."""

    kind: CashKind
    currency: str
    count: int
    amount: MoneyOut = Field(description="What they come to: received > 0, paid < 0.")


class InferredOut(Out):
    """A manner of the file, taken from all of it."""

    value: str = Field(examples=["dmy"])
    because: str = Field(examples=["27/07/2026 can only be read so"])
    proofs: int = Field(description="How many cells say so, as far as was looked.")


class ReadColumnOut(Out):
    field: str
    column: str
    because: Because = Field(description="Its name, what stands in it, or what was said of it.")


class MannersOut(Out):
    """How a table without a broker was understood; null: nothing in it depends on that."""

    columns: list[ReadColumnOut]
    date_order: InferredOut | None
    decimal_mark: InferredOut | None


class ChoiceOut(Out):
    value: str
    meaning: str = Field(examples=["3 April 2026"])


class QuestionOut(Out):
    """What the file leaves open: read it again with `option` set to one of the choices; `side` is of the mapping."""

    option: Literal["date_order", "decimal_mark", "side"]
    detail: str
    choices: list[ChoiceOut]


class SavedMappingOut(Out):
    """What was said of an earlier table with the same header, and holds for this one."""

    id: UUID
    name: str
    created_at: datetime


class LeftOutOut(Out):
    name: str
    why: str


class PreviewOut(Out):
    """What committing would do; and what a mapping needs, where no broker's layout fits."""

    zone: str = ""
    zone_because: str = ""
    accounts: list[ImportAccountOut] = Field(default_factory=list)
    trades_saved: int = Field(0, description="Trades made or derived anew.")
    trades_new: int = Field(0, description="Of them, those that were not stored before.")
    trades_deleted: int = 0
    net: list[PreviewNetOut] = Field(default_factory=list, description="Of all new trades.")
    trades: list[PreviewTradeOut] = Field(default_factory=list, description="New trades, at most fifty.")
    changes: ChangesOut = Field(default_factory=ChangesOut)
    cash: list[PreviewCashOut] = Field(
        default_factory=list, description="Cash events it would add: shown apart, never part of trading results."
    )
    columns: list[str] = Field(default_factory=list)
    sample: list[list[str]] = Field(default_factory=list)
    proposal: dict[str, str] = Field(default_factory=dict, description="A mapping to begin with: our field -> column.")
    manners: MannersOut | None = None
    questions: list[QuestionOut] = Field(
        default_factory=list, description="While there is one, nothing is committed: what is shown is provisional."
    )
    saved_mapping: SavedMappingOut | None = None
    left_out: list[LeftOutOut] = Field(default_factory=list, description="Of an archive: files without a statement.")
    twice: int = Field(0, description="Fills at a clock time that occurred twice, in the night of the change.")


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
    repeated_times: str | None


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
    settled: int = Field(description="Rows that were settled, and can be taken back.")
    asks: bool = Field(description="It has questions, which its preview tells: until they are answered, no commit.")
    problem: ImportProblemOut | None
    unpacked_from: UUID | None = Field(description="The archive it was in: an import, too.")
    created_at: datetime
    finished_at: datetime | None


class ImportOut(ImportSummaryOut):
    """An import with what it would do or did. Poll it while `phase` is not empty."""

    preview: PreviewOut | None
    members: list[ImportSummaryOut] = Field(
        default_factory=list, description="Of an archive: each of its files is an import of its own."
    )


class ImportListOut(Out):
    items: list[ImportSummaryOut]
    next_cursor: str | None


class NoteOut(Out):
    """A row that is neither new nor a duplicate, and what to do about it."""

    line: int
    verdict: Verdict
    code: str
    reason: str = Field(description="The code in a few words; empty for one of somebody else's format.")
    detail: str
    raw: str
    proposals: list[Settlement] = Field(description="What may be done about it, likeliest first.")
    settled: Settlement | None = Field(description="What was chosen for it: that can be taken back.")


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
    mapping: Annotated[dict[Text, Text], Says(additionalProperties=False)] | None = Field(
        None, description="Our field -> the file's column.", max_length=40
    )
    repeated_times: Literal["first", "second"] | None = Field(
        None, description="Which is meant of a clock time that occurred twice; the first, unless said."
    )
    review: bool | None = Field(None, description="False: commit without waiting.")


class MappingOut(Out):
    """What was said of a table's columns, dates and numbers: it holds for the next with the same header."""

    id: UUID
    name: str = Field(description="The file it was said of, until somebody names it.")
    columns: list[str]
    format: str = Field(validation_alias="format_key")
    mapping: dict[str, str] | None
    date_order: str | None
    decimal_mark: str | None
    created_at: datetime
    used_at: datetime


class MappingListOut(Out):
    items: list[MappingOut]
    next_cursor: str | None


class MappingChangeIn(In):
    name: Text = Field(min_length=1, max_length=200)


class SettledRowIn(In):
    """`as` null: what was chosen for the row is taken back."""

    line: int = Field(ge=1)
    settle_as: Annotated[Settlement, Loose] | None = Field(alias="as")
    cost_share: ExactIn | None = Field(
        None,
        description="With `share`: which share of the cost goes to what was received, above 0 and below 1.",
        examples=["0.125"],
    )


class SettledCodeIn(In):
    """All rows in quarantine for one reason; with `as` null, all that were settled alike (`row.left_out`, ...)."""

    code: Text = Field(max_length=60)
    settle_as: Annotated[Settlement, Loose] | None = Field(alias="as")


class SettleIn(In):
    """What becomes of rows in quarantine. With nothing said, the file is read again by the contracts now known."""

    rows: list[SettledRowIn] = Field(default_factory=list, max_length=5_000)
    all: list[SettledCodeIn] = Field(default_factory=list, max_length=50)


class ImportOfUploadIn(OptionsIn):
    """An upload to import, which has arrived whole, and how to read it."""

    upload_id: Annotated[UUID, Loose]


class PostedFillIn(In):
    """One fill as a program states it. With `ref`, the broker's number of it, it is known again however often it is
    posted; without, by what it says and which of the request's identical rows it is."""

    account_id: Annotated[UUID, Loose]
    symbol: Text = Field(min_length=1, max_length=64)
    side: Literal["buy", "sell"]
    quantity: PositiveIn
    price: ExactIn
    executed_at: InstantIn
    fees: ExactIn | None = Field(None, description="Cost > 0, rebate < 0; null: not known.")
    fees_confirmed: bool = Field(False, description="The fees are right, though more than was traded for.")
    ref: Text = Field("", max_length=120)
    position_ref: Text = Field("", max_length=120, description="What keeps apart positions that the broker does.")
    sequence: int = Field(0, ge=0, lt=2**62, description="The broker's own order within an instant.")
    asset_class: Annotated[AssetClass, Loose] = AssetClass.EQUITY
    currency: str = Field("USD", max_length=10)
    multiplier: PositiveIn | None = None
    underlying: Text = Field("", max_length=64)
    expiry: Annotated[date, Loose] | None = None
    strike: ExactIn | None = None
    right: Annotated[Right, Loose] | None = None
    time_known: bool = True
    kind: Annotated[ExecutionKind, Loose] = ExecutionKind.TRADE
    closes: bool = False
    asset_fee: ExactIn | None = None
    rate: PositiveIn | None = None


class PostedFillsIn(In):
    fills: list[PostedFillIn] = Field(min_length=1, max_length=FILLS_MAX)


class ProbableDuplicateOut(Out):
    pointer: str = Field(examples=["/17"])
    symbol: str
    file: str = Field(description="What states that fill already; empty: it was entered by hand.")


class PostedOut(Out):
    """What a request came to: rows = new + duplicate + probable duplicates. It is an import, and can be undone."""

    import_id: UUID
    rows: int
    new: int
    duplicate: int
    unmatched: int = Field(description="Of the new ones, those that found nothing open to close.")
    probable_duplicates: list[ProbableDuplicateOut] = Field(description="Not counted, unless `count_probable` is set.")
    trades_saved: int
    ledger_version: int
