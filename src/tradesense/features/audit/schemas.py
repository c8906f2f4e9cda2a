"""What the audit log looks like outside."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from tradesense.domain.audit import ChainKind
from tradesense.edge.schemas import Out


class AuditEntryOut(Out):
    seq: int = Field(description="Its number in its chain: from 1, without a gap.")
    at: datetime
    person: UUID | None = Field(description="Who; null: nobody who was known then, or the server itself.")
    key: UUID | None = Field(description="The API key that the person's program had.")
    action: str = Field(examples=["executions.void"])
    noun: str = Field(examples=["execution"])
    object: str = Field(description="What it was done to: an id, or a name.")
    result: Literal["done", "refused"]
    reason: str = Field(description="Why it was refused: the problem's code.")
    address: str = Field(description="Where the request came from.")
    request: str = Field(description="The request's id, as in the log.")
    changes: dict[str, list[Any]] = Field(description="Field: before, after. Amounts are strings.")
    prev: str = Field(description="The hash before it, in hexadecimal.")
    hash: str = Field(description="SHA-256 of the hash before it and the entry as canonical JSON.")


class AuditEntryListOut(Out):
    items: list[AuditEntryOut]
    next_cursor: str | None


class AuditActionOut(Out):
    action: str
    noun: str
    chain: ChainKind
    words: str


class AuditActionListOut(Out):
    items: list[AuditActionOut]
    next_cursor: str | None


class AuditVerificationOut(Out):
    """Whether the chain is as it was written."""

    entries: int = Field(description="So many, from the first on, are as they were written.")
    is_whole: bool
    first_bad: int | None = Field(description="The number of the first entry that is not.")
    what: str | None = Field(description="What is wrong with it.")
