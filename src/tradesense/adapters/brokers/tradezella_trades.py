"""TradeZella, trades (CSV): Trade View > Export.

One row is a trade, so a position of its own, whose prices are averages. Quirks: the times in the columns of
the days or in columns of their own; Net P&L after the commissions and fees, which are printed below zero by
some accounts and above by others; clock times without zone, of the account's settings.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.averages import Points, as_printed
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.round_trips import Apart, RoundTrip
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.values import moment
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated

SYMBOL: Final = ("symbol", "instrument")
QUANTITY: Final = ("volume", "quantity")
ENTRY: Final = ("entry price", "avg entry price", "average entry price")
EXIT: Final = ("exit price", "avg exit price", "average exit price")
_CHARGES: Final = (("commissions", "commission"), ("fees", "fee"), ("swap",))


def prepare(table: Table) -> ReadRow:
    apart, points = Apart(), Points()
    for row in table.rows():
        try:
            gross = _gross(row)
            if gross is not None:
                points.see(_trip(row, None), gross)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        if row.text("status").casefold() == "open" or not row.text("close date") or not row.text(*EXIT):
            return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
        trip = _trip(row, apart)
        trip = trip._replace(instrument=points.of(trip.instrument))
        return as_printed(trip, gross=row.maybe_number("gross p&l"), net=_net(row)).fills()

    return read_row


def _gross(row: Row) -> Decimal | None:
    """As printed, else the net before its costs, where those have a column."""
    gross, net, fees = row.maybe_number("gross p&l"), _net(row), _fees(row)
    return gross if gross is not None or net is None or fees is None else EXACT.add(net, fees)


def _net(row: Row) -> Decimal | None:
    return row.maybe_number("net p&l")


def _trip(row: Row, apart: Apart | None) -> RoundTrip:
    opened, closed = _when(row, "open"), _when(row, "close")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
    symbol, quantity = row.symbol(*SYMBOL), row.number(*QUANTITY).copy_abs()
    entry, exit_ = row.number(*ENTRY), row.number(*EXIT)
    side = action_of(row.required("side"), "side").side
    account = row.text("account name", "account")
    told = (account, symbol, side.name, plain(quantity), plain(entry), plain(exit_), opened.at, closed.at)
    return RoundTrip(
        line=row.line,
        account=account,
        instrument=_instrument(row, symbol, opened.at.year),
        side=side,
        quantity=quantity,
        entry=entry,
        exit=exit_,
        opened=opened,
        closed=closed,
        fees=_fees(row),
        position=apart.told(*told) if apart else "",
    )


def _instrument(row: Row, symbol: str, year: int) -> Instrument:
    """Beside a symbol, Instrument says its class: then `ES` is the future and not the share."""
    kind = row.text("instrument", "instrument type", "asset class").casefold() if row.text("symbol") else ""
    is_bare = "future" in kind and ":" not in symbol
    return instrument_of(f"CME:{symbol.lstrip('/')}" if is_bare else symbol, year, row.currency("currency"))


def _fees(row: Row) -> Decimal | None:
    """Costs; below zero in the file, where Gross P&L and Net P&L say that they were paid all the same."""
    charges: Decimal | None = row.charges(_CHARGES)
    gross, net = row.maybe_number("gross p&l"), _net(row)
    if charges is not None and charges < ZERO and gross is not None and net is not None and net < gross:
        return charges.copy_negate()
    return charges


def _when(row: Row, end: str) -> When:
    """The instant in two columns (`Open Date` and `Open Time`) or in one."""
    day, clock = row.required(f"{end} date")[:40], row.text(f"{end} time")[:40]
    return row.instant(moment(f"{day} {clock}" if clock and ":" not in day else day, row.reading.order))


FORMAT = table_format(
    key="tradezella_trades",
    broker="TradeZella",
    title="Trades",
    zone=LOCAL_CLOCK,
    header=(
        *("open date", "close date", "|".join(SYMBOL), "side", "|".join(QUANTITY), "|".join(ENTRY), "|".join(EXIT)),
        "net p&l|gross p&l",
    ),
    prepare=prepare,
    telling=Telling(("open date", "close date"), (*ENTRY, *EXIT, *QUANTITY, "net p&l", "gross p&l")),
)
