"""A clock that goes when it is told to."""

from datetime import UTC, datetime, timedelta


class SetClock:
    def __init__(self, at: datetime = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def pass_(self, **time: float) -> None:
        self._at += timedelta(**time)
