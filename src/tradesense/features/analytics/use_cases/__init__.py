"""The verbs of analytics, and their only door."""

from tradesense.features.analytics.use_cases.figures import (
    Breakdown,
    Calendar,
    Summary,
    broken_down,
    calendar,
    equity,
    read_dimension,
    summarised,
)
from tradesense.features.analytics.use_cases.selecting import Loaded, Question, ask, in_thread, may_see, selection

__all__ = [
    "Breakdown",
    "Calendar",
    "Loaded",
    "Question",
    "Summary",
    "ask",
    "broken_down",
    "calendar",
    "equity",
    "in_thread",
    "may_see",
    "read_dimension",
    "selection",
    "summarised",
]
