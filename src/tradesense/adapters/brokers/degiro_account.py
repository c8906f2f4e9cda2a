"""DEGIRO, account statement (CSV): Inbox > Account overview > Export.

Quirks: in the trader's language, so columns go by place; amounts stand in columns without a name, behind their
currency; one order is several rows under one Order Id: fills ("Koop 1 @ 33,9 USD"), costs, the exchange of
money; decimal points and commas in one file; London prices in pence (GBX); an Order Id may run over into a
row of its own; a stock dividend is a purchase at nothing; newest first.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.balances import Dated, stating_balances
from tradesense.adapters.files.bookings import attempted, booked, kind_of, traded
from tradesense.adapters.files.formats import HEADER_WITHIN_RECORDS, Format, always
from tradesense.adapters.files.marks import number_as_marked
from tradesense.adapters.files.rows import Columns, Reading, ReadRow, Row, RowQuarantined, When, guarded
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.units import unit_of
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.number import share as part_of
from tradesense.domain.recording import inverted
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedAccount, StatedBalance, StatedFill

_COLUMNS: Final = Columns(
    ("date", "time", "value date", "product", "isin", "description", "fx", "currency", "amount", "of", "balance", "id")
)
_BUY: Final = "koop|buy|kauf|achat|compra|acquisto|köp|kjøp|køb|kupno|nákup|osto"
_SELL: Final = "verkoop|sell|verkauf|vente|venta|venda|vendita|sälj|salg|sprzedaż|prodej|myynti"
_TRADE: Final = re.compile(
    rf"^(?P<why>[^:]{{3,60}}: *)?(?:(?P<buy>{_BUY})|(?P<sell>{_SELL})) (?P<quantity>[0-9][0-9.,\s]*)[^@]*"
    r"@ *(?P<price>-?[0-9][0-9.,]*) *(?P<currency>[A-Za-z]{3})",
    re.IGNORECASE,
)
_COSTS: Final = re.compile(
    r"kosten van derden|third part|parties? tierces|taxas de terceiros|di terz|drittkosten|kosten dritter|von dritten"
    r"|terze parti|transactiekosten|costes de transacci|stron trzecich|tredjepart",
    re.IGNORECASE,
)
_EXCHANGE: Final = re.compile(
    r"^(?:valuta (?:credit|debit)|fx (?:credit|debit|withdrawal)|währungswechsel|opération de change|cr.{1,3}dito de divisa"
    r"|levantamento de divisa|retirada cambio|ingreso cambio|(?:credito|prelievo) (?:di )?valuta)",
    re.IGNORECASE,
)
_CASH_FUND: Final = re.compile(r"cash fund|fonds mon.taire|geldmarktfonds|money market|monetari", re.IGNORECASE)
_ID_PART: Final = re.compile(r"^[0-9a-f-]{6,36}$")


class Trade(NamedTuple):
    """A description that tells a fill. `why`: what stands in front of it, for a corporate action."""

    side: Side
    quantity: Decimal
    price: Decimal
    currency: Currency
    why: str

    @property
    def is_change(self) -> bool:
        """Whether it only books a position over (a product change), which a stock dividend does not."""
        return bool(self.why) and "dividend" not in self.why.casefold()


class _Order:
    """What the rows of one Order Id say together."""

    def __init__(self) -> None:
        self.quantity = self.shared = ZERO
        self.fills = self.read = 0
        self.costs: Decimal | None = None
        self.charged = ""
        self.rate: Decimal | None = None
        self._traded_in: set[str] = set()

    @property
    def charges_abroad(self) -> bool:
        return bool(self.charged) and bool(self._traded_in - {self.charged})

    def learn(self, row: Row, trade: Trade | None) -> None:
        words = row.text("description")
        if trade is not None:
            self.quantity = EXACT.add(self.quantity, trade.quantity)
            self.fills += 1
            self._traded_in.add(trade.currency)
        elif _is_cost(words):
            self.costs = EXACT.subtract(self.costs or ZERO, _amount(row))
            self.charged = row.currency("currency")
        elif _EXCHANGE.search(words) and row.text("fx"):
            self.rate = inverted(number_as_marked(row.text("fx"), row.reading.mark))

    def part(self, quantity: Decimal) -> Decimal:
        """A fill's part of the order's costs; the last one takes the remainder."""
        self.read += 1
        costs = self.costs or ZERO
        if self.read >= self.fills:
            return EXACT.subtract(costs, self.shared)
        mine = part_of(costs, quantity, self.quantity)
        self.shared = EXACT.add(self.shared, mine)
        return mine


class _Statement:
    """The statement's rows, as often as they are asked for, and what a first look at them tells."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading
        self._whole_ids: dict[int, str] = {}
        self._orders: dict[str, _Order] = {}
        self._changes: dict[tuple[str, Decimal], set[str]] = {}
        before: Row | None = None
        for row in self.rows():
            if before is not None and _is_rest(row):
                self._whole_ids[before.line] = before.text("id") + row.text("id")
            before = row
        for row in self.rows():
            self._learn(row)
        self.charges_abroad = any(order.charges_abroad for order in self._orders.values())
        """Whether costs are in another currency than the trades: no one currency's money adds up by itself then."""
        charged = {Currency(order.charged) for order in self._orders.values() if order.charged}
        self.base = charged.pop() if len(charged) == 1 else None
        """The currency of all costs: the account's."""

    def rows(self) -> Iterator[Row]:
        is_below = False
        for record in self._source.records():
            if is_header(record.cells):
                is_below = True
            elif is_below:
                yield Row(record, _COLUMNS, self._reading)
        if not is_below:
            raise FormatUnknown("There is no header of a DEGIRO account statement.")

    def _learn(self, row: Row) -> None:
        trade = attempted(trade_of, row)
        if trade is not None and trade.is_change:
            self._changes.setdefault((row.text("date"), trade.quantity), set()).add(row.text("isin"))
        if number := self._order_id(row):
            order = self._orders.setdefault(number, _Order())
            attempted(lambda one: order.learn(one, trade), row)

    def _order_id(self, row: Row) -> str:
        return self._whole_ids.get(row.line, row.text("id"))

    def read_row(self, row: Row) -> Stated:
        if _is_rest(row):
            return row.ignored("row.continued", "The end of the Order Id above.")
        words, trade = row.required("description"), trade_of(row)
        order = self._orders.get(self._order_id(row))
        if trade is not None:
            return self._trade(row, trade, order)
        if order is not None and order.fills and _is_cost(words):
            return row.ignored("cash.same_fill", "The costs of an order: its fill tells them.")
        return _booking(row, words)

    def _trade(self, row: Row, trade: Trade, order: _Order | None) -> Stated:
        if _CASH_FUND.search(f"{trade.why} {row.text('product')}"):
            return row.ignored("cash.money_market", "A conversion of the cash fund: the money stays in the account.")
        if not trade.is_change:
            return _fill(row, trade, order)
        if len(self._changes.get((row.text("date"), trade.quantity), ())) == 1:
            return row.ignored("product.renamed", f"{trade.why}: the position goes on under the same ISIN.")
        raise RowQuarantined(
            "corporate_action.unknown", f"{trade.why}: what became of the position is not said: enter it by hand."
        )


