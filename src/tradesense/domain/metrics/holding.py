"""How long trades were held, calendar time from first fill to last, of those whose clock times are known."""

from typing import Final

import numpy as np

from tradesense.domain.metrics.metric import TRADES_MIN, Metric, averaged, number, undefined
from tradesense.domain.metrics.parts import Floats, Reason, chosen, spread
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_COMMON: Final = "Common use"
_MEAN: Final = "Common use; interval: Student 1908"


def _empty(sample: Sample, side: Reason = "no_times") -> Reason:
    """Why no trade of a side has a holding time."""
    if not sample.trades.n:
        return "no_trades"
    return side if len(sample.trades.held) else "no_times"


def _winners(sample: Sample) -> Floats:
    return chosen(sample.trades.held, sample.trades.held_net > 0.0)


def _losers(sample: Sample) -> Floats:
    return chosen(sample.trades.held, sample.trades.held_net < 0.0)


def _median(held: Floats, empty: Reason) -> Figure:
    n = len(held)
    if not n:
        return undefined(0, empty)
    placed = np.partition(held, ((n - 1) // 2, n // 2))
    return number(float(placed[(n - 1) // 2] + placed[n // 2]) / 2, n)


def average_hold(sample: Sample) -> Figure:
    """Mean holding time. None without known times. Common use (M67)."""
    return averaged(spread(sample.trades.held, _empty(sample)))


AVERAGE_HOLD: Final = Metric(
    key="average_hold",
    name="Average holding time",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\frac{1}{n} \sum_i (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time from the first fill to the last, trades without clock times left out; Student's t interval.",
    source=_MEAN,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=average_hold,
)


def median_hold(sample: Sample) -> Figure:
    """The middle holding time, or the mean of the middle two. None without known times. Common use (M67)."""
    return _median(sample.trades.held, _empty(sample))


MEDIAN_HOLD: Final = Metric(
    key="median_hold",
    name="Median holding time",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\operatorname{median}_i (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time from the first fill to the last, trades without clock times left out.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_hold,
)


def average_hold_wins(sample: Sample) -> Figure:
    """Mean holding time of winners. None without winners of known times. Common use (M67)."""
    return averaged(spread(_winners(sample), _empty(sample, "no_wins")))


AVERAGE_HOLD_WINS: Final = Metric(
    key="average_hold_wins",
    name="Average holding time of winners",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\bar h_W = \frac{1}{\#W} \sum_{p_i > 0} (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time, trades without clock times left out; Student's t interval.",
    source=_MEAN,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=average_hold_wins,
)


def average_hold_losses(sample: Sample) -> Figure:
    """Mean holding time of losers. None without losers of known times. Common use (M67)."""
    return averaged(spread(_losers(sample), _empty(sample, "no_losses")))


AVERAGE_HOLD_LOSSES: Final = Metric(
    key="average_hold_losses",
    name="Average holding time of losers",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\bar h_L = \frac{1}{\#L} \sum_{p_i < 0} (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time, trades without clock times left out; Student's t interval.",
    source=_MEAN,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=average_hold_losses,
)


def median_hold_wins(sample: Sample) -> Figure:
    """The middle holding time of winners. None without winners of known times. Common use (M67)."""
    return _median(_winners(sample), _empty(sample, "no_wins"))


MEDIAN_HOLD_WINS: Final = Metric(
    key="median_hold_wins",
    name="Median holding time of winners",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\operatorname{median}_{p_i > 0} (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time, trades without clock times left out.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_hold_wins,
)


def median_hold_losses(sample: Sample) -> Figure:
    """The middle holding time of losers. None without losers of known times. Common use (M67)."""
    return _median(_losers(sample), _empty(sample, "no_losses"))


MEDIAN_HOLD_LOSSES: Final = Metric(
    key="median_hold_losses",
    name="Median holding time of losers",
    unit=Unit.SECONDS,
    better=Better.NEITHER,
    formula=r"\operatorname{median}_{p_i < 0} (\mathrm{last}_i - \mathrm{first}_i)",
    convention="Calendar time, trades without clock times left out.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_hold_losses,
)


def hold_ratio(sample: Sample) -> Figure:
    """h̄_W ÷ h̄_L. None without winners or losers of known times, or where losers took no time. Common use (M67)."""
    won, lost = _winners(sample), _losers(sample)
    n = len(won) + len(lost)
    if not len(lost):
        return undefined(n, _empty(sample, "no_losses"))
    if not len(won):
        return undefined(n, "no_wins")
    waited = float(np.add.reduce(lost))
    if waited == 0.0:
        return undefined(n, "zero_time")
    return number(float(np.add.reduce(won)) / len(won) / (waited / len(lost)), n)


HOLD_RATIO: Final = Metric(
    key="hold_ratio",
    name="Winners' over losers' holding time",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\bar h_W}{\bar h_L}",
    convention="Of the averages; below 1, losers are held longer than winners.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=hold_ratio,
)

HOLDING: Final = (
    AVERAGE_HOLD,
    MEDIAN_HOLD,
    AVERAGE_HOLD_WINS,
    AVERAGE_HOLD_LOSSES,
    MEDIAN_HOLD_WINS,
    MEDIAN_HOLD_LOSSES,
    HOLD_RATIO,
)
