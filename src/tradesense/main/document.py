"""The OpenAPI document: what the framework says of the routes, and what only the whole application knows."""

from typing import Any, ClassVar, Final

from fastapi import FastAPI

from tradesense.edge.deps import WORKSPACE_HEADER
from tradesense.edge.idempotency import HEADER as KEY_HEADER
from tradesense.edge.problems import ProblemOut
from tradesense.edge.responses import problems

NOT_THERE: Final = 404
TOO_LONG: Final = 414
STILL_RUNNING: Final = 409
"""The first request with the same Idempotency-Key."""
OF_BODIES: Final = (400, 408, 413, 415)
"""A body that cannot be read, is too slow, is too large, or is of another media type: before any route sees it."""


class _Made:
    """The document does not depend on the settings: made once for all applications of the process, which takes a
    second."""

    document: ClassVar[dict[str, Any] | None] = None


def describe(app: FastAPI) -> None:
    """Adds the problem document's schema, which operations refer to, and the answers that no route has of its own."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        app.openapi_schema = _Made.document
        if app.openapi_schema is None:
            document = plain()
            schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(schema.pop("$defs", {}))
            schemas["ProblemOut"] = schema
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            for operations in document["paths"].values():
                for operation in operations.values():
                    _only_problems(operation)
                    _perhaps_no_workspace(operation)
                    if KEY_HEADER in {one["name"] for one in operation.get("parameters", [])}:
                        _may_answer(operation, STILL_RUNNING)
                    if any(one["in"] == "query" for one in operation.get("parameters", [])):
                        _may_answer(operation, TOO_LONG)
                    if "requestBody" in operation:
                        _may_answer(operation, *OF_BODIES)
                    for parameter in operation.get("parameters", []):
                        parameter["schema"] = _never_null(parameter["schema"])
            _Made.document = app.openapi_schema = document
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _only_problems(operation: dict[str, Any]) -> None:
    """The framework's own 422 shape is never sent: ours takes its place."""
    answer = operation["responses"].get("422")
    if answer and "application/json" in answer.get("content", {}):
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
        operation["responses"]["422"] = {"description": "Some values are invalid.", "content": content}


def _perhaps_no_workspace(operation: dict[str, Any]) -> None:
    """Whoever names a workspace may name one that is not there, or not theirs."""
    if WORKSPACE_HEADER in {one["name"] for one in operation.get("parameters", [])}:
        _may_answer(operation, NOT_THERE)


def _may_answer(operation: dict[str, Any], *statuses: int) -> None:
    for status in statuses:
        operation["responses"].setdefault(str(status), problems(status)[status])


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter may be left out; nothing that could be sent for it means null."""
    ways = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if not ways or len(ways) == len(schema["anyOf"]):
        return schema
    rest = {name: said for name, said in schema.items() if name != "anyOf"}
    return {**ways[0], **rest} if len(ways) == 1 else {**rest, "anyOf": ways}