def _fill(row: Row, trade: Trade, order: _Order | None) -> StatedFill:
    """Raises RowQuarantined where amount and price disagree, as they do for prices in percent."""
    instrument = share(row.symbol("isin", "product"), trade.currency)
    notional, amount = EXACT.multiply(trade.quantity, trade.price), _amount(row)
    tolerance = EXACT.multiply(max(Decimal(1), notional), Decimal("0.01"))
    differs = EXACT.subtract(amount.copy_abs(), notional).copy_abs() > tolerance
    fees = order.part(trade.quantity) if order else ZERO
    if differs and row.currency("currency") == trade.currency:
        raise RowQuarantined(
            "amount.differs",
            f"The amount is {plain(amount)}, but {plain(trade.quantity)} at {plain(trade.price)} make "
            f"{plain(notional)}: check the unit of the price, and enter the trade by hand.",
        )
    fill = traded(row, _when(row), trade.side, instrument, trade.quantity, trade.price, fees)
    if order is None:
        return fill
    charged = order.charged if fees and order.charged != trade.currency else ""
    return fill._replace(fee_currency=charged, rate=order.rate)


def _booking(row: Row, words: str) -> Stated:
    if not row.text("amount"):
        return row.ignored("cash.nothing", f"{words[:80]}: no money moved.")
    kind = CashKind.TRANSFER if _EXCHANGE.search(words) else kind_of(words) or CashKind.TRANSFER
    taken = row.currency("currency")
    instrument = share(row.symbol("isin"), taken) if row.text("isin") else None
    return booked(row, kind, _amount(row), taken, _when(row), instrument=instrument, detail=words)


