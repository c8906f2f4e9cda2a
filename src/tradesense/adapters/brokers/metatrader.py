"""What MetaTrader's reports share: several tables in one file, volumes in lots, profits in the account's currency.

The lot is not in the file. A lot of a currency pair is 100 000 of its base; of anything else it is what the
printed profits make it, if all of them agree. Costs are printed negative. A pair quoted in another currency
than the account's gets the rate that its own printed profit implies.
"""

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, Layout
from tradesense.adapters.files.manners import Evidence
from tradesense.adapters.files.multipliers import Deduced, half_unit
from tradesense.adapters.files.round_trips import RoundTrip
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import FIAT, named
from tradesense.domain.answers import own_multiplier
from tradesense.domain.contracts import FOREX_LOT, ContractUnknown
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.recording import RATE_DIGITS, inverted
from tradesense.domain.statement import FormatUnknown, ReadOptions

BROKER: Final = "MetaTrader"
SIDES: Final = {"buy": Side.BUY, "sell": Side.SELL}
POSITIONS: Final = Layout(("time", "position", "symbol", "type", "volume", "price", "time#2", "price#2", "profit"))
DEALS: Final = Layout(("time", "deal", "symbol", "type", "direction", "volume", "price", "profit"))
OPEN_TRADES: Final = Layout(("ticket", "open time", "type", "size", "item", "price", "profit"), ("close time",))
ORDERS: Final = Layout(("order", "symbol", "type", "volume", "price", "state"))
OPEN_POSITIONS: Final = Layout(("time", "position", "symbol", "type", "volume", "market price"), ("time#2",))
STATEMENT: Final = Layout(("ticket", "open time", "type", "size", "item", "price", "close time", "price#2", "profit"))
_TITLES: Final = frozenset(
    {"positions", "orders", "deals", "open positions", "working orders", "results", "summary", "details"}
    | {"closed transactions", "open trades", "closed p/l", "floating p/l", "a/c summary"}
)
_NUMBERS: Final = ("volume", "size", "price", "price#2", "commission", "swap", "profit", "fee", "taxes", "balance")
COSTS: Final = (("commission",), ("fee",), ("taxes",), ("swap",))

UNIT: Final = Instrument("", AssetClass.CFD, Currency(""))
"""Stands for the instrument while only price moves are looked at."""

_ACCOUNT: Final = re.compile(r"\bAccount:?\s*(?:No:?\s*)?([0-9]{3,20})\b", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"\bAccount:?\s*[0-9]+\s*\(([A-Z]{3,5})\b|\bCurrency:?\s*([A-Z]{3,5})\b", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"^([A-Z]{6})(?:[^A-Z0-9].{0,7}|[a-z]{1,6}|M|C|R|PRO|ECN|RAW|STD|CENT)?$")
_RATE: Final = Context(prec=60)
_RATE_ALLOWED: Final = Decimal("0.02")


class Report(NamedTuple):
    """The account a report is of, and how it is written."""

    account: str
    currency: Currency
    reading: Reading


