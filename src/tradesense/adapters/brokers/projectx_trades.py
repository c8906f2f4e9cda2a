"""ProjectX platforms (TopstepX and others), trades (CSV): Trades tab > Export.

One row is a round trip, so a position of its own. Quirks: every time carries its offset; PnL is before Fees
and Commissions, each of which is for both fills; no account unless the export is of several; the trading day
(TradeDay) is not the calendar's, and is worked out from the times here; the number is the trade's alone.
"""

from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.round_trips import RoundTrip, agreeing
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import contract
from tradesense.domain.statement import Stated


def read_row(row: Row) -> list[Stated] | Stated:
    if not row.text("exitedat"):
        return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
    opened, closed = row.when("enteredat"), row.when("exitedat")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
    trip = RoundTrip(
        line=row.line,
        account=row.text("accountname", "account"),
        instrument=contract(row.required("contractname"), opened.at.year),
        side=action_of(row.required("type"), "type").side,
        quantity=row.number("size").copy_abs(),
        entry=row.number("entryprice"),
        exit=row.number("exitprice"),
        opened=opened,
        closed=closed,
        fees=row.charges((("fees",), ("commissions", "commission"))),
        position=row.required("id"),
        ref="trade",
    )
    return agreeing(trip, row.maybe_number("pnl"), trip.gross, trip.net).fills()


FORMAT = table_format(
    key="projectx_trades",
    broker="ProjectX",
    title="Trades",
    zone="America/Chicago",
    header=("id", "contractname", "enteredat", "exitedat", "entryprice", "exitprice", "size", "type"),
    read_row=read_row,
)
