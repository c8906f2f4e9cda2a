"""Lightspeed, trades (CSV): Account Management > Reports > Trades > Export.

Quirks: a title above the header; clock times of New York, often without seconds; the side as a letter and in words
("Long Buy", "Short Sell"); many columns of fees beside the commission; trade numbers that begin again every day.
The signs of the amounts are not to be relied upon.
"""

from typing import Final

from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.clocks import day_and_clock
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import Action, action_of, squeezed
from tradesense.adapters.files.symbols import USD
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.statement import Stated, StatedFill

_FEES: Final = ("feesec", "feemf", "fee1", "fee2", "fee3", "feestamp", "feetaf", "fee4")
CHARGES: Final = (("commission amount", "commission"), *((name,) for name in _FEES))
_WORDS: Final = {
    "longbuy": Action(Side.BUY),
    "longsell": Action(Side.SELL, closes=True),
    "shortsell": Action(Side.SELL),
    "sellshort": Action(Side.SELL),
    "shortbuy": Action(Side.BUY, closes=True),
    "buytocover": Action(Side.BUY, closes=True),
}


def read_row(row: Row) -> list[Stated] | Stated:
    if not row.text("symbol") and not row.text("side", "buy/sell"):
        return row.ignored("row.total", "A total, not a trade.")
    when, action = day_and_clock(row, ("trade date",), ("execution time", "time")), _action(row)
    number = row.text("trade number")
    fill = StatedFill(
        line=row.line,
        account=row.text("account number", "account"),
        instrument=listed(row.symbol("symbol"), row.currency("currency"), when.at.year),
        side=action.side,
        quantity=row.number("qty", "quantity").copy_abs(),
        price=row.number("price"),
        fees=row.charges(CHARGES),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
        broker_ref=f"trade:{row.moment('trade date').when.date().isoformat()}:{number}" if number else "",
    )
    return [fill, *remarks_on(row, fill)]


def _action(row: Row) -> Action:
    """The letter says which way; the words say whether it closes. They must not contradict each other."""
    said = action_of(row.required("side", "buy/sell"), "side") if row.text("side") else None
    worded = _WORDS.get(squeezed(row.text("buy/sell")))
    if said and worded and said.side is not worded.side:
        raise CellInvalid(f"Column 'side' says {row.text('side')[:10]!r}, 'buy/sell' {row.text('buy/sell')[:20]!r}.")
    found = worded or said
    if found is None:
        return action_of(row.required("buy/sell"), "buy/sell")
    return found


FORMAT = table_format(
    key="lightspeed_trades",
    broker="Lightspeed",
    title="Trades",
    zone="America/New_York",
    currency=USD,
    header=("trade number", "trade date", "execution time", "symbol", "side", "qty|quantity", "price"),
    read_row=read_row,
)
