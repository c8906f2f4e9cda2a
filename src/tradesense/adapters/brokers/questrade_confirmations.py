"""Questrade, trade confirmations (CSV): Reports > Trade confirmations > Export.

Quirks: `CurrencyCode_Group_Account` is no currency but a label ("Canadian stocks and options - Account 5361…"),
whose group tells the currency; days before months, two-digit years, no clock times; amounts paid in parentheses;
symbols of the Toronto exchange begin with a point; options have no symbol; "Trade #" numbers a
confirmation, which may hold several fills. The net amount is what counts in cash.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.amounts import booked
from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.sides import action_of, find_action
from tradesense.adapters.files.symbols import share
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.statement import Stated, StatedFill

LABEL: Final = "currencycode_group_account"
CHARGES: Final = (("comm", "commission"), ("sec fees",), ("interest amount",))
_ACCOUNT: Final = re.compile(r"\bAccount\s+([A-Z0-9-]{3,20})\s*$", re.IGNORECASE)
_OPTION: Final = re.compile(r"^(CALL|PUT)\s+\.?([A-Z.]{1,8})\s+([0-9]{2}/[0-9]{2}/[0-9]{2,4})\s+([0-9.]+)\b")


def read_row(row: Row) -> list[Stated] | Stated:
    label = row.text(LABEL)
    if not row.text("action"):
        return row.ignored("row.total", "A total or a title, not a trade.")
    if find_action(row.text("action")) is None:
        raise RowQuarantined(
            "row.action_unknown",
            f"What {row.text('action')[:40]!r} does to the position is not known: enter it by hand.",
        )
    action = action_of(row.text("action"), "action")
    when = row.when("trade date")
    traded, account = _currency(label), _ACCOUNT.search(label)
    charges = row.charges(CHARGES)
    fill = StatedFill(
        line=row.line,
        account=account[1] if account else "",
        instrument=_instrument(row, traded),
        side=action.side,
        quantity=row.number("quantity").copy_abs(),
        price=row.number("price"),
        # Costs stand in parentheses, like all that is paid.
        fees=_cost(charges),
        when=when.at,
        day=when.day,
        closes=action.closes,
    )
    return booked(row, fill, row.maybe_number("net amount")).stated


def _cost(charges: Decimal | None) -> Decimal | None:
    return charges.copy_negate() if charges else charges


def _currency(label: str) -> Currency:
    """By the group the account's label names; "U.S. stocks and options" is in dollars of the United States."""
    words = label.upper()
    for currency, names in (("USD", ("U.S.", "USD", "US ")), ("CAD", ("CANADIAN", "CAD"))):
        if words.startswith(names):
            return Currency(currency)
    raise RowQuarantined("currency.unknown", f"In which currency {label[:60]!r} trades is not said: enter it by hand.")


def _instrument(row: Row, traded: Currency) -> Instrument:
    symbol = row.symbol("symbol")
    if symbol:
        return option_of(symbol, traded) or share(symbol, traded)
    words = row.text("description").upper()[:200]
    found = _OPTION.match(words)
    option = option_of(" ".join((found[1], found[2], found[3], found[4])), traded) if found else None
    if option is None:
        raise RowQuarantined("option.unknown", f"What {words[:60]!r} names is not known: enter the fill by hand.")
    return option


FORMAT = table_format(
    key="questrade_confirmations",
    broker="Questrade",
    title="Trade confirmations",
    zone="America/Toronto",
    header=(LABEL, "trade date", "action", "quantity", "price", "net amount"),
    order="dmy",
    read_row=read_row,
)
