"""Investment statements in OFX 1.x and 2.x (QFX), of any broker: Download > Quicken, Money, OFX.

Quirks: securities are told by CUSIP, and only the list at the end says their tickers; clock times that are the
same full hour on every day are no times of fills; units of a sale are negative; the total is what counts in
cash; a withheld tax comes as an expense; a reinvestment is income and purchase in one.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.ofx import Aggregate, aggregates
from tradesense.adapters.files.option_symbols import option_of, stated_option
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, Moment
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import ZERO
from tradesense.domain.problem import Problem
from tradesense.domain.statement import (
    FormatUnknown,
    ReadOptions,
    Stated,
    StatedAccount,
    StatedBalance,
    StatedFill,
    StatedPosition,
    StatedSplit,
)

_SECURITIES: Final = frozenset({"STOCKINFO", "OPTINFO", "MFINFO", "DEBTINFO", "OTHERINFO"})
_POSITIONS: Final = frozenset({"POSSTOCK", "POSOPT", "POSMF", "POSDEBT", "POSOTHER"})
_BUYS: Final = frozenset({"BUYSTOCK", "BUYOPT", "BUYMF", "BUYDEBT", "BUYOTHER"})
_SELLS: Final = frozenset({"SELLSTOCK", "SELLOPT", "SELLMF", "SELLDEBT", "SELLOTHER"})
_MONEY: Final = frozenset({"INCOME", "INVEXPENSE", "MARGININTEREST", "RETOFCAP", "JRNLFUND", "INVBANKTRAN"})
_UNITS: Final = frozenset({"TRANSFER", "JRNLSEC"})
WANTED: Final = (
    _SECURITIES | _POSITIONS | _BUYS | _SELLS | _MONEY | _UNITS | {"REINVEST", "SPLIT", "CLOSUREOPT", "INVBAL"}
)

CHARGES: Final = (("commission",), ("fees",), ("taxes",), ("load",), ("accrdint",))
_TIME: Final = re.compile(
    r"^(?P<day>[0-9]{8})(?P<clock>[0-9]{4,6})?(?:\.[0-9]{1,6})?\s*(?:\[(?P<offset>[+-]?[0-9]{1,2}(?:\.[0-9]{1,2})?)(?::[^\]]*)?\])?$"
)
_PERCENT: Final = Decimal("0.01")
"""Debt is quoted in percent of its par value."""

_CASH_KINDS: Final = {
    "DIV": CashKind.DIVIDEND,
    "CGLONG": CashKind.DIVIDEND,
    "CGSHORT": CashKind.DIVIDEND,
    "INTEREST": CashKind.INTEREST,
    "INT": CashKind.INTEREST,
    "FEE": CashKind.FEE,
    "SRVCHG": CashKind.FEE,
    "XFER": CashKind.TRANSFER,
}
_AGGREGATE_KINDS: Final = {
    "MARGININTEREST": CashKind.INTEREST,
    "RETOFCAP": CashKind.DIVIDEND,
    "JRNLFUND": CashKind.TRANSFER,
}
_WITHHELD: Final = re.compile(r"\bw/h|withh|\btax", re.IGNORECASE)
_ENDS: Final = {
    "EXPIRE": ExecutionKind.EXPIRY,
    "ASSIGN": ExecutionKind.ASSIGNMENT,
    "EXERCISE": ExecutionKind.EXERCISE,
}


class Security(NamedTuple):
    """What the list of securities says; strike, expiry and right of options only."""

    ticker: str
    name: str
    option: tuple[str, str, str] | None = None
    multiplier: Decimal | None = None


class _Statement:
    """What the values around the aggregates say, as they are met: account, currency, day."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self.reading = reading
        self.account = ""
        self.day: When | None = None
        self.securities: dict[str, Security] = {}
        self.has_clock = False
        self.held = Holdings()
        self._headers: dict[tuple[str, ...], Columns] = {}

    def parts(self) -> Iterator[Aggregate]:
        return aggregates(self._source.path, self._source.encoding, WANTED)

    def row(self, part: Aggregate) -> Row:
        names = tuple(name for name, _ in part.values)
        columns = self._headers.get(names)
        if columns is None:
            columns = self._headers[names] = Columns(names)
        return Row(Record(part.line, [value for _, value in part.values], part.raw), columns, self.reading)

    def learn(self) -> None:
        """The securities and whether clock times are real ones, from the whole file; what it opened, if options end."""
        has_ends = False
        for part in self.parts():
            if part.name in _SECURITIES:
                self._security(part.name, self.row(part))
            elif part.name in _POSITIONS:
                row = self.row(part)
                self.securities.setdefault(row.text("uniqueid"), Security("", row.text("memo")))
            else:
                has_ends |= part.name == "CLOSUREOPT"
                when = next((value for name, value in part.values if name == "DTTRADE"), "")
                found = _TIME.match(when[:60])
                self.has_clock |= bool(found and found["clock"] and int(found["clock"][2:]))
        if has_ends:
            self._see_options()

    def _see_options(self) -> None:
        for part in self.parts():
            self.note(part)
            if part.name in {"BUYOPT", "SELLOPT"}:
                try:
                    self.held.see(_fill(self.row(part), part.name, self))
                except (Problem, RowQuarantined):
                    # Such a row tells nothing; it is told of when it is read.
                    continue

    def note(self, part: Aggregate) -> Stated | None:
        """Takes account, currency and day from a value that stands alone; the account, where that is new."""
        value = part.values[0][1] if part.values else ""
        match part.name:
            case "CURDEF":
                try:
                    self.reading = self.reading._replace(currency=currency(value))
                except CurrencyInvalid:
                    return None
            case "ACCTID":
                self.account = value
                return StatedAccount(value, self.reading.currency)
            case "DTASOF":
                try:
                    self.day = self.when(self.row(part), "dtasof")
                except CellInvalid:
                    # Balances and positions without their day say so.
                    self.day = None
        return None

    def _security(self, name: str, row: Row) -> None:
        option, multiplier = None, None
        if name == "OPTINFO":
            option = row.text("opttype"), row.text("strikeprice"), row.text("dtexpire")
            try:
                multiplier = row.maybe_number("shperctrct")
            except CellInvalid:
                # Then the multiplier is not stated; the row's fills say what that means.
                multiplier = None
        self.securities[row.text("uniqueid")] = Security(row.text("ticker"), row.text("secname"), option, multiplier)

    def when(self, row: Row, *names: str) -> When:
        """`20230714170000.000[-5:EST]`; without an offset it is GMT. A day alone where no clock times are real."""
        text = row.required(*names)
        found = _TIME.match(text[:60])
        if found is None:
            raise CellInvalid(f"Column {names[0]!r}: {text[:40]!r} is not a date.")
        clock = (found["clock"] or "").ljust(6, "0")
        try:
            local = datetime.strptime(found["day"] + clock, "%Y%m%d%H%M%S")  # noqa: DTZ007  (its offset follows)
        except ValueError:
            raise CellInvalid(f"Column {names[0]!r}: {text[:40]!r} is not a day of the calendar.") from None
        if not self.has_clock or not found["clock"]:
            return row.instant(Moment(local, has_time=False))
        offset = timedelta(hours=float(found["offset"] or 0))
        return row.instant(Moment((local - offset).replace(tzinfo=UTC), has_time=True))

    def instrument(self, row: Row, *, is_debt: bool = False) -> Instrument:
        unique = row.required("uniqueid")
        known = self.securities.get(unique, Security("", ""))
        traded = self.currency(row)
        if known.option:
            return self._option(row, known, traded)
        name = known.ticker or known.name or unique
        found = option_of(name, traded)
        if found is not None:
            return found
        # A name of several words is no ticker: then the security's own number is told.
        named = share(name if len(name.split()) == 1 else unique, traded)
        return named._replace(multiplier=_PERCENT) if is_debt else named

    def currency(self, row: Row) -> Currency:
        """The currency of the row's amounts: CURRENCY says another than the statement's, ORIGCURRENCY does not."""
        text = row.text("currency.cursym")
        return currency(text) if text else self.reading.currency

    def _option(self, row: Row, known: Security, traded: Currency) -> Instrument:
        multiplier = row.maybe_number("shperctrct") or known.multiplier
        if found := option_of(known.ticker, traded, multiplier) or option_of(known.name, traded, multiplier):
            return found
        right, strike, expire = known.option or ("", "", "")
        names = Columns(("dtexpire", "strikeprice"))
        parts = Row(Record(row.line, [expire, strike], row.raw), names, self.reading)
        expiry = self.when(parts, "dtexpire").at.date()
        root = known.ticker.split()[0] if known.ticker else ""
        if not root:
            raise RowQuarantined("option.unknown", "Of which underlying the option is is not said: enter it by hand.")
        return stated_option(root, expiry, parts.number("strikeprice"), right, traded, multiplier)


