"""Rows of money that moved without a fill, as cash events: what kind, by their words and their sign."""

from decimal import Decimal
from typing import Final

from tradesense.adapters.files.cash import cash_event
from tradesense.adapters.files.rows import Row, When
from tradesense.domain.cash import CashKind
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.statement import RowNote, StatedCash

DETAIL_CHARACTERS_MAX: Final = 200


def kind_of(words: str, amount: Decimal) -> CashKind | None:
    """What the words name: money to and from outside is a deposit or a withdrawal, by its sign. None: nothing."""
    event = cash_event(words)
    if event is None:
        return None
    if event.is_external:
        return CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL
    return event.kind


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
    found = kind or kind_of(words, amount)
    if found is None:
        return row.ignored(
            "cash.other",
            f"{words[:80]!r} moved money, and of what kind is not known: add it to the cash ledger by hand.",
        )
    detail = " ".join(words.split())[:DETAIL_CHARACTERS_MAX]
    traded = currency or row.reading.currency
    return StatedCash(row.line, account, found, amount, traded, when.at, when.day, instrument, broker_ref, detail)
