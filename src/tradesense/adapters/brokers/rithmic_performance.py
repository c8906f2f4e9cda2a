"""Rithmic R|Trader Pro, trader performance (CSV): Trader Performance > Trade Statistics > Export.

One row is a part of a trade: an entry's and an exit's, by the numbers of their orders. Quirks: accounts and
contracts stand alone on lines above their rows, and the header is repeated under each; the zone stands in the
names of the times (`Entry Time (EDT)`); bonds in 32nds; Trade P&L is before Commission & Fees.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tradesense.adapters.brokers.rithmic import bare_name, zone_of
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, LOCAL_CLOCK, Format, Layout
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import contract
from tradesense.adapters.files.values import CellInvalid, thirty_seconds
from tradesense.domain.number import plain
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated

TRADES: Final = Layout(
    ("entry buy/sell", "entry price", "entry time", "exit price", "exit time", "fill size"), bare=bare_name
)
_CONTRACT: Final = re.compile(r"^[A-Z0-9]{1,4}[FGHJKMNQUVXZ][0-9]{1,2}$")


class _Above(NamedTuple):
    """The account and the contract that the rows below belong to; `unknown`: a zone that is not known."""

    account: str
    contract: str
    unknown: str


def recognise(source: Source) -> float:
    return 0.95 if any(TRADES.fits(cells) for cells in source.sample[: 2 * HEADER_WITHIN_RECORDS]) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    order, mark = options.date_order or "mdy", options.decimal_mark or "."
    reading = Reading(options.zone, order, mark, options.currency)
    apart, columns, above = Apart(), None, _Above("", "", "")
    for record in source.records():
        cells = record.cells
        if TRADES.fits(cells):
            columns = TRADES.columns(cells)
            zone, unknown = zone_of(cells, "entry time", options.zone)
            reading, above = reading._replace(zone=zone), above._replace(unknown=unknown)
        elif not any(cell.strip() for cell in cells[1:]):
            name = cells[0].strip()
            above = above._replace(contract=name) if _CONTRACT.match(name) else _Above(name, "", above.unknown)
        elif columns is not None:
            row = Row(record, columns, reading)
            yield from guarded(row, lambda one, above=above: _trade(one, above, apart))  # type: ignore[misc]
    if columns is None:
        raise FormatUnknown("There is no table with Entry Price, Entry Time, Exit Price, Exit Time and Fill Size.")


def _trade(row: Row, above: _Above, apart: Apart) -> list[Stated] | Stated:
    if not row.text("entry time") or not row.text("fill size"):
        return row.ignored("row.total", "A total or a line of text, not a trade.")
    if not row.text("exit time"):
        return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
    if above.unknown:
        raise RowQuarantined(
            "zone.unknown", f"The zone {above.unknown!r} of its times is not known: say the file's zone."
        )
    opened, closed = row.when("entry time"), row.when("exit time")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
    symbol = row.text("instrument", "symbol") or above.contract
    if not symbol:
        raise CellInvalid("No contract stands above the row.")
    account = row.text("accountnumber", "account") or above.account
    side = action_of(row.required("entry buy/sell"), "entry buy/sell").side
    quantity = row.number("fill size").copy_abs()
    entry, exit_ = thirty_seconds(row.required("entry price")), thirty_seconds(row.required("exit price"))
    orders = (row.text("entry order number"), row.text("exit order number"))
    told = (account, symbol, *orders, side.name, plain(quantity), plain(entry), plain(exit_), opened.at, closed.at)
    trip = RoundTrip(
        line=row.line,
        account=account,
        instrument=contract(symbol, opened.at.year),
        side=side,
        quantity=quantity,
        entry=entry,
        exit=exit_,
        opened=opened,
        closed=closed,
        fees=row.charges((("commission & fees", "commission", "commissions"),)),
        position=apart.told(*told),
    )
    return agreeing(trip, row.maybe_number("trade p&l"), trip.gross, trip.net).fills()


FORMAT = Format("rithmic_performance", "Rithmic", "Trader performance", LOCAL_CLOCK, recognise, read)
