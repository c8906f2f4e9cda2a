"""JSON bodies of operations that take other bodies too, and so read their own."""

from typing import Final, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from tradesense.edge.json_bodies import JsonAmbiguous, read_plain
from tradesense.edge.problems import RequestMalformed

JSON_BYTES_MAX: Final = 64 * 1024

Body = TypeVar("Body", bound=BaseModel)


def is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold() == "application/json"


async def small_body(request: Request) -> bytes:
    """Raises HTTPException 413 for a body that cannot be one of options."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > JSON_BYTES_MAX:
            raise HTTPException(413)
    return bytes(body)


def read_json(model: type[Body], body: bytes) -> Body:
    """Answered like every other body: broken JSON 400, wrong values 422 with their pointers."""
    try:
        read_plain(body)
        return model.model_validate_json(body)
    except JsonAmbiguous as refused:
        raise RequestMalformed(f"The body is not valid JSON: {refused}.") from None
    except ValidationError as refused:
        faults = refused.errors()
        raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults]) from None
