"""What the two generic tables share: finding the header, the file's manners, instruments and charges."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.contents import header_place, learn
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS
from tradesense.adapters.files.guessing import Layout, spellings
from tradesense.adapters.files.manners import ORDERS, Evidence
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Reading, Row, When
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.symbols import looks_like_a_future, named, pair, paired, share, stated_contract
from tradesense.adapters.files.values import CellInvalid, moment, words
from tradesense.domain.answers import own_multiplier
from tradesense.domain.cash import CashKind
from tradesense.domain.contracts import ContractUnknown, root_of
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.manners import StatedManners
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, bounded
from tradesense.domain.statement import (
    DateOrder,
    DecimalMark,
    FormatUnknown,
    ReadOptions,
    RowNote,
    StatedCash,
    StatedSplit,
)

SYMBOL: Final = spellings("symbol")
SIDE: Final = spellings("side")
STAMP: Final = spellings("stamp")
DAY: Final = spellings("day")
QUANTITY: Final = spellings("quantity")
DESCRIPTION: Final = spellings("description")
AMOUNT: Final = spellings("amount")
ASSET_CLASS: Final = spellings("asset_class")
WORDS: Final = (*SIDE, *DESCRIPTION)

UNITS_LEAST: Final = 1_000
"""Fewer units than this of a currency pair may as well be lots."""

_CLASSES: Final = {
    **dict.fromkeys(("stock", "stocks", "equity", "equities", "etf", "stk"), AssetClass.EQUITY),
    **dict.fromkeys(words("aktie aktien action actions acción acciones azione azioni aandeel"), AssetClass.EQUITY),
    **dict.fromkeys(("future", "futures", "fut", "futuro", "futuros", "termijncontract"), AssetClass.FUTURE),
    **dict.fromkeys(("forex", "fx", "currency", "devisen", "devises", "divisas", "valuta"), AssetClass.FOREX),
    **dict.fromkeys(("crypto", "cryptocurrency", "coin", "krypto", "cripto"), AssetClass.CRYPTO),
    **dict.fromkeys(("cfd", "cfds"), AssetClass.CFD),
    **dict.fromkeys(("index", "indices"), AssetClass.INDEX),
}
_ZONE: Final = re.compile(r"\((?:UTC|GMT)\s*([+-][0-9]{1,2})?(?::00)?\)")
_TIME_ONLY: Final = re.compile(r"^[0-9]{1,2}:[0-9]{2}")
_SHORT_YEAR: Final = re.compile(r"^[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{2}(?![0-9])")
_RATIO: Final = re.compile(r"\b([0-9]{1,6})\s*(?::|for)\s*([0-9]{1,6})\b", re.IGNORECASE)
_PAID: Final = re.compile(r"withdraw|auszahlung|prelevement|paid|debit", re.IGNORECASE)
_EXCHANGE: Final = re.compile(r"^[A-Z0-9_]{2,12}:(?=[A-Z0-9])")


class Table:
    """A file as a generic table: its header, what its fields are, and how it writes numbers and dates.

    What only the whole file can tell is told in a pass before the first row is read: date order, decimal
    mark, and whether a column of charges counts costs as negative.
    """

    def __init__(self, source: Source, options: ReadOptions, wanted: tuple[str, ...], numbers: tuple[str, ...]) -> None:
        layout = find_layout(source, options, wanted)
        if layout is None:
            missing = ", ".join(field.replace("|", " or ") for field in wanted)
            raise FormatUnknown(f"The columns are not recognised: say which ones hold {missing}.")
        self.layout = layout
        self._source = source
        evidence = Evidence()
        self.charges = self._survey(evidence, numbers)
        numbers_are = evidence.numbers(options.decimal_mark, options.usual_mark, is_sheet=source.kind == "sheet")
        mark: DecimalMark = "," if numbers_are and numbers_are.value == "," else "."
        dates_are = evidence.dates(options.date_order, options.usual_order, mark)
        self.manners = StatedManners(layout.read_as(), dates_are, numbers_are)
        order: DateOrder = next((one for one in ORDERS if dates_are and dates_are.value == one), "mdy")
        self.reading = Reading(_zone_of(layout) or options.zone, order, mark, options.currency)
        self._doubts_years = order == "dmy" and not (options.date_order or options.usual_order)
        naming = ("symbol", "currency", "multiplier", "asset_class", "description")
        self._naming = [place for field in naming for place in layout.places.get(field, ())]
        self._instruments: dict[tuple[object, ...], Instrument] = {}

    def rows(self) -> Iterator[Row]:
        columns, reading = self.layout.columns, self.reading
        return (Row(record, columns, reading) for record in self._records())

    def _records(self) -> Iterator[Record]:
        is_below = False
        for record in self._source.records():
            if record.cells == self.layout.header:
                is_below = True
            elif is_below:
                yield record

    def _survey(self, evidence: Evidence, numbers: tuple[str, ...]) -> list[tuple[str, int]]:
        """Each column of charges with the sign of its costs: 1, or -1 where it only holds negative charges."""
        places = self.layout.places
        dates = [place for field in ("stamp", "day", "opened", "closed") for place in places.get(field, ())]
        amounts = [place for field in (*numbers, "fees") for place in places.get(field, ())]
        signs = dict.fromkeys(places.get("fees", ()), 0)
        undecided, is_undecided = list(signs), True
        for record in self._records():
            cells = record.cells
            is_undecided = is_undecided and evidence.see(cells, dates, amounts)
            for place in undecided:
                if place < len(cells) and any(digit in cells[place] for digit in "123456789"):
                    signs[place] = -1 if any(sign in cells[place] for sign in "-(\u2212") else 1
            undecided = [place for place in undecided if signs[place] != 1]
            if not undecided and not is_undecided:
                break
        return [
            ("fees" if number == 1 else f"fees#{number}", signs[place] or 1)
            for number, place in enumerate(places.get("fees", ()), start=1)
        ]

    def when(self, row: Row, stamp: tuple[str, ...], day: tuple[str, ...]) -> When:
        """The instant in two columns (day and time) or in one."""
        if not self._doubts_years and not row.columns.places[stamp]:
            return row.when(*day)
        one, other = row.text(*stamp), row.text(*day)
        if self._doubts_years and _SHORT_YEAR.match(other or one):
            raise CellInvalid(
                f"{(other or one)[:20]!r} may be {(other or one)[:2]} as day or as year: say the date order."
            )
        if not one:
            return row.when(*day)
        if not _TIME_ONLY.match(one):
            return row.when(*stamp)
        if not other or len(one) + len(other) > 60:
            raise CellInvalid(f"There is a time ({one[:20]}) but no date: add a column with the date.")
        return row.instant(moment(other if ":" in other else f"{other} {one}", row.reading.order))

    def costs(self, row: Row) -> Decimal | None:
        """What the row was charged, as a cost; None where the file has no column of charges."""
        total: Decimal | None = None
        for name, sign in self.charges:
            amount = row.maybe_number(name) or ZERO
            amount = amount if sign == 1 else amount.copy_negate()
            total = bounded(EXACT.add(total, amount)) if total else amount
        return total

    def instrument(self, row: Row, on: date, quantity: Decimal) -> Instrument:
        """What the row trades; raises ContractUnknown where its multiplier is neither known nor stated."""
        cells = row.cells
        key = (on.year, quantity >= UNITS_LEAST, *[cells[place] for place in self._naming if place < len(cells)])
        found = self._instruments.get(key)
        if found is None:
            found = instrument_of(row, on, quantity)
            if sum(len(cells[place]) for place in self._naming if place < len(cells)) < 500:
                self._instruments[key] = found
        return found


def find_layout(source: Source, options: ReadOptions | None, wanted: tuple[str, ...]) -> Layout | None:
    """The first record that names all of `wanted` fields; else the one whose columns, by what stands in them,
    leave no doubt of those that their names do not tell."""
    mapping = options.mapping if options else None
    sample = source.sample
    for place, cells in enumerate(sample[:HEADER_WITHIN_RECORDS]):
        layout = Layout(cells, mapping)
        if layout.has(*wanted):
            learn(layout, sample[place + 1 :])
            return layout
    below = header_place(sample)
    if below is None:
        return None
    layout = Layout(sample[below], mapping)
    learn(layout, sample[below + 1 :])
    return layout if layout.has(*wanted) else None


def instrument_of(row: Row, on: date, quantity: Decimal) -> Instrument:
    symbol = _EXCHANGE.sub("", row.symbol(*SYMBOL), count=1)
    traded, multiplier = row.currency("currency"), row.maybe_number("multiplier")
    if found := option_of(symbol, traded, multiplier) or option_of(row.text(*DESCRIPTION), traded, multiplier):
        return found
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    stated = next((known for name in ASSET_CLASS if (known := _CLASSES.get(row.text(name).casefold()))), None)
    if stated is AssetClass.FUTURE or (stated is None and looks_like_a_future(symbol, on.year)):
        return _future(row, symbol, on, traded, multiplier)
    parts = pair(symbol)
    if parts is not None and stated in {None, AssetClass.FOREX, AssetClass.CRYPTO}:
        return _pair(symbol, *parts, quantity, multiplier)
    if stated is not None and stated is not AssetClass.EQUITY:
        name = named(symbol)
        return Instrument(name, stated, traded, multiplier or Decimal(1), name)
    if multiplier is None or multiplier == 1:
        return share(symbol, traded)
    return Instrument(named(symbol), AssetClass.CFD, traded, multiplier, named(symbol))


def _future(row: Row, symbol: str, on: date, traded: Currency, multiplier: Decimal | None) -> Instrument:
    root = root_of(symbol.strip().upper().lstrip("/"), on)
    if root is not None:
        # The month is not said; what a point is worth is.
        name = named(symbol).lstrip("/")
        return Instrument(name, AssetClass.FUTURE, root.currency, multiplier or root.multiplier, name)
    found = stated_contract(symbol, on, traded, multiplier)
    known = root_of(found.underlying, on)
    return found._replace(currency=known.currency) if known and not row.text("currency") else found


def _pair(symbol: str, base: str, quote: str, quantity: Decimal, multiplier: Decimal | None) -> Instrument:
    multiplier = multiplier or own_multiplier(symbol)
    found = paired(symbol, base, quote, multiplier or Decimal(1))
    if found.asset_class is AssetClass.FOREX and multiplier is None and quantity < UNITS_LEAST:
        raise ContractUnknown(
            f"{symbol[:20]}: it is not said whether {quantity} are units or lots: map a column with the multiplier."
        )
    return found


def _zone_of(layout: Layout) -> ZoneInfo | None:
    """The zone that a header names: `Date(UTC)`, `Opening time (UTC-4)`."""
    places = [place for field in ("stamp", "day", "opened", "closed") for place in layout.places.get(field, ())]
    found = next((match for place in places if (match := _ZONE.search(layout.header[place]))), None)
    if found is None:
        return None
    hours = int(found[1] or 0)
    # The names of these zones count the other way round.
    return ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "UTC") if abs(hours) <= 12 else None


def is_footer(row: Row) -> bool:
    """A line of text under the table: one filled cell."""
    return sum(1 for cell in row.cells if cell.strip()) == 1


def other_row(row: Row, when: When) -> RowNote | StatedCash | StatedSplit | None:
    """A row of a ledger that is no fill: a split, or money moving; None for words that are not known."""
    words = row.text(*SIDE)
    if "split" in words.casefold():
        return _split(row, when)
    event = cash_event(words.replace("_", " "))
    if event is None:
        return None
    amount = row.maybe_number(*AMOUNT)
    if amount and amount > 0 and (event.kind in {CashKind.FEE, CashKind.TAX} or _PAID.search(words)):
        # Charged, or given back? A table that does not sign such amounts does not say.
        return row.ignored(event.code, f"{event.detail} Its sign is not clear: enter it by hand.")
    paid_in, symbol = row.currency("currency"), row.symbol(*SYMBOL)
    return stated_cash(
        row,
        event,
        amount,
        paid_in,
        when,
        account=row.text("account"),
        instrument=share(symbol, paid_in) if symbol else None,
        ref=row.text("execution"),
        detail=words,
    )


def _split(row: Row, when: When) -> StatedSplit:
    """By its ratio where one is printed, else by the units it added."""
    instrument = share(row.symbol(*SYMBOL), row.currency("currency"))
    found = next((match for name in WORDS if (match := _RATIO.search(row.text(name)))), None)
    if found and int(found[1]) and int(found[2]):
        ratio = Fraction(int(found[1]), int(found[2]))
        return StatedSplit(row.line, row.text("account"), instrument, ratio.numerator, ratio.denominator, when.at)
    return StatedSplit(row.line, row.text("account"), instrument, 0, 0, when.at, row.number(*QUANTITY))
