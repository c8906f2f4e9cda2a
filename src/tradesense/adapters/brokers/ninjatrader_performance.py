"""NinjaTrader, Trade Performance, Trades grid (CSV): New > Trade Performance > Trades > right click > Export.

One row is a closed trade, so a position of its own. Quirks: `($62.90)`, `90.00 $`; Profit is after the
commission and the fee columns; the trade number only counts the rows of this report; days come before
months when dashes or dots stand between them, months before days with slashes.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.ninjatrader import instrument_of
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.domain.number import plain
from tradesense.domain.statement import Stated

_FEES: Final = (
    *(("commission",), ("clearing fee",), ("exchange fee",), ("ip fee",), ("nfa fee",)),
    *(("brokerage fee",), ("routing fee",), ("other fees",)),
)


def prepare(table: Table) -> ReadRow:
    apart = Apart()
    first = next(iter(table.rows()), None)
    if first is not None and table.reading.order == "mdy" and _is_dashed(first.text("entry time")):
        # Nothing in the file tells; so written, NinjaTrader puts the day first.
        table.reading = table.reading._replace(order="dmy")

    def read_row(row: Row) -> list[Stated] | Stated:
        if not row.text("instrument") and not row.text("entry time"):
            return row.ignored("row.total", "A total, not a trade.")
        trip = _trip(row, apart)
        return agreeing(trip, row.maybe_number("profit"), trip.net, trip.gross).fills()

    return read_row


def _is_dashed(text: str) -> bool:
    return text[2:3] in {"-", "."} or text[1:2] in {"-", "."}


def _trip(row: Row, apart: Apart) -> RoundTrip:
    opened, closed = row.when("entry time"), row.when("exit time")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: say the date order.")
    account, quantity = row.text("account"), row.number("qty", "quantity")
    entry, exit_ = row.number("entry price"), row.number("exit price")
    side = action_of(row.required("market pos.", "market pos"), "market pos.").side
    fees: Decimal | None = row.charges(_FEES)
    told = (
        account,
        row.text("instrument"),
        side.name,
        plain(quantity),
        plain(entry),
        plain(exit_),
        opened.at,
        closed.at,
    )
    return RoundTrip(
        line=row.line,
        account=account,
        instrument=instrument_of(row, opened.at.year),
        side=side,
        quantity=quantity,
        entry=entry,
        exit=exit_,
        opened=opened,
        closed=closed,
        fees=fees,
        position=apart.told(*told),
    )


FORMAT = table_format(
    key="ninjatrader_performance",
    broker="NinjaTrader",
    title="Trade performance",
    zone=LOCAL_CLOCK,
    header=(
        "instrument",
        "market pos.|market pos",
        "qty|quantity",
        "entry price",
        "exit price",
        "entry time",
        "exit time",
    ),
    prepare=prepare,
    telling=Telling(("entry time", "exit time"), ("entry price", "exit price", "profit", "commission")),
)
