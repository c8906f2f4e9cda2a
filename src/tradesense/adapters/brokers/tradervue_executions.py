"""Tradervue, executions (CSV): Import > generic format, and the export of a trade's executions.

One row is a fill. Quirks: the day and the time in columns of their own; three columns of costs, above zero;
`Commision` as many converters misspell it; clock times without zone, of the account's settings.
"""

from typing import Final

from tradesense.adapters.files.formats import LOCAL_CLOCK, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.rows import Row, When
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.values import moment
from tradesense.domain.statement import StatedFill

_CHARGES: Final = (("commission", "commision"), ("transfee",), ("ecnfee",), ("secfee",))


def read_row(row: Row) -> StatedFill:
    when, action = _when(row), action_of(row.required("side"), "side")
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument_of(row.symbol("symbol"), when.at.year, row.currency("currency")),
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=row.number("price"),
        fees=row.charges(_CHARGES),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
    )


def _when(row: Row) -> When:
    day, clock = row.required("date")[:40], row.text("time")[:40]
    return row.instant(moment(f"{day} {clock}".strip(), row.reading.order))


FORMAT = table_format(
    key="tradervue_executions",
    broker="Tradervue",
    title="Executions",
    zone=LOCAL_CLOCK,
    header=("date", "time", "symbol", "quantity", "price", "side", "commission|commision", "transfee|ecnfee"),
    read_row=read_row,
    telling=Telling(("date",), ("quantity", "price", "commission", "transfee", "ecnfee")),
)
