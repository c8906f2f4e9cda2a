"""What Ghostfolio's two exports share: an activity as a fill or a booking."""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, traded
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import COINS, paired, share
from tradesense.adapters.files.units import Unit, unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

BROKER: Final = "Ghostfolio"
_SIDES: Final = {"BUY": Side.BUY, "SELL": Side.SELL}
_KINDS: Final = {"DIVIDEND": CashKind.DIVIDEND, "INTEREST": CashKind.INTEREST, "FEE": CashKind.FEE}
_VALUABLES: Final = frozenset({"ITEM", "LIABILITY"})


def activity(row: Row, when: When, *, symbol: str, action: str, price: Decimal, account: str) -> Stated:
    """`price` is what one unit cost, or paid, in the currency of the row's column `currency`."""
    unit = unit_of(row.required("currency"))
    quantity, fee = row.number("quantity"), _money(row.maybe_number("fee", "commission") or ZERO, unit)
    instrument = _instrument(row, symbol, unit)
    each = _money(price, unit)
    if side := _SIDES.get(action):
        if not quantity:
            return row.ignored("order.not_filled", "The quantity is zero: it is no fill.")
        return traded(row, when, side, instrument, quantity, each, fee)._replace(account=account)
    if action in _VALUABLES:
        return row.ignored("valuable.not_traded", "A possession or a debt, written down: nothing was traded.")
    kind = _KINDS.get(action)
    if kind is None:
        raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")
    earned = ZERO if kind is CashKind.FEE else EXACT.multiply(quantity, each)
    amount = EXACT.subtract(earned, fee)
    paid_by = None if kind is CashKind.FEE else instrument
    return booked(row, kind, amount, unit.currency, when, account=account, instrument=paid_by, detail=symbol)


def _money(amount: Decimal, unit: Unit) -> Decimal:
    return EXACT.multiply(amount, unit.worth)


def _instrument(row: Row, symbol: str, unit: Unit) -> Instrument:
    """Yahoo writes coins as `BTCUSD` or `BTC-USD`, CoinGecko by their names."""
    base = symbol.upper().removesuffix(unit.currency).rstrip("-")
    if base != symbol.upper() and base in COINS:
        return paired(f"{base}/{unit.currency}", base, unit.currency)
    if row.text("datasource").upper() == "COINGECKO":
        return paired(f"{symbol}/{unit.currency}", symbol.upper(), unit.currency)
    return share(symbol, unit.currency)