class Reports:
    """A report's tables: `rows` gives every row with its table's key, as often as it is asked for.

    `balance`: the record of the summary that prints it, once the rows were read.
    """

    def __init__(self, source: Source, options: ReadOptions, tables: dict[str, Layout]) -> None:
        self._source = source
        self._tables = tables
        self.balance: Row | None = None
        text = source.head if source.kind == "html" else ""
        text = " ".join(
            (re.sub(r"<[^>]{0,500}>", " ", text[:20_000]), *(" ".join(cells) for cells in source.sample[:20]))
        )
        text = " ".join(text.split())
        account, currency = _ACCOUNT.search(text), _CURRENCY.search(text)
        named_currency = (currency[1] or currency[2]).upper() if currency else options.currency
        reading = Reading(options.zone, options.date_order or "dmy", options.decimal_mark or ".", options.currency)
        self.info = Report(account[1] if account else "", Currency(named_currency), reading)
        evidence = Evidence()
        for _, row in self.rows():
            at = row.columns.at
            evidence.see(row.cells, (), [at[name] for name in _NUMBERS if name in at])
        mark = options.decimal_mark or evidence.manners.mark or "."
        self.info = self.info._replace(reading=reading._replace(mark=mark))

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Raises FormatUnknown when none of the tables is there."""
        key, columns, is_any = "", Columns(()), False
        for record in self._source.records():
            cells = record.cells
            found = next((name for name, layout in self._tables.items() if layout.fits(cells)), None)
            if found is not None:
                key, columns, is_any = found, Columns(cells), True
            elif cells[0].strip().rstrip(":").casefold() in _TITLES and not any(cell.strip() for cell in cells[1:]):
                key = ""
            elif key:
                yield key, Row(record, columns, self.info.reading)
            elif is_any and (amount := _after_label(cells)):
                self.balance = Row(record._replace(cells=[amount]), Columns(("balance",)), self.info.reading)
        if not is_any:
            raise FormatUnknown("There is no table of MetaTrader's in this file.")


def _after_label(cells: list[str]) -> str:
    """What stands behind `Balance:` in a summary."""
    labels = [cell.strip().casefold() for cell in cells]
    if "balance:" not in labels:
        return ""
    return next((cell for cell in cells[labels.index("balance:") + 1 :] if cell.strip()), "")


def recognised(source: Source, layout: Layout, confidence: float) -> float:
    return confidence if any(layout.fits(cells) for cells in source.sample[: 2 * HEADER_WITHIN_RECORDS]) else 0.0


def bare(symbol: str) -> tuple[str, tuple[str, str] | None]:
    """The symbol without the broker's suffix (`EURUSD.x`, `EURUSDm`, `XAUUSD#`), and its two currencies if it is a pair."""
    text = symbol.strip()
    found = _SUFFIX.match(text) or _SUFFIX.match(text.upper())
    if found is None:
        return named(text), None
    base, quote = found[1][:3], found[1][3:]
    if quote not in FIAT:
        return named(text), None
    return found[1], (base, quote) if base in FIAT else None


class Lots:
    """What a lot of each symbol is worth, learnt from the report's own profits."""

    def __init__(self, currency: Currency) -> None:
        self._currency = currency
        self._told: dict[str, Deduced] = {}

    def see(self, symbol: str, move: Decimal, profit: Decimal) -> None:
        self._told.setdefault(bare(symbol)[0], Deduced()).see(move, profit, half_unit(self._currency))

    def instrument(self, symbol: str) -> Instrument:
        """Raises ContractUnknown where the profits do not tell one multiplier."""
        name, currencies = bare(symbol)
        if currencies is not None:
            return Instrument(name, AssetClass.FOREX, Currency(currencies[1]), FOREX_LOT, currencies[0])
        told = self._told.get(name)
        multiplier = own_multiplier(name) or (told.value if told else None)
        if multiplier is None:
            raise ContractUnknown(
                f"What a lot of {name} is worth cannot be told from this report's profits: state its multiplier."
            )
        return Instrument(name, AssetClass.CFD, self._currency, multiplier, name)


def settled(trip: RoundTrip, profit: Decimal, costs: Decimal | None, account: Currency) -> RoundTrip:
    """`trip` with its fees and its rate, so that its net is exactly the printed profit less the printed costs."""
    gross, currency = trip.gross, trip.instrument.currency
    if currency == account:
        rest = EXACT.subtract(gross, profit)
        if rest.copy_abs() > 2 * half_unit(account):
            raise _differs(trip, profit, gross)
        # What rounding the profit to cents took away is no fee, but it is not the trader's either.
        return trip._replace(fees=None if costs is None else EXACT.add(costs, rest))
    return trip._replace(fees=costs, fee_currency=account, rate=_rate(trip, profit, gross, account))


def _rate(trip: RoundTrip, profit: Decimal, gross: Decimal, account: Currency) -> Decimal | None:
    """Account currency per unit of the pair's: what the printed profit implies, checked against the price."""
    by_price = inverted(trip.exit) if trip.instrument.underlying == account and trip.exit > 0 else None
    if by_price is not None:
        expected = EXACT.multiply(gross, by_price)
        allowed = max(2 * half_unit(account), EXACT.multiply(expected.copy_abs(), _RATE_ALLOWED))
        if EXACT.subtract(expected, profit).copy_abs() > allowed:
            raise _differs(trip, profit, expected.quantize(Decimal("0.01")))
    if not gross or not profit:
        return by_price
    rate = _RATE.quantize(_RATE.divide(profit, gross), RATE_DIGITS)
    if rate <= ZERO:
        raise _differs(trip, profit, gross)
    return rate


def _differs(trip: RoundTrip, profit: Decimal, ours: Decimal) -> RowQuarantined:
    return RowQuarantined(
        "profit.differs",
        f"The report says {plain(profit)} for {trip.instrument.symbol}, its prices make {plain(ours)}: "
        "enter the trade by hand, or state what a lot is worth.",
    )
