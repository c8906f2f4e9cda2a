"""The fields of the filter language: what each means and how its values are read."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.domain.instrument import AssetClass
from tradesense.domain.number import NumberInvalid, exact


class FieldKind(StrEnum):
    """TEXT compares without regard to ASCII case; CHOICE takes one of a list; LABEL looks into a list."""

    TEXT = "text"
    SYMBOL = "symbol"
    CHOICE = "choice"
    LABEL = "label"
    ID = "id"
    NUMBER = "number"
    DURATION = "duration"
    DAY = "day"


class Field(NamedTuple):
    """`choices` are given in the order they are offered."""

    name: str
    kind: FieldKind
    meaning: str
    choices: tuple[str, ...] = ()


WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HAS: Final = ("notes", "tags", "mistakes", "emotions", "playbook", "rating", "stop", "target", "risk", "rate", "fees")

FIELDS: Final = {
    field.name: field
    for field in (
        Field("symbol", FieldKind.SYMBOL, "the instrument; ES* matches all that begin so"),
        Field("underlying", FieldKind.SYMBOL, "the underlying; of a share, itself"),
        Field("class", FieldKind.CHOICE, "asset class", tuple(one.value for one in AssetClass)),
        Field("side", FieldKind.CHOICE, "direction", ("long", "short")),
        Field("status", FieldKind.CHOICE, "open, or how it ended", ("open", "closed", "win", "loss", "even")),
        Field("account", FieldKind.TEXT, "account by name or id"),
        Field("broker", FieldKind.TEXT, "broker of the account"),
        Field("tag", FieldKind.LABEL, "tag"),
        Field("playbook", FieldKind.TEXT, "playbook"),
        Field("mistake", FieldKind.LABEL, "mistake"),
        Field("emotion", FieldKind.LABEL, "emotion"),
        Field("rating", FieldKind.NUMBER, "rating, 1 to 5"),
        Field("confidence", FieldKind.NUMBER, "confidence, 1 to 5"),
        Field("pnl", FieldKind.NUMBER, "net result in the account's currency"),
        Field("gross", FieldKind.NUMBER, "result before fees, in the account's currency"),
        Field("fees", FieldKind.NUMBER, "fees in the account's currency"),
        Field("r", FieldKind.NUMBER, "net result in units of initial risk"),
        Field("qty", FieldKind.NUMBER, "units entered"),
        Field("entry", FieldKind.NUMBER, "average entry price"),
        Field("exit", FieldKind.NUMBER, "average exit price"),
        Field("hold", FieldKind.DURATION, "time from first to last fill: 90s, 5m, 2h, 3d"),
        Field("opened", FieldKind.DAY, "trading day it opened"),
        Field("closed", FieldKind.DAY, "trading day it closed"),
        Field("day", FieldKind.DAY, "trading day it closed"),
        Field("weekday", FieldKind.CHOICE, "weekday it closed", WEEKDAYS),
        Field("hour", FieldKind.NUMBER, "hour of the clock it opened, 0 to 23"),
        Field("month", FieldKind.NUMBER, "month it closed, 1 to 12"),
        Field("year", FieldKind.NUMBER, "year it closed"),
        Field("import", FieldKind.ID, "import that stated one of its fills"),
        Field("has", FieldKind.CHOICE, "whether it has", HAS),
        Field("id", FieldKind.ID, "trade's id"),
    )
}
RANGED: Final = frozenset({FieldKind.NUMBER, FieldKind.DURATION, FieldKind.DAY})


class ValueInvalid(Exception):
    """A value the field cannot have; the message says why."""


def ascii_lower(text: str) -> str:
    """Lower case for A to Z only: the same in Python and in PostgreSQL's C collation."""
    return text.encode().lower().decode()


def ascii_upper(text: str) -> str:
    return text.encode().upper().decode()


def read_text(field: Field, text: str) -> str:
    """A text, symbol, choice, label or id as the tree holds it."""
    if field.kind is FieldKind.SYMBOL:
        return ascii_upper(text)
    folded = ascii_lower(text)
    if field.kind is FieldKind.CHOICE and folded not in field.choices:
        raise ValueInvalid(f"{field.name} is one of {', '.join(field.choices)}")
    if field.kind is FieldKind.ID:
        try:
            return str(UUID(folded))
        except ValueError:
            raise ValueInvalid(f"{text!r} is not an id") from None
    return folded


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


_LAST_DAYS: Final = re.compile(r"^(\d{1,4})d$")
_PARTS: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def read_days(text: str, today: date) -> Days:
    """`2025-03-09`, `2025-03`, `2025`, `today`, `yesterday`, `week`, `month`, `ytd`, `30d`."""
    named = _NAMED_DAYS.get(text.casefold())
    if named:
        return named(today)
    if last := _LAST_DAYS.match(text.casefold()):
        return Days(today - timedelta(days=max(int(last[1]), 1) - 1), today)
    if parts := _PARTS.match(text):
        try:
            return _whole(*(int(part) if part else None for part in parts.groups()))
        except ValueError:
            pass
    raise ValueInvalid(f"{text!r} is not a day such as 2025-03-09, 2025-03, today, week, ytd or 30d")


def _whole(year: int | None, month: int | None, day: int | None) -> Days:
    assert year is not None
    if day and month:
        return Days(date(year, month, day), date(year, month, day))
    if month:
        first = date(year, month, 1)
        return Days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return Days(date(year, 1, 1), date(year, 12, 31))


_NAMED_DAYS: Final[dict[str, Callable[[date], Days]]] = {
    "today": lambda today: Days(today, today),
    "yesterday": lambda today: Days(today - timedelta(days=1), today - timedelta(days=1)),
    "week": lambda today: Days(today - timedelta(days=today.weekday()), today),
    "month": lambda today: Days(today.replace(day=1), today),
    "ytd": lambda today: Days(today.replace(month=1, day=1), today),
}

_DURATION: Final = re.compile(r"^(\d{1,9}(?:\.\d{1,6})?)([smhd]?)$")
_UNIT_SECONDS: Final = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}


def read_number(field: Field, text: str) -> Decimal:
    """A number, or a duration in seconds."""
    if field.kind is FieldKind.DURATION:
        found = _DURATION.match(text.casefold())
        if not found:
            raise ValueInvalid(f"{text!r} is not a duration such as 90s, 5m, 2h or 3d")
        return Decimal(found[1]) * _UNIT_SECONDS[found[2]]
    try:
        return exact(text)
    except NumberInvalid:
        raise ValueInvalid(f"{text!r} is not a number") from None
