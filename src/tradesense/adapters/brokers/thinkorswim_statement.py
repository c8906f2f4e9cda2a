"""thinkorswim (Charles Schwab) and paperMoney, account statement (CSV): Monitor > Account Statement > Export.

Quirks: many tables under titles, or one of them alone; the trade history tells the fills leg by leg, a
spread's further legs without time; the cash tables tell their fees, leg and fee joined by time, symbol and
quantity; orders that work or were cancelled have tables of their own; years of two digits; `/NQM26` futures.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.brokers.thinkorswim_cash import (
    Key,
    cash_day,
    cash_when,
    fees_of,
    fill_key,
    fill_of,
    opening_balance,
    other_cash,
    removal_of,
    trade_of,
)
from tradesense.adapters.files.day_ends import DayEnds
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format, Layout
from tradesense.adapters.files.option_symbols import future_option_multiplier, option_of
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import contract, share
from tradesense.adapters.files.values import CellInvalid, thirty_seconds
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT
from tradesense.domain.number import share as shared
from tradesense.domain.problem import Problem
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedBalance, StatedFill

FILLS: Final = Layout(("exec time", "side", "qty", "symbol", "price", "spread|pos effect"))
CASH: Final = Layout(("type", "ref #", "description", "amount"))
_ACCOUNT: Final = re.compile(r"\bAccount Statement for ([\w-]{1,40})")
_TITLES: Final = (
    (re.compile(r"trade history|filled orders", re.IGNORECASE), "fills"),
    (re.compile(r"order history|working orders|canceled|cancelled|rejected", re.IGNORECASE), "orders"),
    (re.compile(r"cash balance|statements$", re.IGNORECASE), "cash"),
)


class _Line(NamedTuple):
    """A row under its table's header; `kind`: fills, cash, orders or other."""

    kind: str
    row: Row


class _Leg(NamedTuple):
    """One leg of a fill, read; the note that says why not, when it could not be."""

    row: Row
    stated: list[Stated]


class _Statement:
    """The tables of a statement, as often as they are asked for, and the fees its cash tables hold."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading
        found = _ACCOUNT.search(source.head[:4_000])
        self.account = found[1] if found else ""
        self._fees: defaultdict[Key, deque[Decimal | None]] = defaultdict(deque)
        fills: Counter[Key] = Counter()
        self.has_history = self._is_known = False
        self.has_other_cash = False
        self._ends: DayEnds | None = DayEnds()
        for kind, row in self.lines():
            self._learn(kind, row, fills)
        if not self._is_known:
            raise FormatUnknown("There is neither a trade history nor a cash balance with their headers in this file.")
        self._ends = None if self.has_other_cash else self._ends
        self._matched = Counter({key: min(len(fees), fills[key]) for key, fees in self._fees.items()})

    def _learn(self, kind: str, row: Row, fills: Counter[Key]) -> None:
        try:
            if kind == "fills":
                self.has_history = True
                if row.text("exec time"):
                    side = action_of(row.required("side"), "side").side
                    fills[fill_key(row.when("exec time"), row.text("symbol"), side, row.number("qty").copy_abs())] += 1
            elif kind == "cash":
                self.has_other_cash |= row.columns.has("exec date") or row.columns.has("trade date")
                if (trade := trade_of(row)) is not None:
                    self._fees[trade.key(cash_when(row))].append(fees_of(row))
                if self._ends and row.text("balance"):
                    self._ends.see(cash_day(row), cash_when(row).at, row.line)
        except Problem:
            # Such a row tells nothing; it is told of when it is read.
            return

    def lines(self) -> Iterator[_Line]:
        kind, columns, is_titled = "", None, False
        for record in self._source.records():
            cells = record.cells
            if cells[0].strip() and not any(cell.strip() for cell in cells[1:]):
                kind = next((kind for title, kind in _TITLES if title.search(cells[0][:200])), "other")
                columns, is_titled = None, True
            elif FILLS.fits(cells) or CASH.fits(cells):
                own = "fills" if FILLS.fits(cells) else "cash"
                kind = kind if is_titled and kind == "orders" else own
                columns, self._is_known = Columns(cells), True
            elif columns is None and is_titled and not any(cell[:1].isdigit() for cell in cells):
                columns = Columns(cells)
            elif kind:
                yield _Line(kind, Row(record, columns or Columns(()), self._reading))

    def fees(self, key: Key) -> Decimal | None:
        """What a fill was charged; None where no cash row fits it."""
        waiting = self._fees.get(key)
        return waiting.popleft() if waiting else None

    def balance(self, row: Row) -> Iterator[Stated]:
        """The running balance, where the row is the last of its day; not where futures have cash of their own."""
        try:
            balance = row.maybe_number("balance") if self._ends else None
            if balance is None or self._ends is None or row.text("description").casefold() == "total":
                return
            day = cash_day(row)
            if self._ends.is_end(day, row.line) and row.text("type").upper() != "BAL":
                yield StatedBalance(row.line, self.account, row.reading.currency, day, balance)
        except (CellInvalid, Problem):
            return  # what is wrong with the row is said by its own note

    def is_matched(self, key: Key) -> bool:
        """Whether a cash row's fill stands in the trade history."""
        self._matched[key] -= 1
        return self._matched[key] >= 0


