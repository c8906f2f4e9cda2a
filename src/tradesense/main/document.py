"""The OpenAPI document: what the framework says of the routes, and what only the whole application knows."""

from typing import Any, Final

from fastapi import FastAPI
from starlette.routing import compile_path

from tradesense.edge.deps import WORKSPACE_HEADER
from tradesense.edge.heads import HEAD
from tradesense.edge.problems import ProblemOut
from tradesense.edge.responses import problems

NOT_THERE: Final = 404
OF_BODIES: Final = (400, 408, 413, 415)
"""A body that cannot be read, is too slow, is too large, or is of another media type: before any route sees it."""


def describe(app: FastAPI) -> None:
    """Adds the problem document's schema, which operations refer to, and the answers that no route has of its own."""
    plain = app.openapi

    def described() -> dict[str, Any]:
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
                    if "requestBody" in operation:
                        _may_answer(operation, *OF_BODIES)
                    for parameter in operation.get("parameters", []):
                        parameter["schema"] = _never_null(parameter["schema"])
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def methods_at(app: FastAPI, path: str) -> list[str]:
    """The methods that some operation has at `path`. Where one has the very path, those with an id in it do not count."""
    known = app.openapi()["paths"]
    named = [known[path]] if path in known else [one for place, one in known.items() if _is_at(place, path)]
    found = {name.upper() for operations in named for name in operations}
    return sorted(found | ({HEAD} if "GET" in found else set()))


def _is_at(place: str, path: str) -> bool:
    return compile_path(place)[0].match(path) is not None


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
