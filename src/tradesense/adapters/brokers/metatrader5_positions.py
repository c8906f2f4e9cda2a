"""MetaTrader 5, account history by positions (HTML, XLSX, CSV): Toolbox > History > Positions > Report.

Quirks: the same file goes on with orders and deals, which tell the same positions again; Time and Price
stand twice (opening, closing); volumes are lots, and what a lot is worth is not in the file; numbers may be
written `4 577,86`; symbols carry a suffix of the broker's; clock times are the trade server's.
"""

from collections.abc import Iterator

from tradesense.adapters.brokers.metatrader import BROKER, DEALS, OPEN_POSITIONS, ORDERS, POSITIONS, recognised
from tradesense.adapters.brokers.metatrader_closed import CLOSED, Names, read_closed
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format, always
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import ReadOptions, Stated

_OTHERS = {
    "open": ("position.open", "The position is still open: the report that shows it closed tells it."),
    "orders": ("row.told_by_positions", "An order: the closed positions tell what became of it."),
    "deals": ("row.told_by_positions", "A deal: the closed positions tell it."),
}


def recognise(source: Source) -> float:
    return recognised(source, POSITIONS, 0.95)


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    tables = {CLOSED: POSITIONS, "open": OPEN_POSITIONS, "deals": DEALS, "orders": ORDERS}
    return read_closed(source, options, tables, Names("position", "symbol", "volume", "time", "time#2"), _OTHERS)


FORMAT = Format(
    "metatrader5_positions", BROKER, "MetaTrader 5 positions", LOCAL_CLOCK, recognise, read, states_rates=always
)
