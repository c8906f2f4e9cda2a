"""Coinbase, transaction history (CSV): Profile > Statements > Transactions > Generate.

Quirks: lines of text above the header; the printed price is the market's, while Subtotal is what was really
paid without the fee, so a unit cost Subtotal ÷ quantity; amounts carry a sign of currency (`€67.01`); a
conversion is one row and two fills; rewards are income and a purchase at once; times are UTC.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, kind_of, traded_long, unit_price
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import FIAT, paired
from tradesense.adapters.files.values import number
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill

_CONVERTED: Final = re.compile(
    r"^Converted (?P<out>[0-9.,]+) (?P<sold>[A-Z0-9]+) to (?P<in>[0-9.,]+) (?P<bought>[A-Z0-9]+)"
)
_TRADES: Final = re.compile(r"^(?:advanced? trade )?(?P<side>buy|sell)$")
_INCOME: Final = re.compile(r"income|reward|earn|airdrop|interest|rebate|staking payout")
_WALLET: Final = re.compile(r"^(?:send|receive|.*transfer.*|.*deposit.*|.*withdrawal.*)$")
QUANTITY: Final = "quantity transacted"
CURRENCY: Final = ("price currency", "spot price currency")
PRICE: Final = ("price at transaction", "spot price at transaction")
TOTAL: Final = ("total (inclusive of fees and/or spread)", "total (inclusive of fees)", "total")
FEE: Final = ("fees and/or spread", "fees")


def read_row(row: Row) -> Stated | list[Stated]:
    action = row.required("transaction type").casefold()
    if found := _TRADES.match(action):
        return _fill(row, Side.BUY if found["side"] == "buy" else Side.SELL)
    if action == "convert":
        return _conversion(row)
    if _INCOME.search(action):
        return _income(row)
    if _WALLET.match(action):
        return _moved(row, action)
    raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")


def _instrument(row: Row, asset: str) -> Instrument:
    quote = row.currency(*CURRENCY)
    return paired(f"{asset}/{quote}", asset.upper(), quote)


def _fill(row: Row, side: Side) -> StatedFill:
    quantity, asset = row.number(QUANTITY), row.required("asset")
    paid = row.maybe_number("subtotal")
    price = unit_price(paid, quantity) if paid else row.number(*PRICE)
    fees = row.maybe_number(*FEE)
    fill = traded_long(row, row.when("timestamp"), side, _instrument(row, asset), quantity, price, fees or ZERO)
    return fill._replace(broker_ref=_ref(row, asset))


def _ref(row: Row, asset: str) -> str:
    number_ = row.text("id")
    return f"tx:{number_}:{asset}/{row.currency(*CURRENCY)}" if number_ else ""


def _conversion(row: Row) -> list[Stated]:
    """Sold and bought at the same value, the one left after the spread."""
    found = _CONVERTED.match(row.text("notes")[:200])
    if found is None:
        raise RowQuarantined("conversion.unknown", "What was converted into what is not said in the notes: enter it.")
    when, value = row.when("timestamp"), row.number("subtotal")
    made: list[Stated] = []
    for side, units, asset in ((Side.SELL, found["out"], found["sold"]), (Side.BUY, found["in"], found["bought"])):
        quantity = number(units)
        fill = traded_long(row, when, side, _instrument(row, asset), quantity, unit_price(value, quantity), ZERO)
        made.append(fill._replace(broker_ref=_ref(row, asset)))
    return made


def _income(row: Row) -> list[Stated]:
    """Coins received are income at their value, and bought at it."""
    value, quantity = row.number("subtotal", *TOTAL).copy_abs(), row.number(QUANTITY)
    fill = _fill(row, Side.BUY)
    words = row.text("transaction type")
    cash = booked(
        row,
        CashKind.INTEREST,
        value,
        row.currency(*CURRENCY),
        row.when("timestamp"),
        instrument=fill.instrument,
        ref=_ref(row, f"income:{row.text('asset')}"),
        detail=words,
    )
    bought = fill._replace(price=unit_price(value, quantity))
    return [bought, cash] if value else [bought]


def _moved(row: Row, action: str) -> Stated:
    """Money, or coins, between this account and another: coins are booked in their own units."""
    asset, quantity = row.required("asset").upper(), row.number(QUANTITY)
    is_out = action.startswith("send") or "withdrawal" in action
    amount: Decimal = quantity.copy_abs().copy_negate() if is_out else quantity
    kind = (kind_of(action) if asset in FIAT else None) or CashKind.TRANSFER
    detail = row.text("notes") or row.text("transaction type")
    return booked(
        row, kind, amount, currency(asset), row.when("timestamp"), ref=_ref(row, f"moved:{asset}"), detail=detail
    )


FORMAT = table_format(
    key="coinbase_transactions",
    broker="Coinbase",
    title="Transaction history",
    zone="UTC",
    header=("timestamp", "transaction type", "asset", "quantity transacted", "subtotal"),
    read_row=read_row,
    order="ymd",
)
