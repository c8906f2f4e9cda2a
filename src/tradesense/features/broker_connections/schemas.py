"""What broker connections look like outside. Credentials go in and never come out."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from tradesense.domain.broker_sync import SyncOutcome, SyncSchedule
from tradesense.edge.schemas import In, Out, Text

Loose = Field(strict=False)
Name = Annotated[Text, Field(max_length=120)]
Credentials = Annotated[
    dict[str, str],
    Field(max_length=20, json_schema_extra={"writeOnly": True}, description="By the names of the broker's fields."),
]


class CredentialFieldOut(Out):
    """One thing that a connection to this broker needs."""

    name: str
    label: str
    help: str
    secret: bool = Field(description="Sealed when stored, and never shown again.")
    optional: bool
    choices: list[str] = Field(description="When only these are possible; else empty.")


class BrokerOut(Out):
    """A broker whose service can be asked."""

    kind: str = Field(examples=["alpaca"])
    broker: str
    title: str
    fields: list[CredentialFieldOut]


class BrokerListOut(Out):
    items: list[BrokerOut]
    next_cursor: str | None
    is_on: bool = Field(description="False: this server asks no brokers (TRADESENSE_BROKER_SYNC).")


class BrokerConnectionOut(Out):
    id: UUID
    kind: str
    broker: str
    name: str
    account_id: UUID | None
    shown: dict[str, str] = Field(description="The fields that are no secrets.")
    schedule: SyncSchedule
    since: date | None
    review_first: bool
    last_outcome: SyncOutcome | None
    last_detail: str
    last_run_at: datetime | None
    last_synced_at: datetime | None
    next_run_at: datetime | None
    created_at: datetime


class BrokerConnectionListOut(Out):
    items: list[BrokerConnectionOut]
    next_cursor: str | None


class BrokerConnectionIn(In):
    """A connection to make. Without a schedule it syncs when asked to."""

    kind: Annotated[Text, Field(max_length=60)]
    name: Name = ""
    credentials: Credentials
    account_id: Annotated[UUID, Loose] | None = Field(None, description="Its fills' account; null: as the broker says.")
    schedule: Annotated[SyncSchedule, Loose] = SyncSchedule.OFF
    since: Annotated[date, Loose] | None = Field(None, description="First day to fetch; null: all there is.")
    review_first: bool = Field(False, description="Let each import wait for a commit.")


class BrokerConnectionChangeIn(In):
    """What to change; of the credentials only the fields that are given."""

    name: Annotated[Name, Field(min_length=1)] | None = None
    credentials: Credentials | None = None
    account_id: Annotated[UUID, Loose] | None = None
    schedule: Annotated[SyncSchedule, Loose] | None = None
    since: Annotated[date, Loose] | None = None
    review_first: bool | None = None


class BrokerCheckOut(Out):
    """What the broker said to the credentials."""

    ok: bool
    accounts: list[str] = Field(description="The accounts they open; empty where the broker does not say.")
    code: str | None
    detail: str


class SyncRunOut(Out):
    id: UUID
    outcome: SyncOutcome
    detail: str
    records: int = Field(description="Fills and bookings that the broker answered.")
    import_id: UUID | None
    started_at: datetime
    finished_at: datetime | None


class SyncRunListOut(Out):
    items: list[SyncRunOut]
    next_cursor: str | None
