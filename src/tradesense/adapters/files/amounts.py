"""What a fill cost, by the amount that was booked for it.

Some brokers print rounded prices, hide charges in the amount, or contradict themselves. The amount is what
the cash account shows, so it counts; where it does not agree with the columns of charges, a remark says so.
An amount that cannot be the fill's (money received for a purchase, a hundred times too much) is for the trader.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.number import EXACT, ZERO, bounded, plain, trimmed
from tradesense.domain.statement import Stated, StatedFill, StatedRemark

CENT: Final = Decimal("0.01")
COSTS_FREE: Final = Decimal(50)
"""Costs up to this are believed of any fill; above, only up to the worth of the fill."""


class Booked(NamedTuple):
    """A fill with its costs by the amount, and what there is to say of them."""

    fill: StatedFill
    remarks: list[StatedRemark]

    @property
    def stated(self) -> list[Stated]:
        return [self.fill, *self.remarks]


def worth(fill: StatedFill) -> Decimal:
    """Quantity × price × multiplier."""
    return EXACT.multiply(EXACT.multiply(fill.quantity, fill.price), fill.instrument.multiplier)


def booked(row: Row, fill: StatedFill, amount: Decimal | None) -> Booked:
    """`fill` (its `fees` by the columns, None where there are none) with its costs by `amount` (received > 0).

    Raises RowQuarantined when no costs could explain the amount.
    """
    if amount is None or (not amount and fill.price) or fill.instrument.is_margin:
        # Of a future, only its profit changes hands: an amount beside a fill of it says nothing of its costs.
        return Booked(fill, remarks_on(row, fill))
    gross = worth(fill)
    signed = gross.copy_negate() if fill.side > 0 else gross
    costs = trimmed(bounded(EXACT.subtract(signed, amount)))
    printed = fill.fees
    tolerance = rounding(fill)
    if not _believable(costs, printed or ZERO, gross, tolerance):
        raise RowQuarantined(
            "amount.differs",
            f"{plain(fill.quantity)} {fill.instrument.symbol} at {plain(fill.price)} make {plain(gross)}, the file "
            f"books {plain(amount)}: state the multiplier, or enter the fill by hand.",
        )
    counted = fill._replace(fees=costs)
    off = ZERO if printed is None else EXACT.subtract(costs, printed)
    if off.copy_abs() <= CENT:
        return Booked(counted, remarks_on(row, counted))
    if off > 0:
        said = f"The amount holds {plain(off)} more in costs than the columns of charges say ({plain(printed or ZERO)})"
        code = "fees.hidden_in_amount"
    else:
        said = f"The columns of charges say {plain(printed or ZERO)}, the amount leaves {plain(costs)} for them"
        code = "fees.not_in_amount"
    remark = StatedRemark(row.line, code, f"{said}: the amount counts.", row.raw_text)
    return Booked(counted, [remark, *remarks_on(row, counted)])


def rounding(fill: StatedFill) -> Decimal:
    """How far quantity × price may be off because the price was rounded to the digits that are printed."""
    exponent = fill.price.as_tuple().exponent
    assert isinstance(exponent, int)
    half_digit = Decimal(5).scaleb(min(exponent, 0) - 1)
    return EXACT.add(EXACT.multiply(EXACT.multiply(half_digit, fill.quantity), fill.instrument.multiplier), CENT)


def _believable(costs: Decimal, printed: Decimal, gross: Decimal, tolerance: Decimal) -> bool:
    """A rebate is believed only where a column prints one."""
    least = EXACT.subtract(min(printed, ZERO), tolerance)
    return least <= costs <= max(COSTS_FREE, gross.copy_abs(), printed)


def remarks_on(row: Row, fill: StatedFill) -> list[StatedRemark]:
    """A remark on an option that is traded after its own expiry: one of the two days is wrong."""
    expiry = fill.instrument.expiry
    on = fill.day or fill.when.date()
    if fill.instrument.right is None or expiry is None or expiry >= on or fill.kind is not ExecutionKind.TRADE:
        return []
    said = f"{fill.instrument.symbol} had expired when it was traded on {on.isoformat()}: check the day."
    return [StatedRemark(row.line, "option.expired_before", said, row.raw_text)]
