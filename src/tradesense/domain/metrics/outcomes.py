"""What a winner and a loser are worth: averages, extremes, medians. Money, exact or rounded at 12 decimals."""

from typing import Final, Literal

from tradesense.domain.columns.exact import Ints
from tradesense.domain.metrics.intervals import around_mean
from tradesense.domain.metrics.metric import TRADES_MIN, Metric, undefined
from tradesense.domain.metrics.parts import Reason, amount, chosen, mean_amount, middle, spread
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_COMMON: Final = "Common use"
_MEAN: Final = "Common use; interval: Student 1908"


def average_win(sample: Sample) -> Figure:
    """ΣW ÷ #W. None without trades or winners. Common use (M05)."""
    net, its = sample.trades.net, sample.outcomes
    if not its.wins:
        return undefined(0, "no_wins" if its.n else "no_trades")
    around = around_mean(spread(chosen(net.floats, net.values > 0), "no_wins"))
    return Figure(mean_amount(net, its.won, its.wins), its.wins, interval=around)


AVERAGE_WIN: Final = Metric(
    key="average_win",
    name="Average winning trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\bar W = \frac{1}{\#W} \sum_{p_i > 0} p_i",
    convention="Mean net result of winners, n being their number; 95 % interval by Student's t.",
    source=_MEAN,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=average_win,
)


def average_loss(sample: Sample) -> Figure:
    """ΣL ÷ #L, negative. None without trades or losers. Common use (M05)."""
    net, its = sample.trades.net, sample.outcomes
    if not its.losses:
        return undefined(0, "no_losses" if its.n else "no_trades")
    around = around_mean(spread(chosen(net.floats, net.values < 0), "no_losses"))
    return Figure(mean_amount(net, its.lost, its.losses), its.losses, interval=around)


AVERAGE_LOSS: Final = Metric(
    key="average_loss",
    name="Average losing trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\bar L = \frac{1}{\#L} \sum_{p_i < 0} p_i",
    convention="Mean net result of losers, as a negative amount, n being their number; 95 % interval by Student's t.",
    source=_MEAN,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=average_loss,
)


def largest_win(sample: Sample) -> Figure:
    """max p_i, exact. None without trades or winners. Common use (M05)."""
    net, its = sample.trades.net, sample.outcomes
    if not its.wins:
        return undefined(0, "no_wins" if its.n else "no_trades")
    return Figure(amount(net, int(net.values.max())), its.wins)


LARGEST_WIN: Final = Metric(
    key="largest_win",
    name="Largest winning trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\max_i p_i",
    convention="Net result; exact.",
    source=_COMMON,
    sample_min=1,
    basis="trades",
    compute=largest_win,
)


def largest_loss(sample: Sample) -> Figure:
    """min p_i, exact and negative. None without trades or losers. Common use (M05)."""
    net, its = sample.trades.net, sample.outcomes
    if not its.losses:
        return undefined(0, "no_losses" if its.n else "no_trades")
    return Figure(amount(net, int(net.values.min())), its.losses)


LARGEST_LOSS: Final = Metric(
    key="largest_loss",
    name="Largest losing trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\min_i p_i",
    convention="Net result, as a negative amount; exact.",
    source=_COMMON,
    sample_min=1,
    basis="trades",
    compute=largest_loss,
)


def largest_win_share(sample: Sample) -> Figure:
    """max p_i ÷ ΣW. None without trades or winners. Common use."""
    net, its = sample.trades.net, sample.outcomes
    if not its.wins:
        return undefined(0, "no_wins" if its.n else "no_trades")
    return Figure(int(net.values.max()) / its.won, its.wins)


LARGEST_WIN_SHARE: Final = Metric(
    key="largest_win_share",
    name="Largest win as a share of all wins",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\frac{\max_i p_i}{\sum_{p_i > 0} p_i}",
    convention="How much of the sum of winners one trade brought: near 1, the rest hardly counts.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=largest_win_share,
)


def _median(sample: Sample, values: Ints, empty: Literal["no_trades", "no_wins", "no_losses"]) -> Figure:
    if not len(values):
        reason: Reason = empty if sample.trades.n else "no_trades"
        return undefined(0, reason)
    return Figure(mean_amount(sample.trades.net, *middle(values)), len(values))


def median_trade(sample: Sample) -> Figure:
    """The middle p_i, or the mean of the middle two. None without trades. Common use."""
    return _median(sample, sample.trades.net.values, "no_trades")


MEDIAN_TRADE: Final = Metric(
    key="median_trade",
    name="Median trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\operatorname{median}_i\, p_i",
    convention="Net results of all closed trades; of an even number, the mean of the two in the middle.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_trade,
)


def median_win(sample: Sample) -> Figure:
    """The middle winner, or the mean of the middle two. None without trades or winners. Common use."""
    values = sample.trades.net.values
    return _median(sample, chosen(values, values > 0), "no_wins")


MEDIAN_WIN: Final = Metric(
    key="median_win",
    name="Median winning trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\operatorname{median}_{p_i > 0}\, p_i",
    convention="Net results of winners; of an even number, the mean of the two in the middle.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_win,
)


def median_loss(sample: Sample) -> Figure:
    """The middle loser, or the mean of the middle two. None without trades or losers. Common use."""
    values = sample.trades.net.values
    return _median(sample, chosen(values, values < 0), "no_losses")


MEDIAN_LOSS: Final = Metric(
    key="median_loss",
    name="Median losing trade",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\operatorname{median}_{p_i < 0}\, p_i",
    convention="Net results of losers, as a negative amount; of an even number, the mean of the two in the middle.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=median_loss,
)

OUTCOMES: Final = (
    AVERAGE_WIN,
    AVERAGE_LOSS,
    LARGEST_WIN,
    LARGEST_LOSS,
    LARGEST_WIN_SHARE,
    MEDIAN_TRADE,
    MEDIAN_WIN,
    MEDIAN_LOSS,
)
