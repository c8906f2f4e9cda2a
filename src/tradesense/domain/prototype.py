"""Trades as the earlier prototype kept them: each row a round trip, dates as text, P&L as somebody computed it once.

What a row says is believed where it can be checked, else named; nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.domain.calendar import TimeNonexistent, localise
from tradesense.domain.contracts import root_of
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO, exact, plain
from tradesense.domain.problem import Problem

CENT: Final = Decimal("0.01")
LABEL_CHARACTERS_MAX: Final = 40
LABELS_MAX: Final = 30
NOTES_CHARACTERS_MAX: Final = 20_000
PLAYBOOK_CHARACTERS_MAX: Final = 80

DateOrder = Literal["mdy", "dmy"]


class Person(NamedTuple):
    id: str
    email: str
    name: str


FACTS: Final = (
    "symbol", "side", "quantity", "entry_price", "exit_price", "entry_time", "exit_time", "profit", "fees", "kind",
    "currency", "broker",
)  # fmt: skip


class Row(NamedTuple):
    """A trade as it is stored. `facts`: texts and numbers by FACTS."""

    id: str
    owner: str
    facts: dict[str, Any]
    notes: str
    tags: list[str]
    playbook: str


class Doubt(NamedTuple):
    """What could not be trusted of a row. `left_out`: so little that the trade is not taken over."""

    trade: str
    code: str
    detail: str
    left_out: bool


class RoundTrip(NamedTuple):
    """A row that is a trade. `exit` None: still open. Instants in UTC; `dated`: only the day is known."""

    id: str
    instrument: Instrument
    direction: Side
    quantity: Decimal
    entry: Decimal
    exit: Decimal | None
    opened: datetime
    closed: datetime | None
    dated: bool
    fees: Decimal | None
    broker: str


class Untrusted(Exception):
    """Raised inside, caught by `read_row`."""

    def __init__(self, code: str, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(detail)


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """Which of 03/04/2024 is the month, if any date of the file says so; None where none or both do."""
    found: set[DateOrder] = set()
    for text in texts:
        match = _SLASHED.match(text)
        if match:
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add("dmy")
            elif second > 12 >= first:
                found.add("mdy")
    return found.pop() if len(found) == 1 else None


def read_row(row: Row, zone: ZoneInfo, order: DateOrder | None) -> tuple[RoundTrip | None, list[Doubt]]:
    """The trade that the row is, and what of it could not be trusted."""
    try:
        trip = _round_trip(row, zone, order)
    except Untrusted as doubt:
        return None, [Doubt(row.id, doubt.code, doubt.detail, left_out=True)]
    except Problem as refused:
        return None, [Doubt(row.id, "value_unreadable", refused.detail, left_out=True)]
    stated = _number(row.facts["profit"], "P&L", needed=False)
    if stated is None or trip.exit is None or _agrees(stated, trip):
        return trip, []
    said = f"It says {plain(stated)}; its prices make {plain(_gross(trip))} before costs."
    return trip, [Doubt(row.id, "profit_differs", said, left_out=False)]


def labels(said: Sequence[str]) -> list[str]:
    """Tags as they can be kept here."""
    clean = [" ".join(re.sub(r'[,"]', " ", one).split())[:LABEL_CHARACTERS_MAX].strip() for one in said]
    return [one for one in dict.fromkeys(clean) if one][:LABELS_MAX]


def _round_trip(row: Row, zone: ZoneInfo, order: DateOrder | None) -> RoundTrip:
    facts = row.facts
    symbol = str(facts["symbol"] or "").strip().upper()
    if not symbol or len(symbol) > 64 or not symbol.isprintable():
        raise Untrusted("symbol_missing", "It names no symbol.")
    quantity = _number(facts["quantity"], "quantity")
    entry = _number(facts["entry_price"], "entry price")
    assert quantity is not None
    assert entry is not None
    direction = _direction(facts["side"], quantity)
    exit_price = _number(facts["exit_price"], "exit price", needed=False)
    opened, opened_dated = _instant(facts["entry_time"], "entry", zone, order)
    closed, closed_dated = None, False
    if exit_price is not None:
        closed, closed_dated = _instant(facts["exit_time"], "exit", zone, order)
        if closed < opened:
            raise Untrusted("times_reversed", f"It closes at {closed:%Y-%m-%d %H:%M} before it opens.")
    dated = opened_dated or closed_dated
    fees = _number(facts["fees"], "fees", needed=False)
    bare = _Bare(direction, abs(quantity), entry, exit_price, _number(facts["profit"], "P&L", needed=False), fees)
    if not bare.quantity:
        raise Untrusted("value_unreadable", "Its quantity is zero.")
    instrument = _instrument(symbol, str(facts["kind"] or ""), str(facts["currency"] or "USD"), opened, bare)
    return RoundTrip(
        row.id, instrument, direction, bare.quantity, entry, exit_price, opened, closed, dated, fees,
        str(facts["broker"] or "").strip()[:60],
    )  # fmt: skip


class _Bare(NamedTuple):
    direction: Side
    quantity: Decimal
    entry: Decimal
    exit: Decimal | None
    profit: Decimal | None
    fees: Decimal | None

    def agrees(self, multiplier: Decimal) -> bool:
        """Whether the stated P&L is what the prices make at so much a point."""
        if self.exit is None or self.profit is None or self.exit == self.entry:
            return False
        gross = _made(self.direction, self.quantity, self.entry, self.exit, multiplier)
        return any(abs(self.profit - one) <= CENT for one in (gross, gross - (self.fees or ZERO)))


def _instrument(symbol: str, kind: str, paid_in: str, at: datetime, bare: _Bare) -> Instrument:
    known = root_of(symbol.lstrip("/"), at.date())
    asset_class = _CLASSES.get(kind.strip().casefold())
    money = currency(paid_in)
    if asset_class is None and bare.agrees(Decimal(1)):
        asset_class = AssetClass.EQUITY
    if asset_class is None and known is not None and bare.agrees(known.multiplier):
        asset_class = AssetClass.FUTURE
    match asset_class:
        case AssetClass.FUTURE if known is not None:
            root = symbol.lstrip("/")
            return Instrument(root, AssetClass.FUTURE, Currency(known.currency), known.multiplier, root)
        case AssetClass.EQUITY:
            return Instrument(symbol, AssetClass.EQUITY, money, underlying=symbol)
        case AssetClass.CRYPTO:
            return Instrument(symbol, AssetClass.CRYPTO, money, underlying=symbol)
        case AssetClass.FOREX | AssetClass.CFD | AssetClass.INDEX if bare.agrees(Decimal(1)):
            return Instrument(symbol, asset_class, money, underlying=symbol[:3])
        case _:
            what = kind.strip() or "of no class that it names"
            raise Untrusted("multiplier_unknown", f"What a point of {symbol} ({what}) is worth is not known.")


_CLASSES: Final = {
    **dict.fromkeys(("stock", "stocks", "equity", "equities", "share", "shares", "etf"), AssetClass.EQUITY),
    **dict.fromkeys(("future", "futures"), AssetClass.FUTURE),
    **dict.fromkeys(("forex", "fx", "currency"), AssetClass.FOREX),
    **dict.fromkeys(("crypto", "cryptocurrency", "coin"), AssetClass.CRYPTO),
    **dict.fromkeys(("option", "options"), AssetClass.OPTION),
    "cfd": AssetClass.CFD,
    "index": AssetClass.INDEX,
}


def _gross(trip: RoundTrip) -> Decimal:
    assert trip.exit is not None
    return _made(trip.direction, trip.quantity, trip.entry, trip.exit, trip.instrument.multiplier)


def _made(direction: Side, quantity: Decimal, entry: Decimal, exit_: Decimal, multiplier: Decimal) -> Decimal:
    """What a round trip's prices make, before costs."""
    points = EXACT.multiply(EXACT.subtract(exit_, entry), Decimal(int(direction)))
    return EXACT.multiply(EXACT.multiply(points, quantity), multiplier)


