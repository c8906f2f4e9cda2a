"""What schemathesis asks of us: who is signed in. Loaded into its process by schemathesis.toml."""

import os
from typing import Any, Final

import requests
import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData

BASE: Final = os.environ["PROBED_BASE"]
NAMED_BY_SHAPE: Final = ("request.invalid", "request.malformed", "request.media_type")
BETWEEN_FIELDS: Final = {"Value error, an option needs its expiry, strike and right"}
"""Faults of a shape that its fields make together."""
NOBODYS: Final = "None"
"""Goes into a path where an answer's field was null: schemathesis takes that for an id."""
Case = schemathesis.Case[Any]
ENDING: Final = (
    "auth_logout",
    "auth_logout_all",
    "auth_sessions_end",
    "auth_sessions_end_others",
    "members_leave",
    "members_change",
    "members_remove",
    "workspaces_delete",
    "workspaces_transfer",
)
"""What would end the owner's session or take the workspace away is done by somebody of their own each time it worked."""
PASSWORD: Final = "a long enough passphrase"


@schemathesis.auth(refresh_interval=None).skip_for(operation_id=list(ENDING))
class Owner:
    def get(self, case: Case, context: Any) -> str:
        return os.environ["PROBED_TOKEN"]

    def set(self, case: Case, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


class Passing:
    """Somebody with a workspace of their own, until an ending has worked."""

    token: str | None = None
    count = 0


@schemathesis.auth(refresh_interval=None).apply_to(operation_id=list(ENDING))
class Leaver:
    def get(self, case: Case, context: Any) -> str:
        if Passing.token is None:
            Passing.count += 1
            who = {"email": f"leaver-{Passing.count}@example.org", "password": PASSWORD}
            answer = requests.post(f"{BASE}/auth/register", json=who, timeout=30)
            answer.raise_for_status()
            Passing.token = str(answer.json()["access_token"])
        return Passing.token

    def set(self, case: Case, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def after_call(context: Any, case: Case, response: schemathesis.Response) -> None:
    """Whoever left is succeeded by somebody new."""
    if case.operation.definition.raw.get("operationId") in ENDING and response.status_code < 300:
        Passing.token = None


@schemathesis.hook
def filter_failure(context: Any, failure: Failure, case: Case, response: schemathesis.Response) -> bool:
    """A rule that JSON Schema cannot state (a fee below the quantity, a link that was used, the same key for another
    request) refuses under a name of its own: then the data was not as good as its shape. Refusals of the shape count."""
    if not isinstance(failure, RejectedPositiveData):
        return True
    if not response.content:  # to HEAD: the same is asked with other methods, which are told why
        return False
    said = response.json()
    faults = {one["detail"] for one in said["errors"]}
    if NOBODYS in case.path_parameters.values() or (faults and faults <= BETWEEN_FIELDS):
        return False
    return bool(said["code"] in NAMED_BY_SHAPE)


@schemathesis.serializer("application/offset+octet-stream")
def as_it_is(context: Any, value: Any) -> bytes:
    """A piece of an upload."""
    return value if isinstance(value, bytes) else str(value).encode()
