"""Numbers, dates and times as brokers print them."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from tradesense.domain.number import NumberInvalid, exact
from tradesense.domain.problem import Kind, Problem
from tradesense.domain.statement import DateOrder, DecimalMark


class CellInvalid(Problem):
    code, kind, title = "import.cell_invalid", Kind.INVALID, "A cell cannot be read."


NUMBER_CHARACTERS_MAX: Final = 100
YEAR_MIN: Final = 1970
YEAR_MAX: Final = 2100


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_QUICK: Final = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\Z")
_DECORATION: Final = re.compile(r"^(?:[$€£¥₹]|[A-Z]{3}\b|[A-Z]{1,2}\$)\s*|\s*(?:[$€£¥₹]|\b[A-Z]{3})$")
_EXPONENT: Final = r"(?:[eE][+-]?[0-9]{1,3})?\Z"
_GROUPED: Final[dict[DecimalMark, re.Pattern[str]]] = {
    ".": re.compile(
        r"(?:[0-9]{1,3}(?P<by>[, '\u00a0\u202f])[0-9]{3}(?:(?P=by)[0-9]{3})*"
        r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]*)(?:\.[0-9]*)?" + _EXPONENT
    ),
    ",": re.compile(
        r"(?:[0-9]{1,3}(?P<by>[. '\u00a0\u202f])[0-9]{3}(?:(?P=by)[0-9]{3})*|[0-9]*)(?:,[0-9]*)?" + _EXPONENT
    ),
}
_NOTHING: Final = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none"})
_POINTED: Final = {".": str.maketrans("", "", ", '\u00a0\u202f"), ",": str.maketrans(",", ".", ". '\u00a0\u202f")}


def is_nothing(text: str) -> bool:
    return text.strip().casefold() in _NOTHING


def number(text: str, mark: DecimalMark = ".") -> Decimal:
    """The number in `text`, whose decimal mark is `mark`: `$1,234.56`, `(10.00)`, `-1.234,50 €`, `0,62 $`.

    Raises CellInvalid, never guesses: `1,50` is refused where the mark is a point.
    """
    if mark == "." and _QUICK.match(text):
        # Short enough to be within every bound; `or` turns -0.00 into 0.
        return Decimal(text) or Decimal(0)
    if len(text) > NUMBER_CHARACTERS_MAX:
        raise CellInvalid(f"{text.strip()[:40]!r}… is too long to be a number.")
    sign, body = _bare(text)
    if not any(character.isdigit() for character in body) or not _GROUPED[mark].match(body):
        raise CellInvalid(f"{text.strip()[:40]!r} is not a number written with {mark!r} as its decimal mark.")
    try:
        return exact(sign + body.translate(_POINTED[mark]))
    except NumberInvalid as refused:
        raise CellInvalid(refused.detail) from None


def _bare(text: str) -> tuple[str, str]:
    """Sign and digits of an amount: without currency, parentheses (which mean minus) and blanks around."""
    body, signs, in_parentheses = text.strip().replace("\u2212", "-"), "", False
    while True:
        bare = _DECORATION.sub("", body, count=1).strip()
        if bare[:1] in {"+", "-"}:
            signs, bare = signs + bare[0], bare[1:].strip()
        elif bare[:1] == "(" and bare[-1:] == ")" and not in_parentheses:
            in_parentheses, bare = True, bare[1:-1].strip()
        if bare == body:
            break
        body = bare
    if len(signs) + in_parentheses > 1:
        raise CellInvalid(f"{text.strip()[:40]!r} has more than one sign.")
    return ("-" if in_parentheses or signs == "-" else ""), body


def cost(text: str, mark: DecimalMark = ".") -> Decimal | None:
    """A charge printed as a negative amount (`-1.00` paid, `0.65` received), as a cost; None if blank."""
    return None if is_nothing(text) else number(text, mark).copy_negate() or Decimal(0)


class Moment(NamedTuple):
    """A printed date or time: naive local clock time, or aware when the offset was printed."""

    when: datetime
    has_time: bool


_ISO: Final = {
    10: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    15: re.compile(r"[0-9]{8}[ T;,][0-9]{6}\Z"),
    16: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T;,][0-9]{2}:[0-9]{2}\Z"),
    19: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T;,][0-9]{2}:[0-9]{2}:[0-9]{2}\Z"),
}
_CLOCK: Final = (
    r"(?:[\sT,;]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?)?"
    r"\s*(Z|UTC|GMT|EST|EDT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?\s*$"
)
_RUN_TOGETHER: Final = re.compile(r"(?<=[0-9])([T;, ]+)([0-9]{2})([0-9]{2})([0-9]{2})$")
_SEPARATED: Final = re.compile(r"^['\s]*(?:[A-Za-z]{3},?\s+)?(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})" + _CLOCK, re.ASCII)
_DAY_MONTH: Final = re.compile(r"^['\s]*(\d{1,2})[-\s]([A-Za-z]{3})[A-Za-z]*[-\s,]+(\d{2}|\d{4})" + _CLOCK, re.ASCII)
_MONTH_DAY: Final = re.compile(r"^['\s]*([A-Za-z]{3})[A-Za-z]*[-\s](\d{1,2})[-\s,]+(\d{2}|\d{4})" + _CLOCK, re.ASCII)
_COMPACT: Final = re.compile(
    r"^['\s]*(\d{4})(\d{2})(\d{2})(?:[\sT,;]+(\d{2}):?(\d{2}):?(\d{2})?(?:\s*(EST|EDT))?)?\s*$", re.ASCII
)
_MONTHS: Final = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
MONTHS: Final = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
_NAMED_MONTH: Final = re.compile(
    r"^['\s]*(\d{1,2})(?:\.|er|º)?[-\s]\s*(?:de\s+)?([^\W\d_]{3,12})\.?[-\s,]+(?:del?\s+)?(\d{2}|\d{4})" + _CLOCK
)
_FOREIGN_MONTHS: Final = tuple(
    (start, number)
    for number, starts in enumerate(
        # German, French, Spanish, Italian, Dutch; June and July before what both begin with.
        (
            "jan ene gen",
            "feb fev",
            "mar mrz mrt maa",
            "apr avr abr",
            "mai may mag mei",
            "juin jun giu",
            "juil jul lug",
            "aug aou ago",
            "sep set",
            "okt oct ott",
            "nov",
            "dez dec dic",
        ),
        start=1,
    )
    for start in starts.split()
)
_ZONES: Final = {"Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4}


@lru_cache(maxsize=4_096)
def moment(text: str, order: DateOrder = "ymd") -> Moment:
    """The date, and time where there is one, in `text`; `order` settles 03/04/2026.

    A four-digit year in front is always year, month, day. Raises CellInvalid.
    """
    try:
        shape = _ISO.get(len(text))
        if shape and shape.match(text):
            found = Moment(datetime.fromisoformat(text), len(text) > 10)
        else:
            found = _moment(text, order)
    except ValueError:
        raise CellInvalid(f"{text.strip()[:40]!r} is not a day of the calendar.") from None
    if not YEAR_MIN <= found.when.year <= YEAR_MAX:
        raise CellInvalid(f"{text.strip()[:40]!r} is not in a year between {YEAR_MIN} and {YEAR_MAX}.")
    return found


def _moment(text: str, order: DateOrder) -> Moment:
    text = _RUN_TOGETHER.sub(r"\1\2:\3:\4", text)
    if found := _SEPARATED.match(text):
        return _at(*_ordered(found[1], found[2], found[3], order), found.groups()[3:])
    if found := _COMPACT.match(text):
        clock = (found[4], found[5], found[6], None, None, found[7])
        return _at(found[1], int(found[2]), int(found[3]), clock)
    if (found := _DAY_MONTH.match(text)) and found[2].upper() in MONTHS:
        return _at(found[3], _month(found[2]), int(found[1]), found.groups()[3:])
    if found := _MONTH_DAY.match(text):
        return _at(found[3], _month(found[1]), int(found[2]), found.groups()[3:])
    if found := _NAMED_MONTH.match(text):
        return _at(found[3], _foreign_month(found[2]), int(found[1]), found.groups()[3:])
    raise CellInvalid(f"{text.strip()[:40]!r} is not a date.")


def _ordered(one: str, two: str, three: str, order: DateOrder) -> tuple[str, int, int]:
    """Year (as printed), month and day."""
    if len(one) == 4:
        return one, int(two), int(three)
    if order == "dmy":
        return three, int(two), int(one)
    if order == "mdy":
        return three, int(one), int(two)
    raise CellInvalid(f"{one}, {two}, {three}: the year must come first.")


def _month(name: str) -> int:
    found = MONTHS.get(name.upper())
    if found is None:
        raise CellInvalid(f"{name!r} is not a month.")
    return found


def _foreign_month(name: str) -> int:
    """By its first letters, as abbreviations have them: `März`, `Mrz`, `févr`, `août`, `ene`, `gen`, `mrt`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
    found = next((number for start, number in _FOREIGN_MONTHS if bare.startswith(start)), None)
    if found is None:
        raise CellInvalid(f"{name[:20]!r} is not a month.")
    return found