def _agrees(stated: Decimal, trip: RoundTrip) -> bool:
    gross = _gross(trip)
    return any(abs(stated - one) <= CENT for one in (gross, gross - (trip.fees or ZERO)))


def _direction(said: Any, quantity: Decimal) -> Side:
    word = str(said or "").strip().casefold()
    if word in {"long", "buy", "b", "l", "1"}:
        return Side.BUY
    if word in {"short", "sell", "s", "-1"}:
        return Side.SELL
    if not word and quantity < 0:
        return Side.SELL
    raise Untrusted("side_unknown", f"Whether it was long or short is not said ({word[:20]!r}).")


def _number(said: Any, what: str, *, needed: bool = True) -> Decimal | None:
    text = (repr(said) if isinstance(said, float) else str(said if said is not None else "")).strip()
    text = text.replace("$", "").replace(",", "") if isinstance(said, str) else text
    if not text:
        if needed:
            raise Untrusted("value_unreadable", f"It has no {what}.")
        return None
    return exact(text)


_SLASHED: Final = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T]+(.+))?$", re.ASCII)


def _instant(said: Any, what: str, zone: ZoneInfo, order: DateOrder | None) -> tuple[datetime, bool]:
    """The instant in UTC, and whether only its day is said; a clock time without a zone is one of `zone`."""
    text = str(said if said is not None else "").strip()
    try:
        if isinstance(said, int | float) or re.fullmatch(r"\d{10}(\d{3})?(\.\d+)?", text):
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC), False
        local, dated = _local(text, order)
        if local.tzinfo is not None:
            return local.astimezone(UTC), dated
        return localise(local, zone).at, dated
    except TimeNonexistent as refused:
        raise Untrusted("date_unreadable", refused.detail) from None
    except (ValueError, OverflowError, OSError):
        raise Untrusted("date_unreadable", f"Its {what} time {text[:40]!r} cannot be read.") from None


def _local(text: str, order: DateOrder | None) -> tuple[datetime, bool]:
    match = _SLASHED.match(text)
    if match is None:
        iso = text.replace("/", "-")
        return datetime.fromisoformat(iso), len(iso) <= 10
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if order is None and first != second:
        raise ValueError("day or month")
    month, day = (first, second) if order != "dmy" else (second, first)
    clock = _clock(match[4]) if match[4] else None
    return datetime.combine(datetime(year, month, day).date(), clock or time()), clock is None  # noqa: DTZ001  (local)


def _clock(text: str) -> time:
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?", text.strip())
    if match is None:
        raise ValueError(text)
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4].casefold() == "pm" else 0)
    return time(hour, int(match[2]), int(match[3] or 0))
