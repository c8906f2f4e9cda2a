"""Zerodha, tradebook (CSV, XLSX): Console > Reports > Tradebook > Download.

Quirks: day and clock time apart, the latter in India's time and sometimes blank; derivatives in units of the
underlying, not in lots, so that a point is worth one rupee; their symbols say month or day of the expiry
(`NIFTY25JUN24500CE`, `NIFTY2561924500CE`, `BANKNIFTY25JUNFUT`); no charges at all (the contract note has them).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.formats import Table, table_format
from tradesense.adapters.files.rows import ReadRow, Row, When
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import named, share
from tradesense.adapters.files.values import CellInvalid, moment, number
from tradesense.domain.instrument import AssetClass, Instrument, Right
from tradesense.domain.money import Currency
from tradesense.domain.statement import StatedFill

INR: Final = Currency("INR")
_FUTURE: Final = re.compile(r"^(?P<root>[A-Z][A-Z0-9&-]*?)[0-9]{2}[A-Z]{3}FUT$")
_OPTION: Final = re.compile(
    r"^(?P<root>[A-Z][A-Z&-]*)(?:[0-9]{2}[A-Z]{3}|[0-9]{2}[1-9OND][0-9]{2})(?P<strike>[0-9]+(?:\.[0-9]+)?)(?P<right>CE|PE)$"
)
_CLIENT: Final = re.compile(r"client id\W+([A-Z0-9]{4,12})", re.IGNORECASE)


def prepare(table: Table) -> ReadRow:
    found: list[str] = []

    def read_row(row: Row) -> StatedFill:
        if not found:
            # The rows above the header are known once the first row under it is met.
            titles = (_CLIENT.search(" ".join(cells)[:200]) for cells in table.title)
            found.append(next((title[1].upper() for title in titles if title), ""))
        return _fill(row, found[0])

    return read_row


def _fill(row: Row, account: str) -> StatedFill:
    when = _when(row)
    action = action_of(row.required("trade_type", "trade type"), "trade_type")
    reference = row.text("trade_id", "trade id")
    exchange, day = row.text("exchange"), row.moment("trade_date", "trade date").when.date()
    return StatedFill(
        line=row.line,
        account=account,
        instrument=_instrument(row),
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=row.number("price"),
        fees=None,
        when=when.at,
        day=when.day,
        # Exchanges number their trades from the beginning every day.
        broker_ref=f"exec:{exchange}:{day.isoformat()}:{reference}" if reference else "",
    )


def _when(row: Row) -> When:
    has_clock = row.text("order_execution_time", "order execution time")
    return row.when(*(("order_execution_time", "order execution time") if has_clock else ("trade_date", "trade date")))


def _instrument(row: Row) -> Instrument:
    symbol = named(row.symbol("symbol") or row.required("isin"))
    if row.text("segment").upper() in {"EQ", "MF", ""}:
        return share(symbol, INR)
    expiry = _expiry(row)
    if found := _OPTION.match(symbol):
        right = Right.CALL if found["right"] == "CE" else Right.PUT
        strike = number(found["strike"])
        return Instrument(symbol, AssetClass.OPTION, INR, Decimal(1), found["root"], expiry, strike, right)
    if found := _FUTURE.match(symbol):
        return Instrument(symbol, AssetClass.FUTURE, INR, Decimal(1), found["root"], expiry)
    raise CellInvalid(f"Column 'symbol': {symbol[:40]!r} is no contract of this segment.")


def _expiry(row: Row) -> date | None:
    text = row.text("expiry_date", "expiry date")
    return moment(text[:40], row.reading.order).when.date() if text else None


FORMAT = table_format(
    key="zerodha_tradebook",
    broker="Zerodha",
    title="Tradebook",
    zone="Asia/Kolkata",
    header=(
        "symbol",
        "trade_date|trade date",
        "exchange",
        "trade_type|trade type",
        "quantity",
        "price",
        "trade_id|trade id",
        "order_execution_time|order execution time",
    ),
    order="ymd",
    prepare=prepare,
)
