"""Interactive Brokers, Flex query or trade confirmations as CSV (Performance & Reports > Flex Queries).

Quirks: the columns are the user's choice, down to Symbol, Date/Time, Quantity and Price; dates come as
20260105;093100, with an apostrophe in front, or as a day without a time; one fill may be told at several
levels of detail; several tables may follow one another, each under its own header, with or without
HEADER/DATA and a section's code in front. Money that only moves (dividends, taxes) is not a fill.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from tradesense.adapters.brokers.ibkr import (
    ACCOUNT,
    BROKER,
    CANCELLING,
    CLASS,
    CURRENCY,
    FILL_LEVELS,
    LEVEL,
    PRICE,
    QUANTITY,
    SYMBOL,
    WHEN,
    ZONE,
    Survey,
    Trades,
    takes_back,
)
from tradesense.adapters.brokers.ibkr_actions import action_told
from tradesense.adapters.brokers.ibkr_statements import cash_of, flex_balance, position_of, with_profit
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, Format
from tradesense.adapters.files.rows import Columns, Reading, ReadRow, Row, guarded
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.values import words
from tradesense.domain.money import currency
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedRate

_TRAILERS: Final = frozenset({"BOF", "BOA", "BOS", "EOS", "EOA", "EOF"})
_OWN: Final = words(
    "clientaccountid ibcommission ibcommissioncurrency ibexecid iborderid levelofdetail currencyprimary fxratetobase "
    "conid fifopnlrealized notes/codes open/closeindicator assetclass underlyingsymbol"
)
_NAMES: Final = _OWN | words(
    "symbol date/time datetime tradedate tradeid quantity price tradeprice commission buy/sell code account isin type "
    "description strike expiry put/call multiplier amount settledate trademoney proceeds taxes fees exchange date "
    "rate listingexchange reportdate accountalias model subcategory securityid securityidtype cusip underlyingconid "
    "netcash costbasis fromcurrency tocurrency markprice positionvalue actiondescription transactiontype "
    "transactionid"
)
_SURVEYED: Final = ("levelofdetail", "code", "transactiontype")
_OTHERS: Final = ("side", "action", "b/s", "t. price", "status", "fees & comm", "exec time", "transaction code")
"""Columns of tables that are like these but not of a Flex query."""


class _Table(NamedTuple):
    """One header; `kind` of what stands under it: trades, cash, actions, rates, balances, positions, other."""

    kind: str
    columns: Columns
    read: ReadRow


def _kind(columns: Columns) -> str:
    if columns.has("|".join(WHEN), "|".join(QUANTITY), "|".join(PRICE)) and not columns.has("markprice"):
        return "trades"
    if columns.has("fromcurrency", "tocurrency", "rate"):
        return "rates"
    if columns.has("quantity", "actiondescription") or columns.has("quantity", "description", "type"):
        return "actions"
    if columns.has("endingcash"):
        return "balances"
    if columns.has("markprice", "quantity"):
        return "positions"
    return "cash" if columns.has("amount") else "other"


def _is_header(cells: list[str]) -> bool:
    """Most of its cells are names of Flex columns."""
    columns = Columns([cell for cell in cells if cell.strip()])
    return len(columns.names) > 2 and 2 * sum(name in _NAMES for name in columns.names) > len(columns.names)


def _unwrapped(cells: list[str]) -> tuple[bool, list[str]] | None:
    """Whether it is a header, and its cells without line code and section code; None for what is no row."""
    first = cells[0]
    if first in {"HEADER", "DATA"}:
        return first == "HEADER", cells[2:]
    if first in _TRAILERS:
        return None
    return (first.casefold().strip("\ufeff ") in _NAMES and _is_header(cells)), cells


def recognise(source: Source) -> float:
    best = 0.0
    for cells in source.sample[:HEADER_WITHIN_RECORDS]:
        unwrapped = _unwrapped(cells) if cells else None
        if unwrapped is None or not unwrapped[0]:
            continue
        columns = Columns(unwrapped[1])
        own = sum(name in _OWN for name in columns.names)
        if _kind(columns) == "trades" and not any(columns.has(name) for name in _OTHERS):
            best = max(best, 0.95 if own > 1 else 0.9 if own or columns.has("date/time") else 0.0)
        elif columns.has("type", "amount", "currencyprimary") or own > 2:
            best = max(best, 0.9)
    return best


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    survey: Survey | None = None
    if not _tells_once(source):
        survey = Survey(lambda: (row for table, row in _rows(source, reading, None) if table.kind == "trades"))
    for table, row in _rows(source, reading, survey):
        yield from guarded(row, table.read)


def _tells_once(source: Source) -> bool:
    """Whether every trade is told at one level only and none is taken back: a quick look at all of the file."""
    head = source.head.casefold()
    if not any(name in head for name in _SURVEYED):
        return True
    met: set[tuple[_Cells, _Cells, _Cells]] = set()
    table, rows = _NO_TRADES, set[_Cells]()
    for cells in source.cells():
        unwrapped = _unwrapped(cells) if cells else None
        if unwrapped is None:
            continue
        is_header, row = unwrapped
        if is_header:
            met |= table.parted(rows)
            table, rows = _surveyed(Columns(row)), set()
        elif table.pick is not None:
            try:
                rows.add(table.pick(row))
            except IndexError:  # a row with fewer cells than the header
                rows.add(table.pick([*row, *[""] * table.width]))
    met |= table.parted(rows)
    told = {(asset, level) for asset, level, _ in met}
    if len({asset for asset, _ in told}) < len(told) or any(takes_back(cell) for _, _, row in met for cell in row):
        return False
    return all(not level or level[0].strip().upper() in FILL_LEVELS for _, level in told)


_Cells = tuple[str, ...]


class _Surveyed(NamedTuple):
    """A table of trades: `pick` takes a row's cells of class, of level and of cancelling, one after the other."""

    pick: Callable[[list[str]], _Cells] | None
    width: int
    classes: int
    levels: int

    def parted(self, rows: set[_Cells]) -> set[tuple[_Cells, _Cells, _Cells]]:
        one, two = self.classes, self.classes + self.levels
        return {(row[:one], row[one:two], row[two:]) for row in rows}


