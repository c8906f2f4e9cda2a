"""The metric catalogue: each figure's definition, source and one function; `summarise` is the only door."""

from collections.abc import Sequence
from difflib import get_close_matches

from tradesense.domain.metrics.catalogue import CATALOGUE, DEFAULT
from tradesense.domain.metrics.metric import REASONS, Metric
from tradesense.domain.metrics.sample import Better, DailySample, Figure, Interval, Sample, TradeSample, Unit
from tradesense.domain.problem import Kind, Problem

__all__ = [
    "CATALOGUE",
    "DEFAULT",
    "REASONS",
    "Better",
    "DailySample",
    "Figure",
    "Interval",
    "Metric",
    "MetricUnknown",
    "Sample",
    "TradeSample",
    "Unit",
    "metric",
    "summarise",
]

_KEY_SHOWN_MAX = 40


class MetricUnknown(Problem):
    code, kind, title = "metric.unknown", Kind.INVALID, "There is no such metric."


def metric(key: str) -> Metric:
    """The metric of that key. Raises MetricUnknown, naming the nearest one."""
    found = CATALOGUE.get(key)
    if found is None:
        shown = key[:_KEY_SHOWN_MAX]
        nearest = get_close_matches(shown, CATALOGUE, n=1, cutoff=0.0)[0]
        raise MetricUnknown(f"There is no metric {shown!r}; did you mean {nearest!r}?")
    return found


def summarise(sample: Sample, keys: Sequence[str] = DEFAULT) -> dict[str, Figure]:
    """The figure of each key, in their order. Raises MetricUnknown before anything is computed."""
    metrics = [metric(key) for key in keys]
    return {its.key: its.compute(sample) for its in metrics}
