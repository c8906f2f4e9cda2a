"""Delta, transactions (CSV): Portfolio > Export.

Quirks: coins and shares in one file, told apart by Base type; a name may follow the symbol in brackets
("SOL (Solana)"); times with their offset; the fee may be in a third coin; coins may be paid with coins.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, traded, unit_price
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import paired, share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

_SIDES: Final = {"BUY": Side.BUY, "SELL": Side.SELL}
_MOVES: Final = {"DEPOSIT": 1, "WITHDRAW": -1, "WITHDRAWAL": -1}
_MONEY: Final = {"DEPOSIT": CashKind.DEPOSIT, "WITHDRAW": CashKind.WITHDRAWAL, "WITHDRAWAL": CashKind.WITHDRAWAL}
_CLASSES: Final = frozenset({"CRYPTO", "STOCK", "FUND", "FIAT", ""})


def read_row(row: Row) -> Stated:
    way, base = row.required("way").upper(), _symbol(row, "base currency (name)")
    kind = row.text("base type").upper()
    if kind not in _CLASSES:
        raise RowQuarantined("contract.unknown", f"A {kind.lower()[:40]}: what a point is worth is not said: enter it.")
    if way == "TRANSFER":
        return row.ignored("coins.moved", "From one of your wallets to another: the position goes on.")
    if way in _MOVES:
        return _moved(row, way, base, kind)
    quoted = currency(row.required("quote currency"))
    instrument = _instrument(base, quoted, kind)
    fee, charged = row.maybe_number("fee amount") or ZERO, _symbol(row, "fee currency (name)")
    amount = row.number("quote amount")
    if way == "DIVIDEND":
        net = EXACT.subtract(amount, fee) if charged in {"", quoted} else amount
        detail = row.text("notes") or "Dividend"
        account = row.text("broker")
        return booked(
            row, CashKind.DIVIDEND, net, quoted, row.when("date"), account=account, instrument=instrument, detail=detail
        )
    if way not in _SIDES:
        raise RowQuarantined("row.action_unknown", f"What {way[:40]!r} does to the position is not known: enter it.")
    units = row.number("base amount")
    fill = traded(row, row.when("date"), _SIDES[way], instrument, units, unit_price(amount, units), ZERO)
    fill = fill._replace(account=row.text("broker", "exchange") if kind == "STOCK" else row.text("exchange"))
    if fee and charged == base:
        return fill._replace(asset_fee=fee)
    return fill._replace(fees=fee, fee_currency=charged if fee and charged != quoted else "")


def _symbol(row: Row, name: str) -> str:
    return row.symbol(name).partition("(")[0].strip().upper()


def _instrument(base: str, quoted: Currency, kind: str) -> Instrument:
    return paired(f"{base}/{quoted}", base, quoted) if kind in {"CRYPTO", "FIAT"} else share(base, quoted)


def _moved(row: Row, way: str, base: str, kind: str) -> Stated:
    if kind in {"STOCK", "FUND"}:
        raise RowQuarantined("position.moved", f"{base} moved without a price: enter it at its value on that day.")
    amount: Decimal = row.number("base amount").copy_abs() * _MOVES[way]
    meant = _MONEY[way] if kind == "FIAT" else CashKind.TRANSFER
    if "DIVIDENDS" in row.text("sent/received from").upper():
        meant = CashKind.INTEREST
    detail = row.text("notes") or way.capitalize()
    account = row.text("broker", "exchange")
    return booked(row, meant, amount, currency(base), row.when("date"), account=account, detail=detail)


FORMAT = table_format(
    key="delta_transactions",
    broker="Delta",
    title="Transactions",
    zone=LOCAL_CLOCK,
    header=("date", "way", "base amount", "base currency (name)", "base type", "quote amount", "quote currency"),
    read_row=read_row,
    order="ymd",
)
