"""/auth: registering, signing in and out."""

from fastapi import APIRouter, Request, Response, status

from tradesense.domain.consent import check_agreed
from tradesense.domain.password import check_password
from tradesense.edge.cookies import clear_refresh, read_refresh
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.problems import refusal
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.problems import LoginRefused, RegistrationClosed, SessionEnded
from tradesense.features.identity.routes.common import (
    SECOND_FACTOR_NEEDED,
    client_of,
    entered,
    forget,
    same_site,
    settings_of,
    signed_in,
    times_of,
)
from tradesense.features.identity.schemas import (
    ConfirmationIn,
    LoginIn,
    MembershipOut,
    MeOut,
    PendingOut,
    RegistrationIn,
    TokenOut,
    UserOut,
)
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.logging import get_logger

log = get_logger(__name__)
router = APIRouter(prefix="/auth", tags=["auth"])


@router.post(
    "/register",
    operation_id="auth_register",
    status_code=status.HTTP_201_CREATED,
    summary="Create an account and sign in",
    response_model=TokenOut,
    responses={
        **problems(403, 409, 410, 422),
        202: {"model": PendingOut, "description": "A mail was sent: its link, and the password, confirm the address."},
    },
)
async def register(body: RegistrationIn, request: Request, response: Response, ports: PortsDep) -> TokenOut | Response:
    """Makes a personal workspace too. The refresh token is set as a cookie. Where the server can send mail the account
    begins once the address is confirmed, and nobody learns whether it is registered already. With an invitation to a
    workspace you belong to that one too, and begin there."""
    mode = settings_of(request).registration
    if mode == "closed":
        raise RegistrationClosed
    email = use_cases.normal_email(body.email)
    check_password(body.password, email)
    check_agreed(use_cases.documents_of(settings_of(request)), body.consents)
    # Hashing takes long on purpose: no transaction is open meanwhile.
    hashed = await ports.passwords.hash(body.password)
    async with request.app.state.database.session() as session:
        admission = await use_cases.look_at_admission(
            session, body.invitation, email, ports=ports, is_needed=mode == "invited"
        )
        person = use_cases.NewPerson(email, hashed, body.name, body.timezone, body.currency, consents=body.consents)
        if ports.mailer.is_on:
            await use_cases.request_registration(
                session, person, ports=ports, client=client_of(request), admission=admission
            )
            return Response(PendingOut(sent_to=email).model_dump_json(), 202, media_type="application/json")
        opened = await use_cases.register(
            session,
            person,
            ports=ports,
            times=times_of(request),
            client=client_of(request),
            admission=admission,
        )
    return signed_in(request, response, ports, opened)


@router.post(
    "/register/confirm",
    operation_id="auth_register_confirm",
    status_code=status.HTTP_201_CREATED,
    summary="Confirm the address by the link's token and the password chosen",
    response_model=TokenOut,
    responses=problems(401, 409, 410, 422),
)
async def confirm_registration(
    body: ConfirmationIn, request: Request, response: Response, ports: PortsDep
) -> TokenOut | Response:
    """The account begins here. Five wrong passwords, and the link is gone."""
    database = request.app.state.database
    async with database.session() as session:
        expected = await use_cases.pending_registration(session, body.token, ports=ports)
    password_ok = await ports.passwords.verify(expected, body.password)
    async with database.session() as session:
        outcome = await use_cases.confirm_registration(
            session,
            body.token,
            ports=ports,
            times=times_of(request),
            client=client_of(request),
            password_ok=password_ok,
        )
    if isinstance(outcome, LoginRefused):
        return refusal(request, outcome)
    return signed_in(request, response, ports, outcome)


@router.post(
    "/login",
    operation_id="auth_login",
    summary="Sign in",
    response_model=TokenOut,
    responses={**problems(401, 422), **SECOND_FACTOR_NEEDED},
)
async def log_in(body: LoginIn, request: Request, response: Response, ports: PortsDep) -> TokenOut | Response:
    """The answer to a wrong address and to a wrong password is the same, and takes the same time."""
    client, database = client_of(request), request.app.state.database
    async with database.session() as session:
        who = await use_cases.candidate(session, clock=ports.clock, client=client, email=body.email)
    password_ok = await ports.passwords.verify(who.password_hash, body.password)
    outdated = password_ok and who.password_hash is not None and ports.passwords.is_outdated(who.password_hash)
    better = await ports.passwords.hash(body.password) if outdated else None
    async with database.session() as session:
        outcome = await use_cases.log_in(
            session,
            ports=ports,
            times=times_of(request),
            client=client,
            email=body.email,
            who=who,
            password_ok=password_ok,
            better_hash=better,
        )
    if isinstance(outcome, LoginRefused):
        raise outcome
    return entered(request, response, ports, outcome)


@router.post(
    "/refresh",
    operation_id="auth_refresh",
    summary="Exchange the refresh cookie for a new access token",
    response_model=TokenOut,
    responses=problems(401, 403),
)
async def refresh(request: Request, response: Response, ports: PortsDep) -> TokenOut | Response:
    """Each refresh token is used once; using one again ends the session for everybody who holds one."""
    same_site(request)
    token = read_refresh(request)
    if not token:
        raise SessionEnded
    async with request.app.state.database.session() as session:
        outcome = await use_cases.refresh_session(
            session, ports=ports, times=times_of(request), client=client_of(request), token=token
        )
    if isinstance(outcome, use_cases.Refused):
        if outcome.replayed:
            log.warning("session.replayed", address=request.state.address)
        gone = refusal(request, SessionEnded())
        clear_refresh(request, gone)
        return gone
    return signed_in(request, response, ports, outcome)


@router.post(
    "/logout",
    operation_id="auth_logout",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="End this session",
    responses=problems(401, 403),
)
async def log_out(request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.log_out(session, actor, clock=ports.clock)
    forget(request, response)


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
    forget(request, response)


@router.get("/me", operation_id="auth_me", summary="Who you are", responses=problems(401, 404))
async def me(session: SessionDep, actor: ActorDep) -> MeOut:
    user = await use_cases.me(session, actor)
    found = await workspaces.list_workspaces(session, actor.user_id)
    return MeOut(
        user=UserOut.model_validate(user),
        workspace_id=actor.workspace_id,
        workspaces=[MembershipOut.model_validate(row) for row in found],
    )