def read_statement(source: Source, options: ReadOptions) -> Iterator[Stated]:
    """Every aggregate that states something. Raises FormatUnknown, FileUnreadable."""
    if source.kind != "ofx":
        raise FormatUnknown("The file is not OFX.")
    reading = Reading(options.zone, "ymd", options.decimal_mark or ".", options.currency)
    statement = _Statement(source, reading)
    statement.learn()
    is_statement = False
    for part in statement.parts():
        is_statement |= part.name in {"BROKERID", "INVBAL"} or part.name in _BUYS | _SELLS
        if part.name not in WANTED:
            if stated := statement.note(part):
                yield stated
        elif part.name not in _SECURITIES:
            yield from guarded(statement.row(part), lambda row, name=part.name: _read(row, name, statement))  # type: ignore[misc]
    if not is_statement:
        raise FormatUnknown("The OFX file holds no investment statement.")


def _read(row: Row, name: str, statement: _Statement) -> list[Stated] | Stated:
    if name in _BUYS | _SELLS:
        return booked(row, _fill(row, name, statement), _total(row, name)).stated
    if name in _MONEY:
        return _money(row, name, statement)
    if name in _POSITIONS:
        return _position(row, name, statement)
    match name:
        case "REINVEST":
            return _reinvested(row, statement)
        case "CLOSUREOPT":
            return _end(row, statement)
        case "SPLIT":
            return _split(row, statement)
        case "INVBAL":
            return _balance(row, statement)
    moved = f"{row.text('units')[:20]} units of {row.text('uniqueid')[:20]}"
    raise RowQuarantined("units.moved", f"{moved} came or went without a price: enter them with their cost.")


