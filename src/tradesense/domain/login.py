"""Whether a log-in may be tried: slowed down after failures, never locked for the right person.

Failures are counted for a pair of account and address, and for an address; so guessing from one place
does not keep out the account's owner, who comes from another (OWASP ASVS 5.0, 6.3.1).
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

PAIR_FAILURES_FREE: Final = 5
ADDRESS_FAILURES_FREE: Final = 50
FORGOTTEN_AFTER: Final = timedelta(minutes=15)
WAIT_SECONDS_MAX: Final = 900


class Failures(NamedTuple):
    """What is remembered under one key."""

    times: int
    first_at: datetime
    blocked_until: datetime | None


def wait_seconds(known: list[Failures], now: datetime) -> int:
    """For how long the next try is refused; 0: it may be made."""
    waits = [(failures.blocked_until - now).total_seconds() for failures in known if failures.blocked_until]
    return max((int(wait) + 1 for wait in waits if wait > 0), default=0)


def after_failure(known: Failures | None, free: int, now: datetime) -> Failures:
    """One more failure. Past `free` of them each doubles the wait, from two seconds to a quarter of an hour."""
    if known is None or now - known.first_at > FORGOTTEN_AFTER + timedelta(seconds=WAIT_SECONDS_MAX):
        return Failures(1, now, None)
    count = known.times + 1
    if count <= free:
        return Failures(count, known.first_at, None)
    wait = min(2 ** min(count - free, 20), WAIT_SECONDS_MAX)
    return Failures(count, known.first_at, now + timedelta(seconds=wait))
