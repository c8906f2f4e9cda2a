"""What was earned, what it cost, and how many trades it took. Sums are exact."""

from decimal import Decimal
from typing import Final

from tradesense.domain.columns.exact import Exact
from tradesense.domain.metrics.metric import Metric, number, undefined
from tradesense.domain.metrics.parts import amount, mean_amount, total
from tradesense.domain.metrics.sample import Better, Figure, Sample, Unit
from tradesense.domain.number import share

_IDENTITY: Final = "Accounting identity"
_COUNT: Final = "A count"


def _total(sample: Sample, column: Exact) -> Figure:
    n = sample.trades.n
    return Figure(total(column), n) if n else undefined(0, "no_trades")


def net_pnl(sample: Sample) -> Figure:
    """Σp_i, exact. None without trades. Accounting identity (M02)."""
    return _total(sample, sample.trades.net)


NET_PNL: Final = Metric(
    key="net_pnl",
    name="Net P&L",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\sum_i p_i",
    convention="After commissions, fees and financing; each trade in the currency of the sample; exact.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=net_pnl,
)


def gross_pnl(sample: Sample) -> Figure:
    """Σ side·(exit − entry)·quantity·multiplier, exact. None without trades. Accounting identity (M01)."""
    return _total(sample, sample.trades.gross)


GROSS_PNL: Final = Metric(
    key="gross_pnl",
    name="Gross P&L",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\sum_i \mathrm{side}_i \,(\mathrm{exit}_i - \mathrm{entry}_i)\, q_i m_i",
    convention="Price differences times quantity and multiplier, before any fee; exact.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=gross_pnl,
)


def fees(sample: Sample) -> Figure:
    """Σ(gross_i − p_i), exact; rebates are negative. None without trades. Accounting identity (M02)."""
    return _total(sample, sample.trades.fees)


FEES: Final = Metric(
    key="fees",
    name="Fees and commissions",
    unit=Unit.MONEY,
    better=Better.LESS,
    formula=r"\sum_i (\mathrm{gross}_i - p_i)",
    convention="Commissions, exchange fees and financing printed on the fills; a cost is positive, a rebate negative.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=fees,
)


def average_fee(sample: Sample) -> Figure:
    """Σfees ÷ N. None without trades. Accounting identity (M70)."""
    n = sample.trades.n
    if not n:
        return undefined(0, "no_trades")
    column = sample.trades.fees
    return Figure(mean_amount(column, int(column.values.sum()), n), n)


AVERAGE_FEE: Final = Metric(
    key="average_fee",
    name="Fees per trade",
    unit=Unit.MONEY,
    better=Better.LESS,
    formula=r"\frac{\sum_i \mathrm{fees}_i}{N}",
    convention="Mean over all closed trades, those without known fees counting as 0.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=average_fee,
)


def fees_per_unit(sample: Sample) -> Figure:
    """Σfees ÷ Σquantity. None without trades or quantity. Accounting identity (M70)."""
    n = sample.trades.n
    if not n:
        return undefined(0, "no_trades")
    units = float(sample.trades.quantity.sum())
    if units == 0.0:
        return undefined(n, "no_quantity")
    return Figure(share(total(sample.trades.fees), Decimal(1), Decimal(repr(units))), n)


FEES_PER_UNIT: Final = Metric(
    key="fees_per_unit",
    name="Fees per share or contract",
    unit=Unit.MONEY,
    better=Better.LESS,
    formula=r"\frac{\sum_i \mathrm{fees}_i}{\sum_i q_i}",
    convention="Divided by the units entered, so a round trip counts its units once; of use within one kind of instrument.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=fees_per_unit,
)


def cost_ratio(sample: Sample) -> Figure:
    """Σfees ÷ Σgross. None without trades or where the gross result is not positive. Common use (M70)."""
    n = sample.trades.n
    if not n:
        return undefined(0, "no_trades")
    gross = total(sample.trades.gross)
    if gross <= 0:
        return undefined(n, "no_gross_profit")
    return number(float(total(sample.trades.fees)) / float(gross), n)


COST_RATIO: Final = Metric(
    key="cost_ratio",
    name="Cost ratio",
    unit=Unit.PERCENT,
    better=Better.LESS,
    formula=r"\frac{\sum_i \mathrm{fees}_i}{\sum_i \mathrm{gross}_i}",
    convention="Share of the gross profit that fees took; above 1 they took all of it; not given for a gross loss.",
    source="Common use",
    sample_min=10,
    basis="trades",
    compute=cost_ratio,
)


def fees_known(sample: Sample) -> Figure:
    """Trades with all fees stated ÷ N. None without trades. A census, so without interval."""
    n = sample.trades.n
    return Figure(sample.trades.fees_known / n, n) if n else undefined(0, "no_trades")


