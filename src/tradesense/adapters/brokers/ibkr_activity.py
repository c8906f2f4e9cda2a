"""Interactive Brokers, activity statement (CSV): Performance & Reports > Statements > Activity.

Quirks: a statement is many tables, each row beginning with its table's name and Header, Data, SubTotal or
Total; an order, its trades and the lots they closed tell the same fill, so one level is kept per asset
category; headers repeat with other columns; "1,000" and "2026-01-05, 09:30:00"; forex commissions stand in
the account's currency (`Comm in USD`); contract multipliers stand in Financial Instrument Information.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.brokers.ibkr import BROKER, CURRENCY, ZONE, Survey, Trades
from tradesense.adapters.brokers.ibkr_actions import action_told
from tradesense.adapters.brokers.ibkr_statements import (
    CASH_WHEN,
    Period,
    cash_balance,
    instrument_told,
    payer,
    period_of,
    position_of,
    profit_of,
    with_profit,
)
from tradesense.adapters.files.cash import cash_event, stated_cash
from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import NumberInvalid
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedAccount, StatedRate

TRADES: Final = "Trades"
_CASH: Final = frozenset(
    {"Dividends", "Withholding Tax", "Interest", "Broker Interest Paid", "Broker Interest Received", "Fees"}
    | {"Deposits & Withdrawals", "Payment In Lieu Of Dividends", "Transaction Fees", "Other Fees", "Bond Interest Paid"}
    | {"Bond Interest Received", "871(m) Withholding", "Commission Adjustments", "Advisor Fees", "Client Fees"}
)
_ABOUT: Final = re.compile(r"\(([^,()]{1,40}),[^()]*\)\s*$")


class _Line(NamedTuple):
    """A row of one of the statement's tables; `kind` is Data, SubTotal or Total."""

    section: str
    kind: str
    row: Row
    trades: Trades


