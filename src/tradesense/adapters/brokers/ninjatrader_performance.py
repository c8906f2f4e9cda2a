"""NinjaTrader, Trade Performance, Trades grid (CSV): New > Trade Performance > Trades > right click > Export.

One row is a closed trade, so a position of its own. Quirks: `($62.90)`, `90.00 $`; Profit is after the
commission and the fee columns; names in English or French; the trade number only counts the rows of this report; days come before
months when dashes or dots stand between them, months before days with slashes.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.ninjatrader import instrument_of
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.domain.number import plain
from tradesense.domain.statement import Stated

ACCOUNT: Final = ("account", "compte")
SIDE: Final = ("market pos.", "market pos", "pos. marché.", "pos. marché", "position marché")
QUANTITY: Final = ("qty", "quantity", "qté", "quantité")
ENTRY: Final = ("entry price", "prix d'entrée")
EXIT: Final = ("exit price", "prix de sortie")
OPENED: Final = ("entry time", "heure d'entrée")
CLOSED: Final = ("exit time", "heure de sortie")
PROFIT: Final = ("profit", "bénéfice")
_CHARGE: Final = re.compile(r"^commissions?$|\bfees?$|^frais\b")


def prepare(table: Table) -> ReadRow:
    apart = Apart()
    first = next(iter(table.rows()), None)
    charges = [(name,) for name in first.columns.names if _CHARGE.search(name)] if first is not None else []
    if first is not None and table.reading.order == "mdy" and _is_dashed(first.text(*OPENED)):
        # Nothing in the file tells; so written, NinjaTrader puts the day first.
        table.reading = table.reading._replace(order="dmy")

    def read_row(row: Row) -> list[Stated] | Stated:
        if not row.text("instrument") and not row.text(*OPENED):
            return row.ignored("row.total", "A total, not a trade.")
        trip = _trip(row, apart, charges)
        return agreeing(trip, row.maybe_number(*PROFIT), trip.net, trip.gross).fills()

    return read_row


def _is_dashed(text: str) -> bool:
    return text[2:3] in {"-", "."} or text[1:2] in {"-", "."}


def _trip(row: Row, apart: Apart, charges: list[tuple[str]]) -> RoundTrip:
    opened, closed = row.when(*OPENED), row.when(*CLOSED)
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: say the date order.")
    account, quantity = row.text(*ACCOUNT), row.number(*QUANTITY)
    entry, exit_ = row.number(*ENTRY), row.number(*EXIT)
    side = action_of(row.required(*SIDE), SIDE[0]).side
    fees: Decimal | None = row.charges(charges)
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
    header=("instrument", *("|".join(names) for names in (SIDE, QUANTITY, ENTRY, EXIT, OPENED, CLOSED))),
    prepare=prepare,
    telling=Telling((*OPENED, *CLOSED), (*ENTRY, *EXIT, *PROFIT, "commission")),
)
