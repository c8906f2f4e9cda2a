"""thinkorswim, today's trade activity or order history without the fills (CSV): Monitor > Activity and Positions.

One row is an order: its PRICE is its limit, `~` for a market order, not what it filled at. So a filled order is
for the trader, who may export the Filled Orders or the account statement instead; with either of those in the
file it is read as the account statement. Quirks: an order is continued by rows `OCO #…`, `TRG BY #…`, `RE #…`;
`.52`; years of two digits.
"""

from collections.abc import Iterator
from typing import Final

from tradesense.adapters.brokers import thinkorswim_statement
from tradesense.adapters.brokers.thinkorswim_statement import CASH, FILLS
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format, Layout
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import FormatUnknown, ReadOptions, RowNote, Stated

ORDERS: Final = Layout(("time placed|time canceled", "spread", "side", "qty", "symbol", "price", "status"))


def recognise(source: Source) -> float:
    has_fills = any(FILLS.fits(cells) or CASH.fits(cells) for cells in source.sample)
    return 0.95 if not has_fills and any(ORDERS.fits(cells) for cells in source.sample) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    if any(FILLS.fits(record.cells) or CASH.fits(record.cells) for record in source.records()):
        yield from thinkorswim_statement.read(source, options)
        return
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    columns: Columns | None = None
    is_any = False
    for record in source.records():
        if ORDERS.fits(record.cells):
            columns, is_any = Columns(record.cells), True
        elif not any(cell.strip() for cell in record.cells[1:]):
            columns = None
        else:
            yield from guarded(Row(record, columns or Columns(()), reading), _order if columns else _other)
    if not is_any:
        raise FormatUnknown("There is no table of orders with Time Placed, Symbol, PRICE and Status.")


def _order(row: Row) -> RowNote:
    if not row.text("time placed", "time canceled"):
        return row.ignored("order.continued", "A further line of the order above.")
    status = row.text("status").upper()
    if status not in {"FILLED", "EXECUTED"}:
        return row.ignored("order.not_filled", f"The order is {status[:40].casefold() or 'not filled'}: it is no fill.")
    raise RowQuarantined(
        "order.price_unknown",
        f"The order for {row.text('symbol')[:20]} filled, at which price is not said: export the Filled Orders or the "
        "account statement, or enter the fill by hand.",
    )


def _other(row: Row) -> RowNote:
    return row.ignored("section.without_fills", "This part of the report holds no orders.")


FORMAT = Format("thinkorswim_activity", "thinkorswim", "Trade activity", LOCAL_CLOCK, recognise, read)
