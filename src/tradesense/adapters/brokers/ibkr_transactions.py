"""Interactive Brokers and its introducing brokers (CapTrader …), transaction history (CSV): Performance & Reports
> Transaction History > Download.

Quirks: each row begins with its table's name; column names in the client's language, in a fixed order; the
blank after `Gross Amount `; "-" for nothing; accounts masked (`U***50777 Trading`); no clock times. The price
stands in the currency of the trade, amounts in the account's: so the day's rate is told too, and the costs
are the account's wherever net = gross + costs (they are not added up for futures: there in the price's).
Position MTM and FX translations revalue what is held: no money moves.
"""

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Final, NamedTuple

from tradesense.adapters.brokers.ibkr import BROKER, ZONE, split_of
from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Columns, Reading, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.sides import find_action
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.symbols import contract, looks_like_a_future, pair, paired, share, stated_contract
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.cash import CashKind
from tradesense.domain.contracts import is_future
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.recording import RATE_DIGITS, inverted
from tradesense.domain.statement import (
    FormatUnknown,
    ReadOptions,
    Stated,
    StatedAccount,
    StatedBalance,
    StatedCash,
    StatedFill,
)

SECTION: Final = "Transaction History"
_NAMES: Final = (
    *("date", "account", "description", "transaction type", "symbol", "quantity", "price", "price currency"),
    *("gross amount", "commission", "net amount", "sub type", "exchange rate", "transaction fees", "multiplier"),
)
_BASE: Final = re.compile(
    r"^(?:base currency|basisw.hrung|divisa base|devise de base|valuta base|基础货币)$", re.IGNORECASE
)
_PERIOD: Final = re.compile(r"^(?:period|zeitraum|periodo|período|période)$", re.IGNORECASE)
_ENDING: Final = re.compile(r"^(?:ending cash|endbarbestand|endbarmittel|efectivo final)$", re.IGNORECASE)
_SIDES: Final = {"买": Side.BUY, "买入": Side.BUY, "卖": Side.SELL, "卖出": Side.SELL}
_ENDS: Final = (
    (re.compile(r"assign|zuteilung|asignaci"), ExecutionKind.ASSIGNMENT),
    (re.compile(r"exerc|ausübung|ejercicio"), ExecutionKind.EXERCISE),
    (re.compile(r"expir|verfall|vencimiento"), ExecutionKind.EXPIRY),
)
_CASH: Final = (
    (re.compile(r"tax|steuer|withhold|impuesto|retenci|impôt"), CashKind.TAX),
    (re.compile(r"dividend|payment in lieu"), CashKind.DIVIDEND),
    (re.compile(r"interest|zins|interés|intérêt|coupon"), CashKind.INTEREST),
    (re.compile(r"fee|gebühr|commission|provision|frais|comisi|tarifa"), CashKind.FEE),
    (re.compile(r"internal|intern"), CashKind.TRANSFER),
    (re.compile(r"deposit|einzahlung|einlage|withdrawal|auszahlung|fund transfer|depósito|retiro|dépôt|retrait"), None),
    (re.compile(r"transfer|überweisung|überträge"), CashKind.TRANSFER),
)
"""None: by its sign, a deposit or a withdrawal."""

_REVALUES: Final = re.compile(r"mtm|mark.to.market|^adjustment|^anpassung|^ajuste|fx translation")
_CONVERTS: Final = re.compile(r"forex trade|devisenhandel")
_ACTION: Final = re.compile(r"corporate action|kapitalma|split|acción corporativa")
_PER_SHARE: Final = re.compile(r"\b([A-Z]{3}) [0-9.,]+ per share", re.IGNORECASE)
_ROUNDED: Final = Decimal("0.0005")
_RATE: Final = Context(prec=60)


class _Account(NamedTuple):
    """What stands above the table, and whose rows are in it."""

    base: Currency
    until: When | None
    names: frozenset[str]


def recognise(source: Source) -> float:
    return 0.97 if any(_is_header(cells) for cells in source.sample) else 0.0


def _is_header(cells: list[str]) -> bool:
    return len(cells) > 10 and cells[0].strip("\ufeff ") == SECTION and cells[1].strip() == "Header"


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    account = _account(source, reading)
    yield StatedAccount("", account.base)
    columns: Columns | None = None
    for record in source.records():
        section, kind = (*record.cells, "", "")[:2]
        if _is_header(record.cells):
            columns = _columns(record.cells[2:])
        elif kind.strip() != "Header":
            own = Record(record.line, record.cells[2:], record.raw)
            row = Row(own, columns or Columns(()), reading)
            is_table = section.strip("\ufeff ") == SECTION and columns is not None
            yield from guarded(row, lambda one, is_table=is_table: _line(one, account, is_table=is_table))  # type: ignore[misc]


