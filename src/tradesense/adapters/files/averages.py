"""Round trips beside whose prices the result is printed: the result is right, the prices nearly or before costs.

An average price is printed rounded. What the rounding took away is kept with the costs, so that the trade's
net is the printed one to the cent.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.multipliers import CENT, Deduced
from tradesense.adapters.files.round_trips import RoundTrip, agreeing
from tradesense.domain.contracts import root_of
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import EXACT, ZERO

COSTS_SHARE_MAX: Final = Decimal("0.02")
"""What costs without a column of their own may be of the money traded: more is another multiplier."""


_LIKE_AN_INDEX: Final = re.compile(r"^[A-Z]{2,6}[0-9]{2,4}(?:\.[A-Z]{1,5})?$")
_PLAIN: Final = frozenset({"1", "2", "5", "25"})


class Points:
    """What a point of a symbol is worth, where it may be another than a unit's: as all of the file's results tell.

    Of pairs and indices that are counted in lots, and of futures without their month (`ES`), if the root's
    own value explains every result; never of what looks like a share.
    """

    def __init__(self) -> None:
        self._told: dict[str, Deduced] = {}

    def see(self, trip: RoundTrip, gross: Decimal) -> None:
        """`trip`: of the instrument that its symbol names."""
        unit = trip._replace(instrument=trip.instrument._replace(multiplier=Decimal(1)))
        self._told.setdefault(trip.instrument.symbol, Deduced()).see(trip.move, gross, _rounded(unit))

    def of(self, instrument: Instrument) -> Instrument:
        symbol, told = instrument.symbol, self._told.get(instrument.symbol)
        if told is None or instrument.right is not None or told.allows(instrument.multiplier):
            return instrument
        root = root_of(symbol)
        if root is not None and told.allows(root.multiplier):
            return Instrument(symbol, AssetClass.FUTURE, root.currency, root.multiplier, symbol)
        is_margin = instrument.asset_class in {AssetClass.FOREX, AssetClass.CFD} or _LIKE_AN_INDEX.match(symbol)
        value = told.value
        if not is_margin or value is None or "".join(map(str, value.normalize().as_tuple().digits)) not in _PLAIN:
            return instrument
        kind = AssetClass.CFD if instrument.asset_class is AssetClass.EQUITY else instrument.asset_class
        return instrument._replace(multiplier=value, asset_class=kind)


def as_printed(trip: RoundTrip, *, gross: Decimal | None = None, net: Decimal | None = None) -> RoundTrip:
    """`trip` with the printed result, of which `net` counts before `gross`.

    Raises RowQuarantined where they differ by more than rounded prices explain.
    """
    if net is not None and trip.fees is None:
        return after_costs(trip, net)
    printed, ours = (net, trip.net) if net is not None else (gross, trip.gross)
    if printed is None:
        return trip
    trip = agreeing(trip, printed, ours, tolerance=_rounded(trip))
    rest = EXACT.subtract(ours, printed)
    return trip._replace(fees=EXACT.add(trip.fees or ZERO, rest)) if rest else trip


def after_costs(trip: RoundTrip, net: Decimal) -> RoundTrip:
    """`trip`, whose costs have no column: they are what lies between its prices and its printed net."""
    costs = EXACT.subtract(trip.gross, net)
    prices = EXACT.multiply(EXACT.add(trip.entry, trip.exit), trip.quantity)
    turnover = EXACT.multiply(prices, trip.instrument.multiplier)
    if costs.copy_abs() <= CENT:
        return trip
    if ZERO < costs <= EXACT.multiply(turnover, COSTS_SHARE_MAX):
        return trip._replace(fees=costs)
    return agreeing(trip, net, trip.gross)


def _rounded(trip: RoundTrip) -> Decimal:
    """How far the result may lie from the printed one: half of the last digit of both prices, and a cent."""
    units = EXACT.multiply(trip.quantity, trip.instrument.multiplier)
    half = EXACT.add(_half_digit(trip.entry), _half_digit(trip.exit))
    return EXACT.add(EXACT.multiply(units, half), CENT)


def _half_digit(price: Decimal) -> Decimal:
    """Half a unit of the last printed digit, at most half a cent."""
    exponent = price.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(5).scaleb(min(exponent, -2) - 1)