def _fill(row: Row, name: str, statement: _Statement) -> StatedFill:
    when = statement.when(row, "dttrade")
    action = row.text("buytype", "selltype", "optbuytype", "optselltype").upper()
    is_buy = name in _BUYS
    return StatedFill(
        line=row.line,
        account=statement.account,
        instrument=statement.instrument(row, is_debt="DEBT" in name),
        side=Side.BUY if is_buy else Side.SELL,
        quantity=row.number("units").copy_abs(),
        price=row.number("unitprice"),
        fees=row.charges(CHARGES),
        when=when.at,
        day=when.day,
        closes=action in {"BUYTOCOVER", "BUYTOCLOSE", "SELLTOCLOSE"} or (name == "SELLSTOCK" and action == "SELL"),
        broker_ref=_ref(row),
    )


def _total(row: Row, name: str) -> Decimal | None:
    """What was booked; paid for a purchase, though some brokers leave its sign away."""
    total = row.maybe_number("total")
    return total.copy_abs().copy_negate() if total and name in _BUYS else total


def _ref(row: Row) -> str:
    number = row.text("fitid")
    return f"fitid:{number[:120]}" if number else ""


def _money(row: Row, name: str, statement: _Statement) -> Stated:
    words = row.text("memo", "name") or name
    kind = _AGGREGATE_KINDS.get(name) or _CASH_KINDS.get(row.text("incometype", "trntype").upper())
    if name == "INVEXPENSE":
        kind = CashKind.TAX if _WITHHELD.search(words) else CashKind.FEE
    amount = row.number("total", "trnamt")
    if name == "INVBANKTRAN" and kind is None:
        kind = CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL
    return cash_row(
        row,
        words,
        amount,
        statement.when(row, "dttrade", "dtposted"),
        kind=kind,
        account=statement.account,
        currency=statement.currency(row),
        instrument=statement.instrument(row) if row.text("uniqueid") else None,
        broker_ref=_ref(row),
    )


