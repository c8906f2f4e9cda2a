"""tastyworks, transaction history before 2022 (CSV): History > Transactions > CSV, as tastytrade was then called.

Quirks: an option's parts in columns of their own under its underlying's symbol; one column of fees, costs above
zero, which the amount does not hold; the ends of options without a side, so that what the file opened says which
way they go; the account abbreviated ("Individual...39"); newest first.
"""

from typing import Final

from tradesense.adapters.files.amounts import remarks_on
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.listed import listed
from tradesense.adapters.files.option_symbols import stated_option
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.sides import Action, action_of, find_action
from tradesense.adapters.files.symbols import USD, share
from tradesense.adapters.files.values import moment
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill

WHEN: Final = ("date/time", "date")
_ENDS: Final = {
    "expiration": ExecutionKind.EXPIRY,
    "assignment": ExecutionKind.ASSIGNMENT,
    "exercise": ExecutionKind.EXERCISE,
}
_CASH: Final = {
    "deposit": CashKind.DEPOSIT,
    "withdrawal": CashKind.WITHDRAWAL,
    "credit interest": CashKind.INTEREST,
    "debit interest": CashKind.INTEREST,
    "fee": CashKind.FEE,
    "balance adjustment": CashKind.FEE,
    "transfer": CashKind.TRANSFER,
}


class _Known:
    """What single rows do not say: what is open, and which options ended when."""

    def __init__(self) -> None:
        self.held = Holdings()
        self.ends: dict[tuple[str, str], ExecutionKind] = {}

    def see(self, row: Row) -> None:
        kind = _ENDS.get(_subcode(row))
        if kind is not None:
            self.ends[_instrument(row, row.when(*WHEN)).underlying, row.text(*WHEN)] = kind
        elif _code(row) in {"trade", "receive deliver"} and row.text("buy/sell"):
            self.held.see(_fill(row, _action(row)))


def prepare(table: Table) -> ReadRow:
    known = _Known()
    for row in table.rows():
        try:
            known.see(row)
        except (Problem, RowQuarantined):
            # Such a row tells nothing; it is told of when it is read.
            continue

    def read_row(row: Row) -> list[Stated] | Stated:
        code = _code(row)
        if code == "money movement":
            return _cash(row)
        if code == "receive deliver":
            return _delivered(row, known)
        if code == "trade":
            fill = _fill(row, _action(row))
            return [fill, *remarks_on(row, fill)]
        raise RowQuarantined("row.action_unknown", f"What {code[:40]!r} does is not known: enter it by hand.")

    return read_row


def _code(row: Row) -> str:
    return row.required("transaction code").casefold()


def _subcode(row: Row) -> str:
    return row.text("transaction subcode").casefold()


def _action(row: Row) -> Action:
    action = action_of(row.required("buy/sell"), "buy/sell")
    return action._replace(closes=row.text("open/close").casefold() == "close")


def _instrument(row: Row, when: When) -> Instrument:
    symbol = row.symbol("symbol")
    if not row.text("strike"):
        return listed(symbol, USD, when.at.year)
    if symbol.startswith((".", "/")):
        raise RowQuarantined(
            "option.unknown", f"What an option on {symbol[:30]!r} is worth is not said: enter it by hand."
        )
    expiry = moment(row.required("expiration date")[:40], row.reading.order).when.date()
    return stated_option(symbol, expiry, row.number("strike"), row.required("call/put"), USD, None)


def _fill(row: Row, action: Action, kind: ExecutionKind = ExecutionKind.TRADE) -> StatedFill:
    when = row.when(*WHEN)
    instrument = _instrument(row, when)
    ends = kind is not ExecutionKind.TRADE
    return StatedFill(
        line=row.line,
        account=row.text("account reference"),
        instrument=instrument,
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=ZERO if ends else row.number("price"),
        fees=row.charges((("fees",),)),
        when=when.at,
        day=when.day,
        twice=when.twice,
        kind=kind,
        closes=action.closes,
    )


def _delivered(row: Row, known: _Known) -> Stated:
    kind = _ENDS.get(_subcode(row))
    if kind is None:
        if not row.text("buy/sell") or find_action(_subcode(row)) is None:
            what = row.text("transaction subcode", "description")[:60]
            raise RowQuarantined(
                "corporate_action.by_hand", f"{what}: state it on the account's page of corporate actions."
            )
        fill = _fill(row, _action(row))
        delivers = known.ends.get((fill.instrument.underlying, row.text(*WHEN)), ExecutionKind.EXPIRY)
        if delivers is ExecutionKind.EXPIRY:
            return fill
        return fill._replace(kind=delivers, delivery=f"{fill.instrument.underlying} {fill.when.isoformat()}")
    instrument = _instrument(row, row.when(*WHEN))
    if instrument.right is None:
        raise RowQuarantined("option.unknown", "Which option ended is not said: enter its end by hand.")
    side = known.held.ending(row.text("account reference"), instrument, row.when(*WHEN).at)
    fill = _fill(row, Action(side, closes=True), kind)
    if kind is ExecutionKind.EXPIRY:
        return fill
    return fill._replace(delivery=f"{instrument.underlying} {fill.when.isoformat()}")


def _cash(row: Row) -> Stated:
    subcode, words = _subcode(row), row.text("description")
    amount = EXACT.subtract(row.maybe_number("amount") or ZERO, row.maybe_number("fees") or ZERO)
    kind = _CASH.get(subcode)
    if subcode == "dividend":
        kind = CashKind.DIVIDEND if amount > 0 else CashKind.TAX
    if subcode == "mark to market":
        return row.ignored(
            "cash.mark_to_market", "The daily settlement of a future: what it made is told by its fills."
        )
    symbol = row.symbol("symbol")
    return cash_row(
        row,
        f"{row.text('transaction subcode')}: {words}",
        amount,
        row.when(*WHEN),
        kind=kind,
        account=row.text("account reference"),
        instrument=share(symbol, USD) if symbol else None,
    )


FORMAT = table_format(
    key="tastyworks_history",
    broker="tastytrade",
    title="Transaction history before 2022",
    zone="America/New_York",
    currency=USD,
    header=("date/time|date", "transaction code", "transaction subcode", "symbol", "buy/sell", "quantity", "price"),
    prepare=prepare,
)