def _at(year: str, month: int, day: int, clock: tuple[str | None, ...]) -> Moment:
    """`clock`: hour, minute, second, fraction, AM or PM, offset; None for what is not printed."""
    if len(year) not in {2, 4}:
        raise ValueError
    hour, minute, second, fraction, half, offset = clock
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    when = datetime(  # noqa: DTZ001  (a clock time: its zone follows)
        int(year) if len(year) == 4 else 2000 + int(year),
        month,
        day,
        _hour(int(hour or 0), half),
        int(minute or 0),
        int(second or 0),
        micros,
    )
    if offset:
        when = when.replace(tzinfo=_offset(offset))
    return Moment(when, hour is not None)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _offset(text: str) -> timezone:
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text])) if _ZONES[text] else UTC
    digits = text.removeprefix("UTC").removeprefix("GMT")
    hours, _, minutes = digits[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if digits[0] == "-" else offset)


def thirty_seconds(text: str, mark: DecimalMark = ".") -> Decimal:
    """A price as bond futures are quoted: `111'24` is 111 24/32, `111'245` is 111 24.5/32; else a plain number."""
    found = re.match(r"^\s*(-?)([0-9]{1,6})'([0-9]{2})([0257]?)\s*$", text)
    if found is None:
        return number(text, mark)
    eighths = {"": 0, "0": 0, "2": 2, "5": 4, "7": 6}[found[4]]
    value = Decimal(found[2]) + (Decimal(found[3]) * 8 + eighths) / 256
    if int(found[3]) >= 32:
        raise CellInvalid(f"{text.strip()[:40]!r} has more than 31 thirty-seconds.")
    return value.copy_negate() if found[1] else value
