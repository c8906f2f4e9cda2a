"""Orders as Apex Trader Funding's web platform exports them (CSV): Orders or Movements > Export.

One row is an order, or (`exec_qty`) one of its executions. Quirks: the quantity done is negative for a sale;
times as JavaScript words them (`Thu Jul 09 2026 16:30:00 GMT+0300 (…)`), as seconds since 1970 or in ISO;
an order that was cancelled may have filled in part; contracts as `CM.MNQU6`; no fees (unknown, not zero).
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.rows import Row, When
from tradesense.adapters.files.symbols import contract
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.execution import Side
from tradesense.domain.statement import RowNote, StatedFill

QUANTITY: Final = ("qty_done", "exec_qty")
WHEN: Final = ("last_time", "mov_time", "order_date", "formatteddate")
_WORDED: Final = re.compile(
    r"^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) ([0-9]{1,2}) ([0-9]{4}) ([0-9:]{8}) (?:GMT|UTC)([+-][0-9]{4})\b"
)
_SINCE_1970: Final = re.compile(r"^[0-9]{10}(?:\.[0-9]{1,6})?$|^[0-9]{13}$")


def read_row(row: Row) -> StatedFill | RowNote:
    quantity = row.maybe_number(*QUANTITY)
    if not quantity:
        status = row.text("status", "ord_state").casefold()
        return row.ignored("order.not_filled", f"The order {f'is {status[:40]}' if status else 'did not fill'}.")
    when = _when(row)
    # Of an order's executions the order's number is not theirs alone.
    number = row.text("order_id") if row.text("qty_done") else ""
    return StatedFill(
        line=row.line,
        account=row.text("account", "account_id", "name"),
        instrument=contract(row.required("trading_symbol", "symbol"), when.at.year),
        side=Side.SELL if quantity < 0 else Side.BUY,
        quantity=quantity.copy_abs(),
        price=row.number("price_done"),
        fees=row.charges((("commission", "commissions"), ("fee", "fees"))),
        when=when.at,
        day=when.day,
        twice=when.twice,
        broker_ref=f"order:{number}" if number else "",
    )


def _when(row: Row) -> When:
    text = row.required(*WHEN)
    if worded := _WORDED.match(text[:80]):
        month, day, year, clock, offset = worded.groups()
        return row.instant(moment(f"{day} {month} {year} {clock} {offset}", row.reading.order))
    if _SINCE_1970.match(text):
        seconds = Decimal(text) / (1000 if len(text) == 13 else 1)
        if not seconds < 4_102_444_800:  # the year 2100
            raise CellInvalid(f"{text!r} is not a time of this century.")
        whole = int(seconds)
        at = datetime.fromtimestamp(whole, UTC).replace(microsecond=int((seconds - whole) * 1_000_000))
        return When(at, None, twice=False)
    return row.when(*WHEN)


FORMAT = table_format(
    key="apex_orders",
    broker="Apex Trader Funding",
    title="Orders",
    zone=LOCAL_CLOCK,
    header=("order_id", "|".join(QUANTITY), "price_done", "symbol|trading_symbol", "|".join(WHEN)),
    read_row=read_row,
)
