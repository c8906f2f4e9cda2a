"""Types that schemas share: exact numbers as strings, instants with their offset, clean text."""

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from tradesense.domain.number import NumberInvalid, exact, money_text, plain

_DECIMAL_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": r"^-?\d{1,18}(\.\d{1,18})?$",
    "description": "An exact decimal.",
}


def _read_exact(value: object) -> Decimal:
    if not isinstance(value, str):
        raise ValueError("write the number as a string, so that no digit is lost")  # noqa: TRY004  (pydantic's way)
    if "e" in value.casefold() or value.strip() != value or value.startswith("+"):
        raise ValueError("write the number in plain digits")
    try:
        return exact(value)
    except NumberInvalid as refused:
        raise ValueError(refused.detail) from None


ExactIn = Annotated[
    Decimal,
    BeforeValidator(_read_exact),
    WithJsonSchema({**_DECIMAL_SCHEMA, "examples": ["4500.25"]}, mode="validation"),
]
"""A decimal string of at most 18 digits before and after the point; numbers are refused, not rounded."""


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise ValueError("the number must be above zero")
    return value


PositiveIn = Annotated[ExactIn, AfterValidator(_above_zero)]

MoneyOut = Annotated[
    Decimal,
    PlainSerializer(money_text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["146.00"]}, mode="serialization"),
]
"""An amount, exact, with at least two decimals; its currency stands beside it."""

NumberOut = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["4500.25"]}, mode="serialization"),
]
"""A price or quantity, exact."""


def _clean(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Co"} and character not in "\n\t":
            raise ValueError("control characters are not possible here")
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, AfterValidator(_clean)]
"""Text without control characters, in one Unicode form (NFC)."""


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


YEAR_MIN: Final = 2
YEAR_MAX: Final = 9998


def _written(value: object) -> object:
    """Not a number, in which the library would see seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and "T" not in value.upper() and " " not in value):
        raise ValueError("write the instant as RFC 3339 has it, such as 2026-01-05T15:00:00Z")
    return value


def _within_reach(value: datetime) -> datetime:
    """A day before and after it must exist too, whatever the zone it is shown in."""
    if not YEAR_MIN <= value.year <= YEAR_MAX:
        raise ValueError("the instant is outside the calendar")
    return value


InstantIn = Annotated[
    AwareDatetime,
    Field(strict=False),
    BeforeValidator(_written),
    AfterValidator(_within_reach),
    AfterValidator(_in_utc),
]
"""RFC 3339 with its offset; kept in UTC."""


class In(BaseModel):
    """Base of what clients send: nothing unknown, nothing guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Out(BaseModel):
    """Base of what clients get."""

    model_config = ConfigDict(from_attributes=True)
