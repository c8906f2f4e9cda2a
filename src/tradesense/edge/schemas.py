"""Types that schemas share: exact numbers as strings, instants with their offset, clean text."""

import re
import unicodedata
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from tradesense.domain.number import NumberInvalid, exact, money_text, plain

_DECIMAL_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,18})?$",
    "description": "An exact decimal.",
}


class Says:
    """Adds to the document what a validator of ours demands, so that the document tells all of it."""

    def __init__(self, **more: Any) -> None:
        self._more = more

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), **self._more}


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


PositiveIn = Annotated[
    ExactIn,
    AfterValidator(_above_zero),
    WithJsonSchema(
        {**_DECIMAL_SCHEMA, "pattern": r"^(?=.*[1-9])[0-9]{1,18}(\.[0-9]{1,18})?$", "examples": ["4500.25"]},
        mode="validation",
    ),
]


def _not_below_zero(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError("the number must not be below zero")
    return value


NotNegativeIn = Annotated[
    ExactIn,
    AfterValidator(_not_below_zero),
    WithJsonSchema(
        {**_DECIMAL_SCHEMA, "pattern": r"^[0-9]{1,18}(\.[0-9]{1,18})?$", "examples": ["4500.25"]}, mode="validation"
    ),
]

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


CONTROLS: Final = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ue000-\uf8ff"
"""Inside a class of a pattern: control characters but line feed and tab, and characters of private use."""
_PRINTABLE: Final = rf"^[^{CONTROLS}]*$"


def _clean(text: str) -> str:
    if not re.match(_PRINTABLE, text) or any(unicodedata.category(character) == "Cs" for character in text):
        raise ValueError("control characters are not possible here")
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, AfterValidator(_clean), Says(pattern=_PRINTABLE)]
"""Text without control characters (line feed and tab are none), in one Unicode form (NFC)."""


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("the instant is outside the calendar") from None


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

_TIME_OF_DAY: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


def _written_plainly(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_TIME_OF_DAY, value):
        raise ValueError("write it as hours, minutes and perhaps seconds, such as 17:00")
    return value


_TIME_SCHEMA: Final[dict[str, Any]] = {"type": "string", "examples": ["17:00:00"]}
TimeOfDayIn = Annotated[
    time,
    Field(strict=False),
    BeforeValidator(_written_plainly),
    WithJsonSchema({**_TIME_SCHEMA, "pattern": _TIME_OF_DAY}, mode="validation"),
]
"""A wall clock's time: no zone (RFC 3339's full-time has one, hence no "format"), no part of a second."""
TimeOfDayOut = Annotated[time, WithJsonSchema(_TIME_SCHEMA, mode="serialization")]

_WHOLE_MAX: Final = 2**53
"""Up to here a binary number keeps every whole number apart."""


class In(BaseModel):
    """Base of what clients send: nothing unknown, nothing guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _whole_numbers_are_integers(cls, said: Any) -> Any:
        """JSON has one kind of number: 3.0 is 3 (JSON Schema, 6.1.1)."""
        return {name: _whole(value) for name, value in said.items()} if isinstance(said, dict) else said


def _whole(value: Any) -> Any:
    return int(value) if type(value) is float and value.is_integer() and abs(value) < _WHOLE_MAX else value


class Out(BaseModel):
    """Base of what clients get."""

    model_config = ConfigDict(from_attributes=True)