_NO_TRADES: Final = _Surveyed(None, 0, 0, 0)


def _surveyed(columns: Columns) -> _Surveyed:
    classes, levels, others = (columns.places[names] for names in (CLASS, LEVEL, CANCELLING))
    places = (*classes, *levels, *others)
    if not places or _kind(columns) != "trades":
        return _NO_TRADES
    # Of one place alone, a text would be picked and no tuple.
    return _Surveyed(itemgetter(*places, places[-1]), len(columns.names), len(classes), len(levels))


def _rows(source: Source, reading: Reading, survey: Survey | None) -> Iterator[tuple[_Table, Row]]:
    table: _Table | None = None
    for record in source.records():
        unwrapped = _unwrapped(record.cells)
        if unwrapped is None:
            continue
        is_header, cells = unwrapped
        if is_header:
            columns = Columns(cells)
            kind = _kind(columns)
            table = _Table(kind, columns, _trade(Trades(columns), survey) if kind == "trades" else _OTHER_ROWS[kind])
        elif table is not None:
            own = record if cells is record.cells else Record(record.line, cells, record.raw)
            yield table, Row(own, table.columns, reading)
    if table is None:
        raise FormatUnknown("There is no header with the columns of a Flex query: Symbol, Date/Time, Quantity, Price.")


def _has_rate_table(source: Source) -> bool:
    return source.mentions("fromcurrency")


def _trade(trades: Trades, survey: Survey | None) -> ReadRow:
    def read_row(row: Row) -> list[Stated] | Stated:
        note = survey.note(row) if survey is not None else None
        return note or with_profit(row, trades.fill(row, row.text(*ACCOUNT)))

    return read_row


def _action(row: Row) -> Stated:
    what = row.text("actiondescription", "description")
    when = row.when(*WHEN, "reportdate")
    return action_told(row, row.text(*ACCOUNT), what, row.symbol(*SYMBOL), row.currency(*CURRENCY), when)


def _rate(row: Row) -> Stated:
    base, traded = currency(row.required("tocurrency")), currency(row.required("fromcurrency"))
    day = row.moment(*WHEN, "reportdate").when.date()
    return StatedRate(row.line, traded, base, day, row.number("rate"))


def _other(row: Row) -> Stated:
    return row.ignored("section.without_fills", "This table of the query holds no fills.")


def _position(row: Row) -> Stated:
    day = row.moment("reportdate").when.date() if row.text("reportdate") else None
    return position_of(row, row.text(*ACCOUNT), day, {})


_OTHER_ROWS: Final[dict[str, ReadRow]] = {
    "cash": cash_of,
    "actions": _action,
    "rates": _rate,
    "balances": flex_balance,
    "positions": _position,
    "other": _other,
}

FORMAT = Format("ibkr_flex_csv", BROKER, "Flex query (CSV)", ZONE, recognise, read, _has_rate_table)
