"""ATAS, trading journal (XLSX or CSV): Statistics > Export, sheet Journal.

One row is a round trip, so a position of its own. Quirks: the sign of Open volume is the side; the venue stands
behind the contract (`MESU6@CME_Ind`); PnL is in money and before commissions, which have no column (unknown, not
zero); clock times without zone, of the platform's settings.
"""

from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, plain
from tradesense.domain.statement import Stated

_FUTURES_VENUES = ("CME", "CBOT", "NYMEX", "COMEX", "EUREX", "CFE", "ICE")


def prepare(_: Table) -> ReadRow:
    apart = Apart()

    def read_row(row: Row) -> list[Stated] | Stated:
        if not row.text("instrument"):
            return row.ignored("row.total", "A total or a line of text, not a trade.")
        if not row.text("close time") or not row.maybe_number("close volume"):
            return row.ignored("position.open", "The trade is still open: the report that shows it closed tells it.")
        trip = _trip(row, apart)
        return agreeing(trip, row.maybe_number("pnl"), trip.gross, trip.net).fills()

    return read_row


def _trip(row: Row, apart: Apart) -> RoundTrip:
    opened, closed = row.when("open time"), row.when("close time")
    if closed.at < opened.at:
        raise RowQuarantined("trade.closes_before_opening", "The trade closes before it opens: correct its times.")
    volume = row.number("open volume")
    if EXACT.add(volume, row.number("close volume")) or not volume:
        raise CellInvalid("Open volume and Close volume do not cancel out.")
    account, symbol = row.text("account"), row.symbol("instrument")
    entry, exit_ = row.number("open price"), row.number("close price")
    return RoundTrip(
        line=row.line,
        account=account,
        instrument=_instrument(symbol, opened.at.year, row),
        side=Side.BUY if volume > 0 else Side.SELL,
        quantity=volume.copy_abs(),
        entry=entry,
        exit=exit_,
        opened=opened,
        closed=closed,
        fees=row.charges((("commission", "commissions"),)),
        position=apart.told(account, symbol, plain(volume), plain(entry), plain(exit_), opened.at, closed.at),
    )


def _instrument(symbol: str, year: int, row: Row) -> Instrument:
    name, _, venue = symbol.partition("@")
    prefix = "CME:" if venue.upper().startswith(_FUTURES_VENUES) else ""
    return instrument_of(f"{prefix}{name.strip().upper()}", year, row.reading.currency)


FORMAT = table_format(
    key="atas_journal",
    broker="ATAS",
    title="Trading journal",
    zone=LOCAL_CLOCK,
    header=(
        *("instrument", "open time", "open price", "open volume", "close time", "close price", "close volume"),
        "pnl",
    ),
    prepare=prepare,
    telling=Telling(("open time", "close time"), ("open price", "close price", "pnl")),
)
