"""Trade Republic, timeline as pytr writes it (CSV), in the trader's language.

Quirks: no price, only the net value: what one unit cost is the value without costs and taxes ÷ shares; decimal
commas or points by the language; taxes withheld on a sale are booked by themselves; mere days; all in euro.
"""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.bookings import booked, kind_of, traded_long, unit_price
from tradesense.adapters.files.formats import Telling, table_format
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.sides import find_action
from tradesense.adapters.files.symbols import share
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated

_EURO: Final = Currency("EUR")
WHEN: Final = ("datum", "date", "fecha", "data")
KIND: Final = ("transactietype", "typ", "type", "tipo")
VALUE: Final = ("waarde (netto)", "wert", "value", "valeur", "valor", "valore")
NOTE: Final = ("opmerking", "notiz", "note", "nota")
SHARES: Final = ("aantal", "stück", "shares", "parts", "cantidad", "azioni")
FEES: Final = ("kosten", "gebühren", "fees", "frais", "comisiones", "commissioni")
TAXES: Final = ("belasting", "steuern", "taxes", "impôts / taxes", "impuestos", "tasse")
_SIDES: Final = {"aankoop": Side.BUY, "sparplan": Side.BUY, "vendi": Side.SELL}
_KINDS: Final = {"removal": CashKind.WITHDRAWAL}


def read_row(row: Row) -> Stated | list[Stated]:
    word = row.required(*KIND).casefold()
    side = _SIDES.get(word)
    if side is None and (found := find_action(word)):
        side = found.side
    if side is not None:
        return _fill(row, side)
    kind = _KINDS.get(word) or kind_of(word)
    if row.maybe_number(*SHARES) and kind not in {CashKind.DIVIDEND, CashKind.INTEREST}:
        raise RowQuarantined("row.action_unknown", f"What {word[:40]!r} does to the position is not known: enter it.")
    words = " ".join(filter(None, (row.text(*KIND), row.text(*NOTE))))
    instrument = share(row.symbol("isin"), _EURO) if row.text("isin") else None
    amount: Decimal = row.number(*VALUE)
    kind = kind or CashKind.TRANSFER
    return booked(row, kind, amount, _EURO, row.when(*WHEN), instrument=instrument, detail=words)


def _fill(row: Row, side: Side) -> list[Stated]:
    fees, taxes = _charge(row, *FEES), row.maybe_number(*TAXES) or ZERO
    withheld = taxes.copy_abs() if side is Side.SELL else ZERO
    paid, quantity = row.number(*VALUE).copy_abs(), row.number(*SHARES)
    gross = EXACT.subtract(paid, fees) if side is Side.BUY else EXACT.add(EXACT.add(paid, fees), withheld)
    when, instrument = row.when(*WHEN), share(row.symbol("isin"), _EURO)
    made: list[Stated] = [traded_long(row, when, side, instrument, quantity, unit_price(gross, quantity), fees)]
    if withheld:
        tax = withheld.copy_negate()
        made.append(booked(row, CashKind.TAX, tax, _EURO, when, instrument=instrument, detail=row.text(*NOTE)))
    return made


def _charge(row: Row, *names: str) -> Decimal:
    return (row.maybe_number(*names) or ZERO).copy_abs()


FORMAT = table_format(
    key="trade_republic_timeline",
    broker="Trade Republic",
    title="Timeline (pytr)",
    zone="Europe/Berlin",
    header=tuple("|".join(names) for names in (WHEN, KIND, VALUE, NOTE, ("isin",), SHARES, FEES, TAXES)),
    read_row=read_row,
    order="ymd",
    telling=Telling(WHEN, (*VALUE, *SHARES, *FEES)),
)
