"""CoinTracking, trade table (CSV, XLSX): Transactions > Export > CSV (full export).

Quirks: three columns are called Cur.; what was bought and what was sold instead of a side; the fee is within
the amounts where it is in one of their currencies (CoinTracking, "Entering fees"), in a third one it is not;
days first or years first in one file; deposits and withdrawals of coins in their own units.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import booked, kind_of, traded, unit_price
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import FIAT, STABLE, paired
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedFill

_TYPE: Final = ("type", "typ")
_BUY: Final = ("buy", "kauf")
_SELL: Final = ("sell", "verkauf")
_FEE: Final = ("fee", "gebühr")
_TRADES: Final = frozenset({"trade", "margin trade", "margin handel", "handel"})
_INCOME: Final = ("staking", "interest", "lending", "reward", "mining", "airdrop", "income", "masternode", "minting")
_FEES: Final = ("other fee", "expense", "spend", "donation", "lost", "stolen")


class _Side(NamedTuple):
    amount: Decimal
    currency: Currency


def read_row(row: Row) -> Stated:
    action = row.required(*_TYPE).casefold()
    if action in _TRADES:
        return _fill(row)
    return _booking(row, action)


def _side(row: Row, name: tuple[str, ...], unit: str) -> _Side:
    return _Side(row.number(*name).copy_abs(), currency(row.required(unit)))


def _fill(row: Row) -> StatedFill:
    """Money buys or sells a coin; of two coins the one that was bought is what is traded."""
    bought, sold = _side(row, _BUY, "cur."), _side(row, _SELL, "cur.#2")
    money = FIAT | STABLE
    side = Side.SELL if bought.currency in money and sold.currency not in money else Side.BUY
    coin, paid = (bought, sold) if side is Side.BUY else (sold, bought)
    fee, charged = row.maybe_number(*_FEE) or ZERO, row.text("cur.#3").upper()
    total, fees = paid.amount, ZERO
    if fee and charged == paid.currency:
        # Within what was paid, and already taken off what was received.
        total = EXACT.subtract(total, fee) if side is Side.BUY else EXACT.add(total, fee)
        fees = fee
    elif fee and charged != coin.currency:
        fees = fee
    if total <= 0:
        raise RowQuarantined("fee.differs", "The fee is more than what was paid: enter the trade by hand.")
    instrument = paired(f"{coin.currency}/{paid.currency}", coin.currency, paid.currency)
    price = unit_price(total, coin.amount)
    fill = traded(row, row.when("date", "trade date", "datum"), side, instrument, coin.amount, price, fees)
    third = charged if fees and charged != paid.currency else ""
    number = row.text("tx-id", "tx id")
    ref = f"tx:{number}" if number else ""
    return fill._replace(account=row.text("exchange", "börse"), fee_currency=third, broker_ref=ref)


def _booking(row: Row, action: str) -> Stated:
    received = bool(row.text(*_BUY))
    moved = _side(row, _BUY, "cur.") if received else _side(row, _SELL, "cur.#2")
    if any(word in action for word in _INCOME):
        kind = CashKind.INTEREST
    elif any(word in action for word in _FEES):
        kind = CashKind.FEE
    elif moved.currency in FIAT:
        kind = kind_of(action) or CashKind.TRANSFER
    else:
        kind = CashKind.TRANSFER
    amount = moved.amount if received else moved.amount.copy_negate()
    words = " ".join(filter(None, (row.text(*_TYPE), row.text("comment", "kommentar"))))
    when = row.when("date", "trade date", "datum")
    return booked(row, kind, amount, moved.currency, when, account=row.text("exchange", "börse"), detail=words)


FORMAT = table_format(
    key="cointracking_trades",
    broker="CoinTracking",
    title="Trade table",
    zone=LOCAL_CLOCK,
    header=(*("|".join(names) for names in (_TYPE, _BUY, _SELL, _FEE)), "cur.", "cur.#2", "cur.#3", "exchange|börse"),
    read_row=read_row,
    order="dmy",
)
