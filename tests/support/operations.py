"""Every operation of the API, read from its own document, so that a new one cannot be forgotten."""

import re
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


class Operation(NamedTuple):
    id: str
    method: str
    path: str
    parameters: tuple[str, ...]
    """Names of the path's parameters, in its order."""
    headers: frozenset[str]
    responses: frozenset[str]

    def at(self, ids: dict[str, Any]) -> str:
        """The path below /api/v1 with its parameters filled in."""
        return self.path.format(**ids).removeprefix("/api/v1")

    def __str__(self) -> str:
        return self.id


@cache
def operations() -> tuple[Operation, ...]:
    found = []
    for path, methods in openapi_document()["paths"].items():
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
                )
            )
    return tuple(sorted(found))


def private() -> list[Operation]:
    return [one for one in operations() if one.id not in PUBLIC]
