"""What every way of signing in ends with: the token in the body, the cookie, or the wish for a second factor."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import Request, Response, status
from fastapi.responses import JSONResponse

from tradesense.edge.cookies import clear_refresh, set_refresh
from tradesense.features.identity import use_cases
from tradesense.features.identity.problems import CrossSite
from tradesense.features.identity.schemas import ChallengeOut, MembershipOut, TokenOut, UserOut
from tradesense.kit.settings import Settings
from tradesense.ports import Ports

SECOND_FACTOR_NEEDED: Final[dict[int | str, dict[str, Any]]] = {
    status.HTTP_202_ACCEPTED: {
        "model": ChallengeOut,
        "description": "Right so far: a second factor is needed at POST /auth/second-factor.",
    }
}


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def times_of(request: Request) -> use_cases.SessionTimes:
    settings = settings_of(request)
    return use_cases.SessionTimes(
        timedelta(seconds=settings.session_idle_seconds_max), timedelta(seconds=settings.session_seconds_max)
    )


def client_of(request: Request) -> use_cases.Client:
    return use_cases.Client(request.state.address, request.headers.get("user-agent", ""))


def signed_in(request: Request, response: Response, ports: Ports, opened: use_cases.Opened) -> TokenOut:
    settings = settings_of(request)
    set_refresh(request, response, opened.refresh_token, settings.session_idle_seconds_max)
    response.headers["Cache-Control"] = "no-store"
    return TokenOut(
        access_token=ports.access_tokens.issue(opened.session_id, ports.clock.now()),
        token_type="bearer",  # noqa: S106  (the scheme's name)
        expires_in=settings.access_token_seconds,
        user=UserOut.model_validate(opened.user),
        workspace_id=opened.user.default_workspace_id,
        workspaces=[MembershipOut.model_validate(row) for row in opened.workspaces],
    )


def entered(
    request: Request, response: Response, ports: Ports, outcome: use_cases.Opened | use_cases.Challenged
) -> TokenOut | Response:
    """The session; or, with 202, the challenge to show a second factor."""
    if isinstance(outcome, use_cases.Opened):
        return signed_in(request, response, ports, outcome)
    return JSONResponse(
        ChallengeOut(challenge=outcome.token).model_dump(), status.HTTP_202_ACCEPTED, {"Cache-Control": "no-store"}
    )


def forget(request: Request, response: Response) -> None:
    clear_refresh(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def same_site(request: Request) -> None:
    """The cookie is SameSite=Strict; this refuses what an old browser might still send: one that does not say from
    which site it asks says at least the origin, which is "null" in a page's sandbox."""
    said = request.headers.get("sec-fetch-site")
    if said is None:
        origin = request.headers.get("origin")
        hosts = {request.headers.get("host"), urlsplit(settings_of(request).public_url).netloc}
        said = "same-origin" if origin is None or urlsplit(origin).netloc in hosts - {"", None} else "cross-site"
    if said not in {"same-origin", "none"}:
        raise CrossSite
