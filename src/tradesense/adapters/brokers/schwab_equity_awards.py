"""Charles Schwab, equity awards (CSV): Equity Award Center > Transaction History > Export.

Each award takes two lines: what happened, then the details of the grant. None of them is a fill: shares
that vest arrive in the brokerage account, whose own transactions say so.
"""

from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row
from tradesense.domain.statement import RowNote


def read_row(row: Row) -> RowNote:
    action = row.text("action")
    if not action:
        return row.ignored("award.detail", "Details of the award above: nothing was traded.")
    return row.ignored(
        "award.not_a_trade",
        f"{action[:40]}: shares of a stock plan; what was bought or sold is in the brokerage account's transactions.",
    )


FORMAT = table_format(
    key="schwab_equity_awards",
    broker="Charles Schwab",
    title="Equity awards",
    zone="America/New_York",
    header=("date", "action", "symbol", "awarddate", "fairmarketvalueprice|awardid"),
    read_row=read_row,
)
