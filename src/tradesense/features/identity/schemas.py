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
    invitation: str | None = Field(None, max_length=100, description="Where registering needs one.")


class LoginIn(In):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)


class PasswordIn(In):
    current_password: str = Field(max_length=1024)
    password: str = Field(max_length=1024, description="The new one.")


class ConfirmationIn(In):
    token: str = Field(max_length=100, description="From the mail's link.")
    password: str = Field(max_length=1024, description="The one chosen at registering.")


class LinkIn(In):
    token: str = Field(max_length=100, description="From the mail's link.")


class ResetIn(In):
    token: str = Field(max_length=100, description="From the mail's link.")
    password: str = Field(max_length=1024, description="The new one.")


class AddressIn(In):
    email: str = Field(min_length=3, max_length=254, examples=["ada@example.org"])


class PendingOut(Out):
    """A mail is on its way, if the address is the right one."""

    sent_to: str
    is_done: bool = Field(False, description="Nothing more to do: it counts already.")


class ChallengeOut(Out):
    """Show it, with a code, at POST /auth/second-factor; it lives five minutes and bears five wrong codes."""

    challenge: str


class SessionOut(Out):
    id: UUID
    created_at: datetime
    last_used_at: datetime
    authenticated_at: datetime = Field(description="When you last proved who you are.")
    expires_at: datetime
    user_agent: str = Field(description="What the browser or program calls itself.")
    address: str = Field(description="Network address it was last used from.")
    methods: list[str] = Field(description="How you proved who you are.", examples=[["password", "totp"]])
    is_current: bool


class SessionListOut(Out):
    items: list[SessionOut]
    next_cursor: str | None


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
