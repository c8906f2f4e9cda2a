"""TradeZero and TradeStation, trades (CSV), and the template that follows them: Account > Trade History > Export.

Quirks: sides B, S, SS and BC; charges of six kinds as costs; Net Proceeds is what counts in cash, and the only sign
of the charges where there are no columns for them; not in the order of time; day and clock time in two columns.
"""

from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.clocks import day_and_clock
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import USD
from tradesense.domain.instrument import AssetClass
from tradesense.domain.statement import Stated, StatedFill

CHARGES: Final = (
    ("comm", "commission"),
    ("sec",),
    ("taf",),
    ("nscc",),
    ("nasdaq",),
    ("ecn remove",),
    ("ecn add",),
)


def read_row(row: Row) -> list[Stated] | Stated:
    when = day_and_clock(row, ("t/d",), ("exec time",))
    action = action_of(row.required("side"), "side")
    instrument = listed(row.symbol("symbol"), row.currency("currency"), when.at.year)
    fill = StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument,
        side=action.side,
        quantity=row.number("qty", "quantity").copy_abs(),
        price=row.number("price"),
        fees=row.charges(CHARGES),
        when=when.at,
        day=when.day,
        twice=when.twice,
        # A short sale of shares has a side of its own.
        closes=action.closes or (row.text("side").upper() == "S" and instrument.asset_class is AssetClass.EQUITY),
    )
    return booked(row, fill, row.maybe_number("net proceeds")).stated


FORMAT = table_format(
    key="tradezero_trades",
    broker="TradeZero, TradeStation",
    title="Trades",
    zone="America/New_York",
    currency=USD,
    header=("account", "t/d", "side", "symbol", "qty|quantity", "price", "exec time", "net proceeds"),
    read_row=read_row,
)
