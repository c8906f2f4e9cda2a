"""What is left in an account by all that a file says: fills, their costs, and money booked."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from tests.adapters.brokers.reading import read
from tradesense.domain.cash import CashKind
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT
from tradesense.domain.statement import Stated, StatedCash, StatedFill


def bookings(path: Path) -> list[tuple[int, CashKind, str, str]]:
    """Line, kind, amount and currency of every booking."""
    return [(one.line, one.kind, f"{one.amount:f}", one.currency) for one in read(path) if isinstance(one, StatedCash)]


def left(said: Iterable[Stated], base: Currency) -> Decimal:
    """The account's cash in `base`, to the cent: fills at their own rates."""
    total = Decimal(0)
    for one in said:
        if isinstance(one, StatedCash):
            assert one.currency == base
            total = EXACT.add(total, one.amount)
        elif isinstance(one, StatedFill):
            rate = Decimal(1) if one.instrument.currency == base else one.rate
            assert rate is not None
            moved = EXACT.multiply(EXACT.multiply(one.quantity, one.price), rate)
            total = EXACT.subtract(total, moved * int(one.side))
            assert one.fees is not None
            is_base = base in {one.fee_currency, one.instrument.currency}
            total = EXACT.subtract(total, one.fees if is_base else EXACT.multiply(one.fees, rate))
    return total.quantize(Decimal("0.01"))
