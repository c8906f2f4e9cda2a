"""Every metric, in the order in which a page would show them, and the ones a summary begins with."""

from typing import Final

from tradesense.domain.metrics.drawdown import DRAWDOWN
from tradesense.domain.metrics.expectancy import EXPECTANCIES
from tradesense.domain.metrics.holding import HOLDING
from tradesense.domain.metrics.metric import Metric
from tradesense.domain.metrics.multiples import MULTIPLES
from tradesense.domain.metrics.outcomes import OUTCOMES
from tradesense.domain.metrics.pnl import PNL
from tradesense.domain.metrics.ratios import RATIOS
from tradesense.domain.metrics.returns import RETURNS
from tradesense.domain.metrics.risk import RISK
from tradesense.domain.metrics.sharpe import SHARPES
from tradesense.domain.metrics.streaks import STREAKS
from tradesense.domain.metrics.underwater import UNDERWATER

__all__ = ["CATALOGUE", "DEFAULT", "Metric"]

_FAMILIES: Final = (
    PNL, EXPECTANCIES, OUTCOMES, MULTIPLES, STREAKS, HOLDING, DRAWDOWN, UNDERWATER, RETURNS, SHARPES, RATIOS, RISK,
)  # fmt: skip

CATALOGUE: Final[dict[str, Metric]] = {metric.key: metric for family in _FAMILIES for metric in family}

DEFAULT: Final = (
    "net_pnl",
    "gross_pnl",
    "fees",
    "fees_known",
    "trades",
    "open_trades",
    "win_rate",
    "profit_factor",
    "payoff_ratio",
    "expectancy",
    "expectancy_r",
    "sqn",
    "average_win",
    "average_loss",
    "largest_win",
    "largest_loss",
    "max_consecutive_losses",
    "winning_day_share",
    "hold_ratio",
    "max_drawdown",
    "longest_under_water_days",
    "recovery_factor",
    "max_drawdown_percent",
    "annualised_return",
    "sharpe",
    "sortino",
)
"""The keys of a summary that asks for nothing in particular."""
