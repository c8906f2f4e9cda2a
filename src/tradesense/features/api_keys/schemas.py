"""What API keys look like outside."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from tradesense.edge.schemas import In, Out, Text

DAYS_MAX = 366
OVERLAP_HOURS_MAX = 7 * 24


class ApiKeyIn(In):
    name: Text = Field(min_length=1, max_length=80, examples=["Watched folder"])
    scopes: list[str] = Field(
        min_length=1,
        max_length=50,
        description="Permissions, none that you lack yourself.",
        examples=[["imports.read", "imports.write"]],
    )
    expires_in_days: int = Field(90, ge=1, le=DAYS_MAX)


class RotationIn(In):
    overlap_hours: int = Field(24, ge=0, le=OVERLAP_HOURS_MAX, description="How long the former secret opens too.")
    expires_in_days: int = Field(90, ge=1, le=DAYS_MAX)


class ApiKeyOut(Out):
    id: UUID
    name: str
    scopes: list[str]
    hint: str = Field(description="The secret's last characters.", examples=["x7Rk"])
    created_by: UUID
    created_at: datetime
    rotated_at: datetime | None
    former_until: datetime | None = Field(description="Until then the secret before the last rotation opens too.")
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None


class ApiKeyMadeOut(ApiKeyOut):
    secret: str | None = Field(
        description="Send it as `Authorization: Bearer …`. Shown this once: null where an answer is repeated for its "
        "`Idempotency-Key`, since it is kept nowhere.",
        examples=["tsk_…"],
    )


class ApiKeyListOut(Out):
    items: list[ApiKeyOut]
    next_cursor: str | None
