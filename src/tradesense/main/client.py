"""A server's API from the command line: who asks is in the environment, never in an argument others can see."""

import hashlib
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tradesense.domain.problem import Kind, Problem
from tradesense.kit.settings import PREFIX

SECONDS_MAX: Final = 600
READ_BYTES: Final = 1024 * 1024
BULK: Final = {
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
    ".arrows": "application/vnd.apache.arrow.stream",
}
"""Files of fills, which are posted as such; every other one is a broker's."""


class ServerAway(Problem):
    code, kind, title = "command.server_away", Kind.UNAVAILABLE, "The server does not answer."


class ServerRefused(Problem):
    code, kind, title = "command.server_refused", Kind.INVALID, "The server refused it."


class SignInMissing(Problem):
    code, kind, title = "command.sign_in_missing", Kind.UNAUTHENTICATED, "Who asks is not said."


class Who(NamedTuple):
    """How to sign in: a bearer's token (an API key, say), or an address and its password."""

    token: str
    email: str
    password: str
    workspace: str


def who_asks(environment: Mapping[str, str] = os.environ) -> Who:
    """From TRADESENSE_TOKEN, or TRADESENSE_EMAIL and TRADESENSE_PASSWORD; TRADESENSE_WORKSPACE where there are several."""
    said = Who(*(environment.get(PREFIX + name, "") for name in ("TOKEN", "EMAIL", "PASSWORD", "WORKSPACE")))
    if not said.token and not (said.email and said.password):
        raise SignInMissing(f"Set {PREFIX}TOKEN, or {PREFIX}EMAIL and {PREFIX}PASSWORD, in the environment.")
    return said


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(READ_BYTES):
            digest.update(part)
    return digest.hexdigest()


class Server:
    """One server, asked by one person. Raises ServerAway where asking again later may help, else ServerRefused."""

    def __init__(self, address: str, who: Who) -> None:
        if urllib.parse.urlsplit(address).scheme not in {"http", "https"}:
            raise ServerRefused(f"{address!r} is no http or https address.")
        self._base = address.rstrip("/") + "/api/v1"
        self._who = who
        self._token = who.token

    def send_file(self, path: Path, digest: str) -> dict[str, Any]:
        """Posts the file, or its fills; sent twice it is taken once. Answers the import as it ends up for now."""
        headers = {"Idempotency-Key": digest, "Content-Length": str(path.stat().st_size)}
        media_type = BULK.get(path.suffix.casefold())
        if media_type:
            said = self._ask("POST", "/executions/bulk", headers | {"Content-Type": media_type}, path)
            return self.get_import(str(said["import_id"]))
        query = urllib.parse.urlencode({"filename": path.name})
        headers["Content-Type"] = "application/octet-stream"
        return self._ask("POST", f"/imports?{query}", headers, path)

    def get_import(self, import_id: str) -> dict[str, Any]:
        return self._ask("GET", f"/imports/{urllib.parse.quote(import_id, safe='')}", {})

    def _ask(self, method: str, path: str, headers: dict[str, str], content: Path | None = None) -> dict[str, Any]:
        if not self._token:
            self._sign_in()
        try:
            return self._send(method, path, headers, content)
        except _Unauthenticated:
            if not self._who.password:
                raise ServerAway(f"it does not know {PREFIX}TOKEN, or not any more") from None
        self._sign_in()
        return self._send(method, path, headers, content)

    def _sign_in(self) -> None:
        body = json.dumps({"email": self._who.email, "password": self._who.password}).encode()
        said = self._open("POST", "/auth/login", {"Content-Type": "application/json"}, body)
        if "challenge" in said:
            raise ServerRefused(f"This account has a second factor: set {PREFIX}TOKEN instead of the password.")
        self._token = str(said["access_token"])

    def _send(self, method: str, path: str, headers: dict[str, str], content: Path | None) -> dict[str, Any]:
        known = headers | {"Authorization": f"Bearer {self._token}"}
        if self._who.workspace:
            known["Workspace"] = self._who.workspace
        if content is None:
            return self._open(method, path, known, None)
        with content.open("rb") as file:
            return self._open(method, path, known, file)

    def _open(self, method: str, path: str, headers: dict[str, str], body: Any) -> dict[str, Any]:
        request = urllib.request.Request(self._base + path, body, headers, method=method)  # noqa: S310  (checked)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_MAX) as answer:  # noqa: S310  (checked)
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as refused:
            raise _refusal(refused) from None
        except (OSError, ValueError) as away:
            raise ServerAway(f"{self._base}: {away}") from None


class _Unauthenticated(Exception):
    """The token is over."""


def _refusal(refused: urllib.error.HTTPError) -> Exception:
    try:
        detail = str(json.loads(refused.read())["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"status {refused.code}"
    if refused.code == 401 and "login" not in refused.url:
        return _Unauthenticated()
    # Who may not do it may be let, or come back with another key: that is no fault of the file.
    if refused.code in {401, 403, 429, 507} or refused.code >= 500:
        return ServerAway(detail)
    return ServerRefused(detail)
