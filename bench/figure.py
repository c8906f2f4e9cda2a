"""What a benchmark answers, and how it is shown."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Baseline(NamedTuple):
    """Something simple and comparable, measured in the same run in the same unit."""

    name: str
    value: float


class Figure(NamedTuple):
    """A measured value. `target`: what it should stay below, or above where `more_is_better`."""

    name: str
    value: float
    unit: str
    target: float | None
    baseline: Baseline | None
    more_is_better: bool = False

    @property
    def reached(self) -> bool | None:
        if self.target is None:
            return None
        return self.value >= self.target if self.more_is_better else self.value <= self.target

    @property
    def ratio(self) -> float | None:
        if self.baseline is None or not self.baseline.value:
            return None
        return self.value / self.baseline.value


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def shown(value: float) -> str:
    """Three significant digits, thousands grouped."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def row(figure: Figure) -> list[str]:
    comparison = "≥" if figure.more_is_better else "≤"
    target = "" if figure.target is None else f"{comparison} {shown(figure.target)}"
    baseline = "" if figure.baseline is None else f"{figure.baseline.name}: {shown(figure.baseline.value)}"
    ratio = "" if figure.ratio is None else f"{shown(figure.ratio)} ×"
    reached = {None: "", True: "yes", False: "no"}[figure.reached]
    return [figure.name, f"{shown(figure.value)} {figure.unit}", target, reached, baseline, ratio]


HEADER = ["figure", "measured", "target", "reached", "baseline of the same run", "ratio"]
