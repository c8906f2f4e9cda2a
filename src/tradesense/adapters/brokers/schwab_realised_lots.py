"""Charles Schwab, realised gain/loss, lot details (CSV or tabs): Accounts > Realized Gain/Loss > Export.

One row is a closed lot, so a position of its own: bought one day, sold another (the other way round for
a short), no clock times, fees inside the per-share figures (so unknown). Per-share figures are rounded:
the printed gain may differ by up to a cent a share.
"""

from decimal import Decimal

from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.round_trips import Apart, RoundTrip, agreeing
from tradesense.adapters.files.rows import ReadRow, Row
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.number import EXACT, plain
from tradesense.domain.statement import Stated


def prepare(_: Table) -> ReadRow:
    apart = Apart()

    def read_row(row: Row) -> list[Stated] | Stated:
        symbol = row.symbol("symbol")
        if not symbol or symbol.casefold().startswith("total"):
            return row.ignored("row.total", "A total, not a lot.")
        trip = _lot(row, symbol, apart)
        per_share = EXACT.multiply(CENT, max(trip.quantity, Decimal(1)))
        return agreeing(trip, row.maybe_number("gain/loss ($)"), trip.gross, tolerance=per_share).fills()

    return read_row


def _lot(row: Row, symbol: str, apart: Apart) -> RoundTrip:
    bought, sold = row.when("opened date"), row.when("closed date")
    cost, proceeds = row.number("cost per share"), row.number("proceeds per share")
    quantity = row.number("quantity").copy_abs()
    if not quantity:
        raise CellInvalid("Column 'quantity' is zero.")
    is_long = bought.at <= sold.at
    return RoundTrip(
        line=row.line,
        account="",
        instrument=option_of(symbol, row.reading.currency) or share(symbol, row.reading.currency),
        side=Side.BUY if is_long else Side.SELL,
        quantity=quantity,
        entry=cost if is_long else proceeds,
        exit=proceeds if is_long else cost,
        opened=bought if is_long else sold,
        closed=sold if is_long else bought,
        fees=None,
        position=apart.told(symbol, plain(quantity), plain(cost), plain(proceeds), bought.at, sold.at),
    )


FORMAT = table_format(
    key="schwab_realised_lots",
    broker="Charles Schwab",
    title="Realized gain/loss, lot details",
    zone="America/New_York",
    header=("symbol", "quantity", "cost per share", "proceeds per share", "opened date", "closed date"),
    prepare=prepare,
)