def _reinvested(row: Row, statement: _Statement) -> list[Stated]:
    """Income that bought units: the total is what they cost, so it is what was received before."""
    paid = row.number("total")
    fill = _fill(row, "BUYSTOCK", statement)
    income = cash_row(
        row,
        row.text("memo") or "Reinvestment",
        paid.copy_abs(),
        statement.when(row, "dttrade"),
        kind=_CASH_KINDS.get(row.text("incometype").upper(), CashKind.DIVIDEND),
        account=statement.account,
        currency=fill.instrument.currency,
        instrument=fill.instrument,
        broker_ref=fill.broker_ref,
    )
    return [*booked(row, fill, paid.copy_abs().copy_negate()).stated, income]


def _end(row: Row, statement: _Statement) -> Stated:
    kind = _ENDS.get(row.required("optaction").upper())
    if kind is None:
        raise RowQuarantined("row.action_unknown", f"What {row.text('optaction')[:40]!r} does is not known: enter it.")
    when, instrument = statement.when(row, "dttrade"), statement.instrument(row)
    units = row.number("units")
    side = Side.SELL if units < 0 else statement.held.ending(statement.account, instrument, when.at)
    return StatedFill(
        line=row.line,
        account=statement.account,
        instrument=instrument,
        side=side,
        quantity=units.copy_abs(),
        price=ZERO,
        fees=None,
        when=when.at,
        day=when.day,
        kind=kind,
        closes=True,
        broker_ref=_ref(row),
        delivery="" if kind is ExecutionKind.EXPIRY else f"{instrument.underlying} {when.at.isoformat()}",
    )


def _split(row: Row, statement: _Statement) -> Stated:
    new, old = row.number("numerator"), row.number("denominator")
    if new <= 0 or old <= 0:
        raise CellInvalid("Column 'numerator': a split needs two numbers above zero.")
    ratio = Fraction(new) / Fraction(old)
    when = statement.when(row, "dttrade")
    instrument = statement.instrument(row)
    return StatedSplit(row.line, statement.account, instrument, ratio.numerator, ratio.denominator, when.at)


def _position(row: Row, name: str, statement: _Statement) -> Stated:
    units = row.number("units")
    is_short = row.text("postype").upper() == "SHORT"
    day = statement.day or statement.when(row, "dtpriceasof")
    instrument = statement.instrument(row, is_debt=name == "POSDEBT")
    held = units.copy_abs().copy_negate() if is_short else units
    return StatedPosition(row.line, statement.account, instrument, _day(day, row), held)


def _balance(row: Row, statement: _Statement) -> Stated:
    day = statement.day
    if day is None or not row.text("availcash"):
        return row.ignored("balance.without_day", "The balance is told without its day or its cash.")
    if row.maybe_number("marginbalance"):
        return row.ignored("balance.with_margin", "Whether the margin balance is part of the cash is not said.")
    cash = row.number("availcash")
    return StatedBalance(row.line, statement.account, statement.reading.currency, _day(day, row), cash)


def _day(when: When, row: Row) -> date:
    return when.day or when.at.astimezone(row.reading.zone).date()


def names(source: Source, *words: str) -> bool:
    """Whether the head of the statement names one of `words`."""
    head = source.head.casefold()
    return any(word in head for word in words)


def is_investment(source: Source) -> bool:
    return source.kind == "ofx" and source.mentions("<INVSTMTRS>")


def recognise(source: Source) -> float:
    return 0.91 if is_investment(source) and not names(source, *ETRADE) else 0.0


ETRADE: Final = ("<org>e*trade", "<org>etrade", "<brokerid>etrade")
FORMAT = Format(
    "ofx_investments", "OFX", "Investment statement (OFX, QFX)", "America/New_York", recognise, read_statement, always
)
