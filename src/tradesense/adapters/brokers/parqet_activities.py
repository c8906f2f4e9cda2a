"""Parqet, activities (CSV): Portfolio > Activities > Export.

Quirks: semicolons and decimal commas; the instant in UTC stands beside the local day and clock; the price is
rounded, the amount is quantity × price before fee and tax; taxes are booked by themselves, a refund of them is
negative; the broker's name is the account.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, settled, traded_long
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import paired, share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated

_FILLS: Final = {
    "buy": (Side.BUY, ExecutionKind.TRADE),
    "sell": (Side.SELL, ExecutionKind.TRADE),
    "transferin": (Side.BUY, ExecutionKind.TRANSFER),
    "transferout": (Side.SELL, ExecutionKind.TRANSFER),
}
_BOOKED: Final = {
    "dividend": (CashKind.DIVIDEND, 1),
    "interest": (CashKind.INTEREST, 1),
    "deposit": (CashKind.DEPOSIT, 1),
    "withdrawal": (CashKind.WITHDRAWAL, -1),
    "cost": (CashKind.FEE, -1),
    "costs": (CashKind.FEE, -1),
}


def read_row(row: Row) -> list[Stated]:
    action = row.required("type").casefold()
    if action in _FILLS:
        return [_fill(row, *_FILLS[action]), *_taxed(row)]
    if action in _BOOKED:
        kind, sign = _BOOKED[action]
        amount: Decimal = row.number("amount").copy_abs() * sign
        return [_booked(row, kind, amount), *_taxed(row)]
    raise RowQuarantined("row.action_unknown", f"What {action[:40]!r} does to the position is not known: enter it.")


def _instrument(row: Row) -> Instrument:
    quoted, name = unit_of(row.required("currency")).currency, row.symbol("identifier", "wkn", "holdingname")
    if row.text("assettype").casefold() == "crypto":
        return paired(f"{name}/{quoted}", name.upper(), quoted)
    return share(name, quoted)


def _fill(row: Row, side: Side, kind: ExecutionKind) -> Stated:
    quantity, fee = row.number("shares"), (row.maybe_number("fee") or ZERO).copy_abs()
    price, _ = settled(side, quantity, row.number("price"), row.number("amount"), charges=False)
    fill = traded_long(row, row.when("datetime"), side, _instrument(row), quantity, price, fee)
    return fill._replace(account=row.text("broker"), kind=kind)


def _booked(row: Row, kind: CashKind, amount: Decimal) -> Stated:
    return booked(
        row,
        kind,
        amount,
        unit_of(row.required("currency")).currency,
        row.when("datetime"),
        account=row.text("broker"),
        instrument=_instrument(row) if row.text("identifier") else None,
        detail=" ".join(filter(None, (row.text("type"), row.text("holdingname")))),
    )


def _taxed(row: Row) -> list[Stated]:
    tax = row.maybe_number("tax") or ZERO
    return [_booked(row, CashKind.TAX, tax.copy_negate())] if tax else []


FORMAT = table_format(
    key="parqet_activities",
    broker="Parqet",
    title="Activities",
    zone="Europe/Berlin",
    header=(
        "datetime",
        "price",
        "shares",
        "amount",
        "tax",
        "fee",
        "type",
        "assettype|holding",
        "identifier",
        "currency",
    ),
    read_row=read_row,
    order="dmy",
    mark=",",
)
