"""Reports of closed positions: one row states a whole round trip, so it becomes two fills of its own position."""

from collections import Counter
from decimal import Decimal
from hashlib import sha256
from typing import Final, NamedTuple

from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.rows import RowQuarantined, When
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, plain
from tradesense.domain.statement import Stated, StatedFill

OPENING: Final = 0
CLOSING: Final = 1


class RoundTrip(NamedTuple):
    """A closed position as printed.

    side      of the opening fill
    fees      of both fills together; None when the file does not say
    position  what keeps it apart: the broker's ticket, or `Apart.told`; `ref`: the kind of the ticket, if any
    """

    line: int
    account: str
    instrument: Instrument
    side: Side
    quantity: Decimal
    entry: Decimal
    exit: Decimal
    opened: When
    closed: When
    fees: Decimal | None
    position: str
    ref: str = ""
    fee_currency: str = ""
    rate: Decimal | None = None

    @property
    def move(self) -> Decimal:
        """Units × price move in the position's favour: what a multiplier makes money of."""
        gained = EXACT.subtract(self.exit, self.entry)
        return EXACT.multiply(EXACT.multiply(gained, self.quantity), Decimal(int(self.side)))

    @property
    def gross(self) -> Decimal:
        return EXACT.multiply(self.move, self.instrument.multiplier)

    @property
    def net(self) -> Decimal:
        return EXACT.subtract(self.gross, self.fees or Decimal(0))

    def fills(self) -> list[Stated]:
        """The opening and the closing fill; the costs stand on the closing one.

        `sequence` keeps them in that order even where only a day is printed.
        """
        opposite = Side.SELL if self.side is Side.BUY else Side.BUY
        free = None if self.fees is None else Decimal(0)
        return [
            self._fill(self.side, self.entry, self.opened, OPENING, free),
            self._fill(opposite, self.exit, self.closed, CLOSING, self.fees),
        ]

    def _fill(self, side: Side, price: Decimal, when: When, order: int, fees: Decimal | None) -> StatedFill:
        return StatedFill(
            line=self.line,
            account=self.account,
            instrument=self.instrument,
            side=side,
            quantity=self.quantity,
            price=price,
            fees=fees,
            when=when.at,
            day=when.day,
            twice=when.twice,
            closes=order == CLOSING,
            fee_currency=self.fee_currency if fees else "",
            broker_ref=f"{self.ref}:{self.position}:{'out' if order else 'in'}" if self.ref else "",
            position_ref=self.position,
            sequence=order,
            rate=self.rate if order == CLOSING else None,
        )


def agreeing(trip: RoundTrip, printed: Decimal | None, *amounts: Decimal, tolerance: Decimal = CENT) -> RoundTrip:
    """`trip`, if the file's own profit is one of `amounts` (ours, gross or net); else it is for the trader."""
    if printed is None or any(EXACT.subtract(printed, one).copy_abs() <= tolerance for one in amounts):
        return trip
    ours = " or ".join(dict.fromkeys(plain(one) for one in amounts))
    raise RowQuarantined(
        "profit.differs",
        f"The file says {plain(printed)} for {trip.instrument.symbol}, its prices make {ours}: "
        "state the multiplier, or enter the trade by hand.",
    )


class Apart:
    """Names positions that the file does not number: by what they are, and which of the identical ones it is.

    So the name is the same whatever the order of the rows, and in the next file as well.
    """

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def told(self, *parts: object) -> str:
        digest = sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]
        self._met[digest] += 1
        return f"closed:{digest}:{self._met[digest]}"
