"""/auth"""

from datetime import timedelta

from fastapi import APIRouter, Request, Response, status

from tradesense.domain.password import check_password
from tradesense.edge.cookies import clear_refresh, read_refresh, set_refresh
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.problems import refusal
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.problems import CrossSite, LoginRefused, RegistrationClosed, SessionEnded
from tradesense.features.identity.schemas import (
    LoginIn,
    MembershipOut,
    MeOut,
    PasswordIn,
    RegistrationIn,
    TokenOut,
    UserOut,
)
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.logging import get_logger
from tradesense.kit.settings import Settings
from tradesense.ports import Ports

log = get_logger(__name__)
router = APIRouter(prefix="/auth", tags=["auth"])


@router.post(
    "/register",
    operation_id="auth_register",
    status_code=status.HTTP_201_CREATED,
    summary="Create an account and sign in",
    responses=problems(403, 409, 422),
)
async def register(body: RegistrationIn, request: Request, response: Response, ports: PortsDep) -> TokenOut:
    """Makes a personal workspace too. The refresh token is set as a cookie."""
    if _settings(request).registration == "closed":
        raise RegistrationClosed
    email = use_cases.normal_email(body.email)
    check_password(body.password, email)
    # Hashing takes long on purpose: no transaction is open meanwhile.
    hashed = await ports.passwords.hash(body.password)
    async with request.app.state.database.session() as session:
        opened = await use_cases.register(
            session,
            clock=ports.clock,
            times=_times(request),
            client=_client(request),
            email=email,
            password_hash=hashed,
            name=body.name,
            timezone=body.timezone,
            currency=body.currency,
        )
    return _signed_in(request, response, ports, opened)


@router.post("/login", operation_id="auth_login", summary="Sign in", responses=problems(401, 422))
async def log_in(body: LoginIn, request: Request, response: Response, ports: PortsDep) -> TokenOut:
    """The answer to a wrong address and to a wrong password is the same, and takes the same time."""
    client, database = _client(request), request.app.state.database
    async with database.session() as session:
        who = await use_cases.candidate(session, clock=ports.clock, client=client, email=body.email)
    password_ok = await ports.passwords.verify(who.password_hash, body.password)
    outdated = password_ok and who.password_hash is not None and ports.passwords.is_outdated(who.password_hash)
    better = await ports.passwords.hash(body.password) if outdated else None
    async with database.session() as session:
        outcome = await use_cases.log_in(
            session,
            clock=ports.clock,
            times=_times(request),
            client=client,
            email=body.email,
            who=who,
            password_ok=password_ok,
            better_hash=better,
        )
    if isinstance(outcome, LoginRefused):
        raise outcome
    return _signed_in(request, response, ports, outcome)


@router.post(
    "/refresh",
    operation_id="auth_refresh",
    summary="Exchange the refresh cookie for a new access token",
    response_model=TokenOut,
    responses=problems(401, 403),
)
async def refresh(request: Request, response: Response, ports: PortsDep) -> TokenOut | Response:
    """Each refresh token is used once; using one again ends the session for everybody who holds one."""
    _same_site(request)
    token = read_refresh(request)
    if not token:
        raise SessionEnded
    async with request.app.state.database.session() as session:
        outcome = await use_cases.refresh_session(session, clock=ports.clock, times=_times(request), token=token)
    if isinstance(outcome, use_cases.Refused):
        if outcome.replayed:
            log.warning("session.replayed", address=request.state.address)
        gone = refusal(request, SessionEnded())
        clear_refresh(request, gone)
        return gone
    return _signed_in(request, response, ports, outcome)


@router.post(
    "/logout",
    operation_id="auth_logout",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="End this session",
    responses=problems(401, 403),
)
async def log_out(request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.log_out(session, actor, clock=ports.clock)
    _forget(request, response)


@router.post(
    "/logout-all",
    operation_id="auth_logout_all",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="End every session of yours",
    responses=problems(401, 403),
)
async def log_out_everywhere(
    request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> None:
    await use_cases.log_out(session, actor, clock=ports.clock, everywhere=True)
    _forget(request, response)


@router.get("/me", operation_id="auth_me", summary="Who you are", responses=problems(401, 404))
async def me(session: SessionDep, actor: ActorDep) -> MeOut:
    user = await use_cases.me(session, actor)
    found = await workspaces.list_workspaces(session, actor.user_id)
    return MeOut(
        user=UserOut.model_validate(user),
        workspace_id=actor.workspace_id,
        workspaces=[MembershipOut.model_validate(row) for row in found],
    )


@router.post(
    "/password",
    operation_id="auth_change_password",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Change your password",
    response_model=None,
    responses=problems(401, 422),
)
async def change_password(
    body: PasswordIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> Response | None:
    """Needs the present one; every other session of yours ends. Guesses at it are slowed down as at signing in."""
    refused = await use_cases.change_password(
        session,
        actor,
        clock=ports.clock,
        passwords=ports.passwords,
        client=_client(request),
        current_password=body.current_password,
        password=body.password,
    )
    return refusal(request, refused) if refused else None


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _times(request: Request) -> use_cases.SessionTimes:
    settings = _settings(request)
    return use_cases.SessionTimes(
        timedelta(seconds=settings.session_idle_seconds_max), timedelta(seconds=settings.session_seconds_max)
    )


def _client(request: Request) -> use_cases.Client:
    return use_cases.Client(request.state.address, request.headers.get("user-agent", ""))


def _signed_in(request: Request, response: Response, ports: Ports, opened: use_cases.Opened) -> TokenOut:
    settings = _settings(request)
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


def _forget(request: Request, response: Response) -> None:
    clear_refresh(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _same_site(request: Request) -> None:
    """The cookie is SameSite=Strict; this refuses what an old browser might still send."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise CrossSite
