"""Failures as RFC 9457 problem documents: one shape for every answer that is not a success."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.domain.problem import FieldError, Kind, Problem
from tradesense.edge import auditing
from tradesense.edge.correlation import request_id
from tradesense.kit.logging import get_logger

log = get_logger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "/docs/errors#"

STATUSES: Final[dict[Kind, int]] = {
    Kind.MALFORMED: HTTPStatus.BAD_REQUEST,
    Kind.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Kind.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    Kind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Kind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Kind.CONFLICT: HTTPStatus.CONFLICT,
    Kind.STALE: HTTPStatus.PRECONDITION_FAILED,
    Kind.PRECONDITION_REQUIRED: HTTPStatus.PRECONDITION_REQUIRED,
    Kind.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Kind.UNSUPPORTED: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Kind.THROTTLED: HTTPStatus.TOO_MANY_REQUESTS,
    Kind.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Kind.GONE: HTTPStatus.GONE,
    Kind.LOCKED: HTTPStatus.LOCKED,
    Kind.CHECKSUM_WRONG: 460,  # tus 1.0, checksum extension
    Kind.STORAGE_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
}


class RequestMalformed(Problem):
    code, kind, title = "request.malformed", Kind.MALFORMED, "The request cannot be read."


class RequestInvalid(Problem):
    code, kind, title = "request.invalid", Kind.INVALID, "The request has invalid values."


class NotFound(Problem):
    code, kind, title = "request.not_found", Kind.NOT_FOUND, "There is nothing at this address."


class ProblemOut(BaseModel):
    """RFC 9457. `code` is stable: switch on it, show `detail`."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["/docs/errors#trade.not_found"])
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(examples=["trade.not_found"])
    request_id: str
    errors: list["FieldErrorOut"]


class FieldErrorOut(BaseModel):
    """One fault: a JSON pointer into the body (`/quantity`) or a parameter's name (`?limit`)."""

    pointer: str
    code: str
    detail: str


def problem_response(
    request: Request,
    status: int,
    code: str,
    title: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    body = ProblemOut(
        type=TYPE_PREFIX + code,
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        code=code,
        request_id=request_id(request.scope),
        errors=[FieldErrorOut(**error._asdict()) for error in errors],
    )
    return JSONResponse(body.model_dump(), status, headers, media_type=MEDIA_TYPE)


FAULTS_MAX: Final = 100
"""So many faults of a request are told: a body of a megabyte may have tens of thousands."""


def handle_problems(app: FastAPI) -> None:
    """Registers the handlers: named problems, invalid requests, the framework's own, and the unexpected."""
    app.add_exception_handler(Problem, _named)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, refused_by_framework)
    app.add_exception_handler(Exception, _unexpected)


async def _named(request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    await auditing.refused(request, problem)
    return refusal(request, problem)


def refusal(request: Request, problem: Problem) -> JSONResponse:
    """The answer that a problem is: for a route to return where raising it would undo what must be remembered."""
    request.scope.setdefault("state", {})["refused"] = problem.code
    headers = {}
    if problem.retry_after_seconds is not None:
        headers["Retry-After"] = str(problem.retry_after_seconds)
    if problem.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    status = STATUSES[problem.kind]
    return problem_response(request, status, problem.code, problem.title, problem.detail, problem.errors, headers)


async def _invalid(request: Request, refused: Exception) -> JSONResponse:
    assert isinstance(refused, RequestValidationError)
    faults = refused.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return await _named(request, RequestMalformed("The body is not valid JSON."))
    errors = [
        FieldError(_pointer(fault["loc"]), str(fault["type"]), str(fault["msg"])) for fault in faults[:FAULTS_MAX]
    ]
    body_type = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    unread = any(fault["loc"] == ("body",) and fault["type"] != "missing" for fault in faults)
    if unread and body_type != "application/json" and not body_type.endswith("+json"):
        detail = f"Its content type is {body_type[:60]!r}, not application/json."
        return problem_response(request, 415, "request.media_type", "The body must be JSON.", detail)
    missing_header = any(fault["loc"][0] == "header" and fault["type"] == "missing" for fault in faults)
    named: Problem = (
        RequestMalformed("A required header is missing.", errors=errors)
        if missing_header
        else RequestInvalid(errors[0].detail if len(errors) == 1 else None, errors=errors)
    )
    return await _named(request, named)


def _pointer(place: Sequence[int | str]) -> str:
    """`("body", "fees", 0)` is /fees/0; `("query", "limit")` is ?limit."""
    where, *parts = place
    if where == "body":
        return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return ("?" if where == "query" else "") + ".".join(str(part) for part in parts)


FRAMEWORK_CODES: Final = {
    400: "request.malformed",
    404: "request.not_found",
    405: "request.method_not_allowed",
    408: "request.too_slow",
    413: "request.too_large",
    415: "request.media_type",
}


async def refused_by_framework(request: Request, refused: Exception) -> Response:
    """The answer to what the framework, or a middleware in its way, refused with HTTPException."""
    assert isinstance(refused, HTTPException)
    status, headers = HTTPStatus(refused.status_code), dict(refused.headers or {})
    if status is HTTPStatus.NOT_MODIFIED:  # no failure, and never with a body
        return Response(status_code=status, headers=headers)
    code = FRAMEWORK_CODES.get(status, "request.refused")
    return problem_response(request, status, code, status.phrase, _sentence(status, request), headers=headers)


def _sentence(status: HTTPStatus, request: Request) -> str:
    match status:
        case HTTPStatus.BAD_REQUEST:
            return "The body cannot be read."
        case HTTPStatus.NOT_FOUND:
            return f"There is nothing at {request.url.path}."
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return f"{request.method} is not possible here."
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return "The body is larger than this address takes."
        case _:
            return status.description or status.phrase


class Unexpected:
    """Around the application and how it reads HEAD: what nobody foresaw is answered with a problem document and every answer's headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as failure:
            if started or scope["type"] != "http":
                raise
            answer = await _unexpected(Request(scope), failure)
            await answer(scope, receive, send)


async def _unexpected(request: Request, failure: Exception) -> JSONResponse:
    log.error("request.failed", exc_info=failure)
    return problem_response(
        request, 500, "internal", "Something went wrong here.", "The failure was logged under this request's id."
    )
