"""MetaTrader 4, account statement (HTML or CSV): Terminal > Account History > Save as Report.

Quirks: closed transactions, open trades and orders in one file; deposits stand between the trades, orders
that did not fill as well; volumes are lots, and what a lot is worth is not in the file; clock times are the
trade server's.
"""

from collections.abc import Iterator

from tradesense.adapters.brokers.metatrader import BROKER, OPEN_TRADES, STATEMENT, recognised
from tradesense.adapters.brokers.metatrader_closed import CLOSED, Names, read_closed
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format, always
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import ReadOptions, Stated

_OTHERS = {"open": ("position.open", "The trade is still open: the report that shows it closed tells it.")}


def recognise(source: Source) -> float:
    return recognised(source, STATEMENT, 0.95)


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    tables = {CLOSED: STATEMENT, "open": OPEN_TRADES}
    return read_closed(source, options, tables, Names("ticket", "item", "size", "open time", "close time"), _OTHERS)


FORMAT = Format(
    "metatrader4_statement", BROKER, "MetaTrader 4 statement", LOCAL_CLOCK, recognise, read, states_rates=always
)
