"""What Interactive Brokers' reports share: asset classes, codes, and a trade's columns under all their names.

Signs: quantity signed (or Buy/Sell), commission negative = paid, positive = rebate. Codes, separated by
semicolons: O opens, C closes, P partial, A assignment, Ex exercise, Ep expiry, Ca cancelled. Clock times
are New York's.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from tradesense.adapters.files.multipliers import CENT, Deduced
from tradesense.adapters.files.option_symbols import future_option_multiplier, option_of, stated_option
from tradesense.adapters.files.rows import Columns, Row, RowQuarantined, When
from tradesense.adapters.files.symbols import contract, named, pair, paired, share, stated_contract
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.contracts import ContractUnknown, is_future
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, bounded, plain
from tradesense.domain.statement import RowNote, StatedFill, StatedSplit

BROKER: Final = "Interactive Brokers"
ZONE: Final = "America/New_York"

SYMBOL: Final = ("symbol", "isin")
CLASS: Final = ("assetclass", "asset category", "assetcategory", "asset class")
CURRENCY: Final = ("currencyprimary", "currency")
QUANTITY: Final = ("quantity", "shares")
PRICE: Final = ("tradeprice", "t. price", "price")
CHARGES: Final = (("ibcommission", "comm/fee", "commission"), ("taxes", "tax"), ("fees",))
CODES: Final = ("code", "notes/codes", "notes", "open/closeindicator", "opencloseindicator")
MONEY: Final = ("proceeds", "trademoney")
LEVEL: Final = ("levelofdetail", "datadiscriminator")
ACCOUNT: Final = ("clientaccountid", "accountid", "account")
WHEN: Final = ("date/time", "datetime", "tradedate", "date")
PARTS: Final = (
    *("description", "underlyingsymbol", "strike", "expiry", "put/call", "putcall", "multiplier"),
    *(*SYMBOL, *CLASS, *CURRENCY),
)

BONDS: Final = frozenset({"bond", "bonds", "bill", "treasury bills", "treasury bonds", "corporate bonds"})
FUTURE_OPTIONS: Final = frozenset({"fop", "options on futures", "futures options", "fsfop"})
_CLASSES: Final = {
    **dict.fromkeys(("stk", "stocks", "fund", "mutual funds", "war", "warrants", "iopt", "etf"), AssetClass.EQUITY),
    **dict.fromkeys(("structured products", "stocks (rights)", *BONDS), AssetClass.EQUITY),
    **dict.fromkeys(("opt", "options", "equity and index options", *FUTURE_OPTIONS), AssetClass.OPTION),
    **dict.fromkeys(("fut", "futures"), AssetClass.FUTURE),
    **dict.fromkeys(("cash", "forex"), AssetClass.FOREX),
    **dict.fromkeys(("cfd", "cfds", "forex cfds", "cmdty", "metals"), AssetClass.CFD),
    **dict.fromkeys(("crypto", "cryptocurrencies"), AssetClass.CRYPTO),
}
_SIDES: Final = {"BUY": Side.BUY, "SELL": Side.SELL}
_KINDS: Final = {"A": ExecutionKind.ASSIGNMENT, "Ex": ExecutionKind.EXERCISE, "Ep": ExecutionKind.EXPIRY}
CODES_MAX: Final = 60
_ROUNDED: Final = Decimal("0.005")
"""How far printed money may be from quantity × price × multiplier: average prices are rounded, multipliers differ by more."""
_DELIVERING: Final = frozenset({ExecutionKind.ASSIGNMENT, ExecutionKind.EXERCISE})
_BOND_MULTIPLIER: Final = Decimal("0.01")
_CLOCK: Final = re.compile(r"^[0-9]{2}:?[0-9]{2}:?[0-9]{2}$")
_SPLIT: Final = re.compile(r"\bSPLIT\s+([0-9.]{1,12})\s+FOR\s+([0-9.]{1,12})\b", re.IGNORECASE)


class Codes(NamedTuple):
    """What a row's codes say of it."""

    kind: ExecutionKind
    closes: bool
    cancelled: bool


@lru_cache(maxsize=1_024)
def codes_of(text: str) -> Codes:
    codes = {code.strip() for code in text.replace(",", ";").split(";")}
    kind = next((kind for code, kind in _KINDS.items() if code in codes), ExecutionKind.TRADE)
    return Codes(kind, closes="C" in codes and "O" not in codes, cancelled="Ca" in codes)


CANCELLING: Final = (*CODES, "buy/sell", "buysell", "transactiontype")


