"""thinkorswim's cash rows: `BOT +100 AAPL @150.00`, `SOLD -1 VERTICAL SPY 100 19 JUN 26 500/505 CALL @1.25`.

They hold the fees of the fills that the trade history tells; without a trade history they are the fills.
AMOUNT is without the fees.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import contract, share
from tradesense.adapters.files.values import CellInvalid, moment, number, thirty_seconds, words
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.number import share as shared
from tradesense.domain.statement import Stated, StatedBalance, StatedFill

FEES: Final = (("misc fees",), ("commissions & fees",))
_STRATEGIES: Final = words(
    "VERTICAL IRON CONDOR BUTTERFLY CALENDAR DIAGONAL STRADDLE STRANGLE COVERED COLLAR SYNTHETIC COMBO BACKRATIO BACK "
    "RATIO ROLL CUSTOM UNBALANCED DBL DOUBLE DIAG VERT VWAP ~ BOX STOCK JELLY GUT"
)
_TRADE: Final = re.compile(
    r"\b(?P<word>BOT|SOLD)\s+(?P<quantity>[+-]?[0-9,]*\.?[0-9]+)\s+(?P<what>[^@]+?)"
    r"(?:\s*@\s*(?P<price>-?[0-9.,']+).*|\s+UPON\s+(?P<upon>.+))?$"
)
_REMOVAL: Final = re.compile(
    r"REMOVAL OF OPTION DUE TO (?P<why>EXPIRATION|ASSIGNMENT|EXERCISE)\s*(?P<quantity>[+-]?[0-9.]+)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_WHY: Final = {
    "EXPIRATION": ExecutionKind.EXPIRY,
    "ASSIGNMENT": ExecutionKind.ASSIGNMENT,
    "EXERCISE": ExecutionKind.EXERCISE,
}

Key = tuple[datetime, str, str]


class CashTrade(NamedTuple):
    """A trade as its cash row words it. `kind`: what it follows from; price None where only the amount tells it."""

    side: Side
    quantity: Decimal
    what: str
    symbol: str
    price: Decimal | None
    kind: ExecutionKind

    def key(self, when: When) -> Key:
        return fill_key(when, self.symbol, self.side, self.quantity)


def fill_key(when: When, symbol: str, side: Side, quantity: Decimal) -> Key:
    """By what a fill is found again in the other table: its instant, its symbol, its signed quantity."""
    return when.at, symbol.upper().split(":")[0], f"{side:+d}*{quantity.normalize():f}"


def trade_of(row: Row) -> CashTrade | None:
    """The trade that a cash row tells, or None."""
    found = _TRADE.search(row.text("description")[:300])
    if found is None:
        return None
    tokens = found["what"].split()
    symbol = next((token for token in tokens if token not in _STRATEGIES), "")
    upon = found["upon"] or ""
    kind = next((kind for why, kind in _WHY.items() if why in upon), ExecutionKind.TRADE)
    return CashTrade(
        Side.BUY if found["word"] == "BOT" else Side.SELL,
        number(found["quantity"]).copy_abs(),
        " ".join(tokens),
        symbol,
        thirty_seconds(found["price"]) if found["price"] else None,
        kind,
    )


def cash_when(row: Row) -> When:
    day, clock = row.required("exec date", "date", "time"), row.text("exec time", "time")
    text = f"{day} {clock}" if clock and ":" not in day and clock != day else day
    return row.instant(moment(text[:60], row.reading.order))


def fees_of(row: Row) -> Decimal | None:
    charges = row.charges(FEES)
    return charges.copy_negate() if charges else charges


def fill_of(row: Row, trade: CashTrade, account: str) -> StatedFill:
    """The fill, where no trade history tells it; the legs of a spread are not told by its one price."""
    when = cash_when(row)
    instrument = _instrument(trade, when.at.year, row)
    price = trade.price
    if price is None:
        amount = row.number("amount").copy_abs()
        price = shared(amount, Decimal(1), trade.quantity * instrument.multiplier)
    return _stated(row, account, instrument, trade.side, trade.quantity, price, when, trade.kind)


def removal_of(row: Row, account: str) -> StatedFill | None:
    """An option that left the position by its end: the quantity is what left it, negative for a long one."""
    found = _REMOVAL.search(row.text("description")[:300])
    if found is None:
        return None
    instrument = option_of(found["what"], row.reading.currency)
    if instrument is None:
        raise RowQuarantined("option.unknown", f"Which option ended is not said in {found['what'][:60]!r}: enter it.")
    quantity = number(found["quantity"])
    side = Side.SELL if quantity < 0 else Side.BUY
    kind = _WHY[found["why"].upper()]
    fill = _stated(row, account, instrument, side, quantity.copy_abs(), ZERO, cash_when(row), kind)
    return fill._replace(closes=True)


def other_cash(row: Row, account: str) -> Stated:
    """A cash row that is neither a trade nor an option's end."""
    words = row.text("description")
    if words.casefold() == "total" or not words:
        return row.ignored("row.total", "A total, not a transaction.")
    if row.text("type").upper() == "TRD":
        raise RowQuarantined("trade.unreadable", f"{words[:80]!r} is a trade in words that are not known: enter it.")
    number = "".join(digit for digit in row.text("ref #") if digit.isdigit())
    _, _, payer = words.partition("~")
    return stated_cash(
        row,
        cash_event(words),
        row.maybe_number("amount"),
        row.reading.currency,
        cash_when(row),
        account=account,
        instrument=share(payer, row.reading.currency) if payer.strip() else None,
        ref=f"cash:{number}" if number else "",
        detail=words,
    )


def opening_balance(row: Row, account: str) -> StatedBalance | None:
    """`Cash balance at the start of business day …`: what was there at the end of the day before."""
    balance = row.maybe_number("balance")
    if row.text("type").upper() != "BAL" or balance is None:
        return None
    day = cash_day(row) - timedelta(days=1)
    return StatedBalance(row.line, account, row.reading.currency, day, balance)


def cash_day(row: Row) -> date:
    """The day as printed: the cash tables run from midnight to midnight."""
    at, day, _ = cash_when(row)
    return day or at.astimezone(row.reading.zone).date()


def _instrument(trade: CashTrade, year: int, row: Row) -> Instrument:
    found = option_of(trade.what, row.reading.currency)
    if found is not None:
        return found
    if trade.what != trade.symbol:
        raise RowQuarantined(
            "spread.legs_unknown",
            f"{trade.what[:80]!r} has several legs and one price: export the Account Trade History as well.",
        )
    if trade.symbol.startswith("/"):
        return contract(trade.symbol, year)
    if not trade.symbol:
        raise CellInvalid("The row names no instrument.")
    return share(trade.symbol, row.reading.currency)


def _stated(
    row: Row,
    account: str,
    instrument: Instrument,
    side: Side,
    quantity: Decimal,
    price: Decimal,
    when: When,
    kind: ExecutionKind,
) -> StatedFill:
    delivers = kind in {ExecutionKind.ASSIGNMENT, ExecutionKind.EXERCISE}
    return StatedFill(
        line=row.line,
        account=account,
        instrument=instrument,
        side=side,
        quantity=quantity,
        price=price,
        fees=fees_of(row),
        when=when.at,
        day=when.day,
        twice=when.twice,
        kind=kind,
        delivery=f"{instrument.underlying} {when.at.isoformat()}" if delivers else "",
    )