def recognise(source: Source) -> float:
    return 0.95 if any(FILLS.fits(cells) or CASH.fits(cells) for cells in source.sample) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    statement = _Statement(source, reading)
    legs: list[Row] = []
    for kind, row in statement.lines():
        if legs and not (kind == "fills" and _continues(row)):
            yield from _fill(legs, statement)
            legs = []
        if kind == "fills":
            legs.append(row)
        elif kind == "cash":
            yield from guarded(row, lambda one: _cash(one, statement))
            yield from statement.balance(row)
        elif kind == "orders":
            yield row.ignored("order.not_filled", "An order, not a fill.")
        else:
            yield row.ignored("section.without_fills", "This part of the statement holds no fills.")
    if legs:
        yield from _fill(legs, statement)


def _continues(row: Row) -> bool:
    """A further leg of the spread above: it has neither time nor spread of its own."""
    return not row.text("exec time") and not row.text("spread")


def _cash(row: Row, statement: _Statement) -> Stated:
    trade = trade_of(row)
    if trade is None:
        opening = None if statement.has_other_cash else opening_balance(row, statement.account)
        return opening or removal_of(row, statement.account) or other_cash(row, statement.account)
    if not statement.has_history:
        return fill_of(row, trade, statement.account)
    if statement.is_matched(trade.key(cash_when(row))):
        return row.ignored("cash.same_fill", "The cash of a fill in the trade history: its fees are counted there.")
    raise RowQuarantined(
        "fees.unmatched", "No fill of the trade history fits this row by time, symbol and quantity: enter it by hand."
    )


def _fill(legs: list[Row], statement: _Statement) -> Iterator[Stated]:
    """All legs of one fill. Its fees are shared out by quantity, the last leg taking what rounding leaves."""
    first = legs[0]
    read = [_Leg(row, list(guarded(row, lambda one: _leg(one, first, statement.account)))) for row in legs]
    fills = [one for leg in read for one in leg.stated if isinstance(one, StatedFill)]
    fees: Decimal | None = None
    if fills and fills[0].line == first.line:
        when = When(fills[0].when, fills[0].day, fills[0].twice)
        fees = statement.fees(fill_key(when, first.text("symbol"), fills[0].side, fills[0].quantity))
    whole = sum((fill.quantity for fill in fills), Decimal(0))
    rest = fees
    for leg in read:
        for one in leg.stated:
            if not isinstance(one, StatedFill) or fees is None or rest is None:
                yield one
                continue
            part = rest if one is fills[-1] else shared(fees, one.quantity, whole)
            rest = EXACT.subtract(rest, part)
            yield one._replace(fees=part)


def _leg(row: Row, first: Row, account: str) -> StatedFill:
    when = first.when("exec time")
    side = action_of(row.required("side"), "side").side
    return StatedFill(
        line=row.line,
        account=account,
        instrument=_instrument(row, first, when),
        side=Side(side),
        quantity=row.number("qty").copy_abs(),
        price=thirty_seconds(row.required("price")),
        fees=None,
        when=when.at,
        day=when.day,
        twice=when.twice,
        closes=row.text("pos effect").upper() == "TO CLOSE",
    )


def _instrument(row: Row, first: Row, when: When) -> Instrument:
    symbol = row.symbol("symbol") or first.symbol("symbol")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    kind, expiry = row.text("type").upper(), row.text("exp")
    if kind in {"CALL", "PUT"}:
        return _option(symbol, f"{expiry} {row.text('strike')} {kind}", row)
    if not symbol.startswith("/"):
        return share(symbol, row.reading.currency)
    try:
        return contract(symbol, when.at.year)
    except ContractUnknown:
        # The month in a column of its own: /NQ, JUN 26.
        return contract(f"{symbol} {expiry}", when.at.year)


def _option(symbol: str, rest: str, row: Row) -> Instrument:
    multiplier = None
    if symbol.startswith("/"):
        multiplier = future_option_multiplier(None, re.sub(r"[FGHJKMNQUVXZ][0-9]{1,2}$", "", symbol))
    plain = re.sub(r"\([^)]*\)", " ", f"{symbol.lstrip('/')} 100 {rest}")
    found = option_of(plain, row.reading.currency, multiplier)
    if found is None:
        raise CellInvalid(f"{plain[:60]!r} is not an option.")
    return found


FORMAT = Format("thinkorswim_statement", "thinkorswim", "Account statement", LOCAL_CLOCK, recognise, read)
