"""MetaTrader's closed positions, in whichever report: one row is a round trip in a position of its own."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.adapters.brokers.metatrader import COSTS, SIDES, UNIT, Lots, Report, Reports, settled
from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.formats import Layout
from tradesense.adapters.files.round_trips import RoundTrip
from tradesense.adapters.files.rows import Row, RowQuarantined, guarded
from tradesense.adapters.files.source import Source
from tradesense.domain.instrument import Instrument
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions, Stated, StatedAccount, StatedBalance, StatedCash, StatedFill

CLOSED: Final = "closed"


class Names(NamedTuple):
    """What the columns are called."""

    ticket: str
    symbol: str
    volume: str
    opened: str
    closed: str


class _Closed:
    """What must be known of all rows before the first is read."""

    def __init__(self, reports: Reports, names: Names) -> None:
        self._reports = reports
        self._names = names
        self._lots = Lots(reports.info.currency)
        self._parts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for key, row in reports.rows():
            if key == CLOSED and row.text("type").casefold() in SIDES:
                self._learn(row)

    def _learn(self, row: Row) -> None:
        names = self._names
        self._parts[row.text(names.ticket)].add((row.text(names.closed), row.text(names.volume)))
        try:
            self._lots.see(row.required(names.symbol), self._trip(row, UNIT).move, row.number("profit"))
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            return

    def read_row(self, row: Row) -> list[Stated] | Stated:
        kind = row.text("type").casefold()
        if kind not in SIDES:
            return _other(row, kind, self._names, self._reports)
        if not row.text(self._names.closed):
            return row.ignored("position.open", "The position is still open: the report that shows it closed tells it.")
        instrument = self._lots.instrument(row.symbol(self._names.symbol))
        costs = row.charges(COSTS)
        costs = costs.copy_negate() if costs else costs
        return settled(self._trip(row, instrument), row.number("profit"), costs, self._reports.info.currency).fills()

    def _trip(self, row: Row, instrument: Instrument) -> RoundTrip:
        names = self._names
        opened, closed = row.when(names.opened), row.when(names.closed)
        if closed.at < opened.at:
            raise RowQuarantined("trade.closes_before_opening", "The position closes before it opens.")
        ticket = row.required(names.ticket)
        is_in_parts = len(self._parts[ticket]) > 1
        return RoundTrip(
            line=row.line,
            account=self._reports.info.account,
            instrument=instrument,
            side=SIDES[row.text("type").casefold()],
            quantity=row.number(names.volume),
            entry=row.number("price"),
            exit=row.number("price#2"),
            opened=opened,
            closed=closed,
            fees=None,
            position=f"{ticket}@{closed.at.isoformat()}*{row.text(names.volume)}" if is_in_parts else ticket,
            ref="position",
        )


def _other(row: Row, kind: str, names: Names, reports: Reports) -> Stated:
    if not kind or not row.text(names.ticket):
        return row.ignored("row.total", "A total, not a position.")
    if kind in {"balance", "credit"}:
        return stated_cash(
            row,
            cash_event("deposit" if kind == "balance" else kind),
            row.maybe_number("profit"),
            reports.info.currency,
            row.when(names.opened),
            account=reports.info.account,
            ref=f"cash:{row.text(names.ticket)}",
            detail=row.text(names.symbol, "item", "comment") or kind,
        )
    if "limit" in kind or "stop" in kind:
        return row.ignored("order.not_filled", f"The order ({kind[:20]}) did not fill.")
    return row.ignored("row.not_a_position", f"{kind[:40]!r} is no position.")


def read_closed(
    source: Source, options: ReadOptions, tables: dict[str, Layout], names: Names, others: dict[str, tuple[str, str]]
) -> Iterator[Stated]:
    """The closed positions; rows of the other `tables` are ignored, with the code and sentence in `others`."""
    reports = Reports(source, options, tables)
    info = reports.info
    yield StatedAccount(info.account, info.currency)
    closed = _Closed(reports, names)
    last: date | None = None
    for key, row in reports.rows():
        if key == CLOSED:
            stated = list(guarded(row, closed.read_row))
            days = [day for one in stated if (day := _day(one, info.reading.zone))]
            last = max([*days, last] if last else days, default=None)
            yield from stated
        else:
            yield row.ignored(*others[key])
    if reports.balance is not None and last is not None:
        yield from guarded(reports.balance, lambda row: _balance(row, info, last))


def _balance(row: Row, info: Report, day: date) -> Stated:
    """The summary's balance: what was there after the last position closed."""
    return StatedBalance(row.line, info.account, info.currency, day, row.number("balance"))


def _day(one: Stated, zone: ZoneInfo) -> date | None:
    """Its day by the report's clock."""
    return one.when.astimezone(zone).date() if isinstance(one, StatedFill | StatedCash) else None
