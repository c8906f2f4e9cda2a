"""cTrader, history of closed positions (CSV or XLSX): History > right click > Statement.

One row is a round trip. Quirks: the zone stands in the names of the times (`Opening time (UTC-4)`), the
account's currency in the name of the result (`Net $`, `Gross AUD`), sometimes beside the same in dollars;
quantities as `2.00 Lots` or `1500 Oz`; a banner above the table; the columns are
the trader's choice: often the net alone, without gross, commission and swap, all of which are printed as they
move the account; days before months. What a lot is worth is not in the file: 100 000 of a currency pair, 100
ounces of gold, 5000 of silver, else one unit, as far as the printed results agree; else as they tell.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.brokers.metatrader import UNIT, Lots, bare, settled
from tradesense.adapters.files.averages import after_costs
from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, Telling, always, table_format
from tradesense.adapters.files.multipliers import Deduced, half_unit
from tradesense.adapters.files.round_trips import Apart, RoundTrip
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import FIAT
from tradesense.adapters.files.values import CellInvalid, moment, number
from tradesense.domain.answers import own_multiplier
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedAccount

QUANTITY: Final = ("closing quantity", "quantity", "closed quantity")
SIDE: Final = ("opening direction", "direction")
COSTS: Final = (("commissions", "commission"), ("swap",))
_METALS: Final = {"XAU": Decimal(100), "XAG": Decimal(5_000)}
_SIGNS: Final = {"$": "USD", "€": "EUR", "£": "GBP"}
_PLAIN: Final = frozenset({"1", "2", "5", "25"})

_MONEY: Final = re.compile(r"^(net|gross|balance|swap|commissions?)\s*\(?([a-z]{3}|[$€£]|currency)\)?$")
_TIME: Final = re.compile(r"^(opening time|closing time)\s*\((?:utc|gmt)([+-][0-9]{1,2})?(?::?([0-9]{2}))?\)$")
_ACCOUNT: Final = re.compile(r"\baccount(?: number)?:?\s*#?([0-9]{3,20})\b(?:\s*\(([A-Z]{3})\))?", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"^(.*?[0-9.,])\s*(lots?|units?|shares?|contracts?|oz)?$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """`Net $` is the column `net`, `Opening time (UTC-4)` is `opening time`."""
    text = " ".join(name.replace("\ufeff", "").casefold().split())
    found = _MONEY.match(text) or _TIME.match(text)
    return found[1] if found else text


class _Printed(NamedTuple):
    """What a row says of its result; `gross` None where only the net is printed. `costs` > 0 were paid."""

    net: Decimal | None
    gross: Decimal | None
    costs: Decimal | None


class _Header(NamedTuple):
    """The account's number and currency, its result's columns among several, the offset of its clock times."""

    account: str
    currency: Currency
    net: str
    gross: str
    offset: str


class _Positions:
    """What must be known of all rows before the first is read: zone, currency, what a lot of each symbol is."""

    def __init__(self, table: Table) -> None:
        self._apart = Apart()
        self._is_told = False
        first = next(iter(table.rows()), None)
        self._header = _header(table)
        self._currency = self._header.currency
        self._lots = Lots(self._currency)
        self._nets: dict[str, _Nets] = {}
        for row in table.rows() if first is not None else ():
            self._learn(row)

    def _learn(self, row: Row) -> None:
        try:
            printed, trip = _printed(row, self._header), self._trip(row, UNIT)
            symbol = row.required("symbol")
            if _unit(row):
                return
            if printed.gross is not None:
                self._lots.see(symbol, trip.move, printed.gross)
            elif printed.net is not None:
                name = bare(symbol)[0]
                self._nets.setdefault(name, _Nets(name, self._currency)).see(trip, printed.net)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            return

    def read_row(self, row: Row) -> list[Stated]:
        """The row; with the first, what the header says of the account."""
        stated = list(guarded(row, self._position))
        if not self._is_told:
            self._is_told = True
            stated.insert(0, StatedAccount(self._header.account, self._currency))
        return stated

    def _position(self, row: Row) -> list[Stated] | Stated:
        if not row.text("symbol") or not row.text("closing time"):
            return row.ignored("row.total", "A total or a line of text, not a position.")
        printed, symbol = _printed(row, self._header), row.symbol("symbol")
        name, currencies = bare(symbol)
        if _unit(row):
            instrument = self._of_units(name, currencies)
        elif currencies is not None or printed.gross is not None:
            instrument = self._lots.instrument(symbol)
        elif (known := self._nets.get(name)) is not None:
            instrument = known.instrument()
        else:
            raise ContractUnknown(f"What a lot of {name} is worth cannot be told without its result: state it.")
        trip = self._trip(row, instrument)
        if printed.gross is not None:
            return settled(trip, printed.gross, printed.costs, self._currency).fills()
        if printed.net is None:
            return trip.fills()
        if instrument.currency == self._currency:
            return after_costs(trip, printed.net).fills()
        return settled(trip, printed.net, None, self._currency).fills()

    def _of_units(self, name: str, currencies: tuple[str, str] | None) -> Instrument:
        """What is counted in ounces, shares or units of the currency, not in lots."""
        if len(name) == 6 and name[:3] in _METALS and name[3:] in FIAT:
            return Instrument(name, AssetClass.CFD, Currency(name[3:]), underlying=name[:3])
        if currencies is None:
            return Instrument(name, AssetClass.CFD, self._currency, underlying=name)
        return Instrument(name, AssetClass.FOREX, Currency(currencies[1]), underlying=currencies[0])

    def _trip(self, row: Row, instrument: Instrument) -> RoundTrip:
        opened, closed = self._when(row, "opening time"), self._when(row, "closing time")
        if closed.at < opened.at:
            raise RowQuarantined("trade.closes_before_opening", "The position closes before it opens.")
        side = action_of(row.required(*SIDE), SIDE[0]).side
        quantity, entry, exit_ = _quantity(row), row.number("entry price"), row.number("closing price")
        told = (row.text("symbol"), side.name, plain(quantity), plain(entry), plain(exit_), opened.at, closed.at)
        number = row.text("id", "deal id", "position id", "order id")
        return RoundTrip(
            line=row.line,
            account=row.text("account", "account number", "login") or self._header.account,
            instrument=instrument,
            side=side,
            quantity=quantity,
            entry=entry,
            exit=exit_,
            opened=opened,
            closed=closed,
            fees=None,
            # The number of a position, or of a deal: what closed in parts may stand under it in several rows.
            position=f"{number}@{closed.at.isoformat()}*{plain(quantity)}" if number else self._told(instrument, told),
            ref="position" if number else "",
        )

    def _told(self, instrument: Instrument, told: tuple[object, ...]) -> str:
        return "" if instrument is UNIT else self._apart.told(*told)

    def _when(self, row: Row, name: str) -> When:
        return row.instant(moment(f"{row.required(name)[:60]} {self._header.offset}".strip(), row.reading.order))


class _Nets:
    """What a lot of one symbol is, where only nets are printed: by custom, if that leaves costs, else as they tell."""

    def __init__(self, name: str, currency: Currency) -> None:
        self._name, self._currency = name, currency
        self._custom = _METALS.get(name[:3], Decimal(1)) if len(name) == 6 else Decimal(1)
        self._is_by_custom = True
        self._told = Deduced()

    def see(self, trip: RoundTrip, net: Decimal) -> None:
        self._told.see(trip.move, net, half_unit(self._currency))
        try:
            after_costs(trip._replace(instrument=self._of(self._custom)), net)
        except RowQuarantined:
            self._is_by_custom = False

    def instrument(self) -> Instrument:
        own = own_multiplier(self._name)
        if own is not None:
            return self._of(own)
        if self._is_by_custom:
            return self._of(self._custom)
        told = self._told.value
        if told is None or "".join(map(str, told.normalize().as_tuple().digits)) not in _PLAIN:
            raise ContractUnknown(
                f"What a lot of {self._name} is worth cannot be told from this file's results: state its multiplier."
            )
        return self._of(told)

    def _of(self, multiplier: Decimal) -> Instrument:
        return Instrument(self._name, AssetClass.CFD, self._currency, multiplier, self._name)


def _printed(row: Row, header: _Header) -> _Printed:
    """Commission and swap are printed as they move the account: below zero where they cost."""
    net, gross, moved = row.maybe_number(header.net), row.maybe_number(header.gross), row.charges(COSTS)
    costs = None if moved is None else moved.copy_negate() if moved else moved
    if gross is None and net is not None and costs is not None:
        gross = EXACT.add(net, costs)
    if gross is not None and net is not None:
        costs = EXACT.subtract(gross, net)
    return _Printed(net, gross, costs)


def _quantity(row: Row) -> Decimal:
    found = _AMOUNT.match(row.required(*QUANTITY))
    quantity = number(found[1] if found else row.text(*QUANTITY), row.reading.mark).copy_abs()
    if quantity == ZERO:
        raise CellInvalid("The closed quantity is zero.")
    return quantity


def _unit(row: Row) -> str:
    """What the quantity is counted in, where it is not lots."""
    found = _AMOUNT.match(row.required(*QUANTITY))
    unit = (found[2] or "").casefold() if found else ""
    return "" if unit.startswith("lot") else unit


def _header(table: Table) -> _Header:
    """The result is the one in the balance's currency, where it is printed in several."""
    names = [" ".join(cell.replace("\ufeff", "").casefold().split()) for cell in table.header]
    money = [(match[1], match[2]) for name in names if (match := _MONEY.match(name))]
    banner = next(
        (match for cells in table.title for cell in (" ".join(cells),) if (match := _ACCOUNT.search(cell[:400]))), None
    )
    units = {kind: [unit for one, unit in money if one == kind] for kind in ("net", "gross")}
    balances = [unit for kind, unit in money if kind == "balance"]
    unit = next(iter([*balances, *units["net"], *units["gross"]]), "")
    columns = {kind: f"{kind}#{found.index(unit) + 1}" if unit in found[1:] else kind for kind, found in units.items()}
    said = _SIGNS.get(unit, "" if unit == "currency" else unit.upper()) or (banner[2] or "" if banner else "")
    zone = next((match for name in names if (match := _TIME.match(name))), None)
    return _Header(
        account=banner[1] if banner else "",
        currency=Currency(said.upper() or table.reading.currency),
        net=columns["net"].replace("#1", ""),
        gross=columns["gross"].replace("#1", ""),
        offset=f"{int(zone[2] or 0):+03d}:{zone[3] or '00'}" if zone else "",
    )


def prepare(table: Table) -> ReadRow:
    return _Positions(table).read_row


FORMAT = table_format(
    key="ctrader_positions",
    broker="cTrader",
    title="Closed positions",
    zone=LOCAL_CLOCK,
    header=(
        *("symbol", "|".join(SIDE), "opening time", "closing time", "entry price", "closing price"),
        *("|".join(QUANTITY), "net|gross"),
    ),
    bare=plain_name,
    prepare=prepare,
    order="dmy",
    telling=Telling(("opening time", "closing time"), ("entry price", "closing price", "net", "gross")),
)._replace(states_rates=always)
