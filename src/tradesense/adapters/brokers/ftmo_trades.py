"""FTMO, MetriX journal (CSV): Account MetriX > Trading journal > Export.

One row is a closed position, in MetaTrader's manner: Price stands twice, first the entry's, and costs are
printed below zero. Quirks: column names in the client's language, English or French (`Ouvrir`, `Fermeture`),
in a fixed order; semicolons and decimal commas; what a lot is worth is told by the profits; the account and
its currency stand nowhere.
"""

from typing import Final

from tradesense.adapters.brokers.metatrader import COSTS, SIDES, UNIT, Lots, settled
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.round_trips import RoundTrip
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, column_key
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.instrument import Instrument
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated

_ENGLISH: Final = {
    **dict.fromkeys(("ouvrir", "ouverture", "open time"), "open"),
    **dict.fromkeys(("fermeture", "clôture", "close time"), "close"),
    **dict.fromkeys(("symbole",), "symbol"),
    **dict.fromkeys(("prix",), "price"),
    **dict.fromkeys(("commissions",), "commission"),
}


def english(name: str) -> str:
    key = column_key(name)
    return _ENGLISH.get(key, key)


def prepare(table: Table) -> ReadRow:
    currency = table.reading.currency
    lots = Lots(currency)
    for row in table.rows():
        try:
            lots.see(row.required("symbol"), _trip(row, UNIT).move, row.number("profit"))
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        kind = row.text("type").casefold()
        if not row.text("ticket"):
            return row.ignored("row.total", "A total or a line of text, not a position.")
        if kind not in SIDES:
            return row.ignored("row.not_a_position", f"{kind[:40]!r} is no position.")
        if not row.text("close"):
            return row.ignored("position.open", "The position is still open: the report that shows it closed tells it.")
        costs = row.charges(COSTS)
        trip = _trip(row, lots.instrument(row.symbol("symbol")))
        return settled(trip, row.number("profit"), costs.copy_negate() if costs else costs, currency).fills()

    return read_row


def _trip(row: Row, instrument: Instrument) -> RoundTrip:
    side = SIDES.get(row.required("type").casefold())
    if side is None:
        raise CellInvalid("The row is no position.")
    opened, closed = row.when("open"), row.when("close")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The position closes before it opens.")
    return RoundTrip(
        line=row.line,
        account="",
        instrument=instrument,
        side=side,
        quantity=row.number("volume"),
        entry=row.number("price"),
        exit=row.number("price#2"),
        opened=opened,
        closed=closed,
        fees=None,
        # One ticket may be closed in parts, each in a row.
        position=f"{row.required('ticket')}@{closed.at.isoformat()}*{row.text('volume')}",
        ref="position",
    )


FORMAT = table_format(
    key="ftmo_trades",
    broker="FTMO",
    title="MetriX journal",
    zone=LOCAL_CLOCK,
    header=("ticket", "open", "type", "volume", "symbol", "price", "close", "price#2", "profit", "pips"),
    bare=english,
    prepare=prepare,
    order="dmy",
    telling=Telling(("open", "close"), ("volume", "price", "price#2", "profit", "commission", "swap")),
)
