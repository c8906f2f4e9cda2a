"""What people send and see about themselves."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from tradesense.edge.schemas import In, Out, Text


class RegistrationIn(In):
    email: str = Field(min_length=3, max_length=254, examples=["ada@example.org"])
    password: str = Field(max_length=1024, examples=["correct horse battery staple"])
    name: Text = Field("", max_length=80)
    timezone: str = Field("America/New_York", max_length=60, description="IANA name; days of reports begin there.")
    currency: str = Field("USD", max_length=10)


class LoginIn(In):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)


class PasswordIn(In):
    current_password: str = Field(max_length=1024)
    password: str = Field(max_length=1024, description="The new one.")


class UserOut(Out):
    id: UUID
    email: str
    name: str
    created_at: datetime


class MembershipOut(Out):
    """A workspace the person belongs to."""

    id: UUID
    slug: str
    name: str
    timezone: str
    currency: str


class MeOut(Out):
    user: UserOut
    workspace_id: UUID = Field(description="The workspace this request acted in.")
    workspaces: list[MembershipOut]


class TokenOut(Out):
    """Send the token as `Authorization: Bearer …`; the refresh token travels in a cookie only."""

    access_token: str
    token_type: str = Field(examples=["bearer"])
    expires_in: int = Field(description="Seconds.")
    user: UserOut
    workspace_id: UUID = Field(description="The workspace that requests act in unless they name another.")
    workspaces: list[MembershipOut]