def takes_back(cell: str) -> bool:
    """Whether a cell of those columns says that an earlier trade is taken back: `Ca`, `SELL (Ca.)`, `TradeCancel`."""
    if "Ca" not in cell and "CA" not in cell:
        return False
    return codes_of(cell[:CODES_MAX]).cancelled or "(CA.)" in cell.upper() or cell.strip() == "TradeCancel"


def is_cancellation(row: Row) -> bool:
    return "Ca" in row.raw and any(takes_back(row.text(name)) for name in CANCELLING)


FILL_LEVELS: Final = ("EXECUTION", "TRADE", "ORDER", "")
"""Levels of detail that tell fills, the finest first: one of them is read, the others tell the same again."""


def telling_levels(levels: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of the (asset class, level of detail) of all trades, those that tell the fills."""
    upper = {(asset, level.upper()) for asset, level in levels}
    finest = {asset: next((one for one in FILL_LEVELS if (asset, one) in upper), "") for asset, _ in levels}
    return {(asset, level) for asset, level in levels if level.upper() == finest[asset]}


class Survey:
    """What must be known of all trades before the first is read: which level of detail tells the fills (of
    each asset class), and which trades were cancelled.

    A trade and its cancellation make nothing together: both are ignored when the file holds both.
    """

    def __init__(self, trades: Callable[[], Iterable[Row]]) -> None:
        levels: set[tuple[str, str]] = set()
        wanted: Counter[tuple[str, ...]] = Counter()
        for row in trades():
            levels.add(_level(row))
            if is_cancellation(row):
                wanted[_taken_back(row, -1)] += 1
        self._telling = telling_levels(levels)
        found: Counter[tuple[str, ...]] = Counter()
        if wanted:
            found.update(
                _taken_back(row, 1) for row in trades() if not is_cancellation(row) and _level(row) in self._telling
            )
        self._originals = wanted & found
        self._cancellations = self._originals.copy()

    def note(self, row: Row) -> RowNote | None:
        """Why the row is no fill, if it is none."""
        if _level(row) not in self._telling:
            level = row.text(*LEVEL) or "A summary"
            return row.ignored("level.not_a_fill", f"{level[:40]}: the same fills are told by other rows.")
        left = self._originals
        if is_cancellation(row):
            if not _use(self._cancellations, _taken_back(row, -1)):
                raise RowQuarantined(
                    "trade.cancellation", "This cancels a trade that is not in this file: void that fill by hand."
                )
        elif not left or not _use(left, _taken_back(row, 1)):
            return None
        return row.ignored("trade.cancelled", "The broker cancelled this trade: it and its cancellation make nothing.")


def _level(row: Row) -> tuple[str, str]:
    return row.text(*CLASS), row.text(*LEVEL)


def _use(counts: Counter[tuple[str, ...]], key: tuple[str, ...]) -> bool:
    if counts[key] <= 0:
        return False
    counts[key] -= 1
    return True


def _taken_back(row: Row, sign: int) -> tuple[str, ...]:
    """What a trade and its cancellation have in common; `sign` -1 for the cancellation."""
    try:
        quantity = plain(EXACT.multiply(row.number(*QUANTITY), Decimal(sign)))
        return row.text(*ACCOUNT), row.text(*SYMBOL), quantity, plain(row.number(*PRICE))
    except CellInvalid:
        return (str(row.line),)


class Trades:
    """Reads the trades under one header; remembers the instruments it has met.

    `stated`: multipliers that the report states elsewhere, by symbol.
    """

    def __init__(self, columns: Columns, stated: dict[str, Decimal] | None = None) -> None:
        self._parts = columns.places[PARTS]
        self._instruments: dict[tuple[object, ...], tuple[Instrument, bool]] = {}
        self._stated = stated or {}
        self._has_side = columns.has("buy/sell|buysell")
        self._codes = tuple(name for name in CODES if columns.has(name))
        refs = (("exec", ("ibexecid", "execid")), ("trade", ("tradeid",)))
        self._refs = tuple((prefix, names) for prefix, names in refs if columns.places[names])
        self._has_rate = columns.has("fxratetobase")
        self._has_money = bool(columns.places[MONEY])
        # Forex trades of the activity statement: `Comm in USD`.
        found = next((name for name in columns.names if re.fullmatch(r"comm in [a-z]{3}", name)), "")
        self._charges = tuple(names for names in (*CHARGES, (found,)) if columns.places[names])
        self._charged_in = found[-3:].upper()

    def fill(self, row: Row, account: str) -> StatedFill:
        when = _when(row)
        quantity = row.number(*QUANTITY)
        price = row.number(*PRICE)
        instrument, is_checked = self._instrument(row, when.at.year, quantity, price)
        if is_checked and self._has_money:
            _agree(row, instrument, quantity, price)
        charges, charged = row.charges(self._charges), ""
        if charges:
            charged = self._charged(row, instrument)
            if charged == instrument.underlying:
                # A pair's commission in its base currency: the fill's own price is the rate.
                charges, charged = bounded(EXACT.multiply(charges, price)), ""
        codes = codes_of(";".join([row.text(name) for name in self._codes])[:CODES_MAX]) if self._codes else _PLAIN
        delivers = codes.kind in _DELIVERING
        return StatedFill(
            row.line,
            account,
            instrument,
            self._side(row, quantity) if self._has_side else Side.BUY if quantity > 0 else Side.SELL,
            quantity.copy_abs(),
            price,
            fees=charges.copy_negate() if charges else charges,
            when=when.at,
            day=when.day,
            twice=when.twice,
            kind=codes.kind,
            closes=codes.closes,
            fee_currency=charged,
            broker_ref=self._number(row) if self._refs else "",
            rate=row.maybe_number("fxratetobase") if self._has_rate else None,
            delivery=f"{instrument.underlying or instrument.symbol} {when.at.isoformat()}" if delivers else "",
        )

    def _charged(self, row: Row, instrument: Instrument) -> str:
        """The currency of the commission, where it is not the instrument's."""
        charged = row.text("ibcommissioncurrency", "commissioncurrency") or self._charged_in
        return str(currency(charged)) if charged and charged != instrument.currency else ""

    def _number(self, row: Row) -> str:
        for prefix, names in self._refs:
            if number := row.text(*names):
                return f"{prefix}:{number}"
        return ""

    def _side(self, row: Row, quantity: Decimal) -> Side:
        said = row.text("buy/sell", "buysell").upper()
        if not said:
            return Side.BUY if quantity > 0 else Side.SELL
        side = _SIDES.get(said[:4].strip())
        if side is None:
            raise CellInvalid(f"Column 'buy/sell': {said[:20]!r} is neither BUY nor SELL.")
        if quantity < 0 and side is Side.BUY:
            raise CellInvalid("Buy/Sell says BUY, but the quantity is negative.")
        return side

    def _instrument(self, row: Row, year: int, quantity: Decimal, price: Decimal) -> tuple[Instrument, bool]:
        """The row's instrument, and whether the money printed is to be checked against it."""
        cells = row.cells
        key = (year, *[cells[place] for place in self._parts if place < len(cells)])
        found = self._instruments.get(key)
        if found is None:
            asset = row.text(*CLASS).casefold()
            instrument = instrument_of(row, asset, date(year, 1, 1), self._stated, quantity, price)
            found = instrument, instrument.multiplier != 1 or asset in BONDS
            if len(key) < 32 and sum(map(len, map(str, key))) < 1_000:
                self._instruments[key] = found
        return found


_PLAIN: Final = Codes(ExecutionKind.TRADE, closes=False, cancelled=False)


def _when(row: Row) -> When:
    stated = row.moment(*WHEN)
    if not stated.has_time and _CLOCK.match(clock := row.text("tradetime")):
        stated = moment(f"{stated.when:%Y%m%d};{clock.replace(':', '')}")
    return row.instant(stated)


def _agree(row: Row, instrument: Instrument, quantity: Decimal, price: Decimal) -> None:
    """The money printed must be quantity × price × multiplier: so a wrong multiplier is found at once."""
    money = row.maybe_number(*MONEY)
    if not money:
        return
    ours = EXACT.multiply(EXACT.multiply(quantity, price), instrument.multiplier).copy_abs()
    allowed = max(CENT, EXACT.multiply(ours, _ROUNDED))
    if EXACT.subtract(ours, money.copy_abs()).copy_abs() > allowed:
        raise RowQuarantined(
            "multiplier.differs",
            f"{instrument.symbol}: quantity × price × {plain(instrument.multiplier)} is {plain(ours)}, the report says "
            f"{plain(money.copy_abs())}: state the multiplier.",
        )


def instrument_of(
    row: Row, asset: str, on: date, stated: dict[str, Decimal], quantity: Decimal, price: Decimal
) -> Instrument:
    text = row.symbol(*SYMBOL)
    if not text:
        raise CellInvalid("The row names no instrument: add the column Symbol to the query.")
    traded = row.currency(*CURRENCY)
    multiplier = row.maybe_number("multiplier") or stated.get(text) or None
    asset_class = _CLASSES.get(asset) if asset else _class_by_symbol(row, text, on)
    match asset_class:
        case AssetClass.OPTION:
            return _option(row, text, asset, on, traded, multiplier)
        case AssetClass.FUTURE:
            return _future(row, text, on, traded, multiplier, quantity, price)
        case AssetClass.FOREX:
            parts = pair(text)
            if parts is None:
                raise CellInvalid(f"{text[:40]!r} is not a pair of currencies such as EUR.USD.")
            return paired(text, *parts)
        case AssetClass.EQUITY if asset in BONDS:
            money = row.maybe_number(*MONEY)
            is_percent = money is None or EXACT.multiply(quantity, price).copy_abs() > money.copy_abs() * 2
            return share(text, traded)._replace(multiplier=_BOND_MULTIPLIER if is_percent else Decimal(1))
        case AssetClass.EQUITY:
            return share(text, traded)
        case None:
            raise RowQuarantined("instrument.class_unknown", f"The asset class {asset[:40]!r} is not known.")
        case _:
            name = named(text)
            return Instrument(name, asset_class, traded, multiplier or Decimal(1), name.partition(".")[0])


def _class_by_symbol(row: Row, text: str, on: date) -> AssetClass:
    """Reports without the column: an option, a currency pair and a future show in the symbol."""
    if row.text("strike") or option_of(text, row.reading.currency, Decimal(1)):
        return AssetClass.OPTION
    if "." in text and pair(text):
        return AssetClass.FOREX
    return AssetClass.FUTURE if is_future(text, on) else AssetClass.EQUITY


def _option(row: Row, text: str, asset: str, on: date, traded: Currency, multiplier: Decimal | None) -> Instrument:
    root = row.symbol("underlyingsymbol")
    if asset in FUTURE_OPTIONS and multiplier is None:
        known = contract(root, on.year) if root and is_future(root, on) else None
        multiplier = future_option_multiplier(known, root or text.split(maxsplit=1)[0])
    strike = row.maybe_number("strike")
    expiry, right = row.text("expiry"), row.text("put/call", "putcall")
    if strike is not None and expiry and right:
        return stated_option(
            root or text.split(maxsplit=1)[0], row.moment("expiry").when.date(), strike, right, traded, multiplier
        )
    found = option_of(text, traded, multiplier) or option_of(row.text("description"), traded, multiplier)
    if found is None:
        raise CellInvalid(f"{text[:40]!r} is not an option such as 'NVDA 18JUL25 150 C'.")
    return found


def _future(
    row: Row, text: str, on: date, traded: Currency, multiplier: Decimal | None, quantity: Decimal, price: Decimal
) -> Instrument:
    try:
        return stated_contract(text, on, traded, multiplier)
    except ContractUnknown:
        money = row.maybe_number(*MONEY)
        if money is None:
            raise
        # The value of the trade is printed: what it is per unit and point is no guess.
        told = Deduced()
        value = money.copy_abs()
        told.see(EXACT.multiply(quantity, price).copy_abs(), value, max(CENT, EXACT.multiply(value, _ROUNDED / 50)))
        if told.value is None:
            raise
        return stated_contract(text, on, traded, told.value)


def split_of(
    row: Row, account: str, description: str, symbol: str, traded: Currency, when: When
) -> StatedSplit | RowNote:
    """A forward or reverse split, if that is what the corporate action is; else a note for the trader.

    A reverse split is told by two rows: the new shares, and the old ones as `XYZ.OLD`.
    """
    found = _SPLIT.search(description)
    if found is None:
        raise RowQuarantined(
            "corporate_action.unsupported",
            f"{description[:200]!r}: enter what it did to the position by hand.",
        )
    if symbol.upper().endswith(".OLD"):
        return row.ignored("corporate_action.other_side", "The old shares of a split: the new ones state its ratio.")
    try:
        ratio = Fraction(found[1]) / Fraction(found[2])
    except (ValueError, ZeroDivisionError):
        raise CellInvalid(f"{found[0]!r} is not a ratio.") from None
    if not ratio > 0 or ratio.numerator > 1_000_000 or ratio.denominator > 1_000_000:
        raise CellInvalid(f"{found[0]!r} is not a ratio.")
    return StatedSplit(row.line, account, share(symbol, traded), ratio.numerator, ratio.denominator, when.at)
