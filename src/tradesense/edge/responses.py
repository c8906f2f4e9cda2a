"""What an operation may answer besides success, for the OpenAPI document."""

from http import HTTPStatus
from typing import Any, Final

from tradesense.edge.problems import MEDIA_TYPE

_WHEN: Final = {
    304: "Not modified: what you have is still right.",
    400: "The request cannot be read.",
    401: "No valid access token.",
    403: "Your role does not allow this.",
    404: "There is no such thing in this workspace.",
    408: "The body took too long to arrive.",
    409: "It is not possible in the present state.",
    410: "It is gone.",
    412: "It has changed since you read it (`If-Match`).",
    413: "The body is too large.",
    414: "The address is too long.",
    415: "The media type is not taken.",
    422: "Some values are invalid; `errors` names them.",
    423: "Somebody is at it: `Retry-After` says when to try again.",
    428: "`If-Match` is missing.",
    429: "Too many requests; `Retry-After` says how long to wait.",
    460: "The checksum is another one: nothing was stored.",
    503: "Something needed is not available; `Retry-After` says when to try again.",
    507: "There is no room left to store the file.",
}
_ALWAYS: Final = (429, 503)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents an operation may answer with, every one in the same shape."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({*statuses, *_ALWAYS}):
        said = _WHEN[status] if status in _WHEN else HTTPStatus(status).phrase
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
        found[status] = {"description": said} if status == 304 else {"description": said, "content": content}
    return found
