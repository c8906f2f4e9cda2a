"""What workspaces, members and invitations look like outside."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from tradesense.domain.access import Role
from tradesense.edge.schemas import In, Out, Text

Invitable = Literal["admin", "trader", "coach", "risk", "viewer"]


class WorkspaceOut(Out):
    id: UUID
    slug: str = Field(examples=["ada-7k2m"])
    name: str
    timezone: str = Field(examples=["America/New_York"])
    currency: str = Field(examples=["USD"])
    files_kept_days: int = Field(description="So long after its end an import's file is kept; 0: as long as this.")
    ledger_version: int = Field(description="Rises with every change that can change a figure.")
    created_at: datetime
    role: Role = Field(description="What you are in it at present.")
    is_owner: bool = Field(description="Also while it is about to be deleted, when everybody only looks.")
    deletes_at: datetime | None = Field(description="Somebody deleted it: until then it can be brought back.")


class WorkspaceCreateIn(In):
    name: Text = Field(min_length=1, max_length=80)
    timezone: str = Field("America/New_York", max_length=60, description="IANA name.")
    currency: str = Field("USD", max_length=10, description="Currency that reports are shown in.")


class WorkspaceIn(In):
    """What may be changed; leave out what stays."""

    name: Text | None = Field(None, min_length=1, max_length=80)
    timezone: str | None = Field(None, max_length=60, description="IANA name.")
    currency: str | None = Field(None, max_length=10, description="Currency that reports are shown in.")
    files_kept_days: int | None = Field(
        None,
        ge=0,
        le=3650,
        description="Delete the files of imports so many days after the end of their import, which then cannot be read"
        " anew; 0: keep them.",
    )


class WorkspaceListOut(Out):
    items: list[WorkspaceOut]
    next_cursor: str | None


class TransferIn(In):
    user_id: UUID = Field(strict=False, description="The member who becomes an owner.")


class MemberOut(Out):
    user_id: UUID
    name: str
    email: str
    role: Role
    created_at: datetime = Field(description="Since when.")
    etag: str = Field(description="Send it as `If-Match` to change or remove the member.")


class MemberIn(In):
    role: Role = Field(strict=False)


class MemberListOut(Out):
    items: list[MemberOut]
    next_cursor: str | None


class InvitationIn(In):
    email: str = Field(
        min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", examples=["eve@example.org"]
    )
    role: Invitable


class InvitationOut(Out):
    id: UUID
    email: str
    role: Role
    invited_by: UUID
    created_at: datetime
    expires_at: datetime


class InvitationMadeOut(InvitationOut):
    path: str | None = Field(
        description="The link, below the application's address. Told this once: null where an answer is repeated for "
        "its `Idempotency-Key`, since its token is kept nowhere.",
        examples=["/join#3kTMd…"],
    )
    is_mailed: bool = Field(description="Whether a mail with the link is on its way to that address.")


class InvitationListOut(Out):
    items: list[InvitationOut]
    next_cursor: str | None


class TokenIn(In):
    token: str = Field(min_length=1, max_length=100, description="What follows the # in the link.")


class OpenInvitationOut(Out):
    """What the link says to whoever has it."""

    workspace: str
    invited_by: str
    email: str = Field(description="Only whoever signs in with this address can accept it.")
    role: Role
    expires_at: datetime


class PermissionOut(Out):
    permission: str = Field(examples=["trades.read"])
    allows: str
    roles: list[Role]
    for_keys: bool = Field(description="Whether an API key can be given it.")


class PermissionListOut(Out):
    items: list[PermissionOut]
    next_cursor: str | None
