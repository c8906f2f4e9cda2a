"""What people send and see about themselves."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from tradesense.edge.schemas import In, Out, Text

Consent = Literal["terms", "privacy", "product_mail"]


class RegistrationIn(In):
    email: str = Field(min_length=3, max_length=254, examples=["ada@example.org"])
    password: str = Field(max_length=1024, examples=["correct horse battery staple"])
    name: Text = Field("", max_length=80)
    timezone: str = Field("America/New_York", max_length=60, description="IANA name; days of reports begin there.")
    currency: str = Field("USD", max_length=10)
    invitation: str | None = Field(
        None, max_length=100, description="To a workspace, which you belong to at once; or where registering needs one."
    )
    consents: dict[str, str] = Field(
        {},
        max_length=10,
        description="What is agreed to, and the version of each: GET /auth/ways says what is asked for.",
    )


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


class SecondFactorIn(In):
    challenge: str = Field(max_length=100)
    code: str = Field(min_length=6, max_length=60, examples=["123456"])


class CodeIn(In):
    code: str = Field(min_length=6, max_length=60, examples=["123456"])


class ProofIn(In):
    password: str = Field(max_length=1024)
    code: str | None = Field(None, max_length=60, description="For whoever has a second factor.")


class TotpSetupOut(Out):
    secret: str = Field(description="To be typed into the app.")
    uri: str = Field(description="To be opened by the app.")
    qr_code: str = Field(description="To be photographed by the app: an SVG as a data URI.")


class RecoveryCodesOut(Out):
    codes: list[str] = Field(description="Shown this once. Each works once.")


class CredentialIn(In):
    credential: dict[str, Any] = Field(description="PublicKeyCredential.toJSON().")


class NewPasskeyIn(In):
    credential: dict[str, Any] = Field(description="PublicKeyCredential.toJSON().")
    name: Text = Field("", max_length=80, examples=["Phone"])


class PasskeyChangeIn(In):
    name: Text = Field(min_length=1, max_length=80)


class PasskeyOptionsOut(Out):
    options: dict[str, Any] = Field(description="For parseCreationOptionsFromJSON or parseRequestOptionsFromJSON.")


class PasskeyOut(Out):
    id: UUID
    name: str
    synced: bool = Field(description="Whether it is copied to your other devices.")
    created_at: datetime
    last_used_at: datetime | None


class PasskeyListOut(Out):
    items: list[PasskeyOut]
    next_cursor: str | None


class ProviderOut(Out):
    key: str
    name: str


class DocumentOut(Out):
    """What people are asked to agree to."""

    kind: Consent
    url: str = Field(description="Where it is read; empty for a use that needs no page.")
    version: str
    is_required: bool = Field(description="Nobody can register without it.")


class WaysOut(Out):
    registration: str = Field(description="open, invited or closed.")
    mail: bool = Field(description="Whether addresses are confirmed, and passwords reset, by mail.")
    passkeys: bool
    providers: list[ProviderOut]
    documents: list[DocumentOut]


class SecurityOut(Out):
    email: str
    is_email_verified: bool
    has_password: bool
    has_totp: bool
    recovery_codes_left: int


class VisitOut(Out):
    url: str = Field(description="The provider's page to go to.")


class ProviderStartIn(In):
    """What a new person agrees to before they have an account; of no meaning for somebody known."""

    consents: dict[str, str] = Field(
        {}, max_length=10, description="As in registering: GET /auth/ways says what is asked for."
    )


class ProviderAnswerIn(In):
    """What stands in the address that the provider sent the browser back to."""

    state: str = Field(max_length=100)
    code: str = Field(max_length=4000)
    iss: str | None = Field(None, max_length=500)
    timezone: str = Field("America/New_York", max_length=60, description="Of a new person's workspace.")
    currency: str = Field("USD", max_length=10)


class LinkedIdentityOut(Out):
    id: UUID
    issuer: str
    email: str = Field(description="As the provider stated it then; for people to recognise.")
    created_at: datetime
    last_used_at: datetime | None


class LinkedIdentityListOut(Out):
    items: list[LinkedIdentityOut]
    next_cursor: str | None


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
    deletes_at: datetime | None = Field(description="They asked to be erased: until then they can undo it.")


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
