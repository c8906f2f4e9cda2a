"""What a workspace looks like outside."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from tradesense.edge.schemas import In, Out, Text


class WorkspaceOut(Out):
    id: UUID
    slug: str = Field(examples=["ada-7k2m"])
    name: str
    timezone: str = Field(examples=["America/New_York"])
    currency: str = Field(examples=["USD"])
    ledger_version: int = Field(description="Rises with every change that can change a figure.")
    created_at: datetime


class WorkspaceIn(In):
    """What may be changed; leave out what stays."""

    name: Text | None = Field(None, min_length=1, max_length=80)
    timezone: str | None = Field(None, max_length=60, description="IANA name.")
    currency: str | None = Field(None, max_length=10, description="Currency that reports are shown in.")


class WorkspaceListOut(Out):
    items: list[WorkspaceOut]
    next_cursor: str | None
