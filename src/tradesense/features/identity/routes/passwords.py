"""/auth/password and /auth/email: changing them, and resetting a password that was forgotten."""

from fastapi import APIRouter, Request, Response, status

from tradesense.domain.password import check_password
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.problems import refusal
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.problems import MailUnavailable
from tradesense.features.identity.routes.common import client_of
from tradesense.features.identity.schemas import AddressIn, LinkIn, PasswordIn, PendingOut, ResetIn

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post(
    "/password",
    operation_id="auth_change_password",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Change your password",
    response_model=None,
    responses=problems(401, 403, 422),
)
async def change_password(
    body: PasswordIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> Response | None:
    """Needs the present one; every other session of yours ends. Guesses at it are slowed down as at signing in."""
    refused = await use_cases.change_password(
        session,
        actor,
        ports=ports,
        client=client_of(request),
        current_password=body.current_password,
        password=body.password,
    )
    return refusal(request, refused) if refused else None


@router.post(
    "/password/forgot",
    operation_id="auth_forgot_password",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Ask for a mail with a link to choose another password",
    responses=problems(409, 422),
)
async def forgot_password(body: AddressIn, request: Request, session: SessionDep, ports: PortsDep) -> PendingOut:
    """The answer is the same whether or not the address is somebody's. 409 where the server cannot send mail."""
    if not ports.mailer.is_on:
        raise MailUnavailable
    email = use_cases.normal_email(body.email)
    await use_cases.request_reset(session, email, ports=ports, client=client_of(request))
    return PendingOut(sent_to=email)


@router.post(
    "/password/reset",
    operation_id="auth_reset_password",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Choose another password by a mail's link",
    responses=problems(410, 422),
)
async def reset_password(body: ResetIn, request: Request, ports: PortsDep) -> None:
    """Works once, for half an hour. Every session of yours ends; sign in with the new password."""
    database = request.app.state.database
    async with database.session() as session:
        known = await use_cases.pending_reset(session, body.token, ports=ports)
    check_password(body.password, known.email)
    hashed = await ports.passwords.hash(body.password)
    async with database.session() as session:
        await use_cases.reset_password(session, body.token, ports=ports, password_hash=hashed)


@router.post(
    "/email",
    operation_id="auth_change_email",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Use another e-mail address",
    responses=problems(401, 403, 409, 422),
)
async def change_email(
    body: AddressIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> PendingOut:
    """Counts once the link in the mail to it was opened; at once where the server cannot send mail."""
    at_once = await use_cases.request_email(session, actor, body.email, ports=ports, client=client_of(request))
    return PendingOut(sent_to=use_cases.normal_email(body.email), is_done=at_once)


@router.post(
    "/email/confirm",
    operation_id="auth_confirm_email",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Confirm the other address by its mail's link",
    responses=problems(409, 410, 422),
)
async def confirm_email(body: LinkIn, session: SessionDep, ports: PortsDep) -> None:
    await use_cases.confirm_email(session, body.token, ports=ports)