def _columns(cells: list[str]) -> Columns:
    """By name in English, else by place: the order is the same in every language."""
    found = Columns(cells)
    if found.has("transaction type", "gross amount"):
        return found
    names = (
        _NAMES
        if len([cell for cell in cells if cell.strip()]) > 10
        else tuple(name for name in _NAMES if name != "price currency")
    )
    return Columns(names[: len(cells)])


def _account(source: Source, reading: Reading) -> _Account:
    base, until, names, columns = reading.currency, None, set[str](), None
    for record in source.records():
        cells = [cell.strip() for cell in record.cells]
        if _is_header(record.cells):
            columns = _columns(record.cells[2:])
        elif columns is not None and cells[0] == SECTION:
            names.add(Row(Record(record.line, cells[2:], ""), columns, reading).text("account"))
        elif len(cells) > 3 and _BASE.match(cells[2]):
            base = currency(cells[3])
        elif len(cells) > 3 and _PERIOD.match(cells[2]):
            until = _last_day(cells[3], reading)
    if columns is None:
        raise FormatUnknown("There is no row 'Transaction History,Header,…': this is no transaction history.")
    return _Account(base, until, frozenset(names))


def _last_day(text: str, reading: Reading) -> When | None:
    """The last day of `January 1, 2024 - December 31, 2025`; None in words that are not known."""
    try:
        day = moment(text.rpartition(" - ")[2][:40], reading.order)
    except CellInvalid:
        return None
    return When(day.when.replace(tzinfo=reading.zone), day.when.date(), twice=False)


def _line(row: Row, account: _Account, *, is_table: bool) -> Stated:
    if not is_table:
        return _above(row, account)
    if not row.text("date")[:1].isdigit():
        return row.ignored("row.total", "A total of the rows above.")
    kind = row.text("transaction type").casefold()
    action = find_action(kind)
    side = action.side if action else _SIDES.get(kind)
    if side is not None:
        return _fill(row, account, side)
    if _REVALUES.search(kind):
        return row.ignored("position.revalued", "A revaluation of what is held: the fills tell its result.")
    if _CONVERTS.search(kind):
        return _conversion(row, account)
    if row.maybe_number("quantity"):
        return _moved(row, account, kind)
    return _cash(row, account, kind)


def _above(row: Row, account: _Account) -> Stated:
    """Statement and summary; the cash at the end is the account's, if it is one account's."""
    name, amount = (*row.cells, "", "")[:2]
    if _ENDING.match(name.strip()) and account.until is not None and len(account.names) == 1:
        day = account.until.day
        assert day is not None
        holder = next(iter(account.names))
        row = Row(Record(row.line, [amount], row.raw), Columns(("amount",)), row.reading)
        return StatedBalance(row.line, holder, account.base, day, row.number("amount"))
    return row.ignored("section.without_fills", "This part of the report holds no transactions.")


def _fill(row: Row, account: _Account, side: Side) -> StatedFill:
    when, quantity, price = row.when("date"), row.number("quantity").copy_abs(), row.number("price")
    instrument = _instrument(row, account, when, EXACT.multiply(quantity, price))
    rate = _rate(row, account, instrument, EXACT.multiply(quantity, price))
    fees, is_added = _costs(row)
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument,
        side=side,
        quantity=quantity,
        price=price,
        fees=fees,
        when=when.at,
        day=when.day,
        fee_currency=account.base if fees and is_added and account.base != instrument.currency else "",
        rate=rate,
    )


def _costs(row: Row) -> tuple[Decimal | None, bool]:
    """Commission and fees as a cost, and whether they are in the amounts' currency: net = gross + both."""
    charges = row.charges((("commission",), ("transaction fees",)))
    gross, net = row.maybe_number("gross amount"), row.maybe_number("net amount")
    if charges is None or gross is None or net is None:
        return (charges.copy_negate() if charges else charges), False
    rest = EXACT.subtract(net, EXACT.add(gross, charges))
    return (charges.copy_negate() or ZERO), rest.copy_abs() <= CENT


def _instrument(row: Row, account: _Account, when: When, value: Decimal) -> Instrument:
    symbol, described = row.symbol("symbol"), " ".join(row.text("description").split())[:60]
    if symbol in {"", "-"}:
        raise CellInvalid("The row names no instrument.")
    multiplier = row.maybe_number("multiplier")
    traded = _traded(row, account, value)
    if option := option_of(symbol, traded, None) or option_of(described, traded, None):
        return option._replace(multiplier=multiplier) if multiplier and multiplier != 1 else option
    if is_future(described.upper(), when.at.date()) or looks_like_a_future(symbol, when.at.year):
        name = symbol if looks_like_a_future(symbol, when.at.year) else described
        stated = multiplier if multiplier and multiplier != 1 else None
        return stated_contract(name, when.at.date(), traded, stated) if stated else contract(name, when.at.year)
    if multiplier and multiplier != 1:
        return stated_contract(symbol, when.at.date(), traded, multiplier)
    return share(symbol, traded)


