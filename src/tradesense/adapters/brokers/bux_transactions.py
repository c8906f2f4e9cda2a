"""BUX, transactions (CSV): Account > Documents > Transactions.

Quirks: the header names the zone (CET); the price is in the asset's currency, the amount in the account's, with
the rate as the asset's units for one of the account's; a trade's fee is a row of its own in the same second;
a split is two rows, one redeems the old shares, one deposits the new.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.balances import Dated, balance, stating_balances
from tradesense.adapters.files.bookings import (
    attempted,
    booked,
    kind_of,
    one_currency,
    rate_paid,
    settled,
    stating_base,
    traded_long,
)
from tradesense.adapters.files.formats import Table, always, table_format
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined
from tradesense.adapters.files.source import Record
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.recording import inverted
from tradesense.domain.statement import Stated, StatedSplit

WHEN: Final = ("transaction time (cet)", "transaction time (utc)", "transaction time")
_FEES: Final = frozenset({"trading fee", "transaction fee", "order fee", "fx fee"})
_TAKEN: Final = frozenset({"asset_redeem"})


class _Moment(NamedTuple):
    """A second and an asset: what ties a fee to its trade, and the halves of a split."""

    asset: str
    second: str


class _Seen:
    """What a first look tells: fees by their trade, which trade takes them, and old shares by split."""

    def __init__(self, table: Table) -> None:
        self.fees: dict[_Moment, Decimal] = {}
        self.takers: dict[_Moment, int] = {}
        self.redeemed: dict[_Moment, Decimal] = {}
        for row in table.rows():
            attempted(self._learn, row)

    def _learn(self, row: Row) -> None:
        action, key = row.text("transaction type").casefold(), _moment(row)
        if action in _FEES:
            self.fees[key] = EXACT.subtract(self.fees.get(key, ZERO), row.number("transaction amount"))
        elif action in {"buy trade", "sell trade"}:
            self.takers.setdefault(key, row.line)
        elif row.text("transfer type").casefold() in _TAKEN:
            day = _Moment(key.asset, key.second[:10])
            self.redeemed[day] = row.number("asset quantity").copy_abs()


def _moment(row: Row) -> _Moment:
    return _Moment(row.text("asset id"), row.text(*WHEN)[:19])


def _prepare(table: Table) -> ReadRow:
    seen = _Seen(table)

    def read_row(given: Row) -> Stated:
        row = _straight(given)
        action = row.required("transaction type").casefold()
        if action in {"buy trade", "sell trade"}:
            return _fill(row, Side.BUY if action.startswith("buy") else Side.SELL, seen)
        if action in _FEES and _moment(row) in seen.takers:
            return row.ignored("cash.same_fill", "The fee of a trade: its fill tells it.")
        if row.text("transaction category").casefold() == "corporate_actions":
            return _action(row, seen)
        return _booking(row, action)

    base = one_currency(table, "profit and loss currency")

    def printed(row: Row) -> Dated:
        straight = _straight(row)
        kept_in = base or straight.currency("transaction currency")
        return balance(straight, straight.when(*WHEN).at, kept_in, "cash balance amount")

    return stating_base(base, stating_balances(table.rows(), printed, read_row))


def _straight(row: Row) -> Row:
    """Some deposits have one empty cell too many in front of the amount."""
    at = row.columns.at.get("transaction amount", 0)
    if row.text("transaction amount") or not row.text("transaction currency")[:1].isdigit():
        return row
    return Row(Record(row.line, [*row.cells[:at], *row.cells[at + 1 :]], row.raw), row.columns, row.reading)


def _instrument(row: Row) -> Instrument:
    return share(row.symbol("asset id", "asset name"), unit_of(row.required("asset currency")).currency)


def _fill(row: Row, side: Side, seen: _Seen) -> Stated:
    unit, instrument = unit_of(row.required("asset currency")), _instrument(row)
    quantity = row.number("asset quantity")
    price = EXACT.multiply(row.number("asset price"), unit.worth)
    charged, amount = row.currency("transaction currency"), row.number("transaction amount")
    key = _moment(row)
    fees = seen.fees.get(key, ZERO) if seen.takers.get(key) == row.line else ZERO
    rate = None
    if charged == instrument.currency:
        price, inside = settled(side, quantity, price, amount, charges=False)
        fees = EXACT.add(fees, inside)
    else:
        printed = row.maybe_number("exchange rate")
        notional = EXACT.multiply(quantity.copy_abs(), price)
        rate = rate_paid(
            amount, ZERO, side, notional, inverted(EXACT.multiply(printed, unit.worth)) if printed else None
        )
    fill = traded_long(row, row.when(*WHEN), side, instrument, quantity, price, fees)
    return fill._replace(fee_currency=charged if fees else "", rate=rate)


def _action(row: Row, seen: _Seen) -> Stated:
    day = _Moment(row.text("asset id"), row.text(*WHEN)[:10])
    old = seen.redeemed.get(day)
    if "split" not in row.text("transaction description").casefold() or old is None:
        raise RowQuarantined("corporate_action.unknown", "What became of the position is not said: enter it by hand.")
    if row.text("transfer type").casefold() in _TAKEN:
        return row.ignored("split.other_half", "The old shares: the row that deposits the new ones tells the split.")
    added = EXACT.subtract(row.number("asset quantity"), old)
    return StatedSplit(row.line, "", _instrument(row), 0, 0, row.when(*WHEN).at, added)


def _booking(row: Row, action: str) -> Stated:
    words = row.text("transaction type")
    kind = kind_of(action) or kind_of(row.text("transaction category")) or CashKind.TRANSFER
    taken = row.currency("transaction currency")
    has_asset = bool(row.text("asset id"))
    return booked(
        row,
        kind,
        row.number("transaction amount"),
        taken,
        row.when(*WHEN),
        instrument=share(row.symbol("asset id"), unit_of(row.text("asset currency") or taken).currency)
        if has_asset
        else None,
        detail=" ".join(filter(None, (words, row.text("asset name"), row.text("transaction description")))),
    )


FORMAT = table_format(
    key="bux_transactions",
    broker="BUX",
    title="Transactions",
    zone="Europe/Amsterdam",
    header=(
        "transaction category",
        "transaction type",
        "transaction amount",
        "asset id",
        "asset quantity",
        "asset price",
    ),
    prepare=_prepare,
    order="ymd",
)._replace(states_rates=always)
