"""Rotating refresh tokens: each is used once; a token used again ends its session (RFC 9700, 4.14.2).

One exception: an answer may be lost on its way. Within seconds of a rotation, while the new token is
unused, the old one gets another new one instead, and the lost one is superseded.
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

GRACE: Final = timedelta(seconds=10)


class TokenState(NamedTuple):
    """`used_at`: when it was rotated; `superseded_at`: when another child took its place."""

    expires_at: datetime
    used_at: datetime | None
    superseded_at: datetime | None


class SessionState(NamedTuple):
    expires_at: datetime
    ended_at: datetime | None


class Rotated(NamedTuple):
    """The token is used up; its child takes over."""

    expires_at: datetime


class Reissued(NamedTuple):
    """The answer was lost: another child takes over, the unused one is superseded."""

    expires_at: datetime


class Replayed(NamedTuple):
    """Somebody has an old token: the session ends for everybody who holds one."""


class Expired(NamedTuple):
    """Too late, or the session has ended."""


Outcome = Rotated | Reissued | Replayed | Expired


def rotate(
    session: SessionState, presented: TokenState, latest: TokenState | None, now: datetime, idle: timedelta
) -> Outcome:
    """What presenting a token leads to.

    latest  the newest token of the session, when it is not the presented one
    idle    how long a new token may stay unused; never beyond the session's own end
    """
    if session.ended_at is not None or now >= session.expires_at:
        return Expired()
    expires_at = min(now + idle, session.expires_at)
    if presented.used_at is None and presented.superseded_at is None:
        return Expired() if now >= presented.expires_at else Rotated(expires_at)
    stopped_at = presented.superseded_at or presented.used_at
    assert stopped_at is not None
    child_unused = latest is not None and latest.used_at is None and latest.superseded_at is None
    return Reissued(expires_at) if child_unused and now - stopped_at <= GRACE else Replayed()
