"""Charles Schwab, Trader API transactions (JSON): GET /trader/v1/accounts/{accountNumber}/transactions.

Quirks: one transaction is an order, its fills and its charges the `transferItems`, told apart by `feeType`; the sign
of `amount` is the side; OPENING and CLOSING say what closes; the numbers are JSON's own; accounts masked; `netAmount`
does not always agree with the items, which count, with a remark. Source: Schwab Trader API, Accounts and Trading
Production 1.0.0, schemas Transaction and TransferItem.
"""

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.amounts import CENT, remarks_on, worth
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.json_rows import json_rows
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Reading, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import USD, share, stated_contract
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO, plain, trimmed
from tradesense.domain.number import share as shared
from tradesense.domain.statement import ReadOptions, Stated, StatedFill, StatedRemark

ITEMS_MAX: Final = 100
_CASH: Final = {
    "ACH_RECEIPT": CashKind.DEPOSIT,
    "CASH_RECEIPT": CashKind.DEPOSIT,
    "WIRE_IN": CashKind.DEPOSIT,
    "ACH_DISBURSEMENT": CashKind.WITHDRAWAL,
    "CASH_DISBURSEMENT": CashKind.WITHDRAWAL,
    "WIRE_OUT": CashKind.WITHDRAWAL,
    "ELECTRONIC_FUND": None,
    "DIVIDEND_OR_INTEREST": None,
    "JOURNAL": CashKind.TRANSFER,
    "MARGIN_CALL": CashKind.TRANSFER,
    "MONEY_MARKET": CashKind.TRANSFER,
    "SMA_ADJUSTMENT": CashKind.TRANSFER,
    "MEMORANDUM": CashKind.TRANSFER,
}
_ENDS: Final = (
    ("assign", ExecutionKind.ASSIGNMENT),
    ("exercis", ExecutionKind.EXERCISE),
    ("expir", ExecutionKind.EXPIRY),
)


class _Item(NamedTuple):
    """Where one transfer item stands in its flattened row."""

    prefix: str

    def names(self, name: str) -> str:
        return f"{self.prefix}.{name}"


def recognise(source: Source) -> float:
    is_ours = source.kind == "json" and '"transferItems"' in source.head and '"netAmount"' in source.head
    return 0.97 if is_ours else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, "ymd", ".", USD)
    for row in json_rows(source, "transactions", reading):
        yield from guarded(row, _read)


def _read(row: Row) -> list[Stated] | Stated:
    status = row.text("status").upper()
    if status not in {"", "VALID"}:
        return row.ignored("transaction.not_valid", f"The transaction is {status[:40].casefold()}: nothing was traded.")
    what, items = row.text("type").upper(), _items(row)
    traded = [item for item in items if _is_traded(row, item)]
    if what in {"TRADE", "RECEIVE_AND_DELIVER"} and traded:
        return _fills(row, traded, items)
    if what in _CASH or not traded:
        return _cash(row, what)
    raise RowQuarantined(
        "row.action_unknown", f"What {what[:40]!r} does to the position is not known: enter it by hand."
    )


def _items(row: Row) -> list[_Item]:
    found = []
    for number in range(ITEMS_MAX):
        item = _Item(f"transferitems.{number}")
        if not any(item.names(name) in row.columns.at for name in ("cost", "amount", "instrument.symbol")):
            break
        found.append(item)
    return found


def _is_traded(row: Row, item: _Item) -> bool:
    kind = row.text(item.names("instrument.assettype")).upper()
    return kind != "CURRENCY" and not row.text(item.names("feetype")) and bool(row.text(item.names("amount")))


def _fills(row: Row, traded: list[_Item], items: list[_Item]) -> list[Stated]:
    when = row.when("tradedate", "time")
    charged = [item for item in items if row.text(item.names("feetype"))]
    costs = ZERO
    for item in charged:
        costs = EXACT.subtract(costs, row.maybe_number(item.names("cost")) or ZERO)
    kind = _kind(row)
    fills = [_fill(row, item, when, kind, number) for number, item in enumerate(traded)]
    return [
        *_with_costs(fills, costs),
        *_checked(row, fills, costs),
        *(note for one in fills for note in remarks_on(row, one)),
    ]


