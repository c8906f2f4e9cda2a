"""tastytrade, transaction history (CSV): History > Transactions > CSV.

Quirks: commissions and fees printed negative, `--` for none; the average price of an option is that of a whole
contract in newer exports; a future's value is zero, its price stands in the description ("@ 57.10"); options on
futures state a multiplier of 1; what expires, is assigned or exercised is a Receive Deliver row, in older
exports without an action, so that what the file opened says which way it goes; a negative dividend is the tax
on it; newest first. The sign of Value does not tell the side: Action does.
"""

import re
from datetime import datetime
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.tastytrade_actions import Exchanged, Moved, kind_of
from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.option_symbols import future_option_multiplier, option_of, stated_option
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.sides import Action, action_of, find_action
from tradesense.adapters.files.symbols import USD, contract, pair, paired, share
from tradesense.adapters.files.values import CellInvalid, moment, number, thirty_seconds
from tradesense.domain.cash import CashKind
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.number import share as divided
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill

CHARGES: Final = (("commissions", "commission"), ("fees", "fee"))
_AT: Final = re.compile(r"@\s*(-?[0-9][0-9,]*(?:\.[0-9]+|'[0-9]{2,3})?)\s*$")
_ENDS: Final = (
    ("expir", ExecutionKind.EXPIRY),
    ("assign", ExecutionKind.ASSIGNMENT),
    ("exerc", ExecutionKind.EXERCISE),
)
_ACTIONS: Final = ("split", "symbol change", "merger", "spin", "acat", "transfer")
_CASH: Final = {
    "deposit": CashKind.DEPOSIT,
    "withdrawal": CashKind.WITHDRAWAL,
    "credit interest": CashKind.INTEREST,
    "debit interest": CashKind.INTEREST,
    "fully paid stock lending income": CashKind.INTEREST,
    "fee": CashKind.FEE,
    "balance adjustment": CashKind.FEE,
    "transfer": CashKind.TRANSFER,
}


def prepare(table: Table) -> ReadRow:
    known = _Known()
    for row in table.rows():
        try:
            known.see(row)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        match row.required("type").casefold():
            case "trade":
                fill = _fill(row)
                return [fill, *remarks_on(row, fill)]
            case "receive deliver":
                return _delivered(row, known)
            case "money movement":
                return _cash(row)
            case other:
                raise RowQuarantined("row.action_unknown", f"What {other[:40]!r} does is not known: enter it by hand.")

    return read_row


class _Known:
    """What single rows do not say: what is open, which options ended when, which of them in money, what was exchanged."""

    def __init__(self) -> None:
        self.held = Holdings()
        self.ends: dict[tuple[str, datetime], ExecutionKind] = {}
        self.settled: set[tuple[str, datetime]] = set()
        self.exchanged = Exchanged()

    def see(self, row: Row) -> None:
        kind = _end_kind(row)
        if kind is None:
            action = find_action(row.text("action", "sub type"))
            if row.text("type").casefold() not in {"trade", "receive deliver"} or action is None:
                return
            if kind_of(row):
                self.exchanged.see(row, _moved(row, action))
            self.held.see(_fill(row))
            return
        when = row.when("date")
        instrument = _instrument(row, when)
        self.ends[instrument.underlying, when.at] = kind
        if row.maybe_number("value"):
            self.settled.add((instrument.key, when.at))


def _moved(row: Row, action: Action) -> Moved:
    when = row.when("date")
    quantity = row.number("quantity").copy_abs()
    return Moved(row.line, _instrument(row, when), action.side, action.closes, quantity, when.at)


def _end_kind(row: Row) -> ExecutionKind | None:
    """How an option's own row says that it ended."""
    if row.text("type").casefold() != "receive deliver" or "option" not in row.text("instrument type").casefold():
        return None
    what = f"{row.text('sub type')} {row.text('description')}".casefold()
    return next((kind for word, kind in _ENDS if word in what), None)


def _fill(row: Row, action: Action | None = None, kind: ExecutionKind = ExecutionKind.TRADE) -> StatedFill:
    when = row.when("date")
    done = action or action_of(row.required("action", "sub type"), "action")
    instrument = _instrument(row, when)
    fees = row.charges(CHARGES)
    ends = kind is not ExecutionKind.TRADE and instrument.right is not None
    return StatedFill(
        line=row.line,
        account="",
        instrument=instrument,
        side=done.side,
        quantity=row.number("quantity").copy_abs(),
        price=ZERO if ends else _price(row, instrument),
        fees=fees.copy_negate() if fees else fees,
        when=when.at,
        day=when.day,
        twice=when.twice,
        kind=kind,
        closes=done.closes or ends,
    )


def _price(row: Row, instrument: Instrument) -> Decimal:
    """By the description; else the average price, which may be that of a whole contract."""
    found = _AT.search(row.text("description")[:200])
    if found:
        return thirty_seconds(found[1])
    average = row.number("average price").copy_abs()
    value, multiplier = row.maybe_number("value"), instrument.multiplier
    if not value or multiplier == 1:
        return average
    per_contract = EXACT.multiply(average, row.number("quantity").copy_abs())
    return EXACT.divide(average, multiplier) if _near(per_contract, value.copy_abs()) else average


