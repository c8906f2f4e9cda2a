"""Tradervue, completed trades (CSV): Trades > Export > CSV.

One row is a trade, so a position of its own, whose prices are averages of its executions. Quirks: sides L and
S; Gross P&L always, Net P&L, Commissions and Fees only in wider exports; a list of tags in quotes; clock
times without zone, of the account's settings.
"""

from typing import Final

from tradesense.adapters.files.averages import Points, as_printed
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.round_trips import Apart, RoundTrip
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.domain.number import plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated

_CHARGES: Final = (("commissions", "commission"), ("fees", "fee"))


def prepare(table: Table) -> ReadRow:
    apart, points = Apart(), Points()
    for row in table.rows():
        try:
            gross = row.maybe_number("gross p&l")
            if gross is not None:
                points.see(_trip(row, None), gross)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        if not row.text("close datetime") or not row.text("exit price"):
            return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
        trip = _trip(row, apart)
        trip = trip._replace(instrument=points.of(trip.instrument))
        return as_printed(trip, gross=row.maybe_number("gross p&l"), net=row.maybe_number("net p&l")).fills()

    return read_row


def _trip(row: Row, apart: Apart | None) -> RoundTrip:
    opened, closed = row.when("open datetime"), row.when("close datetime")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
    symbol, quantity = row.symbol("symbol"), row.number("volume").copy_abs()
    entry, exit_ = row.number("entry price"), row.number("exit price")
    side = action_of(row.required("side"), "side").side
    account = row.text("account")
    told = (account, symbol, side.name, plain(quantity), plain(entry), plain(exit_), opened.at, closed.at)
    return RoundTrip(
        line=row.line,
        account=account,
        instrument=instrument_of(symbol, opened.at.year, row.currency("currency")),
        side=side,
        quantity=quantity,
        entry=entry,
        exit=exit_,
        opened=opened,
        closed=closed,
        fees=row.charges(_CHARGES),
        position=apart.told(*told) if apart else "",
    )


FORMAT = table_format(
    key="tradervue_trades",
    broker="Tradervue",
    title="Completed trades",
    zone=LOCAL_CLOCK,
    header=("open datetime", "close datetime", "symbol", "side", "volume", "entry price", "exit price"),
    prepare=prepare,
    telling=Telling(("open datetime", "close datetime"), ("entry price", "exit price", "gross p&l", "net p&l")),
)