FEES_KNOWN: Final = Metric(
    key="fees_known",
    name="Trades with known fees",
    unit=Unit.PERCENT,
    better=Better.MORE,
    formula=r"\frac{\#\{i : \mathrm{fees}_i\ \mathrm{stated}\}}{N}",
    convention="Below 1, net figures are too good by the fees that no file stated.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=fees_known,
)


def trades(sample: Sample) -> Figure:
    """N; 0 without trades. A count."""
    return Figure(sample.trades.n, sample.trades.n)


TRADES: Final = Metric(
    key="trades",
    name="Closed trades",
    unit=Unit.COUNT,
    better=Better.NEITHER,
    formula="N",
    convention="Round trips from flat to flat that are closed and converted; open ones are counted apart.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=trades,
)


def wins(sample: Sample) -> Figure:
    """#{p_i > 0}; 0 without trades. A count."""
    return Figure(sample.outcomes.wins, sample.trades.n)


WINS: Final = Metric(
    key="wins",
    name="Winning trades",
    unit=Unit.COUNT,
    better=Better.MORE,
    formula=r"\#W = \#\{i : p_i > 0\}",
    convention="By net result: a trade whose fees exceed its gain is a loser.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=wins,
)


def losses(sample: Sample) -> Figure:
    """#{p_i < 0}; 0 without trades. A count."""
    return Figure(sample.outcomes.losses, sample.trades.n)


LOSSES: Final = Metric(
    key="losses",
    name="Losing trades",
    unit=Unit.COUNT,
    better=Better.LESS,
    formula=r"\#L = \#\{i : p_i < 0\}",
    convention="By net result.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=losses,
)


def breakevens(sample: Sample) -> Figure:
    """#{p_i = 0}; 0 without trades. A count."""
    its = sample.outcomes
    return Figure(its.n - its.wins - its.losses, its.n)


BREAKEVENS: Final = Metric(
    key="breakevens",
    name="Breakeven trades",
    unit=Unit.COUNT,
    better=Better.NEITHER,
    formula=r"N - \#W - \#L",
    convention="Net result of exactly zero.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=breakevens,
)


def open_trades(sample: Sample) -> Figure:
    """Trades of the filter that are still open. A count."""
    return Figure(sample.trades.open_trades, sample.trades.n)


OPEN_TRADES: Final = Metric(
    key="open_trades",
    name="Open trades",
    unit=Unit.COUNT,
    better=Better.NEITHER,
    formula=r"\#\{\mathrm{open}\}",
    convention="Outside every other figure until they are closed.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=open_trades,
)


def unconverted(sample: Sample) -> Figure:
    """Closed trades left out for want of an exchange rate. A count."""
    return Figure(sample.trades.unconverted, sample.trades.n)


UNCONVERTED: Final = Metric(
    key="unconverted",
    name="Trades without an exchange rate",
    unit=Unit.COUNT,
    better=Better.LESS,
    formula=r"\#\{\mathrm{unconverted}\}",
    convention="Closed, but outside every other figure until a rate is known.",
    source=_COUNT,
    sample_min=1,
    basis="trades",
    compute=unconverted,
)


def sum_of_wins(sample: Sample) -> Figure:
    """ΣW, exact; 0 without winners. None without trades. Accounting identity."""
    its = sample.outcomes
    return Figure(amount(sample.trades.net, its.won), its.n) if its.n else undefined(0, "no_trades")


SUM_OF_WINS: Final = Metric(
    key="sum_of_wins",
    name="Sum of winning trades",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\sum_{p_i > 0} p_i",
    convention="Net results; exact. Often called gross profit, which here means profit before fees.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=sum_of_wins,
)


def sum_of_losses(sample: Sample) -> Figure:
    """ΣL, exact, at most 0. None without trades. Accounting identity."""
    its = sample.outcomes
    return Figure(amount(sample.trades.net, its.lost), its.n) if its.n else undefined(0, "no_trades")


SUM_OF_LOSSES: Final = Metric(
    key="sum_of_losses",
    name="Sum of losing trades",
    unit=Unit.MONEY,
    better=Better.MORE,
    formula=r"\sum_{p_i < 0} p_i",
    convention="Net results, as a negative amount; exact.",
    source=_IDENTITY,
    sample_min=1,
    basis="trades",
    compute=sum_of_losses,
)

PNL: Final = (
    NET_PNL,
    GROSS_PNL,
    FEES,
    AVERAGE_FEE,
    FEES_PER_UNIT,
    COST_RATIO,
    FEES_KNOWN,
    TRADES,
    WINS,
    LOSSES,
    BREAKEVENS,
    OPEN_TRADES,
    UNCONVERTED,
    SUM_OF_WINS,
    SUM_OF_LOSSES,
)
