"""What a reconciliation looks like outside."""

from datetime import date
from uuid import UUID

from pydantic import Field

from tradesense.domain.reconciliation import Subject
from tradesense.domain.residuals import Cause, Standing
from tradesense.edge.schemas import NumberOut, Out


class DifferenceOut(Out):
    """A figure that a statement prints otherwise than the ledger gives it."""

    subject: Subject
    symbol: str = Field(description="Of a position or a result; empty for a balance.")
    currency: str
    first_day: date = Field(description="The first of the days in which it arose, as far as the statements tell.")
    last_day: date
    stated: NumberOut
    ledger: NumberOut
    difference: NumberOut = Field(description="stated − ledger")
    cause: Cause = Field(description="What it likely comes from.")
    detail: str
    import_id: UUID
    file_name: str
    line: int = Field(description="Where it is printed; 0: a position that the statement does not list.")


class ReconciliationOut(Out):
    """How an account stands against its statements."""

    standing: Standing
    since: date | None = Field(
        description="From this day on everything printed agrees; or, unreconciled: the first day in doubt."
    )
    until: date | None = Field(description="The last day that a statement speaks of.")
    checked: int = Field(description="Printed figures compared.")
    differences: list[DifferenceOut]