def _kind(row: Row) -> ExecutionKind:
    words = row.text("description").casefold()
    return next((kind for word, kind in _ENDS if word in words), ExecutionKind.TRADE)


def _fill(row: Row, item: _Item, when: When, kind: ExecutionKind, number: int) -> StatedFill:
    amount = row.number(item.names("amount"))
    instrument = _instrument(row, item, when)
    reference = row.text("activityid")
    ends = kind is not ExecutionKind.TRADE and instrument.right is not None
    delivers = kind in {ExecutionKind.ASSIGNMENT, ExecutionKind.EXERCISE}
    return StatedFill(
        line=row.line,
        account=row.text("accountnumber"),
        instrument=instrument,
        side=Side.BUY if amount > 0 else Side.SELL,
        quantity=amount.copy_abs(),
        price=ZERO if ends else row.number(item.names("price")),
        fees=None,
        when=when.at,
        day=when.day,
        kind=kind,
        closes=ends or row.text(item.names("positioneffect")).upper() == "CLOSING",
        broker_ref=f"activity:{reference}:{number}" if reference else "",
        delivery=f"{instrument.underlying} {when.at.astimezone(UTC).isoformat()}" if delivers else "",
    )


def _instrument(row: Row, item: _Item, when: When) -> Instrument:
    symbol = row.symbol(item.names("instrument.symbol"))
    kind = row.text(item.names("instrument.assettype")).upper()
    traded = row.reading.currency
    multiplier = row.maybe_number(item.names("instrument.optionpremiummultiplier"))
    if found := option_of(symbol, traded, multiplier):
        return found
    if kind == "OPTION":
        raise RowQuarantined(
            "option.unknown", f"Which option {symbol[:40]!r} is cannot be told: enter the fill by hand."
        )
    if kind == "FUTURE":
        return stated_contract(symbol, when.at.date(), traded, row.maybe_number(item.names("instrument.multiplier")))
    return share(symbol, traded)


def _with_costs(fills: list[StatedFill], costs: Decimal) -> list[Stated]:
    """The order's costs shared out by quantity; the last fill takes the remainder."""
    units = sum((fill.quantity for fill in fills), ZERO)
    given, stated = ZERO, list[Stated]()
    for fill in fills[:-1]:
        part = trimmed(shared(costs, fill.quantity, units)) if units else ZERO
        given = EXACT.add(given, part)
        stated.append(fill._replace(fees=part))
    return [*stated, fills[-1]._replace(fees=EXACT.subtract(costs, given))]


def _checked(row: Row, fills: list[StatedFill], costs: Decimal) -> list[Stated]:
    """A remark where the net amount is not what fills and charges make."""
    printed = row.maybe_number("netamount")
    if printed is None or any(fill.kind is not ExecutionKind.TRADE for fill in fills):
        return []
    made = costs.copy_negate()
    for fill in fills:
        made = EXACT.subtract(made, EXACT.multiply(worth(fill), Decimal(int(fill.side))))
    if fills[0].instrument.is_margin or EXACT.subtract(made, printed).copy_abs() <= CENT:
        return []
    said = f"netAmount says {plain(printed)}, the fills and their charges make {plain(made)}: these count."
    return [StatedRemark(row.line, "amount.not_of_items", said, row.raw_text)]


def _cash(row: Row, what: str) -> Stated:
    words = row.text("description") or what.replace("_", " ")
    amount = row.maybe_number("netamount") or ZERO
    reference = row.text("activityid")
    return cash_row(
        row,
        words,
        amount,
        row.when("tradedate", "time"),
        kind=_CASH.get(what) or _by_words(what, words, amount),
        account=row.text("accountnumber"),
        broker_ref=f"activity:{reference}" if reference else "",
    )


def _by_words(what: str, words: str, amount: Decimal) -> CashKind | None:
    if what == "ELECTRONIC_FUND":
        return CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL
    if what == "DIVIDEND_OR_INTEREST" and "TAX" not in words.upper() and "NRA" not in words.upper():
        return CashKind.INTEREST if "INTEREST" in words.upper() else CashKind.DIVIDEND
    return None


FORMAT = Format("schwab_api", "Charles Schwab", "Trader API transactions (JSON)", "America/New_York", recognise, read)