def _traded(row: Row, account: _Account, value: Decimal) -> Currency:
    """The price's currency. A report without the column tells it only where price and amount agree: the account's."""
    if row.columns.has("price currency"):
        return row.currency("price currency")
    gross = row.maybe_number("gross amount")
    if gross is not None and _agree(gross, value):
        return account.base
    raise RowQuarantined("currency.unknown", "The price is not in the account's currency, and in which is not said.")


def _agree(gross: Decimal, value: Decimal) -> bool:
    difference = EXACT.subtract(gross.copy_abs(), value.copy_abs()).copy_abs()
    return difference <= max(CENT, EXACT.multiply(value.copy_abs(), _ROUNDED))


def _rate(row: Row, account: _Account, instrument: Instrument, value: Decimal) -> Decimal | None:
    """Account currency per unit of the trade's: as printed, else what the amount makes of the price."""
    gross, worth = row.maybe_number("gross amount"), EXACT.multiply(value, instrument.multiplier)
    if instrument.currency == account.base:
        if gross is not None and not _agree(gross, worth):
            raise RowQuarantined(
                "multiplier.differs",
                f"Quantity × price is not the amount of {instrument.symbol}: state its multiplier.",
            )
        return None
    printed = row.maybe_number("exchange rate")
    if printed or not gross or not worth:
        return printed or None
    return _RATE.quantize(_RATE.divide(gross.copy_abs(), worth.copy_abs()), RATE_DIGITS)


def _conversion(row: Row, account: _Account) -> StatedFill:
    """A currency trade: `EUR.USD`, its quantity signed, its amount only what it made of the account's worth."""
    parts = pair(row.symbol("symbol"))
    if parts is None:
        raise CellInvalid(f"{row.text('symbol')[:40]!r} is not a pair of currencies such as EUR.USD.")
    when, quantity = row.when("date"), row.number("quantity")
    instrument = paired(row.symbol("symbol"), *parts)
    fees, _ = _costs(row)
    price, rate = row.number("price"), row.maybe_number("exchange rate")
    if not rate and instrument.underlying == account.base and price > 0:
        rate = inverted(price)
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument,
        side=Side.BUY if quantity > 0 else Side.SELL,
        quantity=quantity.copy_abs(),
        price=price,
        fees=fees,
        when=when.at,
        day=when.day,
        fee_currency=account.base if fees and account.base != instrument.currency else "",
        rate=rate if instrument.currency != account.base else None,
    )


def _moved(row: Row, account: _Account, kind: str) -> Stated:
    """What changes a position without a purchase or a sale."""
    when, quantity = row.when("date"), row.number("quantity")
    if _ACTION.search(kind):
        symbol, traded = row.symbol("symbol"), row.currency("price currency")
        return split_of(row, row.text("account"), row.text("description")[:500], symbol, traded, when)
    ends = next((end for pattern, end in _ENDS if pattern.search(kind)), None)
    if ends is None:
        raise RowQuarantined("row.type_unknown", f"What {kind[:60]!r} does to the position is not known: enter it.")
    instrument = _instrument(row, account, when, ZERO)
    delivers = ends is not ExecutionKind.EXPIRY
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument,
        side=Side.BUY if quantity > 0 else Side.SELL,
        quantity=quantity.copy_abs(),
        price=ZERO if instrument.asset_class is AssetClass.OPTION else row.number("price"),
        fees=_costs(row)[0],
        when=when.at,
        day=when.day,
        kind=ends,
        closes=instrument.asset_class is AssetClass.OPTION,
        rate=row.maybe_number("exchange rate") if instrument.currency != account.base else None,
        delivery=f"{instrument.underlying} {when.at.isoformat()}" if delivers else "",
    )


def _cash(row: Row, account: _Account, kind: str) -> StatedCash:
    amount = row.maybe_number("net amount")
    amount = row.number("gross amount") if amount is None else amount
    found = [event for pattern, event in _CASH if pattern.search(kind)]
    if not found:
        raise RowQuarantined("row.type_unknown", f"What {kind[:60]!r} moves money for is not known: enter it by hand.")
    when = row.when("date")
    return StatedCash(
        line=row.line,
        account=row.text("account"),
        kind=found[0] or (CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL),
        amount=amount,
        currency=account.base,
        when=when.at,
        day=when.day,
        instrument=_payer(row),
        detail=row.text("description")[:200] or kind,
    )


def _payer(row: Row) -> Instrument | None:
    """The share that paid, where its currency is said."""
    symbol, said = row.symbol("symbol"), _PER_SHARE.search(row.text("description")[:300])
    if symbol in {"", "-"} or said is None:
        return None
    return share(symbol, currency(said[1]))


FORMAT = Format("ibkr_transactions", BROKER, "Transaction history", ZONE, recognise, read, states_rates=always)
