"""Trading 212, order history as its API answers it (JSON): GET /equity/history/orders.

Quirks: newest first; tickers carry the exchange (`VUSA_GB_EQ`, `VODl_EQ`); prices of London in GBX; taxes and
commissions in a list, in the account's currency; older answers are flat, say the side by the sign, and not the
currency.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import traded_long
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.json_rows import json_rows
from tradesense.adapters.files.rows import Reading, Row, RowQuarantined, guarded
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.domain.execution import Side
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.recording import inverted
from tradesense.domain.statement import ReadOptions, Stated

_TICKER: Final = re.compile(r"^([A-Z0-9./]+?)[a-z]?(?:_[A-Z]{2})?_EQ$")
_TAX: Final = re.compile(r"taxes\.[0-9]+\.(?:amount|quantity)$")


def recognise(source: Source) -> float:
    head = source.head
    if source.kind != "json" or '"ticker"' not in head:
        return 0.0
    return 0.95 if '"filledAt"' in head or '"filledQuantity"' in head else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, "ymd", ".", options.currency)
    for row in json_rows(source, "items", reading):
        yield from guarded(row, read_row)


def read_row(row: Row) -> Stated:
    signed = row.maybe_number("fill.quantity", "filledquantity")
    if not signed:
        return row.ignored("order.not_filled", "The order did not fill.")
    named = row.text("order.side", "side")
    side = action_of(named, "side").side if named else Side.BUY if signed > 0 else Side.SELL
    stated = row.text("order.instrument.currency", "order.currency", "currency")
    if not stated:
        raise RowQuarantined(
            "currency.unknown",
            "This older answer does not say the price's currency, and London's is in pence: import the CSV history.",
        )
    unit = unit_of(stated)
    ticker = row.symbol("order.ticker", "order.instrument.ticker", "ticker")
    found = _TICKER.match(ticker)
    charged = row.text("fill.walletimpact.currency").upper()
    number = row.text("fill.id", "fillid")
    fees = _taxes(row)
    fill = traded_long(
        row,
        row.when("fill.filledat", "dateexecuted", "datemodified"),
        side,
        share(found[1] if found else ticker, unit.currency),
        signed,
        EXACT.multiply(row.number("fill.price", "fillprice"), unit.worth),
        fees,
    )
    rate = row.maybe_number("fill.walletimpact.fxrate")
    is_foreign = bool(charged) and charged != unit.currency
    return fill._replace(
        broker_ref=f"fill:{number}" if number else "",
        fee_currency=charged if fees and is_foreign else "",
        rate=inverted(EXACT.multiply(rate, unit.worth)) if rate and is_foreign else None,
    )


def _taxes(row: Row) -> Decimal:
    total = ZERO
    for name in row.columns.names:
        if _TAX.search(name):
            total = EXACT.add(total, (row.maybe_number(name) or ZERO).copy_abs())
    return total


FORMAT = Format("trading212_orders", "Trading 212", "Order history (API)", "UTC", recognise, read)
