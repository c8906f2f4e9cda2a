"""NinjaTrader, Executions grid (CSV): Control Center > Executions > right click > Export.

Quirks: written in the manner of the exporting computer (commas or semicolons, 7200,75, days before months);
column names in English or French; commissions are costs, above zero; clock times without zone, sometimes without seconds; a trade copied into
several accounts gives the same rows, and the same ids, once for each: all of them are real.
"""

from typing import Final

from tradesense.adapters.brokers.ninjatrader import instrument_of
from tradesense.adapters.files.formats import LOCAL_CLOCK, Telling, table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.domain.execution import Side
from tradesense.domain.statement import StatedFill

QUANTITY: Final = ("quantity", "qty", "quantité", "qté")
PRICE: Final = ("price", "prix")
TIME: Final = ("time", "heure")
SENSE: Final = ("e/x", "e/s")
ACCOUNT: Final = ("account display name", "account name", "account", "nom du compte", "compte")


def read_row(row: Row) -> StatedFill:
    when = row.when(*TIME)
    action = action_of(row.required("action"), "action")
    number = row.text("id")
    return StatedFill(
        line=row.line,
        account=row.text(*ACCOUNT),
        instrument=instrument_of(row, when.at.year),
        side=action.side,
        quantity=row.number(*QUANTITY),
        price=row.number(*PRICE),
        fees=row.charges((("commission",), ("fee", "fees", "frais"))),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=_closes(row, action.side),
        broker_ref=f"exec:{number}" if number else "",
    )


def _closes(row: Row, side: Side) -> bool:
    """An exit closes, unless the position after it is on its own side: then it turned around."""
    after = row.text("position")[-1:].upper()
    return row.text(*SENSE).casefold() in {"exit", "sortie"} and after != ("L" if side is Side.BUY else "S")


FORMAT = table_format(
    key="ninjatrader_executions",
    broker="NinjaTrader",
    title="Executions",
    zone=LOCAL_CLOCK,
    header=("instrument", "action", "|".join(QUANTITY), "|".join(PRICE), "|".join(TIME), "|".join(SENSE)),
    read_row=read_row,
    telling=Telling(TIME, (*PRICE, *QUANTITY, "commission")),
)
