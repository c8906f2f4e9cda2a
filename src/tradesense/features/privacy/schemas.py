"""What privacy looks like outside, and what an export says of itself."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from tradesense.edge.schemas import In, Out

FORMAT: Final = "tradesense-personal-export"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"

Consent = Literal["terms", "privacy", "product_mail"]
Count = Annotated[int, Field(ge=0)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TableSaid(_Said):
    """Rows about the person: a JSON array in `file`. `secret`: columns that are in no export."""

    name: str
    what: str
    file: str
    rows: Count
    secret: list[str]


class RoomSaid(_Said):
    """A workspace of theirs; `file`: its archive, where they own it."""

    id: UUID
    name: str
    role: str
    file: str | None


class UploadSaid(_Said):
    """A file of theirs that nothing has taken over yet."""

    id: UUID
    file: str


class Manifest(_Said):
    """`manifest.json`: what is in the export, and what is not, with the reason."""

    format: str
    version: int
    product: str
    made_at: datetime
    person: UUID
    tables: list[TableSaid]
    workspaces: list[RoomSaid]
    uploads: list[UploadSaid]
    left_out: dict[str, str]


class ExportProblemOut(Out):
    code: str
    title: str
    detail: str


class ExportCountsOut(Out):
    tables: dict[str, int] = Field(description="Rows about you in each table.")
    workspaces: int = Field(description="Archives of workspaces that you own.")
    uploads: int = Field(description="Files that you sent and nothing has taken over yet.")


class PersonalExportOut(Out):
    """Everything that is kept about you, on its way into one file. Poll it until `state` is done or failed."""

    id: UUID
    state: Literal["waiting", "running", "done", "failed"]
    file_name: str
    file_bytes: int | None
    sha256: str | None
    counts: ExportCountsOut | None
    problem: ExportProblemOut | None
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime = Field(description="The file is deleted then.")


class PersonalExportListOut(Out):
    items: list[PersonalExportOut]
    next_cursor: str | None


class ErasureIn(In):
    email: str = Field(max_length=254, description="The address of your account: typed, so that it is meant.")


class FateOut(Out):
    """What becomes of a workspace of yours when you are erased."""

    id: UUID
    slug: str
    name: str
    fate: Literal["goes", "stays", "hand_over"] = Field(
        description="Goes with you; stays with the others; only you own it and others work in it: hand it over first."
    )


class ErasureOut(Out):
    deletes_at: datetime | None = Field(description="You asked for your erasure: until then you can undo it.")
    grace_days: int
    workspaces: list[FateOut]


class ConsentIn(In):
    version: str = Field(max_length=40, description="The one that was read.")


class ConsentOut(Out):
    """What is asked for, and whether it is agreed to."""

    kind: Consent
    url: str = Field(description="Where it is read; empty for a use that needs no page.")
    version: str = Field(description="The present one.")
    is_required: bool = Field(description="It cannot be withdrawn without leaving.")
    is_given: bool = Field(description="To the present version.")


class GivenOut(Out):
    """One agreement, whether it counts still or not."""

    kind: Consent
    version: str
    given_at: datetime
    withdrawn_at: datetime | None


class ConsentListOut(Out):
    items: list[ConsentOut]
    history: list[GivenOut] = Field(description="Everything that was ever agreed to, newest first.")
    next_cursor: str | None


class KeptOut(Out):
    """Rows about people in one table."""

    table: str
    what: str
    at_the_end: str = Field(description="What becomes of them when you are erased.")
    why: str = Field(description="Where there is something to say of it; else empty.")


class RetainedOut(Out):
    """What goes by itself."""

    table: str
    what: str
    since: str
    hours: int = Field(description="How long it is kept after that.")


class PrivacyOut(Out):
    kept: list[KeptOut]
    retention: list[RetainedOut]