def _near(one: Decimal, other: Decimal) -> bool:
    return EXACT.subtract(one, other).copy_abs() <= Decimal("0.05")


def _instrument(row: Row, when: When) -> Instrument:
    symbol, traded = row.symbol("symbol"), row.currency("currency")
    if not symbol:
        raise CellInvalid("The row names no instrument.")
    match row.text("instrument type").casefold():
        case "equity option":
            found = option_of(symbol, traded, row.maybe_number("multiplier"))
            return found or _stated(
                row, row.required("root symbol", "underlying symbol"), row.maybe_number("multiplier")
            )
        case "future option":
            return _future_option(row, when)
        case "future":
            return contract(symbol, when.at.year)
        case "cryptocurrency":
            parts = pair(symbol) or (symbol.partition("/")[0], traded)
            return paired(symbol, *parts)._replace(asset_class=AssetClass.CRYPTO)
        case _:
            return option_of(symbol, traded) or share(symbol, traded)


def _stated(row: Row, root: str, multiplier: Decimal | None) -> Instrument:
    expiry = moment(row.required("expiration date")[:40], row.reading.order).when.date()
    strike, right = row.number("strike price"), row.required("call or put")
    return stated_option(root, expiry, strike, right, row.currency("currency"), multiplier)


def _future_option(row: Row, when: When) -> Instrument:
    """Worth what its future is worth, not the 1 that stands there; the value has to agree."""
    name = row.required("underlying symbol", "root symbol")
    future = contract(name, when.at.year)
    found = _stated(row, future.symbol, future_option_multiplier(future, name))
    value, at = row.maybe_number("value"), _AT.search(row.text("description")[:200])
    if value and at:
        made = EXACT.multiply(EXACT.multiply(number(at[1]), row.number("quantity")), found.multiplier)
        if not _near(made.copy_abs(), value.copy_abs()):
            raise ContractUnknown(f"What a point of {found.symbol} is worth is not what its value says: state it.")
    return found


def _delivered(row: Row, known: _Known) -> Stated:
    kind = _end_kind(row)
    if kind is not None:
        return _end(row, kind, known)
    what = row.text("sub type", "description")
    action = find_action(row.text("action", "sub type"))
    told = known.exchanged.told(row, _moved(row, action)) if action is not None and kind_of(row) else None
    if told is not None:
        return told
    if action is None or any(word in what.casefold() for word in _ACTIONS):
        raise RowQuarantined(
            "corporate_action.by_hand", f"{what[:60]}: state it on the account's page of corporate actions."
        )
    fill = _fill(row, action)
    delivers = known.ends.get((fill.instrument.underlying, fill.when))
    if delivers is None or delivers is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(kind=delivers, delivery=f"{fill.instrument.underlying} {fill.when.isoformat()}")


def _end(row: Row, kind: ExecutionKind, known: _Known) -> Stated:
    when = row.when("date")
    instrument, action = _instrument(row, when), find_action(row.text("action"))
    value = row.maybe_number("value")
    if value:
        # Settled in money: at what was paid for a contract.
        fill = _fill(row, Action(Side.SELL if value > 0 else Side.BUY, closes=True), kind)
        units = EXACT.multiply(fill.quantity, instrument.multiplier)
        return fill._replace(price=divided(value.copy_abs(), Decimal(1), units))
    if (instrument.key, when.at) in known.settled:
        return row.ignored("row.told_by_settlement", "The removal of an option whose settlement has a row of its own.")
    side = action.side if action else known.held.ending("", instrument, when.at)
    fill = _fill(row, Action(side, closes=True), kind)
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{instrument.underlying} {fill.when.isoformat()}")


def _cash(row: Row) -> Stated:
    words, sub_type = row.text("description"), row.text("sub type").casefold()
    when = row.when("date")
    amount = row.maybe_number("value") or ZERO
    if sub_type == "mark to market":
        return row.ignored(
            "cash.mark_to_market", "The daily settlement of a future: what it made is told by its fills."
        )
    for charge in CHARGES:
        amount = EXACT.add(amount, row.maybe_number(*charge) or ZERO)
    kind = _CASH.get(sub_type)
    if sub_type in {"dividend", "special dividend"}:
        kind = CashKind.DIVIDEND if amount > 0 else CashKind.TAX
    symbol = row.symbol("symbol")
    paid_by = share(symbol, row.currency("currency")) if symbol else None
    told = f"{row.text('sub type')}: {words}" if sub_type else words
    return cash_row(row, told, amount, when, kind=kind, currency=row.currency("currency"), instrument=paid_by)


FORMAT = table_format(
    key="tastytrade_history",
    broker="tastytrade",
    title="Transaction history",
    zone="America/New_York",
    currency=USD,
    header=("date", "type", "action", "symbol", "instrument type", "value", "quantity", "average price"),
    prepare=prepare,
)
