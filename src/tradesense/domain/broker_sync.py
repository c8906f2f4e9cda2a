"""Fetching fills from a broker's own service: which brokers, what they need, when to ask again."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.problem import Kind, Problem


class SyncSchedule(StrEnum):
    OFF = "off"
    HOURLY = "hourly"
    DAILY = "daily"


class SyncOutcome(StrEnum):
    """How a run ended. `partial`: kept what there was room for, more follows at once."""

    RUNNING = "running"
    SYNCED = "synced"
    PARTIAL = "partial"
    NOTHING_NEW = "nothing_new"
    WAITING = "waiting"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class CredentialField(NamedTuple):
    """One thing that a connection needs. `secret`: never shown again. `choices`: when only these are possible."""

    name: str
    label: str
    help: str = ""
    secret: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()


class BrokerFacts(NamedTuple):
    """A broker that can be asked.

    format_key   the layout of what is fetched; '' to detect it
    file_suffix  of the file that a run keeps
    """

    kind: str
    broker: str
    title: str
    format_key: str
    file_suffix: str
    fields: tuple[CredentialField, ...]


class CredentialsRefused(Problem):
    code, kind, title = "broker_sync.credentials_refused", Kind.CONFLICT, "The broker refuses these credentials."


class SyncThrottled(Problem):
    code, kind, title = "broker_sync.throttled", Kind.THROTTLED, "The broker asks to be asked less often."


class ReportNotReady(Problem):
    code, kind, title = "broker_sync.not_ready", Kind.UNAVAILABLE, "The broker is still preparing the report."


class BrokerUnavailable(Problem):
    code, kind, title = "broker_sync.unavailable", Kind.UNAVAILABLE, "The broker's service does not answer."


class AnswerUnreadable(Problem):
    code, kind, title = "broker_sync.answer_unreadable", Kind.UNAVAILABLE, "The broker's answer cannot be read."


EVERY: Final = {SyncSchedule.HOURLY: timedelta(hours=1), SyncSchedule.DAILY: timedelta(days=1)}
PAUSE_LEAST: Final = timedelta(minutes=1)
PAUSE_LONGEST: Final = timedelta(hours=6)
WAITS_MAX: Final = 10
"""So often a report under way is looked for at the pace the broker asks for; then ever more seldom."""
AT_ONCE: Final = frozenset({SyncOutcome.PARTIAL})
AGAIN: Final = frozenset({SyncOutcome.WAITING, SyncOutcome.THROTTLED, SyncOutcome.UNAVAILABLE, SyncOutcome.FAILED})


def outcome_of(problem: Problem) -> SyncOutcome:
    """What a failed fetch is called."""
    match problem:
        case CredentialsRefused():
            return SyncOutcome.REFUSED
        case SyncThrottled():
            return SyncOutcome.THROTTLED
        case ReportNotReady():
            return SyncOutcome.WAITING
        case BrokerUnavailable():
            return SyncOutcome.UNAVAILABLE
        case _:
            return SyncOutcome.FAILED


def pause_after(failures: int, retry_after_seconds: int | None) -> timedelta:
    """How long to wait after the `failures`-th failure in a row: doubling, never shorter than the broker asks."""
    doubled = min(PAUSE_LEAST * (1 << min(max(failures - 1, 0), 20)), PAUSE_LONGEST)
    return max(doubled, timedelta(seconds=retry_after_seconds or 0))


def next_run(
    schedule: SyncSchedule, outcome: SyncOutcome, now: datetime, *, failures: int, retry_after_seconds: int | None
) -> datetime | None:
    """When to ask again; None: not by itself. Refused credentials stop a connection until they are changed.

    A report under way is fetched, and a passing failure got over, with the schedule off too: somebody asked for it.
    """
    if outcome is SyncOutcome.REFUSED:
        return None
    if outcome in AT_ONCE:
        return now
    if outcome is SyncOutcome.WAITING and failures <= WAITS_MAX:
        return now + timedelta(seconds=retry_after_seconds or PAUSE_LEAST.seconds)
    if outcome in AGAIN:
        return now + pause_after(failures, retry_after_seconds)
    return now + EVERY[schedule] if schedule in EVERY else None
