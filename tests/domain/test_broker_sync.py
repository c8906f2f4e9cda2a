"""When a broker is asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesense.domain.broker_sync import (
    AnswerUnreadable,
    BrokerUnavailable,
    CredentialsRefused,
    ReportNotReady,
    SyncOutcome,
    SyncSchedule,
    SyncThrottled,
    next_run,
    outcome_of,
    pause_after,
)
from tradesense.domain.problem import Problem

NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
ENDED = [SyncOutcome.SYNCED, SyncOutcome.NOTHING_NEW]


def after(
    schedule: SyncSchedule, outcome: SyncOutcome, failures: int = 0, asked: int | None = None
) -> timedelta | None:
    due = next_run(schedule, outcome, NOW, failures=failures, retry_after_seconds=asked)
    return None if due is None else due - NOW


@pytest.mark.parametrize("outcome", ENDED)
def test_a_sync_that_ended_well_is_followed_by_its_schedule(outcome: SyncOutcome) -> None:
    assert after(SyncSchedule.OFF, outcome) is None
    assert after(SyncSchedule.HOURLY, outcome) == timedelta(hours=1)
    assert after(SyncSchedule.DAILY, outcome) == timedelta(days=1)


@pytest.mark.parametrize("schedule", SyncSchedule)
def test_what_was_begun_is_finished_whatever_the_schedule(schedule: SyncSchedule) -> None:
    assert after(schedule, SyncOutcome.PARTIAL) == timedelta()
    assert after(schedule, SyncOutcome.WAITING, 1, 20) == timedelta(seconds=20)
    assert after(schedule, SyncOutcome.UNAVAILABLE, 1) == timedelta(minutes=1)
    assert after(schedule, SyncOutcome.REFUSED, 1) is None


def test_a_report_that_never_comes_is_looked_for_ever_more_seldom() -> None:
    # After ten looks at the broker's pace: 1 min × 2^10 would be 17 hours, six is the longest.
    assert after(SyncSchedule.DAILY, SyncOutcome.WAITING, 10, 60) == timedelta(minutes=1)
    assert after(SyncSchedule.DAILY, SyncOutcome.WAITING, 11, 60) == timedelta(hours=6)


def test_pauses_double_from_a_minute_to_six_hours() -> None:
    assert [pause_after(n, None).total_seconds() / 60 for n in range(1, 11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]


@given(failures=st.integers(0, 10_000), asked=st.none() | st.integers(0, 10**6))
def test_a_pause_is_never_shorter_than_the_broker_asks_nor_longer_than_it_must_be(
    failures: int, asked: int | None
) -> None:
    pause = pause_after(failures, asked)
    assert pause >= timedelta(seconds=asked or 0)
    assert timedelta(minutes=1) <= pause <= max(timedelta(hours=6), timedelta(seconds=asked or 0))


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (CredentialsRefused(), SyncOutcome.REFUSED),
        (SyncThrottled(), SyncOutcome.THROTTLED),
        (ReportNotReady(), SyncOutcome.WAITING),
        (BrokerUnavailable(), SyncOutcome.UNAVAILABLE),
        (AnswerUnreadable(), SyncOutcome.FAILED),
    ],
)
def test_each_problem_has_its_outcome(problem: Problem, outcome: SyncOutcome) -> None:
    assert outcome_of(problem) is outcome