def _is_cost(words: str) -> bool:
    """Whether a row under an order's number is its commission, or a tax on the trade."""
    if _COSTS.search(words):
        return True
    return not _EXCHANGE.search(words) and kind_of(words) in {CashKind.FEE, CashKind.TAX}


def trade_of(row: Row) -> Trade | None:
    """The fill that the description tells; None where it tells none."""
    found = _TRADE.match(row.text("description")[:300])
    if found is None:
        return None
    mark, unit = row.reading.mark, unit_of(found["currency"])
    return Trade(
        Side.BUY if found["buy"] else Side.SELL,
        number_as_marked(found["quantity"].strip(), mark),
        EXACT.multiply(number_as_marked(found["price"].rstrip(".,"), mark), unit.worth),
        unit.currency,
        (found["why"] or "").strip(": "),
    )


def _amount(row: Row) -> Decimal:
    return number_as_marked(row.required("amount"), row.reading.mark)


def _when(row: Row) -> When:
    day, clock = row.required("date"), row.text("time")
    if len(day) + len(clock) > 40:
        raise CellInvalid("Column 'date' is too long to be a date.")
    return row.instant(moment(f"{day} {clock}".strip(), row.reading.order))


def _is_rest(row: Row) -> bool:
    """Whether the row is only the end of the Order Id above it."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return len(filled) == 1 and row.text("id") == filled[0] and bool(_ID_PART.match(filled[0]))


def is_header(cells: list[str]) -> bool:
    """Twelve columns in any language: an ISIN, an exchange rate, two pairs of which only the first has a name."""
    names = [cell.strip().casefold() for cell in cells]
    if len(names) < 11 or names[8] or names[10] or not all(names[:8]) or not names[9]:
        return False
    return "isin" in names[4] and len(names[6]) <= 20 and "isin" not in names[3]


def recognise(source: Source) -> float:
    return 0.95 if any(is_header(cells) for cells in source.sample[:HEADER_WITHIN_RECORDS]) else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "dmy", options.decimal_mark or ",", options.currency)
    statement = _Statement(source, reading)
    if statement.base:
        yield StatedAccount("", statement.base)
    read_row: ReadRow = statement.read_row
    if not statement.charges_abroad:
        read_row = stating_balances(statement.rows(), _printed, read_row)
    for row in statement.rows():
        yield from guarded(row, read_row)


def _printed(row: Row) -> Dated:
    at = _when(row).at
    amount = number_as_marked(row.required("balance"), row.reading.mark)
    day = at.astimezone(row.reading.zone).date()
    return at, StatedBalance(row.line, "", currency(row.required("of")), day, amount)


FORMAT = Format(
    "degiro_account", "DEGIRO", "Account statement", "Europe/Amsterdam", recognise, read, states_rates=always
)
