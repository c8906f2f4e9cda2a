"""Questrade, executions (CSV): Questrade Trading > Orders > Executions > Export.

Quirks: the exporting computer's dates (dd.mm.yyyy with "UTC+02", dd-mm-yy, mm/dd/yyyy); the commission a cost,
in some exports in parentheses; orders that did not fill stand between the executions.
"""

from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.formats import Telling, table_format
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, When
from tradesense.adapters.files.sides import action_of
from tradesense.domain.instrument import Instrument
from tradesense.domain.statement import Stated, StatedFill


def read_row(row: Row) -> list[Stated] | Stated:
    quantity = row.maybe_number("fill qty", "filled qty")
    if not quantity:
        return row.ignored("order.not_filled", "The order did not fill.")
    action = action_of(row.required("action", "side"), "action")
    when = row.when("exec time", "execution time")
    charges = row.charges((("commission", "comm"), ("ecn fees", "ecn fee"), ("sec fees", "sec fee")))
    number = row.text("execution id", "exec id")
    fill = StatedFill(
        line=row.line,
        account=row.text("account", "account number"),
        instrument=_instrument(row, when),
        side=action.side,
        quantity=quantity.copy_abs(),
        price=row.number("fill price", "filled price"),
        fees=charges.copy_abs() if charges else charges,
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
        broker_ref=f"exec:{number}" if number else "",
    )
    return [fill, *remarks_on(row, fill)]


def _instrument(row: Row, when: When) -> Instrument:
    traded = row.currency("currency")
    symbol = row.symbol("symbol")
    if found := option_of(symbol, traded) or option_of(row.text("option"), traded):
        return found
    return listed(symbol, traded, when.at.year)


FORMAT = table_format(
    key="questrade_executions",
    broker="Questrade",
    title="Executions",
    zone="America/Toronto",
    header=("symbol", "action|side", "fill qty|filled qty", "fill price|filled price", "exec time|execution time"),
    telling=Telling(("exec time", "execution time"), ("fill price", "filled price", "commission")),
    read_row=read_row,
)
