"""The equity curve: the running total of realised results, day by day."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import day_of


class Days(NamedTuple):
    """What each day realised: day numbers, ascending, exact sums, and how many trades closed on it."""

    numbers: NDArray[np.int64]
    net: Exact
    fees: Exact
    trades: NDArray[np.int64]


class EquityPoint(NamedTuple):
    """A day, where the running total stood at its end, and how far that is below the highest so far."""

    day: date
    net: Decimal
    fees: Decimal
    trades: int
    equity: Decimal
    drawdown: Decimal


def equity_curve(days: Days) -> list[EquityPoint]:
    running = days.net.cumulative()
    fall = Exact(running - np.maximum(np.maximum.accumulate(running), 0), days.net.scale) if len(running) else days.net
    return list(
        map(
            EquityPoint,
            map(day_of, days.numbers.tolist()),
            days.net.decimals(),
            days.fees.decimals(),
            days.trades.tolist(),
            Exact(running, days.net.scale).decimals(),
            fall.decimals(),
        )
    )
