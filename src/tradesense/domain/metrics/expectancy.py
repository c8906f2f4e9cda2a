"""How often and how much: win rates, profit factor, expectancy, over net results of closed trades."""

from math import sqrt
from typing import Final

from tradesense.domain.metrics.intervals import around_mean, wilson
from tradesense.domain.metrics.metric import TRADES_MIN, Metric, number, undefined
from tradesense.domain.metrics.parts import mean_amount
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit

_RATE: Final = "Common use; interval: Wilson 1927"
_COMMON: Final = "Common use"


def win_rate(sample: Sample) -> Figure:
    """#W ÷ (#W + #L). None without trades, or with breakevens only. Wilson 1927 for the interval (M03)."""
    its = sample.outcomes
    decided = its.wins + its.losses
    if not decided:
        return undefined(0, "no_outcomes" if its.n else "no_trades")
    return Figure(its.wins / decided, decided, interval=wilson(its.wins, decided))


WIN_RATE: Final = Metric(
    key="win_rate",
    name="Win rate",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{\#W}{\#W + \#L}",
    convention="Of the trades that won or lost: breakevens are in neither number; 95 % interval by Wilson's score.",
    source=_RATE,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=win_rate,
)


def win_rate_all(sample: Sample) -> Figure:
    """#W ÷ N. None without trades. Wilson 1927 for the interval (M03)."""
    its = sample.outcomes
    return Figure(its.wins / its.n, its.n, interval=wilson(its.wins, its.n)) if its.n else undefined(0, "no_trades")


WIN_RATE_ALL: Final = Metric(
    key="win_rate_all",
    name="Win rate over all trades",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{\#W}{N}",
    convention="Of all closed trades: a breakeven counts as a trade not won; 95 % interval by Wilson's score.",
    source=_RATE,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=win_rate_all,
)


def profit_factor(sample: Sample) -> Figure:
    """ΣW ÷ |ΣL|; 0 without winners. None without trades or losers. Common use (M04)."""
    its = sample.outcomes
    if not its.losses:
        return undefined(its.n, "no_losses" if its.n else "no_trades")
    return Figure(its.won / -its.lost, its.n)


PROFIT_FACTOR: Final = Metric(
    key="profit_factor",
    name="Profit factor",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\sum_{p_i > 0} p_i}{\left|\sum_{p_i < 0} p_i\right|}",
    convention="Sums of net results, not averages; without a loser it has no value, rather than an infinite one.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=profit_factor,
)


def payoff_ratio(sample: Sample) -> Figure:
    """(ΣW ÷ #W) ÷ |ΣL ÷ #L|. None without trades, winners or losers. Common use (M06)."""
    its = sample.outcomes
    if not its.losses:
        return undefined(its.n, "no_losses" if its.n else "no_trades")
    if not its.wins:
        return undefined(its.n, "no_wins")
    return Figure(its.won * its.losses / (-its.lost * its.wins), its.wins + its.losses)


PAYOFF_RATIO: Final = Metric(
    key="payoff_ratio",
    name="Payoff ratio",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\bar W}{|\bar L|}",
    convention="Average winner over average loser, net.",
    source=_COMMON,
    sample_min=TRADES_MIN,
    basis="trades",
    compute=payoff_ratio,
)


def breakeven_win_rate(sample: Sample) -> Figure:
    """|L̄| ÷ (W̄ + |L̄|). None without trades, winners or losers. Expectancy (M07) set to 0 and solved."""
    its = sample.outcomes
    if not its.losses:
        return undefined(its.n, "no_losses" if its.n else "no_trades")
    if not its.wins:
        return undefined(its.n, "no_wins")
    lost = -its.lost * its.wins
    return Figure(lost / (its.won * its.losses + lost), its.wins + its.losses)


BREAKEVEN_WIN_RATE: Final = Metric(
    key="breakeven_win_rate",
    name="Breakeven win rate",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\frac{|\bar L|}{\bar W + |\bar L|}",
    convention="The win rate, of trades that won or lost, at which these average winners and losers earn nothing.",
    source="Expectancy set to zero",
    sample_min=TRADES_MIN,
    basis="trades",
    compute=breakeven_win_rate,
)


def expectancy(sample: Sample) -> Figure:
    """Σp_i ÷ N = (#W/N)·W̄ − (#L/N)·|L̄|. None without trades. Tharp; Student 1908 for the interval (M07)."""
    its = sample.outcomes
    if not its.n:
        return undefined(0, "no_trades")
    average = mean_amount(sample.trades.net, its.won + its.lost, its.n)
    return Figure(average, its.n, interval=around_mean(sample.net_spread))


EXPECTANCY: Final = Metric(
    key="expectancy",
    name="Expectancy (average trade)",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\bar p = \frac{\#W}{N} \bar W - \frac{\#L}{N} |\bar L|",
    convention="Mean net result of all closed trades, breakevens included; 95 % interval by Student's t.",
    source="Tharp, Trade Your Way to Financial Freedom; interval: Student 1908",
    sample_min=TRADES_MIN,
    basis="trades",
    compute=expectancy,
)


def trade_sharpe(sample: Sample) -> Figure:
    """p̄ ÷ s(p). None under two trades, or where all are alike. Lean, TradeStatistics (M12)."""
    its = sample.net_spread
    return undefined(its.n, its.reason) if its.reason else number(its.mean / its.sd, its.n)


TRADE_SHARPE: Final = Metric(
    key="trade_sharpe",
    name="Sharpe ratio per trade",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\bar p}{s(p)}",
    convention="Money per closed trade, sample standard deviation; never annualised: that is what daily returns are for.",
    source="QuantConnect Lean, TradeStatistics",
    sample_min=TRADES_MIN,
    basis="trades",
    compute=trade_sharpe,
)


def trade_t(sample: Sample) -> Figure:
    """p̄ ÷ (s(p)/√N). None under two trades, or where all are alike. Student 1908."""
    its = sample.net_spread
    return undefined(its.n, its.reason) if its.reason else number(its.mean / its.sd * sqrt(its.n), its.n)


TRADE_T: Final = Metric(
    key="trade_t",
    name="t statistic of the average trade",
    unit=Unit.RATIO,
    better=Better.MORE,
    formula=r"\frac{\bar p}{s(p) / \sqrt N}",
    convention="Against an expectancy of zero, trades taken as independent; beyond ±2 is rarely chance for one look, not for many.",
    source="Student 1908, The probable error of a mean",
    sample_min=TRADES_MIN,
    basis="trades",
    compute=trade_t,
)

EXPECTANCIES: Final = (
    WIN_RATE,
    WIN_RATE_ALL,
    PROFIT_FACTOR,
    PAYOFF_RATIO,
    BREAKEVEN_WIN_RATE,
    EXPECTANCY,
    TRADE_SHARPE,
    TRADE_T,
)
