"""Tradovate, Orders export (CSV): one row per order, with its filled quantity and average price.

Quirks: blanks before words (" Sell"); no fees at all (unknown, not zero); clock times without zone,
on the clock of the computer that exported; orders that did not fill; older exports have no Status column.
"""

from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.contracts import future
from tradesense.domain.execution import Side
from tradesense.domain.statement import RowNote, StatedFill

SIDES = {"buy": Side.BUY, "sell": Side.SELL}


def read_row(row: Row) -> StatedFill | RowNote:
    status = row.text("status").casefold()
    if status not in {"", "filled"}:
        return row.ignored("order.not_filled", f"The order was {status}: it is no fill.")
    if not row.text("filledqty", "filled qty"):
        return row.ignored("order.not_filled", "The order did not fill.")
    side = SIDES.get(row.required("b/s").casefold())
    if side is None:
        raise CellInvalid(f"Column 'B/S': {row.text('b/s')!r} is neither Buy nor Sell.")
    when = row.when("fill time", "timestamp")
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=future(row.required("contract"), when.at.date()),
        side=side,
        quantity=row.number("filledqty", "filled qty"),
        price=row.number("avgprice", "avg fill price"),
        fees=None,
        when=when.at,
        day=when.day,
        twice=when.twice,
        broker_ref=f"order:{row.required('order id', 'orderid')}",
    )


FORMAT = table_format(
    key="tradovate_orders",
    broker="Tradovate",
    title="Orders",
    zone=LOCAL_CLOCK,
    header=("b/s", "contract", "filledqty|filled qty", "avgprice|avg fill price", "fill time|timestamp"),
    read_row=read_row,
)
