"""Which share of the cost goes to what a spin-off, or a merger for shares and cash, brought: the trader says it."""

from decimal import Decimal

from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.domain.answers import answers
from tradesense.domain.corporate_action import COST_SHARE_UNKNOWN


def cost_share_said(row: Row, what: str) -> Decimal:
    """Between 0 and 1; raises RowQuarantined until it is said. `what`: how the file tells the action."""
    said = answers().cost_shares.get(row.line)
    if said is None:
        raise RowQuarantined(
            COST_SHARE_UNKNOWN,
            f"{what!r}: say which share of the cost goes to what was received. The company publishes it.",
        )
    return said
