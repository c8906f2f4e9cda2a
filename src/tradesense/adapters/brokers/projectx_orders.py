"""ProjectX platforms (TopstepX and others), orders (CSV): Orders tab > Export.

One row is an order. Quirks: sides are Bid (bought) and Ask (sold); every time carries its offset, and the
trading day (TradeDay) is not the calendar's; PositionDisposition says what closes; orders that were rejected,
cancelled or expired; no fees (unknown, not zero). Numbers of orders stand in some exports only.
"""

from typing import Final

from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import contract
from tradesense.domain.statement import RowNote, StatedFill

_DONE: Final = frozenset({"filled", "partially filled", "partiallyfilled"})


def read_row(row: Row) -> StatedFill | RowNote:
    status = row.text("status").casefold()
    if not row.text("executeprice") or not row.text("filledat") or status not in _DONE:
        why = row.text("rejectionreason")[:120]
        return row.ignored(
            "order.not_filled", f"The order is {status or 'not filled'}{f' ({why})' if why else ''}: it is no fill."
        )
    when = row.when("filledat")
    number = row.text("id", "orderid", "platformorderid", "exchangeorderid")
    return StatedFill(
        line=row.line,
        account=row.text("accountname", "account"),
        instrument=contract(row.required("contractname"), when.at.year),
        side=action_of(row.required("side"), "side").side,
        quantity=row.number("filledsize", "size").copy_abs(),
        price=row.number("executeprice"),
        fees=row.charges((("fees",), ("commissions", "commission"))),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=row.text("positiondisposition").casefold() == "closing",
        broker_ref=f"order:{number}" if number else "",
    )


FORMAT = table_format(
    key="projectx_orders",
    broker="ProjectX",
    title="Orders",
    zone="America/Chicago",
    header=("contractname", "status", "size", "side", "filledat", "executeprice"),
    read_row=read_row,
)
