"""Clock times and trading days: from a broker's local time to an instant, from an instant to its day."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tradesense.domain.instrument import SESSION_CLASSES, AssetClass
from tradesense.domain.problem import Kind, Problem

NEW_YORK: Final = ZoneInfo("America/New_York")
FUTURES_SESSION_END: Final = time(17)
MIDNIGHT: Final = time(0)


class ZoneUnknown(Problem):
    code, kind, title = "calendar.zone_unknown", Kind.INVALID, "The time zone is not a name of the IANA database."


class TimeNonexistent(Problem):
    code, kind, title = "calendar.time_nonexistent", Kind.INVALID, "That clock time does not exist."


class Session(NamedTuple):
    """Where a trading day ends: `ends` on the clock of `zone` (midnight: the civil day).

    `weekdays`: the market rests at weekends, so that a day moved onto one is the Monday after it.
    """

    zone: ZoneInfo
    ends: time = MIDNIGHT
    weekdays: bool = False


class Localised(NamedTuple):
    """An instant in UTC; `ambiguous` when the clock showed that time twice and the first was taken."""

    at: datetime
    ambiguous: bool


def zone(name: str) -> ZoneInfo:
    """The zone called `name`; raises ZoneUnknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ZoneUnknown(f"{name[:60]!r} is not a time zone such as America/New_York.") from None


def localise(local: datetime, where: ZoneInfo) -> Localised:
    """The instant at which clocks in `where` show `local` (naive).

    A time that a forward change skips raises TimeNonexistent; one that occurs twice takes the first
    (ledger.md, rule 13).
    """
    offset = _hour_offset(where, local.year, local.month, local.day, local.hour)
    if offset is not None:
        return Localised((local - offset).replace(tzinfo=UTC), ambiguous=False)
    first = local.replace(tzinfo=where, fold=0)
    instant = first.astimezone(UTC)
    if instant.astimezone(where).replace(tzinfo=None) != local:
        raise TimeNonexistent(f"Clocks in {where.key} never showed {local:%Y-%m-%d %H:%M:%S}: they were put forward.")
    return Localised(instant, ambiguous=first.utcoffset() != local.replace(tzinfo=where, fold=1).utcoffset())


def second_time(at: datetime, where: ZoneInfo) -> datetime:
    """Of two instants at which clocks in `where` show the same, the later one; `at` is the earlier."""
    return at.astimezone(where).replace(fold=1).astimezone(UTC)


@lru_cache(maxsize=20_000)
def _hour_offset(where: ZoneInfo, year: int, month: int, day: int, hour: int) -> timedelta | None:
    """The offset that holds all through that hour, or None where clocks change near it."""
    start = datetime(year, month, day, hour)  # noqa: DTZ001  (a clock time, its zone follows)
    offsets = {
        (start + timedelta(minutes=minutes)).replace(tzinfo=where, fold=fold).utcoffset()
        for minutes in (-60, 0, 30, 59, 120)
        for fold in (0, 1)
    }
    return offsets.pop() if len(offsets) == 1 else None


def session_of(asset_class: AssetClass, account_zone: ZoneInfo, ends: time | None) -> Session:
    """The account's own session end where it set one; else 17:00 New York for futures and forex,
    midnight in the account's zone otherwise (ledger.md, rule 6)."""
    weekdays = asset_class in SESSION_CLASSES
    if ends is not None:
        return Session(account_zone, ends, weekdays)
    if weekdays:
        return Session(NEW_YORK, FUTURES_SESSION_END, weekdays)
    return Session(account_zone)


def trading_day(at: datetime, session: Session) -> date:
    """The day a fill belongs to: past the session's end it is the next one."""
    local = at + _utc_offset(session.zone, at.year, at.month, at.day, at.hour, at.minute // 15)
    day = local.date()
    if session.ends != MIDNIGHT and local.time() >= session.ends:
        day += timedelta(days=1)
    if session.weekdays and day.weekday() >= 5:
        day += timedelta(days=7 - day.weekday())
    return day


@lru_cache(maxsize=50_000)
def _utc_offset(where: ZoneInfo, year: int, month: int, day: int, hour: int, quarter: int) -> timedelta:
    """The offset all through a quarter of an hour: no zone changes inside one."""
    offset = datetime(year, month, day, hour, quarter * 15, tzinfo=UTC).astimezone(where).utcoffset()
    return offset or timedelta()
