"""Numbers, dates and times as brokers print them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from tradesense.domain.number import ZERO, NumberInvalid, exact
from tradesense.domain.problem import Kind, Problem
from tradesense.domain.statement import DateOrder, DecimalMark


class CellInvalid(Problem):
    code, kind, title = "import.cell_invalid", Kind.INVALID, "A cell cannot be read."


_SPACES: Final = re.compile(r"[\s\u00a0\u202f']+")
_DECORATION: Final = re.compile(r"^(?:[$€£¥₹]|[A-Z]{3}\b|[A-Z]{1,2}\$)|(?:[$€£¥₹]|\b[A-Z]{3})$")
_PLAIN: Final = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_GROUPED: Final = {
    ".": re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{2,3})+|\d*)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$"),
    ",": re.compile(r"^[+-]?(?:\d{1,3}(?:\.\d{2,3})+|\d*)(?:,\d*)?(?:[eE][+-]?\d{1,3})?$"),
}
_NOTHING: Final = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none"})
_OTHER_DIGITS: Final = re.compile(r"[^\x00-\x7f$€£¥₹\u2212\u00a0\u202f]")


def is_nothing(text: str) -> bool:
    return text.strip().casefold() in _NOTHING


def number(text: str, mark: DecimalMark = ".") -> Decimal:
    """The number in `text`, whose decimal mark is `mark`: `$1,234.56`, `(10.00)`, `-1.234,50 €`, `0,62 $`.

    Raises CellInvalid, never guesses: `1,5` is refused where the mark is a point.
    """
    if mark == "." and _PLAIN.match(text):
        return exact(text)
    body = text.strip()
    negative = body.startswith("(") and body.endswith(")")
    body = body[1:-1].strip() if negative else body
    if _OTHER_DIGITS.search(body):
        raise CellInvalid(f"{text.strip()[:40]!r} is not a number.")
    body = body.replace("\u2212", "-")
    sign = "-" if body.startswith("-") else ""
    body = _SPACES.sub("", _undecorated(body.lstrip("+-").strip()))
    if body.startswith("-") and not sign:
        sign, body = "-", body[1:]
    if not any(character.isdigit() for character in body) or not _GROUPED[mark].match(body):
        raise CellInvalid(f"{text.strip()[:40]!r} is not a number written with {mark!r} as its decimal mark.")
    digits = body.replace("," if mark == "." else ".", "").replace(",", ".")
    try:
        value = exact(sign + digits)
    except NumberInvalid as refused:
        raise CellInvalid(refused.detail) from None
    return value.copy_negate() if negative and value else value


def _undecorated(body: str) -> str:
    """Without a currency sign or code at either end."""
    while (bare := _DECORATION.sub("", body, count=1).strip()) != body:
        body = bare
    return body


class Moment(NamedTuple):
    """A printed date or time: naive local clock time, or aware when the offset was printed."""

    when: datetime
    has_time: bool


_SEPARATED: Final = re.compile(
    r"^['\s]*(?:[A-Za-z]{3},?\s+)?(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})"
    r"(?:[\sT,;]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?)?"
    r"\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?\s*$"
)
_COMPACT: Final = re.compile(r"^['\s]*(\d{4})(\d{2})(\d{2})(?:[\sT,;]+(\d{2}):?(\d{2}):?(\d{2})?)?\s*$")


@lru_cache(maxsize=4_096)
def moment(text: str, order: DateOrder = "ymd") -> Moment:
    """The date, and time where there is one, in `text`; `order` settles 03/04/2026.

    A four-digit year in front is always year, month, day. Raises CellInvalid.
    """
    found = _SEPARATED.match(text)
    try:
        if found:
            return _separated(found, order)
        if compact := _COMPACT.match(text):
            parts = [int(part) for part in compact.groups(default="0")]
            return Moment(datetime(*parts), compact[4] is not None)  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        raise CellInvalid(f"{text.strip()[:40]!r} is not a day of the calendar.") from None
    raise CellInvalid(f"{text.strip()[:40]!r} is not a date.")


def _separated(found: re.Match[str], order: DateOrder) -> Moment:
    one, two, three = found[1], found[2], found[3]
    if len(one) == 4:
        year, month, day = one, two, three
    elif order == "dmy":
        day, month, year = one, two, three
    elif order == "mdy":
        month, day, year = one, two, three
    else:
        raise ValueError
    if len(year) not in {2, 4}:
        raise ValueError
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    micros = int((found[7] or "0")[:6].ljust(6, "0"))
    hour = _hour(int(found[4] or 0), found[8])
    when = datetime(full_year, int(month), int(day), hour, int(found[5] or 0), int(found[6] or 0), micros)  # noqa: DTZ001
    if found[9]:
        when = when.replace(tzinfo=_offset(found[9]))
    return Moment(when, found[4] is not None)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _offset(text: str) -> timezone:
    digits = text.removeprefix("UTC").removeprefix("GMT")
    if digits in {"", "Z"}:
        return UTC
    hours, _, minutes = digits[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if digits[0] == "-" else offset)


def cost(text: str, mark: DecimalMark = ".") -> Decimal | None:
    """A charge printed as a negative amount (`-1.00` paid, `0.65` received), as a cost; None if blank."""
    return None if is_nothing(text) else number(text, mark).copy_negate() or ZERO
