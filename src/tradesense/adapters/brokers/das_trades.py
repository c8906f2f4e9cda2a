"""DAS Trader, the Trades window (CSV): right click > Export. Clones of it write the same.

Quirks: clock times without a day, which stands in the name of the file at best (`trades 2026-05-02.csv`); newest
first; a comma at the end of every line. Without a day in the name no row can be dated: each says so.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, Format, Layout, Table
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import USD
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.statement import DateOrder, ReadOptions, Stated, StatedFill

HEADER: Final = Layout(
    ("symbol|symb", "price", "qty|quantity", "time", "side|b/s"),
    without=("date", "trade date", "day", "t/d", "datetime", "status"),
)
_ISO: Final = re.compile(r"(?<![0-9])(20[0-9]{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_OTHER: Final = re.compile(r"(?<![0-9])([0-9]{1,2})[-_. ]([0-9]{1,2})[-_. ](20[0-9]{2})(?![0-9])")
_CLOCK: Final = re.compile(r"^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?(?:\s*[AaPp][Mm])?$")


def day_of(name: str, order: DateOrder | None) -> date | None:
    """The day in a file's name: year first, or in an order that is told or that only one reading allows."""
    try:
        if found := _ISO.search(name):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _OTHER.search(name):
            one, two, year = int(found[1]), int(found[2]), int(found[3])
            if order == "dmy" or (order is None and (one > 12 or one == two)):
                return date(year, two, one)
            if order == "mdy" or (order is None and two > 12):
                return date(year, one, two)
    except ValueError:
        return None
    return None


def recognise(source: Source) -> float:
    return 0.9 if any(_is_das(cells) for cells in source.sample[:HEADER_WITHIN_RECORDS]) else 0.0


def _is_das(cells: list[str]) -> bool:
    """Six or seven columns, or those of the whole window: other wide tables are somebody else's."""
    is_whole = Columns(cells).has("route", "cloid|broker")
    return HEADER.fits(cells) and (is_whole or len([cell for cell in cells if cell.strip()]) <= 8)


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    day = day_of(source.name, options.date_order)
    table = Table(source, HEADER, Reading(options.zone, "ymd", options.decimal_mark or ".", USD))
    for row in table.rows():
        yield from guarded(row, lambda one: _fill(one, day))


def _fill(row: Row, day: date | None) -> StatedFill:
    symbol, clock = row.symbol("symbol", "symb"), row.required("time")
    action = action_of(row.required("side", "b/s"), "side")
    if not _CLOCK.match(clock):
        raise CellInvalid(f"Column 'time': {clock[:20]!r} is not a clock time.")
    if day is None:
        raise RowQuarantined(
            "date.missing",
            "The file has clock times but no day: put the day into its name, such as trades-2026-05-02.csv, "
            "and import it again.",
        )
    when = row.instant(moment(f"{day.isoformat()} {clock}"))
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=listed(symbol, row.reading.currency, day.year),
        side=action.side,
        quantity=row.number("qty", "quantity").copy_abs(),
        price=row.number("price"),
        fees=row.charges((("commission", "comm"), ("ecnfee", "fee", "fees"))),
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=action.closes,
    )


FORMAT = Format("das_trades", "DAS Trader", "Trades window", "America/New_York", recognise, read)
