"""Every operation of the API, read from its own document, so that a new one cannot be forgotten."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tradesense.main.app import openapi_document

PUBLIC = frozenset(
    {
        *("auth_register", "auth_login", "auth_refresh", "auth_register_confirm"),
        *("auth_forgot_password", "auth_reset_password", "auth_confirm_email"),
        *("auth_show_second_factor", "auth_passkeys_ask", "auth_passkeys_sign_in"),
        *("auth_ways", "auth_providers_start", "auth_providers_finish"),
        *("health_live", "health_ready", "health_version", "health_metrics"),
        "uploads_capabilities",
        *("invitations_look", "shares_open"),
    }
)
"""Operations without an access token; every other one needs it."""


DEPTH_MAX = 6


class Operation(NamedTuple):
    id: str
    method: str
    path: str
    parameters: tuple[str, ...]
    """Names of the path's parameters, in its order."""
    headers: frozenset[str]
    responses: frozenset[str]
    queries: dict[str, Any]
    """Their schemas, by name."""
    body: Any
    """The schema of its body as JSON; None where it takes none."""
    answer: Any
    """The schema of what it answers when all went well, as JSON; None for anything else."""

    def at(self, ids: dict[str, Any]) -> str:
        """The path below /api/v1 with its parameters filled in."""
        return self.path.format(**ids).removeprefix("/api/v1")

    def __str__(self) -> str:
        return self.id


@cache
def _document() -> dict[str, Any]:
    return openapi_document()


@cache
def operations() -> tuple[Operation, ...]:
    found = []
    for path, methods in _document()["paths"].items():
        for method, said in methods.items():
            headers = frozenset(one["name"] for one in said.get("parameters", []) if one["in"] == "header")
            names = tuple(re.findall(r"{(\w+)}", path))
            found.append(
                Operation(
                    said["operationId"],
                    method.upper(),
                    path,
                    names,
                    headers,
                    frozenset(said["responses"]),
                    {one["name"]: one["schema"] for one in said.get("parameters", []) if one["in"] == "query"},
                    _schema(said.get("requestBody", {})),
                    next((_schema(one) for status, one in said["responses"].items() if status[0] == "2"), None),
                )
            )
    return tuple(sorted(found, key=lambda one: one.id))


def _schema(said: dict[str, Any]) -> Any:
    return said.get("content", {}).get("application/json", {}).get("schema")


def shapes(schema: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every schema within it with the way to it: names of fields, and 0 for what a list is of."""
    if schema is None or len(at) > DEPTH_MAX:
        return
    if "$ref" in schema:
        schema = _document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    yield at, schema
    for some in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(some, ()):
            yield from shapes(one, at)
    for name, one in schema.get("properties", {}).items():
        yield from shapes(one, (*at, name))
    if "items" in schema:
        yield from shapes(schema["items"], (*at, "0"))


def private() -> list[Operation]:
    return [one for one in operations() if one.id not in PUBLIC]
