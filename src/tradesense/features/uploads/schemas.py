"""What uploads look like outside, besides their headers."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from tradesense.edge.schemas import Out


class UploadOut(Out):
    """An upload just begun: send its bytes to `Location`."""

    id: UUID
    length: int | None = Field(description="In bytes; null where the client does not know it yet.")
    received: int
    expires_at: datetime