class _Statement:
    """The tables of a statement, as often as they are asked for, and what it says of the account."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading
        self.account, self.base, self.period = "", None, None
        self._currencies: dict[tuple[str, str], str] = {}
        self._stated: dict[str, Decimal] = {}
        is_statement = False
        for line in self.lines():
            is_statement = True
            if line.kind == "Data":
                self._learn(line)
        if not is_statement:
            raise FormatUnknown("There are no rows such as 'Trades,Data,…': this is no activity statement.")
        self.survey = Survey(lambda: (line.row for line in self.lines() if line[:2] == (TRADES, "Data")))

    account: str
    base: Currency | None
    period: Period | None

    @property
    def last_day(self) -> date | None:
        return self.period.last if self.period else None

    @property
    def multipliers(self) -> dict[str, Decimal]:
        return self._stated

    def instrument(self, row: Row, day: date) -> Instrument | None:
        """What a row without a currency is of: as the trades and positions name it."""
        traded = self._currencies.get((row.text("asset category"), row.text("symbol")))
        if traded is None:
            return None
        row.reading = row.reading._replace(currency=currency(traded))
        return instrument_told(row, day, self._stated, Decimal(1))

    def _learn(self, line: _Line) -> None:
        row = line.row
        try:
            if line.section in {TRADES, "Open Positions"} and (traded := row.text("currency")):
                self._currencies[row.text("asset category"), row.text("symbol")] = traded
            elif line.section == "Statement" and row.text("field name") == "Period":
                self.period = period_of(row.text("field value"))
            elif line.section == "Account Information":
                if row.text("field name") == "Account":
                    self.account = row.text("field value").partition(" ")[0][:64]
                elif row.text("field name") == "Base Currency":
                    self.base = currency(row.text("field value"))
            elif line.section == "Financial Instrument Information":
                multiplier = row.maybe_number("multiplier")
                for symbol in row.text("symbol").split(",") if multiplier else ():
                    self._stated[symbol.strip()] = multiplier or Decimal(1)
        except (CellInvalid, CurrencyInvalid, NumberInvalid):
            # What cannot be read here is not needed to read the trades: it is asked for where it is.
            return

    def lines(self) -> Iterator[_Line]:
        columns: dict[str, tuple[Columns, Trades]] = {}
        for record in self._source.records():
            section, kind = record.cells[0].strip("\ufeff "), record.cells[1].strip() if len(record.cells) > 1 else ""
            if kind == "Header":
                found = Columns(record.cells[2:])
                columns[section] = found, Trades(found, self._stated)
            elif section in columns:
                header, trades = columns[section]
                row = Row(Record(record.line, record.cells[2:], record.raw), header, self._reading)
                yield _Line(section, kind, row, trades)


def recognise(source: Source) -> float:
    starts = {(cells[0].strip("\ufeff "), cells[1], cells[2]) for cells in source.sample if len(cells) > 2}
    if any("Transaction History" in cells[:4] for cells in source.sample):
        return 0.0
    is_trades = any(section == TRADES and kind == "Header" for section, kind, _ in starts)
    return 0.95 if is_trades or ("Statement", "Header", "Field Name") in starts else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    statement = _Statement(source, reading)
    yield StatedAccount(statement.account, statement.base)
    for line in statement.lines():
        yield from guarded(line.row, lambda row, line=line: _row(row, line, statement))  # type: ignore[misc]


def _row(row: Row, line: _Line, statement: _Statement) -> list[Stated] | Stated:
    if line.kind in {"SubTotal", "Total"}:
        return row.ignored("row.total", "A total of the rows above.")
    account = row.text("account") or statement.account
    if line.section == TRADES and line.kind == "Data":
        return statement.survey.note(row) or with_profit(row, line.trades.fill(row, account))
    if line.section in _CASH:
        return _cash(row, line.section, account)
    match line.section:
        case "Base Currency Exchange Rate":
            return _rate(row)
        case "Corporate Actions" if row.text("asset category") != "Total":
            return _action(row, statement.account)
        case "Cash Report" if row.text("currency") != "Base Currency Summary":
            return cash_balance(row, account, statement.period, row.currency("currency"))
        case "Open Positions":
            return position_of(row, account, statement.last_day, statement.multipliers)
        case "Realized & Unrealized Performance Summary":
            return profit_of(row, account, statement.period, statement.base, statement.instrument)
    return row.ignored("section.without_fills", f"The table {line.section[:60]!r} holds no fills.")


def _cash(row: Row, section: str, account: str) -> Stated:
    if row.text("currency").startswith("Total") or not row.text("description"):
        return row.ignored("row.total", "A total of the rows above.")
    words, paid_in = row.text("description"), row.currency("currency")
    return stated_cash(
        row,
        cash_event(section),
        row.maybe_number("amount"),
        paid_in,
        row.when(*CASH_WHEN),
        account=account,
        instrument=payer(row.text("symbol"), words, paid_in),
        detail=f"{section}: {words}",
    )


def _rate(row: Row) -> Stated:
    if not row.text("date"):
        return row.ignored("rate.undated", "An exchange rate without a day: rates of trading days are used.")
    traded = currency(row.required("currency", "fromcurrency"))
    base = row.text("tocurrency")
    rate = row.number("rate", "exchange rate", "exchangerate")
    if rate <= 0:
        raise CellInvalid("An exchange rate must be above zero.")
    return StatedRate(row.line, traded, currency(base) if base else None, row.moment("date").when.date(), rate)


def _action(row: Row, account: str) -> Stated:
    description = row.required("description")[:500]
    found = _ABOUT.search(description)
    if found is None:
        raise RowQuarantined("corporate_action.unsupported", f"{description[:200]!r}: enter what it did by hand.")
    return action_told(
        row, row.text("account") or account, description, found[1], row.currency(*CURRENCY), row.when("date/time")
    )


FORMAT = Format("ibkr_activity", BROKER, "Activity statement", ZONE, recognise, read, states_rates=always)
