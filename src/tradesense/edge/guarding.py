"""What every answer says to browsers and caches."""

import secrets
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

REPORTS: Final = "/csp-reports"
"""Where browsers tell of breaches of the policy."""
NO_PAGES: Final = ("/api/", "/assets/", REPORTS)

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'; {reported}"
)
_OWN_SCRIPTS: Final = "script-src 'nonce-{nonce}' 'strict-dynamic'; {reported}"
"""Of pages, besides the first: a script comes from here, and it is the page, or a script of its, that asks for it."""
SECURITY_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


TWO_YEARS: Final = 2 * 365 * 86_400
ONLY_ENCRYPTED: Final = (
    (b"strict-transport-security", f"max-age={TWO_YEARS}; includeSubDomains".encode()),
    (b"reporting-endpoints", f'csp="{REPORTS}"'.encode()),
)
PLAIN_POLICY: Final = (b"content-security-policy", _POLICY.format(style="", reported=f"report-uri {REPORTS}").encode())
"""Of answers that are no pages and come from below the app."""


class SecurityHeaders:
    """Says what a browser may do with our answers, and how long it may keep them.

    A page finds in `scope["state"]["nonce"]` what its own scripts and styles are known by, in this one answer.

    `is_encrypted`: people reach it by https, and shall from now on do so only (RFC 6797; over plain http browsers
    ignore it).
    """

    def __init__(self, app: ASGIApp, *, is_encrypted: bool) -> None:
        self._app = app
        self._headers = (*SECURITY_HEADERS, *(ONLY_ENCRYPTED if is_encrypted else ()))
        # The Reporting API sends nothing over plain http, and keeps a browser that has it from report-uri.
        self._reported = f"report-uri {REPORTS}{'; report-to csp' if is_encrypted else ''}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = (b"content-security-policy", self._policy(scope).encode())

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                extra = [policy, *self._headers, (b"cache-control", _keeping(scope["path"]))]
                message["headers"] = [
                    *message.get("headers", []),
                    *((name, value) for name, value in extra if name not in present),
                ]
            await send(message)

        await self._app(scope, receive, answered)

    def _policy(self, scope: Scope) -> str:
        if scope["path"].startswith(NO_PAGES):
            return _POLICY.format(style="", reported=self._reported)
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        whole = _POLICY.format(style=f" 'nonce-{nonce}'", reported=self._reported)
        return f"{whole}, {_OWN_SCRIPTS.format(nonce=nonce, reported=self._reported)}"


def _keeping(path: str) -> bytes:
    if path.startswith("/assets/"):
        return b"public, max-age=31536000, immutable"
    return b"no-store" if path.startswith("/api/") else b"no-cache"
