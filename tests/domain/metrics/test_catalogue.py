"""The catalogue itself: complete, said once, and the only place where a metric is worked out."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from tests.domain.metrics.samples import BACON, days, returns, trades, weekdays
from tradesense.domain import metrics
from tradesense.domain.metrics import CATALOGUE, DEFAULT, REASONS, Figure, MetricUnknown, Sample, summarise
from tradesense.domain.metrics.metric import Basis
from tradesense.domain.metrics.parts import Reason
from tradesense.domain.problem import Kind

FOLDER = Path(metrics.__file__).parent
SOURCE = FOLDER.parents[1]


def big() -> Sample:
    chance = np.random.default_rng(5)
    net = chance.normal(3.0, 200.0, 2_000).round(2)
    daily = days(*[str(one) for one in net[:500]], capital=100_000).daily
    moves = returns(chance.normal(0.0004, 0.01, 500), 252).daily.returns
    series = returns(moves, 252, on=weekdays(500)).daily
    sample = trades(*[str(one) for one in net], fees=["1.5"] * 2_000, r=net / 100, held=np.abs(net), daily=daily)
    return Sample(sample.trades, type(daily)(daily.days, daily.net, daily.capital, series.returns, 252))


def test_every_metric_says_what_it_is() -> None:
    for key, metric in CATALOGUE.items():
        assert metric.key == key == metric.compute.__name__
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
        assert metric.name.strip(), key
        assert metric.convention.endswith("."), key
        assert len(metric.source) > 5, key
        assert metric.sample_min > 0, key
        assert metric.basis in get_args(Basis), key


def test_formulas_are_latex_that_closes_what_it_opens() -> None:
    for metric in CATALOGUE.values():
        text = metric.formula.replace(r"\{", "").replace(r"\}", "")
        assert text, metric.key
        assert text.isprintable(), metric.key  # an escape such as \f in a plain string would not be
        assert text.count("{") == text.count("}"), metric.key
        assert len(re.findall(r"\\left\W", text)) == len(re.findall(r"\\right\W", text)), metric.key


def test_every_metric_s_function_says_when_it_has_no_value_and_who_defined_it() -> None:
    for metric in CATALOGUE.values():
        text = metric.compute.__doc__ or ""
        assert re.search(r"None|;|A count|0 ", text), metric.key
        assert len(text) > 25, metric.key


def test_names_are_said_once() -> None:
    assert len({metric.name for metric in CATALOGUE.values()}) == len(CATALOGUE)
    assert len({metric.compute for metric in CATALOGUE.values()}) == len(CATALOGUE)
    declared = re.findall(r'^    key="(\w+)"', "".join(path.read_text() for path in FOLDER.glob("*.py")), re.MULTILINE)
    assert sorted(declared) == sorted(CATALOGUE)


def test_a_summary_shows_metrics_of_every_basis() -> None:
    assert len(set(DEFAULT)) == len(DEFAULT)
    assert {CATALOGUE[key].basis for key in DEFAULT} == {"trades", "r", "returns", "days"}
    assert set(summarise(trades(1))) == set(DEFAULT)


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(get_args(Reason))
    assert all(sentence.endswith(".") for sentence in REASONS.values())


@pytest.mark.parametrize("sample", [trades(), trades(1, r=[0.5]), days(5), returns(BACON), big()], ids=[
    "nothing", "one trade", "one day", "two years", "many trades",
])  # fmt: skip
def test_every_metric_answers_any_sample(sample: Sample) -> None:
    for key, its in summarise(sample, list(CATALOGUE)).items():
        assert isinstance(its, Figure)
        assert (its.value is None) == (its.note is not None), key
        assert str(its.value).lower() not in {"nan", "inf", "-inf"}, key
        assert not isinstance(its.value, np.generic), key


def test_a_full_sample_leaves_little_undefined() -> None:
    undefined = {key for key, its in summarise(big(), list(CATALOGUE)).items() if its.value is None}
    assert undefined <= {"max_drawdown_recovery_days", "min_track_record", "var_cornish_fisher"}


def test_an_unknown_metric_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(MetricUnknown, match="profit_factor") as refused:
        summarise(trades(1), ["net_pnl", "profitfactor"])
    assert (refused.value.code, refused.value.kind) == ("metric.unknown", Kind.INVALID)
    with pytest.raises(MetricUnknown) as refused:
        metrics.metric("%" * 10_000)
    assert len(refused.value.detail) < 200


def test_no_metric_is_worked_out_in_a_second_place() -> None:
    # metrics.md 3.2: an earlier prototype had six Sharpe functions, two of them wrong
    words = (
        "sharpe|sortino|profit_factor|max_drawdown|drawdown|expectancy|win_rate|payoff|sqn|omega|kelly|calmar|ulcer"
        "|martin|cvar|value_at_risk|skewness|kurtosis|wilson|k_ratio|annualised_return|volatility|psr"
    )
    verbs = "(?:calculate|calc|compute|get|find|annualised|daily|trade)_"
    defined = re.compile(rf"^\s*(?:async )?def (_?(?:{verbs})?(?:{words})(?:_ratio|_index|_interval)?)\(", re.MULTILINE)
    elsewhere = {
        path.relative_to(SOURCE).as_posix(): defined.findall(path.read_text())
        for path in SOURCE.rglob("*.py")
        if FOLDER not in path.parents
    }
    assert {path: names for path, names in elsewhere.items() if names} == {}


def test_each_metric_is_one_function_in_its_family() -> None:
    defined = Counter(
        re.findall(r"^def (\w+)\(", "".join(path.read_text() for path in FOLDER.glob("*.py")), re.MULTILINE)
    )
    assert {key: defined[key] for key in CATALOGUE} == dict.fromkeys(CATALOGUE, 1)


def test_the_catalogue_needs_neither_clock_nor_chance_nor_files() -> None:
    for path in FOLDER.glob("*.py"):
        imported = re.findall(r"^(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        roots = {name.split(".")[0] for name in imported}
        assert roots <= {
            "collections", "dataclasses", "datetime", "decimal", "difflib", "enum", "functools", "math", "numpy",
            "statistics", "tradesense", "typing",
        }, path.name  # fmt: skip
        assert all(name.startswith("tradesense.domain") for name in imported if name.startswith("tradesense"))
