"""Rows of money that moved without a fill, as cash events: what kind, by their words and their sign."""

from decimal import Decimal

from tradesense.adapters.files.cash import DETAIL_CHARACTERS_MAX, cash_event
from tradesense.adapters.files.rows import Row, When
from tradesense.domain.cash import CashKind
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.statement import RowNote, StatedCash


def cash_row(
    row: Row,
    words: str,
    amount: Decimal,
    when: When,
    *,
    kind: CashKind | None = None,
    account: str = "",
    currency: Currency | None = None,
    instrument: Instrument | None = None,
    broker_ref: str = "",
) -> StatedCash | RowNote:
    """The cash event that `words` name (or `kind`, where the layout says it); a named note for what moves nothing,
    and for money of which no kind can be told."""
    if not amount:
        return row.ignored("cash.nothing", "The amount is zero: no money moved.")
    event = cash_event(words)
    found = kind or (event and event.kind_of(amount))
    if found is None:
        return row.ignored(
            "cash.other",
            f"{words[:80]!r} moved money, and of what kind is not known: add it to the cash ledger by hand.",
        )
    detail = " ".join(words.split())[:DETAIL_CHARACTERS_MAX]
    traded = currency or row.reading.currency
    return StatedCash(row.line, account, found, amount, traded, when.at, when.day, instrument, broker_ref, detail)
