"""What Interactive Brokers' reports say beside trades: money that moved, cash at the end, positions, results."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.brokers.ibkr import ACCOUNT, CLASS, CURRENCY, SYMBOL, instrument_of
from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import NumberInvalid
from tradesense.domain.statement import Stated, StatedBalance, StatedFill, StatedPosition, StatedProfit

REALISED: Final = ("realized p/l", "fifopnlrealized")
Make = Callable[[Row, date], Instrument | None]
SNAPSHOT: Final = "A position as it stood at the end of the period: its trades count, not this."
CASH_WHEN: Final = ("date/time", "datetime", "settledate", "settle date", "reportdate", "date")
_PAYER: Final = re.compile(r"^([A-Z0-9][A-Z0-9. ]{0,20}?)\s*\([A-Z0-9]{6,14}\)")


def cash_of(row: Row) -> Stated:
    """A cash transaction of a Flex query. Deposits and withdrawals share one type; the sign tells them apart."""
    kind, words = row.text("type"), row.text("description", "activitydescription")
    if row.text("levelofdetail").upper() == "SUMMARY":
        return row.ignored("cash.summary", "A summary of cash transactions: export them in detail, which counts.")
    amount, paid_in = row.maybe_number("amount"), row.currency(*CURRENCY)
    return stated_cash(
        row,
        cash_event(kind) or cash_event(words),
        amount,
        paid_in,
        row.when(*CASH_WHEN),
        account=row.text(*ACCOUNT),
        instrument=payer(row.text(SYMBOL[0]), words, paid_in),
        ref=_ref(row),
        detail=f"{kind}: {words}" if kind and words else kind or words,
    )


def payer(symbol: str, words: str, paid_in: Currency) -> Instrument | None:
    """What paid: by its column, else by the words before its security number, `WOMB(US0000000033) CASH DIVIDEND`."""
    found = _PAYER.match(words)
    name = symbol or (found[1] if found else "")
    return share(name[:60], paid_in) if name else None


def _ref(row: Row) -> str:
    number = row.text("transactionid")
    return f"cash:{number}" if number else ""


class Period(NamedTuple):
    """The days a report is of, both included."""

    first: date
    last: date


def period_of(text: str) -> Period | None:
    """`January 1, 2026 - March 31, 2026`, or one day; None for anything else."""
    parts = [part.strip() for part in text[:80].split(" - ")]
    try:
        days = [moment(part).when.date() for part in parts]
    except CellInvalid:
        return None
    return Period(days[0], days[-1]) if days[0] <= days[-1] else None


def with_profit(row: Row, fill: StatedFill) -> list[Stated]:
    """The fill and what its row says it realised, where it does; conversions of money realise nothing."""
    realised = row.maybe_number(*REALISED) if row.columns.places[REALISED] else None
    if not realised or fill.instrument.asset_class is AssetClass.FOREX:
        return [fill]
    day = fill.day or fill.when.astimezone(row.reading.zone).date()
    return [fill, StatedProfit(fill.line, fill.account, fill.instrument, day, day, realised)]


def cash_balance(row: Row, account: str, period: Period | None, paid_in: Currency) -> Stated:
    """A line of the cash report: the balances at both ends; what lies between is told by its own rows."""
    words = row.text("currency summary").casefold()
    days = {"starting cash": period and period.first - timedelta(days=1), "ending cash": period and period.last}
    day = days.get(words)
    if day is None:
        return row.ignored("cash_report.summary", "A summary: the rows it adds up are counted, not this.")
    return StatedBalance(row.line, account, paid_in, day, row.number("total"))


def flex_balance(row: Row) -> list[Stated] | Stated:
    """A currency's line of a Flex query's cash report: the balances at both ends."""
    paid_in = row.text(*CURRENCY)
    if paid_in in {"", "BASE_SUMMARY"} or not row.text("todate"):
        return row.ignored("cash_report.summary", "A summary: the currencies it adds up are told by other rows.")
    account, last = row.text(*ACCOUNT), row.moment("todate").when.date()
    ending = StatedBalance(row.line, account, currency(paid_in), last, row.number("endingcash"))
    starting = row.maybe_number("startingcash")
    if starting is None or not row.text("fromdate"):
        return ending
    before = row.moment("fromdate").when.date() - timedelta(days=1)
    return [StatedBalance(row.line, account, currency(paid_in), before, starting), ending]


def position_of(row: Row, account: str, day: date | None, multipliers: dict[str, Decimal]) -> Stated:
    """An open position at the end of the period."""
    level = row.text("levelofdetail", "datadiscriminator").casefold()
    if level not in {"", "summary"}:
        return row.ignored("level.not_a_position", "A lot: the position it is part of is told by another row.")
    quantity = row.number("quantity", "position")
    instrument = instrument_told(row, day, multipliers, quantity) if day and row.text(*CURRENCY) else None
    if instrument is None or day is None:
        return row.ignored("position.snapshot", SNAPSHOT)
    return StatedPosition(row.line, account, instrument, day, quantity)


def instrument_told(row: Row, day: date, multipliers: dict[str, Decimal], quantity: Decimal) -> Instrument | None:
    """What a row of a summary is of; None where its name says too little: nothing is counted by it."""
    multiplier = row.maybe_number("mult", "multiplier")
    stated = {**multipliers, row.text(*SYMBOL): multiplier} if multiplier else multipliers
    try:
        return instrument_of(row, row.text(*CLASS).casefold(), day, stated, quantity, Decimal(1))
    except (CellInvalid, ContractUnknown, NumberInvalid):
        return None


def profit_of(row: Row, account: str, period: Period | None, base: Currency | None, make: Make) -> Stated:
    """A line of the performance summary: what an instrument realised, in the account's currency."""
    realised = row.maybe_number("realized total", "totalrealizedpnl")
    instrument = None
    if realised and row.text("symbol") and period and base and not row.text("asset category").startswith("Total"):
        instrument = make(row, period.last)
    if instrument is None or period is None or realised is None or instrument.asset_class is AssetClass.FOREX:
        return row.ignored("profit.summary", "A summary of results: its fills are counted, not this.")
    return StatedProfit(row.line, account, instrument, period.first, period.last, realised, base)
